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
 * A multi-layer perceptron: dense layers H_l = f(norm(H_(l-1)·W_l + b_l)) on whole batches, a row a sample. All parameters
 * live in one flat {@code float[]}: layer after layer, W as [in][out] row-major, then b, then, where there are any, the γ and
 * β of the norm and the α of PReLU.
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
 * <p><strong>Not thread-safe</strong>: one thread at a time may predict with it, train it or read it. For several
 * threads, give each a {@link #copy}.
 */
public final class Mlp {

  /** Rows that a prediction takes through the layers at once, so that its buffers stay in the cache. */
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

  /** One for each class or each output, or none. */
  private static List<String> checkedLabels(List<String> labels, Topology topology) {
    int classes = topology.classes().count();
    int outputs = topology.outputs();
    if (!labels.isEmpty() && labels.size() != classes && labels.size() != outputs) {
      throw new IllegalArgumentException("labels has " + Count.of(labels.size(), "label") + ", " + labels + "; expected " + classes
          + ", one for each class" + (classes == outputs ? "" : ", or " + outputs + ", one for each output"));
    }
    return List.copyOf(labels);
  }

  /**
   * Begins a network.
   *
   * @param inputs values of a row, at least 1
   */
  public static MlpBuilder builder(int inputs) {
    Arguments.atLeast("inputs", inputs, 1);
    return new MlpBuilder(inputs);
  }

  /**
   * Returns a network of its own with the same layers, parameters, statistics, labels and input scale: for another thread, or
   * to keep a state.
   */
  public Mlp copy() {
    return new Mlp(topology, activations, parameters(), statistics(), labels, inputScale);
  }

  /** Values of an input row. */
  public int inputs() {
    return topology.inputs();
  }

  /** Values of an output row. */
  public int outputs() {
    return topology.outputs();
  }

  /**
   * Returns the number of classes that the outputs can tell apart: as many as there are outputs; but 2 for a single output,
   * unless it is of softmax, as a file may have it.
   */
  public int classes() {
    return topology.classes().count();
  }

  /**
   * Returns the class of a row of outputs: that of the largest output, of equal ones the first; with a single output, class
   * 1 where it is above one half, else class 0.
   *
   * @param outputs a row that {@link #predict} wrote, from offset on
   */
  public int classOf(float[] outputs, int offset) {
    Arguments.range("outputs", outputs.length, offset, 1, outputs());
    return topology.classes().choice(outputs, offset);
  }

  /**
   * Returns the output for one class: that of its unit; with a single output a, a for class 1 and 1 - a for class 0, which
   * are probabilities if the unit is logistic.
   *
   * @param outputs a row that {@link #predict} wrote, from offset on
   * @param label the class, from 0 to {@link #classes} - 1
   */
  public float outputOf(float[] outputs, int offset, int label) {
    Arguments.range("outputs", outputs.length, offset, 1, outputs());
    return topology.classes().output(outputs, offset, Objects.checkIndex(label, classes()));
  }

  /** Number of dense layers. */
  public int layers() {
    return topology.layers();
  }

  /** Units of a layer, counted from 0. */
  public int units(int layer) {
    return topology.out(Objects.checkIndex(layer, layers()));
  }

  /** Activation of a layer, counted from 0. */
  public Activation activation(int layer) {
    return activations.get(Objects.checkIndex(layer, layers()));
  }

  /** Norm of a layer, counted from 0. */
  public Norm norm(int layer) {
    return Norm.of(topology.norm(Objects.checkIndex(layer, layers())));
  }

  /** The share of the activations of a layer, counted from 0, that a training step drops. */
  public float dropout(int layer) {
    return topology.dropout(Objects.checkIndex(layer, layers()));
  }

  /** Number of parameters. */
  public int parameterCount() {
    return topology.parameterCount();
  }

  /**
   * A copy of all parameters: layer after layer, W as [in][out] row-major, then b, then γ and β of a norm, then the α of
   * PReLU.
   */
  public float[] parameters() {
    return state.parameters().clone();
  }

  /**
   * Copies parameters in.
   *
   * @param values {@link #parameterCount} of them, in the order of {@link #parameters}. Not modified. The statistics of batch
   *     norm are not among them: {@link #setStatistics}; a whole network is copied by {@link #copy}.
   */
  public void setParameters(float[] values) {
    if (values.length != parameterCount()) {
      throw new IllegalArgumentException(
          "values has " + Count.of(values.length, "element") + "; expected " + parameterCount() + ", the parameters of " + this);
    }
    System.arraycopy(values, 0, state.parameters(), 0, values.length);
    state.changed();
  }

  /**
   * A copy of what batch norm has seen: of each layer that has it, the running means, then the running variances. Empty
   * without batch norm.
   */
  public float[] statistics() {
    return state.statistics().clone();
  }

  /**
   * Copies in what batch norm has seen.
   *
   * @param values as many as {@link #statistics} gives, in its order; variances of at least 0. Not modified.
   */
  public void setStatistics(float[] values) {
    if (values.length != state.statistics().length) {
      throw new IllegalArgumentException("values has " + Count.of(values.length, "element") + "; expected " + state.statistics().length
          + ", the statistics of " + this);
    }
    checkVariances("values", values, 0);
    System.arraycopy(values, 0, state.statistics(), 0, values.length);
    state.changed();
  }

  /** Checks that the statistics that begin at {@code from} have variances of at least 0. */
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

  /** Names of the classes, or that of a single output; empty if none were given. */
  public List<String> labels() {
    return labels;
  }

  /** The factor that raw data is to be multiplied by before it is given to the network; 1 if none was given. */
  public float inputScale() {
    return inputScale;
  }

  /**
   * Predicts: the output activations of {@code rows} rows.
   *
   * @param in rows of {@link #inputs} values, from inOff on. Not modified.
   * @param inOff index of the first value
   * @param rows number of rows, at least 0
   * @param out receives rows of {@link #outputs} values, from outOff on; may not overlap the input rows
   * @param outOff index of the first value
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

  /** The buffers for a prediction, made when first needed. */
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
   * Writes the model as a safetensors file that PyTorch's {@code nn.Sequential(Linear, BatchNorm1d or LayerNorm, Activation,
   * Dropout, Linear, ...)}, without those that a layer does not have, takes as its {@code state_dict}. A file that exists
   * is replaced atomically and keeps its permissions; a symbolic link is followed; a pipe or a device is written to. An
   * interrupted thread saves as any other, and stays interrupted.
   *
   * @throws IOException if it cannot be written, or nobody may write it; what was there before is then untouched
   */
  public void save(Path file) throws IOException {
    ModelFile.write(this, file);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @param custom the user's own activations that the model may have
   * @throws io.github.jinbei.format.FileFormatException if the file is not a sound Jinbei model
   * @throws IOException if it cannot be read
   */
  public static Mlp load(Path file, Activation... custom) throws IOException {
    return ModelFile.read(file, custom);
  }

  /** The widths, as in 784-30-10. */
  @Override
  public String toString() {
    return topology.toString();
  }

  Topology topology() {
    return topology;
  }

  /** The network as predictions see it. */
  InferenceNetwork inference() {
    return inference;
  }

  /** The parameters and statistics, which training changes in place. */
  NetworkState state() {
    return state;
  }
}
