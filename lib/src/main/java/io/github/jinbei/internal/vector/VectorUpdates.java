package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.kernel.ScalarUpdates;
import io.github.jinbei.internal.kernel.UpdateKernels;
import jdk.incubator.vector.FloatVector;

/** The updates in lanes, by the rules of {@link VectorKernels}. */
final class VectorUpdates implements UpdateKernels {

  private final ScalarUpdates scalar = new ScalarUpdates();

  @Override
  public void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay) {
    int end = whole(n);
    FloatVector s = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, wOff + i);
      l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(s)).intoArray(g, gOff + i);
    }
    scalar.settle(w, wOff + end, g, gOff + end, n - end, scale, decay);
  }

  @Override
  public void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector up = FloatVector.broadcast(FLOAT, factor);
    FloatVector down = FloatVector.broadcast(FLOAT, -factor);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, w, wOff + i);
      FloatVector sign = zero.blend(up, v.compare(GT, zero)).blend(down, v.compare(LT, zero));
      FloatVector.fromArray(FLOAT, g, gOff + i).add(sign).intoArray(g, gOff + i);
    }
    scalar.addSigns(w, wOff + end, factor, g, gOff + end, n - end);
  }

  @Override
  public void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate) {
    int end = whole(n);
    FloatVector down = FloatVector.broadcast(FLOAT, -rate);
    FloatVector s = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, w, wOff + i);
      FloatVector gradient = l.fma(v, FloatVector.fromArray(FLOAT, g, gOff + i).mul(s));
      down.fma(gradient, v).intoArray(w, wOff + i);
    }
    scalar.descend(w, wOff + end, g, gOff + end, n - end, scale, decay, rate);
  }

  @Override
  public void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    int end = whole(n);
    FloatVector down = FloatVector.broadcast(FLOAT, -rate);
    FloatVector s = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    FloatVector mu = FloatVector.broadcast(FLOAT, momentum);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, at + i);
      FloatVector gradient = l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(s));
      FloatVector step = mu.fma(FloatVector.fromArray(FLOAT, v, at + i), down.mul(gradient));
      step.intoArray(v, at + i);
      x.add(step).intoArray(w, at + i);
    }
    scalar.momentum(w, v, at + end, g, gOff + end, n - end, scale, decay, rate, momentum);
  }

  @Override
  public void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    int end = whole(n);
    FloatVector negated = FloatVector.broadcast(FLOAT, -rate);
    FloatVector s = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    FloatVector mu = FloatVector.broadcast(FLOAT, momentum);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, at + i);
      FloatVector down = negated.mul(l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(s)));
      FloatVector step = mu.fma(FloatVector.fromArray(FLOAT, v, at + i), down);
      step.intoArray(v, at + i);
      x.add(mu.fma(step, down)).intoArray(w, at + i);
    }
    scalar.nesterov(w, v, at + end, g, gOff + end, n - end, scale, decay, rate, momentum);
  }

  @Override
  public void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon) {
    int end = whole(n);
    FloatVector down = FloatVector.broadcast(FLOAT, -rate);
    FloatVector f = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    FloatVector e = FloatVector.broadcast(FLOAT, epsilon);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, at + i);
      FloatVector gradient = l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(f));
      FloatVector squares = gradient.fma(gradient, FloatVector.fromArray(FLOAT, s, at + i));
      squares.intoArray(s, at + i);
      down.fma(gradient.div(squares.sqrt().add(e)), x).intoArray(w, at + i);
    }
    scalar.adagrad(w, s, at + end, g, gOff + end, n - end, scale, decay, rate, epsilon);
  }

  @Override
  public void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float rho, float epsilon) {
    int end = whole(n);
    FloatVector down = FloatVector.broadcast(FLOAT, -rate);
    FloatVector f = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    FloatVector keep = FloatVector.broadcast(FLOAT, rho);
    FloatVector take = FloatVector.broadcast(FLOAT, 1 - rho);
    FloatVector e = FloatVector.broadcast(FLOAT, epsilon);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, at + i);
      FloatVector gradient = l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(f));
      FloatVector squares = keep.fma(FloatVector.fromArray(FLOAT, s, at + i), take.mul(gradient).mul(gradient));
      squares.intoArray(s, at + i);
      down.fma(gradient.div(squares.sqrt().add(e)), x).intoArray(w, at + i);
    }
    scalar.rmsprop(w, s, at + end, g, gOff + end, n - end, scale, decay, rate, rho, epsilon);
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay,
      float beta1, float beta2, float rate, float unbias, float epsilon) {
    int end = whole(n);
    FloatVector s = FloatVector.broadcast(FLOAT, scale);
    FloatVector l = FloatVector.broadcast(FLOAT, decay);
    FloatVector keep1 = FloatVector.broadcast(FLOAT, beta1);
    FloatVector take1 = FloatVector.broadcast(FLOAT, 1 - beta1);
    FloatVector keep2 = FloatVector.broadcast(FLOAT, beta2);
    FloatVector take2 = FloatVector.broadcast(FLOAT, 1 - beta2);
    FloatVector down = FloatVector.broadcast(FLOAT, -rate);
    FloatVector u = FloatVector.broadcast(FLOAT, unbias);
    FloatVector e = FloatVector.broadcast(FLOAT, epsilon);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, w, at + i);
      FloatVector gradient = l.fma(x, FloatVector.fromArray(FLOAT, g, gOff + i).mul(s));
      FloatVector first = keep1.fma(FloatVector.fromArray(FLOAT, m, at + i), take1.mul(gradient));
      FloatVector second = keep2.fma(FloatVector.fromArray(FLOAT, v, at + i), take2.mul(gradient).mul(gradient));
      first.intoArray(m, at + i);
      second.intoArray(v, at + i);
      down.fma(first.div(second.mul(u).sqrt().add(e)), x).intoArray(w, at + i);
    }
    scalar.adam(w, m, v, at + end, g, gOff + end, n - end, scale, decay, beta1, beta2, rate, unbias, epsilon);
  }
}
