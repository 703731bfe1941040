package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Points at which kernels are compared with functions in {@code double}, and those functions. */
final class Formulas {

  static final long SEED = 31;
  static final double ULP = 0x1p-24;
  static final double ALPHA = 1.6732632423543772;
  static final double LAMBDA = 1.0507009873554805;

  /** More than a vector of 16 and no multiple of one; no point is a kink of the functions below. */
  static final int N = 37;
  private static final double FIRST = -6.05;
  private static final double STEP = 0.33;

  /** None, one, round a vector of 4, 8 and 16, round the 16 lanes of a reduction, primes. */
  static final int[] LENGTHS = {0, 1, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 64, 65, 101, 257};
  private static final float[] SPECIAL = {0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 88.7f, -104f, 0x1p-100f,
      -0x1p-101f, 1e-30f};

  private Formulas() {}

  static float[] points() {
    float[] z = new float[N];
    for (int i = 0; i < N; i++) {
      z[i] = (float) (FIRST + i * STEP);
    }
    return z;
  }

  static float[] mapped(float[] z, DoubleUnaryOperator f) {
    float[] y = new float[z.length];
    for (int i = 0; i < z.length; i++) {
      y[i] = (float) f.applyAsDouble(z[i]);
    }
    return y;
  }

  static float[] filled(float value) {
    float[] x = new float[N];
    Arrays.fill(x, value);
    return x;
  }

  static float[] repeated(float[] x, int times) {
    float[] y = new float[x.length * times];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i % x.length];
    }
    return y;
  }

  static float[] randoms(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() * 4 - 2;
    }
    return x;
  }

  /** Returns random values; if {@code special}, a third of them are zeros, infinities, NaNs and other extremes. */
  static float[] values(Random random, int length, boolean special) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = special && random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextFloat() * 8 - 4;
    }
    return x;
  }

  /** Asserts an error of at most so many halves of an ulp of 1, or of the value where that is greater. */
  static void assertClose(DoubleUnaryOperator f, float[] z, float[] actual, double halfUlps, String what) {
    for (int i = 0; i < z.length; i++) {
      double expected = f.applyAsDouble(z[i]);
      assertEquals(expected, actual[i], halfUlps * ULP * Math.max(1, Math.abs(expected)), what + " at " + z[i]);
    }
  }

  /** Returns the derivative as a quotient of differences; its own error, about 1e-10, is far below a float's. */
  static DoubleUnaryOperator derivative(DoubleUnaryOperator f) {
    double h = 1e-5;
    return z -> (f.applyAsDouble(z + h) - f.applyAsDouble(z - h)) / (2 * h);
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  static double twiceNormal(double z) {
    return ErrorFunction.erfc(-z / Math.sqrt(2));
  }

  static double gelu(double z) {
    return z * twiceNormal(z) / 2;
  }

  static double geluTanh(double z) {
    return z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
  }

  static double selu(double z) {
    return LAMBDA * (z > 0 ? z : ALPHA * Math.expm1(z));
  }

  static double mish(double z) {
    return z * Math.tanh(Math.log1p(Math.exp(z)));
  }

  static double softsign(double z) {
    return z / (1 + Math.abs(z));
  }
}
