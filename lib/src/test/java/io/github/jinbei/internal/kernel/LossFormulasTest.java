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
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The costs of elements and their derivatives against the functions that they stand for, in {@code double}. */
@BitEquality
@Tag("small")
class LossFormulasTest {

  private final Kernels k = Backends.kernels();

  @Test
  void lossesFollowTheirFunctions() {
    float[] x = points();
    float y = 0.6f;
    float[] target = filled(y);
    float[] c = new float[N];
    k.losses().absoluteDifference(x, 0, target, 0, c, 0, N);
    assertClose(v -> Math.abs(v - y), x, c, 1, "absolute difference");
    k.losses().signs(x, 0, target, 0, c, 0, N);
    assertClose(v -> Math.signum(v - y), x, c, 0, "signs");
    DoubleUnaryOperator huber =
        v -> Math.abs(v - y) <= 1.25 ? (v - y) * (v - y) / 2 : 1.25 * (Math.abs(v - y) - 0.625);
    k.losses().huber(x, 0, target, 0, 1.25f, c, 0, N);
    assertClose(huber, x, c, 5, "Huber's cost");
    k.losses().huberGradient(x, 0, target, 0, 1.25f, c, 0, N);
    assertClose(derivative(huber), x, c, 2, "its derivative");
  }

  @Test
  void crossEntropyFollowsItsFormulaFarOut() {
    for (float z : new float[] {-200f, -88f, -20f, -1f, 0f, 0.5f, 17f, 90f, 3000f}) {
      for (float y : new float[] {0f, 1f, 0.25f}) {
        float[] c = new float[1];
        k.losses().binaryCrossEntropy(new float[] {z}, 0, new float[] {y}, 0, c, 0, 1);
        double exact = Math.max(z, 0) - (double) z * y + Math.log1p(Math.exp(-Math.abs((double) z)));
        assertEquals(exact, c[0], 8 * Math.ulp((float) exact) + Float.MIN_VALUE, "z = " + z + ", y = " + y);
      }
    }
  }

  @Test
  void edgesAreKept() {
    float infinity = Float.POSITIVE_INFINITY;
    float[] x = {0f, -0f, Float.NaN, infinity, -infinity, 1.25f, -1.25f, Float.MIN_VALUE};
    float[] many = repeated(x, 5);
    float[] zeros = new float[many.length];
    int n = many.length;
    float[] y = new float[n];
    k.losses().signs(many, 0, zeros, 0, y, 0, n);
    Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, 1f, -1f, 1f, -1f, 1f}, 5), withoutSignOfZero(y));
    k.losses().huber(many, 0, zeros, 0, 1.25f, y, 0, n);
    Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, infinity, infinity, 0.78125f, 0.78125f, 0f}, 5), y);
    k.losses().huberGradient(many, 0, zeros, 0, 1f, y, 0, n);
    Bits.assertSame(repeated(new float[] {0f, 0f, Float.NaN, 1f, -1f, 1f, -1f, 0f}, 5), y);
  }

  private static float[] withoutSignOfZero(float[] x) {
    return mapped(x, v -> v + 0.0);
  }
}
