package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the first parameters of a layer are drawn; in and out are its inputs and units. They are a function of (seed,
 * layer, index) alone. Two initializers of the same name are equal.
 */
public final class Initializer extends Named {

  /** Weights and biases N(0, 1), as in Nielsen's "Neural Networks and Deep Learning", chapter 1. */
  public static final Initializer NORMAL = new Initializer("normal", Initialization.NORMAL);
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

  /** Those that take a number, by their word. */
  private static final Map<String, Function<Float, Initializer>> OF_NUMBER =
      Map.of("constant", Initializer::constant, "normal", Initializer::normal);

  final Initialization initialization;

  private Initializer(String name, Initialization initialization) {
    super(name);
    this.initialization = initialization;
  }

  /**
   * Weights of one value, biases 0. All units of a hidden layer then stay alike: of use for layers without another
   * behind them, and for tests.
   *
   * @throws IllegalArgumentException if the value is not finite
   */
  public static Initializer constant(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("value = " + value + "; expected a finite number");
    }
    return new Initializer(Names.of("constant", value), Initialization.constant(value));
  }

  /**
   * Weights and biases N(0, deviation²); {@link #NORMAL} if the deviation is 1.
   *
   * @throws IllegalArgumentException if the deviation is not a finite number above 0
   */
  public static Initializer normal(float deviation) {
    Arguments.positive("deviation", deviation);
    return deviation == 1 ? NORMAL : new Initializer(Names.of("normal", deviation), Initialization.normal(deviation));
  }

  /** Those that need no number: the constants of this class. */
  public static List<Initializer> all() {
    return ALL;
  }

  /** What a layer takes if nothing is said: {@link #HE} for ReLU, else {@link #GLOROT}. */
  public static Initializer defaultFor(Activation activation) {
    return activation.defaultInitializer;
  }

  /** All names that {@link #parse} reads, those that take a number as in {@code word(number)}. */
  public static List<String> names() {
    return Names.all(ALL, Initializer::name, OF_NUMBER);
  }

  /**
   * The initializer of a {@link #name()}, in any case, with hyphens or underscores: {@code glorot-normal},
   * {@code constant(0.5)}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Initializer parse(String name) {
    return Names.parse(name, ALL, Initializer::name, OF_NUMBER);
  }
}
