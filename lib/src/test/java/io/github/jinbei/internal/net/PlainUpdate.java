package io.github.jinbei.internal.net;

/** The updates in plain loops, a parameter after the other, with their state: the oracle of their bits. */
abstract class PlainUpdate {

  private static final float DESCENT_RATE = 0.01f;
  private static final float MOMENTUM_RATE = 0.004f;
  private static final float MU = 0.9f;
  private static final float ADAM_RATE = 0.003f;
  private static final float BETA1 = 0.8f;
  private static final float BETA2 = 0.95f;
  private static final float EPSILON = 1e-6f;

  /** The updates there are, each with settings to try it with. */
  enum Rule {
    DESCENT {
      @Override
      Update update(int parameters) {
        return Update.descent(DESCENT_RATE);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return descent(DESCENT_RATE);
      }

      @Override
      DoubleReference reference(int parameters) {
        return (w, p, g, step) -> w[p] -= DESCENT_RATE * g;
      }
    },
    MOMENTUM {
      @Override
      Update update(int parameters) {
        return Update.momentum(parameters, MOMENTUM_RATE, MU);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return momentum(parameters, MOMENTUM_RATE, MU);
      }

      @Override
      DoubleReference reference(int parameters) {
        double[] v = new double[parameters];
        return (w, p, g, step) -> {
          v[p] = (double) MU * v[p] - MOMENTUM_RATE * g;
          w[p] += v[p];
        };
      }
    },
    ADAM {
      @Override
      Update update(int parameters) {
        return Update.adam(parameters, ADAM_RATE, BETA1, BETA2, EPSILON);
      }

      @Override
      PlainUpdate plain(int parameters) {
        return adam(parameters, ADAM_RATE, BETA1, BETA2, EPSILON);
      }

      @Override
      DoubleReference reference(int parameters) {
        double[] m = new double[parameters];
        double[] v = new double[parameters];
        return (w, p, g, step) -> {
          m[p] = BETA1 * m[p] + (1 - (double) BETA1) * g;
          v[p] = BETA2 * v[p] + (1 - (double) BETA2) * g * g;
          double first = m[p] / (1 - Math.pow(BETA1, step));
          double second = v[p] / (1 - Math.pow(BETA2, step));
          w[p] -= ADAM_RATE * first / (Math.sqrt(second) + EPSILON);
        };
      }
    };

    /** The update of the library. */
    abstract Update update(int parameters);

    /** The same in plain loops. */
    abstract PlainUpdate plain(int parameters);

    /** The textbook's formulas in double. */
    abstract DoubleReference reference(int parameters);
  }

  /** Moves parameter p by its gradient g, in step 1, 2, .. */
  interface DoubleReference {
    void move(double[] w, int p, double g, int step);
  }

  /** Begins a step. */
  void begin() {}

  /** Moves parameter p by its gradient. */
  abstract void move(float[] w, int p, float g);

  /** One step of a whole network by a gradient that is a sum over rows: weights with decay 2λ, biases without. */
  final void step(Topology t, float[] w, float[] gradient, int rows, float lambda) {
    begin();
    for (int l = 0; l < t.layers(); l++) {
      for (int p = t.weightOffset(l); p < t.biasOffset(l) + t.out(l); p++) {
        move(w, p, gradient(w[p], gradient[p], rows, p < t.biasOffset(l) ? 2 * lambda : 0f));
      }
    }
  }

  /** The gradient that an update uses: of the mean over the rows, plus that of the decay. */
  static float gradient(float w, float sum, int rows, float decay) {
    float scale = 1f / rows;
    return Math.fma(decay, w, sum * scale);
  }

  private static PlainUpdate descent(float rate) {
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g) {
        w[p] = Math.fma(-rate, g, w[p]);
      }
    };
  }

  private static PlainUpdate momentum(int parameters, float rate, float momentum) {
    float[] v = new float[parameters];
    return new PlainUpdate() {
      @Override
      void move(float[] w, int p, float g) {
        v[p] = Math.fma(momentum, v[p], -rate * g);
        w[p] = w[p] + v[p];
      }
    };
  }

  private static PlainUpdate adam(int parameters, float rate, float beta1, float beta2, float epsilon) {
    float[] m = new float[parameters];
    float[] v = new float[parameters];
    return new PlainUpdate() {
      private double power1 = 1;
      private double power2 = 1;

      @Override
      void begin() {
        power1 *= beta1;
        power2 *= beta2;
      }

      @Override
      void move(float[] w, int p, float g) {
        m[p] = Math.fma(beta1, m[p], (1 - beta1) * g);
        v[p] = Math.fma(beta2, v[p], (1 - beta2) * g * g);
        float stepRate = (float) (rate / (1 - power1));
        float unbias = (float) (1 / (1 - power2));
        float root = (float) Math.sqrt(v[p] * unbias);
        w[p] = Math.fma(-stepRate, m[p] / (root + epsilon), w[p]);
      }
    };
  }
}
