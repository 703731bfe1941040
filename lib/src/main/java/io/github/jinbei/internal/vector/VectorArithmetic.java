package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.ScalarArithmetic;
import jdk.incubator.vector.FloatVector;

/** The arithmetic in lanes, by the rules of {@link VectorKernels}. */
final class VectorArithmetic implements ArithmeticKernels {

  private final ScalarArithmetic scalar = new ScalarArithmetic();

  @Override
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).mul(f).intoArray(y, yOff + i);
    }
    scalar.scale(x, xOff + end, factor, y, yOff + end, n - end);
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).mul(FloatVector.fromArray(FLOAT, y, yOff + i)).intoArray(t, tOff + i);
    }
    scalar.multiply(x, xOff + end, y, yOff + end, t, tOff + end, n - end);
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i)).intoArray(t, tOff + i);
    }
    scalar.minus(x, xOff + end, y, yOff + end, t, tOff + end, n - end);
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).sub(v).intoArray(x, xOff + i);
    }
    scalar.subtract(x, xOff + end, value, n - end);
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).div(v).intoArray(x, xOff + i);
    }
    scalar.divide(x, xOff + end, value, n - end);
  }

  @Override
  public void clamp(float[] x, int xOff, float bound, int n) {
    int end = whole(n);
    FloatVector high = FloatVector.broadcast(FLOAT, bound);
    FloatVector low = FloatVector.broadcast(FLOAT, -bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low)).intoArray(x, xOff + i);
    }
    scalar.clamp(x, xOff + end, bound, n - end);
  }
}
