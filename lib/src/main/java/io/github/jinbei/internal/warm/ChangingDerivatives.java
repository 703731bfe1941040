package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** The derivatives of the activations: each operation is scalar until its vector code is warm. */
final class ChangingDerivatives extends Theme implements DerivativeKernels {

  private final DerivativeKernels scalar;
  private DerivativeKernels vector;
  private final ChangeOver sigmoidGradient = change(0, 1);
  private final ChangeOver tanhGradient = change(1, 1);
  private final ChangeOver reluGradient = change(2, 1);
  private final ChangeOver leakyReluGradient = change(3, 1);
  private final ChangeOver preluGradient = change(4, 1);
  private final ChangeOver eluGradient = change(5, 1);
  private final ChangeOver atanGradient = change(6, 1);
  private final ChangeOver softsignGradient = change(7, 1);
  private final ChangeOver siluGradient = change(8, 1);
  private final ChangeOver geluGradient = change(9, 1);
  private final ChangeOver geluTanhGradient = change(10, 1);
  private final ChangeOver softmaxGradient = change(11, 1);
  private final ChangeOver multiplyDelta = change(12, 1);

  ChangingDerivatives(WarmUp warmUp, DerivativeKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.derivatives();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> sigmoidGradient(d.a, 0, d.b, 0, d.n);
      case 1 -> tanhGradient(d.a, 0, d.b, 0, d.n);
      case 2 -> reluGradient(d.a, 0, d.b, 0, d.n);
      case 3 -> leakyReluGradient(d.a, 0, 1f, d.b, 0, d.n);
      case 4 -> preluGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 5 -> eluGradient(d.a, 0, 1f, 1f, d.b, 0, d.n);
      case 6 -> atanGradient(d.a, 0, d.b, 0, d.n);
      case 7 -> softsignGradient(d.a, 0, d.b, 0, d.n);
      case 8 -> siluGradient(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 9 -> geluGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 10 -> geluTanhGradient(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 11 -> softmaxGradient(d.a, 0, 1f, d.b, 0, d.n);
      default -> multiplyDelta(d.a, 0, 1f, d.b, 0, d.n);
    }
  }

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (sigmoidGradient.vectors(n) ? vector : scalar).sigmoidGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (tanhGradient.vectors(n) ? vector : scalar).tanhGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (reluGradient.vectors(n) ? vector : scalar).reluGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    (leakyReluGradient.vectors(n) ? vector : scalar).leakyReluGradient(a, aOff, slope, d, dOff, n);
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff, int n) {
    (preluGradient.vectors(n) ? vector : scalar).preluGradient(z, zOff, alpha, alphaOff, d, dOff, e, eOff, n);
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    (eluGradient.vectors(n) ? vector : scalar).eluGradient(a, aOff, positive, negative, d, dOff, n);
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    (atanGradient.vectors(n) ? vector : scalar).atanGradient(z, zOff, d, dOff, n);
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (softsignGradient.vectors(n) ? vector : scalar).softsignGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    (siluGradient.vectors(n) ? vector : scalar).siluGradient(z, zOff, s, sOff, d, dOff, n);
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    (geluGradient.vectors(n) ? vector : scalar).geluGradient(z, zOff, c, cOff, e, eOff, d, dOff, n);
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    (geluTanhGradient.vectors(n) ? vector : scalar).geluTanhGradient(z, zOff, s, sOff, d, dOff, n);
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    (softmaxGradient.vectors(n) ? vector : scalar).softmaxGradient(p, pOff, mean, d, dOff, n);
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    (multiplyDelta.vectors(n) ? vector : scalar).multiplyDelta(p, pOff, factor, d, dOff, n);
  }
}
