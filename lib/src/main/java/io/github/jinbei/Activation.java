package io.github.jinbei;

import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.Classes;
import io.github.jinbei.internal.net.CustomFunction;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.Elu;
import io.github.jinbei.internal.net.LeakyRelu;
import io.github.jinbei.internal.net.Prelu;
import io.github.jinbei.internal.text.Arguments;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function: a = f(z), where z are the pre-activations of a layer. Each maps NaN to NaN. Two activations are equal
 * if they have the same name; custom ones must also have the same functions.
 */
public final class Activation extends Named {

  /** a = z */
  public static final Activation IDENTITY = new Activation("identity", Elementwise.IDENTITY, Initializer.GLOROT);
  /**
   * a = 1 for z ≥ 0, also at -0, else 0, with f' = 0 everywhere: layers below it cannot be trained. At the output its default
   * loss is {@link Loss#PERCEPTRON}.
   */
  public static final Activation STEP = new Activation("step", Elementwise.STEP, Initializer.GLOROT);
  /** The logistic function, a = 1 / (1 + exp(-z)), with f' = a(1 - a). */
  public static final Activation SIGMOID = new Activation("sigmoid", Elementwise.SIGMOID, Initializer.GLOROT);
  /** a = tanh z, with f' = 1 - a². */
  public static final Activation TANH = new Activation("tanh", Elementwise.TANH, Initializer.GLOROT);
  /** a = arctan z, with f' = 1 / (1 + z²). */
  public static final Activation ARCTAN = new Activation("arctan", Elementwise.ARCTAN, Initializer.GLOROT);
  /** a = max(z, 0), with f' = 1 for z > 0, else 0, also at the kink. */
  public static final Activation RELU = new Activation("relu", Elementwise.RELU, Initializer.HE);
  /** a = ln(1 + exp z), with f' = 1 / (1 + exp(-z)). */
  public static final Activation SOFTPLUS = new Activation("softplus", Elementwise.SOFTPLUS, Initializer.HE);
  /**
   * a = λz for z > 0, else λα(exp z - 1), with λ = 1.0507 and α = 1.6733 (Klambauer et al., "Self-normalizing neural
   * networks", 2017), and f' = λ for z > 0, else a + λα, which is λα at the kink.
   */
  public static final Activation SELU = new Activation("selu", Elu.SELU, Initializer.LECUN);
  /** a = z·Φ(z) = z/2 · erfc(-z/√2), with f' = Φ(z) + z·φ(z) (Hendrycks and Gimpel, 2016). */
  public static final Activation GELU = new Activation("gelu", Elementwise.GELU, Initializer.HE);
  /** a = z/2 · (1 + tanh(√(2/π)(z + 0.044715 z³))), the approximation of {@link #GELU} from the same paper. */
  public static final Activation GELU_TANH = new Activation("gelu_tanh", Elementwise.GELU_TANH, Initializer.HE);
  /** a = z·s with s = 1 / (1 + exp(-z)), and f' = s + z·s(1 - s) (Elfwing et al., 2018); also called swish. */
  public static final Activation SILU = new Activation("silu", Elementwise.SILU, Initializer.HE);
  /**
   * a = z·t with t = tanh(ln(1 + exp z)), and f' = t + z·s(1 - t²) with s = 1 / (1 + exp(-z)) (Misra, "Mish", 2019).
   */
  public static final Activation MISH = new Activation("mish", Elementwise.MISH, Initializer.HE);
  /** a = z / (1 + |z|), with f' = 1 / (1 + |z|)². */
  public static final Activation SOFTSIGN = new Activation("softsign", Elementwise.SOFTSIGN, Initializer.GLOROT);
  /** {@link #prelu} with the first value α = 0.25, as in He et al. (2015). */
  public static final Activation PRELU = new Activation("prelu", new Prelu(0.25f), Initializer.HE);
  /** a_j = exp(z_j) / Σ exp(z_k) over the units of the layer; for the last layer only. */
  public static final Activation SOFTMAX = new Activation("softmax", ActivationFunction.SOFTMAX, Initializer.GLOROT);

