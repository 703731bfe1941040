package io.github.jinbei.metrics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random rows for the tests of metrics: labels, probabilities with many ties, targets and predictions, and weights that are
 * whole numbers, some of them 0.
 */
record RandomRows(int[] labels, double[][] probabilities, double[] targets, double[] predicted, double[] weights) {

  /** Makes rows that depend only on the seed. Each class and a weight above 0 occur if there are more rows than classes. */
  static RandomRows of(long seed, int rows, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomRows made = new RandomRows(new int[rows], new double[rows][classes], new double[rows], new double[rows],
        new double[rows]);
    for (int row = 0; row < rows; row++) {
      made.labels[row] = row < classes ? row : random.nextInt(classes);
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        made.probabilities[row][k] = 1 + random.nextInt(3) + (k == made.labels[row] ? random.nextInt(3) : 0);
        sum += made.probabilities[row][k];
      }
      for (int k = 0; k < classes; k++) {
        made.probabilities[row][k] /= sum;
      }
      made.targets[row] = 10 * random.nextDouble();
      made.predicted[row] = made.targets[row] + Math.rint(8 * random.nextDouble() - 3) / 4;
      made.weights[row] = row < classes ? 1 : random.nextInt(4);
    }
    return made;
  }

  int classes() {
    return probabilities[0].length;
  }

  /** Returns the probabilities of a class. */
  double[] scores(int k) {
    double[] scores = new double[labels.length];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = probabilities[row][k];
    }
    return scores;
  }

  /** Returns the classes of the highest probabilities, of several the lowest class. */
  int[] predictions() {
    int[] predictions = new int[labels.length];
    for (int row = 0; row < predictions.length; row++) {
      for (int k = 1; k < classes(); k++) {
        predictions[row] = probabilities[row][k] > probabilities[row][predictions[row]] ? k : predictions[row];
      }
    }
    return predictions;
  }

  /** Returns rows of this one, with their weights, in a given order; a row may occur several times. */
  RandomRows rows(int... chosen) {
    RandomRows some = of(0, chosen.length, classes());
    for (int i = 0; i < chosen.length; i++) {
      some.labels[i] = labels[chosen[i]];
      some.probabilities[i] = probabilities[chosen[i]];
      some.targets[i] = targets[chosen[i]];
      some.predicted[i] = predicted[chosen[i]];
      some.weights[i] = weights[chosen[i]];
    }
    return some;
  }

  /** Returns each row as often as its weight says. */
  RandomRows repeated() {
    int[] chosen = IntStream.range(0, labels.length)
        .flatMap(row -> IntStream.generate(() -> row).limit((long) weights[row])).toArray();
    return rows(chosen);
  }
}
