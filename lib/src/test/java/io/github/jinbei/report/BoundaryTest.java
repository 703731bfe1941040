package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import io.github.jinbei.report.Boundary.Shape;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class BoundaryTest {

  private static final long SEED = 1;

  @ParameterizedTest
  @EnumSource
  void defaultsLearnEachShape(Shape shape) {
    for (long seed = 1; seed <= 3; seed++) {
      Lesson<Boundary> lesson = Lessons.boundary(shape, seed);
      Boundary figures = lesson.figures();
      String where = shape + ", seed " + seed + ": " + Arrays.toString(figures.accuracies());
      int fifth = shape.epochs() / 5;
      assertArrayEquals(new int[] {0, fifth, 2 * fifth, 3 * fifth, 4 * fifth, 5 * fifth}, figures.epochs(), where);
      assertTrue(figures.accuracies()[5] >= (shape == Shape.BLOBS ? 0.85 : 0.95), where);
      assertTrue(figures.accuracies()[0] <= 0.9, where);
      assertTrue(figures.losses()[5] < 0.5 * figures.losses()[0], where + " " + Arrays.toString(figures.losses()));
      assertEquals(shape.name().toLowerCase(Locale.ROOT), figures.name());
      assertPoints(shape, figures, where);
      assertGridFits(figures, where);
      Drawing.assertSound(lesson.page());
    }
  }

  private static void assertPoints(Shape shape, Boundary figures, String where) {
    assertEquals(400, figures.inputs().length);
    int ones = 0;
    for (int row = 0; row < 200; row++) {
      double x = figures.inputs()[2 * row];
      double y = figures.inputs()[2 * row + 1];
      assertTrue(Math.abs(x) < 1.4 && Math.abs(y) < 1.4, where + " point " + row + " at " + x + " " + y);
      ones += figures.classes()[row];
      if (shape == Shape.XOR) {
        assertEquals(x * y < 0 ? 1 : 0, figures.classes()[row], where + " point " + row + " at " + x + " " + y);
      }
    }
    assertTrue(shape == Shape.XOR ? ones > 60 && ones < 140 : ones == 100, where + ", class 1: " + ones);
  }

  /** Compares accuracy and loss with those computed from the nearest grid point of each point. */
  private static void assertGridFits(Boundary figures, String where) {
    for (int i = 0; i < figures.epochs().length; i++) {
      double right = 0;
      double loss = 0;
      for (int row = 0; row < 200; row++) {
        long column = Math.round((figures.inputs()[2 * row] + 1.4) / 2.8 * 70);
        long line = Math.round((1.4 - figures.inputs()[2 * row + 1]) / 2.8 * 70);
        double p = figures.probabilities()[i][(int) (71 * line + column)];
        right += (p > 0.5 ? 1 : 0) == figures.classes()[row] ? 1 : 0;
        loss -= Math.log(Math.max(1e-9, figures.classes()[row] == 1 ? p : 1 - p));
      }
      assertTrue(Math.abs(right / 200 - figures.accuracies()[i]) <= 0.06,
          where + " picture " + i + ", by the grid " + right / 200);
      assertTrue(Math.abs(loss / 200 - figures.losses()[i]) <= 0.06,
          where + " picture " + i + ", loss " + figures.losses()[i] + ", by the grid " + loss / 200);
    }
  }

  @Test
  void picturesDoNotChangeTheTraining() {
    Boundary often = Lessons.boundary(Shape.MOONS, 7, 3, SEED).figures();
    assertArrayEquals(new int[] {0, 3, 6, 7}, often.epochs());
    Boundary once = Lessons.boundary(Shape.MOONS, 7, 7, SEED).figures();
    assertArrayEquals(new int[] {0, 7}, once.epochs());
    Bits.assertSame(once.probabilities()[1], often.probabilities()[3]);
    assertEquals(once.losses()[1], often.losses()[3]);
    assertArrayEquals(new int[] {0, 1}, Lessons.boundary(Shape.XOR, 1, 1, SEED).figures().epochs());
  }

  @Test
  void aPictureHasAllPointsOverTheImage() {
    Lesson<Boundary> lesson = Lessons.boundary(Shape.XOR, 2, 1, SEED);
    assertEquals("Lessons.boundary(Boundary.Shape.XOR, 2, 1, 1)", lesson.page().origin());
    assertEquals(List.of("After 0 epochs", "After 1 epoch", "After 2 epochs"),
        lesson.page().pictures().stream().map(Picture::title).toList());
    for (Picture picture : lesson.page().pictures()) {
      Drawing drawing = Drawing.of(picture);
      assertTrue(drawing.texts().containsAll(List.of("input x₁", "input x₂", "class 0", "class 1")),
          drawing.texts()::toString);
      assertEquals(1, drawing.elements("image").size());
      Element frame = drawing.elements("rect").stream().filter(rect -> rect.getAttribute("class").equals("frame")).findFirst()
          .orElseThrow();
      double left = Double.parseDouble(frame.getAttribute("x"));
      double width = Double.parseDouble(frame.getAttribute("width"));
      double height = Double.parseDouble(frame.getAttribute("height"));
      long ones = Arrays.stream(lesson.figures().classes()).sum();
      for (int label = 0; label < 2; label++) {
        List<String> marks = drawing.paths("mark s" + label);
        assertEquals(2, marks.size(), "marks of the legend and of the points");
        int row = 0;
        while (lesson.figures().classes()[row] != label) {
          row++;
        }
        String first = "M" + Svg.number(left + width * (lesson.figures().inputs()[2 * row] + 1.4) / 2.8) + " "
            + Svg.number(height * (1.4 - lesson.figures().inputs()[2 * row + 1]) / 2.8) + "m";
        assertTrue(marks.get(1).startsWith(first), first + " but " + marks.get(1).substring(0, 20));
        assertEquals(label == 1 ? ones : 200 - ones, marks.get(1).chars().filter(c -> c == 'M').count(), "class " + label);
      }
      assertTrue(picture.caption().matches("Accuracy [0-9.]+, loss [0-9.]+ nats on the 200 points\\."),
          picture.caption());
    }
  }

  private static double[] column(Random random, int rows, double scale, double shift) {
    return random.doubles(rows).map(x -> scale * (2 * x - 1) + shift).toArray();
  }

  /** Columns of very different scales are learned alike, as the inputs are standardised. The axes have their own numbers. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void aTableIsLearnedInItsOwnUnits(int classes) {
    Random random = new Random(SEED);
    double[] x = column(random, 300, 3e6, 5e6);
    double[] y = column(random, 300, 0.002, -0.001);
    String[] names = IntStream.range(0, 300).mapToObj(row -> row % 50 == 7 ? null
        : "class " + "abcdef".charAt((int) ((x[row] - 2e6) / 6e6 * classes))).toArray(String[]::new);
    x[33] = Double.NaN;
    Table table = Table.of(Column.numbers("income", x), Column.texts("kind", names), Column.numbers("rate", y));
    Lesson<Boundary> lesson = Lessons.boundary(table, "kind", 40, 20, SEED);
    Boundary figures = lesson.figures();
    String where = classes + " classes: " + Arrays.toString(figures.accuracies());
    assertEquals(List.of("income", "rate"), figures.inputNames());
    assertEquals(IntStream.range(0, classes).mapToObj(k -> "class " + "abcdef".charAt(k)).toList(), figures.classNames());
    assertEquals(7, figures.omitted());
    assertEquals(293, figures.classes().length);
    assertTrue(figures.accuracies()[2] > 0.9, where);
    double least = Arrays.stream(x).filter(v -> v == v).min().orElseThrow();
    double most = Arrays.stream(x).filter(v -> v == v).max().orElseThrow();
    assertTrue(figures.ranges()[0] < least && figures.ranges()[0] > 2 * least - most && figures.ranges()[1] > most, where);
    assertClassesFit(figures, classes, where);
    Drawing.assertSound(lesson.page());
    List<String> texts = Drawing.of(lesson.page().pictures().get(2)).texts();
    assertTrue(texts.containsAll(List.of("income, in 10⁶", "rate, in 10⁻³", "class a", "class b", "4", "−2")),
        texts::toString);
    assertTrue(lesson.page().pictures().get(2).caption().endsWith(
        " nats on the 293 points. 7 rows lack a value and are left out."));
    assertEquals("Lessons.boundary(table, \"kind\", 40, 20, 1)", lesson.page().origin());
  }

  /** Compares the accuracy with that of the most probable class at the nearest grid point of each point. */
  private static void assertClassesFit(Boundary figures, int classes, String where) {
    double[] ranges = figures.ranges();
    int rows = figures.classes().length;
    int right = 0;
    for (int row = 0; row < rows; row++) {
      long column = Math.round((figures.inputs()[2 * row] - ranges[0]) / (ranges[1] - ranges[0]) * 70);
      long line = Math.round((ranges[3] - figures.inputs()[2 * row + 1]) / (ranges[3] - ranges[2]) * 70);
      int at = (int) (71 * line + column);
      double[] p = figures.probabilities()[2];
      assertEquals(71 * 71 * (classes == 2 ? 1 : classes), p.length);
      int best = classes == 2 ? (p[at] > 0.5 ? 1 : 0) : 0;
      for (int k = 1; k < classes && classes > 2; k++) {
        best = p[classes * at + k] > p[classes * at + best] ? k : best;
      }
      right += best == figures.classes()[row] ? 1 : 0;
    }
    assertEquals(figures.accuracies()[2], right / (double) rows, 0.05, where);
  }

  /** Of many points some are drawn, the same ones in each picture; the network is trained on all. */
  @Test
  void atMostTwoThousandPointsAreDrawn() {
    Random random = new Random(SEED);
    double[] x = column(random, 2600, 1, 0);
    Arrays.sort(x);
    long above = Arrays.stream(x).filter(v -> v > 0).count();
    Table table = Table.of(Column.numbers("x", x), Column.numbers("y", column(random, 2600, 1, 0)),
        Column.numbers("side", Arrays.stream(x).map(v -> v > 0 ? 10 : 9).toArray()));
    Lesson<Boundary> lesson = Lessons.boundary(table, "side", 1, 1, SEED);
    assertEquals(List.of("9", "10"), lesson.figures().classNames());
    for (Picture picture : lesson.page().pictures()) {
      Drawing drawing = Drawing.of(picture);
      long[] marks = IntStream.range(0, 2)
          .mapToLong(k -> drawing.paths("mark s" + k).get(1).chars().filter(c -> c == 'M').count()).toArray();
      assertEquals(2000, marks[0] + marks[1]);
      assertEquals(2000 * above / 2600.0, marks[1], 100, "a choice from all rows, which are sorted");
      assertTrue(picture.caption().endsWith(" on the 2600 points. Of these 2000 are drawn, chosen at random."),
          picture.caption());
    }
    assertEquals(lesson.page().html(), Lessons.boundary(table, "side", 1, 1, SEED).page().html());
  }

  /** Constant columns, large numbers that differ little, and long names with letters that XML escapes. */
  @Test
  void awkwardColumnsAreDrawnSoundly() {
    double[][] columns = {{0, 0, 0, 0}, {1e300, 1e300, 1e300, 1e300}, {-7, -7, -7, -7},
        {1.7e9, 1.7e9 + 1, 1.7e9 + 2, 1.7e9 + 3}, {-1e6, -1e6 - 0.5, -1e6, -1e6 + 1},
        {-1e150, 1e150, 0, 1}, {1e-200, 2e-200, 3e-200, 0}, {99999, 12345, 1, -99999}};
    String name = "a <name> & \"more\" of words, ".repeat(4);
    for (double[] values : columns) {
      Table table = Table.of(Column.numbers(name + "1", values), Column.numbers("数".repeat(60), 1, 2, 3, 4),
          Column.texts("<&>", name + "x", name + "y", "z", "z"));
      Lesson<Boundary> lesson = Lessons.boundary(table, "<&>", 1, 1, SEED);
      for (double[] probabilities : lesson.figures().probabilities()) {
        assertTrue(Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1), Arrays.toString(values));
      }
      Drawing.assertSound(lesson.page());
    }
  }

  @Test
  void refusesTablesWithoutAPlane() {
    Column x = Column.numbers("x", 1, 2, 3);
    Column y = Column.numbers("y", 1, 2, Double.NaN);
    Column kind = Column.texts("kind", "a", "b", "c");
    assertTable("target = \"none\"; expected a column of the table: 3 rows of \"x\", \"y\", \"kind\"", "none", x, y, kind);
    assertTable("table = 3 rows of \"x\", \"kind\"; expected two columns of numbers besides \"kind\"", "kind", x, kind);
    assertTable("table = 3 rows of \"x\", \"y\", \"kind\"; expected two columns of numbers besides \"x\"", "x", x, y, kind);
    assertTable("target = \"t\" of 1 class; expected 2 to 6", "t", x, y, Column.numbers("t", 5, 5, 6));
    assertTable("table = 3 rows of \"x\", \"y\", \"t\"; expected at least one row without a missing value", "t", x, y,
        Column.texts("t", null, null, "a"));
    Column large = Column.numbers("large", -1e200, 1e200, 0);
    assertTable("the column \"large\" has numbers from -1.0E200 to 1.0E200; expected a standard deviation within the range of "
        + "double", "kind", large, x, kind);
    double[] seven = {1, 2, 3, 4, 5, 6, 7};
    assertTable("target = \"t\" of 7 classes; expected 2 to 6", "t", Column.numbers("x", seven), Column.numbers("y", seven),
        Column.numbers("t", seven));
  }

  private static void assertTable(String message, String target, Column... columns) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Lessons.boundary(Table.of(columns), target, 1, 1, SEED)).getMessage());
  }

  @Test
  void refusesEpochsOutOfRange() {
    assertMessage("every = 1, epochs = 0; expected 1 <= every <= epochs", 0, 1);
    assertMessage("every = 0, epochs = 5; expected 1 <= every <= epochs", 5, 0);
    assertMessage("every = 6, epochs = 5; expected 1 <= every <= epochs", 5, 6);
    assertMessage("every = 1, epochs = 100; expected at most 100 pictures", 100, 1);
    assertMessage("every = 1, epochs = 2147483647; expected at most 100 pictures", Integer.MAX_VALUE, 1);
    assertEquals(100, Lessons.boundary(Shape.XOR, 99, 1, SEED).page().pictures().size());
  }

  private static void assertMessage(String message, int epochs, int every) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Lessons.boundary(Shape.XOR, epochs, every, SEED)).getMessage());
  }
}
