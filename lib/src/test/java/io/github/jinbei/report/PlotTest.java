package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotTest {

  private static final double NONE = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static Plot plot() {
    return new Plot("Title", "time (s)", Axis.linear(0, 10), "loss", Axis.linear(0, 1), 100);
  }

  /** Returns the path of the plot's only line of style 0. */
  private static String path(Plot plot) {
    List<String> paths = Drawing.of(plot.picture("")).paths("line s0");
    assertEquals(1, paths.size(), paths::toString);
    return paths.get(0);
  }

  /** The frame extends horizontally from 62 to 348 and is 100 high. */
  @Test
  void drawsALineThroughItsPoints() {
    assertEquals("M62 100L205 50L348 0", path(plot().line(0, new double[] {0, 5, 10}, new double[] {0, 0.5, 1})));
  }

  @Test
  void clipsLinesToTheFrame() {
    assertEquals("M62 50L205 25", path(plot().line(0, new double[] {-5, 5}, new double[] {0.25, 0.75})));
    // The line leaves the frame at the top and returns, so it has two parts.
    assertEquals("M62 50L76.3 0M333.7 0L348 50",
        path(plot().line(0, new double[] {0, 5, 10}, new double[] {0.5, 5.5, 0.5})));
  }

  @Test
  void linesHaveGapsAtNanAndInfinity() {
    assertEquals("M62 100L90.6 100M147.8 100L176.4 100", path(plot().line(0, new double[] {0, 1, 2, 3, 4, 5},
        new double[] {0, 0, NONE, 0, 0, INFINITE})));
    Plot without = plot().line(0, new double[] {0, 1}, new double[] {NONE, NONE}).line(0, new double[] {1}, new double[] {1});
    assertEquals(List.of(), Drawing.of(without.picture("")).paths("line s0"));
  }

  @Test
  void bandsAreBetweenTheirLinesAndInsideTheFrame() {
    Plot plot = plot().band(2, new double[] {-5, 0, 5, 7, 10}, new double[] {0.5, 0.25, -INFINITE, NONE, 0},
        new double[] {0.5, 0.5, 7, 1, 1});
    assertEquals(List.of("M62 50L62 75L205 100L348 100L348 0L205 0L62 50L62 50Z"),
        Drawing.of(plot.picture("")).paths("band s2"));
    Plot without = plot().band(0, new double[] {1, 2}, new double[] {NONE, 0}, new double[] {1, NONE});
    assertEquals(List.of(), Drawing.of(without.picture("")).paths("band s0"));
  }

  @Test
  void nothingIsOutsideTheFrame() {
    long seed = 1;
    Random random = new Random(seed);
    double[] odd = {NONE, INFINITE, -INFINITE, Double.MAX_VALUE, -Double.MAX_VALUE, 0, 10, 1, 1e-300};
    for (int i = 0; i < 300; i++) {
      double[] xs = random.doubles(20, -15, 25).toArray();
      double[] ys = random.doubles(20, -2, 3).toArray();
      xs[random.nextInt(20)] = odd[random.nextInt(odd.length)];
      ys[random.nextInt(20)] = odd[random.nextInt(odd.length)];
      Plot plot = plot().line(0, xs, ys).marks(1, xs, ys).band(2, xs, ys, xs);
      for (int j = 0; j < 20; j++) {
        plot.note(xs[j], ys[j], "here");
      }
      Drawing.of(plot.picture("")).assertSound("seed " + seed + ", plot " + i);
    }
  }

  @Test
  void marksAreWhereThePointsAre() {
    List<String> marks = Drawing.of(plot().marks(1, new double[] {0, 5, 11}, new double[] {0, 0.5, 0.5}).picture(""))
        .paths("mark s1");
    assertEquals(1, marks.size());
    assertTrue(marks.get(0).matches("M62 100m[^M]*M205 50m[^M]*"), marks.get(0));
  }

  @Test
  void axesHaveTheirNamesAndTicks() {
    Drawing drawing = Drawing.of(plot().picture(""));
    assertEquals(List.of("Title", "0", "2", "4", "6", "8", "10", "0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "time (s)", "loss"),
        drawing.texts());
  }

  @Test
  void theLegendIsAboveTheFrameAndBreaksItsLines() {
    Plot plot = plot();
    Drawing one = Drawing.of(plot.legend(0, "training").legendMark(3, "test").picture(""));
    assertTrue(one.texts().containsAll(List.of("training", "test")), one.texts()::toString);
    assertEquals(1, one.paths("line s0").size());
    assertEquals(1, one.paths("mark s3").size());
    int height = plot.picture("").height();
    plot.legend(1, "a name that is long").legend(2, "another name that is long");
    assertEquals(height + 17, plot.picture("").height());
    Drawing.of(plot.picture("")).assertSound("legend");
  }

  @Test
  void textsAreEscaped() {
    Picture picture = new Plot("<b>&", "a < b", Axis.linear(0, 1), "\u0000\"", Axis.linear(0, 1)).legend(0, "</text>")
        .note(0.5, 0.5, "<script>").picture("x & y");
    assertFalse(picture.content().contains("<script"), picture.content());
    Drawing drawing = Drawing.of(picture);
    assertTrue(drawing.texts().containsAll(List.of("<b>&", "a < b", "</text>", "<script>")), drawing.texts()::toString);
  }

  @Test
  void notesStayInTheFrame() {
    Drawing drawing = Drawing.of(plot().note(0, 1, "at the top").note(10, 0, "at the end").note(3, 2, "outside").picture(""));
    assertFalse(drawing.texts().contains("outside"));
    drawing.assertSound("notes");
  }

  private static List<String> texts(Axis x, Axis y) {
    Drawing drawing = Drawing.of(new Plot("Title", "x", x, "y", y, 150).picture(""));
    drawing.assertSound("long labels");
    return drawing.texts();
  }

  /** Labels that would be on the name of the axis are divided by a power of ten, which the name has. */
  @Test
  void longLabelsHaveAPowerOfTen() {
    List<String> large = texts(Axis.linear(0, 1), Axis.linear(-1e6, 1e6));
    assertTrue(large.containsAll(List.of("\u22121.0", "\u22120.5", "0.0", "0.5", "1.0", "y (in 1e6)")), large::toString);
    List<String> near = texts(Axis.linear(1e9, 1e9 + 1e7), Axis.linear(1e6 - 2500, 1e6 + 2500));
    assertTrue(near.containsAll(List.of("0.998", "0.999", "1.000", "1.001", "y (in 1e6)", "x (in 1e9)")), near::toString);
    List<String> small = texts(Axis.linear(0, 1_000_000), Axis.linear(0, 2e-12));
    assertTrue(small.containsAll(List.of("0.5", "2.0", "y (in 1e\u221212)", "x", "1000000")), small::toString);
    List<String> powers = texts(Axis.linear(0, 1), Axis.logarithmic(1e-9, 1e3));
    assertTrue(powers.containsAll(List.of("1e\u22129", "0.001", "1000", "y")), powers::toString);
  }

  @Test
  void wideLabelsAreFewer() {
    List<String> texts = texts(Axis.linear(140_000, 430_000), Axis.linear(0, 1));
    assertEquals(List.of("Title", "200000", "300000", "400000"), texts.subList(0, 4));
  }

  @Test
  void dotsAreWhereThePointsAre() {
    Drawing drawing = Drawing.of(plot().dots(2, new double[] {0, 5, 11, NONE}, new double[] {0, 0.5, 0.5, 0}).picture(""));
    assertEquals(List.of("M62 100h0M205 50h0"), drawing.paths("dots s2"));
  }
}
