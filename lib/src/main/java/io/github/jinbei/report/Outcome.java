package io.github.jinbei.report;

import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.table.Answers;
import io.github.jinbei.table.ClassAnswers;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.NumberAnswers;
import io.github.jinbei.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The targets of rows to test on, and what a model predicts for them: classes or numbers. */
final class Outcome {

  /** Rows predicted at a time, so that the buffers do not grow with the data. */
  private static final int CHUNK = 256;

  /** The names of the classes, or of the outputs. */
  final List<String> names;

  /** The numbers of the rows, from 0. Rows with a predicted number that is not finite are left out. */
  final int[] rows;

  /** The number of rows that are left out. */
  final int leftOut;

  /** The weights of the rows, or none. */
  final double[] weights;

  /** The true and the predicted class of each row; null if numbers are predicted. */
  final int[] labels;
  final int[] predicted;

  /** The probabilities of the classes, [rows][classes]; null if the outputs are not probabilities, or one is not finite. */
  final double[][] probabilities;

  /** The targets and the predicted numbers, [outputs][rows]; null if classes are predicted. */
  final double[][] targets;
  final double[][] predictions;

  private Outcome(List<String> names, int[] labels, int[] predicted, double[][] probabilities, double[] weights) {
    this.names = List.copyOf(names);
    this.labels = labels;
    this.predicted = predicted;
    this.probabilities = probabilities != null && Stream.of(probabilities).flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite) ? probabilities : null;
    this.weights = weights;
    rows = IntStream.range(0, labels.length).toArray();
    leftOut = 0;
    targets = null;
    predictions = null;
  }

  private Outcome(List<String> names, double[][] targets, double[][] predictions, double[] weights) {
    this.names = List.copyOf(names);
    rows = IntStream.range(0, targets[0].length)
        .filter(row -> Stream.of(predictions).allMatch(output -> Double.isFinite(output[row]))).toArray();
    leftOut = targets[0].length - rows.length;
    this.targets = chosen(targets);
    this.predictions = chosen(predictions);
    this.weights = weights.length == 0 ? weights : chosen(weights)[0];
    labels = null;
    predicted = null;
    probabilities = null;
  }

  private double[][] chosen(double[]... values) {
    return leftOut == 0 ? values
        : Stream.of(values).map(each -> IntStream.of(rows).mapToDouble(row -> each[row]).toArray()).toArray(double[][]::new);
  }

  static Outcome of(Mlp mlp, Dataset test) {
    int width = test.hasClasses() ? mlp.classes() : mlp.outputs();
    if (test.inputs() != mlp.inputs() || (test.hasClasses() ? test.classCount() > width : test.targetWidth() != width)) {
      throw new IllegalArgumentException("test = " + test + "; expected rows for the network " + mlp);
    }
    List<String> names = mlp.labels().size() == width ? mlp.labels()
        : IntStream.range(0, width).mapToObj(k -> (test.hasClasses() ? "" : "output ") + k).toList();
    int rows = test.rows();
    int[] predicted = new int[rows];
    double[][] byRow = new double[test.hasClasses() && mlp.hasProbabilities() ? rows : 0][];
    double[][] targets = new double[test.hasClasses() ? 0 : width][rows];
    double[][] predictions = new double[targets.length][rows];
    float[] target = new float[targets.length];
    for (int from = 0; from < rows; from += CHUNK) {
      float[] inputs = new float[Math.min(CHUNK, rows - from) * mlp.inputs()];
      test.copyInputs(from, inputs.length / mlp.inputs(), inputs, 0);
      float[] outputs = mlp.predict(inputs);
      for (int at = 0, row = from; at < outputs.length; at += mlp.outputs(), row++) {
        predicted[row] = mlp.classOf(outputs, at);
        if (byRow.length > 0) {
          byRow[row] = mlp.probabilities(outputs, at);
        }
        if (targets.length > 0) {
          test.copyTargets(row, 1, target, 0);
        }
        for (int k = 0; k < targets.length; k++) {
          targets[k][row] = target[k];
          predictions[k][row] = outputs[at + k];
        }
      }
    }
    if (!test.hasClasses()) {
      return new Outcome(names, targets, predictions, new double[0]);
    }
    int[] labels = new int[rows];
    test.copyClasses(0, rows, labels, 0);
    return new Outcome(names, labels, predicted, byRow.length > 0 ? byRow : null, new double[0]);
  }

  static Outcome of(MlpEstimator model, Table test) {
    Answers answers = model.answers(test);
    if (answers instanceof ClassAnswers classes) {
      int[] predicted = Stream.of(classes.predictions()).mapToInt(classes.classes()::indexOf).toArray();
      return new Outcome(classes.classes(), classes.labels(), predicted, classes.probabilities(), classes.weights());
    }
    NumberAnswers numbers = (NumberAnswers) answers;
    return new Outcome(List.of(model.target()), new double[][] {numbers.targets()}, new double[][] {numbers.predictions()},
        numbers.weights());
  }

  /** Returns the outcome with other names of the classes. */
  Outcome named(List<String> classNames) {
    return new Outcome(classNames, labels, predicted, probabilities, weights);
  }

  boolean hasClasses() {
    return labels != null;
  }

  /** Returns the figures of the classes. */
  ClassReport classReport() {
    return probabilities == null ? ClassReport.of(names, labels, predicted, weights)
        : ClassReport.of(names, labels, probabilities, weights);
  }

  /** Returns the target minus the predicted number of each row. */
  double[] residuals(int output) {
    return IntStream.range(0, rows.length).mapToDouble(i -> targets[output][i] - predictions[output][i]).toArray();
  }

  /**
   * Returns the places in {@link #rows} of the rows that are predicted worst, the worst first, equal ones in their order: those
   * with the least probability of the true class, or the largest residual of any output. Without probabilities these are only
   * rows whose class is wrong. Rows of weight 0 do not count.
   */
  int[] worst(int most) {
    double[] losses = new double[rows.length];
    for (int output = 0; output < names.size() && !hasClasses(); output++) {
      double[] residuals = residuals(output);
      for (int i = 0; i < losses.length; i++) {
        losses[i] = Math.max(losses[i], Math.abs(residuals[i]));
      }
    }
    for (int i = 0; i < losses.length && hasClasses(); i++) {
      boolean wrong = predicted[i] != labels[i];
      losses[i] = probabilities != null ? -probabilities[i][labels[i]] : wrong ? 1 : Double.NaN;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      if (!Double.isNaN(losses[i]) && (weights.length == 0 || weights[i] > 0)) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> -losses[i]));
    return order.stream().limit(most).mapToInt(i -> i).toArray();
  }

  /** Returns the output with the largest residual of a row. */
  int worstOutput(int row) {
    int worst = 0;
    for (int k = 1; k < names.size(); k++) {
      worst = Math.abs(targets[k][row] - predictions[k][row]) > Math.abs(targets[worst][row] - predictions[worst][row]) ? k
          : worst;
    }
    return worst;
  }
}
