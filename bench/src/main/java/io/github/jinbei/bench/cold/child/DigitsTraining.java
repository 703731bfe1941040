package io.github.jinbei.bench.cold.child;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;

/**
 * Trainings on the sample digits with the network and the settings of the library's command {@code train --sample digits}: 30
 * epochs each, and an evaluation of the held-out digits after each epoch. New networks follow each other until the measurement
 * ends.
 */
final class DigitsTraining implements TrainingListener {

  private static final int EPOCHS = 30;
  private static final int BATCH = 16;
  private static final float RATE = 0.3f;

  private final Counter counter;
  private final Dataset heldOut;
  private final Trainer trainer;
  private boolean goesOn = true;
  private long before;

  private DigitsTraining(Counter counter, Dataset heldOut, Trainer trainer) {
    this.counter = counter;
    this.heldOut = heldOut;
    this.trainer = trainer;
  }

  /** Trains until the measurement ends. */
  static void run(Counter counter, int threads) {
    Dataset train = Digits.train();
    Dataset heldOut = Digits.heldOut();
    boolean goesOn;
    do {
      Mlp mlp = Mlp.builder(train.inputs()).dense(128, Activation.RELU).dense(64, Activation.RELU).dense(32, Activation.RELU)
          .dense(train.classCount(), Activation.SOFTMAX).seed(1).inputScale(1 / Digits.DIVISOR).build();
      try (Trainer trainer = Trainer.builder(mlp).loss(Loss.CROSS_ENTROPY).optimizer(Optimizer.sgd(RATE)).batchSize(BATCH)
          .seed(1).threads(threads).build()) {
        DigitsTraining training = new DigitsTraining(counter, heldOut, trainer);
        trainer.fit(train, EPOCHS, training);
        goesOn = training.goesOn;
      }
    } while (goesOn);
  }

  @Override
  public boolean onStep(int epoch, long rowsDone, double batchLoss) {
    goesOn = counter.add((int) (rowsDone - before));
    before = rowsDone;
    return goesOn;
  }

  @Override
  public boolean onEpoch(EpochResult result) {
    before = 0;
    trainer.evaluate(heldOut);
    return goesOn;
  }
}
