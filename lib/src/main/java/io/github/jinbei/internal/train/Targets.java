package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Classes;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/** The targets of one network and loss: checks labels and target rows, and writes the target row of a label. */
public final class Targets {

  /** How far the sum of a row of probabilities may be from 1, for rounding. */
  private static final float ROW_SUM_TOLERANCE = 1e-4f;

  /** The end of each message that refuses class weights. */
  public static final String OTHER_WEIGHTS = "; give each row a weight of its own by Dataset.withWeights";

  private final Topology topology;
  private final TargetKind kind;
  private final String loss;
  private final int outputs;
  private final Classes classes;

  /** Whether training weights rows by their class. */
  private final boolean classWeights;

  /**
   * The targets of a network.
   *
   * @param kind what the loss takes
   * @param loss its name, for messages
   * @param classWeights whether training weights rows by their class
   */
  public Targets(Topology topology, TargetKind kind, String loss, boolean classWeights) {
    this.topology = topology;
    this.kind = kind;
    this.loss = loss;
    this.classWeights = classWeights;
    this.outputs = topology.outputs();
    this.classes = topology.classes();
  }

  /** Writes the target rows of {@code count} rows of a data set from {@code row} on. */
  public void write(Dataset data, int row, int count, float[] to, int at) {
    if (!data.hasClasses()) {
      data.copyTargets(row, count, to, at);
      return;
    }
    for (int r = 0; r < count; r++) {
      classes.write(data.classOf(row + r), to, at + r * outputs);
    }
  }

  /**
   * Smooths n targets from {@code at} on: y ← (1 - ε)·y + ε / K, rounded once. K is the number of outputs; it is 2 if each
   * target is a probability of its own. Rounded more often, the targets of a row would not add up to 1 as well. Where the
   * classes of a batch balance each other, the gradient would then be as large as Adam's ε instead of 0.
   */
  void smooth(float epsilon, float[] targets, int at, int n) {
    double share = (double) epsilon / (kind == TargetKind.PROBABILITIES ? 2 : outputs);
    for (int i = at; i < at + n; i++) {
      targets[i] = (float) ((1.0 - epsilon) * targets[i] + share);
    }
  }

  /** Checks that {@code rows} labels are classes of the network. */
  public void check(int[] labels, int cOff, int rows) {
    int limit = classes.count();
    for (int r = 0; r < rows; r++) {
      int label = labels[cOff + r];
      if (label < 0 || label >= limit) {
        throw new IllegalArgumentException(
            "classes[" + (cOff + r) + "] = " + label + "; expected 0 to " + (limit - 1) + " for " + topology);
      }
    }
  }

  /** Checks that {@code rows} target rows suit the loss. */
  public void check(float[] targets, int tOff, int rows) {
    for (int r = 0; kind != TargetKind.VALUES && r < rows; r++) {
      checkRow(targets, tOff + r * outputs, r);
    }
  }

  /** Checks that target rows suit the loss, and class weights if there are any. */
  public void checkTraining(float[] targets, int tOff, int rows) {
    check(targets, tOff, rows);
    for (int r = 0; classWeights && r < rows; r++) {
      checkOneClass(targets, tOff + r * outputs, r);
    }
  }

  /** Checks that a data set suits the network, the loss, and class weights if there are any. */
  public void checkTraining(String name, Dataset data) {
    check(name, data);
    float[] row = new float[outputs];
    for (int r = 0; classWeights && !data.hasClasses() && r < data.rows(); r++) {
      data.copyTargets(r, 1, row, 0);
      checkOneClass(row, 0, r);
    }
  }

  private void checkOneClass(float[] targets, int at, int row) {
    if (!classes.hasOne(targets, at)) {
      throw new IllegalArgumentException("the targets of row " + row + " are "
          + Arrays.toString(Arrays.copyOfRange(targets, at, at + outputs))
          + "; expected a label for classWeights, or on softmax, sigmoid and step outputs one largest target and no other "
          + "above 0.5" + OTHER_WEIGHTS);
    }
  }

  /** Checks that a data set suits the network and the loss. */
  public void check(String name, Dataset data) {
    Objects.requireNonNull(data, name);
    if (data.inputs() != topology.inputs()) {
      throw new IllegalArgumentException(
          name + " has rows of " + Count.of(data.inputs(), "input") + "; expected " + topology.inputs() + " for " + topology);
    }
    if (data.hasClasses()) {
      if (data.classCount() > classes.count()) {
        throw new IllegalArgumentException(
            name + " has " + Count.of(data.classCount(), "class", "classes") + "; expected at most "
            + classes.count() + " for " + topology);
      }
      return;
    }
    if (data.targetWidth() != outputs) {
      throw new IllegalArgumentException(
          name + " has target rows of " + data.targetWidth() + "; expected " + outputs + " for " + topology);
    }
    if (kind != TargetKind.VALUES) {
      float[] row = new float[outputs];
      for (int r = 0; r < data.rows(); r++) {
        data.copyTargets(r, 1, row, 0);
        checkRow(row, 0, r);
      }
    }
  }

  /** Checks a row of probabilities, which for softmax add up to 1. */
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
    if (kind == TargetKind.DISTRIBUTION && !(Math.abs(sum - 1) <= ROW_SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "the targets of row " + row + " add up to " + sum + "; expected 1 for " + loss);
    }
  }
}
