package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * The elementwise activation functions without parameters: how each computes a from z, and how it multiplies the delta d by
 * f'. Where a is enough to compute f', z is not kept.
 */
public enum Elementwise implements ElementFunction {
  /** a = z */
  IDENTITY,

  /** a = z >= 0 ? 1 : 0, with derivative 0 everywhere. */
  STEP,

  /** a = 1 / (1 + exp(-z)), with f' = a·(1 - a). */
  SIGMOID,

  /** a = tanh(z), with f' = 1 - a². */
  TANH,

  /** a = arctan(z), with f' = 1 / (1 + z²). */
  ARCTAN(Needs.INPUT),

  /** a = max(z, 0), with derivative 0 at 0. */
  RELU,

  /** a = ln(1 + exp(z)), with f' = 1 - exp(-a). */
  SOFTPLUS(Needs.SCRATCH),

  /** a = z·Φ(z) = z/2 · erfc(-z/√2), with f' = Φ(z) + z·φ(z) (Hendrycks and Gimpel, 2016). */
  GELU(Needs.INPUT, Needs.SCRATCH),

  /** a = z/2 · (1 + tanh u) = z·sigmoid(2u) with u = √(2/π)·(z + 0.044715 z³): an approximation of {@link #GELU}. */
  GELU_TANH(Needs.INPUT, Needs.SCRATCH),

  /** a = z·s with s = sigmoid(z), and f' = s + z·s·(1 - s) (Elfwing, Uchibe and Doya, 2017; also called swish). */
  SILU(Needs.INPUT, Needs.SCRATCH),

  /**
   * a = z·tanh(ln(1 + exp(z))) (Misra, 2019). Where z is kept, f' takes its place at once, since both need exp(z), the larger
   * part of the work.
   */
  MISH(Needs.INPUT),

  /** a = z / (1 + |z|), with f' = (1 - |a|)². */
  SOFTSIGN;

  private static final float SQRT_HALF = 0.70710677f;

  // Set at the first call: linking a lambda takes up to 1 ms, and a network uses few of these functions. Not synchronized: the
  // lambdas have no state, so two threads that set a field at once do no harm.
  private Forward forward;
  private Backward backward;
  private final boolean keepsInput;
  private final int piece;

  /** What a function needs in addition. */
  private enum Needs {
    /** The input z, for the derivative. */
    INPUT,
    /** A scratch array. */
    SCRATCH
  }

  /** Computes a from z: see {@link #forward}. */
  private interface Forward {
    void run(Kernels k, float[] z, float[] a, int at, int n, float[] scratch);
  }

  /** Multiplies d by f': see {@link #backward}. */
  private interface Backward {
    void run(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch);
  }

  Elementwise(Needs... needs) {
    this.keepsInput = List.of(needs).contains(Needs.INPUT);
    this.piece = List.of(needs).contains(Needs.SCRATCH) ? Scratch.PIECE : Integer.MAX_VALUE;
  }

