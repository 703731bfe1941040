package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Networks that learned images of digits as in Nielsen's "Neural Networks and Deep Learning", chapter 1: sigmoid hidden and
 * output units, squared error, batches of 10 and a learning rate of 3.
 *
 * @param test the rows that the networks were judged by
 * @param runs by units, then initializer, then seed
 */
public record DigitRuns(Dataset test, List<Run> runs) {

  static final List<Integer> UNITS = List.of(30, 100);
  static final List<Initializer> INITIALIZERS = List.of(Initializer.NORMAL, Initializer.GLOROT);

  private static final int BATCH = 10;
  private static final float RATE = 3f;
  private static final int MOST_CLASSES = 10;
  private static final int MOST_SEEDS = 20;

  /**
   * What one network learned.
   *
   * @param units hidden units
   * @param initializer draws the first parameters
   * @param seed of the first parameters and of the order of the rows
   * @param accuracy share of the test rows that are right: before training, then after each epoch
   * @param answers the class that the trained network gives each test row
   * @param weights of the trained first layer, [inputs][units] row-major
   */
  public record Run(int units, Initializer initializer, long seed, double[] accuracy, int[] answers, float[] weights) {

    /** Returns the epoch of the highest accuracy, from 1; of several the first. */
    int bestEpoch() {
      int best = 1;
      for (int epoch = 2; epoch < accuracy.length; epoch++) {
        best = accuracy[epoch] > accuracy[best] ? epoch : best;
      }
      return best;
    }

    /** Returns the accuracy after the last epoch. */
    double last() {
      return accuracy[accuracy.length - 1];
    }

    /** Returns such as {@code 30 normal 1}. */
    String name() {
      return units + " " + initializer + " " + seed;
    }
  }

  static DigitRuns of(Dataset train, Dataset test, int epochs, int seeds, Consumer<String> progress) {
    check(train, test, epochs, seeds);
    List<Run> runs = new ArrayList<>();
    for (int units : UNITS) {
      for (Initializer initializer : INITIALIZERS) {
        for (int seed = 1; seed <= seeds; seed++) {
          Run run = run(train, test, epochs, units, initializer, seed);
          runs.add(run);
          if (progress != null) {
            progress.accept(units + " units, " + initializer + ", seed " + seed + ": " + percent(run.last())
                + " % right after the last epoch, " + percent(run.accuracy[run.bestEpoch()]) + " % after epoch "
                + run.bestEpoch() + ", the best");
          }
        }
      }
    }
    return new DigitRuns(test, List.copyOf(runs));
  }

  private static void check(Dataset train, Dataset test, int epochs, int seeds) {
    if (train.classCount() < 2 || train.classCount() > MOST_CLASSES) {
      throw new IllegalArgumentException("train = " + train + "; expected 2 to " + MOST_CLASSES + " classes");
    }
    int side = side(train);
    if (side * side != train.inputs()) {
      throw new IllegalArgumentException("train = " + train + "; expected images as wide as high, such as of 784 inputs");
    }
    if (test.inputs() != train.inputs() || test.classCount() != train.classCount()) {
      throw new IllegalArgumentException("test = " + test + "; expected inputs and classes as train = " + train);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs = " + epochs + "; expected at least 1");
    }
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new IllegalArgumentException("seeds = " + seeds + "; expected 1 to " + MOST_SEEDS);
    }
  }

  private static Run run(Dataset train, Dataset test, int epochs, int units, Initializer initializer, long seed) {
    Mlp mlp = Mlp.builder(train.inputs()).dense(units, Activation.SIGMOID).dense(train.classCount(), Activation.SIGMOID)
        .initializer(initializer).seed(seed).build();
    double[] accuracy = new double[epochs + 1];
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).optimizer(Optimizer.sgd(RATE)).batchSize(BATCH)
        .seed(seed).threads(1).build()) {
      accuracy[0] = trainer.evaluate(test).accuracy();
      trainer.fit(train, epochs, test, result -> {
        accuracy[result.epoch()] = result.validation().accuracy();
        return true;
      });
    }
    float[] weights = Arrays.copyOf(mlp.parameters(), mlp.inputs() * units);
    return new Run(units, initializer, seed, accuracy, answers(mlp, test), weights);
  }

  private static int[] answers(Mlp mlp, Dataset test) {
    int[] answers = new int[test.rows()];
    float[] x = new float[mlp.inputs()];
    float[] outputs = new float[mlp.outputs()];
    for (int row = 0; row < answers.length; row++) {
      test.copyInputs(row, 1, x, 0);
      mlp.predict(x, 0, 1, outputs, 0);
      answers[row] = mlp.classOf(outputs, 0);
    }
    return answers;
  }

  /** Returns the share of the test rows of a class that a run has right; NaN if there is none. */
  double right(Run run, int digit) {
    int rows = 0;
    int right = 0;
    for (int row = 0; row < test.rows(); row++) {
      if (test.classOf(row) == digit) {
        rows++;
        right += run.answers[row] == digit ? 1 : 0;
      }
    }
    return (double) right / rows;
  }

  /** Returns whether no test row has an answer, although some are of this class: its output sticks. */
  boolean sticks(Run run, int digit) {
    return right(run, digit) == 0 && Arrays.stream(run.answers).noneMatch(answer -> answer == digit);
  }

  /** Returns the run of the highest accuracy after the last epoch among those of some units; of several the first. */
  Run best(int units, List<Initializer> initializers) {
    Run best = null;
    for (Run run : runs) {
      if (run.units == units && initializers.contains(run.initializer) && (best == null || run.last() > best.last())) {
        best = run;
      }
    }
    return best;
  }

  /** Returns the width and height of the images. */
  static int side(Dataset data) {
    return (int) Math.sqrt(data.inputs());
  }

  static String percent(double share) {
    return Plain.number(100 * share, 3);
  }
}
