package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.Arrays;
import java.util.List;

/** Contour lines on a grid by marching squares: a line is straight in each cell, and its ends are interpolated linearly. */
final class Contours {

  /** The largest number of levels: more lines around a minimum would overlap. */
  private static final int MOST = 6;

  private Contours() {}

  /**
   * Returns round levels between two values: 1, 2 and 5 times powers of ten, the highest first. If there are few of them, or
   * a value is negative, the levels are equidistant.
   */
  static double[] levels(double from, double to) {
    double[] levels = new double[MOST];
    int count = 0;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(to)));
    double level = 5 * power;
    for (int i = 1; from >= 0 && level > from && count < MOST; i++) {
      if (level < to) {
        levels[count++] = level;
      }
      level = power * StrictMath.pow(10, -(i / 3)) * (i % 3 == 0 ? 5 : i % 3 == 1 ? 2 : 1);
    }
    if (count <= MOST / 2) {
      count = 0;
      List<Axis.Tick> ticks = Axis.linear(from, to).ticks(MOST);
      levels = new double[ticks.size()];
      for (Axis.Tick tick : ticks) {
        levels[count++] = tick.value();
      }
    }
    return Arrays.copyOf(levels, count);
  }

  /**
   * Draws the contour lines of some levels, each labelled with its level if there is room.
   *
   * @param style CSS classes
   * @param values the value at {@code (xs[i], ys[j])}, at [i][j]; a cell with a corner that is not finite has no line
   */
  static Plot draw(Plot plot, String style, double[] xs, double[] ys, double[][] values, double[] levels) {
    for (double level : levels) {
      double[][] line = line(xs, ys, values, level);
      plot.line(style, line[0], line[1]).label(line[0], line[1], Plain.number(level, 3));
    }
    return plot;
  }

  /** Returns the x and the y of the ends of the segments of one level, with NaN after each segment. */
  static double[][] line(double[] xs, double[] ys, double[][] values, double level) {
    double[][] line = new double[2][6 * xs.length * ys.length];
    for (double[] coordinates : line) {
      Arrays.fill(coordinates, Double.NaN);
    }
    for (int i = 1; i < xs.length; i++) {
      for (int j = 1; j < ys.length; j++) {
        cell(line, 6 * (i * ys.length + j), new double[] {xs[i - 1], xs[i], xs[i], xs[i - 1]},
            new double[] {ys[j - 1], ys[j - 1], ys[j], ys[j]}, new double[] {values[i - 1][j - 1] - level,
            values[i][j - 1] - level, values[i][j] - level, values[i - 1][j] - level});
      }
    }
    return line;
  }

  /** Writes the segments of a cell, at most two. Corners are in order around the cell; heights are relative to the level. */
  private static void cell(double[][] line, int to, double[] x, double[] y, double[] heights) {
    double sum = 0;
    int crossings = 0;
    for (int side = 0; side < 4; side++) {
      sum += heights[side];
      crossings += heights[side] >= 0 != heights[(side + 1) % 4] >= 0 ? 1 : 0;
    }
    // With four crossings, two opposite corners are above the level. The mean of the corners decides whether they are joined.
    int first = crossings == 4 && sum >= 0 != heights[0] >= 0 ? 3 : 0;
    int at = to;
    for (int side = first; side < first + 4 && Double.isFinite(sum); side++) {
      int from = side % 4;
      int next = (side + 1) % 4;
      if (heights[from] >= 0 != heights[next] >= 0) {
        double share = heights[from] / (heights[from] - heights[next]);
        line[0][at] = x[from] + share * (x[next] - x[from]);
        line[1][at] = y[from] + share * (y[next] - y[from]);
        at += at == to + 1 ? 2 : 1;
      }
    }
  }
}
