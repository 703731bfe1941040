package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

import io.github.jinbei.internal.gemm.MicroKernel;
import java.util.Arrays;

/** The operations one element at a time: what runs without vectors, and the oracle of what runs with them. */
public final class ScalarKernels implements Kernels {

  private static final int LEAST_DELTA_BITS = Float.floatToRawIntBits(LEAST_DELTA);

  private final MicroKernel microKernel = new ScalarMicroKernel();

  @Override
  public int bits() {
    return Float.SIZE;
  }

  @Override
  public MicroKernel microKernel() {
    return microKernel;
  }

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.exp(x[xOff + i]);
    }
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.expm1(x[xOff + i]);
    }
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.log(x[xOff + i]);
    }
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.log1p(x[xOff + i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.sigmoid(x[xOff + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.tanh(x[xOff + i]);
    }
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.softplus(x[xOff + i]);
    }
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.atan(x[xOff + i]);
    }
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarErf.erf(x[xOff + i]);
    }
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarErf.erfc(x[xOff + i]);
    }
  }

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v <= 0 ? 0f : v;
    }
  }

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(-v, v, v));
    }
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(-v, v, 1f));
    }
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = a[aOff + i] > 0 ? delta(d[dOff + i]) : 0f;
    }
  }

  @Override
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = x[xOff + i] * factor;
    }
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    for (int i = 0; i < n; i++) {
      t[tOff + i] = x[xOff + i] * y[yOff + i];
    }
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    for (int i = 0; i < n; i++) {
      t[tOff + i] = x[xOff + i] - y[yOff + i];
    }
  }

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff,
      int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = fma(x[xOff + i], g[gOff + i], b[bOff + i]);
    }
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v >= 0 ? 1f : v < 0 ? 0f : v;
    }
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v > 0 ? v : v * slope;
    }
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = d[dOff + i];
      d[dOff + i] = delta(a[aOff + i] > 0 ? v : v * slope);
    }
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      a[aOff + i] = v > 0 ? v : v * alpha[alphaOff + i];
    }
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff,
      int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      float r = d[dOff + i];
      e[eOff + i] = delta(v > 0 ? 0f : v * r);
      d[dOff + i] = delta(v > 0 ? r : r * alpha[alphaOff + i]);
    }
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff,
      int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      a[aOff + i] = v > 0 ? positive * v : negative * s[sOff + i];
    }
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * (v > 0 ? positive : v + negative));
    }
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(d[dOff + i] * (p[pOff + i] * factor));
    }
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      d[dOff + i] = delta(d[dOff + i] / fma(v, v, 1f));
    }
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v / (1 + Math.abs(v));
    }
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float t = 1 - Math.abs(a[aOff + i]);
      d[dOff + i] = delta(d[dOff + i] * (t * t));
    }
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float p = s[sOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(p, z[zOff + i] * (1 - p), p));
    }
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    for (int i = 0; i < n; i++) {
      a[aOff + i] = (0.5f * z[zOff + i]) * c[cOff + i];
    }
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = (-0.5f * v) * v;
    }
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(d[dOff + i] * fma(z[zOff + i] * NORMAL_DENSITY, e[eOff + i], 0.5f * c[cOff + i]));
    }
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = clamped(z[zOff + i], GELU_BOUND);
      y[yOff + i] = v * fma(v * v, GELU_CUBIC, GELU_LINEAR);
    }
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = clamped(z[zOff + i], GELU_BOUND);
      float p = s[sOff + i];
      float u = fma(v * v, GELU_CUBIC_SLOPE, GELU_LINEAR);
      d[dOff + i] = delta(d[dOff + i] * fma(p, (v * (1 - p)) * u, p));
    }
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float e = x[xOff + i] - y[yOff + i];
      d[dOff + i] = e > 0 ? 1f : e < 0 ? -1f : e;
    }
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = Math.abs(x[xOff + i] - y[yOff + i]);
    }
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    for (int i = 0; i < n; i++) {
      float e = Math.abs(x[xOff + i] - y[yOff + i]);
      c[cOff + i] = e <= bound ? (0.5f * e) * e : bound * (e - 0.5f * bound);
    }
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(clamped(x[xOff + i] - y[yOff + i], bound));
    }
  }

  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff,
      int n) {
    for (int i = 0; i < n; i++) {
      int h = mixed(key + (firstUnit + i) * UNIT_STEP);
      y[yOff + i] = h >>> 8 >= threshold ? x[xOff + i] * factor : 0f;
    }
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff,
      int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(scale * fma(-projection, xhat[xOff + i], d[dOff + i] - mean));
    }
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(g[gOff + i] * fma(-p[pOff + i], xhat[xOff + i], d[dOff + i] - m[mOff + i]));
    }
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(p[pOff + i] * (d[dOff + i] - mean));
    }
  }

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(x[xOff + i] - y[yOff + i]);
    }
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] -= value;
    }
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] /= value;
    }
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      float positive = v <= 0 ? 0f : v;
      float tail = ScalarMath.log1p(ScalarMath.exp(-Math.abs(v)));
      c[cOff + i] = fma(-v, y[yOff + i], positive) + tail;
    }
  }

  @Override
  public void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay) {
    for (int i = 0; i < n; i++) {
      g[gOff + i] = fma(decay, w[wOff + i], g[gOff + i] * scale);
    }
  }

  @Override
  public void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate) {
    for (int i = 0; i < n; i++) {
      float v = w[wOff + i];
      w[wOff + i] = fma(-rate, fma(decay, v, g[gOff + i] * scale), v);
    }
  }

  @Override
  public void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      v[at + i] = fma(momentum, v[at + i], -rate * gradient);
      w[at + i] += v[at + i];
    }
  }

  @Override
  public void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    for (int i = 0; i < n; i++) {
      float down = -rate * fma(decay, w[at + i], g[gOff + i] * scale);
      float step = fma(momentum, v[at + i], down);
      v[at + i] = step;
      w[at + i] += fma(momentum, step, down);
    }
  }

  @Override
  public void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float squares = fma(gradient, gradient, s[at + i]);
      s[at + i] = squares;
      w[at + i] = fma(-rate, gradient / ((float) Math.sqrt(squares) + epsilon), w[at + i]);
    }
  }

  @Override
  public void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float rho, float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float squares = fma(rho, s[at + i], ((1 - rho) * gradient) * gradient);
      s[at + i] = squares;
      w[at + i] = fma(-rate, gradient / ((float) Math.sqrt(squares) + epsilon), w[at + i]);
    }
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay,
      float beta1, float beta2, float rate, float unbias, float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float first = fma(beta1, m[at + i], (1 - beta1) * gradient);
      float second = fma(beta2, v[at + i], ((1 - beta2) * gradient) * gradient);
      m[at + i] = first;
      v[at + i] = second;
      w[at + i] = fma(-rate, first / ((float) Math.sqrt(second * unbias) + epsilon), w[at + i]);
    }
  }

  @Override
  public void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        s[sOff + i] += x[xOff + r * xRow + i];
      }
    }
  }

  @Override
  public void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s,
      int sOff, int n) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        s[sOff + i] = fma(x[xOff + r * xRow + i], y[yOff + r * yRow + i], s[sOff + i]);
      }
    }
  }

  @Override
  public void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = w[wOff + i];
      g[gOff + i] += v > 0 ? factor : v < 0 ? -factor : 0f;
    }
  }

  @Override
  public void clamp(float[] x, int xOff, float bound, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] = clamped(x[xOff + i], bound);
    }
  }

  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return shortMax(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, Float.NEGATIVE_INFINITY);
    return maxInto(lanes, x, xOff, 0, n);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return shortSum(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    return sumInto(lanes, x, xOff, 0, n);
  }

  /** Bits of magnitudes are ordered as the magnitudes are, and those of NaN are above all. */
  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    int largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(x[xOff + i]) & Integer.MAX_VALUE);
    }
    return Float.intBitsToFloat(largest);
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    return sumOfMagnitudesInto(lanes, x, xOff, 0, n);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return shortDot(x, xOff, y, yOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    return dotInto(lanes, x, xOff, y, yOff, 0, n);
  }

  /** Finishes {@link #max} from element {@code from} on, the lanes holding what came before. */
  public float maxInto(float[] lanes, float[] x, int xOff, int from, int n) {
    for (int j = from; j < n; j++) {
      int lane = j % REDUCTION_LANES;
      lanes[lane] = x[xOff + j] > lanes[lane] ? x[xOff + j] : lanes[lane];
    }
    for (int half = REDUCTION_LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] = lanes[i + half] > lanes[i] ? lanes[i + half] : lanes[i];
      }
    }
    return lanes[0];
  }

  /** Finishes {@link #sum} from element {@code from} on, the lanes holding what came before. */
  public float sumInto(float[] lanes, float[] x, int xOff, int from, int n) {
    for (int j = from; j < n; j++) {
      lanes[j % REDUCTION_LANES] += x[xOff + j];
    }
    return fold(lanes);
  }

  /** Finishes {@link #sumOfMagnitudes} from element {@code from} on, the lanes holding what came before. */
  public float sumOfMagnitudesInto(float[] lanes, float[] x, int xOff, int from, int n) {
    for (int j = from; j < n; j++) {
      lanes[j % REDUCTION_LANES] += Math.abs(x[xOff + j]);
    }
    return fold(lanes);
  }

  /** Finishes {@link #dot} from element {@code from} on, the lanes holding what came before. */
  public float dotInto(float[] lanes, float[] x, int xOff, float[] y, int yOff, int from, int n) {
    for (int j = from; j < n; j++) {
      int lane = j % REDUCTION_LANES;
      lanes[lane] = fma(x[xOff + j], y[yOff + j], lanes[lane]);
    }
    return fold(lanes);
  }

  /** {@link #sum} of at most 16 values: one in a lane, and the same folds. */
  public float shortSum(float[] x, int xOff, int n) {
    if (n == 1) {
      return 0f + x[xOff];
    }
    float t0 = lane(x, xOff, 0, n) + lane(x, xOff, 8, n);
    float t1 = lane(x, xOff, 1, n) + lane(x, xOff, 9, n);
    float t2 = lane(x, xOff, 2, n) + lane(x, xOff, 10, n);
    float t3 = lane(x, xOff, 3, n) + lane(x, xOff, 11, n);
    float t4 = lane(x, xOff, 4, n) + lane(x, xOff, 12, n);
    float t5 = lane(x, xOff, 5, n) + lane(x, xOff, 13, n);
    float t6 = lane(x, xOff, 6, n) + lane(x, xOff, 14, n);
    float t7 = lane(x, xOff, 7, n) + lane(x, xOff, 15, n);
    return ((t0 + t4) + (t2 + t6)) + ((t1 + t5) + (t3 + t7));
  }

  private static float lane(float[] x, int xOff, int j, int n) {
    return j < n ? 0f + x[xOff + j] : 0f;
  }

  /** {@link #dot} of at most 16 values: one in a lane, and the same folds. */
  public float shortDot(float[] x, int xOff, float[] y, int yOff, int n) {
    if (n == 1) {
      return fma(x[xOff], y[yOff], 0f);
    }
    float t0 = lane(x, xOff, y, yOff, 0, n) + lane(x, xOff, y, yOff, 8, n);
    float t1 = lane(x, xOff, y, yOff, 1, n) + lane(x, xOff, y, yOff, 9, n);
    float t2 = lane(x, xOff, y, yOff, 2, n) + lane(x, xOff, y, yOff, 10, n);
    float t3 = lane(x, xOff, y, yOff, 3, n) + lane(x, xOff, y, yOff, 11, n);
    float t4 = lane(x, xOff, y, yOff, 4, n) + lane(x, xOff, y, yOff, 12, n);
    float t5 = lane(x, xOff, y, yOff, 5, n) + lane(x, xOff, y, yOff, 13, n);
    float t6 = lane(x, xOff, y, yOff, 6, n) + lane(x, xOff, y, yOff, 14, n);
    float t7 = lane(x, xOff, y, yOff, 7, n) + lane(x, xOff, y, yOff, 15, n);
    return ((t0 + t4) + (t2 + t6)) + ((t1 + t5) + (t3 + t7));
  }

  private static float lane(float[] x, int xOff, float[] y, int yOff, int j, int n) {
    return j < n ? fma(x[xOff + j], y[yOff + j], 0f) : 0f;
  }

  /** {@link #max} of at most 16 values, in order: the sign of a zero apart, the greatest does not depend on it. */
  public float shortMax(float[] x, int xOff, int n) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      greatest = x[xOff + j] > greatest ? x[xOff + j] : greatest;
    }
    return greatest;
  }

  /** Without a branch, for the reason that {@link #delta} gives; min and max keep NaN. */
  private static float clamped(float v, float bound) {
    return Math.max(-bound, Math.min(v, bound));
  }

  private static int mixed(int number) {
    int h = number;
    h ^= h >>> 16;
    h *= MIX1;
    h ^= h >>> 15;
    h *= MIX2;
    h ^= h >>> 16;
    return h;
  }

  /**
   * 0 for what is below {@link #LEAST_DELTA} in magnitude, else d. Without a branch: C2 leaves out one that was never
   * taken, and where a first tiny delta turns up late, in the tail of a vector loop, it throws away the compiled loop,
   * which then boxes its vectors until it is compiled again.
   */
  private static float delta(float d) {
    int bits = Float.floatToRawIntBits(d);
    int tiny = (bits & Integer.MAX_VALUE) - LEAST_DELTA_BITS >> Integer.SIZE - 1; // all ones or none
    return Float.intBitsToFloat(bits & ~tiny);
  }

  private static float fold(float[] lanes) {
    for (int half = REDUCTION_LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
