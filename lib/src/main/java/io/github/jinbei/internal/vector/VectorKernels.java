package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The operations in lanes. Each method runs whole vectors and leaves the tail, less than a vector, to the scalar
 * implementation, whose bits are the same.
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

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOAT, x, i);
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      VectorMath.sigmoid(load(x, xOff + i)).intoArray(y, yOff + i);
    }
    scalar.sigmoid(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      VectorMath.tanh(load(x, xOff + i)).intoArray(y, yOff + i);
    }
    scalar.tanh(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      positivePart(load(x, xOff + i)).intoArray(y, yOff + i);
    }
    scalar.relu(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      VectorMath.exp(load(x, xOff + i)).intoArray(y, yOff + i);
    }
    scalar.exp(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = load(a, aOff + i);
      delta(load(d, dOff + i).mul(v.neg().fma(v, v))).intoArray(d, dOff + i);
    }
    scalar.sigmoidGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = load(a, aOff + i);
      delta(load(d, dOff + i).mul(v.neg().fma(v, one))).intoArray(d, dOff + i);
    }
    scalar.tanhGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = load(a, aOff + i);
      zero.blend(delta(load(d, dOff + i)), v.compare(VectorOperators.GT, zero)).intoArray(d, dOff + i);
    }
    scalar.reluGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector m = FloatVector.broadcast(FLOAT, mean);
    for (int i = 0; i < end; i += LANES) {
      delta(load(p, pOff + i).mul(load(d, dOff + i).sub(m))).intoArray(d, dOff + i);
    }
    scalar.softmaxGradient(p, pOff + end, mean, d, dOff + end, n - end);
  }

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      delta(load(x, xOff + i).sub(load(y, yOff + i))).intoArray(d, dOff + i);
    }
    scalar.difference(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      load(x, xOff + i).sub(v).intoArray(x, xOff + i);
    }
    scalar.subtract(x, xOff + end, value, n - end);
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    int end = whole(n);
    FloatVector v = FloatVector.broadcast(FLOAT, value);
    for (int i = 0; i < end; i += LANES) {
      load(x, xOff + i).div(v).intoArray(x, xOff + i);
    }
    scalar.divide(x, xOff + end, value, n - end);
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = load(z, zOff + i);
      FloatVector tail = VectorMath.log1p(VectorMath.exp(v.abs().neg()));
      v.neg().fma(load(y, yOff + i), positivePart(v)).add(tail).intoArray(c, cOff + i);
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
      FloatVector v = load(w, wOff + i);
      down.fma(l.fma(v, load(g, gOff + i).mul(s)), v).intoArray(w, wOff + i);
    }
    scalar.descend(w, wOff + end, g, gOff + end, n - end, scale, decay, rate);
  }

  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, Float.NEGATIVE_INFINITY);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector greatest = load(lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        FloatVector v = load(x, xOff + i);
        greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
      }
      greatest.intoArray(lanes, first);
    }
    return scalar.maxInto(lanes, x, xOff, end, n);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = load(lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = total.add(load(x, xOff + i));
      }
      total.intoArray(lanes, first);
    }
    return scalar.sumInto(lanes, x, xOff, end, n);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = load(lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = load(x, xOff + i).fma(load(y, yOff + i), total);
      }
      total.intoArray(lanes, first);
    }
    return scalar.dotInto(lanes, x, xOff, y, yOff, end, n);
  }

  /** {@code |d| < LEAST_DELTA ? 0 : d} */
  private static FloatVector delta(FloatVector d) {
    return d.blend(FloatVector.zero(FLOAT), d.abs().compare(VectorOperators.LT, LEAST_DELTA));
  }

  /** {@code x <= 0 ? 0 : x}: NaN is kept and -0 made +0. */
  private static FloatVector positivePart(FloatVector x) {
    FloatVector zero = FloatVector.zero(FLOAT);
    return x.blend(zero, x.compare(VectorOperators.LE, zero));
  }
}
