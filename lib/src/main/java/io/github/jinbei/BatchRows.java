package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.TrainingStep;

/**
 * The rows of a batch, from a data set or from arrays, loaded part by part into a training step. Made once and aimed anew, so
 * that a batch allocates nothing.
 */
final class BatchRows {

  private final Mlp mlp;
  private final Targets targets;
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

  /** Where the inputs of the part last loaded stand. */
  float[] x;
  int xOff;

  BatchRows(Mlp mlp, Targets targets, float smoothing, float[] classWeights) {
    this.mlp = mlp;
    this.targets = targets;
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

  /** Makes room for parts of that many rows. */
  void reserve(int rows) {
    if (gathered.length < rows * mlp.inputs()) {
      gathered = new float[rows * mlp.inputs()];
    }
  }

  /** Loads n rows from row {@code from} of the batch on: targets and weights into the step, inputs where x says. */
  void load(int from, int n, TrainingStep step) {
    float[] y = step.forward().targets();
    if (data == null) {
      x = inputs;
      xOff = inputOff + from * mlp.inputs();
      loadTargets(from, n, y);
    } else {
      x = gathered;
      xOff = 0;
      loadData(first + from, n, y);
    }
    if (classWeights != null || step.weighted() || data != null && data.hasWeights()) {
      weigh(from, n, y, step.rowWeights());
    }
    if (smoothing > 0) {
      targets.smooth(smoothing, y, n * mlp.outputs());
    }
  }

  private void loadTargets(int from, int n, float[] y) {
    int outputs = mlp.outputs();
    if (classes == null) {
      System.arraycopy(targetRows, targetOff + from * outputs, y, 0, n * outputs);
      return;
    }
    for (int r = 0; r < n; r++) {
      targets.writeClass(classes[targetOff + from + r], y, r * outputs);
    }
  }

  private void loadData(int row, int n, float[] y) {
    if (order == null) {
      data.copyInputs(row, n, gathered, 0);
      targets.write(data, row, n, y, 0);
      return;
    }
    for (int r = 0; r < n; r++) {
      data.copyInputs(order[row + r], 1, gathered, r * mlp.inputs());
      targets.write(data, order[row + r], 1, y, r * mlp.outputs());
    }
  }

  private void weigh(int from, int n, float[] y, float[] weights) {
    int outputs = mlp.outputs();
    for (int r = 0; r < n; r++) {
      int row = first + from + r;
      float weight = data == null ? 1f : data.weightOf(order == null ? row : order[row]);
      weights[r] = classWeights == null ? weight : weight * classWeights[Mlp.choice(y, r * outputs, outputs)];
    }
  }
}
