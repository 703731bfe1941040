package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ContoursTest {

  private static final double[] XS = Surface.between(-2, 2, 21);
  private static final double[] YS = Surface.between(-1, 2, 16);

  private static double[][] values(double[] xs, double[] ys, DoubleBinaryOperator f) {
    double[][] values = new double[xs.length][ys.length];
    for (int i = 0; i < xs.length; i++) {
      for (int j = 0; j < ys.length; j++) {
        values[i][j] = f.applyAsDouble(xs[i], ys[j]);
      }
    }
    return values;
  }

  /** Returns the segments as x1, y1, x2, y2. Fails if a segment is not followed by NaN. */
  private static List<double[]> segments(double[][] line) {
    List<double[]> segments = new ArrayList<>();
    double[] open = null;
    for (int i = 0; i < line[0].length; i++) {
      assertEquals(Double.isNaN(line[0][i]), Double.isNaN(line[1][i]), "one coordinate without the other at " + i);
      if (Double.isNaN(line[0][i])) {
        assertTrue(open == null, "a segment with one end before " + i);
      } else if (open == null) {
        open = new double[] {line[0][i], line[1][i]};
      } else {
        segments.add(new double[] {open[0], open[1], line[0][i], line[1][i]});
        assertTrue(i + 1 == line[0].length || Double.isNaN(line[0][i + 1]), "segments are joined at " + i);
        open = null;
      }
    }
    assertTrue(open == null, "a segment with one end at the end");
    return segments;
  }

  @Test
  void linesOfAPlaneAreExact() {
    List<double[]> segments = segments(Contours.line(XS, YS, values(XS, YS, (x, y) -> 3 * x - 2 * y + 1), 0.7));
    double length = 0;
    for (double[] s : segments) {
      for (int end = 0; end < 4; end += 2) {
        assertEquals(0.7, 3 * s[end] - 2 * s[end + 1] + 1, 1e-12, "level at " + s[end] + " " + s[end + 1]);
      }
      length += Math.hypot(s[2] - s[0], s[3] - s[1]);
    }
    // From (-23/30, -1) to (37/30, 2).
    assertEquals(Math.sqrt(4 + 9), length, 1e-12, "length");
  }

  @Test
  void aCircleIsClosedAndRound() {
    List<double[]> segments = segments(Contours.line(XS, YS, values(XS, YS, (x, y) -> x * x + y * y), 0.6));
    Map<String, Integer> ends = new HashMap<>();
    double length = 0;
    for (double[] s : segments) {
      for (int end = 0; end < 4; end += 2) {
        ends.merge(Svg.number(1e4 * s[end]) + " " + Svg.number(1e4 * s[end + 1]), 1, Integer::sum);
        // Linear interpolation on a cell side of length 0.2 changes the squared distance by at most 0.1².
        assertEquals(0.6, s[end] * s[end] + s[end + 1] * s[end + 1], 0.0101, "squared radius");
      }
      length += Math.hypot(s[2] - s[0], s[3] - s[1]);
    }
    assertTrue(ends.values().stream().allMatch(count -> count == 2), ends::toString);
    assertEquals(2 * Math.PI * Math.sqrt(0.6), length, 0.03 * length, "circumference");
  }

  @Test
  void theMiddleOfASaddleDecidesWhichCornersAreJoined() {
    double[] side = {0, 1};
    // High at (0, 0) and (1, 1) with a high and a low middle, then the same with the other corners high.
    assertSaddle(new double[][] {{1, -0.5}, {-0.5, 1}}, side, true);
    assertSaddle(new double[][] {{0.5, -1}, {-1, 0.5}}, side, false);
    assertSaddle(new double[][] {{-0.5, 1}, {1, -0.5}}, side, false);
    assertSaddle(new double[][] {{-1, 0.5}, {0.5, -1}}, side, true);
  }

  /** Each segment cuts off a corner: (1, 0) and (0, 1) if (0, 0) and (1, 1) are joined, otherwise (0, 0) and (1, 1). */
  private static void assertSaddle(double[][] values, double[] side, boolean joined) {
    List<double[]> segments = segments(Contours.line(side, side, values, 0));
    assertEquals(2, segments.size());
    for (double[] s : segments) {
      double across = s[0] + s[2] + s[1] + s[3];
      // The sum of the four coordinates is less than 2/3 + 2/3 around (0, 0) and more than 4 - 4/3 around (1, 1).
      assertEquals(joined, across > 1.4 && across < 2.6, "joined at (0, 0): " + Arrays.toString(s));
    }
  }

  @Test
  void cellsThatAreNotFiniteHaveNoLine() {
    double[][] values = values(XS, YS, (x, y) -> x);
    assertEquals(15, segments(Contours.line(XS, YS, values, 0.1)).size());
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      values[10][5] = odd;
      assertEquals(13, segments(Contours.line(XS, YS, values, 0.1)).size(), "with " + odd);
    }
    assertEquals(0, segments(Contours.line(XS, YS, values, 100)).size());
  }

  @Test
  void levelsAreRoundAndBetweenTheValues() {
    Bits.assertClose(new double[] {100, 50, 20, 10, 5, 2}, Contours.levels(0, 173.8), 1e-12);
    Bits.assertClose(new double[] {1, 0.5, 0.2, 0.1, 0.05, 0.02}, Contours.levels(0, 1.6), 1e-12);
    Bits.assertClose(new double[] {5, 2, 1, 0.5, 0.2}, Contours.levels(0.108, 10), 1e-12);
    Bits.assertClose(new double[] {2.302, 2.304, 2.306, 2.308, 2.31}, Contours.levels(2.301, 2.311), 1e-12);
    Bits.assertClose(new double[] {-4, -2, 0, 2, 4}, Contours.levels(-5, 5), 1e-12);
    Bits.assertClose(new double[] {-20, -18, -16, -14, -12, -10}, Contours.levels(-21, -9), 1e-12);
  }

  @Test
  void labelsOfLevelsDoNotOverlap() {
    Plot plot = new Plot("Title", "x", Axis.linear(-2, 2), "y", Axis.linear(-1, 2), 200).note(0, 0, "minimum");
    double[][] values = values(XS, YS, (x, y) -> x * x + y * y);
    double[] levels = {5, 2, 1, 0.5, 0.2, 0.1, 0.05};
    Drawing drawing = Drawing.of(Contours.draw(plot, "contour", XS, YS, values, levels).picture(""));
    drawing.assertSound("contours");
    assertEquals(7, drawing.paths("contour").size());
    List<double[]> boxes = new ArrayList<>();
    for (Element text : drawing.elements("text")) {
      if (text.getAttribute("class").equals("note")) {
        double half = 3.3 * text.getTextContent().length();
        double x = Double.parseDouble(text.getAttribute("x")) + (text.getAttribute("text-anchor").equals("start") ? half : 0);
        double y = Double.parseDouble(text.getAttribute("y"));
        assertTrue(x - half >= 62 && x + half <= 348 && y >= 9 && y <= 200, text.getTextContent() + " at " + x + " " + y);
        for (double[] other : boxes) {
          assertFalse(Math.abs(y - other[1]) < 12 && Math.abs(x - other[0]) < half + other[2],
              text.getTextContent() + " at " + x + " " + y + " overlaps what is at " + other[0] + " " + other[1]);
        }
        boxes.add(new double[] {x, y, half});
      }
    }
    assertTrue(boxes.size() >= 6, boxes.size() + " words");
  }
}
