package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp;

/** The baseline's training step. */
final class NaiveTrainStep implements TrainStep {

  private final NaiveMlp mlp;
  private final Batch batch;
  private final int rows;

  NaiveTrainStep(Net net, Batch batch) {
    int[] units = new int[net.layers() + 1];
    NaiveMlp.Activation[] activations = new NaiveMlp.Activation[net.layers()];
    for (int l = 0; l < net.layers(); l++) {
      units[l] = net.units(l);
      activations[l] = NaiveMlp.Activation.valueOf(net.activation(l).name());
    }
    units[net.layers()] = net.units(net.layers());
    NaiveMlp.Loss loss = NaiveMlp.Loss.valueOf(net.loss().name());
    mlp = new NaiveMlp(units, activations, loss, Implementation.LEARNING_RATE);
    mlp.setParameters(batch.parameters());
    this.batch = batch;
    rows = net.batch();
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
}
