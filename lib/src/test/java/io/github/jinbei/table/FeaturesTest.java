package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Samples;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The inputs that a table becomes. */
class FeaturesTest {

  private static final double NAN = Double.NaN;
  private static final FeatureOptions STANDARD = new FeatureOptions(Scaling.STANDARD, 100);
  private static final FeatureOptions NONE = new FeatureOptions(Scaling.NONE, 100);

  private static final List<String> FIXTURES = TableFixture.NAMES;

  private static Features robust(Column... columns) {
    return Features.learn(Table.of(columns), FeatureOptions.DEFAULT);
  }

  private static Features unscaled(Column... columns) {
    return Features.learn(Table.of(columns), NONE);
  }

  private static Column letters(String letters) {
    return Column.texts("c", letters.chars().mapToObj(c -> c == '-' ? null : String.valueOf((char) c))
        .toArray(String[]::new));
  }

  private static void assertRefused(String message, Executable call) {
    Samples.assertRefused(IllegalArgumentException.class, call, message);
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void areThoseOfTheReference(String name) {
    TableFixture fixture = TableFixture.of(name);
    Features features = Features.learn(fixture.trained(), FeatureOptions.DEFAULT);
    assertEquals(fixture.list("inputs"), features.names());
    assertEquals(fixture.list("columns"), features.columns());
    double[] expected = fixture.numbers("x");
    float[] x = features.transform(fixture.table());
    assertEquals(expected.length, x.length);
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], x[i], 1e-6 * Math.max(1, Math.abs(expected[i])), name + ", value " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areThoseOfThePlainDefinition(Scaling scaling) {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(30);
      Table learned = randomTable(random, rows);
      Table all = randomTable(random, 20);
      Features features = Features.learn(learned, new FeatureOptions(scaling, 100));
      List<double[]> expected = PlainFeatures.of(learned, all, scaling);
      assertEquals(expected.size(), features.inputs(), "seed " + seed);
      float[] x = features.transform(all);
      for (int i = 0; i < x.length; i++) {
        double value = expected.get(i % expected.size())[i / expected.size()];
        assertEquals(value, x[i], 1e-6 * Math.max(1, Math.abs(value)),
            "seed " + seed + ", " + features.names().get(i % expected.size()) + ", row " + i / expected.size());
      }
    }
  }

