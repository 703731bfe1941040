package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.NormKernels;
import io.github.jinbei.internal.kernel.ScalarNorms;
import jdk.incubator.vector.FloatVector;

/** The normalisation in lanes, by the rules of {@link VectorKernels}. */
final class VectorNorms implements NormKernels {

  private final ScalarNorms scalar = new ScalarNorms();

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff,
      int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      FloatVector shift = FloatVector.fromArray(FLOAT, b, bOff + i);
      v.fma(FloatVector.fromArray(FLOAT, g, gOff + i), shift).intoArray(y, yOff + i);
    }
    scalar.scaleAndShift(x, xOff + end, g, gOff + end, b, bOff + end, y, yOff + end, n - end);
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector m = FloatVector.broadcast(FLOAT, mean);
    FloatVector p = FloatVector.broadcast(FLOAT, -projection);
    FloatVector f = FloatVector.broadcast(FLOAT, scale);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i).sub(m);
      FloatVector r = f.mul(p.fma(FloatVector.fromArray(FLOAT, xhat, xOff + i), v));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.normGradient(xhat, xOff + end, mean, projection, scale, d, dOff + end, n - end);
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i).sub(FloatVector.fromArray(FLOAT, m, mOff + i));
      FloatVector projection = FloatVector.fromArray(FLOAT, p, pOff + i).neg();
      FloatVector t = projection.fma(FloatVector.fromArray(FLOAT, xhat, xOff + i), v);
      FloatVector r = FloatVector.fromArray(FLOAT, g, gOff + i).mul(t);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.batchNormGradient(xhat, xOff + end, g, gOff + end, m, mOff + end, p, pOff + end, d, dOff + end, n - end);
  }
}
