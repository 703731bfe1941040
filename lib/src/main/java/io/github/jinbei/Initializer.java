package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;
import io.github.jinbei.internal.text.Arguments;
import java.util.List;

/**
 * A distribution of the first weights of a layer, and of its biases. In the formulas {@code in} and {@code out} are the numbers
 * of its inputs and units. Each value is a function of (seed, layer, index) only. Two initializers are equal if they have the
 * same name.
 *
 * <p>Biases of 0 are a default: {@link MlpBuilder#biases} draws the biases of a layer from the distribution of any
 * initializer.
 */
public final class Initializer extends Named {

  /** Weights and biases N(0, 1), as in Nielsen's "Neural Networks and Deep Learning", chapter 1. */
  public static final Initializer NORMAL = new Initializer("normal", Initialization.NORMAL, Initialization.NORMAL);
  /**
   * Weights uniform in ±√(6 / (in + out)), biases 0 (Glorot and Bengio, "Understanding the difficulty of training deep
   * feedforward neural networks", 2010).
   */
  public static final Initializer GLOROT = new Initializer("glorot", Initialization.GLOROT);
  /** Weights N(0, 2 / (in + out)), biases 0 (Glorot and Bengio, 2010). */
  public static final Initializer GLOROT_NORMAL = new Initializer("glorot_normal", Initialization.GLOROT_NORMAL);
  /** Weights N(0, 2 / in), biases 0 (He et al., "Delving deep into rectifiers", 2015); for ReLU. */
  public static final Initializer HE = new Initializer("he", Initialization.HE);
  /** Weights uniform in ±√(6 / in), biases 0 (He et al., 2015); for ReLU. */
  public static final Initializer HE_UNIFORM = new Initializer("he_uniform", Initialization.HE_UNIFORM);
  /** Weights N(0, 1 / in), biases 0 (LeCun et al., "Efficient BackProp", 1998); for SELU. */
  public static final Initializer LECUN = new Initializer("lecun", Initialization.LECUN);
  /** Weights uniform in ±√(3 / in), biases 0 (LeCun et al., 1998); for SELU. */
  public static final Initializer LECUN_UNIFORM = new Initializer("lecun_uniform", Initialization.LECUN_UNIFORM);

  private static final List<Initializer> ALL =
      List.of(NORMAL, GLOROT, HE, LECUN, GLOROT_NORMAL, HE_UNIFORM, LECUN_UNIFORM);

  /** The words of the initializers with a number, in alphabetical order. */
  private static final List<String> WORDS = List.of("constant", "normal");

  /** The distribution, for weights, or for biases if {@link MlpBuilder#biases} sets it. */
  final Initialization initialization;

  /** The distribution of the biases of a layer whose biases have no initializer of their own. */
  final Initialization defaultBiases;

  private Initializer(String name, Initialization initialization) {
    this(name, initialization, Initialization.constant(0));
  }

  private Initializer(String name, Initialization initialization, Initialization defaultBiases) {
    super(name);
    this.initialization = initialization;
    this.defaultBiases = defaultBiases;
  }

  /**
   * Returns the initializer with all weights equal to {@code value} and biases 0. All units of a hidden layer then stay equal,
   * so it is useful only for a single layer, and in tests.
   *
   * @param value the weight, finite
   * @return the initializer
   * @throws IllegalArgumentException if value is not finite
   */
  public static Initializer constant(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("value = " + value + "; expected a finite number");
    }
    return new Initializer(Names.of("constant", value), Initialization.constant(value));
  }

  /**
   * Returns the initializer with weights and biases N(0, deviation²); {@link #NORMAL} if the deviation is 1.
   *
   * @param deviation the standard deviation, finite and above 0
   * @return the initializer
   * @throws IllegalArgumentException if deviation is not finite or not above 0
   */
  public static Initializer normal(float deviation) {
    Arguments.positive("deviation", deviation);
    Initialization normal = Initialization.normal(deviation);
    return deviation == 1 ? NORMAL : new Initializer(Names.of("normal", deviation), normal, normal);
  }

  /**
   * Returns the initializers without a number: the constants of this class.
   *
   * @return an immutable list
   */
  public static List<Initializer> all() {
    return ALL;
  }

  /**
   * Returns the default for a layer with the given activation:
   * <ul>
   *   <li>{@link #HE} for relu, leaky_relu, prelu, elu, softplus, gelu, gelu_tanh, silu and mish,
   *   <li>{@link #LECUN} for selu,
   *   <li>{@link #GLOROT} for all others: identity, step, sigmoid, tanh, arctan, softsign, softmax and custom activations.
   * </ul>
   *
   * @param activation the activation of the layer
   * @return the initializer
   */
  public static Initializer defaultFor(Activation activation) {
    return activation.defaultInitializer;
  }

  /**
   * Returns all names that {@link #parse} accepts; an initializer with a number is {@code word(number)}.
   *
   * @return the names
   */
  public static List<String> names() {
    return Names.all(ALL, WORDS);
  }

  /**
   * Returns the initializer of a {@link #name()}, in upper or lower case, with hyphens or underscores: {@code glorot-normal},
   * {@code constant(0.5)}.
   *
   * @param name the name
   * @return the initializer
   * @throws IllegalArgumentException if there is no initializer of that name
   * @throws NullPointerException if name is null
   */
  public static Initializer parse(String name) {
    return Names.parse(name, ALL, WORDS, (word, number) -> word.equals("constant") ? constant(number) : normal(number));
  }
}
