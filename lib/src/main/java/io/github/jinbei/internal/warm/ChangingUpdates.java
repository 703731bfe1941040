package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.UpdateKernels;

/** The updates of parameters: each operation is scalar until its vector code is warm. */
final class ChangingUpdates extends Theme implements UpdateKernels {

  private final UpdateKernels scalar;
  private UpdateKernels vector;
  private final ChangeOver settle = change(0, 1);
  private final ChangeOver addSigns = change(1, 1);
  private final ChangeOver descend = change(2, 1);
  private final ChangeOver momentum = change(3, 1);
  private final ChangeOver nesterov = change(4, 1);
  private final ChangeOver adagrad = change(5, 4);
  private final ChangeOver rmsprop = change(6, 4);
  private final ChangeOver adam = change(7, 4);

  ChangingUpdates(WarmUp warmUp, UpdateKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.updates();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> settle(d.a, 0, d.b, 0, d.n, 1f, 0f);
      case 1 -> addSigns(d.a, 0, 1f, d.b, 0, d.n);
      case 2 -> descend(d.a, 0, d.b, 0, d.n, 1f, 0f, 0f);
      case 3 -> momentum(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 4 -> nesterov(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 5 -> adagrad(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 6 -> rmsprop(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f, 1f);
      default -> adam(d.a, d.b, d.c, 0, d.d, 0, d.n, 1f, 0f, 1f, 1f, 0f, 1f, 1f);
    }
  }

  @Override
  public void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay) {
    (settle.vectors(n) ? vector : scalar).settle(w, wOff, g, gOff, n, scale, decay);
  }

  @Override
  public void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n) {
    (addSigns.vectors(n) ? vector : scalar).addSigns(w, wOff, factor, g, gOff, n);
  }

  @Override
  public void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate) {
    (descend.vectors(n) ? vector : scalar).descend(w, wOff, g, gOff, n, scale, decay, rate);
  }

  @Override
  public void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    (this.momentum.vectors(n) ? vector : scalar).momentum(w, v, at, g, gOff, n, scale, decay, rate, momentum);
  }

  @Override
  public void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    (nesterov.vectors(n) ? vector : scalar).nesterov(w, v, at, g, gOff, n, scale, decay, rate, momentum);
  }

  @Override
  public void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon) {
    (adagrad.vectors(n) ? vector : scalar).adagrad(w, s, at, g, gOff, n, scale, decay, rate, epsilon);
  }

  @Override
  public void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float rho, float epsilon) {
    (rmsprop.vectors(n) ? vector : scalar).rmsprop(w, s, at, g, gOff, n, scale, decay, rate, rho, epsilon);
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float beta1,
      float beta2, float rate, float unbias, float epsilon) {
    (adam.vectors(n) ? vector : scalar).adam(w, m, v, at, g, gOff, n, scale, decay, beta1, beta2, rate, unbias, epsilon);
  }
}
