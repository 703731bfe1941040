package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product's kernels alone: every height and width of a tile, A·I = A, rows, copies, and nothing touched outside. */
@BitEquality
class MicroKernelTest {

  private static final long SEED = 11;
  private static final float GUARD = -77.5f;

  static Stream<ProductKernels> kernels() {
    return TestedKernels.all();
  }

  /** A few of the cases below, for VMs on which an fma is slow. */
  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void aFewTilesMicropanelsAndSlicesEqualTheirDefinitions(ProductKernels kernels) {
    Random random = new Random(SEED);
    TileShape shape = kernels.shape();
    for (int rows : new int[] {1, shape.mr()}) {
      for (int columns : new int[] {shape.lanes(), Math.min(shape.nr(), 40)}) {
        check(kernels, random, rows, columns, 9, 1, rows + 1);
        check(kernels, random, rows, columns, 2, TileShape.ROW, 1);
      }
    }
    for (Rows rows : Rows.values()) {
      checkMicropanels(kernels, random, 1, 5, rows, 0, false);
      checkMicropanels(kernels, random, 2, 1, rows, 2 * shape.nr() + 1, false);
    }
    checkSlices(kernels, random, 2, shape.lanes() + 1, 5);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyTileEqualsItsDefinition(ProductKernels kernels) {
    Random random = new Random(SEED);
    for (int rows : TestedKernels.heights(kernels.shape()).toArray()) {
      for (int columns = kernels.shape().lanes(); columns <= Math.min(kernels.shape().nr(), 40); columns++) {
        for (int k : new int[] {1, 2, 3, 4, 5, 9, 17, 35}) {
          check(kernels, random, rows, columns, k, 1, rows + random.nextInt(3));
          check(kernels, random, rows, columns, k, TileShape.ROW, 1);
        }
      }
    }
  }

  private static void check(ProductKernels kernels, Random random, int rows, int columns, int k, int aRow, int aStep) {
    int bStep = columns + random.nextInt(3);
    int sRow = random.nextBoolean() ? 0 : columns + random.nextInt(3);
    int cRow = columns + random.nextInt(3);
    float[] a = random(random, 2 + rows * aRow + k * aStep);
    float[] b = random(random, 3 + k * bStep);
    float[] s = random(random, 1 + rows * Math.max(sRow, 1) + columns);
    float[] c = new float[4 + rows * cRow + 20];
    Arrays.fill(c, GUARD);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = s[1 + i * sRow + j];
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[2 + i * aRow + p * aStep], b[3 + p * bStep + j], sum);
        }
        expected[4 + i * cRow + j] = sum;
      }
    }
    kernels.micro().tile(rows, columns, k, a, 2, aRow, aStep, b, 3, bStep, s, 1, sRow, c, 4, cRow);
    Bits.assertSame(expected, c, () -> "seed " + SEED + ", " + rows + " x " + columns + " over " + k + ", strides of A " + aRow
        + " and " + aStep);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void theStartMayBeTheOutput(ProductKernels kernels) {
    int rows = kernels.shape().mr();
    int columns = Math.min(kernels.shape().nr(), 3 * kernels.shape().lanes() / 2 + 1);
    float[] a = random(new Random(SEED), 2 * rows);
    float[] b = random(new Random(SEED + 1), 2 * columns);
    float[] c = random(new Random(SEED + 2), rows * columns);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = Math.fma(a[i], b[j], expected[i * columns + j]);
        expected[i * columns + j] = Math.fma(a[rows + i], b[columns + j], sum);
      }
    }
    kernels.micro().tile(rows, columns, 2, a, 0, 1, rows, b, 0, columns, c, 0, columns, c, 0, columns);
    Bits.assertSame(expected, c, "seed " + SEED);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void timesIdentityIsIdentity(ProductKernels kernels) {
    int n = kernels.shape().lanes() == 1 ? 7 : kernels.shape().nr();
    int rows = kernels.shape().mr();
    float[] a = random(new Random(SEED), rows * n);
    float[] identity = new float[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    float[] c = new float[rows * n];
    Arrays.fill(c, Float.NaN);
    kernels.micro().tile(rows, n, n, a, 0, 1, rows, identity, 0, n, new float[n], 0, 0, c, 0, n);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(a[j * rows + i], c[i * n + j], "A·I at " + i + ", " + j + ", seed " + SEED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void everyRowEqualsItsDefinition(ProductKernels kernels) {
    Random random = new Random(SEED);
    for (int columns = kernels.shape().lanes(); columns <= 5 * kernels.shape().lanes(); columns += kernels.shape().lanes()) {
      for (int k : new int[] {1, 2, 7, 8, 9, 16, 17}) {
        for (int aStep : new int[] {1, 3}) {
          checkRow(kernels, random, columns, k, aStep, false);
          checkRow(kernels, random, columns, k, aStep, true);
          checkRowOfZeros(kernels, random, columns, k, aStep);
        }
      }
    }
  }

  private static void checkRow(ProductKernels kernels, Random random, int columns, int k, int aStep, boolean inPlace) {
    int bStep = columns + random.nextInt(3);
    float[] a = random(random, 2 + k * aStep);
    float[] b = random(random, 3 + k * bStep);
    float[] c = random(random, columns + 9);
    float[] s = inPlace ? c : random(random, columns + 4);
    float[] expected = c.clone();
    for (int j = 0; j < columns; j++) {
      float sum = s[4 + j];
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[2 + p * aStep], b[3 + p * bStep + j], sum);
      }
      expected[4 + j] = sum;
    }
    kernels.rows().row(columns, k, a, 2, aStep, b, 3, bStep, s, 4, c, 4);
    Bits.assertSame(expected, c, "row of " + columns + " over " + k + ", seed " + SEED);
  }

  private static void checkRowOfZeros(ProductKernels kernels, Random random, int columns, int k, int aStep) {
    float[] a = random(random, k * aStep);
    float[] b = random(random, k * columns);
    float[] c = random(random, columns + 5);
    float[] zeros = c.clone();
    Arrays.fill(zeros, 0, columns, 0f);
    float[] expected = zeros.clone();
    kernels.rows().row(columns, k, a, 0, aStep, b, 0, columns, zeros, 0, expected, 0);
    kernels.rows().row(columns, k, a, 0, aStep, b, 0, columns, null, 0, c, 0);
    Bits.assertSame(expected, c, "row of " + columns + " over " + k + " from zero, seed " + SEED);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void everyRowOfATransposedProductEqualsItsDefinition(ProductKernels kernels) {
    Random random = new Random(SEED);
    for (int columns : new int[] {1, 7, 8, 9, 16, 19, 33}) {
      for (int k : new int[] {1, 2, 15, 16, 17, 35}) {
        for (boolean zero : new boolean[] {false, true}) {
          // Now and then a distance at which the lines of B meet in one set of a cache: another way may be taken.
          int bColumn = random.nextInt(4) == 0 ? 1024 : k + random.nextInt(3);
          float[] a = random(random, 2 + k);
          float[] b = random(random, 3 + columns * bColumn);
          float[] s = random(random, 4 + columns);
          float[] c = new float[5 + columns + 9];
          Arrays.fill(c, GUARD);
          float[] expected = c.clone();
          for (int j = 0; j < columns; j++) {
            float sum = zero ? 0f : s[4 + j];
            for (int p = 0; p < k; p++) {
              sum = Math.fma(a[2 + p], b[3 + j * bColumn + p], sum);
            }
            expected[5 + j] = sum;
          }
          kernels.rows().rowOfTransposed(columns, k, a, 2, b, 3, bColumn, zero ? null : s, 4, c, 5);
          Bits.assertSame(expected, c, columns + " columns over " + k + ", seed " + SEED);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void elementsEqualTheirDefinitionWhateverTheStrides(ProductKernels kernels) {
    Random random = new Random(SEED);
    int rows = 3;
    int k = 5;
    for (int turn = 0; turn < 64; turn++) {
      int columns = 2 + turn / 16 * 3;
      int aRow = (turn & 1) == 0 ? 1 : k + 1;
      int aStep = (turn & 1) == 0 ? rows + 1 : 1;
      int bRow = (turn & 2) == 0 ? 1 : columns + 1;
      int bColumn = (turn & 2) == 0 ? k + 1 : 1;
      int sRow = (turn & 4) == 0 ? 0 : columns;
      int sColumn = (turn & 8) == 0 ? 0 : 1;
      int cRow = columns + 5;
      float[] a = random(random, 40);
      float[] b = random(random, 80);
      float[] s = random(random, 60);
      float[] c = new float[60];
      Arrays.fill(c, GUARD);
      float[] expected = c.clone();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          float sum = s[3 + i * sRow + j * sColumn];
          for (int p = 0; p < k; p++) {
            sum = Math.fma(a[1 + i * aRow + p * aStep], b[2 + p * bRow + j * bColumn], sum);
          }
          expected[4 + i * cRow + j] = sum;
        }
      }
      kernels.rows().elements(rows, columns, k, a, 1, aRow, aStep, b, 2, bRow, bColumn, s, 3, sRow, sColumn, c, 4, cRow);
      Bits.assertSame(expected, c, "turn " + turn + ", seed " + SEED);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void copiesAndTransposesTheGivenElementsAlone(ProductKernels kernels) {
    Random random = new Random(SEED);
    int[] sizes = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 50};
    for (int lines : sizes) {
      for (int count : sizes) {
        int fromStep = count + random.nextInt(3);
        int toStep = lines + random.nextInt(3);
        float[] from = random(random, 3 + lines * fromStep);
        float[] to = new float[5 + count * toStep + 20];
        Arrays.fill(to, GUARD);
        float[] expected = to.clone();
        for (int l = 0; l < lines; l++) {
          for (int p = 0; p < count; p++) {
            expected[5 + p * toStep + l] = from[3 + l * fromStep + p];
          }
        }
        kernels.pack().transpose(lines, count, from, 3, fromStep, to, 5, toStep);
        Bits.assertSame(expected, to, "transposed " + lines + " x " + count + ", seed " + SEED);
        if (lines >= kernels.shape().lanes()) {
          checkCopy(kernels, random, count, lines);
        }
      }
    }
  }

  /** In groups that leave whole slices or others, up to the end of an array or not. */
  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("small")
  void slicesAreMicropanelsOfTheHeightsThatTilesWillHave(ProductKernels kernels) {
    Random random = new Random(SEED);
    TileShape shape = kernels.shape();
    int mr = shape.mr();
    int step = shape.step();
    int[] widths = {1, mr - 1, mr, mr + 1, 2 * mr, 3 * mr + 2, 4 * mr, 5 * mr - 1, 5 * mr, 8 * mr, 9 * mr + 1, 97};
    for (int columns : widths) {
      for (int count : new int[] {1, 2, 7, 33}) {
        int fromStep = columns + random.nextInt(3);
        float[] from = random(random, 3 + (count - 1) * fromStep + columns + random.nextInt(2) * shape.nr());
        float[][] to = new float[columns][shape.sliceFloats()];
        kernels.pack().slices(columns, count, from, 3, fromStep, to);
        for (int i = 0, number = 0, height; i < columns; i += height, number++) {
          height = shape.height(columns - i);
          for (int p = 0; p < count; p++) {
            for (int j = 0; j < height; j++) {
              assertEquals(from[3 + p * fromStep + i + j], to[number][p * step + j], columns + " columns x " + count
                  + ", slice " + number + ", term " + p + ", row " + j + ", mr " + mr + ", seed " + SEED);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aSliceByManyMicropanelsEqualsItsDefinition(ProductKernels kernels) {
    Random random = new Random(SEED);
    for (int micropanels = 1; micropanels <= 3; micropanels++) {
      for (int k : new int[] {1, 2, 9, 16, 17, 35}) {
        for (Rows rows : Rows.values()) {
          checkMicropanels(kernels, random, micropanels, k, rows, 0, false);
          checkMicropanels(kernels, random, micropanels, k, rows, micropanels * kernels.shape().nr() + 1, false);
          checkMicropanels(kernels, random, micropanels, k, rows, 0, true);
        }
      }
    }
  }

  private enum Rows { ADJACENT, APART }

  private static void checkMicropanels(ProductKernels kernels, Random random, int micropanels, int k, Rows layout, int sRow,
      boolean inPlace) {
    TileShape shape = kernels.shape();
    int nr = shape.nr();
    int columns = micropanels * nr;
    int aRow = layout == Rows.ADJACENT ? 1 : TileShape.ROW;
    int aStep = layout == Rows.ADJACENT ? shape.step() : 1;
    int bStep = columns + random.nextInt(3);
    int cRow = columns + random.nextInt(3);
    float[] a = random(random, Math.max(shape.sliceFloats(), shape.mr() * TileShape.ROW));
    float[] b = random(random, 3 + k * bStep);
    float[] packed = new float[5 + k * columns];
    float[] c = random(random, 4 + shape.mr() * cRow + 9);
    float[] s = inPlace ? c : random(random, 4 + shape.mr() * Math.max(sRow, 1) + columns);
    float[] expected = c.clone();
    for (int i = 0; i < shape.mr(); i++) {
      for (int j = 0; j < columns; j++) {
        float sum = s[4 + i * (inPlace ? cRow : sRow) + j];
        for (int p = 0; p < k; p++) {
          packed[5 + j / nr * k * nr + p * nr + j % nr] = b[3 + p * bStep + j];
          sum = Math.fma(a[i * aRow + p * aStep], b[3 + p * bStep + j], sum);
        }
        expected[4 + i * cRow + j] = sum;
      }
    }
    String what = micropanels + " micropanels over " + k + ", rows " + layout + ", mr " + shape.mr() + ", seed " + SEED;
    float[] before = c.clone();
    kernels.micro().micropanels(columns, k, a, aRow, packed, 5, s, 4, inPlace ? cRow : sRow, c, 4, cRow);
    Bits.assertSame(expected, c, what);
    float[] copied = new float[packed.length + 7];
    Arrays.fill(copied, GUARD);
    float[] wanted = copied.clone();
    System.arraycopy(packed, 5, wanted, 5, k * columns);
    System.arraycopy(before, 0, c, 0, c.length);
    kernels.micro().packMicropanels(columns, k, a, aRow, b, 3, bStep, copied, 5, s, 4, inPlace ? cRow : sRow, c, 4, cRow);
    Bits.assertSame(expected, c, what + ", packing");
    Bits.assertSame(wanted, copied, what + ", what is packed");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aMicropanelByManySlicesEqualsItsDefinition(ProductKernels kernels) {
    Random random = new Random(SEED);
    TileShape shape = kernels.shape();
    for (int slices = 1; slices <= 3; slices++) {
      for (int columns = shape.lanes() + 1; columns <= Math.min(shape.nr(), 40); columns++) {
        for (int k : new int[] {1, 2, 9, 16, 17, 35}) {
          checkSlices(kernels, random, slices, columns, k);
        }
      }
    }
  }

  private static void checkSlices(ProductKernels kernels, Random random, int slices, int columns, int k) {
    TileShape shape = kernels.shape();
    int rows = slices * shape.mr();
    int aStep = rows + random.nextInt(3);
    int bStep = columns + random.nextInt(3);
    int cRow = columns + random.nextInt(3);
    float[] a = random(random, 2 + k * aStep);
    float[] b = random(random, 3 + k * bStep);
    float[] c = new float[4 + rows * cRow + 9];
    Arrays.fill(c, GUARD);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[2 + p * aStep + i], b[3 + p * bStep + j], sum);
        }
        expected[4 + i * cRow + j] = sum;
      }
    }
    kernels.micro().slices(rows, columns, k, a, 2, aStep, b, 3, bStep, new float[k * shape.nr()], c, 4, cRow);
    Bits.assertSame(expected, c, rows + " x " + columns + " over " + k + ", seed " + SEED);
  }

  private static void checkCopy(ProductKernels kernels, Random random, int rows, int columns) {
    int fromStep = columns + random.nextInt(3);
    int toStep = columns + random.nextInt(3);
    float[] from = random(random, 3 + rows * fromStep);
    float[] to = new float[5 + rows * toStep + 20];
    Arrays.fill(to, GUARD);
    float[] expected = to.clone();
    float largest = 0;
    for (int p = 0; p < rows; p++) {
      System.arraycopy(from, 3 + p * fromStep, expected, 5 + p * toStep, columns);
      for (int j = 0; j < columns; j++) {
        largest = Math.max(largest, Math.abs(from[3 + p * fromStep + j]));
      }
    }
    String what = "copied " + rows + " x " + columns + ", seed " + SEED;
    float said = kernels.pack().copy(rows, columns, from, 3, fromStep, to, 5, toStep);
    Bits.assertSame(expected, to, what);
    assertEquals(said < 0 ? PackKernel.UNKNOWN : largest, said, what);
    if (said >= 0) {
      float[] special = {Float.NEGATIVE_INFINITY, Float.NaN};
      for (float value : special) {
        from[3 + random.nextInt(rows) * fromStep + random.nextInt(columns)] = value;
        assertEquals(Math.abs(value), kernels.pack().copy(rows, columns, from, 3, fromStep, to, 5, toStep), what);
      }
    }
  }

  private static float[] random(Random random, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }
}
