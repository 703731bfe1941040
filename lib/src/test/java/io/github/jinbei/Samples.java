package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Random;
import org.junit.jupiter.api.function.Executable;

/** Small data and networks for tests of training. */
public final class Samples {

  static final long SEED = 20260310;
  static final int INPUTS = 4;
  static final int CLASSES = 3;

  private Samples() {}

  /** Returns random numbers between -1 and 1. */
  static float[] values(int length) {
    Random random = new Random(SEED);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  static int[] labels(int rows, int classes) {
    Random random = new Random(SEED + 1);
    int[] labels = new int[rows];
    for (int r = 0; r < rows; r++) {
      labels[r] = random.nextInt(classes);
    }
    return labels;
  }

  static float[] oneHot(int[] labels, int classes) {
    float[] y = new float[labels.length * classes];
    for (int r = 0; r < labels.length; r++) {
      y[r * classes + labels[r]] = 1f;
    }
    return y;
  }

  /** Returns rows of 4 inputs in 3 classes. */
  static Dataset classData(int rows) {
    return Dataset.ofClasses(values(INPUTS * rows), INPUTS, labels(rows, CLASSES), CLASSES);
  }

  /** Returns rows of 4 inputs and 3 targets. */
  static Dataset targetData(int rows) {
    return Dataset.ofTargets(values(INPUTS * rows), INPUTS, values(CLASSES * rows), CLASSES);
  }

  /** Returns a network 4-6-3. */
  static Mlp classifier() {
    return net(Activation.TANH, Activation.SOFTMAX);
  }

  /** Returns a network 4-6-3. */
  static Mlp net(Activation hidden, Activation output) {
    return Mlp.builder(INPUTS).dense(6, hidden).dense(CLASSES, output).seed(SEED).build();
  }

  /** Returns a network 4-6-5-3 with norms and dropout in its hidden layers. */
  static Mlp normed(Norm norm, float dropout) {
    return Mlp.builder(INPUTS).dense(6, Activation.TANH).norm(norm).dropout(dropout)
        .dense(5, Activation.PRELU).norm(norm).dense(CLASSES, Activation.SOFTMAX).seed(SEED).build();
  }

  static TrainerBuilder settings(Mlp mlp) {
    return Trainer.builder(mlp).optimizer(Optimizer.sgd(0.25f)).batchSize(4).seed(SEED).threads(1);
  }

  /** What a listener does after a step. It returns false to end the call. */
  @FunctionalInterface
  interface AfterStep {
    boolean run(int epoch, long rowsDone, double batchLoss);
  }

  /** Returns a listener that does nothing after epochs. */
  static TrainingListener afterSteps(AfterStep action) {
    return new TrainingListener() {
      @Override
      public boolean onEpoch(EpochResult result) {
        return true;
      }

      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        return action.run(epoch, rowsDone, batchLoss);
      }
    };
  }

  /** Returns a listener that ends a call within an epoch, after that many of its rows. */
  static TrainingListener stopsWithin(int lastEpoch, long rows) {
    return afterSteps((epoch, rowsDone, batchLoss) -> epoch < lastEpoch || rowsDone < rows);
  }

  public static void assertRefused(Class<? extends Exception> kind, Executable call, String... inMessage) {
    String message = assertThrows(kind, call).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message + " does not contain " + part);
    }
  }
}
