package io.github.jinbei.internal.kernel;

import java.util.Arrays;

/** Floats to try a function of one argument on. */
public final class FloatSamples {

  /** A prime, so that the sample's mantissas differ from exponent to exponent: 4.3 million of the 2^32 floats. */
  private static final int STEP = 997;

  /** Where a function or one of its branches changes: range ends, overflow, underflow, saturation, scaling. */
  private static final float[] POINTS = {
    0f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY,
    0x1p-40f, 0x1p-25f, 0x1p-24f, 0x1p-23f, 0x1p-12f, 0x1p23f, 0x1p24f, 0x1p25f, 0x1p63f, 0x1p126f, 0x1p127f,
    0.5f, 0.7f, 1f, 2f, 10f, 16f, 20f, 89f, 104f, // bounds in the code, and powers of two
    0.70710677f, 1.4142135f, 2.4056e38f, // where the mantissa of log wraps
    9.010913f, 16.635532f, 17.32868f, // saturation of tanh, sigmoid, expm1
    87.33655f, 88.02969f, 88.72284f, 103.27893f, 103.97208f // exp: denormal, 2^127, overflow, last and half last bit
  };

  /** The same for softplus, atan, erf, erfc and mish, apart from the above: hashes of results on {@link #dense} are pinned. */
  private static final float[] TURNS = {
    1f, 17.32868f, 103.97208f, 104f, // softplus is x, 0; atan takes 1/x
    0.85f, 3.8769524f, 3.919206f, 4f, // erf: polynomials, 1
    3f, 9.19455f, 10.054194f, 10.25f, // erfc: d - 3, denormal, 0
    16f, 87f, 91.8f, 108.67f, 110f // mish: x, derivative, denormal, 0
  };

  /** Floats on each side of a point, besides the point itself. */
  private static final int NEIGHBOURS = 50;

  private FloatSamples() {}

  /** A dense sample of all bit patterns, then every point of interest and odd multiple of ln(2)/2 with neighbours. */
  public static float[] dense() {
    int dense = (int) ((1L << 32) / STEP) + 1;
    int multiples = 301; // k ln(2)/2 up to 104: where the integer of the range reduction changes
    int around = 2 * NEIGHBOURS + 1;
    float[] all = Arrays.copyOf(everyNth(dense), dense + 2 * around * (POINTS.length + multiples));
    int next = dense;
    for (float point : POINTS) {
      next = putAround(all, next, point);
    }
    for (int k = 1; k <= multiples; k++) {
      next = putAround(all, next, (float) (k * Math.log(2) / 2));
    }
    return all;
  }

  /** Every turn of softplus, atan, erf, erfc and mish with neighbours on both sides. */
  public static float[] turns() {
    float[] all = new float[2 * (2 * NEIGHBOURS + 1) * TURNS.length];
    int next = 0;
    for (float point : TURNS) {
      next = putAround(all, next, point);
    }
    return all;
  }

  private static float[] everyNth(int count) {
    float[] sample = new float[count];
    for (int i = 0; i < count; i++) {
      sample[i] = Float.intBitsToFloat(i * STEP);
    }
    return sample;
  }

  private static int putAround(float[] all, int from, float point) {
    int next = from;
    for (int d = -NEIGHBOURS; d <= NEIGHBOURS; d++) {
      float x = Float.intBitsToFloat(Float.floatToRawIntBits(point) + d);
      all[next++] = x;
      all[next++] = -x;
    }
    return next;
  }
}
