package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {

  /** Returns the rows of a class that validate a network; those of all classes for class -1. */
  private static int validating(Folds folds, int network, int[] classes, int k) {
    return (int) IntStream.range(0, classes.length)
        .filter(row -> (k < 0 || classes[row] == k) && folds.validates(network, row)).count();
  }

  private static void assertEqualShares(String what, int[] counts) {
    int least = Arrays.stream(counts).min().orElseThrow();
    int most = Arrays.stream(counts).max().orElseThrow();
    assertTrue(most - least <= 1, what + ": " + Arrays.toString(counts));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void foldsAreEqualInSizeAndHaveEqualSharesOfEachClass(long seed) {
    Random random = new Random(seed);
    int classCount = 1 + random.nextInt(6);
    int[] classes = random.ints(20 + random.nextInt(100), 0, classCount).map(k -> random.nextInt(k + 1)).toArray();
    int[] counts = new int[classCount];
    Arrays.stream(classes).forEach(k -> counts[k]++);
    int number = 2 + random.nextInt(6);
    Folds folds = Folds.ofClasses(classes, classCount, number, seed);
    String name = "seed " + seed + ", counts " + Arrays.toString(counts) + ", " + number + " folds";
    assertEquals(number, folds.networks(), name);
    assertTrue(folds.validated(), name);
    for (int row = 0; row < classes.length; row++) {
      int at = row;
      long validates = IntStream.range(0, number).filter(i -> folds.validates(i, at)).count();
      assertEquals(counts[classes[row]] > 1 ? 1 : 0, validates, name + ": networks that row " + row + " validates");
    }
    assertEqualShares(name, IntStream.range(0, number).map(i -> validating(folds, i, classes, -1)).toArray());
    for (int k = 0; k < classCount; k++) {
      int of = k;
      assertEqualShares(name + ", class " + k,
          IntStream.range(0, number).map(i -> validating(folds, i, classes, of)).toArray());
    }
  }

  @Test
  void aSingleNetworkHasAFifthOfEachClass() {
    int[] classes = IntStream.range(0, 100).map(row -> row < 60 ? 0 : row < 99 ? 1 : 2).toArray();
    Folds folds = Folds.ofClasses(classes, 3, 1, 5);
    assertEquals(1, folds.networks());
    assertEquals(12, validating(folds, 0, classes, 0));
    assertEquals(8, validating(folds, 0, classes, 1));
    assertEquals(0, validating(folds, 0, classes, 2));
  }

  /** @param networks that are expected for the rows */
  @ParameterizedTest
  @CsvSource({"2, 5, 2", "3, 5, 3", "4, 5, 4", "5, 5, 5", "7, 10, 7", "2, 1, 1", "3, 1, 1", "2, 2, 2"})
  void fewRowsHaveFewerFolds(int rows, int number, int networks) {
    Folds folds = Folds.ofRows(rows, number, 9);
    assertEquals(networks, folds.networks());
    for (int i = 0; i < networks; i++) {
      int network = i;
      long validating = IntStream.range(0, rows).filter(row -> folds.validates(network, row)).count();
      assertTrue(validating >= 1 && validating < rows, validating + " of " + rows + " rows validate network " + i);
    }
  }

  /** For a cross-validation each row is in a fold, and its folds have nothing to do with those of networks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void allRowsAreInAFoldOfACrossValidation(long seed) {
    Random random = new Random(seed);
    int[] classes = random.ints(12 + random.nextInt(60), 0, 6).map(k -> random.nextInt(k + 1)).toArray();
    int number = 2 + random.nextInt(10);
    Folds folds = Folds.ofAll(classes, 6, number, seed);
    Folds inside = Folds.ofClasses(classes, 6, number, seed);
    String name = "seed " + seed + ", " + Arrays.toString(classes) + ", " + number + " folds";
    for (int k = -1; k < 6; k++) {
      int of = k;
      assertEqualShares(name + ", class " + k,
          IntStream.range(0, number).map(i -> validating(folds, i, classes, of)).toArray());
    }
    IntStream.range(0, classes.length).forEach(row -> assertTrue(folds.validates(folds.foldOf(row), row), name));
    assertNotEquals(0, IntStream.range(0, classes.length).filter(row -> folds.foldOf(row) != inside.foldOf(row)).count(), name);
  }

  @Test
  void rowsThatAreEachTheOnlyOneOfTheirClassAreAllTrainedOn() {
    Folds folds = Folds.ofClasses(new int[] {2, 0, 1}, 3, 5, 1);
    assertFalse(folds.validated());
    assertEquals(1, folds.networks());
    assertTrue(IntStream.range(0, 3).noneMatch(row -> folds.validates(0, row)));
  }

  @Test
  void theyDependOnTheSeedAlone() {
    assertEquals(text(3), text(3));
    assertNotEquals(text(3), text(4));
  }

  private static String text(long seed) {
    Folds folds = Folds.ofRows(40, 5, seed);
    return Arrays.toString(IntStream.range(0, 40).filter(row -> folds.validates(1, row)).toArray());
  }
}