  @Override
  public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
    Forward function = forward;
    if (function == null) {
      forward = function = linkForward();
    }
    function.run(k, z, a, at, n, scratch);
  }

  @Override
  public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
    Backward function = backward;
    if (function == null) {
      backward = function = linkBackward();
    }
    function.run(k, z, a, d, at, n, scratch);
  }

  @Override
  public boolean keepsInput() {
    return keepsInput;
  }

  @Override
  public int piece() {
    return piece;
  }

  @Override
  public boolean passesGradient() {
    return this != STEP;
  }

  private Forward linkForward() {
    return switch (this) {
      case IDENTITY -> (k, z, a, at, n, s) -> copy(z, a, at, n);
      case STEP -> (k, z, a, at, n, s) -> k.activations().step(z, at, a, at, n);
      case SIGMOID -> (k, z, a, at, n, s) -> k.functions().sigmoid(z, at, a, at, n);
      case TANH -> (k, z, a, at, n, s) -> k.functions().tanh(z, at, a, at, n);
      case ARCTAN -> (k, z, a, at, n, s) -> k.functions().atan(z, at, a, at, n);
      case RELU -> (k, z, a, at, n, s) -> k.activations().relu(z, at, a, at, n);
      case SOFTPLUS -> (k, z, a, at, n, s) -> k.functions().softplus(z, at, a, at, n);
      case GELU -> (k, z, a, at, n, s) -> {
        complement(k, z, at, n, s);
        k.activations().gelu(z, at, s, 0, a, at, n);
      };
      case GELU_TANH -> (k, z, a, at, n, s) -> {
        gate(k, z, at, n, s);
        k.arithmetic().multiply(z, at, s, 0, a, at, n);
      };
      case SILU -> (k, z, a, at, n, s) -> {
        k.functions().sigmoid(z, at, s, 0, n);
        k.arithmetic().multiply(z, at, s, 0, a, at, n);
      };
      case MISH -> (k, z, a, at, n, s) -> {
        if (a == z) {
          k.functions().mish(z, at, a, at, n);
        } else {
          k.functions().mishWithSlope(z, at, a, at, n);
        }
      };
      case SOFTSIGN -> (k, z, a, at, n, s) -> k.activations().softsign(z, at, a, at, n);
    };
  }

  private Backward linkBackward() {
    return switch (this) {
      case IDENTITY -> (k, z, a, d, at, n, s) -> { };
      case STEP -> (k, z, a, d, at, n, s) -> Arrays.fill(d, at, at + n, 0f);
      case SIGMOID -> (k, z, a, d, at, n, s) -> k.derivatives().sigmoidGradient(a, at, d, at, n);
      case TANH -> (k, z, a, d, at, n, s) -> k.derivatives().tanhGradient(a, at, d, at, n);
      case ARCTAN -> (k, z, a, d, at, n, s) -> k.derivatives().atanGradient(z, at, d, at, n);
      case RELU -> (k, z, a, d, at, n, s) -> k.derivatives().reluGradient(a, at, d, at, n);
      case SOFTPLUS -> (k, z, a, d, at, n, s) -> {
        k.arithmetic().scale(a, at, -1f, s, 0, n);
        k.functions().expm1(s, 0, s, 0, n);
        k.derivatives().multiplyDelta(s, 0, -1f, d, at, n);
      };
      case GELU -> (k, z, a, d, at, n, s) -> {
        complement(k, z, at, n, s);
        k.activations().halfSquare(z, at, s, Scratch.PIECE, n);
        k.functions().exp(s, Scratch.PIECE, s, Scratch.PIECE, n);
        k.derivatives().geluGradient(z, at, s, 0, s, Scratch.PIECE, d, at, n);
      };
      case GELU_TANH -> (k, z, a, d, at, n, s) -> {
        gate(k, z, at, n, s);
        k.derivatives().geluTanhGradient(z, at, s, 0, d, at, n);
      };
      case SILU -> (k, z, a, d, at, n, s) -> {
        k.functions().sigmoid(z, at, s, 0, n);
        k.derivatives().siluGradient(z, at, s, 0, d, at, n);
      };
      case MISH -> (k, z, a, d, at, n, s) -> k.derivatives().multiplyDelta(z, at, 1f, d, at, n);
      case SOFTSIGN -> (k, z, a, d, at, n, s) -> k.derivatives().softsignGradient(a, at, d, at, n);
    };
  }

  private static void copy(float[] z, float[] a, int at, int n) {
    if (a != z) {
      System.arraycopy(z, at, a, at, n);
    }
  }

  /** Computes s = erfc(-z/√2), which is 2Φ(z). */
  private static void complement(Kernels k, float[] z, int at, int n, float[] s) {
    k.arithmetic().scale(z, at, -SQRT_HALF, s, 0, n);
    k.functions().erfc(s, 0, s, 0, n);
  }

  /** Computes s = sigmoid(2u) of {@link #GELU_TANH}. */
  private static void gate(Kernels k, float[] z, int at, int n, float[] s) {
    k.activations().geluTanhInner(z, at, s, 0, n);
    k.functions().sigmoid(s, 0, s, 0, n);
  }
}
