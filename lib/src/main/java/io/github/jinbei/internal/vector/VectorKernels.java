package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The operations in lanes. Each method runs whole vectors and leaves the tail, less than a vector, to the scalar
 * implementation, whose bits are the same.
 *
 * <p>No vector is passed to or returned by a method of ours: in a large compilation C2 stops inlining those (but not
 * the JDK's), and then boxes every vector that crosses one.
 */
public final class VectorKernels implements Kernels {

  private static int requestedBits;

  private final ScalarKernels scalar = new ScalarKernels();
  private final MicroKernel microKernel;

  private VectorKernels(int bits) {
    boolean manyRegisters = bits == 512 || "aarch64".equals(System.getProperty("os.arch"));
    this.microKernel = new VectorMicroKernel(manyRegisters ? 32 : 16);
  }

  /** Makes the operations with vectors of the given width: once per VM, as the width is compiled in as a constant. */
  public static synchronized Kernels create(int bits) {
    if (requestedBits != 0 && requestedBits != bits) {
      throw new IllegalStateException("bits = " + bits + ", but this VM already runs with " + requestedBits);
    }
    requestedBits = bits;
    return new VectorKernels(bits);
  }

  /** The width that the VM prefers for floats, in bits. */
  public static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  static int requestedBits() {
    return requestedBits;
  }

  @Override
  public int bits() {
    return FLOAT.vectorBitSize();
  }

  @Override
  public MicroKernel microKernel() {
    return microKernel;
  }

  /** The part of n that whole vectors cover. */
  private static int whole(int n) {
    return n & -LANES;
  }

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.exp(x, xOff, y, yOff, end);
    scalar.exp(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.expm1(x, xOff, y, yOff, end);
    scalar.expm1(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.log(x, xOff, y, yOff, end);
    scalar.log(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.log1p(x, xOff, y, yOff, end);
    scalar.log1p(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.sigmoid(x, xOff, y, yOff, end);
    scalar.sigmoid(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.tanh(x, xOff, y, yOff, end);
    scalar.tanh(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.softplus(x, xOff, y, yOff, end);
    scalar.softplus(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.atan(x, xOff, y, yOff, end);
    scalar.atan(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.erf(x, xOff, y, yOff, end);
    scalar.erf(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.erfc(x, xOff, y, yOff, end);
    scalar.erfc(x, xOff + end, y, yOff + end, n - end);
  }

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
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector r = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.difference(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).sub(v).intoArray(x, xOff + i);
    }
    scalar.subtract(x, xOff + end, value, n - end);
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).div(v).intoArray(x, xOff + i);
    }
    scalar.divide(x, xOff + end, value, n - end);
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, z, zOff + i).abs().neg().intoArray(c, cOff + i);
    }
    VectorMath.exp(c, cOff, c, cOff, end);
    VectorMath.log1p(c, cOff, c, cOff, end);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector positive = v.blend(zero, v.compare(LE, zero));
      FloatVector linear = v.neg().fma(FloatVector.fromArray(FLOAT, y, yOff + i), positive);
      linear.add(FloatVector.fromArray(FLOAT, c, cOff + i)).intoArray(c, cOff + i);
    }
    scalar.binaryCrossEntropy(z, zOff + end, y, yOff + end, c, cOff + end, n - end);
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

  /** Four vectors of sums stay in registers while the rows of x pass: one alone would wait for each addition. */
  @Override
  public void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n) {
    int end = whole(n);
    int i = 0;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      FloatVector t0 = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector t1 = FloatVector.fromArray(FLOAT, s, sOff + i + LANES);
      FloatVector t2 = FloatVector.fromArray(FLOAT, s, sOff + i + 2 * LANES);
      FloatVector t3 = FloatVector.fromArray(FLOAT, s, sOff + i + 3 * LANES);
      for (int r = 0; r < rows; r++) {
        int row = xOff + r * xRow + i;
        t0 = t0.add(FloatVector.fromArray(FLOAT, x, row));
        t1 = t1.add(FloatVector.fromArray(FLOAT, x, row + LANES));
        t2 = t2.add(FloatVector.fromArray(FLOAT, x, row + 2 * LANES));
        t3 = t3.add(FloatVector.fromArray(FLOAT, x, row + 3 * LANES));
      }
      t0.intoArray(s, sOff + i);
      t1.intoArray(s, sOff + i + LANES);
      t2.intoArray(s, sOff + i + 2 * LANES);
      t3.intoArray(s, sOff + i + 3 * LANES);
    }
    for (; i < end; i += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, s, sOff + i);
      for (int r = 0; r < rows; r++) {
        total = total.add(FloatVector.fromArray(FLOAT, x, xOff + r * xRow + i));
      }
      total.intoArray(s, sOff + i);
    }
    scalar.addRows(x, xOff + end, xRow, rows, s, sOff + end, n - end);
  }

  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortMax(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, Float.NEGATIVE_INFINITY);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector greatest = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
        greatest = greatest.blend(v, v.compare(GT, greatest));
      }
      greatest.intoArray(lanes, first);
    }
    return scalar.maxInto(lanes, x, xOff, end, n);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortSum(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = total.add(FloatVector.fromArray(FLOAT, x, xOff + i));
      }
      total.intoArray(lanes, first);
    }
    return scalar.sumInto(lanes, x, xOff, end, n);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortDot(x, xOff, y, yOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
        total = v.fma(FloatVector.fromArray(FLOAT, y, yOff + i), total);
      }
      total.intoArray(lanes, first);
    }
    return scalar.dotInto(lanes, x, xOff, y, yOff, end, n);
  }
}
