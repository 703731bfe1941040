package io.github.jinbei.internal.net;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A distribution of the first weights or biases of a layer. Each value depends only on (seed, layer, index). */
@FunctionalInterface
public interface Initialization {

  /** N(0, 1). */
  Initialization NORMAL = normal(1);

  /** Uniform in ±√(6 / (in + out)) (Glorot and Bengio, 2010). */
  Initialization GLOROT = (in, out, random) -> uniform(random, root(6, (double) in + out));

  /** N(0, 2 / (in + out)) (Glorot and Bengio, 2010). */
  Initialization GLOROT_NORMAL = (in, out, random) -> normal(random, root(2, (double) in + out));

  /** N(0, 2 / in) (He et al., 2015). */
  Initialization HE = (in, out, random) -> normal(random, root(2, in));

  /** Uniform in ±√(6 / in) (He et al., 2015). */
  Initialization HE_UNIFORM = (in, out, random) -> uniform(random, root(6, in));

  /** N(0, 1 / in) (LeCun et al., 1998). */
  Initialization LECUN = (in, out, random) -> normal(random, root(1, in));

  /** Uniform in ±√(3 / in) (LeCun et al., 1998). */
  Initialization LECUN_UNIFORM = (in, out, random) -> uniform(random, root(3, in));

  /** Returns the distribution N(0, deviation²). */
  static Initialization normal(double deviation) {
    return (in, out, random) -> normal(random, deviation);
  }

  /** Returns the distribution whose values are all equal to the given one. */
  static Initialization constant(float value) {
    return (in, out, random) -> i -> value;
  }

  /**
   * Returns the values of a layer with {@code in} inputs and {@code out} units, as a function of their index: that of W[i][j]
   * is i·out + j, and that of bias j is in·out + j.
   */
  IntToDoubleFunction values(int in, int out, CounterRandom random);

  /**
   * Returns the initial parameters of a network. Layer l uses stream l of the seed. Factors of the inputs are 1. Of a norm, γ =
   * 1 and β = 0; the units' own parameters are {@link ActivationFunction#firstOwn}.
   *
   * @param weights the distribution of the weights of each layer
   * @param biases the distribution of the biases of each layer
   */
  static float[] parameters(Topology t, Initialization[] weights, Initialization[] biases, long seed) {
    float[] parameters = new float[t.parameterCount()];
    Arrays.fill(parameters, 0, t.weightOffset(0), 1f);
    for (int l = 0; l < t.layers(); l++) {
      CounterRandom random = new CounterRandom(seed, l);
      int from = t.weightOffset(l);
      int middle = t.biasOffset(l);
      fill(weights[l].values(t.in(l), t.out(l), random), 0, parameters, from, middle);
      fill(biases[l].values(t.in(l), t.out(l), random), middle - from, parameters, middle, middle + t.out(l));
      if (t.norm(l) != Normalization.NONE) {
        Arrays.fill(parameters, t.gammaOffset(l), t.betaOffset(l), 1f);
      }
      Arrays.fill(parameters, t.ownOffset(l), t.endOffset(l), t.function(l).firstOwn());
    }
    return parameters;
  }

  /** Returns the running statistics of a network before its first batch: means 0, variances 1. */
  static float[] statistics(Topology t) {
    float[] statistics = new float[t.statisticsCount()];
    for (int l = 0; l < t.layers(); l++) {
      if (t.norm(l) == Normalization.BATCH) {
        Arrays.fill(statistics, t.varianceOffset(l), t.varianceOffset(l) + t.out(l), 1f);
      }
    }
    return statistics;
  }

  /** Writes the values from index {@code first} on to parameters from .. to. */
  private static void fill(IntToDoubleFunction values, int first, float[] parameters, int from, int to) {
    for (int i = from; i < to; i++) {
      parameters[i] = (float) values.applyAsDouble(first + i - from);
    }
  }

  private static IntToDoubleFunction uniform(CounterRandom random, double bound) {
    return i -> bound * (2 * random.uniform(i) - 1);
  }

  private static IntToDoubleFunction normal(CounterRandom random, double deviation) {
    return i -> deviation * random.normal(i);
  }

  private static double root(double dividend, double units) {
    return StrictMath.sqrt(dividend / units);
  }
}
