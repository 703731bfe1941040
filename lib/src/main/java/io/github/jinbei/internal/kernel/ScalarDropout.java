package io.github.jinbei.internal.kernel;

/** Dropout, one element at a time. */
public final class ScalarDropout implements DropoutKernels {

  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff,
      int n) {
    for (int i = 0; i < n; i++) {
      int h = mixed(key + (firstUnit + i) * UNIT_STEP);
      y[yOff + i] = h >>> 8 >= threshold ? x[xOff + i] * factor : 0f;
    }
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
}
