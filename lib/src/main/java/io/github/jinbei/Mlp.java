package io.github.jinbei;

import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A multi-layer perceptron: dense layers H_l = f(norm(H_(l-1)·W_l + b_l)). Each row of a batch is one sample. All parameters
 * are in one flat {@code float[]}: layer after layer, W as [in][out] row-major, then b, then γ and β of a norm, then the α of
 * PReLU.
 *
 * <pre>{@code
 * Mlp net = Mlp.builder(64).dense(32, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
 * try (Trainer trainer = Trainer.builder(net).build()) {
 *   trainer.fit(Digits.train(), 30);
 * }
 * float[] image = new float[64];
 * float[] probabilities = new float[10];
 * Digits.heldOut().copyInputs(0, 1, image, 0);
 * net.predict(image, 0, 1, probabilities, 0);
 * }</pre>
 *
 * <p><strong>Not thread-safe</strong>: one thread at a time may predict with it, train it or read it. Each thread can use a
 * {@link #copy} of its own.
 */
public final class Mlp {

  /** Rows that go through the layers at once in a prediction, so that its buffers stay in the cache. */
  private static final int PREDICTION_ROWS = 256;

  private final Topology topology;
  private final List<Activation> activations;
  private final NetworkState state;
  private final InferenceNetwork inference;
  private final List<String> labels;
  private final float inputScale;
  private InferencePass oneRow;
  private InferencePass manyRows;

  Mlp(Topology topology, List<Activation> activations, float[] parameters, float[] statistics, List<String> labels,
      float inputScale) {
    this.topology = topology;
    this.activations = List.copyOf(activations);
    this.state = new NetworkState(parameters, statistics);
    this.inference = new InferenceNetwork(topology, parameters, statistics);
    this.labels = checkedLabels(labels, topology);
    this.inputScale = inputScale;
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
   * Returns a builder of a network without layers.
   *
   * @param inputs number of values of an input row, at least 1
   * @return the builder
   * @throws IllegalArgumentException if inputs is below 1
   */
  public static MlpBuilder builder(int inputs) {
    Arguments.atLeast("inputs", inputs, 1);
    return new MlpBuilder(inputs);
  }

  /**
   * Returns a new network with the same layers, parameters, statistics, labels and input scale: for another thread, or to keep
   * a state.
   *
   * @return the copy
   */
  public Mlp copy() {
    return new Mlp(topology, activations, parameters(), statistics(), labels, inputScale);
  }

  /**
   * Returns the number of values of an input row.
   *
   * @return the number of inputs
   */
  public int inputs() {
    return topology.inputs();
  }

  /**
   * Returns the number of values of an output row.
   *
   * @return the number of outputs
   */
  public int outputs() {
    return topology.outputs();
  }

  /**
   * Returns the number of classes of the outputs: one for each output, but two for a single output. (A single softmax unit,
   * which a file may have, has one class.)
   *
   * @return the number of classes
   */
  public int classes() {
    return topology.classes().count();
  }

  /**
   * Returns the class of a row of outputs: that of the largest output, and of equal ones the first. A single output has class 1
   * if it is above one half, else class 0.
   *
   * @param outputs a row that {@link #predict} wrote, from offset on
   * @param offset index of the first output
   * @return the class, from 0 to {@link #classes} - 1
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public int classOf(float[] outputs, int offset) {
    Arguments.range("outputs", outputs.length, offset, 1, outputs());
    return topology.classes().choice(outputs, offset);
  }

  /**
   * Returns the output of one class: that of its unit. With a single output a it is a for class 1 and 1 - a for class 0, which
   * are probabilities if the unit is a sigmoid.
   *
   * @param outputs a row that {@link #predict} wrote, from offset on
   * @param offset index of the first output
   * @param label the class, from 0 to {@link #classes} - 1
   * @return the output of that class
   * @throws IndexOutOfBoundsException if the array is too short, or there is no such class
   */
  public float outputOf(float[] outputs, int offset, int label) {
    Arguments.range("outputs", outputs.length, offset, 1, outputs());
    return topology.classes().output(outputs, offset, Objects.checkIndex(label, classes()));
  }

  /**
   * Returns the number of dense layers.
   *
   * @return the number of layers
   */
  public int layers() {
    return topology.layers();
  }

  /**
   * Returns the number of units of a layer.
   *
   * @param layer the layer, from 0
   * @return its units
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public int units(int layer) {
    return topology.out(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the activation of a layer.
   *
   * @param layer the layer, from 0
   * @return its activation
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public Activation activation(int layer) {
    return activations.get(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the norm of a layer.
   *
   * @param layer the layer, from 0
   * @return its norm
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public Norm norm(int layer) {
    return Norm.of(topology.norm(Objects.checkIndex(layer, layers())));
  }

  /**
   * Returns the share of the activations of a layer that a training step drops.
   *
   * @param layer the layer, from 0
   * @return its dropout, at least 0 and below 1
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public float dropout(int layer) {
    return topology.dropout(Objects.checkIndex(layer, layers()));
  }

  /**
   * Returns the number of parameters.
   *
   * @return the length of {@link #parameters}
   */
  public int parameterCount() {
    return topology.parameterCount();
  }

  /**
   * Returns a copy of all parameters: layer after layer, W as [in][out] row-major, then b, then γ and β of a norm, then the α
   * of PReLU.
   *
   * @return a new array
   */
  public float[] parameters() {
    return state.parameters().clone();
  }

  /**
   * Sets all parameters. The running statistics of batch norm are set by {@link #setStatistics}. {@link #copy} copies a whole
   * network.
   *
   * @param values {@link #parameterCount} of them, in the order of {@link #parameters}; copied
   * @throws IllegalArgumentException if their number is wrong
   */
  public void setParameters(float[] values) {
    if (values.length != parameterCount()) {
      throw new IllegalArgumentException("values has " + Count.of(values.length, "element") + "; expected "
          + parameterCount() + ", the parameters of " + this);
    }
    System.arraycopy(values, 0, state.parameters(), 0, values.length);
    state.changed();
  }

  /**
   * Returns a copy of the running statistics of batch norm: for each layer that has it, the running means, then the running
   * variances. Empty without batch norm.
   *
   * @return a new array
   */
  public float[] statistics() {
    return state.statistics().clone();
  }

  /**
   * Sets the running statistics of batch norm.
   *
   * @param values as many as {@link #statistics} returns, in its order; variances at least 0; copied
   * @throws IllegalArgumentException if their number is wrong or a variance is negative or NaN
   */
  public void setStatistics(float[] values) {
    if (values.length != state.statistics().length) {
      throw new IllegalArgumentException("values has " + Count.of(values.length, "element") + "; expected "
          + state.statistics().length + ", the statistics of " + this);
    }
    checkVariances("values", values, 0);
    System.arraycopy(values, 0, state.statistics(), 0, values.length);
    state.changed();
  }

  /** Checks that the variances of the statistics from index {@code from} on are at least 0. */
  void checkVariances(String name, float[] values, int from) {
    for (int l = 0; l < layers(); l++) {
      for (int j = 0; topology.norm(l) == Normalization.BATCH && j < units(l); j++) {
        int at = from + topology.varianceOffset(l) + j;
        if (!(values[at] >= 0)) {
          throw new IllegalArgumentException(
              name + "[" + at + "] = " + values[at] + "; expected a variance of at least 0");
        }
      }
    }
  }

  /**
   * Returns the names of the classes, or of the outputs.
   *
   * @return an immutable list; empty if no names were set
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * Returns the factor by which raw data must be multiplied before a prediction.
   *
   * @return the factor; 1 if none was set
   */
  public float inputScale() {
    return inputScale;
  }

  /**
   * Computes the output activations of {@code rows} rows. The outputs of a row do not depend on the other rows.
   *
   * @param in rows of {@link #inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @param out receives rows of {@link #outputs} values, from outOff on; must not overlap the input rows
   * @param outOff index of the first output
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalArgumentException if rows is negative, or the rows of in and out overlap
   */
  public void predict(float[] in, int inOff, int rows, float[] out, int outOff) {
    Arguments.atLeast("rows", rows, 0);
    Arguments.range("in", in.length, inOff, rows, inputs());
    Arguments.range("out", out.length, outOff, rows, outputs());
    if (in == out && inOff < outOff + (long) rows * outputs() && outOff < inOff + (long) rows * inputs()) {
      throw new IllegalArgumentException("out overlaps in: inOff = " + inOff + ", outOff = " + outOff + ", rows = "
          + rows + "; expected them apart");
    }
    inference.fold(state.version());
    for (int r = 0, n; r < rows; r += n) {
      InferencePass pass = pass(rows - r);
      n = Math.min(rows - r, pass.capacity());
      if (n == 1) {
        pass.run(in, inOff + r * inputs(), n);
      } else {
        pass.run(in, inOff + r * inputs(), n, state.version());
      }
      System.arraycopy(pass.predictions(), 0, out, outOff + r * outputs(), n * outputs());
    }
  }

  /** Returns the buffers for a prediction; the first prediction of each kind allocates them. */
  private InferencePass pass(int rows) {
    if (rows == 1) {
      if (oneRow == null) {
        oneRow = inference.pass(1);
      }
      return oneRow;
    }
    if (manyRows == null) {
      manyRows = inference.pass(topology.rowsAtOnce(PREDICTION_ROWS));
    }
    return manyRows;
  }

  /**
   * Writes the model to a safetensors file. PyTorch can load it as the {@code state_dict} of {@code nn.Sequential(Linear,
   * BatchNorm1d or LayerNorm, Activation, Dropout, Linear, ...)}, without the modules that a layer does not have.
   *
   * <p>An existing file is replaced atomically and keeps its permissions. A symbolic link is followed; a pipe or a device is
   * written to. An interrupted thread saves like any other and stays interrupted.
   *
   * @param file the file
   * @throws IOException if the file cannot be written, or nobody may write it; its old content is then unchanged
   */
  public void save(Path file) throws IOException {
    ModelFile.write(this, file);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @param file the file
   * @param custom the user's own activations that the model may contain
   * @return the network
   * @throws io.github.jinbei.format.FileFormatException if the file is not a valid Jinbei model
   * @throws IOException if the file cannot be read
   */
  public static Mlp load(Path file, Activation... custom) throws IOException {
    return ModelFile.read(file, custom);
  }

  /** Returns the widths, as in 784-30-10. */
  @Override
  public String toString() {
    return topology.toString();
  }

  Topology topology() {
    return topology;
  }

  /** The inference network: its weights include the batch norms. */
  InferenceNetwork inference() {
    return inference;
  }

  /** The parameters and statistics, which training changes in place. */
  NetworkState state() {
    return state;
  }
}
