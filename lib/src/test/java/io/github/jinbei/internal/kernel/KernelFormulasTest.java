package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What activations, losses, norms and dropout are made of, against the functions they stand for in {@code double};
 * derivatives are taken as quotients of differences. Scalar and running backend both: that they agree is for {@link
 * KernelsTest}.
 */
@BitEquality
@Tag("small")
class KernelFormulasTest {

  private static final long SEED = 31;
  private static final double ULP = 0x1p-24;
  private static final double ALPHA = 1.6732632423543772;
  private static final double LAMBDA = 1.0507009873554805;

  /** More than a vector of 16 and no multiple of one; no point is a kink of the functions below. */
  private static final int N = 37;
  private static final double FIRST = -6.05;
  private static final double STEP = 0.33;

  private final Kernels[] backends = {new ScalarKernels(), Backends.current().kernels()};

  private interface InPlace {
    void run(float[] x);
  }

  private static float[] points() {
    float[] z = new float[N];
    for (int i = 0; i < N; i++) {
      z[i] = (float) (FIRST + i * STEP);
    }
    return z;
  }

  private static float[] mapped(float[] z, DoubleUnaryOperator f) {
    float[] y = new float[z.length];
    for (int i = 0; i < z.length; i++) {
      y[i] = (float) f.applyAsDouble(z[i]);
    }
    return y;
  }

  private static float[] filled(float value) {
    float[] x = new float[N];
    Arrays.fill(x, value);
    return x;
  }

  /** Within so many halves of an ulp of 1, or of the value where that is greater. */
  private static void assertClose(DoubleUnaryOperator f, float[] z, float[] actual, double halfUlps, String what) {
    for (int i = 0; i < z.length; i++) {
      double expected = f.applyAsDouble(z[i]);
      assertEquals(expected, actual[i], halfUlps * ULP * Math.max(1, Math.abs(expected)), what + " at " + z[i]);
    }
  }

  /** The quotient's own error, about 1e-10, is far below a float's. */
  private static DoubleUnaryOperator derivative(DoubleUnaryOperator f) {
    double h = 1e-5;
    return z -> (f.applyAsDouble(z + h) - f.applyAsDouble(z - h)) / (2 * h);
  }

