package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;
import io.github.jinbei.internal.net.LayerShape;
import io.github.jinbei.internal.net.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The layers and settings of a new {@link Mlp}. */
public final class MlpBuilder {

  private final int inputs;
  private final List<Layer> layers = new ArrayList<>();
  private Initializer initializer;
  private long seed;
  private List<String> labels = List.of();
  private float inputScale = 1f;

  MlpBuilder(int inputs) {
    this.inputs = inputs;
  }

  /** A layer as far as it has been described. */
  private static final class Layer {
    private final int units;
    private final Activation activation;
    private Norm norm = Norm.NONE;
    private float dropout;

    private Layer(int units, Activation activation) {
      this.units = units;
      this.activation = activation;
    }
  }

  /**
   * Adds a dense layer.
   *
   * @param units its outputs, at least 1
   * @param activation its function; softmax only in the last layer, and of at least 2 units
   */
  public MlpBuilder dense(int units, Activation activation) {
    Arguments.atLeast("units", units, 1);
    layers.add(new Layer(units, Objects.requireNonNull(activation, "activation")));
    return this;
  }

  /**
   * Adds the output layer of a regression: identity, which goes with squared error.
   *
   * @param outputs values to predict, at least 1
   */
  public MlpBuilder regression(int outputs) {
    return dense(outputs, Activation.IDENTITY);
  }

  /**
   * Adds the output layer of a classification: for two classes one logistic unit, the probability of class 1, which goes
   * with binary cross-entropy; for more a softmax over as many units, which goes with cross-entropy.
   *
   * @param count classes, at least 2
   */
  public MlpBuilder classes(int count) {
    Arguments.atLeast("count", count, 2);
    return count == 2 ? dense(1, Activation.SIGMOID) : dense(count, Activation.SOFTMAX);
  }

  /**
   * Gives the layer last added a norm, between its product and its activation.
   *
   * @param norm none for the last layer of the network
   * @throws IllegalStateException if there is no layer yet
   */
  public MlpBuilder norm(Norm norm) {
    last("norm").norm = Objects.requireNonNull(norm, "norm");
    return this;
  }

  /**
   * Has a training step drop a share of the activations of the layer last added, and divide the others by the share that
   * is left. Predictions drop none.
   *
   * @param share at least 0 and below 1; 0 for the last layer of the network
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

  /** How all layers draw their first parameters; if not said, each by {@link Initializer#defaultFor}. */
  public MlpBuilder initializer(Initializer initializer) {
    this.initializer = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /** The seed of the first parameters; 0 if not said. */
  public MlpBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Names of the classes, kept in the model file.
   *
   * @param outputNames one for each class, none with a line break; a single output that has two classes may have one name, as
   *     that of a regression
   */
  public MlpBuilder labels(List<String> outputNames) {
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
  public MlpBuilder inputScale(float factor) {
    this.inputScale = Arguments.positive("factor", factor);
    return this;
  }

  /**
   * Makes the network and draws its parameters.
   *
   * @throws IllegalArgumentException if there is no layer, softmax stands before the last one or has one unit, a layer
   *     of one unit has layer norm, the last has a norm or dropout, the labels are neither one a class nor one an output, or
   *     the parameters do not fit in an array
   */
  public Mlp build() {
    List<LayerShape> shapes = layers.stream()
        .map(l -> new LayerShape(l.units, l.activation.function, l.norm.normalization, l.dropout)).toList();
    Initialization[] initializations = layers.stream()
        .map(l -> (initializer != null ? initializer : l.activation.defaultInitializer).initialization)
        .toArray(Initialization[]::new);
    Topology topology = new Topology(inputs, shapes);
    if (topology.classes().count() == 1) {
      throw new IllegalArgumentException("the output is 1 unit of softmax, which is always 1 and cannot learn; expected "
          + "1 unit of sigmoid for two classes, or 2 units of softmax");
    }
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l).norm == Norm.LAYER && layers.get(l).units == 1) {
        throw new IllegalArgumentException("layer " + l + " has 1 unit and layer norm, which makes it 0 whatever its input; "
            + "expected at least 2 units, or another norm");
      }
    }
    return new Mlp(topology, layers.stream().map(l -> l.activation).toList(),
        Initialization.parameters(topology, initializations, seed), Initialization.statistics(topology), labels,
        inputScale);
  }
}
