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
    mlp = mlp(net, net.learningRate());
    mlp.setParameters(batch.parameters());
    this.batch = batch;
    rows = net.batch();
  }

  /** Returns the baseline's net, with all parameters 0. */
  static NaiveMlp mlp(Net net, float learningRate) {
    return new NaiveMlp(units(net), activations(net), net.loss(), learningRate);
  }

  /** Returns the inputs, then the units of each layer. */
  static int[] units(Net net) {
    int[] units = new int[net.layers() + 1];
    for (int l = 0; l < units.length; l++) {
      units[l] = net.units(l);
    }
    return units;
  }

  /** Returns the activation of each layer. */
  static NaiveMlp.Activation[] activations(Net net) {
    NaiveMlp.Activation[] activations = new NaiveMlp.Activation[net.layers()];
    for (int l = 0; l < activations.length; l++) {
      activations[l] = net.activation(l);
    }
    return activations;
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