  /** Checks the gradient on deltas of 1.5: what it is given has an error of 1/2 ulp, and it rounds a few times. */
  private static void checkGradient(DoubleUnaryOperator f, InPlace gradient, String what) {
    float[] d = filled(1.5f);
    gradient.run(d);
    assertClose(z -> 1.5 * derivative(f).applyAsDouble(z), points(), d, 12, what);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double twiceNormal(double z) {
    return ErrorFunction.erfc(-z / Math.sqrt(2));
  }

  private static double gelu(double z) {
    return z * twiceNormal(z) / 2;
  }

  private static double geluTanh(double z) {
    return z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
  }

  private static double selu(double z) {
    return LAMBDA * (z > 0 ? z : ALPHA * Math.expm1(z));
  }

  private static double softsign(double z) {
    return z / (1 + Math.abs(z));
  }

  @Test
  void constantsAreRoundedFromDoubles() {
    double linear = 2 * Math.sqrt(2 / Math.PI);
    assertEquals((float) linear, ActivationKernels.GELU_LINEAR);
    assertEquals((float) (linear * 0.044715), ActivationKernels.GELU_CUBIC);
    assertEquals((float) (3 * linear * 0.044715), DerivativeKernels.GELU_CUBIC_SLOPE);
    assertEquals((float) (1 / Math.sqrt(2 * Math.PI)), DerivativeKernels.NORMAL_DENSITY);
    assertEquals((int) Math.round(0x1p32 / ((1 + Math.sqrt(5)) / 2)), DropoutKernels.UNIT_STEP);
  }

  @Test
  void activationsFollowTheirFunctions() {
    float[] z = points();
    for (Kernels k : backends) {
      String bits = " with " + k.bits() + " bits";
      float[] a = new float[N];
      k.activations().leakyRelu(z, 0, 0.01f, a, 0, N);
      assertClose(v -> v > 0 ? v : 0.01f * v, z, a, 1, "leaky ReLU" + bits);
      k.activations().prelu(z, 0, filled(0.25f), 0, a, 0, N);
      assertClose(v -> v > 0 ? v : 0.25 * v, z, a, 1, "PReLU" + bits);
      k.activations().elu(z, 0, mapped(z, Math::expm1), 0, (float) LAMBDA, (float) (LAMBDA * ALPHA), a, 0, N);
      assertClose(KernelFormulasTest::selu, z, a, 6, "SELU" + bits);
      k.activations().softsign(z, 0, a, 0, N);
      assertClose(KernelFormulasTest::softsign, z, a, 3, "softsign" + bits);
      k.activations().gelu(z, 0, mapped(z, KernelFormulasTest::twiceNormal), 0, a, 0, N);
      assertClose(KernelFormulasTest::gelu, z, a, 4, "GELU" + bits);
      k.activations().halfSquare(z, 0, a, 0, N);
      assertClose(v -> -v * v / 2, z, a, 2, "half square" + bits);
      k.activations().step(z, 0, a, 0, N);
      assertClose(v -> v >= 0 ? 1 : 0, z, a, 0, "step" + bits);
      float[] inner = new float[N];
      k.activations().geluTanhInner(z, 0, inner, 0, N);
      for (int i = 0; i < N; i++) {
        a[i] = (float) (z[i] * sigmoid(inner[i]));
      }
      // An error of 3/2 ulp in y is one of y*sigmoid'(y), at most 0.23, times that in sigmoid(y).
      assertClose(KernelFormulasTest::geluTanh, z, a, 6, "GELU's tanh form" + bits);
    }
  }

  @Test
  void gradientsAreDerivatives() {
    float[] z = points();
    for (Kernels k : backends) {
      String bits = " with " + k.bits() + " bits";
      checkGradient(v -> v > 0 ? v : 0.01f * v,
          d -> k.derivatives().leakyReluGradient(z, 0, 0.01f, d, 0, N), "leaky ReLU" + bits);
      checkGradient(v -> v > 0 ? v : 0.25 * v,
          d -> k.derivatives().preluGradient(z, 0, filled(0.25f), 0, d, 0, new float[N], 0, N), "PReLU" + bits);
      float[] a = mapped(z, KernelFormulasTest::selu);
      checkGradient(KernelFormulasTest::selu,
          d -> k.derivatives().eluGradient(a, 0, (float) LAMBDA, (float) (LAMBDA * ALPHA), d, 0, N), "SELU" + bits);
      checkGradient(Math::atan, d -> k.derivatives().atanGradient(z, 0, d, 0, N), "atan" + bits);
      checkGradient(KernelFormulasTest::softsign,
          d -> k.derivatives().softsignGradient(mapped(z, KernelFormulasTest::softsign), 0, d, 0, N), "softsign" + bits);
      float[] s = mapped(z, KernelFormulasTest::sigmoid);
      checkGradient(v -> v * sigmoid(v), d -> k.derivatives().siluGradient(z, 0, s, 0, d, 0, N), "SiLU" + bits);
      float[] c = mapped(z, KernelFormulasTest::twiceNormal);
      float[] e = mapped(z, v -> Math.exp(-v * v / 2));
      checkGradient(KernelFormulasTest::gelu, d -> k.derivatives().geluGradient(z, 0, c, 0, e, 0, d, 0, N), "GELU" + bits);
      checkGradient(v -> Math.log(1 + Math.exp(v)), d -> k.derivatives().multiplyDelta(s, 0, 1f, d, 0, N), "softplus" + bits);
      checkGradient(v -> v * v * v / 6,
          d -> k.derivatives().multiplyDelta(mapped(z, v -> v * v), 0, 0.5f, d, 0, N), "cube" + bits);
    }
  }

  /** s is rounded to float: an error of 1/2 ulp in s and 1-s, times |z|u(z), which is 50 at 6, so up to 100 halves. */
  @Test
  void tanhFormOfGeluHasItsDerivative() {
    float[] z = points();
    float[] s = mapped(z, v -> (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))) / 2);
    for (Kernels k : backends) {
      float[] d = filled(1f);
      k.derivatives().geluTanhGradient(z, 0, s, 0, d, 0, N);
      assertClose(derivative(KernelFormulasTest::geluTanh), z, d, 100, "GELU's tanh form, " + k.bits() + " bits");
      assertEquals(1f, d[N - 1], 0x1p-20f, "far right");
      assertEquals(0f, d[0], 0x1p-20f, "far left");
    }
  }

  @Test
  void tanhFormOfGeluStopsAtItsBound() {
    for (Kernels k : backends) {
      float[] z = {16f, 17f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, -16f, -17f, Float.NEGATIVE_INFINITY, Float.NaN,
          0f, 16f, 16f, 16f, 16f, 16f, 16f, 16f};
      float[] y = new float[z.length];
      k.activations().geluTanhInner(z, 0, y, 0, z.length);
      float most = 16 * Math.fma(256f, ActivationKernels.GELU_CUBIC, ActivationKernels.GELU_LINEAR);
      Bits.assertSame(new float[] {most, most, most, most, -most, -most, -most, Float.NaN, 0f},
          Arrays.copyOf(y, 9));
      float[] s = {1f, 1f, 1f, 1f, 0f, 0f, 0f, Float.NaN, 0.5f, 1f, 1f, 1f, 1f, 1f, 1f, 1f};
      float[] d = new float[z.length];
      Arrays.fill(d, 3f);
      k.derivatives().geluTanhGradient(z, 0, s, 0, d, 0, z.length);
      Bits.assertSame(new float[] {3f, 3f, 3f, 3f, 0f, 0f, 0f, Float.NaN, 1.5f}, Arrays.copyOf(d, 9));
      assertEquals(1f, ScalarMath.sigmoid(most), "sigmoid at the bound");
    }
  }

  /** e is the derivative by the slope times the delta that came in, d that by z. */
  @Test
  void slopesOfPreluGetTheirGradient() {
    float[] z = points();
    for (Kernels k : backends) {
      float[] d = filled(-0.5f);
      float[] e = filled(9f);
      k.derivatives().preluGradient(z, 0, filled(0.25f), 0, d, 0, e, 0, N);
      for (int i = 0; i < N; i++) {
        assertEquals(z[i] > 0 ? 0f : z[i] * -0.5f, e[i], "e at " + z[i]);
        assertEquals(z[i] > 0 ? -0.5f : -0.125f, d[i], "d at " + z[i]);
      }
    }
  }

  @Test
  void lossesFollowTheirFunctions() {
    float[] x = points();
    float y = 0.6f;
    float[] target = filled(y);
    for (Kernels k : backends) {
      String bits = " with " + k.bits() + " bits";
      float[] c = new float[N];
      k.losses().absoluteDifference(x, 0, target, 0, c, 0, N);
      assertClose(v -> Math.abs(v - y), x, c, 1, "absolute difference" + bits);
      k.losses().signs(x, 0, target, 0, c, 0, N);
      assertClose(v -> Math.signum(v - y), x, c, 0, "signs" + bits);
      DoubleUnaryOperator huber =
          v -> Math.abs(v - y) <= 1.25 ? (v - y) * (v - y) / 2 : 1.25 * (Math.abs(v - y) - 0.625);
      k.losses().huber(x, 0, target, 0, 1.25f, c, 0, N);
      assertClose(huber, x, c, 5, "Huber's cost" + bits);
      k.losses().huberGradient(x, 0, target, 0, 1.25f, c, 0, N);
      assertClose(derivative(huber), x, c, 2, "its derivative" + bits);
    }
  }

  @Test
  void edgesAreKept() {
    float infinity = Float.POSITIVE_INFINITY;
    float[] x = {0f, -0f, Float.NaN, infinity, -infinity, 1.25f, -1.25f, Float.MIN_VALUE};
    float[] long1 = repeated(x, 5);
    float[] zeros = new float[long1.length];
    int n = long1.length;
    for (Kernels k : backends) {
      float[] y = new float[n];
      k.activations().step(long1, 0, y, 0, n);
      Bits.assertSame(repeated(new float[] {1f, 1f, Float.NaN, 1f, 0f, 1f, 0f, 1f}, 5), y);
      k.losses().signs(long1, 0, zeros, 0, y, 0, n);
      Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, 1f, -1f, 1f, -1f, 1f}, 5), withoutSignOfZero(y));
      k.losses().huber(long1, 0, zeros, 0, 1.25f, y, 0, n);
      Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, infinity, infinity, 0.78125f, 0.78125f, 0f}, 5), y);
      k.losses().huberGradient(long1, 0, zeros, 0, 1f, y, 0, n);
      Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, 1f, -1f, 1f, -1f, 0f}, 5), y);
      float[] clamped = long1.clone();
      k.arithmetic().clamp(clamped, 0, 1f, n);
      Bits.assertSame(repeated(new float[] {0f, -0f, Float.NaN, 1f, -1f, 1f, -1f, Float.MIN_VALUE}, 5), clamped);
      k.activations().leakyRelu(long1, 0, 0.5f, y, 0, n);
      Bits.assertSame(repeated(new float[] {0f, -0f, Float.NaN, infinity, -infinity, 1.25f, -0.625f, Float.MIN_VALUE},
          5), y);
    }
  }

  private static float[] repeated(float[] x, int times) {
    float[] y = new float[x.length * times];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i % x.length];
    }
    return y;
  }

  private static float[] withoutSignOfZero(float[] x) {
    return mapped(x, v -> v + 0.0);
  }

  /** Each operation that makes deltas, with arguments by which it leaves d as it is: tiny ones become 0, no others. */
  @Test
  void tinyDeltasAreZeroAndOthersAreNot() {
    float[] tiny = repeated(new float[] {0x1p-101f, -0x1p-101f, 0x1p-100f, -0x1p-100f, Float.NaN}, 7);
    float[] settled = repeated(new float[] {0f, 0f, 0x1p-100f, -0x1p-100f, Float.NaN}, 7);
    int n = tiny.length;
    float[] zeros = filled(0f);
    float[] ones = filled(1f);
    float[] twos = filled(2f);
    for (Kernels k : backends) {
      InPlace[] operations = {
          d -> k.derivatives().leakyReluGradient(ones, 0, 0.1f, d, 0, n),
          d -> k.derivatives().leakyReluGradient(zeros, 0, 1f, d, 0, n),
          d -> k.derivatives().preluGradient(ones, 0, zeros, 0, d, 0, new float[n], 0, n),
          d -> k.derivatives().eluGradient(ones, 0, 1f, 5f, d, 0, n),
          d -> k.derivatives().multiplyDelta(twos, 0, 0.5f, d, 0, n),
          d -> k.derivatives().atanGradient(zeros, 0, d, 0, n),
          d -> k.derivatives().softsignGradient(zeros, 0, d, 0, n),
          d -> k.derivatives().siluGradient(zeros, 0, ones, 0, d, 0, n),
          d -> k.derivatives().geluGradient(zeros, 0, twos, 0, ones, 0, d, 0, n),
          d -> k.derivatives().geluTanhGradient(zeros, 0, ones, 0, d, 0, n),
          d -> k.losses().huberGradient(d, 0, zeros, 0, 1f, d, 0, n),
          d -> k.norms().normGradient(zeros, 0, 0f, 0f, 1f, d, 0, n),
          d -> k.norms().batchNormGradient(zeros, 0, ones, 0, zeros, 0, zeros, 0, d, 0, n),
      };
      for (int i = 0; i < operations.length; i++) {
        float[] d = tiny.clone();
        operations[i].run(d);
        Bits.assertSame(settled, d, "operation " + i + " with " + k.bits() + " bits");
      }
      float[] e = filled(9f);
      k.derivatives().preluGradient(filled(-1f), 0, ones, 0, tiny.clone(), 0, e, 0, n);
      Bits.assertSame(mapped(settled, v -> 0.0 - v), Arrays.copyOf(e, n), "slopes' part with " + k.bits() + " bits");
      float[] t = tiny.clone();
      k.arithmetic().minus(t, 0, zeros, 0, t, 0, n);
      Bits.assertSame(tiny, t, "minus settles nothing");
    }
  }

  /** Of sum(w * standardized(x)), the derivative by each x as a quotient of differences. */
  @Test
  void normGradientIsThatOfStandardizing() {
    Random random = new Random(SEED);
    double[] x = random.doubles(N, -2, 2).toArray();
    float[] w = new float[N];
    for (int i = 0; i < N; i++) {
      w[i] = random.nextFloat() - 0.5f;
    }
    double[] xhat = standardized(x);
    double mean = 0;
    double projection = 0;
    float[] xhatFloats = new float[N];
    for (int i = 0; i < N; i++) {
      mean += w[i] / (double) N;
      projection += w[i] * xhat[i] / N;
      xhatFloats[i] = (float) xhat[i];
    }
    double scale = (xhat[1] - xhat[0]) / (x[1] - x[0]);
    double h = 1e-5;
    for (Kernels k : backends) {
      float[] d = w.clone();
      k.norms().normGradient(xhatFloats, 0, (float) mean, (float) projection, (float) scale, d, 0, N);
      float[] perUnit = w.clone();
      k.norms().batchNormGradient(xhatFloats, 0, filled((float) scale), 0, filled((float) mean), 0, filled((float) projection),
          0, perUnit, 0, N);
      Bits.assertSame(d, perUnit, "with a factor for each unit, seed " + SEED);
      for (int i = 0; i < N; i++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += h;
        down[i] -= h;
        double expected = (weighted(w, standardized(up)) - weighted(w, standardized(down))) / (2 * h);
        assertEquals(expected, d[i], 8 * ULP, "element " + i + ", " + k.bits() + " bits, seed " + SEED);
      }
    }
  }

  private static double[] standardized(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }

  private static double weighted(float[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  @Test
  void batchNormGradientTakesFactorsOfItsUnit() {
    float[] xhat = {1f, 2f, -1f};
    for (Kernels k : backends) {
      float[] d = {5f, 6f, 7f};
      k.norms().batchNormGradient(xhat, 0, new float[] {2f, 3f, 4f}, 0, new float[] {1f, 2f, 3f}, 0, new float[] {0.5f, 1f, 2f},
          0, d, 0, 3);
      Bits.assertSame(new float[] {2f * (4f - 0.5f), 3f * (4f - 2f), 4f * (4f + 2f)}, d);
    }
  }

  @Test
  void elementwiseArithmetic() {
    for (Kernels k : backends) {
      float[] x = points();
      float[] y = mapped(x, v -> v * v - 3);
      float[] b = mapped(x, v -> 1 - v);
      float[] scaled = new float[N];
      float[] product = new float[N];
      float[] difference = new float[N];
      float[] shifted = new float[N];
      float[] signs = filled(2f);
      k.arithmetic().scale(x, 0, 0.3f, scaled, 0, N);
      k.arithmetic().multiply(x, 0, y, 0, product, 0, N);
      k.arithmetic().minus(x, 0, y, 0, difference, 0, N);
      k.norms().scaleAndShift(x, 0, y, 0, b, 0, shifted, 0, N);
      k.updates().addSigns(x, 0, 0.5f, signs, 0, N);
      for (int i = 0; i < N; i++) {
        assertEquals(x[i] * 0.3f, scaled[i]);
        assertEquals(x[i] * y[i], product[i]);
        assertEquals(x[i] - y[i], difference[i]);
        assertEquals(Math.fma(x[i], y[i], b[i]), shifted[i]);
        assertEquals(x[i] > 0 ? 2.5f : 1.5f, signs[i]);
      }
      float[] still = {1f, 1f, 1f};
      k.updates().addSigns(new float[] {0f, -0f, Float.NaN}, 0, 0.5f, still, 0, 3);
      Bits.assertSame(new float[] {1f, 1f, 1f}, still, "a weight of 0 is not moved");
    }
  }

  /** The mixer in 64 bits, of which the low 32 are kept after each step. */
  private static long mixed(long key, long unit) {
    long mask = 0xFFFFFFFFL;
    long h = (key & mask) + unit * 0x9E3779B9L & mask;
    h ^= h >> 16;
    h = h * 0x7feb352dL & mask;
    h ^= h >> 15;
    h = h * 0x846ca68bL & mask;
    return h ^ h >> 16;
  }

  /** The threshold is the value of a unit, which is kept: the first of the range, in a vector, for the running one. */
  @Test
  void dropoutFollowsItsMixer() {
    for (Kernels k : backends) {
      for (int key : new int[] {0, 1, -1, 0x80000000, 0x3C6EF372}) {
        float[] y = new float[N];
        int threshold = (int) (mixed(key, 1000) >> 8);
        k.dropout().dropout(filled(3f), 0, key, 1000, threshold, 2f, y, 0, N);
        for (int i = 0; i < N; i++) {
          assertEquals(mixed(key, 1000 + i) >> 8 >= threshold ? 6f : 0f, y[i], "key " + key + ", unit " + (1000 + i));
        }
      }
    }
  }

  @Test
  void dropoutOfPartsIsThatOfTheWhole() {
    for (Kernels k : backends) {
      float[] whole = new float[200];
      float[] parts = new float[200];
      float[] x = randoms(new Random(SEED), 200);
      k.dropout().dropout(x, 0, 99, 7, 1 << 23, 2f, whole, 0, 200);
      for (int from = 0; from < 200; from += N) {
        k.dropout().dropout(x, from, 99, 7 + from, 1 << 23, 2f, parts, from, Math.min(N, 200 - from));
      }
      Bits.assertSame(whole, parts, "seed " + SEED);
    }
  }

  @Test
  void dropoutAtTheEnds() {
    for (Kernels k : backends) {
      float[] y = new float[N];
      k.dropout().dropout(points(), 0, 5, 0, 0, 1f, y, 0, N);
      Bits.assertSame(points(), y, "a threshold of 0 keeps all");
      k.dropout().dropout(points(), 0, 5, 0, 1 << 24, 1f, y, 0, N);
      Bits.assertSame(new float[N], y, "one of 2^24 drops all");
    }
  }

  /** The share dropped within five deviations, for a key and for a unit, and of pairs of neighbours too. */
  @Test
  void dropoutDropsItsShare() {
    int n = 1 << 16;
    float[] ones = new float[n];
    Arrays.fill(ones, 1f);
    Kernels k = backends[1];
    for (double p : new double[] {0.1, 0.5, 0.8}) {
      int threshold = (int) (p * (1 << 24));
      float[] first = new float[n];
      float[] second = new float[n];
      k.dropout().dropout(ones, 0, 1, 0, threshold, 1f, first, 0, n);
      k.dropout().dropout(ones, 0, 2, 0, threshold, 1f, second, 0, n);
      int dropped = 0;
      int neighbours = 0;
      int both = 0;
      for (int i = 0; i < n; i++) {
        dropped += first[i] == 0 ? 1 : 0;
        neighbours += first[i] == 0 && first[(i + 1) % n] == 0 ? 1 : 0;
        both += first[i] == 0 && second[i] == 0 ? 1 : 0;
      }
      assertShare(p, dropped, n, "units");
      assertShare(p * p, neighbours, n, "neighbours");
      assertShare(p * p, both, n, "units under two keys");
    }
  }

  private static void assertShare(double p, int count, int n, String what) {
    assertEquals(p, count / (double) n, 5 * Math.sqrt(p * (1 - p) / n), "share of " + what + " dropped at " + p);
  }

  /** A chain for each column, rows ascending, as the oracle shows where rows are many. */
  @Test
  void addsProductsOfRowsInOrder() {
    Random random = new Random(SEED + 1);
    boolean orderMatters = false;
    for (Kernels k : backends) {
      for (int n : new int[] {0, 1, 5, 16, 33, 64, 101, 257}) {
        for (int rows : new int[] {0, 1, 7, 61}) {
          int xRow = n + random.nextInt(4);
          int yRow = n + random.nextInt(4);
          float[] x = randoms(random, 3 + rows * xRow);
          float[] y = randoms(random, 1 + rows * yRow);
          float[] s = randoms(random, n + 5);
          float[] expected = s.clone();
          float[] backwards = s.clone();
          for (int r = 0; r < rows; r++) {
            int b = rows - 1 - r;
            for (int j = 0; j < n; j++) {
              expected[2 + j] = Math.fma(x[3 + r * xRow + j], y[1 + r * yRow + j], expected[2 + j]);
              backwards[2 + j] = Math.fma(x[3 + b * xRow + j], y[1 + b * yRow + j], backwards[2 + j]);
            }
          }
          orderMatters |= !Arrays.equals(expected, backwards);
          k.reductions().addProductRows(x, 3, xRow, y, 1, yRow, rows, s, 2, n);
          Bits.assertSame(expected, s, k.bits() + " bits, " + rows + " rows of " + n + ", seed " + (SEED + 1));
        }
      }
    }
    assertTrue(orderMatters, "no case tells the orders apart");
  }

  private static float[] randoms(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() * 4 - 2;
    }
    return x;
  }

  /** The tree of 16 lanes, as for the sum: of magnitudes the same bits as the sum of what has been made positive. */
  @Test
  void magnitudesAreSummedByTheTree() {
    Random random = new Random(SEED + 2);
    for (Kernels k : backends) {
      for (int n : new int[] {0, 1, 7, 15, 16, 17, 31, 64, 101, 257}) {
        float[] x = randoms(random, n + 1);
        float[] lanes = new float[16];
        for (int j = 0; j < n; j++) {
          lanes[j % 16] += Math.abs(x[1 + j]);
        }
        for (int half = 8; half > 0; half /= 2) {
          for (int i = 0; i < half; i++) {
            lanes[i] += lanes[i + half];
          }
        }
        assertEquals(lanes[0], k.reductions().sumOfMagnitudes(x, 1, n, new float[16]), "n = " + n + ", seed " + (SEED + 2));
      }
      float[] dirty = filled(8f);
      assertEquals(6f, k.reductions().sumOfMagnitudes(new float[] {1f, -2f, 3f}, 0, 3, dirty), "lanes need not be 0");
      float[] x = filled(1f);
      x[36] = Float.NaN;
      assertTrue(Float.isNaN(k.reductions().sumOfMagnitudes(x, 0, N, new float[16])), "NaN is not lost");
    }
  }
}
