package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownTest {

  private static final int NUMBER = 2 * (Shown.MOST_DECIDED + Shown.MOST_OTHERS);

  /** Every second number is decided. */
  private static Shown<Integer> of(int number, boolean all) {
    return Shown.of(IntStream.range(0, number).boxed().toList(), row -> row % 2 == 0, all);
  }

  @Test
  void theFirstOfEachKindAreShownInTheirOrder() {
    Shown<Integer> shown = of(NUMBER, false);
    List<Integer> expected = IntStream.range(0, NUMBER)
        .filter(row -> row % 2 == 0 ? row / 2 < Shown.MOST_DECIDED : row / 2 < Shown.MOST_OTHERS).boxed().toList();
    assertEquals(expected, shown.rows());
    assertEquals(NUMBER - expected.size(), shown.left().size());
    assertEquals("1200 rows are not shown: 1000 odd, 200 even; --all shows all rows.",
        shown.sentence(row -> row % 2 == 0 ? "even" : "odd"));
    assertEquals("1200 rows are not shown; --all shows all rows.", shown.sentence());
  }

  @Test
  void fewRowsAreAllShownAndManyWithAll() {
    for (Shown<Integer> shown : List.of(of(2 * Shown.MOST_OTHERS, false), of(NUMBER, true))) {
      assertEquals(List.of(), shown.left());
      assertEquals("", shown.sentence());
      assertEquals("", shown.sentence(row -> "row"));
    }
    assertEquals(NUMBER, of(NUMBER, true).rows().size());
    assertEquals("1 row is not shown: 1 odd; --all shows all rows.",
        of(2 * Shown.MOST_OTHERS + 2, false).sentence(row -> row % 2 == 0 ? "even" : "odd"));
  }
}
