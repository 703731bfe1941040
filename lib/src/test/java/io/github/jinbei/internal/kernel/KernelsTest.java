package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.BitEquality;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operations of the running backend against the scalar ones, bit for bit, and the scalar ones against their
 * formulas. Lengths: none, one, round a vector of 4, 8 and 16, round the 16 lanes of a reduction, primes.
 */
@BitEquality
@Tag("small")
class KernelsTest {

  private static final long SEED = 5;
  private static final int[] LENGTHS = {0, 1, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 64, 65, 101, 257};
  private static final float[] SPECIAL = {0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 88.7f, -104f, 0x1p-100f,
      -0x1p-101f, 1e-30f};

  private final Kernels scalar = new ScalarKernels();
  private final Kernels running = Backends.current().kernels();

  /** An operation on three arrays at offsets 1, 2 and 3; it changes the third. */
  private enum Operation {
    SIGMOID {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.sigmoid(x, 1, z, 3, n);
      }
    },
    TANH {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.tanh(x, 1, z, 3, n);
      }
    },
    RELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.relu(x, 1, z, 3, n);
      }
    },
    EXP {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.exp(x, 1, z, 3, n);
      }
    },
    EXPM1 {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.expm1(x, 1, z, 3, n);
      }
    },
    LOG {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.log(x, 1, z, 3, n);
      }
    },
    LOG1P {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.log1p(x, 1, z, 3, n);
      }
    },
    SOFTPLUS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.softplus(x, 1, z, 3, n);
      }
    },
    ATAN {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.atan(x, 1, z, 3, n);
      }
    },
    ERF {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.erf(x, 1, z, 3, n);
      }
    },
    ERFC {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.erfc(x, 1, z, 3, n);
      }
    },
    SIGMOID_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.sigmoid(z, 3, z, 3, n);
      }
    },
    SIGMOID_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.sigmoidGradient(x, 1, z, 3, n);
      }
    },
    TANH_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.tanhGradient(x, 1, z, 3, n);
      }
    },
    RELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.reluGradient(x, 1, z, 3, n);
      }
    },
    SOFTMAX_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.softmaxGradient(x, 1, 0.3f, z, 3, n);
      }
    },
    DIFFERENCE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.difference(x, 1, y, 2, z, 3, n);
      }
    },
    SUBTRACT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.subtract(z, 3, 0.7f, n);
      }
    },
    DIVIDE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.divide(z, 3, 0.7f, n);
      }
    },
    BINARY_CROSS_ENTROPY {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.binaryCrossEntropy(x, 1, y, 2, z, 3, n);
      }
    },
    DESCEND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.descend(z, 3, x, 1, n, 0.1f, 0.01f, 0.3f);
      }
    },
    MAX {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.max(x, 1, n, new float[Kernels.REDUCTION_LANES]);
      }
    },
    SUM {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.sum(x, 1, n, new float[Kernels.REDUCTION_LANES]);
      }
    },
    DOT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.dot(x, 1, y, 2, n, new float[Kernels.REDUCTION_LANES]);
      }
    };

    abstract void run(Kernels k, float[] x, float[] y, float[] z, int n);
  }

  @ParameterizedTest
  @EnumSource
  void equalsTheScalarOneBitForBit(Operation operation) {
    Random random = new Random(SEED);
    for (int n : LENGTHS) {
      for (boolean special : new boolean[] {false, true}) {
        float[] x = values(random, n + 7, special);
        float[] y = values(random, n + 7, special);
        float[] z = values(random, n + 7, special);
        float[] expected = z.clone();
        operation.run(scalar, x, y, expected, n);
        operation.run(running, x, y, z, n);
        for (int i = 0; i < z.length; i++) {
          if (Float.floatToIntBits(z[i]) != Float.floatToIntBits(expected[i])) {
            fail(operation + " of " + n + ", seed " + SEED + ": element " + (i - 3) + " is " + z[i] + ", expected "
                + expected[i]);
          }
        }
      }
    }
  }

  private static float[] values(Random random, int length, boolean special) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = special && random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextFloat() * 8 - 4;
    }
    return x;
  }

  @Test
  void derivativesFollowTheirFormulas() {
    check(z -> 1 / (1 + Math.exp(-z)), z -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2), scalar::sigmoidGradient);
    check(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z), scalar::tanhGradient);
    check(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, scalar::reluGradient);
  }

  private interface Gradient {
    void run(float[] a, int aOff, float[] d, int dOff, int n);
  }

  /** a is rounded to float before it is used: an error of 2^-24 in a, at most doubled by f'(a), then two roundings. */
  private static void check(DoubleUnaryOperator f, DoubleUnaryOperator derivative, Gradient gradient) {
    for (double z = -6; z <= 6; z += 0.37) {
      float[] a = {(float) f.applyAsDouble(z)};
      float[] d = {1.5f};
      gradient.run(a, 0, d, 0, 1);
      double expected = 1.5 * derivative.applyAsDouble(z);
      assertEquals(expected, d[0], 1.5 * 4 * 0x1p-24, "at z = " + z);
    }
  }

  @Test
  void tinyDeltasAreZeroAndOthersAreNot() {
    float[] d = {0x1p-101f, -0x1p-101f, 0x1p-100f, -0x1p-100f, Float.NaN};
    float[] ones = {1, 1, 1, 1, 1};
    running.reluGradient(ones, 0, d, 0, d.length);
    assertTrue(Arrays.equals(new float[] {0f, 0f, 0x1p-100f, -0x1p-100f, Float.NaN}, d), Arrays.toString(d));
  }

  @Test
  void reluKeepsNaNAndMakesZerosPositive() {
    float[] x = {-0f, 0f, Float.NaN, -1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    running.relu(x, 0, x, 0, x.length);
    assertTrue(Arrays.equals(new float[] {0f, 0f, Float.NaN, 0f, 0f, Float.POSITIVE_INFINITY}, x), Arrays.toString(x));
  }

  @Test
  void crossEntropyFollowsItsFormulaFarOut() {
    for (float z : new float[] {-200f, -88f, -20f, -1f, 0f, 0.5f, 17f, 90f, 3000f}) {
      for (float y : new float[] {0f, 1f, 0.25f}) {
        float[] c = new float[1];
        scalar.binaryCrossEntropy(new float[] {z}, 0, new float[] {y}, 0, c, 0, 1);
        double exact = Math.max(z, 0) - (double) z * y + Math.log1p(Math.exp(-Math.abs((double) z)));
        assertEquals(exact, c[0], 8 * Math.ulp((float) exact) + Float.MIN_VALUE, "z = " + z + ", y = " + y);
      }
    }
  }

  /** The tree of 16 lanes, written out: element j in lane j mod 16, lanes folded in halves. */
  @Test
  void reductionsFollowTheTree() {
    Random random = new Random(SEED + 1);
    for (int n : LENGTHS) {
      float[] x = values(random, n, false);
      float[] lanes = new float[16];
      for (int j = 0; j < n; j++) {
        lanes[j % 16] = lanes[j % 16] + x[j];
      }
      float[] eight = new float[8];
      for (int i = 0; i < 8; i++) {
        eight[i] = lanes[i] + lanes[i + 8];
      }
      float sum = ((eight[0] + eight[4]) + (eight[2] + eight[6])) + ((eight[1] + eight[5]) + (eight[3] + eight[7]));
      assertEquals(sum, running.sum(x, 0, n, new float[16]), "n = " + n + ", seed " + (SEED + 1));
    }
  }

  @Test
  void descentStepsDownTheDecayedGradient() {
    float[] w = {2f};
    scalar.descend(w, 0, new float[] {30f}, 0, 1, 0.1f, 0.5f, 0.25f);
    assertEquals(2 - 0.25 * (30 * 0.1 + 0.5 * 2), w[0], 1e-6);
  }
}
