package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Networks that learned images of digits as in Nielsen's "Neural Networks and Deep Learning", chapter 1: sigmoid hidden and
 * output units, squared error, batches of 10 and a learning rate of 3.
 *
 * @param test the rows that the networks were judged by
 * @param seeds how many networks there are of each kind
 * @param runs as many with 30 hidden units and first parameters of {@link Initializer#NORMAL}, as many with 30 units and {@link
 *     Initializer#GLOROT}, then those with 100 units in the same order
 */
public record DigitRuns(Dataset test, int seeds, List<Run> runs) {

  /** The kinds of networks: hidden units. */
  static final int[] UNITS = {30, 30, 100, 100};

  /** Epochs by default. */
  public static final int EPOCHS = 30;

  /** Seeds by default. */
  public static final int SEEDS = 3;

  /** Seeds of each kind of network at most. */
  public static final int MOST_SEEDS = 20;

  private static final int MOST_CLASSES = 10;

  /**
   * What one network learned.
   *
   * @param name hidden units, initializer and seed, as in {@code 30 normal 1}
   * @param accuracy the test rows that are right, in per cent: before training, then after each epoch
   * @param answers the class that the trained network gives each test row
   * @param weights of the trained first layer, [inputs][units] row-major
   */
  public record Run(String name, double[] accuracy, int[] answers, float[] weights) {

    /** Returns the highest accuracy. */
    double best() {
      double best = 0;
      for (double each : accuracy) {
        best = Math.max(best, each);
      }
      return best;
    }

    /** Returns the accuracy after the last epoch. */
    double last() {
      return accuracy[accuracy.length - 1];
    }
  }

  static DigitRuns of(Dataset train, Dataset test, int epochs, int seeds, Consumer<String> progress) {
    int side = side(train);
    if (side * side != train.inputs() || train.classCount() < 2 || train.classCount() > MOST_CLASSES) {
      throw new IllegalArgumentException("train = " + train + "; expected images as wide as high, of 2 to " + MOST_CLASSES
          + " classes");
    }
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new IllegalArgumentException("seeds = " + seeds + "; expected 1 to " + MOST_SEEDS);
    }
    List<Run> runs = new ArrayList<>();
    for (int kind = 0; kind < UNITS.length; kind++) {
      for (int seed = 1; seed <= seeds; seed++) {
        Run run = run(train, test, epochs, UNITS[kind], kind % 2 == 0 ? Initializer.NORMAL : Initializer.GLOROT, seed);
        runs.add(run);
        if (progress != null) {
          progress.accept(run.name + ": " + DigitRunsPage.number(run.last()) + " % right, best epoch "
              + DigitRunsPage.number(run.best()) + " %");
        }
      }
    }
    return new DigitRuns(test, seeds, runs);
  }

  private static Run run(Dataset train, Dataset test, int epochs, int units, Initializer initializer, long seed) {
    Mlp mlp = Mlp.builder(train.inputs()).dense(units, Activation.SIGMOID).dense(train.classCount(), Activation.SIGMOID)
        .initializer(initializer).seed(seed).build();
    double[] accuracy;
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).optimizer(Optimizer.sgd(3)).batchSize(10).seed(seed)
        .threads(1).build()) {
      double untrained = 100 * trainer.evaluate(test).accuracy();
      List<EpochResult> results = trainer.fit(train, epochs, test, null).epochs();
      accuracy = new double[results.size() + 1];
      accuracy[0] = untrained;
      for (int epoch = 1; epoch < accuracy.length; epoch++) {
        accuracy[epoch] = 100 * results.get(epoch - 1).validation().accuracy();
      }
    }
    return new Run(units + " " + initializer + " " + seed, accuracy, answers(mlp, test),
        Arrays.copyOf(mlp.parameters(), mlp.inputs() * units));
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

  /**
   * Returns the test rows of a class that a run has right, in per cent; NaN if there is none of the class; -1 if its output
   * sticks: rows are of the class, but no row has it as its answer.
   */
  double right(Run run, int digit) {
    int rows = 0;
    int right = 0;
    int answers = 0;
    for (int row = 0; row < run.answers.length; row++) {
      boolean is = test.classOf(row) == digit;
      boolean answered = run.answers[row] == digit;
      rows += is ? 1 : 0;
      answers += answered ? 1 : 0;
      right += is && answered ? 1 : 0;
    }
    return rows > 0 && answers == 0 ? -1 : 100.0 * right / rows;
  }

  /** Returns the run of the highest last accuracy among those of some kinds, without the last; of several the first. */
  Run best(int fromKind, int toKind) {
    Run best = runs.get(fromKind * seeds);
    for (Run run : runs.subList(fromKind * seeds, toKind * seeds)) {
      best = run.last() > best.last() ? run : best;
    }
    return best;
  }

  /** Returns the width and height of the images. */
  static int side(Dataset data) {
    return (int) Math.sqrt(data.inputs());
  }
}
