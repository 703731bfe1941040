package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Samples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables and columns from memory. */
class TableTest {

  private static final Table PEOPLE = Table.of(Column.numbers("age", 31, Double.NaN, 52.5),
      Column.texts("town", "Bern", "Zug", null), Column.numbers("id", 7, 8, 9));

  @Test
  void holdsNumbersTextsAndGaps() {
    assertEquals(3, PEOPLE.rows());
    assertEquals(List.of("age", "town", "id"), PEOPLE.names());
    Column age = PEOPLE.column("age");
    assertTrue(age.isNumeric());
    assertEquals(31, age.number(0));
    assertTrue(Double.isNaN(age.number(1)));
    assertEquals(List.of(false, true, false), IntStream.range(0, 3).mapToObj(age::isMissing).toList());
    assertEquals(1, age.missing());
    assertEquals("31", age.text(0));
    assertNull(age.text(1));
    assertEquals("52.5", age.text(2));
    Column town = PEOPLE.columns().get(1);
    assertFalse(town.isNumeric());
    assertEquals("Zug", town.text(1));
    assertNull(town.text(2));
    assertTrue(town.isMissing(2));
    assertEquals(1, town.missing());
    assertEquals("\"town\": 3 rows of texts, 1 missing", town.toString());
    assertEquals("3 rows of \"age\", \"town\", \"id\"", PEOPLE.toString());
    Samples.assertRefused(IllegalStateException.class, () -> town.number(0), "\"town\" has texts");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> town.text(3), "3");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> age.number(-1), "-1");
  }

  @Test
  void isCutInColumnsAndRows() {
    assertEquals(List.of("id", "age"), PEOPLE.select("id", "age").names());
    assertEquals(List.of("town", "id"), PEOPLE.drop("age").names());
    Table rows = PEOPLE.rows(new int[] {2, 0, 2});
    assertEquals(List.of("9", "7", "9"), texts(rows.column("id")));
    assertEquals(1, rows.column("age").missing() + rows.column("town").missing() - 1);
    assertEquals("row 2", rows.place(0));
    assertEquals("row 2", rows.rows(new int[] {1, 2}).place(1));
    assertEquals("row 1", PEOPLE.select("id").place(1));
    Column id = Column.texts("id", "a", "b", "c");
    assertEquals(List.of("age", "town", "id"), PEOPLE.with(id).names());
    assertSame(id, PEOPLE.with(id).column("id"));
    Column sex = Column.texts("sex", "f", "f", "m");
    assertEquals(List.of("age", "town", "id", "sex"), PEOPLE.with(sex).names());
    assertTrue(PEOPLE.with(sex).hasColumn("sex"));
    assertFalse(PEOPLE.hasColumn("sex"));
  }

  private static List<String> texts(Column column) {
    return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
  }

  @Test
  void isMadeOfRows() {
    Table doubles = Table.ofRows(new double[][] {{1, 2.5, Double.NaN}, {-0.0, 1e300, 3}});
    assertEquals(List.of("x0", "x1", "x2"), doubles.names());
    assertEquals(List.of("1", "-0"), texts(doubles.column("x0")));
    assertEquals(List.of("2.5", "1E+300"), texts(doubles.column("x1")));
    assertEquals(1, doubles.column("x2").missing());
    assertEquals((double) 0.1f, Table.ofRows(new float[][] {{0.1f}}).column("x0").number(0));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("age", 31);
    map.put("town", "Bern");
    map.put("income", null);
    map.put("old", false);
    Table row = Table.ofRow(map);
    assertEquals(List.of("age", "town", "income", "old"), row.names());
    assertEquals(List.of(true, false, true, false), row.columns().stream().map(Column::isNumeric).toList());
    assertEquals("false", row.column("old").text(0));
    assertTrue(row.column("income").isMissing(0));
  }

  @Test
  void refusesWhatIsNoTable() {
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.of(), "columns = none");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.of(Column.numbers("a", 1), Column.numbers("a", 2)),
        "\"a\" occurs twice");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.of(Column.numbers("a", 1), Column.numbers("b", 2, 3)),
        "\"b\" has 2 rows; expected 1");
    Samples.assertRefused(IllegalArgumentException.class, () -> Column.numbers("a"), "\"a\"", "at least one row");
    Samples.assertRefused(IllegalArgumentException.class, () -> Column.texts("a"), "\"a\"", "at least one row");
    Samples.assertRefused(IllegalArgumentException.class, () -> Column.numbers("a", 1, Double.NEGATIVE_INFINITY),
        "values[1]", "\"a\"", "-Infinity");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.column("agee"), "name = \"agee\"", "\"age\", \"town\"");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.select("town", "x"), "name = \"x\"");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.drop("x"), "name = \"x\"");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.drop("age", "town", "id"), "columns = none");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.rows(new int[0]), "rows = none");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> PEOPLE.rows(new int[] {0, 3}), "3");
    Samples.assertRefused(IllegalArgumentException.class, () -> PEOPLE.with(Column.numbers("x", 1)), "\"x\" has 1 row");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.ofRows(new double[0][]), "rows = 0 rows");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.ofRows(new double[1][0]), "rows = 1 row of 0");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.ofRows(new float[][] {{1, 2}, {3}}),
        "rows[1].length = 1; expected 2");
    Samples.assertRefused(IllegalArgumentException.class, () -> Table.ofRow(Map.of()), "columns = none");
    Samples.assertRefused(NullPointerException.class, () -> Column.texts(null, "a"), "name");
  }

  /** Numbers and texts over the bounds of several chunks, against lists. */
  @Test
  void longColumnsKeepTheirValues() {
    int rows = 3 * 4096 + 5;
    double[] numbers = new double[rows];
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      numbers[row] = row % 7 == 0 ? Double.NaN : row;
      texts[row] = row % 5 == 0 ? null : "t" + (row * 31 % 1000 - 500);
    }
    Table table = Table.of(Column.numbers("n", numbers), Column.texts("t", texts));
    int[] backwards = IntStream.range(0, rows).map(row -> rows - 1 - row).toArray();
    Table reversed = table.rows(backwards);
    for (int row = 0; row < rows; row++) {
      assertEquals(numbers[row], table.column("n").number(row));
      assertEquals(texts[row], table.column("t").text(row));
      assertEquals(numbers[row], reversed.column("n").number(rows - 1 - row));
      assertSame(table.column("t").text(row), reversed.column("t").text(rows - 1 - row));
    }
    assertEquals((rows + 6) / 7, table.column("n").missing());
    assertEquals((rows + 4) / 5, reversed.column("t").missing());
  }

  /** Numbers as text: read back to the same bits, with no more digits than any other text, and whole numbers as such. */
  @Test
  void numbersAreWrittenAsTheShortestText() {
    List<Double> values = new ArrayList<>(List.of(0.0, -0.0, 1.0, -3.0, 0.1, 1e15, 9007199254740991.0, 9007199254740992.0,
        1e22, 1e23, 2e-3, 4.9e-324, Double.MAX_VALUE, Double.MIN_NORMAL, 5.684341886080802E-14, 0.1 + 0.2, 123456.789));
    SplittableRandom random = new SplittableRandom(19);
    for (int i = 0; i < 2000; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add(Math.rint(1000 * random.nextDouble()) / 100);
    }
    for (double value : values) {
      if (Double.isFinite(value)) {
        String text = Column.numbers("a", value).text(0);
        assertEquals(value, Double.parseDouble(text), text);
        assertFalse(text.endsWith(".0"), text);
        int digits = new BigDecimal(value).signum() == 0 ? 1 : new BigDecimal(text).stripTrailingZeros().precision();
        int java = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
        assertTrue(digits <= java, text + " has more digits than " + value);
      }
    }
    assertEquals("9007199254740991", Column.numbers("a", 9007199254740991.0).text(0));
    assertEquals("100000", Column.numbers("a", 1e5).text(0));
    assertEquals("0.002", Column.numbers("a", 2e-3).text(0));
  }
}
