package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PerspectiveTest {

  private static final Pattern POINT = Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)");
  private static final double[] AT = {0, 1, 2, 3, 4};

  private static Perspective view() {
    return new Perspective("Title", "to the right", Axis.linear(0, 4), "to the back", Axis.linear(0, 4), "height (m)",
        Axis.linear(0, 1));
  }

  /** Returns the corners of each cell as x1, y1, x2, y2 and so on, in the order in which the cells are drawn. */
  private static List<double[]> cells(double[][] heights) {
    Drawing drawing = Drawing.of(view().surface(AT, AT, heights).mark(3, 2, 2, heights[2][2], "here").picture("caption"));
    drawing.assertSound("surface");
    assertTrue(drawing.texts().containsAll(List.of("to the right", "to the back", "height (m)", "here", "0", "4", "0.2")),
        drawing.texts()::toString);
    List<double[]> cells = new ArrayList<>();
    for (String path : drawing.paths("quad")) {
      double[] corners = new double[8];
      Matcher matcher = POINT.matcher(path);
      for (int i = 0; i < 4; i++) {
        assertTrue(matcher.find(), path);
        corners[2 * i] = Double.parseDouble(matcher.group(1));
        corners[2 * i + 1] = Double.parseDouble(matcher.group(2));
      }
      cells.add(corners);
    }
    assertEquals(16, cells.size());
    return cells;
  }

  private static double area(double[] corners) {
    double twice = 0;
    for (int i = 0; i < 8; i += 2) {
      twice += corners[i] * corners[(i + 3) % 8] - corners[(i + 2) % 8] * corners[i + 1];
    }
    return Math.abs(twice) / 2;
  }

  /** On a level floor, a nearer cell is lower in the picture and larger. */
  @Test
  void nearerCellsAreDrawnLaterAndAreLarger() {
    List<double[]> cells = cells(new double[5][5]);
    for (int cell = 0; cell < 16; cell++) {
      double[] corners = cells.get(cell);
      if (cell % 4 > 0) {
        double[] behind = cells.get(cell - 1);
        assertTrue(corners[1] > behind[1] && area(corners) > 1.02 * area(behind), "cell " + cell + " is behind the one before");
      }
      if (cell >= 4) {
        double[] left = cells.get(cell - 4);
        assertTrue(corners[1] > left[1] && corners[0] > left[0] && area(corners) > 1.02 * area(left), "cell " + cell
            + " is left of one drawn before it");
      }
    }
  }

  /** In perspective, straight lines stay straight, but the middle of a segment does not stay in the middle. */
  @Test
  void straightLinesStayStraight() {
    double[][] heights = new double[5][5];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        heights[i][j] = 0.1 * i + 0.15 * j;
      }
    }
    List<double[]> cells = cells(heights);
    double[] first = cells.get(3);
    double[] middle = cells.get(7);
    double[] last = cells.get(15);
    double endX = last[2] - first[0];
    double endY = last[3] - first[1];
    double toX = middle[2] - first[0];
    double toY = middle[3] - first[1];
    // Coordinates are rounded to a hundredth.
    assertEquals(0, (endX * toY - endY * toX) / Math.hypot(endX, endY), 0.02, "distance of the middle from the line");
    double share = Math.hypot(toX, toY) / Math.hypot(endX, endY);
    assertTrue(share < 0.49, "position of the middle, which is nearer to the far end: " + share);
  }

  @Test
  void heightsOutsideTheAxisAreClipped() {
    double[][] heights = new double[5][5];
    heights[0][0] = Double.NaN;
    heights[1][1] = Double.POSITIVE_INFINITY;
    heights[2][2] = 1e300;
    heights[3][3] = -5;
    List<double[]> odd = cells(heights);
    heights[0][0] = 1;
    heights[1][1] = 1;
    heights[2][2] = 1;
    heights[3][3] = 0;
    List<double[]> cut = cells(heights);
    for (int cell = 0; cell < 16; cell++) {
      assertEquals(Arrays.toString(cut.get(cell)), Arrays.toString(odd.get(cell)), "cell " + cell);
    }
  }
}
