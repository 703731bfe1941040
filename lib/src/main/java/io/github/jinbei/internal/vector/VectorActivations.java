package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.ActivationKernels;
import io.github.jinbei.internal.kernel.ScalarActivations;
import jdk.incubator.vector.FloatVector;

/** The activations in lanes, by the rules of {@link VectorKernels}. */
final class VectorActivations implements ActivationKernels {

  private final ScalarActivations scalar = new ScalarActivations();

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.blend(zero, v.compare(LE, zero)).intoArray(y, yOff + i);
    }
    scalar.relu(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.blend(zero, v.compare(LT, zero)).blend(one, v.compare(GE, zero)).intoArray(y, yOff + i);
    }
    scalar.step(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, slope);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.mul(f).blend(v, v.compare(GT, zero)).intoArray(y, yOff + i);
    }
    scalar.leakyRelu(x, xOff + end, slope, y, yOff + end, n - end);
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      v.mul(FloatVector.fromArray(FLOAT, alpha, alphaOff + i)).blend(v, v.compare(GT, zero)).intoArray(a, aOff + i);
    }
    scalar.prelu(z, zOff + end, alpha, alphaOff + end, a, aOff + end, n - end);
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector up = FloatVector.broadcast(FLOAT, positive);
    FloatVector down = FloatVector.broadcast(FLOAT, negative);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector below = down.mul(FloatVector.fromArray(FLOAT, s, sOff + i));
      below.blend(up.mul(v), v.compare(GT, zero)).intoArray(a, aOff + i);
    }
    scalar.elu(z, zOff + end, s, sOff + end, positive, negative, a, aOff + end, n - end);
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.div(one.add(v.abs())).intoArray(y, yOff + i);
    }
    scalar.softsign(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = half.mul(FloatVector.fromArray(FLOAT, z, zOff + i));
      v.mul(FloatVector.fromArray(FLOAT, c, cOff + i)).intoArray(a, aOff + i);
    }
    scalar.gelu(z, zOff + end, c, cOff + end, a, aOff + end, n - end);
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector high = FloatVector.broadcast(FLOAT, GELU_BOUND);
    FloatVector low = FloatVector.broadcast(FLOAT, -GELU_BOUND);
    FloatVector linear = FloatVector.broadcast(FLOAT, GELU_LINEAR);
    FloatVector cubic = FloatVector.broadcast(FLOAT, GELU_CUBIC);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector c = v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low));
      c.mul(c.mul(c).fma(cubic, linear)).intoArray(y, yOff + i);
    }
    scalar.geluTanhInner(z, zOff + end, y, yOff + end, n - end);
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, -0.5f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      half.mul(v).mul(v).intoArray(y, yOff + i);
    }
    scalar.halfSquare(x, xOff + end, y, yOff + end, n - end);
  }
}
