package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_BOUND;
import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_LINEAR;
import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.ScalarDerivatives;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The derivatives of the activations in lanes, by the rules of {@link VectorKernels}. */
final class VectorDerivatives implements DerivativeKernels {

  private final ScalarDerivatives scalar = new ScalarDerivatives();

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, a, aOff + i);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(v.neg().fma(v, v));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.sigmoidGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, a, aOff + i);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(v.neg().fma(v, one));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.tanhGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, a, aOff + i);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i);
      FloatVector settled = r.blend(zero, r.abs().compare(LT, LEAST_DELTA));
      zero.blend(settled, v.compare(GT, zero)).intoArray(d, dOff + i);
    }
    scalar.reluGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, slope);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i);
      FloatVector r = v.mul(f).blend(v, FloatVector.fromArray(FLOAT, a, aOff + i).compare(GT, zero));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.leakyReluGradient(a, aOff + end, slope, d, dOff + end, n - end);
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      VectorMask<Float> positive = v.compare(GT, zero);
      FloatVector old = FloatVector.fromArray(FLOAT, d, dOff + i);
      FloatVector t = v.mul(old).blend(zero, positive);
      t.blend(zero, t.abs().compare(LT, LEAST_DELTA)).intoArray(e, eOff + i);
      FloatVector r = old.mul(FloatVector.fromArray(FLOAT, alpha, alphaOff + i)).blend(old, positive);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.preluGradient(z, zOff + end, alpha, alphaOff + end, d, dOff + end, e, eOff + end, n - end);
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector up = FloatVector.broadcast(FLOAT, positive);
    FloatVector down = FloatVector.broadcast(FLOAT, negative);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, a, aOff + i);
      FloatVector slope = v.add(down).blend(up, v.compare(GT, zero));
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.eluGradient(a, aOff + end, positive, negative, d, dOff + end, n - end);
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).div(v.fma(v, one));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.atanGradient(z, zOff + end, d, dOff + end, n - end);
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector t = one.sub(FloatVector.fromArray(FLOAT, a, aOff + i).abs());
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(t.mul(t));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.softsignGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector slope = p.fma(FloatVector.fromArray(FLOAT, z, zOff + i).mul(one.sub(p)), p);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.siluGradient(z, zOff + end, s, sOff + end, d, dOff + end, n - end);
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    FloatVector density = FloatVector.broadcast(FLOAT, NORMAL_DENSITY);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i).mul(density);
      FloatVector below = half.mul(FloatVector.fromArray(FLOAT, c, cOff + i));
      FloatVector slope = v.fma(FloatVector.fromArray(FLOAT, e, eOff + i), below);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.geluGradient(z, zOff + end, c, cOff + end, e, eOff + end, d, dOff + end, n - end);
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    FloatVector high = FloatVector.broadcast(FLOAT, GELU_BOUND);
    FloatVector low = FloatVector.broadcast(FLOAT, -GELU_BOUND);
    FloatVector linear = FloatVector.broadcast(FLOAT, GELU_LINEAR);
    FloatVector cubic = FloatVector.broadcast(FLOAT, GELU_CUBIC_SLOPE);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector c = v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low));
      FloatVector p = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector u = c.mul(c).fma(cubic, linear);
      FloatVector slope = p.fma(c.mul(one.sub(p)).mul(u), p);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.geluTanhGradient(z, zOff + end, s, sOff + end, d, dOff + end, n - end);
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector m = FloatVector.broadcast(FLOAT, mean);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, p, pOff + i);
      FloatVector r = v.mul(FloatVector.fromArray(FLOAT, d, dOff + i).sub(m));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.softmaxGradient(p, pOff + end, mean, d, dOff + end, n - end);
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    for (int i = 0; i < end; i += LANES) {
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(FloatVector.fromArray(FLOAT, p, pOff + i).mul(f));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.multiplyDelta(p, pOff + end, factor, d, dOff + end, n - end);
  }
}
