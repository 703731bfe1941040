package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

  /** Five rows of three inputs, input (row, column) = 10 row + column; classes 2 0 1 0 2 of four. */
  private static final Dataset CLASSES = Dataset.ofClasses(grid(5, 3), 3, new int[] {2, 0, 1, 0, 2}, 4);

  /** The same inputs; two targets a row, target (row, column) = 10 row + column. */
  private static final Dataset TARGETS = Dataset.ofTargets(grid(5, 3), 3, grid(5, 2), 2);

  @Test
  void tellsItsSizes() {
    assertSizes(CLASSES, 5, true, 4, 4);
    assertSizes(TARGETS, 5, false, 0, 2);
    assertEquals("5 rows of 3 inputs, 4 classes", CLASSES.toString());
    assertEquals("5 rows of 3 inputs, 2 targets", TARGETS.toString());
  }

  @Test
  void copiesRows() {
    float[] to = filled(8);
    CLASSES.copyInputs(3, 2, to, 1);
    assertArrayEquals(new float[] {-1, 30, 31, 32, 40, 41, 42, -1}, to);

    int[] classes = {-1, -1, -1, -1};
    CLASSES.copyClasses(1, 2, classes, 1);
    assertArrayEquals(new int[] {-1, 0, 1, -1}, classes);
    assertEquals(2, CLASSES.classOf(4));

    to = filled(6);
    TARGETS.copyTargets(2, 2, to, 1);
    assertArrayEquals(new float[] {-1, 20, 21, 30, 31, -1}, to);
  }

  @Test
  void copiesClassesAsOneHotTargets() {
    float[] to = filled(10);
    CLASSES.copyTargets(1, 2, to, 1);
    assertArrayEquals(new float[] {-1, 1, 0, 0, 0, 0, 1, 0, 0, -1}, to);
  }

  @Test
  void copiesNoRowsToNowhere() {
    CLASSES.copyInputs(5, 0, new float[0], 0);
    CLASSES.copyClasses(0, 0, new int[1], 1);
    CLASSES.copyTargets(5, 0, new float[0], 0);
  }

  @Test
  void slices() {
    Dataset slice = CLASSES.slice(1, 5).slice(1, 3);
    assertSizes(slice, 2, true, 4, 4);
    float[] inputs = filled(6);
    slice.copyInputs(0, 2, inputs, 0);
    assertArrayEquals(new float[] {20, 21, 22, 30, 31, 32}, inputs);
    int[] classes = new int[2];
    slice.copyClasses(0, 2, classes, 0);
    assertArrayEquals(new int[] {1, 0}, classes);
    assertEquals(0, slice.classOf(1));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.classOf(2));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 3));

    float[] targets = filled(4);
    TARGETS.slice(3, 5).copyTargets(0, 2, targets, 0);
    assertArrayEquals(new float[] {30, 31, 40, 41}, targets);
    float[] oneHot = filled(4);
    CLASSES.slice(4, 5).copyTargets(0, 1, oneHot, 0);
    assertArrayEquals(new float[] {0, 0, 1, 0}, oneHot);
  }

  @Test
  void sharesItsArraysWithSlices() {
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
    assertArrayEquals(new float[] {20, 21, 22, 40, 41, 42}, inputs);
    assertEquals(1, odd.classOf(0));
    assertEquals(2, odd.classOf(1));

    Dataset last = TARGETS.where(row -> row == 4);
    assertSizes(last, 1, false, 0, 2);
    float[] targets = filled(2);
    last.copyTargets(0, 1, targets, 0);
    assertArrayEquals(new float[] {40, 41}, targets);
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
  void refusesToBeEmpty() {
    assertRefused("inputs.length = 0", () -> Dataset.ofClasses(new float[0], 3, new int[0], 2));
    assertRefused("inputs.length = 0", () -> Dataset.ofTargets(new float[0], 3, new float[0], 2));
    assertRefused("fromRow = toRow = 2", () -> CLASSES.slice(2, 2));
    assertRefused("rowIndex: holds for none of 5 rows", () -> CLASSES.where(row -> false));
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
  void leavesTheDestinationAloneWhenItRefuses() {
    float[] to = filled(7);
    assertThrows(IndexOutOfBoundsException.class, () -> CLASSES.copyTargets(0, 2, to, 0));
    assertArrayEquals(filled(7), to);
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

  /** An array that shows where it was written to. */
  private static float[] filled(int length) {
    float[] filled = new float[length];
    Arrays.fill(filled, -1);
    return filled;
  }
}
