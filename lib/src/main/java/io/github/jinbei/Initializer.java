package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the first parameters of a layer are drawn; in and out are its inputs and units. They are a function of (seed,
 * layer, index) alone. Two initializers of the same name are equal.
 */
public final class Initializer {

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

  /** A word, and in brackets a decimal number; what Java reads besides, such as NaN and 0x1p3, is not meant. */
  private static final Pattern WORD_AND_NUMBER =
      Pattern.compile("(\\w+)\\(([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)\\)");

  final Initialization initialization;
  private final String name;

  private Initializer(String name, Initialization initialization) {
    this.name = name;
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
    return new Initializer(named("constant", value), Initialization.constant(value));
  }

  /**
   * Weights and biases N(0, deviation²); {@link #NORMAL} if the deviation is 1.
   *
   * @throws IllegalArgumentException if the deviation is not a finite number above 0
   */
  public static Initializer normal(float deviation) {
    Arguments.positive("deviation", deviation);
    return deviation == 1 ? NORMAL : new Initializer(named("normal", deviation), Initialization.normal(deviation));
  }

  /** Those that need no number: the constants of this class. */
  public static List<Initializer> all() {
    return ALL;
  }

  /** What a layer takes if nothing is said: {@link #HE} for ReLU, else {@link #GLOROT}. */
  public static Initializer defaultFor(Activation activation) {
    return activation.defaultInitializer;
  }

  /**
   * The initializer of a {@link #name()}, in any case, with hyphens or underscores: {@code glorot-normal},
   * {@code constant(0.5)}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Initializer parse(String name) {
    String plain = Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT);
    for (Initializer initializer : ALL) {
      if (initializer.name.equals(plain.replace('-', '_'))) {
        return initializer;
      }
    }
    Matcher matcher = WORD_AND_NUMBER.matcher(plain);
    if (matcher.matches() && OF_NUMBER.containsKey(matcher.group(1))) {
      return OF_NUMBER.get(matcher.group(1)).apply(Float.valueOf(matcher.group(2)));
    }
    throw new IllegalArgumentException("name = \"" + name + "\"; expected one of " + forms());
  }

  /** Such as {@code glorot_normal} or {@code constant(0.5)}; {@link #parse} reads it back. */
  public String name() {
    return name;
  }

  /** Whether the other is an initializer of the same name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Initializer that && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The {@link #name()}. */
  @Override
  public String toString() {
    return name;
  }

  /** Everything that {@link #parse} reads. */
  private static String forms() {
    Stream<String> ofNumber = OF_NUMBER.keySet().stream().sorted().map(word -> word + "(number)");
    return Stream.concat(ALL.stream().map(Initializer::name), ofNumber).collect(Collectors.joining(", "));
  }

  private static String named(String word, float number) {
    return word + "(" + Float.toString(number).toLowerCase(Locale.ROOT) + ")";
  }
}
