package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.UpdateKernels;

/** The updates of parameters: each operation is scalar until its vector code is warm. */
final class ChangingUpdates extends Theme<UpdateKernels> implements UpdateKernels {

  private static final Kernel SETTLE = Kernel.of(1);
  private static final Kernel ADD_SIGNS = Kernel.of(1);
  private static final Kernel DESCEND = Kernel.of(1);
  private static final Kernel MOMENTUM = Kernel.of(1);
  private static final Kernel NESTEROV = Kernel.of(1);
  private static final Kernel ADAGRAD = Kernel.of(4);
  private static final Kernel RMSPROP = Kernel.of(4);
  private static final Kernel ADAM = Kernel.of(4);

  private final UpdateKernels scalar;

  ChangingUpdates(WarmUp warmUp, UpdateKernels scalar) {
    super(warmUp, SETTLE, ADD_SIGNS, DESCEND, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM);
    this.scalar = scalar;
  }

  @Override
  UpdateKernels code(boolean vectors) {
    return vectors ? VectorCode.UPDATES : scalar;
  }

  @Override
  void run(UpdateKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.settle(d.a, 0, d.b, 0, d.n, 1f, 0f);
      case 1 -> code.addSigns(d.a, 0, 1f, d.b, 0, d.n);
      case 2 -> code.descend(d.a, 0, d.b, 0, d.n, 1f, 0f, 0f);
      case 3 -> code.momentum(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 4 -> code.nesterov(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 5 -> code.adagrad(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f);
      case 6 -> code.rmsprop(d.a, d.b, 0, d.c, 0, d.n, 1f, 0f, 0f, 1f, 1f);
      default -> code.adam(d.a, d.b, d.c, 0, d.d, 0, d.n, 1f, 0f, 1f, 1f, 0f, 1f, 1f);
    }
  }

  @Override
  public void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay) {
    (SETTLE.vectors(n) ? VectorCode.UPDATES : scalar).settle(w, wOff, g, gOff, n, scale, decay);
  }

  @Override
  public void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n) {
    (ADD_SIGNS.vectors(n) ? VectorCode.UPDATES : scalar).addSigns(w, wOff, factor, g, gOff, n);
  }

  @Override
  public void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate) {
    (DESCEND.vectors(n) ? VectorCode.UPDATES : scalar).descend(w, wOff, g, gOff, n, scale, decay, rate);
  }

  @Override
  public void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    (MOMENTUM.vectors(n) ? VectorCode.UPDATES : scalar).momentum(w, v, at, g, gOff, n, scale, decay, rate, momentum);
  }

  @Override
  public void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    (NESTEROV.vectors(n) ? VectorCode.UPDATES : scalar).nesterov(w, v, at, g, gOff, n, scale, decay, rate, momentum);
  }

  @Override
  public void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon) {
    (ADAGRAD.vectors(n) ? VectorCode.UPDATES : scalar).adagrad(w, s, at, g, gOff, n, scale, decay, rate, epsilon);
  }

  @Override
  public void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float rho, float epsilon) {
    (RMSPROP.vectors(n) ? VectorCode.UPDATES : scalar).rmsprop(w, s, at, g, gOff, n, scale, decay, rate, rho, epsilon);
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float beta1,
      float beta2, float rate, float unbias, float epsilon) {
    (ADAM.vectors(n) ? VectorCode.UPDATES : scalar).adam(w, m, v, at, g, gOff, n, scale, decay, beta1, beta2, rate, unbias,
        epsilon);
  }
}
