package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a column becomes classes, or standardised numbers. */
class TargetsTest {

  private static List<String> classes(String... labels) {
    return ClassLabels.of(Column.texts("t", labels));
  }

  @Test
  void numbersAreSortedAsNumbersAndWrittenShortly() {
    assertEquals(List.of("-3", "0.5", "2", "10"), ClassLabels.of(Column.numbers("t", 10, 2, -3, 0.5, 2, 10)));
    assertEquals(List.of("-1", "9", "10", "1e2"), classes("10", "9", "1e2", "-1"), "texts that are all numbers");
    assertEquals(List.of("1", "1.0"), classes("1.0", "1"), "equal numbers are different texts");
  }

  @Test
  void textsAreSortedByCodePoint() {
    assertEquals(List.of("10", "9", "B", "a"), classes("a", "B", "10", "9"));
    // U+FF5E is below U+1F600, although its UTF-16 unit is above the surrogates.
    assertEquals(List.of("\uff5e", "\ud83d\ude00"), classes("\ud83d\ude00", "\uff5e"));
    assertEquals(List.of("", "a"), classes("a", "", "a"));
  }

  @Test
  void rowsHaveTheNumbersOfTheirClasses() {
    Column target = Column.texts("t", "c", "x", "a", null);
    assertArrayEquals(new int[] {2, -1, 0, -1}, ClassLabels.numbers(target, List.of("a", "b", "c")));
  }

  @Test
  void targetsAreStandardisedByMeanAndDeviationDividedByN() {
    Column target = Column.numbers("t", 1, 2, 3, 6);
    TargetScale scale = TargetScale.of(target);
    assertEquals(new TargetScale(3, Math.sqrt(14 / 4.0)), scale);
    float[] z = scale.standardised(target);
    assertEquals((float) (-2 / Math.sqrt(3.5)), z[0]);
    assertEquals(0f, z[2]);
    assertEquals(6, scale.value(3 / Math.sqrt(3.5)), 1e-15);
  }

  /** The sum of ten times 0.1 is not 1. */
  @Test
  void aConstantHasItsValueAsMeanAndNoDeviation() {
    Column target = Column.numbers("t", 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    TargetScale scale = TargetScale.of(target);
    assertEquals(new TargetScale(0.1, 0), scale);
    assertArrayEquals(new float[10], scale.standardised(target));
    assertEquals(0.1, scale.value(5));
  }

  @Test
  void targetsWithoutAFiniteDeviationAreRefused() {
    assertEquals("the target \"t\" has the mean 0.0 and the standard deviation Infinity; expected numbers of a scale whose "
        + "deviation is finite and above 0", message(Column.numbers("t", 1e200, -1e200)));
    assertEquals("the target \"t\" has texts, for example \"many\"; expected numbers (an MlpClassifier predicts texts)",
        message(Column.texts("t", "many", "2")));
  }

  private static String message(Column target) {
    return assertThrows(IllegalArgumentException.class, () -> TargetScale.of(target)).getMessage();
  }
}
