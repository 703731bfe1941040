package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.table.Column;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTaskTest {

  private static String suggested(double... values) {
    return TableTask.suggestedBy(Column.numbers("y", values)).toString();
  }

  /** Returns so many different whole numbers, each so many times. */
  private static double[] wholes(int different, int times) {
    return IntStream.range(0, different * times).mapToDouble(i -> i % different - 3).toArray();
  }

  @Test
  void textsAreClasses() {
    assertEquals("classes, as the target is text", TableTask.suggestedBy(Column.texts("y", "a", "1", "b")).toString());
  }

  @Test
  void upToTwentyWholeNumbersAreClassesIfEachOccursFiveTimes() {
    assertEquals("classes, as the target has 20 different whole numbers, each in 5 rows or more", suggested(wholes(20, 5)));
    assertEquals("regression, as the target has more than 20 different numbers", suggested(wholes(21, 5)));
    assertEquals("regression, as the target has a number in fewer than 5 rows", suggested(wholes(20, 4)));
    double[] oneLacks = wholes(3, 5);
    oneLacks[0] = oneLacks[1];
    assertEquals("regression, as the target has a number in fewer than 5 rows", suggested(oneLacks));
  }

  @Test
  void otherNumbersAreARegression() {
    double[] values = wholes(2, 50);
    values[70] = 0.5;
    assertEquals("regression, as the target has numbers that are not whole", suggested(values));
  }

  @Test
  void negativeZeroIsZeroAndGapsDoNotCount() {
    assertEquals("classes, as the target has 2 different whole numbers, each in 5 rows or more",
        suggested(0, -0.0, 0, -0.0, 0, 1, 1, 1, 1, 1, Double.NaN));
  }
}
