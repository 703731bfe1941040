package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.TileShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The copies of operands in lanes. */
final class VectorPackKernel implements PackKernel {

  /**
   * Whether copies of long rows also compute the largest magnitude. On JDK 17 the maximum made C2 box vectors for good, in
   * other kernels too: in 18 of 36 virtual machines that ran AllocationTest under load with 128-bit vectors. Without the
   * maximum it did so in 0 of 20.
   */
  private static final boolean MEASURES = Runtime.version().feature() >= OperatorProfile.FIRST_SOUND_JDK;

  private final TileShape shape;

  VectorPackKernel(TileShape shape) {
    this.shape = shape;
  }

  /** Copies whole vectors of a row, the last overlapping: a call of arraycopy a row took longer than the copy. */
  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    int last = columns - LANES;
    if (last <= LANES) {
      for (int p = 0; p < rows; p++) {
        int f = fromOff + p * fromStep;
        int t = toOff + p * toStep;
        FloatVector.fromArray(FLOAT, from, f).intoArray(to, t);
        FloatVector.fromArray(FLOAT, from, f + last).intoArray(to, t + last);
      }
      return UNKNOWN;
    }
    if (MEASURES) {
      return copyAndMeasure(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    }
    copyLong(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    return UNKNOWN;
  }

  /**
   * Copies four vectors a turn. On JDK 17 one vector a turn made T1's gradient 5 % slower: medians of eight forks in turns,
   * 147,300 and 140,400 batches/s (Zen 5).
   */
  private static void copyLong(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    int last = columns - LANES;
    for (int p = 0; p < rows; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * toStep;
      int j = 0;
      for (; j + 4 * LANES <= columns; j += 4 * LANES) {
        FloatVector.fromArray(FLOAT, from, f + j).intoArray(to, t + j);
        FloatVector.fromArray(FLOAT, from, f + j + LANES).intoArray(to, t + j + LANES);
        FloatVector.fromArray(FLOAT, from, f + j + 2 * LANES).intoArray(to, t + j + 2 * LANES);
        FloatVector.fromArray(FLOAT, from, f + j + 3 * LANES).intoArray(to, t + j + 3 * LANES);
      }
      if (j == columns) {
        continue;
      }
      for (; j < last; j += LANES) {
        FloatVector.fromArray(FLOAT, from, f + j).intoArray(to, t + j);
      }
      FloatVector.fromArray(FLOAT, from, f + last).intoArray(to, t + last);
    }
  }

  /** Copies and returns the largest magnitude. The copy waits for memory, so the maximum costs no extra time. */
  private static float copyAndMeasure(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    IntVector magnitude = IntVector.broadcast(INT, Integer.MAX_VALUE);
    IntVector largest = IntVector.zero(INT);
    int last = columns - LANES;
    for (int p = 0; p < rows; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * toStep;
      for (int j = 0; j < last; j += LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, from, f + j);
        v.intoArray(to, t + j);
        largest = largest.max(v.reinterpretAsInts().and(magnitude));
      }
      FloatVector v = FloatVector.fromArray(FLOAT, from, f + last);
      v.intoArray(to, t + last);
      largest = largest.max(v.reinterpretAsInts().and(magnitude));
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }

  /**
   * Copies micropanels of the full height side by side, in whole vectors. These run over into the next terms, which are copied
   * later. The last terms, where a vector would run over into the next micropanel, are copied float by float.
   */
  @Override
  public void slice(int columns, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff) {
    int rows = shape.mr();
    int full = 0;
    while (columns - full >= rows + LANES && shape.height(columns - full) == rows) {
      full += rows;
    }
    int floats = (rows + LANES - 1) / LANES * LANES;
    int inVectors = Math.max(0, count - (floats - 1) / rows);
    for (int p = 0; p < inVectors; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * rows;
      for (int i = 0; i < full; i += rows) {
        for (int j = 0; j < rows; j += LANES) {
          FloatVector.fromArray(FLOAT, from, f + i + j).intoArray(to, t + i * count + j);
        }
      }
    }
    for (int i = 0, width; i < columns; i += width) {
      width = shape.height(columns - i);
      for (int p = i < full ? inVectors : 0; p < count; p++) {
        for (int j = 0; j < width; j++) {
          to[toOff + i * count + p * width + j] = from[fromOff + p * fromStep + i + j];
        }
      }
    }
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    if (LANES != Transpose16.SIZE || lines < Transpose16.SIZE || count < Transpose16.SIZE) {
      transposeFours(lines, count, from, fromOff, fromStep, to, toOff, toStep);
      return;
    }
    for (int l = 0; l < lines; l += Transpose16.SIZE) {
      int line = Math.min(l, lines - Transpose16.SIZE);
      for (int p = 0; p < count; p += Transpose16.SIZE) {
        int step = Math.min(p, count - Transpose16.SIZE);
        Transpose16.block(from, fromOff + line * fromStep + step, fromStep, to, toOff + step * toStep + line, toStep);
      }
    }
  }

  /** Transposes four lines at a time, so that the stores of a step lie together. */
  private static void transposeFours(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    int l = 0;
    for (; l + 4 <= lines; l += 4) {
      int f0 = fromOff + l * fromStep;
      int f1 = f0 + fromStep;
      int f2 = f1 + fromStep;
      int f3 = f2 + fromStep;
      for (int p = 0; p < count; p++) {
        int t = toOff + p * toStep + l;
        to[t] = from[f0 + p];
        to[t + 1] = from[f1 + p];
        to[t + 2] = from[f2 + p];
        to[t + 3] = from[f3 + p];
      }
    }
    for (; l < lines; l++) {
      int f = fromOff + l * fromStep;
      for (int p = 0; p < count; p++) {
        to[toOff + p * toStep + l] = from[f + p];
      }
    }
  }
}
