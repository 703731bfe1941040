package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Formulas.N;
import static io.github.jinbei.internal.kernel.Formulas.assertClose;
import static io.github.jinbei.internal.kernel.Formulas.derivative;
import static io.github.jinbei.internal.kernel.Formulas.filled;
import static io.github.jinbei.internal.kernel.Formulas.mapped;
import static io.github.jinbei.internal.kernel.Formulas.points;
import static io.github.jinbei.internal.kernel.Formulas.repeated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The derivatives against quotients of differences in {@code double}. */
@BitEquality
@Tag("small")
class DerivativeFormulasTest {

  private final Kernels k = Backends.kernels();

  private interface InPlace {
    void run(float[] x);
  }

  /** Checks the gradient on deltas of 1.5: its arguments have an error of 1/2 ulp, and it rounds a few times. */
  private static void checkGradient(DoubleUnaryOperator f, InPlace gradient, String what) {
    float[] d = filled(1.5f);
    gradient.run(d);
    assertClose(z -> 1.5 * derivative(f).applyAsDouble(z), points(), d, 12, what);
  }

  private interface Gradient {
    void run(float[] a, int aOff, float[] d, int dOff, int n);
  }

  @Test
  void derivativesFollowTheirFormulas() {
    check(Formulas::sigmoid, z -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2), k.derivatives()::sigmoidGradient);
    check(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z), k.derivatives()::tanhGradient);
    check(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, k.derivatives()::reluGradient);
  }

  /** a is rounded to float before it is used: an error of 2^-24 in a, at most doubled by f'(a), then two roundings. */
  private static void check(DoubleUnaryOperator f, DoubleUnaryOperator derivative, Gradient gradient) {
    float[] d = filled(1.5f);
    gradient.run(mapped(points(), f), 0, d, 0, N);
    for (int i = 0; i < N; i++) {
      double z = points()[i];
      assertEquals(1.5 * derivative.applyAsDouble(z), d[i], 1.5 * 4 * 0x1p-24, "at z = " + z);
    }
  }

  @Test
  void gradientsAreDerivatives() {
    float[] z = points();
    checkGradient(v -> v > 0 ? v : 0.01f * v,
        d -> k.derivatives().leakyReluGradient(z, 0, 0.01f, d, 0, N), "leaky ReLU");
    checkGradient(v -> v > 0 ? v : 0.25 * v,
        d -> k.derivatives().preluGradient(z, 0, filled(0.25f), 0, d, 0, new float[N], 0, N), "PReLU");
    float[] a = mapped(z, Formulas::selu);
    checkGradient(Formulas::selu,
        d -> k.derivatives().eluGradient(a, 0, (float) Formulas.LAMBDA, (float) (Formulas.LAMBDA * Formulas.ALPHA), d, 0, N),
        "SELU");
    checkGradient(Math::atan, d -> k.derivatives().atanGradient(z, 0, d, 0, N), "atan");
    checkGradient(Formulas::softsign,
        d -> k.derivatives().softsignGradient(mapped(z, Formulas::softsign), 0, d, 0, N), "softsign");
    float[] s = mapped(z, Formulas::sigmoid);
    checkGradient(v -> v * Formulas.sigmoid(v), d -> k.derivatives().siluGradient(z, 0, s, 0, d, 0, N), "SiLU");
    float[] slopes = z.clone();
    k.functions().mishWithSlope(slopes, 0, new float[N], 0, N);
    checkGradient(Formulas::mish, d -> k.derivatives().multiplyDelta(slopes, 0, 1f, d, 0, N), "Mish");
    float[] c = mapped(z, Formulas::twiceNormal);
    float[] e = mapped(z, v -> Math.exp(-v * v / 2));
    checkGradient(Formulas::gelu, d -> k.derivatives().geluGradient(z, 0, c, 0, e, 0, d, 0, N), "GELU");
    checkGradient(v -> Math.log(1 + Math.exp(v)), d -> k.derivatives().multiplyDelta(s, 0, 1f, d, 0, N), "softplus");
    checkGradient(v -> v * v * v / 6,
        d -> k.derivatives().multiplyDelta(mapped(z, v -> v * v), 0, 0.5f, d, 0, N), "cube");
  }

  /** s is rounded to float: an error of 1/2 ulp in s and 1-s, times |z|u(z), which is 50 at 6, so up to 100 halves. */
  @Test
  void tanhFormOfGeluHasItsDerivative() {
    float[] z = points();
    float[] s = mapped(z, v -> (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))) / 2);
    float[] d = filled(1f);
    k.derivatives().geluTanhGradient(z, 0, s, 0, d, 0, N);
    assertClose(derivative(Formulas::geluTanh), z, d, 100, "GELU's tanh form");
    assertEquals(1f, d[N - 1], 0x1p-20f, "far right");
    assertEquals(0f, d[0], 0x1p-20f, "far left");
  }

  @Test
  void tanhFormOfGeluStopsAtItsBound() {
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

  /** Far outside, and within the bounds by the formula in {@code double}. */
  @Test
  void derivativeOfMishIsCloseForAllFloats() {
    for (float[] sample : new float[][] {FloatSamples.dense(), FloatSamples.turns()}) {
      float[] d = sample.clone();
      k.functions().mishWithSlope(d, 0, new float[d.length], 0, d.length);
      for (int i = 0; i < d.length; i++) {
        double z = Math.max(-200, Math.min(sample[i], 200));
        double e = Math.exp(z);
        double t = Math.tanh(Math.log1p(e));
        double expected = t + z * (1 - t * t) * e / (1 + e);
        assertEquals(expected, d[i], 3e-7, () -> "f'(" + z + ")");
      }
    }
  }

  /** e is the derivative by the slope times the delta that came in, d that by z. */
  @Test
  void slopesOfPreluGetTheirGradient() {
    float[] z = points();
    float[] d = filled(-0.5f);
    float[] e = filled(9f);
    k.derivatives().preluGradient(z, 0, filled(0.25f), 0, d, 0, e, 0, N);
    for (int i = 0; i < N; i++) {
      assertEquals(z[i] > 0 ? 0f : z[i] * -0.5f, e[i], "e at " + z[i]);
      assertEquals(z[i] > 0 ? -0.5f : -0.125f, d[i], "d at " + z[i]);
    }
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
    InPlace[] operations = {
        d -> k.derivatives().reluGradient(ones, 0, d, 0, n),
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
      Bits.assertSame(settled, d, "operation " + i);
    }
    float[] e = filled(9f);
    k.derivatives().preluGradient(filled(-1f), 0, ones, 0, tiny.clone(), 0, e, 0, n);
    Bits.assertSame(mapped(settled, v -> 0.0 - v), Arrays.copyOf(e, n), "slopes' part");
    float[] t = tiny.clone();
    k.arithmetic().minus(t, 0, zeros, 0, t, 0, n);
    Bits.assertSame(tiny, t, "minus settles nothing");
  }
}
