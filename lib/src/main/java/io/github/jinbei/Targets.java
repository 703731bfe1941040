package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Classes;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/** How labels and target rows become what a loss compares with, for one network and loss; checks both. */
final class Targets {

  private static final float ROW_SUM_TOLERANCE = 1e-4f;

  /** The end of messages that refuse class weights. */
  static final String OTHER_WEIGHTS = "; give each row a weight of its own by Dataset.withWeights";

  private final Mlp mlp;
  private final Loss loss;
  private final int outputs;
  private final Classes classes;

  /** Whether training weights rows by their class. */
  private final boolean classWeights;

  /** Whether targets are probabilities, and whether those of a row add up to 1. */
  private final boolean probabilities;
  private final boolean addUp;

  Targets(Mlp mlp, Loss loss, boolean classWeights) {
    this.mlp = mlp;
    this.loss = loss;
    this.classWeights = classWeights;
    this.outputs = mlp.outputs();
    this.classes = mlp.topology().classes();
    this.addUp = loss.equals(Loss.CROSS_ENTROPY);
    this.probabilities = addUp || loss.equals(Loss.BINARY_CROSS_ENTROPY) || loss.equals(Loss.PERCEPTRON);
  }

  /** Writes the target rows of {@code count} rows of a data set from {@code row} on. */
  void write(Dataset data, int row, int count, float[] to, int at) {
    if (!data.hasClasses()) {
      data.copyTargets(row, count, to, at);
      return;
    }
    for (int r = 0; r < count; r++) {
      classes.write(data.classOf(row + r), to, at + r * outputs);
    }
  }

  /** y ← (1 - ε)·y + ε / K for n targets from {@code at} on, with K outputs, or 2 of those that are yes or no. */
  void smooth(float epsilon, float[] targets, int at, int n) {
    float share = epsilon / (loss.equals(Loss.BINARY_CROSS_ENTROPY) ? 2 : outputs);
    for (int i = at; i < at + n; i++) {
      targets[i] = (1 - epsilon) * targets[i] + share;
    }
  }

  /** That labels are classes of the network. */
  void check(int[] labels, int cOff, int rows) {
    Arguments.range("classes", labels.length, cOff, rows, 1);
    int limit = classes.count();
    for (int r = 0; r < rows; r++) {
      int label = labels[cOff + r];
      if (label < 0 || label >= limit) {
        throw new IllegalArgumentException(
            "classes[" + (cOff + r) + "] = " + label + "; expected 0 to " + (limit - 1) + " for " + mlp);
      }
    }
  }

  /** That target rows suit the loss. */
  void check(float[] targets, int tOff, int rows) {
    Arguments.range("targets", targets.length, tOff, rows, outputs);
    for (int r = 0; probabilities && r < rows; r++) {
      checkRow(targets, tOff + r * outputs, r);
    }
  }

  /** Checks that target rows suit the loss, and class weights if there are any. */
  void checkTraining(float[] targets, int tOff, int rows) {
    check(targets, tOff, rows);
    for (int r = 0; classWeights && r < rows; r++) {
      checkNamed(targets, tOff + r * outputs, r);
    }
  }

  /** Checks that a data set suits the network, the loss, and class weights if there are any. */
  void checkTraining(String name, Dataset data) {
    check(name, data);
    float[] row = new float[outputs];
    for (int r = 0; classWeights && !data.hasClasses() && r < data.rows(); r++) {
      data.copyTargets(r, 1, row, 0);
      checkNamed(row, 0, r);
    }
  }

  private void checkNamed(float[] targets, int at, int row) {
    if (!classes.hasOne(targets, at)) {
      throw new IllegalArgumentException("the targets of row " + row + " are "
          + Arrays.toString(Arrays.copyOfRange(targets, at, at + outputs))
          + "; expected a label for classWeights, or on softmax, sigmoid and step outputs one largest target and no other "
          + "above 0.5" + OTHER_WEIGHTS);
    }
  }

  /** That a data set suits the network and the loss. */
  void check(String name, Dataset data) {
    Objects.requireNonNull(data, name);
    if (data.inputs() != mlp.inputs()) {
      throw new IllegalArgumentException(
          name + " has rows of " + Count.of(data.inputs(), "input") + "; expected " + mlp.inputs() + " for " + mlp);
    }
    if (data.hasClasses()) {
      if (data.classCount() > classes.count()) {
        throw new IllegalArgumentException(
            name + " has " + Count.of(data.classCount(), "class", "classes") + "; expected at most " + classes.count() + " for " + mlp);
      }
      return;
    }
    if (data.targetWidth() != outputs) {
      throw new IllegalArgumentException(
          name + " has target rows of " + data.targetWidth() + "; expected " + outputs + " for " + mlp);
    }
    if (probabilities) {
      float[] row = new float[outputs];
      for (int r = 0; r < data.rows(); r++) {
        data.copyTargets(r, 1, row, 0);
        checkRow(row, 0, r);
      }
    }
  }

  /** Probabilities for the cross-entropies, adding up to 1 for softmax. */
  private void checkRow(float[] targets, int at, int row) {
    float sum = 0;
    for (int j = 0; j < outputs; j++) {
      float y = targets[at + j];
      if (!(y >= 0 && y <= 1)) {
        throw new IllegalArgumentException(
            "target " + j + " of row " + row + " = " + y + "; expected 0 to 1 for " + loss);
      }
      sum += y;
    }
    if (addUp && !(Math.abs(sum - 1) <= ROW_SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "the targets of row " + row + " add up to " + sum + "; expected 1 for " + loss);
    }
  }
}
