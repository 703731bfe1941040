package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

import java.util.Arrays;

/** The reductions, one element at a time. */
public final class ScalarReductions implements ReductionKernels {

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

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return shortDot(x, xOff, y, yOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    return dotInto(lanes, x, xOff, y, yOff, 0, n);
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    return sumOfMagnitudesInto(lanes, x, xOff, 0, n);
  }

  /** Compares the bits of magnitudes, which have the same order as the magnitudes. Those of NaN are above all others. */
  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    int largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(x[xOff + i]) & Integer.MAX_VALUE);
    }
    return Float.intBitsToFloat(largest);
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

  /** Finishes {@link #max} from element {@code from} on. The lanes hold the result of the elements before. */
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

  /** Finishes {@link #sum} from element {@code from} on. The lanes hold the result of the elements before. */
  public float sumInto(float[] lanes, float[] x, int xOff, int from, int n) {
    for (int j = from; j < n; j++) {
      lanes[j % REDUCTION_LANES] += x[xOff + j];
    }
    return fold(lanes);
  }

  /** Finishes {@link #sumOfMagnitudes} from element {@code from} on. The lanes hold the result of the elements before. */
  public float sumOfMagnitudesInto(float[] lanes, float[] x, int xOff, int from, int n) {
    for (int j = from; j < n; j++) {
      lanes[j % REDUCTION_LANES] += Math.abs(x[xOff + j]);
    }
    return fold(lanes);
  }

  /** Finishes {@link #dot} from element {@code from} on. The lanes hold the result of the elements before. */
  public float dotInto(float[] lanes, float[] x, int xOff, float[] y, int yOff, int from, int n) {
    for (int j = from; j < n; j++) {
      int lane = j % REDUCTION_LANES;
      lanes[lane] = fma(x[xOff + j], y[yOff + j], lanes[lane]);
    }
    return fold(lanes);
  }

  /**
   * Returns {@link #sum} of at most 16 values: one in each lane, with the same folds. For up to four values no zeros of other
   * lanes are added, which change no bit, as no sum of a lane is -0. More values have a method of their own, since C2 does not
   * inline a method of more than 325 bytes. The calls for the losses of its rows took 2 % of T6's step (Zen 5).
   */
  public float shortSum(float[] x, int xOff, int n) {
    if (n == 1) {
      return 0f + x[xOff];
    }
    if (n > 1 && n <= 4) {
      float s0 = 0f + x[xOff];
      float s1 = 0f + x[xOff + 1];
      float s2 = n > 2 ? 0f + x[xOff + 2] : 0f;
      float s3 = n > 3 ? 0f + x[xOff + 3] : 0f;
      return (s0 + s2) + (s1 + s3);
    }
    return sumOfLanes(x, xOff, n);
  }

  private static float sumOfLanes(float[] x, int xOff, int n) {
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

  /** Returns {@link #dot} of at most 16 values, as {@link #shortSum} does. An fma may be -0, so 0 is added to it. */
  public float shortDot(float[] x, int xOff, float[] y, int yOff, int n) {
    if (n == 1) {
      return 0f + fma(x[xOff], y[yOff], 0f);
    }
    if (n > 1 && n <= 4) {
      float s0 = 0f + fma(x[xOff], y[yOff], 0f);
      float s1 = 0f + fma(x[xOff + 1], y[yOff + 1], 0f);
      float s2 = n > 2 ? 0f + fma(x[xOff + 2], y[yOff + 2], 0f) : 0f;
      float s3 = n > 3 ? 0f + fma(x[xOff + 3], y[yOff + 3], 0f) : 0f;
      return (s0 + s2) + (s1 + s3);
    }
    return dotOfLanes(x, xOff, y, yOff, n);
  }

  private static float dotOfLanes(float[] x, int xOff, float[] y, int yOff, int n) {
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

  /** Returns {@link #max} of at most 16 values, in order. The order may change the sign of a zero, nothing else. */
  public float shortMax(float[] x, int xOff, int n) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      greatest = x[xOff + j] > greatest ? x[xOff + j] : greatest;
    }
    return greatest;
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