  private static final List<Activation> ALL = List.of(IDENTITY, STEP, SIGMOID, TANH, ARCTAN, RELU, SOFTPLUS, SELU, GELU,
      GELU_TANH, SILU, MISH, SOFTSIGN, PRELU, SOFTMAX);

  /** The words of the activations with a number, in alphabetical order. */
  private static final List<String> WORDS = List.of("elu", "leaky_relu", "prelu");

  /** The points at which {@link #hasKink} evaluates the function are this far from 0. */
  private static final double NEAR = 1e-6;

  final ActivationFunction function;
  final Initializer defaultInitializer;

  /** The formula in double of an activation with numbers of its own; null for the constants. */
  private final Exact formula;

  /** f(z) in double. {@code own} is the parameter of the unit; for softmax the logarithm of the row's denominator. */
  @FunctionalInterface
  interface Exact {
    double of(double z, double own);
  }

  private Activation(String name, ActivationFunction function, Initializer defaultInitializer, Exact formula) {
    super(name);
    this.function = function;
    this.defaultInitializer = defaultInitializer;
    this.formula = formula;
  }

  private Activation(String name, ActivationFunction function, Initializer defaultInitializer) {
    this(name, function, defaultInitializer, null);
  }

  /** Returns the formula in double, for {@link GradientCheck}. */
  Exact exact() {
    // The lambdas are linked here, not in constants: linking all of them takes 10 ms, and few processes need them.
    return formula != null ? formula : switch (name()) {
      case "identity" -> (z, own) -> z;
      case "step" -> (z, own) -> z >= 0 ? 1 : z < 0 ? 0 : z;
      case "sigmoid" -> (z, own) -> 1 / (1 + StrictMath.exp(-z));
      case "tanh" -> (z, own) -> StrictMath.tanh(z);
      case "arctan" -> (z, own) -> StrictMath.atan(z);
      case "relu" -> (z, own) -> Math.max(z, 0);
      case "softplus" -> (z, own) -> Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
      case "selu" -> (z, own) -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * StrictMath.expm1(z));
      case "gelu" -> (z, own) -> z * ExactMath.normalDistribution(z);
      case "gelu_tanh" -> (z, own) -> z / 2 * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
      case "silu" -> (z, own) -> z / (1 + StrictMath.exp(-z));
      case "mish" -> (z, own) -> z * StrictMath.tanh(Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))));
      case "softsign" -> (z, own) -> z / (1 + Math.abs(z));
      case "prelu" -> Activation::leaky;
      case "softmax" -> (z, logSum) -> StrictMath.exp(z - logSum);
      default -> throw new IllegalStateException("name = " + name() + "; expected a constant of this class");
    };
  }

  private static double leaky(double z, double slope) {
    return z > 0 ? z : slope * z;
  }

  /** Returns whether the slopes on both sides of 0 differ. */
  boolean hasKink() {
    Exact exact = exact();
    return Math.abs(exact.of(NEAR, 0) - 2 * exact.of(0, 0) + exact.of(-NEAR, 0)) > 100 * NEAR * NEAR;
  }

  /**
   * Returns leaky ReLU (Maas, Hannun and Ng, 2013): a = z for z > 0, else slope·z, with f' = 1 for z > 0,
   * else the slope, also at the kink.
   *
   * @param slope finite and at least 0; 0.01 is usual
   * @return the activation
   * @throws IllegalArgumentException if slope is negative or not finite
   */
  public static Activation leakyRelu(float slope) {
    Arguments.notNegative("slope", slope);
    return new Activation(Names.of("leaky_relu", slope), new LeakyRelu(slope), Initializer.HE,
        (z, own) -> leaky(z, slope));
  }

  /**
   * Returns ELU (Clevert, Unterthiner and Hochreiter, 2016): a = z for z > 0, else α(exp z - 1), with
   * f' = 1 for z > 0, else a + α, which is α at the kink.
   *
   * @param alpha α, finite and above 0; 1 is usual
   * @return the activation
   * @throws IllegalArgumentException if alpha is not finite or not above 0
   */
  public static Activation elu(float alpha) {
    Arguments.positive("alpha", alpha);
    return new Activation(Names.of("elu", alpha), new Elu(1f, alpha), Initializer.HE,
        (z, own) -> z > 0 ? z : alpha * StrictMath.expm1(z));
  }

  /**
   * Returns PReLU: a = z for z > 0, else α_j·z, with one trained α for each unit (He et al., 2015). f' = 1 for z > 0, else α_j,
   * also at the kink.
   *
   * @param first the first value of each α, finite
   * @return the activation
   * @throws IllegalArgumentException if first is not finite
   */
  public static Activation prelu(float first) {
    if (!Float.isFinite(first)) {
      throw new IllegalArgumentException("first = " + first + "; expected a finite number");
    }
    return first == 0.25f ? PRELU
        : new Activation(Names.of("prelu", first), new Prelu(first), Initializer.HE, Activation::leaky);
  }

  /**
   * Returns an activation of the user's own: f is computed for each element in double and rounded once. The user must make
   * sure that f has the same bits on every machine, allocates nothing and maps NaN to NaN. f may be called by several threads
   * at once. A model file keeps the name only, so the activation must be passed to {@link Mlp#load(java.nio.file.Path,
   * Activation...)}.
   *
   * @param name letters, digits and underscores, not beginning with a digit; no name of a built-in activation
   * @param f the function
   * @param derivative its derivative at z
   * @return the activation
   * @throws IllegalArgumentException if the name is not allowed
   * @throws NullPointerException if f or derivative is null
   */
  public static Activation custom(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("name = \"" + name + "\"; expected letters, digits and underscores");
    }
    if (ALL.stream().anyMatch(a -> a.name().equalsIgnoreCase(name))
        || WORDS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("name = \"" + name + "\"; expected a name that no built-in activation has");
    }
    return new Activation(name, new CustomFunction(Objects.requireNonNull(f, "f"),
        Objects.requireNonNull(derivative, "derivative")), Initializer.GLOROT, (z, own) -> f.applyAsDouble(z));
  }

  /**
   * Returns the activations without a number: the constants of this class.
   *
   * @return an immutable list
   */
  public static List<Activation> all() {
    return ALL;
  }

  /**
   * Returns all names that {@link #parse} accepts; an activation with a number is {@code word(number)}.
   *
   * @return the names
   */
  public static List<String> names() {
    return Names.all(ALL, WORDS);
  }

  /**
   * Returns the activation of a {@link #name()}, in upper or lower case, with hyphens or underscores: {@code gelu-tanh}, {@code
   * elu(1.3)}.
   *
   * @param name the name
   * @return the activation
   * @throws IllegalArgumentException if there is no activation of that name
   * @throws NullPointerException if name is null
   */
  public static Activation parse(String name) {
    return Names.parse(name, ALL, WORDS, Activation::ofNumber);
  }

  private static Activation ofNumber(String word, float number) {
    return switch (word) {
      case "elu" -> elu(number);
      case "leaky_relu" -> leakyRelu(number);
      default -> prelu(number);
    };
  }

  /**
   * Returns the number of classes of an output layer with this activation, as {@link Mlp#classes} does.
   *
   * @param units number of units, at least 1
   * @return the number of classes
   * @throws IllegalArgumentException if units is below 1
   */
  public int classes(int units) {
    Arguments.atLeast("units", units, 1);
    return new Classes(units, function).count();
  }

  /**
   * Returns whether the activation has a trained parameter for each unit. Only {@link #prelu} has.
   *
   * @return whether it has
   */
  public boolean isTrained() {
    return function.ownParameters();
  }

  /** Returns whether the other is an activation of the same name and function. */
  @Override
  public boolean equals(Object other) {
    return super.equals(other) && ((Activation) other).function.equals(function);
  }
}
