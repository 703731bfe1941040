package io.github.jinbei;

import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.List;
import java.util.Objects;

/**
 * A network that predicts: dense layers H_l = f(norm(H_(l-1)·W_l + b_l)). Each row of a batch is one sample. An {@link Mlp} can
 * also be trained, and is used by one thread at a time; a {@link Predictor} never changes, and any number of threads share it.
 *
 * <p>The outputs of a row depend on that row only: not on the other rows of the call, nor on the thread.
 */
public abstract sealed class Network permits Mlp, Predictor {

  private final Topology topology;
  private final List<Activation> activations;
  private final List<String> labels;
  private final float inputScale;

  Network(Topology topology, List<Activation> activations, List<String> labels, float inputScale) {
    this.topology = topology;
    this.activations = List.copyOf(activations);
    this.labels = checkedLabels(labels, topology);
    this.inputScale = inputScale;
  }

  /** Creates a network with the shape, activations, labels and input scale of another. */
  Network(Network other) {
    this.topology = other.topology;
    this.activations = other.activations;
    this.labels = other.labels;
    this.inputScale = other.inputScale;
  }

  /** Returns the labels, if there is one for each class, one for each output, or none. */
  private static List<String> checkedLabels(List<String> labels, Topology topology) {
    int classes = topology.classes().count();
    int outputs = topology.outputs();
    if (!labels.isEmpty() && labels.size() != classes && labels.size() != outputs) {
      throw new IllegalArgumentException("labels has " + Count.of(labels.size(), "label") + ", " + labels + "; expected "
          + classes + ", one for each class" + (classes == outputs ? "" : ", or " + outputs + ", one for each output"));
    }
    return List.copyOf(labels);
  }

  /**
   * Returns the number of values of an input row.
   *
   * @return the number of inputs
   */
  public final int inputs() {
    return topology.inputs();
  }

  /**
   * Returns the number of values of an output row.
   *
   * @return the number of outputs
   */
  public final int outputs() {
    return topology.outputs();
  }

  /**
   * Returns the number of classes of the outputs: one for each output, but two for a single output. (A single softmax unit,
   * which a file may have, has one class.)
   *
   * @return the number of classes
   */
  public final int classes() {
    return topology.classes().count();
  }

  /**
   * Returns the class of a row of outputs: that of the largest output, and of equal ones the first. A single output has class 1
   * if it is above one half, else class 0.
   *
   * @param outputs a row that {@link #predict(float[], int, int, float[], int)} wrote, from offset on
   * @param offset index of the first output
   * @return the class, from 0 to {@link #classes} - 1
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public final int classOf(float[] outputs, int offset) {
    Arguments.range("outputs", outputs, offset, 1, outputs());
    return topology.classes().choice(outputs, offset);
  }

  /**
   * Returns the output of one class: that of its unit. With a single output a it is a for class 1 and 1 - a for class 0, which
   * are probabilities if the unit is a sigmoid.
   *
   * @param outputs a row that {@link #predict(float[], int, int, float[], int)} wrote, from offset on
   * @param offset index of the first output
   * @param label the class, from 0 to {@link #classes} - 1
   * @return the output of that class
   * @throws IndexOutOfBoundsException if the array is too short, or there is no such class
   */
  public final float outputOf(float[] outputs, int offset, int label) {
    Arguments.range("outputs", outputs, offset, 1, outputs());
    return topology.classes().output(outputs, offset, Objects.checkIndex(label, classes()));
  }

  /**
   * Returns whether the outputs are probabilities of the classes: whether the last layer has softmax or sigmoid.
   *
   * @return whether {@link #probabilities} is defined
   */
  public final boolean hasProbabilities() {
    Activation output = activation(layers() - 1);
    return output == Activation.SOFTMAX || output == Activation.SIGMOID;
  }

  /**
   * Returns the probabilities of the classes of a row: {@link #outputOf} of each class. Outputs of several sigmoids do not add
   * up to 1, so they are divided by their sum; if all are 0, the classes have equal probabilities.
   *
   * @param outputs a row that {@link #predict(float[], int, int, float[], int)} wrote, from offset on
   * @param offset index of the first output
   * @return a new array: one probability for each of the {@link #classes}
   * @throws IllegalStateException if the outputs are not probabilities: see {@link #hasProbabilities}
   * @throws IndexOutOfBoundsException if the array is too short
   * @throws NullPointerException if outputs is null
   */
  public final double[] probabilities(float[] outputs, int offset) {
    if (!hasProbabilities()) {
      throw new IllegalStateException("the outputs of " + this + " are those of " + activation(layers() - 1)
          + "; expected softmax or sigmoid, whose outputs are probabilities");
    }
    double[] probabilities = new double[classes()];
    double sum = 0;
    for (int label = 0; label < probabilities.length; label++) {
      probabilities[label] = outputOf(outputs, offset, label);
      sum += probabilities[label];
    }
    boolean divided = outputs() > 1 && activation(layers() - 1) == Activation.SIGMOID;
    for (int label = 0; divided && label < probabilities.length; label++) {
      probabilities[label] = sum == 0 ? 1.0 / probabilities.length : probabilities[label] / sum;
    }
    return probabilities;
  }

  /**
   * Returns the number of dense layers.
   *
   * @return the number of layers
   */
  public final int layers() {
    return topology.layers();
  }

