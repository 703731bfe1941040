package io.github.jinbei.internal.net;

import java.util.Arrays;

/** A distribution of the first weights or biases of a layer. Each value depends only on (seed, layer, index). */
public final class Initialization {

  /** N(0, 1). */
  public static final Initialization NORMAL = normal(1);

  /** Uniform in ±√(6 / (in + out)) (Glorot and Bengio, 2010). */
  public static final Initialization GLOROT = new Initialization(Form.UNIFORM, 6, true, true);

  /** N(0, 2 / (in + out)) (Glorot and Bengio, 2010). */
  public static final Initialization GLOROT_NORMAL = new Initialization(Form.NORMAL, 2, true, true);

  /** N(0, 2 / in) (He et al., 2015). */
  public static final Initialization HE = new Initialization(Form.NORMAL, 2, true, false);

  /** Uniform in ±√(6 / in) (He et al., 2015). */
  public static final Initialization HE_UNIFORM = new Initialization(Form.UNIFORM, 6, true, false);

  /** N(0, 1 / in) (LeCun et al., 1998). */
  public static final Initialization LECUN = new Initialization(Form.NORMAL, 1, true, false);

  /** Uniform in ±√(3 / in) (LeCun et al., 1998). */
  public static final Initialization LECUN_UNIFORM = new Initialization(Form.UNIFORM, 3, true, false);

  private enum Form { UNIFORM, NORMAL, CONSTANT }

  private final Form form;
  private final double number;
  private final boolean scaled;
  private final boolean outputsToo;

  /**
   * Creates a distribution. Its scale is the bound of uniform values, the deviation of normal ones, or the constant.
   *
   * @param number the scale; if scaled, the c of the scale √(c / n)
   * @param scaled whether the scale depends on the layer
   * @param outputsToo whether n is inputs + outputs; if not, n is the inputs
   */
  private Initialization(Form form, double number, boolean scaled, boolean outputsToo) {
    this.form = form;
    this.number = number;
    this.scaled = scaled;
    this.outputsToo = outputsToo;
  }

  /** Returns the distribution N(0, deviation²). */
  public static Initialization normal(double deviation) {
    return new Initialization(Form.NORMAL, deviation, false, false);
  }

  /** Returns the distribution whose values are all equal to the given one. */
  public static Initialization constant(float value) {
    return new Initialization(Form.CONSTANT, value, false, false);
  }

  /**
   * Returns the initial parameters of a network. Layer l uses stream l of the seed. Factors of the inputs are 1. Of a norm, γ =
   * 1 and β = 0; the units' own parameters are {@link ActivationFunction#firstOwn}.
   *
   * @param weights the distribution of the weights of each layer
   * @param biases the distribution of the biases of each layer
   */
  public static float[] parameters(Topology t, Initialization[] weights, Initialization[] biases, long seed) {
    float[] parameters = new float[t.parameterCount()];
    Arrays.fill(parameters, 0, t.weightOffset(0), 1f);
    for (int l = 0; l < t.layers(); l++) {
      CounterRandom random = new CounterRandom(seed, l);
      int from = t.weightOffset(l);
      int middle = t.biasOffset(l);
      weights[l].fill(t, l, random, 0, parameters, from, middle);
      biases[l].fill(t, l, random, middle - from, parameters, middle, middle + t.out(l));
      if (t.norm(l) != Normalization.NONE) {
        Arrays.fill(parameters, t.gammaOffset(l), t.betaOffset(l), 1f);
      }
      Arrays.fill(parameters, t.ownOffset(l), t.endOffset(l), t.function(l).firstOwn());
    }
    return parameters;
  }

  /** Returns the running statistics of a network before its first batch: means 0, variances 1. */
  public static float[] statistics(Topology t) {
    float[] statistics = new float[t.statisticsCount()];
    for (int l = 0; l < t.layers(); l++) {
      if (t.norm(l) == Normalization.BATCH) {
        Arrays.fill(statistics, t.varianceOffset(l), t.varianceOffset(l) + t.out(l), 1f);
      }
    }
    return statistics;
  }

  /**
   * Writes the values from index {@code first} on to parameters from .. to of layer l. The index of W[i][j] is i·out + j, and
   * that of bias j is in·out + j.
   */
  private void fill(Topology t, int l, CounterRandom random, int first, float[] parameters, int from, int to) {
    double fan = t.in(l) + (outputsToo ? (double) t.out(l) : 0);
    double scale = scaled ? StrictMath.sqrt(number / fan) : number;
    for (int i = from; i < to; i++) {
      int index = first + i - from;
      parameters[i] = (float) (form == Form.CONSTANT ? scale
          : scale * (form == Form.NORMAL ? random.normal(index) : 2 * random.uniform(index) - 1));
    }
  }
}
