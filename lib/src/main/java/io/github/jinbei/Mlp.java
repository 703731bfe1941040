package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.InferencePasses;
import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.Evaluator;
import io.github.jinbei.internal.train.RowWeights;
import io.github.jinbei.internal.train.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A multi-layer perceptron: dense layers H_l = f(norm(H_(l-1)·W_l + b_l)). Each row of a batch is one sample. All parameters
 * are in one flat {@code float[]}: the factors of the inputs, if there are any; then layer after layer, W as [in][out]
 * row-major, then b, then γ and β of a norm, then the α of PReLU.
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
 * <p><strong>Not thread-safe</strong>: one thread at a time may predict with it, train it or read it. For predictions by many
 * threads there is {@link #predictor}; a thread that changes parameters can use a {@link #copy} of its own.
 */
public final class Mlp extends Network {

  private final NetworkState state;
  private final InferenceNetwork inference;
  private final InferencePasses passes;
  private final Evaluator evaluator;

  Mlp(Topology topology, List<Activation> activations, float[] parameters, float[] statistics, List<String> labels,
      float inputScale) {
    super(topology, activations, labels, inputScale);
    this.state = new NetworkState(parameters, statistics);
    this.inference = new InferenceNetwork(topology, parameters, statistics);
    this.passes = new InferencePasses(inference);
    this.evaluator = new Evaluator(topology().inputs(), passes);
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
   * Returns a new network with the same layers, parameters, statistics, labels and input scale: for another thread that
   * trains, or to keep a state.
   *
   * @return the copy
   */
  public Mlp copy() {
    return new Mlp(topology(), activations(), parameters(), statistics(), labels(), inputScale());
  }

  /**
   * Returns the number of parameters.
   *
   * @return the length of {@link #parameters}
   */
  public int parameterCount() {
    return topology().parameterCount();
  }

  /**
   * Returns a copy of all parameters: the factors of the inputs, if there are any; then layer after layer, W as [in][out]
   * row-major, then b, then γ and β of a norm, then the α of PReLU.
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
    set(state.parameters(), 0, values, parameterCount(), "parameters");
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
    checkCount(values, state.statistics().length, "statistics");
    checkVariances("values", values, 0);
    set(state.statistics(), 0, values, state.statistics().length, "statistics");
  }

  /** Checks that the variances of the statistics from index {@code from} on are at least 0. */
  void checkVariances(String name, float[] values, int from) {
    for (int l = 0; l < layers(); l++) {
      for (int j = 0; topology().norm(l) == Normalization.BATCH && j < units(l); j++) {
        int at = from + topology().varianceOffset(l) + j;
        if (!(values[at] >= 0)) {
          throw new IllegalArgumentException(
              name + "[" + at + "] = " + values[at] + "; expected a variance of at least 0");
        }
      }
    }
  }

  /**
   * Returns whether each input has a trainable factor.
   *
   * @return whether there are {@link #inputFactors}
   */
  public boolean hasInputFactors() {
    return topology().inputFactors();
  }

  /**
   * Returns a copy of the factors of the inputs.
   *
   * @return a new array: one factor for each input; empty if they have none
   */
  public float[] inputFactors() {
    return Arrays.copyOf(state.parameters(), topology().weightOffset(0));
  }

  /**
   * Sets the factors of the inputs.
   *
   * @param values one for each input; copied
   * @throws IllegalArgumentException if the number of values is wrong; without {@link #hasInputFactors} none is right
   */
  public void setInputFactors(float[] values) {
    set(state.parameters(), 0, values, topology().weightOffset(0), "input factors");
  }

  /**
   * Returns a copy of the weights of a layer, without any factors of the inputs.
   *
   * @param layer the layer, from 0
   * @return a new array: W as [in][out] row-major
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public float[] weights(int layer) {
    int from = topology().weightOffset(Objects.checkIndex(layer, layers()));
    return Arrays.copyOfRange(state.parameters(), from, from + topology().weightCount(layer));
  }

  /**
   * Returns a copy of the biases of a layer.
   *
   * @param layer the layer, from 0
   * @return a new array: one bias for each unit
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public float[] biases(int layer) {
    int from = topology().biasOffset(Objects.checkIndex(layer, layers()));
    return Arrays.copyOfRange(state.parameters(), from, from + units(layer));
  }

  /**
   * Sets the weights of a layer.
   *
   * @param layer the layer, from 0
   * @param values W as [in][out] row-major; copied
   * @throws IndexOutOfBoundsException if there is no such layer
   * @throws IllegalArgumentException if the number of values is wrong
   */
  public void setWeights(int layer, float[] values) {
    int at = topology().weightOffset(Objects.checkIndex(layer, layers()));
    set(state.parameters(), at, values, topology().weightCount(layer), "weights of layer " + layer);
  }

  /**
   * Sets the biases of a layer.
   *
   * @param layer the layer, from 0
   * @param values one for each unit; copied
   * @throws IndexOutOfBoundsException if there is no such layer
   * @throws IllegalArgumentException if the number of values is wrong
   */
  public void setBiases(int layer, float[] values) {
    int at = topology().biasOffset(Objects.checkIndex(layer, layers()));
    set(state.parameters(), at, values, units(layer), "biases of layer " + layer);
  }

  /** Copies values to a part of the state, if their number is right. */
  private void set(float[] to, int at, float[] values, int count, String what) {
    checkCount(values, count, what);
    System.arraycopy(values, 0, to, at, count);
    state.changed();
  }

  private void checkCount(float[] values, int count, String what) {
    if (Objects.requireNonNull(values, "values").length != count) {
      throw new IllegalArgumentException("values has " + Count.of(values.length, "element") + "; expected " + count
          + ", the " + what + " of " + this);
    }
  }

  /**
   * Returns a predictor with the parameters and statistics that this network has now. Later changes of this network do not
   * change it. Any number of threads can share it.
   *
   * @return the predictor
   */
  public Predictor predictor() {
    return new Predictor(this, inference.snapshot(state.version()));
  }

  /**
   * Computes loss and accuracy on a data set, as {@link #evaluate(Dataset, Loss)} does with {@link Loss#defaultFor} the output
   * activation.
   *
   * @param data the rows
   * @return loss and accuracy
   * @throws IllegalArgumentException if the data do not suit the network or the loss
   * @throws NullPointerException if data is null
   */
  public Evaluation evaluate(Dataset data) {
    return evaluate(data, Loss.defaultFor(activation(layers() - 1)));
  }

  /**
   * Computes loss and accuracy on a data set. Nothing is dropped, and batch norm uses its running statistics. The network is
   * not changed.
   *
   * @param data the rows
   * @param loss a loss that accepts the output activation
   * @return loss and accuracy
   * @throws IllegalArgumentException if the loss does not accept the output activation, or the data do not suit the network or
   *     the loss
   * @throws NullPointerException if data or loss is null
   */
  public Evaluation evaluate(Dataset data, Loss loss) {
    return evaluate(data, loss, null);
  }

  /** Computes loss and accuracy, as {@link #evaluate(Dataset, Loss)} does where the weights are null. */
  Evaluation evaluate(Dataset data, Loss loss, RowWeights weights) {
    Objects.requireNonNull(loss, "loss").checkAccepts(activation(layers() - 1));
    Targets targets = new Targets(topology(), loss.targetKind(), loss.name(), false);
    targets.check("data", data);
    Evaluator.Score score = evaluator.score(data, targets, loss.function, weights, state.version());
    return Evaluation.of(score.loss(), score.correct(), data.rows(), data.hasClasses());
  }

  @Override
  InferencePass take(int rows) {
    InferencePass pass = passes.of(rows);
    pass.prepare(state.version());
    return pass;
  }

  @Override
  void give(InferencePass pass, int rows) {
    // The next prediction uses the same buffers.
  }

  /**
   * Writes the model to a safetensors file. PyTorch can load it as the {@code state_dict} of {@code nn.Sequential(Linear,
   * BatchNorm1d or LayerNorm, Activation, Dropout, Linear, ...)}, without the modules that a layer does not have. The first
   * weights are multiplied by the factors of the inputs, if there are any; {@link #load} reads the exact values of both.
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
   * Reads a model that {@link #save} wrote. A file of an {@code MlpClassifier} or {@code MlpRegressor} is read by the {@code
   * load} of that class.
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

  /** The inference network: its weights include the batch norms. */
  InferenceNetwork inference() {
    return inference;
  }

  /** The parameters and statistics, which training changes in place. */
  NetworkState state() {
    return state;
  }
}
