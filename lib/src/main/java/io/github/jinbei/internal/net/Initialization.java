package io.github.jinbei.internal.net;

/** First values of a layer's parameters: a function of (seed, layer, index) alone. */
public enum Initialization {
  /** Weights and biases N(0, 1). */
  NORMAL {
    @Override
    void fill(Topology t, int l, CounterRandom random, float[] parameters) {
      int from = t.weightOffset(l);
      int count = t.weightCount(l) + t.out(l);
      for (int i = 0; i < count; i++) {
        parameters[from + i] = (float) random.normal(i);
      }
    }
  },

  /** Weights uniform in ±√(6 / (in + out)), biases 0 (Glorot and Bengio, 2010). */
  GLOROT {
    @Override
    void fill(Topology t, int l, CounterRandom random, float[] parameters) {
      double bound = StrictMath.sqrt(6.0 / ((double) t.in(l) + t.out(l)));
      int from = t.weightOffset(l);
      for (int i = 0; i < t.weightCount(l); i++) {
        parameters[from + i] = (float) (bound * (2 * random.uniform(i) - 1));
      }
    }
  },

  /** Weights N(0, 2 / in), biases 0 (He et al., 2015). */
  HE {
    @Override
    void fill(Topology t, int l, CounterRandom random, float[] parameters) {
      double deviation = StrictMath.sqrt(2.0 / t.in(l));
      int from = t.weightOffset(l);
      for (int i = 0; i < t.weightCount(l); i++) {
        parameters[from + i] = (float) (deviation * random.normal(i));
      }
    }
  };

  /** Fills the parameters of layer l, which are 0 before. */
  abstract void fill(Topology t, int l, CounterRandom random, float[] parameters);

  /** The first parameters of a network: layer l draws from stream l of the seed. */
  public static float[] parameters(Topology t, Initialization[] byLayer, long seed) {
    float[] parameters = new float[t.parameterCount()];
    for (int l = 0; l < t.layers(); l++) {
      byLayer[l].fill(t, l, new CounterRandom(seed, l), parameters);
    }
    return parameters;
  }
}
