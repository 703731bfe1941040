package io.github.jinbei.internal.net;

/** The updates in plain loops, one parameter after the other, with their state: the oracle for the bits of {@link Update}. */
abstract class PlainUpdate {

  private static final float MU = 0.9f;
  private static final float RHO = 0.95f;
  private static final float BETA1 = 0.8f;
  private static final float BETA2 = 0.95f;
  private static final float EPSILON = 1e-6f;

  /** All updates, each with the settings and the learning rate that the tests use. */
  enum Rule {
    DESCENT(0.01f) {
      @Override
      Update update(int parameters) {
        return Update.descent();
      }

      @Override
      PlainUpdate plain(int parameters) {
        return descent();
      }
    },
    MOMENTUM(0.004f) {
      @Override
      Update update(int parameters) {
        return Update.momentum(parameters, MU);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return momentum(parameters);
      }
    },
    NESTEROV(0.004f) {
      @Override
      Update update(int parameters) {
        return Update.nesterov(parameters, MU);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return nesterov(parameters);
      }
    },
    ADAGRAD(0.02f) {
      @Override
      Update update(int parameters) {
        return Update.adagrad(parameters, EPSILON);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return adagrad(parameters);
      }
    },
    RMSPROP(0.002f) {
      @Override
      Update update(int parameters) {
        return Update.rmsprop(parameters, RHO, EPSILON);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return rmsprop(parameters);
      }
    },
    ADAM(0.003f) {
      @Override
      Update update(int parameters) {
        return Update.adam(parameters, BETA1, BETA2, EPSILON);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return adam(parameters);
      }
    };

    final float rate;

    Rule(float rate) {
      this.rate = rate;
    }

    /** Creates the update of the library. */
    abstract Update update(int parameters);

    /** Creates the same update in plain loops. */
    abstract PlainUpdate plain(int parameters);
  }

  /** Begins a step. */
  void begin(float rate) {}

  /** Moves parameter p by its gradient. */
  abstract void move(float[] w, int p, float g, float rate);

  /** Does one step of a whole network, whose gradient is a sum over rows. */
  final void step(Topology t, float[] w, float[] gradient, int rows, float rate, WeightDecay decay) {
    begin(rate);
    for (int p = 0; p < t.weightOffset(0); p++) {
      moveBySum(w, p, gradient[p], rows, rate, decay, false);
    }
    for (int l = 0; l < t.layers(); l++) {
      for (int p = t.weightOffset(l); p < t.endOffset(l); p++) {
        moveBySum(w, p, gradient[p], rows, rate, decay, p < t.biasOffset(l) || decay.biases());
      }
    }
  }

  /** Moves parameter p by its gradient, which is a sum over rows. */
  final void moveBySum(float[] w, int p, float sum, int rows, float rate, WeightDecay decay, boolean decays) {
    float g = gradient(w[p], sum, rows, decays ? decay : WeightDecay.NONE);
    if (decays) {
      w[p] *= (float) (1 - (double) rate * decay.decoupled());
    }
    move(w, p, g, rate);
  }

  /** Returns the gradient that an update uses: the mean over the rows, plus the gradient of the decay. */
  static float gradient(float w, float sum, int rows, WeightDecay decay) {
    float scale = 1f / rows;
    float g = Math.fma(2 * decay.l2(), w, sum * scale);
    return decay.l1() == 0 ? g : g + (w > 0 ? decay.l1() : w < 0 ? -decay.l1() : 0f);
  }

  private static PlainUpdate descent() {
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g, float rate) {
        w[p] = Math.fma(-rate, g, w[p]);
      }
    };
  }

  private static PlainUpdate momentum(int parameters) {
    float[] v = new float[parameters];
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g, float rate) {
        v[p] = Math.fma(MU, v[p], -rate * g);
        w[p] = w[p] + v[p];
      }
    };
  }

  private static PlainUpdate nesterov(int parameters) {
    float[] v = new float[parameters];
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g, float rate) {
        v[p] = Math.fma(MU, v[p], -rate * g);
        w[p] = w[p] + Math.fma(MU, v[p], -rate * g);
      }
    };
  }

  private static PlainUpdate adagrad(int parameters) {
    float[] s = new float[parameters];
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g, float rate) {
        s[p] = Math.fma(g, g, s[p]);
        w[p] = Math.fma(-rate, g / ((float) Math.sqrt(s[p]) + EPSILON), w[p]);
      }
    };
  }

  private static PlainUpdate rmsprop(int parameters) {
    float[] s = new float[parameters];
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g, float rate) {
        s[p] = Math.fma(RHO, s[p], (1 - RHO) * g * g);
        w[p] = Math.fma(-rate, g / ((float) Math.sqrt(s[p]) + EPSILON), w[p]);
      }
    };
  }

  private static PlainUpdate adam(int parameters) {
    float[] m = new float[parameters];
    float[] v = new float[parameters];
    return new PlainUpdate() {
      private double power1 = 1;
      private double power2 = 1;

      @Override
      void begin(float rate) {
        power1 *= BETA1;
        power2 *= BETA2;
      }

      @Override
      void move(float[] w, int p, float g, float rate) {
        m[p] = Math.fma(BETA1, m[p], (1 - BETA1) * g);
        v[p] = Math.fma(BETA2, v[p], (1 - BETA2) * g * g);
        float stepRate = (float) (rate / (1 - power1));
        float unbias = (float) (1 / (1 - power2));
        float root = (float) Math.sqrt(v[p] * unbias);
        w[p] = Math.fma(-stepRate, m[p] / (root + EPSILON), w[p]);
      }
    };
  }
}
