package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarKernels;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * The operations in lanes. Each method runs whole vectors and leaves the tail, less than a vector, to the scalar
 * implementation, whose bits are the same.
 *
 * <p>No vector is passed to or returned by a method of ours: in a large compilation C2 stops inlining those (but not
 * the JDK's), and then boxes every vector that crosses one.
 */
public final class VectorKernels implements Kernels {

  /** {@link #UNIT_STEP} times 0, 1, 2 and so on, for vectors of any width. */
  private static final int[] UNIT_STEPS = new int[REDUCTION_LANES];

  static {
    for (int i = 0; i < UNIT_STEPS.length; i++) {
      UNIT_STEPS[i] = i * UNIT_STEP;
    }
  }

  private static int requestedBits;

  private final ScalarKernels scalar = new ScalarKernels();
  private final MicroKernel microKernel;

  private VectorKernels(int bits) {
    this.microKernel = new VectorMicroKernel(VectorMicroKernel.tallest(bits, System.getProperty("os.arch", "")));
  }

  /**
   * Makes the operations with vectors of the given width: once per VM, as the width is compiled in as a constant.
   *
   * @throws LinkageError if a class of this package is missing or cannot be initialized
   */
  public static synchronized Kernels create(int bits) {
    if (requestedBits != 0 && requestedBits != bits) {
      throw new IllegalStateException("bits = " + bits + ", but this VM already runs with " + requestedBits);
    }
    requestedBits = bits;
    initializeClasses(bits);
    OperatorProfile.prepare();
    return new VectorKernels(bits);
  }

  /**
   * Loads every class of this package and initializes those that vectors of this width need, so that one that fails does so
   * here and not in a later training step.
   */
  private static void initializeClasses(int bits) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      for (Class<?> type : new Class<?>[] {Species.class, OperatorProfile.class, FirstCalls.class, VectorMicroKernel.class,
          AdjacentTiles.class, ApartTiles.class, RowTiles.class, Transpose16.class, VectorErf.class, VectorMath.class}) {
        if (type != Transpose16.class || bits == 512) {
          lookup.ensureInitialized(type);
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // all are of this package
    }
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
    VectorErf.erf(x, xOff, y, yOff, end);
    scalar.erf(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorErf.erfc(x, xOff, y, yOff, end);
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
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).mul(f).intoArray(y, yOff + i);
    }
    scalar.scale(x, xOff + end, factor, y, yOff + end, n - end);
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).mul(FloatVector.fromArray(FLOAT, y, yOff + i)).intoArray(t, tOff + i);
    }
    scalar.multiply(x, xOff + end, y, yOff + end, t, tOff + end, n - end);
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i)).intoArray(t, tOff + i);
    }
    scalar.minus(x, xOff + end, y, yOff + end, t, tOff + end, n - end);
  }

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff,
      int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      FloatVector shift = FloatVector.fromArray(FLOAT, b, bOff + i);
      v.fma(FloatVector.fromArray(FLOAT, g, gOff + i), shift).intoArray(y, yOff + i);
    }
    scalar.scaleAndShift(x, xOff + end, g, gOff + end, b, bOff + end, y, yOff + end, n - end);
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.blend(zero, v.compare(LT, zero)).blend(one, v.compare(GE, zero)).intoArray(y, yOff + i);
    }
    scalar.step(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, slope);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.mul(f).blend(v, v.compare(GT, zero)).intoArray(y, yOff + i);
    }
    scalar.leakyRelu(x, xOff + end, slope, y, yOff + end, n - end);
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, slope);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i);
      FloatVector r = v.mul(f).blend(v, FloatVector.fromArray(FLOAT, a, aOff + i).compare(GT, zero));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.leakyReluGradient(a, aOff + end, slope, d, dOff + end, n - end);
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      v.mul(FloatVector.fromArray(FLOAT, alpha, alphaOff + i)).blend(v, v.compare(GT, zero)).intoArray(a, aOff + i);
    }
    scalar.prelu(z, zOff + end, alpha, alphaOff + end, a, aOff + end, n - end);
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      VectorMask<Float> positive = v.compare(GT, zero);
      FloatVector old = FloatVector.fromArray(FLOAT, d, dOff + i);
      FloatVector t = v.mul(old).blend(zero, positive);
      t.blend(zero, t.abs().compare(LT, LEAST_DELTA)).intoArray(e, eOff + i);
      FloatVector r = old.mul(FloatVector.fromArray(FLOAT, alpha, alphaOff + i)).blend(old, positive);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.preluGradient(z, zOff + end, alpha, alphaOff + end, d, dOff + end, e, eOff + end, n - end);
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector up = FloatVector.broadcast(FLOAT, positive);
    FloatVector down = FloatVector.broadcast(FLOAT, negative);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector below = down.mul(FloatVector.fromArray(FLOAT, s, sOff + i));
      below.blend(up.mul(v), v.compare(GT, zero)).intoArray(a, aOff + i);
    }
    scalar.elu(z, zOff + end, s, sOff + end, positive, negative, a, aOff + end, n - end);
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector up = FloatVector.broadcast(FLOAT, positive);
    FloatVector down = FloatVector.broadcast(FLOAT, negative);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, a, aOff + i);
      FloatVector slope = v.add(down).blend(up, v.compare(GT, zero));
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.eluGradient(a, aOff + end, positive, negative, d, dOff + end, n - end);
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    for (int i = 0; i < end; i += LANES) {
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(FloatVector.fromArray(FLOAT, p, pOff + i).mul(f));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.multiplyDelta(p, pOff + end, factor, d, dOff + end, n - end);
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).div(v.fma(v, one));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.atanGradient(z, zOff + end, d, dOff + end, n - end);
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.div(one.add(v.abs())).intoArray(y, yOff + i);
    }
    scalar.softsign(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector t = one.sub(FloatVector.fromArray(FLOAT, a, aOff + i).abs());
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(t.mul(t));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.softsignGradient(a, aOff + end, d, dOff + end, n - end);
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector slope = p.fma(FloatVector.fromArray(FLOAT, z, zOff + i).mul(one.sub(p)), p);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.siluGradient(z, zOff + end, s, sOff + end, d, dOff + end, n - end);
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = half.mul(FloatVector.fromArray(FLOAT, z, zOff + i));
      v.mul(FloatVector.fromArray(FLOAT, c, cOff + i)).intoArray(a, aOff + i);
    }
    scalar.gelu(z, zOff + end, c, cOff + end, a, aOff + end, n - end);
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, -0.5f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      half.mul(v).mul(v).intoArray(y, yOff + i);
    }
    scalar.halfSquare(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    FloatVector density = FloatVector.broadcast(FLOAT, NORMAL_DENSITY);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i).mul(density);
      FloatVector below = half.mul(FloatVector.fromArray(FLOAT, c, cOff + i));
      FloatVector slope = v.fma(FloatVector.fromArray(FLOAT, e, eOff + i), below);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.geluGradient(z, zOff + end, c, cOff + end, e, eOff + end, d, dOff + end, n - end);
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    int end = whole(n);
    FloatVector high = FloatVector.broadcast(FLOAT, GELU_BOUND);
    FloatVector low = FloatVector.broadcast(FLOAT, -GELU_BOUND);
    FloatVector linear = FloatVector.broadcast(FLOAT, GELU_LINEAR);
    FloatVector cubic = FloatVector.broadcast(FLOAT, GELU_CUBIC);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector c = v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low));
      c.mul(c.mul(c).fma(cubic, linear)).intoArray(y, yOff + i);
    }
    scalar.geluTanhInner(z, zOff + end, y, yOff + end, n - end);
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    FloatVector high = FloatVector.broadcast(FLOAT, GELU_BOUND);
    FloatVector low = FloatVector.broadcast(FLOAT, -GELU_BOUND);
    FloatVector linear = FloatVector.broadcast(FLOAT, GELU_LINEAR);
    FloatVector cubic = FloatVector.broadcast(FLOAT, GELU_CUBIC_SLOPE);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, z, zOff + i);
      FloatVector c = v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low));
      FloatVector p = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector u = c.mul(c).fma(cubic, linear);
      FloatVector slope = p.fma(c.mul(one.sub(p)).mul(u), p);
      FloatVector r = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.geluTanhGradient(z, zOff + end, s, sOff + end, d, dOff + end, n - end);
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    FloatVector minusOne = FloatVector.broadcast(FLOAT, -1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      e.blend(one, e.compare(GT, zero)).blend(minusOne, e.compare(LT, zero)).intoArray(d, dOff + i);
    }
    scalar.signs(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      e.abs().intoArray(d, dOff + i);
    }
    scalar.absoluteDifference(x, xOff + end, y, yOff + end, d, dOff + end, n - end);
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    int end = whole(n);
    FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
    FloatVector b = FloatVector.broadcast(FLOAT, bound);
    FloatVector back = FloatVector.broadcast(FLOAT, 0.5f * bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i)).abs();
      FloatVector linear = b.mul(e.sub(back));
      linear.blend(half.mul(e).mul(e), e.compare(LE, b)).intoArray(c, cOff + i);
    }
    scalar.huber(x, xOff + end, y, yOff + end, bound, c, cOff + end, n - end);
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector high = FloatVector.broadcast(FLOAT, bound);
    FloatVector low = FloatVector.broadcast(FLOAT, -bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOAT, x, xOff + i).sub(FloatVector.fromArray(FLOAT, y, yOff + i));
      FloatVector r = e.blend(high, e.compare(GT, high)).blend(low, e.compare(LT, low));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.huberGradient(x, xOff + end, y, yOff + end, bound, d, dOff + end, n - end);
  }

  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff,
      int n) {
    int end = whole(n);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    IntVector zero = IntVector.zero(INT);
    IntVector least = IntVector.broadcast(INT, threshold);
    IntVector mix1 = IntVector.broadcast(INT, MIX1);
    IntVector mix2 = IntVector.broadcast(INT, MIX2);
    IntVector start = IntVector.broadcast(INT, key + firstUnit * UNIT_STEP);
    IntVector first = IntVector.fromArray(INT, UNIT_STEPS, 0).add(start);
    for (int i = 0; i < end; i += LANES) {
      IntVector h = first.add(IntVector.broadcast(INT, i * UNIT_STEP));
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).mul(mix1);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).mul(mix2);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).lanewise(LSHR, 8);
      IntVector bits = FloatVector.fromArray(FLOAT, x, xOff + i).mul(f).reinterpretAsInts();
      bits.blend(zero, h.compare(LT, least)).reinterpretAsFloats().intoArray(y, yOff + i);
    }
    scalar.dropout(x, xOff + end, key, firstUnit + end, threshold, factor, y, yOff + end, n - end);
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff,
      int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector m = FloatVector.broadcast(FLOAT, mean);
    FloatVector p = FloatVector.broadcast(FLOAT, -projection);
    FloatVector f = FloatVector.broadcast(FLOAT, scale);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i).sub(m);
      FloatVector r = f.mul(p.fma(FloatVector.fromArray(FLOAT, xhat, xOff + i), v));
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.normGradient(xhat, xOff + end, mean, projection, scale, d, dOff + end, n - end);
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    int end = whole(n);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, d, dOff + i).sub(FloatVector.fromArray(FLOAT, m, mOff + i));
      FloatVector projection = FloatVector.fromArray(FLOAT, p, pOff + i).neg();
      FloatVector t = projection.fma(FloatVector.fromArray(FLOAT, xhat, xOff + i), v);
      FloatVector r = FloatVector.fromArray(FLOAT, g, gOff + i).mul(t);
      r.blend(zero, r.abs().compare(LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
    scalar.batchNormGradient(xhat, xOff + end, g, gOff + end, m, mOff + end, p, pOff + end, d, dOff + end, n - end);
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

  /** Four vectors at a time, as in {@link #addRows}. */
  @Override
  public void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s,
      int sOff, int n) {
    int end = whole(n);
    int i = 0;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      FloatVector t0 = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector t1 = FloatVector.fromArray(FLOAT, s, sOff + i + LANES);
      FloatVector t2 = FloatVector.fromArray(FLOAT, s, sOff + i + 2 * LANES);
      FloatVector t3 = FloatVector.fromArray(FLOAT, s, sOff + i + 3 * LANES);
      for (int r = 0; r < rows; r++) {
        int a = xOff + r * xRow + i;
        int b = yOff + r * yRow + i;
        t0 = FloatVector.fromArray(FLOAT, x, a).fma(FloatVector.fromArray(FLOAT, y, b), t0);
        t1 = FloatVector.fromArray(FLOAT, x, a + LANES).fma(FloatVector.fromArray(FLOAT, y, b + LANES), t1);
        t2 = FloatVector.fromArray(FLOAT, x, a + 2 * LANES).fma(FloatVector.fromArray(FLOAT, y, b + 2 * LANES), t2);
        t3 = FloatVector.fromArray(FLOAT, x, a + 3 * LANES).fma(FloatVector.fromArray(FLOAT, y, b + 3 * LANES), t3);
      }
      t0.intoArray(s, sOff + i);
      t1.intoArray(s, sOff + i + LANES);
      t2.intoArray(s, sOff + i + 2 * LANES);
      t3.intoArray(s, sOff + i + 3 * LANES);
    }
    for (; i < end; i += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, s, sOff + i);
      for (int r = 0; r < rows; r++) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + r * xRow + i);
        total = v.fma(FloatVector.fromArray(FLOAT, y, yOff + r * yRow + i), total);
      }
      total.intoArray(s, sOff + i);
    }
    scalar.addProductRows(x, xOff + end, xRow, y, yOff + end, yRow, rows, s, sOff + end, n - end);
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
  public void clamp(float[] x, int xOff, float bound, int n) {
    int end = whole(n);
    FloatVector high = FloatVector.broadcast(FLOAT, bound);
    FloatVector low = FloatVector.broadcast(FLOAT, -bound);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      v.blend(high, v.compare(GT, high)).blend(low, v.compare(LT, low)).intoArray(x, xOff + i);
    }
    scalar.clamp(x, xOff + end, bound, n - end);
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

  /** The last vector may take values a second time: a maximum does not change by that. */
  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    if (n < LANES) {
      return scalar.largestMagnitude(x, xOff, n);
    }
    IntVector magnitude = IntVector.broadcast(INT, Integer.MAX_VALUE);
    IntVector largest = FloatVector.fromArray(FLOAT, x, xOff + n - LANES).reinterpretAsInts().and(magnitude);
    int end = whole(n);
    for (int i = 0; i < end; i += LANES) {
      largest = largest.max(FloatVector.fromArray(FLOAT, x, xOff + i).reinterpretAsInts().and(magnitude));
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = total.add(FloatVector.fromArray(FLOAT, x, xOff + i).abs());
      }
      total.intoArray(lanes, first);
    }
    return scalar.sumOfMagnitudesInto(lanes, x, xOff, end, n);
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
