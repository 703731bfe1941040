package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;

/** The functions without parameters. The derivative is taken from a where that suffices, so that z need not be kept. */
public enum Elementwise implements ElementFunction {
  /** a = z */
  IDENTITY {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      if (a != z) {
        System.arraycopy(z, at, a, at, n);
      }
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {}
  },

  /** a = z > 0 ? 1 : 0, with derivative 0 everywhere. */
  STEP {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.step(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      Arrays.fill(d, at, at + n, 0f);
    }

    @Override
    public boolean passesGradient() {
      return false;
    }
  },

  /** a = 1 / (1 + exp(-z)) */
  SIGMOID {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.sigmoid(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.sigmoidGradient(a, at, d, at, n);
    }
  },

  /** a = tanh(z) */
  TANH {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.tanh(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.tanhGradient(a, at, d, at, n);
    }
  },

  /** a = arctan(z), with f' = 1 / (1 + z²). */
  ARCTAN {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.atan(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.atanGradient(z, at, d, at, n);
    }

    @Override
    public boolean keepsInput() {
      return true;
    }
  },

  /** a = max(z, 0), with derivative 0 at 0. */
  RELU {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.relu(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.reluGradient(a, at, d, at, n);
    }
  },

  /** a = ln(1 + exp(z)), with f' = 1 - exp(-a). */
  SOFTPLUS {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.softplus(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.scale(a, at, -1f, scratch, 0, n);
      k.expm1(scratch, 0, scratch, 0, n);
      k.multiplyDelta(scratch, 0, -1f, d, at, n);
    }

    @Override
    public int piece() {
      return Block.PIECE;
    }
  },

  /** a = z·Φ(z) = z/2 · erfc(-z/√2), with f' = Φ(z) + z·φ(z) (Hendrycks and Gimpel, 2016). */
  GELU {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.scale(z, at, -SQRT_HALF, scratch, 0, n);
      k.erfc(scratch, 0, scratch, 0, n);
      k.gelu(z, at, scratch, 0, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.scale(z, at, -SQRT_HALF, scratch, 0, n);
      k.erfc(scratch, 0, scratch, 0, n);
      k.halfSquare(z, at, scratch, Block.PIECE, n);
      k.exp(scratch, Block.PIECE, scratch, Block.PIECE, n);
      k.geluGradient(z, at, scratch, 0, scratch, Block.PIECE, d, at, n);
    }

    @Override
    public boolean keepsInput() {
      return true;
    }

    @Override
    public int piece() {
      return Block.PIECE;
    }
  },

  /** a = z/2 · (1 + tanh u) = z·sigmoid(2u) with u = √(2/π)·(z + 0.044715 z³): an approximation of {@link #GELU}. */
  GELU_TANH {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.geluTanhInner(z, at, scratch, 0, n);
      k.sigmoid(scratch, 0, scratch, 0, n);
      k.multiply(z, at, scratch, 0, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.geluTanhInner(z, at, scratch, 0, n);
      k.sigmoid(scratch, 0, scratch, 0, n);
      k.geluTanhGradient(z, at, scratch, 0, d, at, n);
    }

    @Override
    public boolean keepsInput() {
      return true;
    }

    @Override
    public int piece() {
      return Block.PIECE;
    }
  },

  /** a = z·s with s = sigmoid(z), and f' = s + z·s·(1 - s) (Elfwing, Uchibe and Doya, 2017; also called swish). */
  SILU {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.sigmoid(z, at, scratch, 0, n);
      k.multiply(z, at, scratch, 0, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.sigmoid(z, at, scratch, 0, n);
      k.siluGradient(z, at, scratch, 0, d, at, n);
    }

    @Override
    public boolean keepsInput() {
      return true;
    }

    @Override
    public int piece() {
      return Block.PIECE;
    }
  },

  /** a = z / (1 + |z|), with f' = (1 - |a|)². */
  SOFTSIGN {
    @Override
    public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
      k.softsign(z, at, a, at, n);
    }

    @Override
    public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
      k.softsignGradient(a, at, d, at, n);
    }
  };

  private static final float SQRT_HALF = 0.70710677f;
}
