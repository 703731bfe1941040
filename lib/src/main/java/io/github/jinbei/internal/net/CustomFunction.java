package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function of the user, computed in double and rounded once.
 *
 * @param f the function
 * @param derivative its derivative
 */
public record CustomFunction(DoubleUnaryOperator f, DoubleUnaryOperator derivative) implements ElementFunction {

  @Override
  public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
    for (int i = at; i < at + n; i++) {
      a[i] = (float) f.applyAsDouble(z[i]);
    }
  }

  @Override
  public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
    for (int i = 0; i < n; i++) {
      scratch[i] = (float) derivative.applyAsDouble(z[at + i]);
    }
    k.derivatives().multiplyDelta(scratch, 0, 1f, d, at, n);
  }

  @Override
  public boolean keepsInput() {
    return true;
  }

  @Override
  public int piece() {
    return Scratch.PIECE;
  }
}
