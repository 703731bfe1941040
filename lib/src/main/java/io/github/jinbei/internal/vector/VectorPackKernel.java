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

  private final TileShape shape;

  VectorPackKernel(TileShape shape) {
    this.shape = shape;
  }

  /** Copies whole vectors of a row; the last one overlaps. A call of arraycopy for each row took longer than the copy. */
  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    int last = columns - LANES;
    if (last == 0) {
      for (int p = 0; p < rows; p++) {
        FloatVector.fromArray(FLOAT, from, fromOff + p * fromStep).intoArray(to, toOff + p * toStep);
      }
      return UNKNOWN;
    }
    if (last <= LANES) {
      for (int p = 0; p < rows; p++) {
        int f = fromOff + p * fromStep;
        int t = toOff + p * toStep;
        FloatVector.fromArray(FLOAT, from, f).intoArray(to, t);
        FloatVector.fromArray(FLOAT, from, f + last).intoArray(to, t + last);
      }
      return UNKNOWN;
    }
    return copyAndMeasure(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
  }

  /**
   * Copies whole vectors of each row, the last one first, then four in an iteration, and returns the largest magnitude. The
   * copy waits for memory, so the maximum costs no extra time. It becomes a number at the end of each row: on JDK 17, C2 boxed
   * one that was kept in vectors for all rows. C2 does not inline a method of this length: see {@link VectorKernels}.
   */
  private static float copyAndMeasure(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    IntVector magnitude = IntVector.broadcast(INT, Integer.MAX_VALUE);
    int largest = 0;
    int last = columns - LANES;
    for (int p = 0; p < rows; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * toStep;
      FloatVector end = FloatVector.fromArray(FLOAT, from, f + last);
      end.intoArray(to, t + last);
      IntVector first = end.reinterpretAsInts().and(magnitude);
      IntVector m0 = first;
      IntVector m1 = first;
      int j = 0;
      for (; j + 4 * LANES <= columns; j += 4 * LANES) {
        FloatVector v0 = FloatVector.fromArray(FLOAT, from, f + j);
        v0.intoArray(to, t + j);
        m0 = v0.reinterpretAsInts().and(magnitude).max(m0);
        FloatVector v1 = FloatVector.fromArray(FLOAT, from, f + j + LANES);
        v1.intoArray(to, t + j + LANES);
        m1 = v1.reinterpretAsInts().and(magnitude).max(m1);
        FloatVector v2 = FloatVector.fromArray(FLOAT, from, f + j + 2 * LANES);
        v2.intoArray(to, t + j + 2 * LANES);
        m0 = v2.reinterpretAsInts().and(magnitude).max(m0);
        FloatVector v3 = FloatVector.fromArray(FLOAT, from, f + j + 3 * LANES);
        v3.intoArray(to, t + j + 3 * LANES);
        m1 = v3.reinterpretAsInts().and(magnitude).max(m1);
      }
      for (; j < last; j += LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, from, f + j);
        v.intoArray(to, t + j);
        m0 = v.reinterpretAsInts().and(magnitude).max(m0);
      }
      largest = Math.max(largest, first.max(m0).max(m1).reduceLanes(MAX));
    }
    return Float.intBitsToFloat(largest);
  }

  /**
   * Copies full slices four at a time, in whole vectors, the last vectors of all terms first: their excess, which lies in the
   * next term, is then overwritten. Four stores for each address and check take 0.05 ns a float, one 0.1 (Zen 5, 256 bits).
   * Columns for which no whole vector can be read are copied one by one.
   */
  @Override
  public void slices(int columns, int count, float[] from, int fromOff, int fromStep, float[][] to) {
    int mr = shape.mr();
    int step = shape.step();
    int floats = (mr + LANES - 1) / LANES * LANES;
    // Loads may go beyond the columns, but not beyond the array.
    int readable = from.length - fromOff - (count - 1) * fromStep;
    int i = 0;
    int number = 0;
    for (; (columns - i >= 5 * mr || columns - i == 4 * mr) && i + 3 * mr + floats <= readable; i += 4 * mr, number += 4) {
      for (int j = floats - LANES; j >= 0; j -= LANES) {
        fourSlices(count, from, fromOff + i + j, fromStep, mr, to[number], to[number + 1], to[number + 2], to[number + 3], j,
            step);
      }
    }
    for (int width; i < columns; i += width, number++) {
      width = shape.height(columns - i);
      if (i + floats <= readable) {
        for (int j = (width - 1) / LANES * LANES; j >= 0; j -= LANES) {
          oneSlice(count, from, fromOff + i + j, fromStep, to[number], j, step);
        }
        continue;
      }
      for (int p = 0; p < count; p++) {
        for (int j = 0; j < width; j++) {
          to[number][p * step + j] = from[fromOff + p * fromStep + i + j];
        }
      }
    }
  }

  private static void oneSlice(int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int step) {
    int f = fromOff;
    int t = toOff;
    for (int p = 0; p < count; p++) {
      FloatVector.fromArray(FLOAT, from, f).intoArray(to, t);
      f += fromStep;
      t += step;
    }
  }

  private static void fourSlices(int count, float[] from, int fromOff, int fromStep, int rows, float[] s0, float[] s1,
      float[] s2, float[] s3, int toOff, int step) {
    int f = fromOff;
    int t = toOff;
    for (int p = 0; p < count; p++) {
      FloatVector.fromArray(FLOAT, from, f).intoArray(s0, t);
      FloatVector.fromArray(FLOAT, from, f + rows).intoArray(s1, t);
      FloatVector.fromArray(FLOAT, from, f + 2 * rows).intoArray(s2, t);
      FloatVector.fromArray(FLOAT, from, f + 3 * rows).intoArray(s3, t);
      f += fromStep;
      t += step;
    }
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    if (LANES < Transpose8.SIZE || lines < LANES || count < LANES) {
      transposeFours(lines, count, from, fromOff, fromStep, to, toOff, toStep);
      return;
    }
    for (int l = 0; l < lines; l += LANES) {
      int line = Math.min(l, lines - LANES);
      for (int p = 0; p < count; p += LANES) {
        int step = Math.min(p, count - LANES);
        int f = fromOff + line * fromStep + step;
        int t = toOff + step * toStep + line;
        if (LANES == Transpose8.SIZE) {
          Transpose8.block(from, f, fromStep, to, t, toStep);
        } else {
          Transpose16.block(from, f, fromStep, to, t, toStep);
        }
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
