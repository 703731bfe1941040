package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import io.github.jinbei.data.Dataset.Split;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

  /** Five rows of three inputs, input (row, column) = 10 row + column; classes 2 0 1 0 2 of four. */
  private static final Dataset CLASSES = Dataset.ofClasses(grid(5, 3), 3, new int[] {2, 0, 1, 0, 2}, 4);

  /** The same inputs; two targets a row, target (row, column) = 10 row + column. */
  private static final Dataset TARGETS = Dataset.ofTargets(grid(5, 3), 3, grid(5, 2), 2);

  @Test
  void returnsItsSizes() {
    assertSizes(CLASSES, 5, true, 4, 4);
    assertSizes(TARGETS, 5, false, 0, 2);
    assertEquals("5 rows of 3 inputs, 4 classes", CLASSES.toString());
    assertEquals("5 rows of 3 inputs, 2 targets", TARGETS.toString());
  }

  @Test
  void copiesRows() {
    float[] to = filled(8);
    CLASSES.copyInputs(3, 2, to, 1);
    Bits.assertSame(new float[] {-1, 30, 31, 32, 40, 41, 42, -1}, to);

    int[] classes = {-1, -1, -1, -1};
    CLASSES.copyClasses(1, 2, classes, 1);
    assertArrayEquals(new int[] {-1, 0, 1, -1}, classes);
    assertEquals(2, CLASSES.classOf(4));

    to = filled(6);
    TARGETS.copyTargets(2, 2, to, 1);
    Bits.assertSame(new float[] {-1, 20, 21, 30, 31, -1}, to);
  }

  @Test
  void copiesClassesAsOneHotTargets() {
    float[] to = filled(10);
    CLASSES.copyTargets(1, 2, to, 1);
    Bits.assertSame(new float[] {-1, 1, 0, 0, 0, 0, 1, 0, 0, -1}, to);
  }

  @Test
  void copiesZeroRows() {
    CLASSES.copyInputs(5, 0, new float[0], 0);
    CLASSES.copyClasses(0, 0, new int[1], 1);
    CLASSES.copyTargets(5, 0, new float[0], 0);
  }

  @Test
  void aSliceHasTheRowsFromFirstToLastExclusive() {
    Dataset slice = CLASSES.slice(1, 5).slice(1, 3);
    assertSizes(slice, 2, true, 4, 4);
    float[] inputs = filled(6);
    slice.copyInputs(0, 2, inputs, 0);
    Bits.assertSame(new float[] {20, 21, 22, 30, 31, 32}, inputs);
    int[] classes = new int[2];
    slice.copyClasses(0, 2, classes, 0);
    assertArrayEquals(new int[] {1, 0}, classes);
    assertEquals(0, slice.classOf(1));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.classOf(2));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 3));

    float[] targets = filled(4);
    TARGETS.slice(3, 5).copyTargets(0, 2, targets, 0);
    Bits.assertSame(new float[] {30, 31, 40, 41}, targets);
    float[] oneHot = filled(4);
    CLASSES.slice(4, 5).copyTargets(0, 1, oneHot, 0);
    Bits.assertSame(new float[] {0, 0, 1, 0}, oneHot);
  }

  @Test
  void aSliceSharesTheArrays() {
    float[] inputs = {1, 2};
    Dataset slice = Dataset.ofTargets(inputs, 1, new float[2], 1).slice(1, 2);
    inputs[1] = 7;
    float[] to = new float[1];
    slice.copyInputs(0, 1, to, 0);
    assertEquals(7f, to[0]);
  }

  @Test
  void choosesRowsByTheirIndexInThisSet() {
    Dataset odd = CLASSES.slice(1, 5).where(row -> row % 2 == 1);
    assertSizes(odd, 2, true, 4, 4);
    float[] inputs = filled(6);
    odd.copyInputs(0, 2, inputs, 0);
    Bits.assertSame(new float[] {20, 21, 22, 40, 41, 42}, inputs);
    assertEquals(1, odd.classOf(0));
    assertEquals(2, odd.classOf(1));

    Dataset last = TARGETS.where(row -> row == 4);
    assertSizes(last, 1, false, 0, 2);
    float[] targets = filled(2);
    last.copyTargets(0, 1, targets, 0);
    Bits.assertSame(new float[] {40, 41}, targets);
  }

  @Test
  void refusesBadLengths() {
    assertRefused("inputWidth = 0", () -> Dataset.ofClasses(new float[3], 0, new int[3], 2));
    assertRefused("inputWidth = -1", () -> Dataset.ofTargets(new float[3], -1, new float[3], 1));
    assertRefused("targetWidth = 0", () -> Dataset.ofTargets(new float[3], 1, new float[3], 0));
    assertRefused("classCount = 0", () -> Dataset.ofClasses(new float[3], 1, new int[3], 0));
    assertRefused("inputs.length = 7", () -> Dataset.ofClasses(new float[7], 3, new int[2], 2));
    assertRefused("targets.length = 3", () -> Dataset.ofTargets(new float[4], 2, new float[3], 2));
    assertRefused("classes.length = 3; expected 2", () -> Dataset.ofClasses(new float[6], 3, new int[3], 2));
    assertRefused("targets = 3 rows of 1; expected 2", () -> Dataset.ofTargets(new float[6], 3, new float[3], 1));
  }

  @Test
  void refusesEmptyDataSets() {
    assertRefused("inputs.length = 0", () -> Dataset.ofClasses(new float[0], 3, new int[0], 2));
    assertRefused("inputs.length = 0", () -> Dataset.ofTargets(new float[0], 3, new float[0], 2));
    assertRefused("fromRow = toRow = 2", () -> CLASSES.slice(2, 2));
    assertRefused("rowIndex: is true for none of 5 rows", () -> CLASSES.where(row -> false));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void refusesClassesOutOfRange(int wrong) {
    assertRefused("row 2 has class " + wrong + "; expected 0 to 3",
        () -> Dataset.ofClasses(new float[4], 1, new int[] {0, 3, wrong, 0}, 4));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesValuesThatAreNotFinite(float wrong) {
    for (int index = 0; index < 6; index++) {
      float[] values = new float[6];
      Arrays.fill(values, Float.MAX_VALUE);
      values[index] = wrong;
      String place = ": row " + index / 3 + ", column " + index % 3 + " is " + wrong;
      assertRefused("inputs" + place, () -> Dataset.ofClasses(values, 3, new int[2], 2));
      assertRefused("inputs" + place, () -> Dataset.ofTargets(values, 3, new float[2], 1));
      assertRefused("targets" + place, () -> Dataset.ofTargets(new float[2], 1, values, 3));
    }
  }

  @Test
  void refusesRowsThatDoNotExist() {
    assertOutside("row = -1", () -> CLASSES.copyInputs(-1, 1, new float[9], 0));
    assertOutside("row = 4, count = 2", () -> CLASSES.copyInputs(4, 2, new float[9], 0));
    assertOutside("count = -1", () -> CLASSES.copyClasses(0, -1, new int[9], 0));
    assertOutside("count = 2147483647", () -> CLASSES.copyTargets(1, Integer.MAX_VALUE, new float[9], 0));
    assertOutside("row = 2147483647", () -> TARGETS.copyTargets(Integer.MAX_VALUE, 1, new float[9], 0));
    assertOutside("row = 5", () -> CLASSES.classOf(5));
    assertOutside("row = -1", () -> CLASSES.classOf(-1));
    assertOutside("fromRow = -1", () -> CLASSES.slice(-1, 2));
    assertOutside("toRow = 6", () -> CLASSES.slice(0, 6));
    assertOutside("fromRow = 3, toRow = 2", () -> CLASSES.slice(3, 2));
  }

  @Test
  void refusesDestinationsThatAreTooShort() {
    assertOutside("to.length = 5", () -> CLASSES.copyInputs(0, 2, new float[5], 0));
    assertOutside("toOff = 1", () -> CLASSES.copyInputs(0, 2, new float[6], 1));
    assertOutside("toOff = -1", () -> CLASSES.copyClasses(0, 1, new int[6], -1));
    assertOutside("to.length = 7", () -> CLASSES.copyTargets(0, 2, new float[7], 0));
    assertOutside("toOff = 2147483647", () -> TARGETS.copyTargets(0, 2, new float[7], Integer.MAX_VALUE));
  }

  @Test
  void writesNothingIfTheDestinationIsTooShort() {
    float[] to = filled(7);
    assertThrows(IndexOutOfBoundsException.class, () -> CLASSES.copyTargets(0, 2, to, 0));
    Bits.assertSame(filled(7), to);
  }

  @Test
  void hasNoClassesIfItHasTargets() {
    assertThrows(IllegalStateException.class, () -> TARGETS.classOf(0));
    assertThrows(IllegalStateException.class, () -> TARGETS.copyClasses(0, 1, new int[1], 0));
  }

  @Test
  void namesNullArguments() {
    assertNull("inputs", () -> Dataset.ofClasses(null, 1, new int[1], 1));
    assertNull("classes", () -> Dataset.ofClasses(new float[1], 1, null, 1));
    assertNull("targets", () -> Dataset.ofTargets(new float[1], 1, null, 1));
    assertNull("rowIndex", () -> CLASSES.where(null));
    assertNull("to", () -> CLASSES.copyInputs(0, 1, null, 0));
    assertNull("to", () -> CLASSES.copyClasses(0, 1, null, 0));
    assertNull("to", () -> CLASSES.copyTargets(0, 1, null, 0));
  }

  @Test
  void everyWeightIsOneIfNoneAreGiven() {
    assertFalse(CLASSES.hasWeights());
    assertEquals(1f, CLASSES.weightOf(0));
    assertEquals(1f, TARGETS.slice(2, 5).weightOf(2));
  }

  @Test
  void keepsWeightsWithTheirRows() {
    float[] weights = {0, 1, 2.5f, 3, Float.MAX_VALUE};
    for (Dataset plain : new Dataset[] {CLASSES, TARGETS}) {
      Dataset weighted = plain.withWeights(weights);
      assertWeights(weighted, weights);
      assertEquals(plain + ", weighted", weighted.toString());
      assertFalse(plain.hasWeights(), "weights of the original data set");
      assertWeights(weighted.slice(1, 4), 1, 2.5f, 3);
      assertWeights(weighted.slice(1, 4).slice(1, 3), 2.5f, 3);
      assertWeights(weighted.where(row -> row % 2 == 0), 0, 2.5f, Float.MAX_VALUE);
      assertWeights(weighted.slice(1, 5).where(row -> row % 2 == 0), 1, 3);
      assertWeights(weighted.withWeights(new float[5]), new float[5]);
    }
  }

  @Test
  void givesWeightsToASlice() {
    Dataset weighted = CLASSES.slice(2, 5).withWeights(new float[] {7, 8, 9});
    assertWeights(weighted, 7, 8, 9);
    assertWeights(weighted.slice(1, 3), 8, 9);
    assertWeights(weighted.where(row -> row != 1), 7, 9);
    assertEquals(1, weighted.classOf(0));
    assertEquals(2, weighted.classOf(2));
  }

  @Test
  void refusesBadWeights() {
    assertNull("weights", () -> CLASSES.withWeights(null));
    assertRefused("weights.length = 4; expected 5", () -> CLASSES.withWeights(new float[4]));
    assertRefused("weights.length = 5; expected 2", () -> CLASSES.slice(0, 2).withWeights(new float[5]));
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1e-30f}) {
      assertRefused("weights: row 3 has " + bad, () -> TARGETS.withWeights(new float[] {1, 1, 1, bad, bad}));
    }
    assertOutside("row = 5", () -> CLASSES.weightOf(5));
    assertOutside("row = -1", () -> CLASSES.withWeights(new float[5]).weightOf(-1));
    assertOutside("row = 2", () -> CLASSES.slice(0, 2).withWeights(new float[2]).weightOf(2));
  }

  /** Rows whose first input is the row's index, whose second input is its class and whose weight is 1000 + index. */
  private static Dataset numbered(int classCount, int... classes) {
    float[] inputs = new float[2 * classes.length];
    float[] weights = new float[classes.length];
    for (int row = 0; row < classes.length; row++) {
      inputs[2 * row] = row;
      inputs[2 * row + 1] = classes[row];
      weights[row] = 1000 + row;
    }
    return Dataset.ofClasses(inputs, 2, classes, classCount).withWeights(weights);
  }

  /** Returns the indices of a part's rows in the data set that was split. Checks their classes and weights. */
  private static int[] indices(Dataset part) {
    float[] inputs = new float[2 * part.rows()];
    part.copyInputs(0, part.rows(), inputs, 0);
    return IntStream.range(0, part.rows()).map(row -> {
      int index = (int) inputs[2 * row];
      assertEquals(1000f + index, part.weightOf(row), "weight of row " + index);
      assertEquals((int) inputs[2 * row + 1], part.classOf(row), "class of row " + index);
      return index;
    }).toArray();
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[data.classCount()];
    for (int row = 0; row < data.rows(); row++) {
      counts[data.classOf(row)]++;
    }
    return counts;
  }

  private static void assertPartsOf(Split split, int rows, String what) {
    int[] train = indices(split.train());
    int[] validation = indices(split.validation());
    for (int[] part : new int[][] {train, validation}) {
      for (int i = 1; i < part.length; i++) {
        assertTrue(part[i - 1] < part[i], "order of rows, " + what + ": " + Arrays.toString(part));
      }
    }
    int[] both = IntStream.concat(IntStream.of(train), IntStream.of(validation)).sorted().toArray();
    assertArrayEquals(IntStream.range(0, rows).toArray(), both, what);
  }

  /** The second column counts the rows of classes 0 to 3, the third those for validation, which were worked out by hand. */
  @ParameterizedTest
  @CsvSource({
      "0.2,  50 30 20  0, 10  6 4 0",
      "0.25, 10 10 10 10,  3  3 2 2",
      "0.25,  7  6  5  0,  2  2 1 0",
      "0.1,   1  1  1 27,  0  0 0 3",
      "0.1,   1  1  9  9,  0  0 1 1",
      "0.5,   1  1  1  2,  0  0 0 1",
      "0.5,   0  0  3  0,  0  0 2 0",
      "0.6,  18  1  1  0, 12  0 0 0",
      "0.5,   1  1  4  3,  0  0 3 2",
      "0.9,   1  1  1 17,  0  0 0 16",
      "0.02, 20 15 10  5,  1  0 0 0",
      "0.98, 20 15 10  5, 19 14 9 4"})
  void givesEachClassItsShare(double fraction, String counts, String expected) {
    int[] wanted = numbers(expected);
    int[] there = numbers(counts);
    int[] classes = IntStream.range(0, 4).flatMap(k -> IntStream.generate(() -> k).limit(there[k])).toArray();
    shuffle(classes, new Random(5));
    for (long seed = 0; seed < 5; seed++) {
      Split split = numbered(4, classes).split(fraction, seed);
      assertPartsOf(split, classes.length, "seed " + seed);
      assertArrayEquals(wanted, counts(split.validation()), "seed " + seed);
      assertEquals(4, split.train().classCount());
    }
  }

  @Test
  void refusesASplitIfEachClassHasASingleRow() {
    assertRefused("fraction = 0.2: each of 5 rows is the only one of its class",
        () -> numbered(5, 0, 1, 2, 3, 4).split(0.2, 1));
    assertRefused("expected a class of at least 2 rows", () -> numbered(3, 2, 0).split(0.5, 1));
  }

  @Test
  void splitsAnyClassesByTheFraction() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int classCount = 1 + random.nextInt(12);
      int[] classes = random.ints(2 + random.nextInt(200), 0, classCount).toArray();
      double fraction = (0.5 + random.nextInt(classes.length - 1) + random.nextDouble()) / classes.length;
      Dataset data = numbered(classCount, classes);
      int[] all = counts(data);
      int spare = classes.length - (int) IntStream.of(all).filter(count -> count > 0).count();
      if (spare == 0) {
        continue;
      }
      Split split = data.split(fraction, seed);
      String what = "seed " + seed + ", fraction " + fraction;
      assertPartsOf(split, classes.length, what);
      int[] chosen = counts(split.validation());
      long total = Math.round(fraction * classes.length);
      assertEquals(Math.min(total, spare), split.validation().rows(), what);
      for (int k = 0; k < classCount; k++) {
        assertTrue(all[k] == 0 || chosen[k] < all[k], what + ", rows for training of class " + k);
        assertTrue(chosen[k] >= Math.min((int) (fraction * all[k]), all[k] - 1), what + ", rows for validation of class " + k);
        if (IntStream.of(all).allMatch(count -> count == 0 || fraction * count <= count - 1)) {
          assertEquals(fraction * all[k], chosen[k], 1, what + ", class " + k);
        }
      }
    }
  }

  @Test
  void theSeedDeterminesTheSplit() {
    Dataset data = numbered(2, new Random(1).ints(60, 0, 2).toArray());
    int[] first = indices(data.split(0.3, 7).validation());
    assertArrayEquals(first, indices(data.split(0.3, 7).validation()));
    assertFalse(Arrays.equals(first, indices(data.split(0.3, 8).validation())));
  }

  /** Counts over 4,000 seeds: each row is chosen in half of them, within five standard deviations. */
  @Test
  void everyRowIsChosenEquallyOften() {
    Dataset data = numbered(2, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1);
    int[] times = new int[10];
    int seeds = 4000;
    for (long seed = 0; seed < seeds; seed++) {
      for (int row : indices(data.split(0.5, seed).validation())) {
        times[row]++;
      }
    }
    for (int row = 0; row < 10; row++) {
      assertEquals(seeds / 2, times[row], 5 * Math.sqrt(seeds / 4.0), "row " + row);
    }
  }

  @Test
  void splitsRowsWithTargets() {
    Dataset data = Dataset.ofTargets(grid(40, 3), 3, grid(40, 2), 2);
    Split split = data.split(0.3, 1);
    assertSizes(split.train(), 28, false, 0, 2);
    assertSizes(split.validation(), 12, false, 0, 2);
    assertFalse(split.train().hasWeights());
    boolean[] seen = new boolean[40];
    for (Dataset part : new Dataset[] {split.train(), split.validation()}) {
      float[] inputs = new float[part.rows() * 3];
      float[] targets = new float[part.rows() * 2];
      part.copyInputs(0, part.rows(), inputs, 0);
      part.copyTargets(0, part.rows(), targets, 0);
      for (int row = 0; row < part.rows(); row++) {
        int index = (int) inputs[3 * row] / 10;
        assertEquals(10f * index + 1, targets[2 * row + 1], "targets of row " + index);
        assertFalse(seen[index], "row " + index + " twice");
        seen[index] = true;
      }
    }
    assertSizes(TARGETS.split(0.5, 1).validation(), 3, false, 0, 2);
  }

  @Test
  void splitsASliceAsADataSetOfTheSameRows() {
    int[] classes = new Random(2).ints(30, 0, 3).toArray();
    Dataset slice = numbered(3, classes).slice(10, 30);
    Dataset alone = numbered(3, Arrays.copyOfRange(classes, 10, 30));
    int[] expected = IntStream.of(indices(alone.split(0.4, 3).train())).map(row -> row + 10).toArray();
    assertArrayEquals(expected, indices(slice.split(0.4, 3).train()));
  }

  @Test
  void splitsTwoRows() {
    Split split = numbered(3, 2, 2).split(0.5, 9);
    assertEquals(1, split.train().rows());
    assertEquals(1, split.validation().rows());
    assertRefused("fraction = 0.2: of 2 rows, 2 for training and 0 for validation",
        () -> numbered(3, 2, 0).split(0.2, 9));
    assertRefused("fraction = 0.9: of 2 rows, 0 for training and 2 for validation",
        () -> numbered(3, 2, 0).split(0.9, 9));
    assertRefused("of 1 row", () -> numbered(3, 2).split(0.5, 9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.2, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesFractionsOutOfRange(double fraction) {
    assertRefused("fraction = " + fraction + "; expected above 0 and below 1", () -> CLASSES.split(fraction, 1));
    assertRefused("fraction = " + fraction + "; expected above 0 and below 1", () -> TARGETS.split(fraction, 1));
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(" +")).mapToInt(Integer::parseInt).toArray();
  }

  private static void shuffle(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  private static void assertWeights(Dataset data, float... expected) {
    assertTrue(data.hasWeights());
    assertEquals(expected.length, data.rows());
    for (int row = 0; row < expected.length; row++) {
      assertEquals(expected[row], data.weightOf(row), "row " + row);
    }
  }

  private static void assertSizes(Dataset data, int rows, boolean hasClasses, int classCount, int targetWidth) {
    assertEquals(rows, data.rows());
    assertEquals(3, data.inputs());
    assertEquals(hasClasses, data.hasClasses());
    assertEquals(classCount, data.classCount());
    assertEquals(targetWidth, data.targetWidth());
  }

  private static void assertRefused(String expectedInMessage, Runnable action) {
    assertMessage(expectedInMessage, assertThrows(IllegalArgumentException.class, action::run));
  }

  private static void assertOutside(String expectedInMessage, Runnable action) {
    assertMessage(expectedInMessage, assertThrows(IndexOutOfBoundsException.class, action::run));
  }

  private static void assertNull(String name, Runnable action) {
    assertEquals(name, assertThrows(NullPointerException.class, action::run).getMessage());
  }

  private static void assertMessage(String expectedInMessage, RuntimeException e) {
    assertTrue(e.getMessage().contains(expectedInMessage), e.getMessage());
  }

  private static float[] grid(int rows, int columns) {
    float[] grid = new float[rows * columns];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = 10 * (i / columns) + i % columns;
    }
    return grid;
  }

  /** Returns an array of -1, which no row of the data sets contains: shows which elements are written. */
  private static float[] filled(int length) {
    float[] filled = new float[length];
    Arrays.fill(filled, -1);
    return filled;
  }
}
