package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartialDependenceTest {

  private static final Table ROWS = EasyTables.of(60, 32);
  private static final MlpClassifier CLASSIFIER = MlpClassifier.builder().units(16).epochs(30).batchSize(32).folds(2).threads(1)
      .fit(EasyTables.classes(300, 31), "kind");
  private static final MlpRegressor REGRESSOR = MlpRegressor.builder().units(16).epochs(30).batchSize(32).folds(2).threads(1)
      .fit(EasyTables.prices(300, 31), "price");

  private static Column constant(String name, double value) {
    double[] values = new double[60];
    Arrays.fill(values, value);
    return Column.numbers(name, values);
  }

  private static List<String> values(PartialDependence dependence) {
    return dependence.points().stream().map(PartialDependence.Point::value).toList();
  }

  @Test
  void numbersAreTheSameAsInAPlainLoop() {
    PartialDependence dependence = PartialDependence.of(REGRESSOR, ROWS, "length", 7);
    double[] lengths = IntStream.range(0, 60).mapToDouble(ROWS.column("length")::number).sorted().toArray();
    List<PartialDependence.Point> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      double length = lengths[i * 59 / 6];
      double sum = 0;
      for (double price : REGRESSOR.predict(ROWS.with(constant("length", length)))) {
        sum += price;
      }
      expected.add(new PartialDependence.Point(Column.textOf(length), List.of(sum / 60)));
    }
    assertEquals(expected, dependence.points());
    assertEquals("length", dependence.column());
    assertEquals(List.of("price"), dependence.outputs());
    assertEquals(20, PartialDependence.of(REGRESSOR, ROWS, "length").points().size());
  }

  /** A price rises by 50 with each unit of length, whatever the other columns are. */
  @Test
  void itShowsWhatTheTargetDependsOn() {
    List<PartialDependence.Point> points = PartialDependence.of(REGRESSOR, ROWS, "length", 5).points();
    for (int i = 1; i < 5; i++) {
      double slope = (points.get(i).means().get(0) - points.get(i - 1).means().get(0))
          / (Double.parseDouble(points.get(i).value()) - Double.parseDouble(points.get(i - 1).value()));
      assertEquals(50, slope, 25, "slope before " + points.get(i));
    }
  }

  @Test
  void textsHaveAMeanForEachCategory() {
    PartialDependence dependence = PartialDependence.of(CLASSIFIER, ROWS, "colour");
    assertEquals(List.of("blue", "green", "red"), values(dependence));
    assertEquals(List.of("plain", "short", "signal"), dependence.outputs());
    for (PartialDependence.Point point : dependence.points()) {
      String[] colours = Collections.nCopies(60, point.value()).toArray(String[]::new);
      double[] sums = new double[3];
      for (double[] p : CLASSIFIER.probabilities(ROWS.with(Column.texts("colour", colours)))) {
        for (int k = 0; k < 3; k++) {
          sums[k] += p[k];
        }
      }
      assertEquals(Arrays.stream(sums).mapToObj(sum -> sum / 60).toList(), point.means(), point.value());
    }
    assertTrue(dependence.points().get(2).means().get(2) > 2 * dependence.points().get(0).means().get(2),
        () -> "red is a signal: " + dependence);
  }

  @Test
  void fewDifferentNumbersAreAllThere() {
    double[] few = IntStream.range(0, 60).mapToDouble(row -> row % 4 == 3 ? Double.NaN : row % 4 - 1).toArray();
    few[4] = -0.0;
    few[5] = 0.5;
    assertEquals(List.of("-1", "0", "0.5", "1"),
        values(PartialDependence.of(REGRESSOR, ROWS.with(Column.numbers("width", few)), "width", 4)));
    assertEquals(List.of("-1", "1"),
        values(PartialDependence.of(REGRESSOR, ROWS.with(Column.numbers("width", few)), "width", 2)));
    String[] texts = Arrays.stream(few).mapToObj(x -> Double.isNaN(x) ? null : Column.textOf(x)).toArray(String[]::new);
    assertEquals(PartialDependence.of(REGRESSOR, ROWS.with(Column.numbers("width", few)), "width").points(),
        PartialDependence.of(REGRESSOR, ROWS.with(Column.texts("width", texts)), "width").points(), "numbers as texts");
    assertEquals(List.of("7"), values(PartialDependence.of(REGRESSOR, ROWS.with(constant("width", 7)), "width", 2)));
  }

  @Test
  void itsTextIsATable() {
    List<String> lines = PartialDependence.of(CLASSIFIER, ROWS, "colour").toString().lines().toList();
    assertEquals("mean predictions, with the same value in all rows:", lines.get(0));
    assertTrue(lines.get(1).matches("  colour  plain +short +signal"), lines::toString);
    assertTrue(lines.get(2).matches("  blue    0\\.\\d+ +0\\.\\d+ +0\\.\\d+"), lines::toString);
    assertEquals(5, lines.size());
  }

  private static void assertRefused(String message, Table table, String column, int points) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> PartialDependence.of(REGRESSOR, table, column, points)).getMessage());
  }

  @Test
  void wrongInputIsRefused() {
    assertRefused("points = 1; expected at least 2", ROWS, "length", 1);
    assertRefused("column = \"price\"; expected one of [length, width, colour]", ROWS, "price", 5);
    assertRefused("name = \"width\"; expected one of the columns \"length\", \"colour\"", ROWS.select("length", "colour"),
        "width", 5);
    assertRefused("column = \"width\", of which all values are missing; expected one with values",
        ROWS.with(constant("width", Double.NaN)), "width", 5);
  }
}
