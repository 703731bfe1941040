package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;
import io.github.jinbei.internal.net.LayerShape;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The description of a new {@link Mlp}, layer by layer from the inputs to the outputs. */
public final class MlpBuilder {

  private final int inputs;
  private final List<Layer> layers = new ArrayList<>();
  private Initializer initializer;
  private boolean inputFactors;
  private long seed;
  private List<String> labels = List.of();
  private float inputScale = 1f;

  MlpBuilder(int inputs) {
    this.inputs = inputs;
  }

  /** The description of one layer. */
  private static final class Layer {
    private final int units;
    private final Activation activation;
    private Norm norm = Norm.NONE;
    private float dropout;

    /** Null if the layer has none of its own. */
    private Initializer weights;
    private Initializer biases;

    private Layer(int units, Activation activation) {
      this.units = units;
      this.activation = activation;
    }
  }

  /**
   * Multiplies each input by a factor of its own, which is trained: x_i·f_i is the input of the first layer. The factors are 1
   * at first. No decay applies to them, and they are frozen with layer 0. They stand first in {@link Mlp#parameters}. For
   * predictions, the weights of the first layer are multiplied by them. Default: no factors.
   *
   * @return this builder
   */
  public MlpBuilder inputFactors() {
    inputFactors = true;
    return this;
  }

  /**
   * Adds a dense layer: a = f(norm(x·W + b)), with W of [in][units].
   *
   * @param units number of outputs of the layer, at least 1
   * @param activation f; softmax only in the last layer, and with at least 2 units
   * @return this builder
   * @throws IllegalArgumentException if units is below 1
   * @throws NullPointerException if activation is null
   */
  public MlpBuilder dense(int units, Activation activation) {
    Arguments.atLeast("units", units, 1);
    layers.add(new Layer(units, Objects.requireNonNull(activation, "activation")));
    return this;
  }

  /**
   * Adds the output layer of a regression: identity, whose default loss is squared error.
   *
   * @param outputs number of values to predict, at least 1
   * @return this builder
   * @throws IllegalArgumentException if outputs is below 1
   */
  public MlpBuilder regression(int outputs) {
    return dense(outputs, Activation.IDENTITY);
  }

  /**
   * Adds the output layer of a classification. Two classes: one sigmoid unit, the probability of class 1, whose default loss is
   * binary cross-entropy. More classes: softmax with one unit for each class, whose default loss is cross-entropy.
   *
   * @param count number of classes, at least 2
   * @return this builder
   * @throws IllegalArgumentException if count is below 2
   */
  public MlpBuilder classes(int count) {
    Arguments.atLeast("count", count, 2);
    return count == 2 ? dense(1, Activation.SIGMOID) : dense(count, Activation.SOFTMAX);
  }

  /**
   * Sets the norm of the layer added last, which is applied between its product and its activation. Default: {@link
   * Norm#NONE}.
   *
   * @param norm the norm; the last layer of the network must have none
   * @return this builder
   * @throws IllegalStateException if there is no layer yet
   * @throws NullPointerException if norm is null
   */
  public MlpBuilder norm(Norm norm) {
    last("norm").norm = Objects.requireNonNull(norm, "norm");
    return this;
  }

  /**
   * Sets the dropout of the layer added last. A training step sets each of its activations to 0 with probability {@code share}
   * and divides the others by 1 - share (Srivastava et al., 2014). Predictions drop none. Default: 0.
   *
   * @param share at least 0 and below 1; the last layer of the network must have 0
   * @return this builder
   * @throws IllegalArgumentException if share is outside of that range
   * @throws IllegalStateException if there is no layer yet
   */
  public MlpBuilder dropout(float share) {
    last("dropout").dropout = Arguments.fraction("share", share);
    return this;
  }

  private Layer last(String what) {
    if (layers.isEmpty()) {
      throw new IllegalStateException(what + " before the first layer; expected dense(units, activation) before it");
    }
    return layers.get(layers.size() - 1);
  }