  /**
   * Returns the number of units of a layer.
   *
   * @param layer the layer, from 0
   * @return its units
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public final int units(int layer) {
    return topology.out(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the activation of a layer.
   *
   * @param layer the layer, from 0
   * @return its activation
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public final Activation activation(int layer) {
    return activations.get(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the norm of a layer.
   *
   * @param layer the layer, from 0
   * @return its norm
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public final Norm norm(int layer) {
    return Norm.of(topology.norm(Objects.checkIndex(layer, layers())));
  }

  /**
   * Returns the share of the activations of a layer that a training step drops.
   *
   * @param layer the layer, from 0
   * @return its dropout, at least 0 and below 1
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public final float dropout(int layer) {
    return topology.dropout(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the names of the classes, or of the outputs.
   *
   * @return an immutable list; empty if no names were set
   */
  public final List<String> labels() {
    return labels;
  }

  /**
   * Returns the factor by which raw data must be multiplied before a prediction.
   *
   * @return the factor; 1 if none was set
   */
  public final float inputScale() {
    return inputScale;
  }

  /**
   * Computes the output activations of {@code rows} rows. After the first calls nothing is allocated.
   *
   * @param in rows of {@link #inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @param out receives rows of {@link #outputs} values, from outOff on; must not overlap the input rows
   * @param outOff index of the first output
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalArgumentException if rows is negative, or the rows of in and out overlap
   * @throws NullPointerException if an array is null
   */
  public final void predict(float[] in, int inOff, int rows, float[] out, int outOff) {
    checkArguments(in, inOff, rows, out, outOff);
    InferencePass pass = take(rows);
    try {
      pass.predict(in, inOff, rows, out, outOff);
    } finally {
      give(pass, rows);
    }
  }

  /**
   * Computes the output activations of rows.
   *
   * @param in rows of {@link #inputs} values; not modified
   * @return a new array: as many rows of {@link #outputs} values
   * @throws IllegalArgumentException if the length of in is no multiple of {@link #inputs}, or the outputs do not fit in an
   *     array
   * @throws NullPointerException if in is null
   */
  public final float[] predict(float[] in) {
    int rows = rows(in);
    float[] out = new float[rows * outputs()];
    predict(in, 0, rows, out, 0);
    return out;
  }

  /** Returns the number of rows of inputs that fill an array. */
  final int rows(float[] in) {
    int rows = Objects.requireNonNull(in, "in").length / inputs();
    if (in.length % inputs() != 0) {
      throw new IllegalArgumentException("in has " + Count.of(in.length, "element") + "; expected a multiple of " + inputs()
          + ", a row of " + this);
    }
    if ((long) rows * outputs() > Topology.MAX_PARAMETERS) {
      throw new IllegalArgumentException("in has " + Count.of(rows, "row") + ", whose outputs are "
          + (long) rows * outputs() + " values; expected at most " + Topology.MAX_PARAMETERS + ", so take fewer rows");
    }
    return rows;
  }

  /**
   * Predicts the class of one row, as {@link #classOf} returns it of the outputs. After the first calls nothing is allocated.
   *
   * @param in a row of {@link #inputs} values; not modified
   * @return the class, from 0 to {@link #classes} - 1
   * @throws IllegalArgumentException if in is not one row
   * @throws NullPointerException if in is null
   */
  public final int predictClass(float[] in) {
    if (Objects.requireNonNull(in, "in").length != inputs()) {
      throw new IllegalArgumentException("in has " + Count.of(in.length, "element") + "; expected " + inputs()
          + ", one row of " + this);
    }
    InferencePass pass = take(1);
    try {
      return pass.predictClass(in, 0);
    } finally {
      give(pass, 1);
    }
  }

  /**
   * Predicts the classes of {@code rows} rows, as {@link #classOf} returns them of the outputs.
   *
   * @param in rows of {@link #inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @return a new array: the class of each row, from 0 to {@link #classes} - 1
   * @throws IndexOutOfBoundsException if in is too short
   * @throws IllegalArgumentException if rows is negative
   * @throws NullPointerException if in is null
   */
  public final int[] predictClasses(float[] in, int inOff, int rows) {
    checkArguments(in, inOff, rows);
    int[] classes = new int[rows];
    InferencePass pass = take(rows);
    try {
      pass.predictClasses(in, inOff, rows, classes, 0);
    } finally {
      give(pass, rows);
    }
    return classes;
  }

  /** Checks the arguments of a prediction of classes. */
  final void checkArguments(float[] in, int inOff, int rows) {
    Arguments.atLeast("rows", rows, 0);
    Arguments.range("in", in, inOff, rows, inputs());
  }

  /** Checks the arguments of a prediction. */
  final void checkArguments(float[] in, int inOff, int rows, float[] out, int outOff) {
    checkArguments(in, inOff, rows);
    Arguments.range("out", out, outOff, rows, outputs());
    if (in == out && inOff < outOff + (long) rows * outputs() && outOff < inOff + (long) rows * inputs()) {
      throw new IllegalArgumentException("out overlaps in: inOff = " + inOff + ", outOff = " + outOff + ", rows = "
          + rows + "; expected them apart");
    }
  }

  /** Returns buffers for a prediction of {@code rows} rows, over weights that are ready for it. */
  abstract InferencePass take(int rows);

  /** Ends the use of the buffers that {@link #take} returned for as many rows. */
  abstract void give(InferencePass pass, int rows);

  /** Returns the widths, as in 784-30-10. */
  @Override
  public final String toString() {
    return topology.toString();
  }

  final List<Activation> activations() {
    return activations;
  }

  final Topology topology() {
    return topology;
  }
}
