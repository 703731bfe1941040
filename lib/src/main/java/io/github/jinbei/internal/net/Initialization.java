package io.github.jinbei.internal.net;

import java.util.Arrays;

/** The initial parameters of a layer. They depend only on (seed, layer, index). */
@FunctionalInterface
public interface Initialization {

  /** Weights and biases N(0, 1). */
  Initialization NORMAL = normal(1);

  /** Weights uniform in ±√(6 / (in + out)), biases 0 (Glorot and Bengio, 2010). */
  Initialization GLOROT = (t, l, random, parameters) -> uniform(t, l, random, root(6, inAndOut(t, l)), parameters);

  /** Weights N(0, 2 / (in + out)), biases 0 (Glorot and Bengio, 2010). */
  Initialization GLOROT_NORMAL = (t, l, random, parameters) ->
      normal(t, l, random, root(2, inAndOut(t, l)), parameters);

  /** Weights N(0, 2 / in), biases 0 (He et al., 2015). */
  Initialization HE = (t, l, random, parameters) -> normal(t, l, random, root(2, t.in(l)), parameters);

  /** Weights uniform in ±√(6 / in), biases 0 (He et al., 2015). */
  Initialization HE_UNIFORM = (t, l, random, parameters) -> uniform(t, l, random, root(6, t.in(l)), parameters);

  /** Weights N(0, 1 / in), biases 0 (LeCun et al., 1998). */
  Initialization LECUN = (t, l, random, parameters) -> normal(t, l, random, root(1, t.in(l)), parameters);

  /** Weights uniform in ±√(3 / in), biases 0 (LeCun et al., 1998). */
  Initialization LECUN_UNIFORM = (t, l, random, parameters) -> uniform(t, l, random, root(3, t.in(l)), parameters);

  /** Returns the initialization with weights and biases N(0, deviation²). */
  static Initialization normal(double deviation) {
    return (t, l, random, parameters) -> {
      int from = t.weightOffset(l);
      int count = t.weightCount(l) + t.out(l);
      for (int i = 0; i < count; i++) {
        parameters[from + i] = (float) (deviation * random.normal(i));
      }
    };
  }

  /** Returns the initialization with all weights equal to a value, and biases 0. */
  static Initialization constant(float value) {
    return (t, l, random, parameters) -> {
      int from = t.weightOffset(l);
      Arrays.fill(parameters, from, from + t.weightCount(l), value);
    };
  }

  /** Fills the parameters of layer l, which are 0 before. */
  void fill(Topology t, int l, CounterRandom random, float[] parameters);

  /**
   * Returns the initial parameters of a network. Layer l uses stream l of the seed. Of a norm, γ = 1 and β = 0; the units' own
   * parameters are {@link ActivationFunction#firstOwn}.
   */
  static float[] parameters(Topology t, Initialization[] byLayer, long seed) {
    float[] parameters = new float[t.parameterCount()];
    for (int l = 0; l < t.layers(); l++) {
      byLayer[l].fill(t, l, new CounterRandom(seed, l), parameters);
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

  /** Draws weights uniform in ±bound. */
  private static void uniform(Topology t, int l, CounterRandom random, double bound, float[] parameters) {
    int from = t.weightOffset(l);
    for (int i = 0; i < t.weightCount(l); i++) {
      parameters[from + i] = (float) (bound * (2 * random.uniform(i) - 1));
    }
  }

  /** Draws weights N(0, deviation²). */
  private static void normal(Topology t, int l, CounterRandom random, double deviation, float[] parameters) {
    int from = t.weightOffset(l);
    for (int i = 0; i < t.weightCount(l); i++) {
      parameters[from + i] = (float) (deviation * random.normal(i));
    }
  }

  private static double root(double dividend, double units) {
    return StrictMath.sqrt(dividend / units);
  }

  private static double inAndOut(Topology t, int l) {
    return (double) t.in(l) + t.out(l);
  }
}
