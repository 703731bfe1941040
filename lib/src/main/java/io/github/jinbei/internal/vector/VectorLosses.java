package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.LossKernels;
import io.github.jinbei.internal.kernel.ScalarLosses;
import jdk.incubator.vector.FloatVector;

/** The costs and their derivatives in lanes, by the rules of {@link VectorKernels}. */
final class VectorLosses implements LossKernels {

  private final ScalarLosses scalar = new ScalarLosses();

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector r = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.difference(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      e.abs().intoArray(d, dOff + i);
    }
    scalar.absoluteDifference(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    FloatVector minusOne = FloatVector.broadcast(FLOAT, -1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      e.blend(one, e.compare(GT, zero)).blend(minusOne, e.compare(LT, zero)).intoArray(d, dOff + i);
    }
    scalar.signs(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    FloatVector b = FloatVector.broadcast(FLOAT, bound);
    FloatVector back = FloatVector.broadcast(FLOAT, 0.5f * bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i)).abs();
      FloatVector linear = b.mul(e.sub(back));
      linear.blend(half.mul(e).mul(e), e.compare(LE, b)).intoArray(c, cOff + i);
    }
    scalar.huber(x, xOff + end, y, yOff + end, bound, c, cOff + end, n - end);
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector high = FloatVector.broadcast(FLOAT, bound);
    FloatVector low = FloatVector.broadcast(FLOAT, -bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      FloatVector r = e.blend(high, e.compare(GT, high)).blend(low, e.compare(LT, low));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.huberGradient(x, xOff + end, y, yOff + end, bound, d, dOff + end, n - end);
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, z, zOff + i).abs().neg().intoArray(c, cOff + i);
    }
    VectorMath.exp(c, cOff, c, cOff, end);
    VectorMath.log1p(c, cOff, c, cOff, end);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector positive = v.blend(zero, v.compare(LE, zero));
      FloatVector linear = v.neg().fma(FloatVector.fromArray(FLOAT, y, yOff + i), positive);
      linear.add(FloatVector.fromArray(FLOAT, c, cOff + i)).intoArray(c, cOff + i);
    }
    scalar.binaryCrossEntropy(z, zOff + end, y, yOff + end, c, cOff + end, n - end);
  }
}
