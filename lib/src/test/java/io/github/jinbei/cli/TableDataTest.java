package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.table.Column;
import io.github.jinbei.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableDataTest {

  /** More rows than the lower half of a number of a row counts. */
  private static final int MANY = 70_000;

  private static Table numbered(int rows) {
    return Table.of(Column.numbers("row", IntStream.range(0, rows).asDoubleStream().toArray()),
        Column.texts("class", IntStream.range(0, rows).mapToObj(row -> row < rows / 10 ? "rare" : "frequent")
            .toArray(String[]::new)));
  }

  private static List<Integer> rows(Table table) {
    Column column = table.column("row");
    return IntStream.range(0, column.rows()).mapToObj(row -> (int) column.number(row)).toList();
  }

  @Test
  void aFifthOfEachClassIsSetAside() {
    Table all = numbered(MANY);
    TableData data = TableData.divided("data", all, all.column("class"), 1);
    assertEquals(MANY / 5, data.test().rows());
    Column classes = data.test().column("class");
    assertEquals(MANY / 50, IntStream.range(0, classes.rows()).filter(row -> classes.text(row).equals("rare")).count());
    List<Integer> both = Stream.of(data.train(), data.test()).flatMap(table -> rows(table).stream()).sorted().toList();
    assertEquals(IntStream.range(0, MANY).boxed().toList(), both, "each row is in one of the parts");
    assertEquals("a fifth, drawn by the seed, of each class alike", data.origin());
  }

  @Test
  void theSeedDrawsTheRows() {
    Table all = numbered(500);
    List<Integer> first = rows(TableData.divided("data", all, null, 1).test());
    assertEquals(100, first.size());
    assertEquals(first, rows(TableData.divided("data", all, null, 1).test()), "seed 1 twice");
    assertNotEquals(first, rows(TableData.divided("data", all, null, 2).test()), "seeds 1 and 2");
  }

  @Test
  void tooFewRowsAreRefused() {
    UsageException few = assertThrows(UsageException.class, () -> TableData.divided("data", numbered(2), null, 1));
    assertTrue(few.getMessage().startsWith("data has 2 rows, of which no fifth can be set aside to test on; give more rows"),
        few.getMessage());
    Table alone = Table.of(Column.texts("class", "a", "b", "c", "d", "e"));
    UsageException classes =
        assertThrows(UsageException.class, () -> TableData.divided("data", alone, alone.column("class"), 1));
    assertTrue(classes.getMessage().contains("as each class keeps a row to train on"), classes.getMessage());
  }
}
