package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
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

  /** An operation on three arrays at offsets 1, 2 and 3; it changes the third, and those with state the others too. */
  private enum Operation {
    SIGMOID {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().sigmoid(x, 1, z, 3, n);
      }
    },
    TANH {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().tanh(x, 1, z, 3, n);
      }
    },
    RELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().relu(x, 1, z, 3, n);
      }
    },
    EXP {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().exp(x, 1, z, 3, n);
      }
    },
    EXPM1 {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().expm1(x, 1, z, 3, n);
      }
    },
    LOG {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().log(x, 1, z, 3, n);
      }
    },
    LOG1P {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().log1p(x, 1, z, 3, n);
      }
    },
    SOFTPLUS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().softplus(x, 1, z, 3, n);
      }
    },
    ATAN {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().atan(x, 1, z, 3, n);
      }
    },
    ERF {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().erf(x, 1, z, 3, n);
      }
    },
    ERFC {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().erfc(x, 1, z, 3, n);
      }
    },
    SIGMOID_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.functions().sigmoid(z, 3, z, 3, n);
      }
    },
    SIGMOID_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().sigmoidGradient(x, 1, z, 3, n);
      }
    },
    TANH_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().tanhGradient(x, 1, z, 3, n);
      }
    },
    RELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().reluGradient(x, 1, z, 3, n);
      }
    },
    SCALE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().scale(x, 1, 0.7f, z, 3, n);
      }
    },
    SCALE_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().scale(z, 3, 0.7f, z, 3, n);
      }
    },
    MULTIPLY {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().multiply(x, 1, y, 2, z, 3, n);
      }
    },
    MULTIPLY_INTO_THE_FIRST {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().multiply(z, 3, y, 2, z, 3, n);
      }
    },
    MULTIPLY_INTO_THE_SECOND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().multiply(x, 1, z, 3, z, 3, n);
      }
    },
    MINUS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().minus(x, 1, y, 2, z, 3, n);
      }
    },
    MINUS_INTO_THE_FIRST {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().minus(z, 3, y, 2, z, 3, n);
      }
    },
    MINUS_INTO_THE_SECOND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().minus(x, 1, z, 3, z, 3, n);
      }
    },
    SCALE_AND_SHIFT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.norms().scaleAndShift(x, 1, y, 2, x, 4, z, 3, n);
      }
    },
    SCALE_AND_SHIFT_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.norms().scaleAndShift(z, 3, y, 2, x, 1, z, 3, n);
      }
    },
    STEP {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().step(x, 1, z, 3, n);
      }
    },
    STEP_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().step(z, 3, z, 3, n);
      }
    },
    LEAKY_RELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().leakyRelu(x, 1, 0.01f, z, 3, n);
      }
    },
    LEAKY_RELU_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().leakyRelu(z, 3, 0.01f, z, 3, n);
      }
    },
    LEAKY_RELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().leakyReluGradient(x, 1, 0.01f, z, 3, n);
      }
    },
    PRELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().prelu(x, 1, y, 2, z, 3, n);
      }
    },
    PRELU_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().prelu(z, 3, y, 2, z, 3, n);
      }
    },
    PRELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().preluGradient(x, 1, x, 4, z, 3, y, 2, n);
      }
    },
    ELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().elu(x, 1, y, 2, 1.05f, 1.76f, z, 3, n);
      }
    },
    ELU_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().elu(z, 3, y, 2, 1.05f, 1.76f, z, 3, n);
      }
    },
    ELU_INTO_THE_SECOND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().elu(x, 1, z, 3, 1.05f, 1.76f, z, 3, n);
      }
    },
    ELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().eluGradient(x, 1, 1.05f, 1.76f, z, 3, n);
      }
    },
    MULTIPLY_DELTA {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().multiplyDelta(x, 1, 0.7f, z, 3, n);
      }
    },
    ATAN_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().atanGradient(x, 1, z, 3, n);
      }
    },
    SOFTSIGN {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().softsign(x, 1, z, 3, n);
      }
    },
    SOFTSIGN_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().softsign(z, 3, z, 3, n);
      }
    },
    SOFTSIGN_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().softsignGradient(x, 1, z, 3, n);
      }
    },
    SILU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().siluGradient(x, 1, y, 2, z, 3, n);
      }
    },
    GELU {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().gelu(x, 1, y, 2, z, 3, n);
      }
    },
    GELU_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().gelu(z, 3, y, 2, z, 3, n);
      }
    },
    GELU_INTO_THE_SECOND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().gelu(x, 1, z, 3, z, 3, n);
      }
    },
    HALF_SQUARE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().halfSquare(x, 1, z, 3, n);
      }
    },
    HALF_SQUARE_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().halfSquare(z, 3, z, 3, n);
      }
    },
    GELU_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().geluGradient(x, 1, y, 2, y, 5, z, 3, n);
      }
    },
    GELU_TANH_INNER {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().geluTanhInner(x, 1, z, 3, n);
      }
    },
    GELU_TANH_INNER_FAR_OUT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().scale(x, 1, 9f, x, 1, n);
        k.activations().geluTanhInner(x, 1, z, 3, n);
      }
    },
    GELU_TANH_INNER_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.activations().geluTanhInner(z, 3, z, 3, n);
      }
    },
    GELU_TANH_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().geluTanhGradient(x, 1, y, 2, z, 3, n);
      }
    },
    SIGNS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().signs(x, 1, y, 2, z, 3, n);
      }
    },
    SIGNS_OF_EQUALS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().signs(x, 1, x, 1, z, 3, n);
      }
    },
    ABSOLUTE_DIFFERENCE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().absoluteDifference(x, 1, y, 2, z, 3, n);
      }
    },
    HUBER {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().huber(x, 1, y, 2, 1.5f, z, 3, n);
      }
    },
    HUBER_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().huberGradient(x, 1, y, 2, 1.5f, z, 3, n);
      }
    },
    DROPOUT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.dropout().dropout(x, 1, 0x12345678, 77, 1 << 23, 2f, z, 3, n);
      }
    },
    DROPOUT_IN_PLACE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.dropout().dropout(z, 3, -1, Integer.MAX_VALUE - 9, 5_000_000, 1.4f, z, 3, n);
      }
    },
    NORM_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.norms().normGradient(x, 1, 0.3f, -0.8f, 1.7f, z, 3, n);
      }
    },
    BATCH_NORM_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.norms().batchNormGradient(x, 1, y, 2, x, 5, y, 6, z, 3, n);
      }
    },
    SOFTMAX_GRADIENT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.derivatives().softmaxGradient(x, 1, 0.3f, z, 3, n);
      }
    },
    DIFFERENCE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().difference(x, 1, y, 2, z, 3, n);
      }
    },
    SUBTRACT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().subtract(z, 3, 0.7f, n);
      }
    },
    DIVIDE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().divide(z, 3, 0.7f, n);
      }
    },
    BINARY_CROSS_ENTROPY {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.losses().binaryCrossEntropy(x, 1, y, 2, z, 3, n);
      }
    },
    SETTLE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.updates().settle(x, 1, z, 3, n, 0.1f, 0.01f);
      }
    },
    DESCEND {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.updates().descend(z, 3, x, 1, n, 0.1f, 0.01f, 0.3f);
      }
    },
    MOMENTUM {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.updates().momentum(z, y, 3, x, 1, n, 0.1f, 0.01f, 0.3f, 0.9f);
      }
    },
    NESTEROV {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.updates().nesterov(z, y, 3, x, 1, n, 0.1f, 0.01f, 0.3f, 0.9f);
      }
    },
    ADAGRAD {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        square(y);
        k.updates().adagrad(z, y, 3, x, 1, n, 0.1f, 0.01f, 0.3f, 1e-3f);
      }
    },
    RMSPROP {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        square(y);
        k.updates().rmsprop(z, y, 3, x, 1, n, 0.1f, 0.01f, 0.3f, 0.99f, 1e-3f);
      }
    },
    ADAM {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        float[] g = x.clone();
        square(x);
        k.updates().adam(z, y, x, 3, g, 1, n, 0.1f, 0.01f, 0.9f, 0.99f, 0.3f, 1.5f, 1e-3f);
      }
    },
    ADD_ROWS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.reductions().addRows(x, 1, 2, 3, z, 3, n); // rows may overlap
      }
    },
    ADD_PRODUCT_ROWS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.reductions().addProductRows(x, 1, 2, y, 2, 1, 3, z, 3, n); // rows may overlap
      }
    },
    ADD_SIGNS {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.updates().addSigns(x, 1, 0.01f, z, 3, n);
      }
    },
    CLAMP {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        k.arithmetic().clamp(z, 3, 1.5f, n);
      }
    },
    MAX {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.reductions().max(x, 1, n, new float[ReductionKernels.REDUCTION_LANES]);
      }
    },
    SUM {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.reductions().sum(x, 1, n, new float[ReductionKernels.REDUCTION_LANES]);
      }
    },
    LARGEST_MAGNITUDE {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.reductions().largestMagnitude(x, 1, n);
      }
    },
    SUM_OF_MAGNITUDES {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.reductions().sumOfMagnitudes(x, 1, n, new float[ReductionKernels.REDUCTION_LANES]);
      }
    },
    DOT {
      @Override
      void run(Kernels k, float[] x, float[] y, float[] z, int n) {
        z[3] = k.reductions().dot(x, 1, y, 2, n, new float[ReductionKernels.REDUCTION_LANES]);
      }
    };

    abstract void run(Kernels k, float[] x, float[] y, float[] z, int n);

    /** Second moments: of random sign, most roots would be NaN. */
    private static void square(float[] x) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= x[i];
      }
    }
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
        float[] expectedX = x.clone();
        float[] expectedY = y.clone();
        float[] expectedZ = z.clone();
        operation.run(scalar, expectedX, expectedY, expectedZ, n);
        operation.run(running, x, y, z, n);
        String what = operation + " of " + n + ", seed " + SEED;
        assertSameBits(expectedX, x, what + ", the first array");
        assertSameBits(expectedY, y, what + ", the second array");
        assertSameBits(expectedZ, z, what + ", the third array");
      }
    }
  }

  /** Any NaN is NaN. */
  private static void assertSameBits(float[] expected, float[] actual, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        fail(what + ": element " + i + " is " + actual[i] + ", expected " + expected[i]);
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
    DerivativeKernels k = scalar.derivatives();
    check(z -> 1 / (1 + Math.exp(-z)), z -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2), k::sigmoidGradient);
    check(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z), k::tanhGradient);
    check(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, k::reluGradient);
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

  /** Every length and place up to some vectors: of either sign, an infinity or a NaN anywhere is found. */
  @Test
  void theLargestMagnitudeIsFoundWhereverItIs() {
    for (Kernels k : new Kernels[] {scalar, running}) {
      assertEquals(0f, k.reductions().largestMagnitude(new float[2], 1, 0));
      // Up to 17 vectors of 16, beyond two turns of eight.
      for (int n = 1; n <= 17 * 16; n += n < 70 ? 1 : 29) {
        for (int at = 0; at < n; at++) {
          float[] x = new float[n + 2];
          Arrays.fill(x, 1.5f);
          x[0] = Float.NaN;
          x[n + 1] = Float.POSITIVE_INFINITY;
          for (float v : new float[] {2f, -2f, Float.NEGATIVE_INFINITY, Float.NaN}) {
            x[1 + at] = v;
            assertEquals(Math.abs(v), k.reductions().largestMagnitude(x, 1, n), "place " + at + " of " + n);
          }
        }
      }
    }
  }

  @Test
  void tinyDeltasAreZeroAndOthersAreNot() {
    float[] d = {0x1p-101f, -0x1p-101f, 0x1p-100f, -0x1p-100f, Float.NaN};
    float[] ones = {1, 1, 1, 1, 1};
    running.derivatives().reluGradient(ones, 0, d, 0, d.length);
    Bits.assertSame(new float[] {0f, 0f, 0x1p-100f, -0x1p-100f, Float.NaN}, d);
  }

  @Test
  void reluKeepsNaNAndMakesZerosPositive() {
    float[] x = {-0f, 0f, Float.NaN, -1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    running.activations().relu(x, 0, x, 0, x.length);
    Bits.assertSame(new float[] {0f, 0f, Float.NaN, 0f, 0f, Float.POSITIVE_INFINITY}, x);
  }

  @Test
  void crossEntropyFollowsItsFormulaFarOut() {
    for (float z : new float[] {-200f, -88f, -20f, -1f, 0f, 0.5f, 17f, 90f, 3000f}) {
      for (float y : new float[] {0f, 1f, 0.25f}) {
        float[] c = new float[1];
        scalar.losses().binaryCrossEntropy(new float[] {z}, 0, new float[] {y}, 0, c, 0, 1);
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
      assertEquals(sum, running.reductions().sum(x, 0, n, new float[16]), "n = " + n + ", seed " + (SEED + 1));
    }
  }

  @Test
  void descentStepsDownTheDecayedGradient() {
    float[] w = {2f};
    scalar.updates().descend(w, 0, new float[] {30f}, 0, 1, 0.1f, 0.5f, 0.25f);
    assertEquals(2 - 0.25 * (30 * 0.1 + 0.5 * 2), w[0], 1e-6);
  }

  /** Both implementations against the formula, written out; what lies round the ranges stays. */
  @Test
  void momentumFollowsItsFormula() {
    Random random = new Random(SEED + 2);
    for (Kernels kernels : new Kernels[] {scalar, running}) {
      for (int n : LENGTHS) {
        float[] w = values(random, n + 5, n % 2 == 1);
        float[] v = values(random, n + 5, n % 2 == 1);
        float[] g = values(random, n + 3, n % 2 == 1);
        float[] expectedW = w.clone();
        float[] expectedV = v.clone();
        for (int i = 0; i < n; i++) {
          float gradient = Math.fma(0.02f, w[2 + i], g[1 + i] * 0.25f);
          expectedV[2 + i] = Math.fma(0.9f, v[2 + i], -0.3f * gradient);
          expectedW[2 + i] = w[2 + i] + expectedV[2 + i];
        }
        kernels.updates().momentum(w, v, 2, g, 1, n, 0.25f, 0.02f, 0.3f, 0.9f);
        String what = kernels.bits() + " bits, n = " + n + ", seed " + (SEED + 2);
        assertSameBits(expectedW, w, "w, " + what);
        assertSameBits(expectedV, v, "v, " + what);
      }
    }
  }

  @Test
  void nesterovFollowsItsFormula() {
    assertStateful((w, v, p, g) -> {
      float down = -0.3f * g;
      v[p] = Math.fma(0.9f, v[p], down);
      w[p] = w[p] + Math.fma(0.9f, v[p], down);
    }, (k, w, v, g, n) -> k.updates().nesterov(w, v, 2, g, 1, n, 0.25f, 0.02f, 0.3f, 0.9f));
  }

  @Test
  void adagradFollowsItsFormula() {
    assertStateful((w, s, p, g) -> {
      s[p] = Math.fma(g, g, s[p]);
      w[p] = Math.fma(-0.3f, g / ((float) Math.sqrt(s[p]) + 1e-3f), w[p]);
    }, (k, w, s, g, n) -> k.updates().adagrad(w, s, 2, g, 1, n, 0.25f, 0.02f, 0.3f, 1e-3f));
  }

  @Test
  void rmspropFollowsItsFormula() {
    assertStateful((w, s, p, g) -> {
      s[p] = Math.fma(0.99f, s[p], (1 - 0.99f) * g * g);
      w[p] = Math.fma(-0.3f, g / ((float) Math.sqrt(s[p]) + 1e-3f), w[p]);
    }, (k, w, s, g, n) -> k.updates().rmsprop(w, s, 2, g, 1, n, 0.25f, 0.02f, 0.3f, 0.99f, 1e-3f));
  }

  private interface Move {
    void run(float[] w, float[] state, int p, float g);
  }

  private interface Moves {
    void run(Kernels k, float[] w, float[] state, float[] g, int n);
  }

  /** Both implementations, with scale 0.25 and decay 0.02; what lies round the ranges stays. */
  private void assertStateful(Move one, Moves all) {
    Random random = new Random(SEED + 5);
    for (Kernels kernels : new Kernels[] {scalar, running}) {
      for (int n : LENGTHS) {
        float[] w = values(random, n + 5, n % 2 == 1);
        float[] state = values(random, n + 5, false);
        float[] g = values(random, n + 3, n % 2 == 1);
        for (int i = 0; i < state.length; i++) {
          state[i] = Math.abs(state[i]);
        }
        float[] expectedW = w.clone();
        float[] expectedState = state.clone();
        for (int i = 0; i < n; i++) {
          one.run(expectedW, expectedState, 2 + i, Math.fma(0.02f, w[2 + i], g[1 + i] * 0.25f));
        }
        all.run(kernels, w, state, g, n);
        String what = kernels.bits() + " bits, n = " + n + ", seed " + (SEED + 5);
        assertSameBits(expectedW, w, "w, " + what);
        assertSameBits(expectedState, state, "state, " + what);
      }
    }
  }

  @Test
  void settlesByItsFormula() {
    Random random = new Random(SEED + 6);
    for (Kernels kernels : new Kernels[] {scalar, running}) {
      for (int n : LENGTHS) {
        float[] w = values(random, n + 3, n % 2 == 1);
        float[] g = values(random, n + 5, n % 2 == 1);
        float[] expected = g.clone();
        for (int i = 0; i < n; i++) {
          expected[2 + i] = Math.fma(0.02f, w[1 + i], g[2 + i] * 0.25f);
        }
        kernels.updates().settle(w, 1, g, 2, n, 0.25f, 0.02f);
        assertSameBits(expected, g, kernels.bits() + " bits, n = " + n + ", seed " + (SEED + 6));
      }
    }
  }

  @Test
  void adamFollowsItsFormula() {
    Random random = new Random(SEED + 3);
    for (Kernels kernels : new Kernels[] {scalar, running}) {
      for (int n : LENGTHS) {
        float[] w = values(random, n + 5, n % 2 == 1);
        float[] m = values(random, n + 5, n % 2 == 1);
        float[] v = values(random, n + 5, false);
        float[] g = values(random, n + 3, n % 2 == 1);
        for (int i = 0; i < v.length; i++) {
          v[i] = Math.abs(v[i]);
        }
        float[] expectedW = w.clone();
        float[] expectedM = m.clone();
        float[] expectedV = v.clone();
        for (int i = 0; i < n; i++) {
          float gradient = Math.fma(0.02f, w[2 + i], g[1 + i] * 0.25f);
          expectedM[2 + i] = Math.fma(0.9f, m[2 + i], (1 - 0.9f) * gradient);
          expectedV[2 + i] = Math.fma(0.99f, v[2 + i], (1 - 0.99f) * gradient * gradient);
          float root = (float) Math.sqrt(expectedV[2 + i] * 1.7f);
          expectedW[2 + i] = Math.fma(-0.3f, expectedM[2 + i] / (root + 1e-3f), w[2 + i]);
        }
        kernels.updates().adam(w, m, v, 2, g, 1, n, 0.25f, 0.02f, 0.9f, 0.99f, 0.3f, 1.7f, 1e-3f);
        String what = kernels.bits() + " bits, n = " + n + ", seed " + (SEED + 3);
        assertSameBits(expectedW, w, "w, " + what);
        assertSameBits(expectedM, m, "m, " + what);
        assertSameBits(expectedV, v, "v, " + what);
      }
    }
  }

  /** A chain for each column, rows ascending: in another order other bits, which the oracle shows where rows are many. */
  @Test
  void addsRowsInOrder() {
    Random random = new Random(SEED + 4);
    boolean orderMatters = false;
    for (Kernels kernels : new Kernels[] {scalar, running}) {
      for (int n : LENGTHS) {
        for (int rows : new int[] {0, 1, 2, 7, 61}) {
          int xRow = n + random.nextInt(4);
          float[] x = values(random, 3 + rows * xRow, n % 2 == 1);
          float[] s = values(random, n + 5, false);
          float[] expected = s.clone();
          float[] backwards = s.clone();
          for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
              expected[2 + j] += x[3 + r * xRow + j];
              backwards[2 + j] += x[3 + (rows - 1 - r) * xRow + j];
            }
          }
          orderMatters |= rows == 61 && !Arrays.equals(expected, backwards);
          kernels.reductions().addRows(x, 3, xRow, rows, s, 2, n);
          assertSameBits(expected, s, kernels.bits() + " bits, " + rows + " rows of " + n + ", seed " + (SEED + 4));
        }
      }
    }
    assertTrue(orderMatters, "no case tells the orders apart");
  }

  @Test
  void anUpdateByNanIsNan() {
    float[] g = new float[37];
    g[5] = Float.NaN;
    g[36] = Float.NaN;
    float[] w = new float[37];
    running.updates().momentum(w, new float[37], 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f);
    for (int i = 0; i < 37; i++) {
      assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), "momentum, element " + i);
    }
    w = new float[37];
    running.updates().nesterov(w, new float[37], 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f);
    for (int i = 0; i < 37; i++) {
      assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), "nesterov, element " + i);
    }
    w = new float[37];
    running.updates().adagrad(w, new float[37], 0, g, 0, 37, 1f, 0f, 0.1f, 1e-8f);
    for (int i = 0; i < 37; i++) {
      assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), "adagrad, element " + i);
    }
    w = new float[37];
    running.updates().rmsprop(w, new float[37], 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f, 1e-8f);
    for (int i = 0; i < 37; i++) {
      assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), "rmsprop, element " + i);
    }
    w = new float[37];
    running.updates().adam(w, new float[37], new float[37], 0, g, 0, 37, 1f, 0f, 0.9f, 0.999f, 0.1f, 1000f, 1e-8f);
    for (int i = 0; i < 37; i++) {
      assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), "adam, element " + i);
    }
  }
}
