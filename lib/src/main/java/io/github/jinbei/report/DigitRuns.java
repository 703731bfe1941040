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
import java.util.List;
import java.util.function.Consumer;

/**
 * Networks trained on images of digits as in Nielsen's "Neural Networks and Deep Learning", chapter 1: sigmoid hidden and
 * output units, squared error, batches of 10 and a learning rate of 3.
 *
 * @param test the rows on which the networks were evaluated
 * @param seeds the number of networks of each kind
 * @param runs the networks by kind, {@code seeds} of each: 30 hidden units with {@link Initializer#NORMAL}, 30 units with
 *     {@link Initializer#GLOROT}, then 100 units with both in the same order
 */
public record DigitRuns(Dataset test, int seeds, List<Run> runs) {

  /** The hidden units of each kind of network. */
  static final int[] UNITS = {30, 30, 100, 100};

  /** The default number of epochs. */
  public static final int EPOCHS = 30;

  /** The default number of seeds. */
  public static final int SEEDS = 3;

  /** The largest number of seeds. */
  public static final int MOST_SEEDS = 20;

  private static final int MOST_CLASSES = 10;

  /**
   * The result of training one network.
   *
   * @param name hidden units, initializer and seed, for example {@code 30 normal 1}
   * @param accuracy the accuracy on the test rows in per cent: before training, then after each epoch
   * @param answers the class that the trained network predicts for each test row
   * @param weights the weights of the trained first layer, [inputs][units] row-major
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
      throw new IllegalArgumentException("train = " + train + "; expected square images of 2 to " + MOST_CLASSES
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
    return new Run(units + " " + initializer + " " + seed, accuracy, answers(mlp, test), mlp.weights(0));
  }

  private static int[] answers(Mlp mlp, Dataset test) {
    int[] answers = new int[test.rows()];
    float[] x = new float[mlp.inputs()];
    for (int row = 0; row < answers.length; row++) {
      test.copyInputs(row, 1, x, 0);
      answers[row] = mlp.predictClass(x);
    }
    return answers;
  }

  /**
   * Returns the accuracy of a run on the test rows of a class, in per cent. NaN if there are no rows of the class; -1 if the
   * output of the class sticks: there are rows of the class, but the network predicts it for no row.
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

  /**
   * Returns the run with the highest last accuracy among kinds {@code fromKind} to {@code toKind}, exclusive; of equals the
   * first.
   */
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
