package io.github.jinbei;

import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.ForwardPass;
import io.github.jinbei.internal.net.Initialization;
import io.github.jinbei.internal.net.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A multi-layer perceptron: dense layers H_l = f(H_(l-1)·W_l + b_l) on whole batches, a row a sample. All parameters
 * live in one flat {@code float[]}: layer after layer, W as [in][out] row-major, then b.
 *
 * <pre>{@code
 * Mlp net = Mlp.builder(64).dense(32, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
 * Trainer.builder(net).build().fit(Digits.train(), 30);
 * net.predict(image, 0, 1, probabilities, 0);
 * }</pre>
 *
 * <p><strong>Not thread-safe</strong>: one thread at a time may predict with it, train it or read it. For several
 * threads, give each its own with {@link #setParameters}.
 */
public final class Mlp {

  /** Rows that a prediction takes through the layers at once, so that its buffers stay in the cache. */
  private static final int PREDICTION_ROWS = 256;

  private final Topology topology;
  private final float[] parameters;
  private final List<String> labels;
  private final float inputScale;
  private long version;
  private ForwardPass oneRow;
  private ForwardPass manyRows;

  Mlp(Topology topology, float[] parameters, List<String> labels, float inputScale) {
    this.topology = topology;
    this.parameters = parameters;
    this.labels = List.copyOf(labels);
    this.inputScale = inputScale;
  }

  /**
   * Begins a network.
   *
   * @param inputs values of a row, at least 1
   */
  public static Builder builder(int inputs) {
    Arguments.atLeast("inputs", inputs, 1);
    return new Builder(inputs);
  }

  /** Describes a network layer by layer. */
  public static final class Builder {

    private final int inputs;
    private final List<Integer> units = new ArrayList<>();
    private final List<Activation> activations = new ArrayList<>();
    private Initializer initializer;
    private long seed;
    private List<String> labels = List.of();
    private float inputScale = 1f;

    private Builder(int inputs) {
      this.inputs = inputs;
    }

    /**
     * Adds a dense layer.
     *
     * @param units its outputs, at least 1
     * @param activation its function; softmax only in the last layer
     */
    public Builder dense(int units, Activation activation) {
      Arguments.atLeast("units", units, 1);
      this.activations.add(Objects.requireNonNull(activation, "activation"));
      this.units.add(units);
      return this;
    }

    /** How all layers draw their first parameters; if not said, each by {@link Initializer#defaultFor}. */
    public Builder initializer(Initializer initializer) {
      this.initializer = Objects.requireNonNull(initializer, "initializer");
      return this;
    }

    /** The seed of the first parameters; 0 if not said. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Names of the outputs, kept in the model file.
     *
     * @param outputNames one for each output, none with a line break
     */
    public Builder labels(List<String> outputNames) {
      for (String name : outputNames) {
        if (name.indexOf('\n') >= 0) {
          throw new IllegalArgumentException("outputNames has a line break in \"" + name + "\"; expected none");
        }
      }
      this.labels = List.copyOf(outputNames);
      return this;
    }

    /**
     * The factor by which raw data is multiplied before it is given to the network, kept in the model file for whoever
     * loads it. {@link Mlp#predict} does not apply it.
     */
    public Builder inputScale(float factor) {
      this.inputScale = Arguments.positive("factor", factor);
      return this;
    }

    /**
     * Makes the network and draws its parameters.
     *
     * @throws IllegalArgumentException if there is no layer, softmax stands before the last one, the labels are not one
     *     an output, or the parameters do not fit in an array
     */
    public Mlp build() {
      int[] widths = new int[units.size() + 1];
      ActivationFunction[] functions = new ActivationFunction[units.size()];
      Initialization[] initializations = new Initialization[units.size()];
      widths[0] = inputs;
      for (int l = 0; l < functions.length; l++) {
        Activation activation = activations.get(l);
        widths[l + 1] = units.get(l);
        functions[l] = activation.function;
        initializations[l] = (initializer != null ? initializer : activation.defaultInitializer).initialization;
      }
      Topology topology = new Topology(widths, functions);
      if (!labels.isEmpty() && labels.size() != topology.outputs()) {
        throw new IllegalArgumentException(
            "labels = " + labels + "; expected " + topology.outputs() + ", one for each output");
      }
      return new Mlp(topology, Initialization.parameters(topology, initializations, seed), labels, inputScale);
    }
  }

  /** Values of an input row. */
  public int inputs() {
    return topology.inputs();
  }

  /** Values of an output row. */
  public int outputs() {
    return topology.outputs();
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
    return Activation.of(topology.function(Objects.checkIndex(layer, layers())));
  }

  /** Number of parameters. */
  public int parameterCount() {
    return topology.parameterCount();
  }

  /** A copy of all parameters: layer after layer, W as [in][out] row-major, then b. */
  public float[] parameters() {
    return parameters.clone();
  }

  /**
   * Copies parameters in.
   *
   * @param values {@link #parameterCount} of them, in the order of {@link #parameters}. Not modified.
   */
  public void setParameters(float[] values) {
    if (values.length != parameters.length) {
      throw new IllegalArgumentException(
          "values has " + values.length + " elements; expected " + parameters.length + ", the parameters of " + this);
    }
    System.arraycopy(values, 0, parameters, 0, values.length);
    parametersChanged();
  }

  /** Names of the outputs; empty if none were given. */
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
    for (int r = 0, n; r < rows; r += n) {
      ForwardPass pass = pass(rows - r);
      n = Math.min(rows - r, pass.capacity());
      if (n == 1) {
        pass.run(in, inOff + r * inputs(), n);
      } else {
        pass.run(in, inOff + r * inputs(), n, version);
      }
      System.arraycopy(pass.predictions(), 0, out, outOff + r * outputs(), n * outputs());
    }
  }

  /** The buffers for a prediction, made when first needed. */
  private ForwardPass pass(int rows) {
    if (rows == 1) {
      if (oneRow == null) {
        oneRow = new ForwardPass(topology, parameters, 1);
      }
      return oneRow;
    }
    if (manyRows == null) {
      manyRows = new ForwardPass(topology, parameters, topology.rowsAtOnce(PREDICTION_ROWS));
    }
    return manyRows;
  }

  /**
   * Writes the model as a safetensors file that PyTorch's {@code nn.Sequential(Linear, Activation, Linear, ...)} takes
   * as its {@code state_dict}. The file is replaced atomically.
   *
   * @throws IOException if it cannot be written; what was there before is then untouched
   */
  public void save(Path file) throws IOException {
    ModelFile.write(this, file);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @throws io.github.jinbei.format.FileFormatException if the file is not a sound Jinbei model
   * @throws IOException if it cannot be read
   */
  public static Mlp load(Path file) throws IOException {
    return ModelFile.read(file);
  }

  /** The widths, as in 784-30-10. */
  @Override
  public String toString() {
    return topology.toString();
  }

  Topology topology() {
    return topology;
  }

  /** To be called by whoever has updated the parameters in place. */
  void parametersChanged() {
    version++;
  }

  /** Tells states of the parameters apart. */
  long version() {
    return version;
  }

  /** The parameters themselves, for whoever updates them in place. */
  float[] liveParameters() {
    return parameters;
  }
}