  /** Returns columns of which some are continuous, some have few values, and most have gaps. */
  private static Table randomTable(Random random, int rows) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      double gaps = c == 0 ? 0 : random.nextDouble();
      int values = 1 + random.nextInt(4);
      double[] numbers = new double[rows];
      String[] texts = new String[rows];
      for (int row = 0; row < rows; row++) {
        boolean gap = random.nextDouble() < gaps;
        numbers[row] = gap ? NAN : random.nextBoolean() ? random.nextInt(values) : 100 * random.nextGaussian();
        texts[row] = gap ? null : String.valueOf((char) ('A' + random.nextInt(values + c)));
      }
      columns.add(Column.numbers("n" + c, numbers));
      columns.add(Column.texts("t" + c, texts));
    }
    return Table.of(columns);
  }

  @ParameterizedTest
  @EnumSource
  void doNotDependOnTheOrderOfRowsAndColumns(Scaling scaling) {
    long seed = 7;
    Random random = new Random(seed);
    Table table = randomTable(random, 1000);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    Collections.shuffle(order, random);
    int[] rows = order.stream().mapToInt(Integer::intValue).toArray();
    FeatureOptions options = new FeatureOptions(scaling, 3);
    Features features = Features.learn(table, options);
    float[] x = features.transform(table);
    assertArrayEquals(x, Features.learn(table.rows(rows), options).transform(table), "seed " + seed);
    int inputs = features.inputs();
    List<Column> turned = new ArrayList<>(table.rows(rows).columns());
    Collections.reverse(turned);
    turned.add(Column.texts("target", new String[1000]));
    float[] shuffled = features.transform(Table.of(turned));
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(Arrays.copyOfRange(x, rows[i] * inputs, (rows[i] + 1) * inputs),
          Arrays.copyOfRange(shuffled, i * inputs, (i + 1) * inputs), "row " + rows[i]);
    }
  }

  @Test
  void areTheSameOnManyThreads() {
    Table table = randomTable(new Random(1), 500);
    Features features = Features.learn(table, FeatureOptions.DEFAULT);
    float[] x = features.transform(table);
    IntStream.range(0, 50).parallel().forEach(i -> assertArrayEquals(x, features.transform(table)));
  }

  @Test
  void nameColumnsAndInputs() {
    Features features = robust(Column.numbers("n", 1, 2, NAN), Column.texts("t", "b", "a", "c"),
        Column.texts("u", "x", null, "y"));
    assertEquals(List.of("n", "t", "u"), features.columns());
    assertEquals(List.of("n", "n missing", "t=a", "t=b", "t=c", "u"), features.names());
    assertEquals(6, features.inputs());
    assertTrue(features.isNumeric("n"));
    assertFalse(features.isNumeric("t"));
    assertEquals(List.of("a", "b", "c"), features.categories("t"));
    assertEquals(List.of(), features.categories("n"));
    assertEquals("{n=true, t=false, u=false}", features.types().toString());
    assertRefused("column = \"x\"; expected one of [n, t, u]", () -> features.isNumeric("x"));
    assertRefused("column = \"x\"; expected one of [n, t, u]", () -> features.categories("x"));
  }

  @Test
  void categoriesAreSortedByCodePoint() {
    // As UTF-16, the last begins with D83D and so stands before U+FF5E.
    List<String> sorted = List.of("", "A", "Z", "a", "aa", "\u00e9", "\uff5e", "\ud83d\ude00", "\ud83d\ude01");
    List<String> turned = new ArrayList<>(sorted);
    Collections.reverse(turned);
    assertEquals(sorted, robust(Column.texts("c", turned.toArray(new String[0]))).categories("c"));
    assertEquals(sorted, turned.stream().sorted(CodePoints.ORDER).toList());
  }

  @Test
  void twoCategoriesHaveOneInput() {
    Features features = unscaled(letters("ba-b"));
    assertEquals(List.of("c"), features.names());
    assertArrayEquals(new float[] {1, -1, 0, 0}, features.transform(Table.of(letters("ab-x"))));
  }

  @Test
  void missingAndUnknownCategoriesAreZero() {
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0},
        unscaled(letters("abc")).transform(Table.of(letters("ac-x"))));
  }

  @Test
  void oneCategoryIsAConstant() {
    Features features = robust(letters("aaa"), Column.numbers("n", 1, 2, 3));
    assertEquals(List.of("c=a", "n"), features.names());
    assertArrayEquals(new float[] {0, 0}, features.transform(Table.of(letters("x"), Column.numbers("n", 2))));
    assertArrayEquals(new float[] {1, 0, 0}, unscaled(letters("aa-")).transform(Table.of(letters("a-x"))));
  }

  @Test
  void theRarestCategoriesShareAnInput() {
    Table table = Table.of(letters("ddcccabb-e"));
    Features features = Features.learn(table, new FeatureOptions(Scaling.NONE, 2));
    // b and d are equally frequent, and b stands before d.
    assertEquals(List.of("b", "c"), features.categories("c"));
    assertEquals(List.of("c=b", "c=c", "c other"), features.names());
    assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0},
        features.transform(Table.of(letters("bcadx-"))));
    Features one = Features.learn(Table.of(letters("aab")), new FeatureOptions(Scaling.NONE, 1));
    assertEquals(List.of("c=a", "c other"), one.names());
    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 1}, one.transform(Table.of(letters("abx"))));
    Features all = Features.learn(table, new FeatureOptions(Scaling.NONE, 5));
    assertEquals(List.of("c=a", "c=b", "c=c", "c=d", "c=e"), all.names());
  }

  @Test
  void theDefaultKeepsAHundredCategories() {
    String[] texts = IntStream.range(0, 202).mapToObj(i -> "t" + (1000 + i % 101)).toArray(String[]::new);
    Features features = robust(Column.texts("c", texts));
    assertEquals(101, features.inputs());
    assertEquals(100, features.categories("c").size());
    assertEquals("c other", features.names().get(100));
    assertFalse(features.categories("c").contains("t1100"), "the last of the equally frequent ones");
  }

  @Test
  void aMissingNumberTakesTheMedian() {
    Features features = unscaled(Column.numbers("n", 5, NAN, 1, 2, 10, NAN));
    assertArrayEquals(new float[] {3.5f, 1, 7, 0}, features.transform(Table.of(Column.numbers("n", NAN, 7))));
    Features without = unscaled(Column.numbers("n", 5, 1, 2, 10));
    assertArrayEquals(new float[] {3.5f, 7}, without.transform(Table.of(Column.numbers("n", NAN, 7))));
  }

  @Test
  void onlyEnoughMissingNumbersGetAnInput() {
    checkIndicator(1, 50, true);
    checkIndicator(1, 51, false);
    checkIndicator(4, 200, true);
    checkIndicator(4, 201, false);
    checkIndicator(5, 1_000_000, true);
    Features features = unscaled(Column.numbers("n", numbersWithGaps(1, 51)));
    assertArrayEquals(new float[] {1f}, features.transform(new double[] {NAN}), "the median alone");
  }

  private static void checkIndicator(int missing, int rows, boolean expected) {
    Features features = unscaled(Column.numbers("n", numbersWithGaps(missing, rows)));
    assertEquals(expected ? List.of("n", "n missing") : List.of("n"), features.names(), missing + " of " + rows);
  }

  private static double[] numbersWithGaps(int missing, int rows) {
    double[] numbers = new double[rows];
    Arrays.fill(numbers, 0, missing, NAN);
    Arrays.fill(numbers, missing, rows, 1);
    return numbers;
  }

  @Test
  void columnsWithoutValues() {
    Features features = robust(Column.numbers("n", NAN, NAN), Column.texts("t", null, null));
    assertEquals(List.of("n", "n missing"), features.names());
    assertArrayEquals(new float[] {0, 0, 0, 0},
        features.transform(Table.of(Column.numbers("n", 3, NAN), Column.texts("t", "a", null))));
    assertRefused("the columns [t] give no input", () -> robust(Column.texts("t", null, null)));
  }

  @Test
  void constantsAreZero() {
    for (FeatureOptions options : List.of(FeatureOptions.DEFAULT, STANDARD)) {
      Table table = Table.of(Column.numbers("n", 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
      Features features = Features.learn(table, options);
      assertEquals(0f, features.transform(table)[3]);
      assertEquals(0f, features.transform(Table.of(Column.numbers("n", -1.7e308)))[0]);
    }
  }

  @Test
  void hugeAndTinyNumbersGiveFiniteInputs() {
    double max = Double.MAX_VALUE;
    double min = Double.MIN_VALUE;
    for (double[] values : new double[][] {{1e300, -1e300, 5e299, 0}, {max, -max, max, -max, 0}, {max, -max},
        {-max, max, max}, {0, 0, 0, 0, min}, {0, min, 2 * min, 3 * min, 4 * min}, {max, Math.nextDown(max)},
        {0, 0, 0, 0, 0, max}, {1, 1, 1, 1, max}, {1e-310, 2e-310, 3e-310}}) {
      Table table = Table.of(Column.numbers("n", values));
      for (Scaling scaling : Scaling.values()) {
        Features features = Features.learn(table, new FeatureOptions(scaling, 100));
        float[] x = features.transform(table);
        float[] far = features.transform(Table.of(Column.numbers("n", max, -max, min, 0)));
        String what = scaling + " of " + Arrays.toString(values) + ": " + Arrays.toString(x) + Arrays.toString(far);
        for (int i = 0; i < x.length; i++) {
          assertTrue(Float.isFinite(x[i]), what);
          for (int j = 0; j < i; j++) {
            assertTrue(values[i] >= values[j] ? x[i] >= x[j] : x[i] <= x[j], what);
          }
        }
        for (float input : far) {
          assertTrue(Float.isFinite(input) && (scaling != Scaling.ROBUST || Math.abs(input) <= 3), what);
        }
        assertTrue(far[0] >= far[3] && far[3] >= far[1], what);
      }
    }
    Features features = robust(Column.numbers("n", 0, min, 2 * min, 3 * min, 4 * min));
    assertEquals(0.5 / Math.sqrt(1 + 0.25 / 9), features.transform(Table.of(Column.numbers("n", 3 * min)))[0], 1e-7);
  }

  @Test
  void numbersInAColumnOfTextsAreTexts() {
    Features features = unscaled(Column.texts("c", "3", "4.5", "x"));
    assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0},
        features.transform(Table.of(Column.numbers("c", 3, 4.5, 5, NAN))));
  }

  @Test
  void textsInAColumnOfNumbersMustBeNumbers() {
    Features features = unscaled(Column.numbers("n", 1, 2), Column.numbers("m", 1, 2));
    Table numbers = Table.of(Column.texts("n", "3", null, "-1.5e1"), Column.numbers("m", 7, 8, 9));
    assertArrayEquals(new float[] {3, 7, 1.5f, 8, -15, 9}, features.transform(numbers));
    float[] to = new float[6];
    for (String text : List.of("old", "", "NaN", "Infinity", "1f", "0x1p3", "1e999", "1 ")) {
      Table table = Table.of(Column.numbers("m", 7, 8, 9), Column.texts("n", "3", null, text));
      assertRefused(table.place(2) + ": column \"n\" is \"" + text + "\"; expected a number",
          () -> features.transform(table, to, 0));
    }
    assertArrayEquals(new float[6], to, "nothing is written");
  }

  @Test
  void aTextInAColumnOfNumbersIsNamedByItsLine() throws IOException {
    Features features = robust(Column.numbers("age", 1, 2));
    Table table = Csv.read(new StringReader("size,age\n7,3\n8,old\n"));
    assertRefused("line 3: column \"age\" is \"old\"; expected a number", () -> features.transform(table));
  }

  @Test
  void aMissingColumnIsRefusedByName() {
    Features features = robust(Column.numbers("age", 1, 2), letters("ab"));
    assertRefused("age", () -> features.transform(Table.of(letters("a"), Column.numbers("size", 3))));
    assertRefused("size", () -> features.transform(Table.of(letters("a"), Column.numbers("size", 3))));
    Map<String, Object> row = new HashMap<>(Map.of("age", 1.5));
    assertRefused("\"c\"", () -> features.transform(Table.ofRow(row)));
    row.put("c", null);
    assertEquals(2, features.transform(Table.ofRow(row)).length);
  }

  @Test
  void rowsOfNumbersAreThoseOfTables() {
    double[][] rows = {{1, NAN}, {2, 7}, {4, 9}, {NAN, -3}};
    Features features = Features.learn(Table.ofRows(rows), FeatureOptions.DEFAULT);
    float[] x = features.transform(Table.ofRows(rows));
    for (int r = 0; r < rows.length; r++) {
      assertArrayEquals(Arrays.copyOfRange(x, 4 * r, 4 * r + 4), features.transform(rows[r]), "row " + r);
    }
  }

  @Test
  void wrongRowsAreRefused() {
    Features numbers = robust(Column.numbers("n", 1, 2), Column.numbers("m", 1, 2));
    assertRefused("row.length = 1; expected 2, a value for each of the columns [n, m]",
        () -> numbers.transform(new double[1]));
    assertRefused("row[1] = Infinity, column \"m\"",
        () -> numbers.transform(new double[] {1.7, Double.POSITIVE_INFINITY}));
    assertRefused("the column \"c\" holds texts", () -> robust(Column.numbers("n", 1, 2), letters("ab"))
        .transform(new double[2]));
    Table table = Table.of(Column.numbers("n", 1), Column.numbers("m", 1));
    for (int off : new int[] {-1, 1, Integer.MAX_VALUE}) {
      assertThrows(IndexOutOfBoundsException.class, () -> numbers.transform(table, new float[2], off));
    }
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertRefused("mostCategories = 0; expected at least 1", () -> new FeatureOptions(Scaling.NONE, 0));
    assertEquals("scaling", assertThrows(NullPointerException.class, () -> new FeatureOptions(null, 1)).getMessage());
    Features features = robust(Column.numbers("n", 1, 2));
    assertEquals("table", assertThrows(NullPointerException.class, () -> features.transform((Table) null)).getMessage());
    assertEquals("to", assertThrows(NullPointerException.class,
        () -> features.transform(Table.ofRows(new double[1][1]), null, 0)).getMessage());
    assertEquals("row", assertThrows(NullPointerException.class,
        () -> features.transform((double[]) null)).getMessage());
  }
}