  /**
   * Sets the initializer of the layer added last. It applies to the biases, too, unless {@link #biases} is called. Default:
   * that of {@link #initializer(Initializer)}.
   *
   * @param initializer the initializer
   * @return this builder
   * @throws IllegalStateException if there is no layer yet
   * @throws NullPointerException if initializer is null
   */
  public MlpBuilder weights(Initializer initializer) {
    last("weights").weights = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /**
   * Sets the initializer of the biases of the layer added last: they are drawn from its distribution of weights, so {@link
   * Initializer#LECUN} gives N(0, 1 / in). Default: 0, or what the initializer of the layer's weights gives biases.
   *
   * @param initializer the initializer
   * @return this builder
   * @throws IllegalStateException if there is no layer yet
   * @throws NullPointerException if initializer is null
   */
  public MlpBuilder biases(Initializer initializer) {
    last("biases").biases = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /**
   * Sets the initializer of all layers that have none of their own. Default: {@link Initializer#defaultFor} the activation of
   * each layer.
   *
   * @param initializer the initializer
   * @return this builder
   * @throws NullPointerException if initializer is null
   */
  public MlpBuilder initializer(Initializer initializer) {
    this.initializer = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /**
   * Sets the seed of the first parameters. Default: 0.
   *
   * @param seed any number
   * @return this builder
   */
  public MlpBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets the names of the classes, which the model file keeps. Default: no names.
   *
   * @param outputNames one for each class, without line breaks; a single output with two classes may have one name, as that of
   *     a regression; copied
   * @return this builder
   * @throws IllegalArgumentException if a name has a line break
   */
  public MlpBuilder labels(List<String> outputNames) {
    for (String name : Objects.requireNonNull(outputNames, "outputNames")) {
      if (name.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("outputNames has a line break in \"" + name + "\"; expected none");
      }
    }
    this.labels = List.copyOf(outputNames);
    return this;
  }

  /**
   * Sets the factor by which raw data must be multiplied before a prediction. The model file keeps it; {@link Mlp#predict} does
   * not apply it. Default: 1.
   *
   * @param factor finite and above 0
   * @return this builder
   * @throws IllegalArgumentException if factor is not finite or not above 0
   */
  public MlpBuilder inputScale(float factor) {
    this.inputScale = Arguments.positive("factor", factor);
    return this;
  }

  /**
   * Returns a new network, and draws its first parameters.
   *
   * @return the network
   * @throws IllegalArgumentException if there is no layer; if softmax is not in the last layer or has one unit; if a layer of
   *     one unit has layer norm; if the last layer has a norm or dropout; if the number of labels is neither that of the
   *     classes nor that of the outputs; or if the parameters do not fit into an array
   */
  public Mlp build() {
    List<LayerShape> shapes = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    Initialization[] weights = new Initialization[layers.size()];
    Initialization[] biases = new Initialization[layers.size()];
    for (Layer layer : layers) {
      int l = shapes.size();
      shapes.add(new LayerShape(layer.units, layer.activation.function, layer.norm.normalization, layer.dropout));
      activations.add(layer.activation);
      weights[l] = weightsOf(layer).initialization;
      biases[l] = layer.biases != null ? layer.biases.initialization : weightsOf(layer).defaultBiases;
    }
    Topology topology = new Topology(inputs, shapes, inputFactors);
    if (topology.classes().count() == 1) {
      throw new IllegalArgumentException("the output is 1 unit of softmax, which is always 1 and cannot be trained; expected "
          + "1 unit of sigmoid for two classes, or 2 units of softmax");
    }
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l).norm == Norm.LAYER && layers.get(l).units == 1) {
        throw new IllegalArgumentException("layer " + l + " has 1 unit and layer norm, which makes it 0 whatever its input; "
            + "expected at least 2 units, or another norm");
      }
    }
    return new Mlp(topology, activations, Initialization.parameters(topology, weights, biases, seed),
        Initialization.statistics(topology), labels, inputScale);
  }

  /** Returns the initializer of the weights of a layer. */
  private Initializer weightsOf(Layer layer) {
    if (layer.weights != null) {
      return layer.weights;
    }
    return initializer != null ? initializer : layer.activation.defaultInitializer;
  }
}
