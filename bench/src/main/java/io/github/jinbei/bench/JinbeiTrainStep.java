package io.github.jinbei.bench;

import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;

/** The library's training step. */
final class JinbeiTrainStep implements TrainStep {

  private final Mlp mlp;
  private final Trainer trainer;
  private final Batch batch;
  private final int rows;

  JinbeiTrainStep(Net net, Batch batch, int threads) {
    mlp = JinbeiForward.mlp(net, batch.parameters());
    trainer = Trainer.builder(mlp)
        .loss(Loss.parse(net.loss().name()))
        .optimizer(optimizer(net))
        .batchSize(net.batch())
        .threads(threads)
        .build();
    this.batch = batch;
    rows = net.batch();
  }

  private static Optimizer optimizer(Net net) {
    switch (net.optimizer()) {
      case SGD:
        return Optimizer.sgd(net.learningRate());
      case ADAM:
        return Optimizer.adam(net.learningRate());
      default:
        throw new IllegalArgumentException("net: " + net + " with " + net.optimizer() + ", expected SGD or ADAM");
    }
  }

  @Override
  public double run() {
    return batch.classes() != null
        ? trainer.step(batch.x(), 0, batch.classes(), 0, rows)
        : trainer.step(batch.x(), 0, batch.targets(), 0, rows);
  }

  @Override
  public float[] parameters() {
    return mlp.parameters();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
