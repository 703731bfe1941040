package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Classes;
import io.github.jinbei.internal.net.RowLoader;
import io.github.jinbei.internal.net.TrainingStep;

/**
 * The rows of a batch, from a data set or from arrays, loaded part by part into a training step, by its workers. Made once
 * and aimed anew, so that a batch allocates nothing.
 */
final class BatchRows implements RowLoader {

  private final Mlp mlp;
  private final Targets targets;
  private final Classes namedClasses;
  private final float smoothing;
  private final float[] classWeights;
  private float[] gathered = {};

  /** From a data set: rows {@code order[first]} onwards, or first onwards without an order. */
  private Dataset data;
  private int[] order;
  private int first;

  /** Or from arrays: labels, or target rows. */
  private float[] inputs;
  private int inputOff;
  private int[] classes;
  private float[] targetRows;
  private int targetOff;

  /** The part: the row of the batch that it begins with, and where its inputs, targets and weights, if any, go. */
  private int part;
  private float[] x;
  private int xOff;
  private float[] y;
  private float[] weights;

  BatchRows(Mlp mlp, Targets targets, float smoothing, float[] classWeights) {
    this.mlp = mlp;
    this.targets = targets;
    this.namedClasses = mlp.topology().classes();
    this.smoothing = smoothing;
    this.classWeights = classWeights;
  }

  BatchRows of(Dataset data, int[] order, int first) {
    this.data = data;
    this.order = order;
    this.first = first;
    return this;
  }

  BatchRows of(float[] x, int xOff, int[] classes, int cOff) {
    return of(x, xOff, classes, null, cOff);
  }

  BatchRows of(float[] x, int xOff, float[] targetRows, int tOff) {
    return of(x, xOff, null, targetRows, tOff);
  }

  private BatchRows of(float[] x, int xOff, int[] classes, float[] targetRows, int targetOff) {
    this.data = null;
    this.inputs = x;
    this.inputOff = xOff;
    this.classes = classes;
    this.targetRows = targetRows;
    this.targetOff = targetOff;
    return this;
  }

  /** Whether the rows have classes, so that it can be told which are right. */
  boolean hasClasses() {
    return data == null ? classes != null : data.hasClasses();
  }

  /** Returns the input of largest magnitude in that many rows from the first of the batch on; NaN is above all. */
  LargestInput largestInput(int rows) {
    int width = mlp.inputs();
    float[] row = new float[width];
    float largest = 0;
    int column = 0;
    for (int r = 0; r < rows; r++) {
      if (data == null) {
        System.arraycopy(inputs, inputOff + r * width, row, 0, width);
      } else {
        data.copyInputs(order == null ? first + r : order[first + r], 1, row, 0);
      }
      for (int j = 0; j < width; j++) {
        if (Float.compare(Math.abs(row[j]), Math.abs(largest)) > 0) {
          largest = row[j];
          column = j;
        }
      }
    }
    return new LargestInput(largest, column);
  }

  /**
   * The input of largest magnitude in a batch.
   *
   * @param column the input of the network, from 0
   */
  record LargestInput(float value, int column) {

    @Override
    public String toString() {
      return "the largest input is " + value + " (column " + column + ")";
    }
  }

  /** Makes room for parts of that many rows. */
  void reserve(int rows) {
    if (gathered.length < rows * mlp.inputs()) {
      gathered = new float[rows * mlp.inputs()];
    }
  }

  /** Aims at the part that begins with row {@code from} of the batch, for a step that loads its rows here. */
  void part(int from, TrainingStep step) {
    part = from;
    y = step.forward().targets();
    x = data == null ? inputs : gathered;
    xOff = data == null ? inputOff + from * mlp.inputs() : 0;
    boolean weighted = classWeights != null || step.weighted() || data != null && data.hasWeights();
    weights = weighted ? step.rowWeights() : null;
  }

  /** The array in which the inputs of the part stand when they are loaded. */
  float[] x() {
    return x;
  }

  /** Where they begin. */
  int xOff() {
    return xOff;
  }

  @Override
  public void load(int from, int to) {
    if (data == null) {
      loadTargets(from, to);
    } else {
      loadData(from, to);
    }
    if (weights != null) {
      weigh(from, to);
    }
    if (smoothing > 0) {
      targets.smooth(smoothing, y, from * mlp.outputs(), (to - from) * mlp.outputs());
    }
  }

  private void loadTargets(int from, int to) {
    int outputs = mlp.outputs();
    if (classes == null) {
      System.arraycopy(targetRows, targetOff + (part + from) * outputs, y, from * outputs, (to - from) * outputs);
      return;
    }
    for (int r = from; r < to; r++) {
      namedClasses.write(classes[targetOff + part + r], y, r * outputs);
    }
  }

  private void loadData(int from, int to) {
    int row = first + part;
    if (order == null) {
      data.copyInputs(row + from, to - from, gathered, from * mlp.inputs());
      targets.write(data, row + from, to - from, y, from * mlp.outputs());
      return;
    }
    for (int r = from; r < to; r++) {
      data.copyInputs(order[row + r], 1, gathered, r * mlp.inputs());
      targets.write(data, order[row + r], 1, y, r * mlp.outputs());
    }
  }

  private void weigh(int from, int to) {
    int outputs = mlp.outputs();
    for (int r = from; r < to; r++) {
      int row = first + part + r;
      float weight = data == null ? 1f : data.weightOf(order == null ? row : order[row]);
      weights[r] = classWeights == null ? weight : weight * classWeights[namedClasses.choice(y, r * outputs)];
    }
  }
}
