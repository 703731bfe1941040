package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Batch;
import io.github.jinbei.internal.net.Classes;
import io.github.jinbei.internal.net.RowLoader;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.net.TrainingStep;

/**
 * The rows of a batch, which the workers of a training step load part by part from a data set or from arrays. One object is
 * pointed to batch after batch, so that a batch allocates nothing.
 */
public final class BatchRows implements RowLoader {

  private final int inputs;
  private final int outputs;
  private final Targets targets;
  private final Classes classes;
  private final float smoothing;
  private final RowWeights rowWeights;
  private float[] gathered = {};

  /** Rows of a data set: {@code order[first]} onwards, or first onwards without an order. Null for rows of arrays. */
  private Dataset data;
  private int[] order;
  private int first;

  /** Rows of arrays, with labels or with target rows. */
  private float[] inputRows;
  private int inputOff;
  private int[] labels;
  private float[] targetRows;
  private int targetOff;

  /** The part: its first row of the batch, and where its targets and weights, if any, are written. */
  private final Batch batch = new Batch().loadedBy(this);
  private int part;
  private float[] y;
  private float[] weights;

  /**
   * The rows of batches for one network.
   *
   * @param smoothing ε of label smoothing, or 0
   * @param classWeights the weight of each class, or null
   */
  public BatchRows(Topology topology, Targets targets, float smoothing, float[] classWeights) {
    this.inputs = topology.inputs();
    this.outputs = topology.outputs();
    this.targets = targets;
    this.classes = topology.classes();
    this.smoothing = smoothing;
    this.rowWeights = new RowWeights(classes, classWeights);
  }

  /** Points to rows of a data set: {@code order[first]} onwards, or first onwards if order is null. Returns this. */
  public BatchRows of(Dataset data, int[] order, int first) {
    this.data = data;
    this.order = order;
    this.first = first;
    return this;
  }

  /** Points to rows of arrays, with labels. Returns this. */
  public BatchRows of(float[] x, int xOff, int[] labels, int labelOff) {
    return of(x, xOff, labels, null, labelOff);
  }

  /** Points to rows of arrays, with target rows. Returns this. */
  public BatchRows of(float[] x, int xOff, float[] targetRows, int targetOff) {
    return of(x, xOff, null, targetRows, targetOff);
  }

  private BatchRows of(float[] x, int xOff, int[] labels, float[] targetRows, int targetOff) {
    this.data = null;
    this.inputRows = x;
    this.inputOff = xOff;
    this.labels = labels;
    this.targetRows = targetRows;
    this.targetOff = targetOff;
    return this;
  }

  /** Returns whether the rows have classes, so that correct predictions can be counted. */
  public boolean hasClasses() {
    return data == null ? labels != null : data.hasClasses();
  }

  /** Returns the input of largest magnitude in the first {@code rows} rows of the batch; NaN counts as the largest. */
  public LargestInput largestInput(int rows) {
    float[] row = new float[inputs];
    float largest = 0;
    int column = 0;
    for (int r = 0; r < rows; r++) {
      if (data == null) {
        System.arraycopy(inputRows, inputOff + r * inputs, row, 0, inputs);
      } else {
        data.copyInputs(order == null ? first + r : order[first + r], 1, row, 0);
      }
      for (int j = 0; j < inputs; j++) {
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
   * @param value the input, with its sign
   * @param column its index in the row, from 0
   */
  public record LargestInput(float value, int column) {

    @Override
    public String toString() {
      return "the largest input is " + value + " (column " + column + ")";
    }
  }

  /** Allocates buffers for parts of that many rows, unless they are large enough. */
  public void reserve(int rows) {
    if (gathered.length < rows * inputs) {
      gathered = new float[rows * inputs];
    }
  }

  /**
   * Points to a part of the batch, which the step then loads by {@link #load}.
   *
   * @param from the row of these that the part begins with
   * @param rows rows of the part
   * @param number the number of the step
   * @param firstRow the row of the whole batch that these rows begin with
   * @return the part, for the step; the same object in each call
   */
  public Batch part(int from, int rows, TrainingStep step, long number, long firstRow) {
    part = from;
    y = step.targets();
    boolean weighted = rowWeights.ofClasses() != null || step.weighted() || data != null && data.hasWeights();
    weights = weighted ? step.rowWeights() : null;
    float[] x = data == null ? inputRows : gathered;
    int xOff = data == null ? inputOff + from * inputs : 0;
    return batch.part(x, xOff, rows, number, firstRow + from, from == 0);
  }

  /** Returns the part to which the last {@link #part} points. */
  public Batch batch() {
    return batch;
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
      targets.smooth(smoothing, y, from * outputs, (to - from) * outputs);
    }
  }

  private void loadTargets(int from, int to) {
    if (labels == null) {
      System.arraycopy(targetRows, targetOff + (part + from) * outputs, y, from * outputs, (to - from) * outputs);
      return;
    }
    for (int r = from; r < to; r++) {
      classes.write(labels[targetOff + part + r], y, r * outputs);
    }
  }

  private void loadData(int from, int to) {
    int row = first + part;
    if (order == null) {
      data.copyInputs(row + from, to - from, gathered, from * inputs);
      targets.write(data, row + from, to - from, y, from * outputs);
      return;
    }
    for (int r = from; r < to; r++) {
      data.copyInputs(order[row + r], 1, gathered, r * inputs);
      targets.write(data, order[row + r], 1, y, r * outputs);
    }
  }

  private void weigh(int from, int to) {
    for (int r = from; r < to; r++) {
      int row = first + part + r;
      float weight = data == null ? 1f : data.weightOf(order == null ? row : order[row]);
      weights[r] = rowWeights.of(weight, y, r);
    }
  }
}
