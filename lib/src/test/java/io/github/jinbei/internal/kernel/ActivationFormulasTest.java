package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Formulas.N;
import static io.github.jinbei.internal.kernel.Formulas.assertClose;
import static io.github.jinbei.internal.kernel.Formulas.filled;
import static io.github.jinbei.internal.kernel.Formulas.mapped;
import static io.github.jinbei.internal.kernel.Formulas.points;
import static io.github.jinbei.internal.kernel.Formulas.repeated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The activations against the functions that they stand for, in {@code double}. */
@BitEquality
@Tag("small")
class ActivationFormulasTest {

  private final Kernels k = Backends.kernels();

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
    float[] a = new float[N];
    k.activations().leakyRelu(z, 0, 0.01f, a, 0, N);
    assertClose(v -> v > 0 ? v : 0.01f * v, z, a, 1, "leaky ReLU");
    k.activations().prelu(z, 0, filled(0.25f), 0, a, 0, N);
    assertClose(v -> v > 0 ? v : 0.25 * v, z, a, 1, "PReLU");
    k.activations().elu(z, 0, mapped(z, Math::expm1), 0, (float) Formulas.LAMBDA, (float) (Formulas.LAMBDA * Formulas.ALPHA),
        a, 0, N);
    assertClose(Formulas::selu, z, a, 6, "SELU");
    k.activations().softsign(z, 0, a, 0, N);
    assertClose(Formulas::softsign, z, a, 3, "softsign");
    k.activations().gelu(z, 0, mapped(z, Formulas::twiceNormal), 0, a, 0, N);
    assertClose(Formulas::gelu, z, a, 4, "GELU");
    k.activations().halfSquare(z, 0, a, 0, N);
    assertClose(v -> -v * v / 2, z, a, 2, "half square");
    k.activations().step(z, 0, a, 0, N);
    assertClose(v -> v >= 0 ? 1 : 0, z, a, 0, "step");
    float[] inner = new float[N];
    k.activations().geluTanhInner(z, 0, inner, 0, N);
    for (int i = 0; i < N; i++) {
      a[i] = (float) (z[i] * Formulas.sigmoid(inner[i]));
    }
    // An error of 3/2 ulp in y is one of y*sigmoid'(y), at most 0.23, times that in sigmoid(y).
    assertClose(Formulas::geluTanh, z, a, 6, "GELU's tanh form");
  }

  @Test
  void reluKeepsNaNAndMakesZerosPositive() {
    float[] x = {-0f, 0f, Float.NaN, -1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    k.activations().relu(x, 0, x, 0, x.length);
    Bits.assertSame(new float[] {0f, 0f, Float.NaN, 0f, 0f, Float.POSITIVE_INFINITY}, x);
  }

  @Test
  void edgesAreKept() {
    float infinity = Float.POSITIVE_INFINITY;
    float[] x = {0f, -0f, Float.NaN, infinity, -infinity, 1.25f, -1.25f, Float.MIN_VALUE};
    float[] many = repeated(x, 5);
    int n = many.length;
    float[] y = new float[n];
    k.activations().step(many, 0, y, 0, n);
    Bits.assertSame(repeated(new float[] {1f, 1f, Float.NaN, 1f, 0f, 1f, 0f, 1f}, 5), y);
    float[] clamped = many.clone();
    k.arithmetic().clamp(clamped, 0, 1f, n);
    Bits.assertSame(repeated(new float[] {0f, -0f, Float.NaN, 1f, -1f, 1f, -1f, Float.MIN_VALUE}, 5), clamped);
    k.activations().leakyRelu(many, 0, 0.5f, y, 0, n);
    Bits.assertSame(repeated(new float[] {0f, -0f, Float.NaN, infinity, -infinity, 1.25f, -0.625f, Float.MIN_VALUE},
        5), y);
  }
}
