package io.github.jinbei;

import io.github.jinbei.internal.net.Initialization;

/** How the first parameters of a layer are drawn. They are a function of (seed, layer, index) alone. */
public enum Initializer {
  /** Weights and biases N(0, 1), as in Nielsen's "Neural Networks and Deep Learning", chapter 1. */
  NORMAL(Initialization.NORMAL),
  /** Weights uniform in ±√(6 / (in + out)), biases 0 (Glorot and Bengio, 2010). */
  GLOROT(Initialization.GLOROT),
  /** Weights N(0, 2 / in), biases 0 (He et al., 2015); for ReLU. */
  HE(Initialization.HE);

  final Initialization initialization;

  Initializer(Initialization initialization) {
    this.initialization = initialization;
  }

  /** What a layer takes if nothing is said: {@link #HE} for ReLU, else {@link #GLOROT}. */
  public static Initializer defaultFor(Activation activation) {
    return activation.defaultInitializer;
  }
}
