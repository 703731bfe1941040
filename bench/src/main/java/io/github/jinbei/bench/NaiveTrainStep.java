package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp;

/** The baseline's training step. */
final class NaiveTrainStep implements TrainStep {

  private final NaiveMlp mlp;
  private final Batch batch;
  private final int rows;

  NaiveTrainStep(Net net, Batch batch) {
    if (net.optimizer() != Net.Optimizer.SGD) {
      throw new IllegalArgumentException("net: " + net + " with " + net.optimizer() + " for naive, expected one with SGD");
    }
    mlp = mlp(net);
    mlp.setParameters(batch.parameters());
    this.batch = batch;
    rows = net.batch();
  }

  /** The baseline's net, its parameters 0, to be trained at the net's learning rate. */
  static NaiveMlp mlp(Net net) {
    int[] units = new int[net.layers() + 1];
    NaiveMlp.Activation[] activations = new NaiveMlp.Activation[net.layers()];
    for (int l = 0; l < net.layers(); l++) {
      units[l] = net.units(l);
      activations[l] = NaiveMlp.Activation.valueOf(net.activation(l).name());
    }
    units[net.layers()] = net.units(net.layers());
    NaiveMlp.Loss loss = NaiveMlp.Loss.valueOf(net.loss().name());
    return new NaiveMlp(units, activations, loss, net.learningRate());
  }

  @Override
  public double run() {
    return batch.classes() != null
        ? mlp.step(batch.x(), batch.classes(), rows)
        : mlp.step(batch.x(), batch.targets(), rows);
  }

  @Override
  public float[] parameters() {
    return mlp.parameters();
  }

  @Override
  public void close() {}
}
