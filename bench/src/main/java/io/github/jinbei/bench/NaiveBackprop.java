package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp;

/** The baseline's gradient: its training step with a learning rate of 0, because it has no other method for it. */
final class NaiveBackprop implements Backprop {

  private final NaiveMlp mlp;
  private final Batch batch;
  private final int rows;

  NaiveBackprop(Net net, Batch batch) {
    mlp = NaiveTrainStep.mlp(net, 0);
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
  public float[] gradient() {
    return mlp.gradient();
  }
}
