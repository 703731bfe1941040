package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ActivationKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** The activations: each operation is scalar until its vector code is warm. */
final class ChangingActivations extends Theme implements ActivationKernels {

  private final ActivationKernels scalar;
  private ActivationKernels vector;
  private final ChangeOver relu = change(0, 1);
  private final ChangeOver step = change(1, 1);
  private final ChangeOver leakyRelu = change(2, 1);
  private final ChangeOver prelu = change(3, 1);
  private final ChangeOver elu = change(4, 1);
  private final ChangeOver softsign = change(5, 1);
  private final ChangeOver gelu = change(6, 1);
  private final ChangeOver geluTanhInner = change(7, 1);
  private final ChangeOver halfSquare = change(8, 1);

  ChangingActivations(WarmUp warmUp, ActivationKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.activations();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> relu(d.a, 0, d.b, 0, d.n);
      case 1 -> step(d.a, 0, d.b, 0, d.n);
      case 2 -> leakyRelu(d.a, 0, 1f, d.b, 0, d.n);
      case 3 -> prelu(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 4 -> elu(d.a, 0, d.b, 0, 1f, 1f, d.c, 0, d.n);
      case 5 -> softsign(d.a, 0, d.b, 0, d.n);
      case 6 -> gelu(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 7 -> geluTanhInner(d.a, 0, d.b, 0, d.n);
      default -> halfSquare(d.a, 0, d.b, 0, d.n);
    }
  }

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    (relu.vectors(n) ? vector : scalar).relu(x, xOff, y, yOff, n);
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    (step.vectors(n) ? vector : scalar).step(x, xOff, y, yOff, n);
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    (leakyRelu.vectors(n) ? vector : scalar).leakyRelu(x, xOff, slope, y, yOff, n);
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    (prelu.vectors(n) ? vector : scalar).prelu(z, zOff, alpha, alphaOff, a, aOff, n);
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff, int n) {
    (elu.vectors(n) ? vector : scalar).elu(z, zOff, s, sOff, positive, negative, a, aOff, n);
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    (softsign.vectors(n) ? vector : scalar).softsign(x, xOff, y, yOff, n);
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    (gelu.vectors(n) ? vector : scalar).gelu(z, zOff, c, cOff, a, aOff, n);
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    (geluTanhInner.vectors(n) ? vector : scalar).geluTanhInner(z, zOff, y, yOff, n);
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    (halfSquare.vectors(n) ? vector : scalar).halfSquare(x, xOff, y, yOff, n);
  }
}
