package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each update against its formulas in double, as papers and PyTorch define them, in 100 steps with the same gradients. A step
 * rounds a few times, each time by 2^-24 of a parameter, so all parameters stay within 1e-5 of the largest.
 */
@BitEquality
@Tag("small")
class UpdateReferenceTest {

  private static final long SEED = 20260301;
  private static final int STEPS = 100;
  private static final int PARAMETERS = 331; // a prime: no multiple of a vector
  private static final ParameterRange WEIGHTS = new ParameterRange(0, 0, ParameterRange.Kind.WEIGHTS, 0, PARAMETERS);
  private static final int ROWS = 24;
  private static final float MU = 0.9f;
  private static final float RHO = 0.99f;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final double TOLERANCE = 1e-5;

  private final Kernels kernels = Backends.kernels();

  private enum Subject {
    DESCENT(0.02f) {
      @Override
      Update update() {
        return Update.descent();
      }

      @Override
      Reference reference() {
        return (p, g, step) -> -rate * g;
      }
    },
    MOMENTUM(0.004f) {
      @Override
      Update update() {
        return Update.momentum(PARAMETERS, MU);
      }

      @Override
      Reference reference() {
        double[] v = new double[PARAMETERS];
        return (p, g, step) -> {
          v[p] = MU * v[p] - rate * g;
          return v[p];
        };
      }
    },
    /** The form of PyTorch: gradients are accumulated, and the rate is applied last. */
    NESTEROV(0.004f) {
      @Override
      Update update() {
        return Update.nesterov(PARAMETERS, MU);
      }

      @Override
      Reference reference() {
        double[] accumulated = new double[PARAMETERS];
        return (p, g, step) -> {
          accumulated[p] = MU * accumulated[p] + g;
          return -rate * (g + MU * accumulated[p]);
        };
      }
    },
    ADAGRAD(0.05f) {
      @Override
      Update update() {
        return Update.adagrad(PARAMETERS, EPSILON);
      }

      @Override
      Reference reference() {
        double[] squares = new double[PARAMETERS];
        return (p, g, step) -> {
          squares[p] += g * g;
          return -rate * g / (Math.sqrt(squares[p]) + EPSILON);
        };
      }
    },
    RMSPROP(0.01f) {
      @Override
      Update update() {
        return Update.rmsprop(PARAMETERS, RHO, EPSILON);
      }

      @Override
      Reference reference() {
        double[] square = new double[PARAMETERS];
        return (p, g, step) -> {
          square[p] = RHO * square[p] + (1 - (double) RHO) * g * g;
          return -rate * g / (Math.sqrt(square[p]) + EPSILON);
        };
      }
    },
    ADAM(0.01f) {
      @Override
      Update update() {
        return Update.adam(PARAMETERS, BETA1, BETA2, EPSILON);
      }

      @Override
      Reference reference() {
        double[] m = new double[PARAMETERS];
        double[] v = new double[PARAMETERS];
        return (p, g, step) -> {
          m[p] = BETA1 * m[p] + (1 - (double) BETA1) * g;
          v[p] = BETA2 * v[p] + (1 - (double) BETA2) * g * g;
          double first = m[p] / (1 - Math.pow(BETA1, step));
          double second = v[p] / (1 - Math.pow(BETA2, step));
          return -rate * first / (Math.sqrt(second) + EPSILON);
        };
      }
    };

    final float rate;

    Subject(float rate) {
      this.rate = rate;
    }

    abstract Update update();

    abstract Reference reference();
  }

  /** The change of parameter p in step 1, 2, .. */
  private interface Reference {
    double change(int p, double g, int step);
  }

  @ParameterizedTest
  @EnumSource
  void withoutDecay(Subject subject) {
    assertClose(subject, WeightDecay.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void withL2(Subject subject) {
    assertClose(subject, new WeightDecay(0f, 0.01f, 0f, false));
  }

  @ParameterizedTest
  @EnumSource
  void withL1(Subject subject) {
    assertClose(subject, new WeightDecay(0.005f, 0f, 0f, false));
  }

  /** With Adam this is AdamW. */
  @ParameterizedTest
  @EnumSource
  void withDecoupledDecay(Subject subject) {
    assertClose(subject, new WeightDecay(0f, 0f, 0.05f, false));
  }

  @ParameterizedTest
  @EnumSource
  void withAllDecays(Subject subject) {
    assertClose(subject, new WeightDecay(0.005f, 0.01f, 0.05f, false));
  }

  private void assertClose(Subject subject, WeightDecay decay) {
    Random random = new Random(SEED);
    Update update = subject.update();
    Reference reference = subject.reference();
    float[] w = values(random);
    float[] first = w.clone();
    double[] exact = new double[PARAMETERS];
    for (int p = 0; p < PARAMETERS; p++) {
      exact[p] = w[p];
    }
    float[] tendency = values(random);
    for (int step = 1; step <= STEPS; step++) {
      float[] gradient = values(random);
      for (int p = 0; p < PARAMETERS; p++) {
        gradient[p] = ROWS * (gradient[p] + tendency[p]);
        double g = (double) gradient[p] / ROWS + 2.0 * decay.l2() * exact[p] + decay.l1() * Math.signum(exact[p]);
        exact[p] -= (double) subject.rate * decay.decoupled() * exact[p];
        exact[p] += reference.change(p, g, step);
      }
      update.begin(ROWS, subject.rate, decay);
      update.apply(kernels, w, WEIGHTS, 0, gradient, 0, PARAMETERS);
    }
    double largest = 0;
    double moved = 0;
    for (int p = 0; p < PARAMETERS; p++) {
      largest = Math.max(largest, Math.abs(exact[p]));
      moved = Math.max(moved, Math.abs(exact[p] - first[p]));
    }
    assertTrue(moved > 0.1 * largest, subject + " moved by at most " + moved + ": too little to compare");
    for (int p = 0; p < PARAMETERS; p++) {
      String what = subject + ", " + decay + ", parameter " + p + ", seed " + SEED;
      assertEquals(exact[p], w[p], TOLERANCE * largest, what);
    }
  }

  /** Between -1 and 1. */
  private static float[] values(Random random) {
    float[] values = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
