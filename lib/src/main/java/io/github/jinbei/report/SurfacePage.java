package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page of loss surfaces: contour map, view in perspective, paths of descent. */
final class SurfacePage {

  private static final int FRAME = 260;

  /** The style of the marked point. */
  private static final int MARKED = 3;

  /** The number of updates of a path that have a mark. */
  private static final int SHOWN = 10;

  /**
   * Losses are drawn up to this many times the median, both measured from the least loss. Otherwise a few huge losses would
   * make the rest look flat.
   */
  private static final double STEEP = 10;

  /** Losses are drawn up to this, whose labels fit beside the axis, or up to ten times the marked loss. */
  private static final double LARGE = 1e4;

  /** The least drawn range of losses, as a multiple of (1 + the least loss), so that tick labels have few digits. */
  private static final double LEAST = 1e-3;

  private final Surface grid;
  private final String xLabel;
  private final String yLabel;
  private final String lossName;
  private final double low;

  /** The largest loss, which may be infinite or NaN. */
  private final double largest;

  /** The largest loss that is drawn. Larger losses are drawn as this one. */
  private final double high;

  /** Creates the pictures of a grid; the labels are those of its two coordinates and of the loss. */
  private SurfacePage(Surface grid, String xLabel, String yLabel, String lossName) {
    this.grid = grid;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.lossName = lossName;
    int columns = grid.x().length;
    double[] sorted = new double[columns * grid.y().length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = grid.loss()[i % columns][i / columns];
    }
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    while (!Double.isFinite(sorted[last])) {
      last--;
    }
    this.low = sorted[0];
    this.largest = sorted[sorted.length - 1];
    double most = Math.min(Math.max(LARGE, STEEP * grid.markedLoss()), low + STEEP * (sorted[last / 2] - low));
    this.high = most > low && most < sorted[last] ? most : Math.max(sorted[last], low + LEAST * (1 + low));
  }

  static Page of(Surface surface, String origin) {
    SurfacePage map = new SurfacePage(surface, "w", "b", "mean squared error");
    SurfacePage near = new SurfacePage(surface.near(), "w", "b", "mean squared error");
    List<Picture> pictures = new ArrayList<>(map.overview("minimum"));
    for (int k = 0; k < Surface.BATCHES.length; k++) {
      pictures.add(near.paths(Surface.BATCHES[k], surface.paths()[2 * k], surface.paths()[2 * k + 1]));
    }
    return new Page("The error of a line is a bowl", List.of(
        "The mean of (a - y)\u00b2 for the line a = wx + b on 21 rows of y = 2x + 1 is a bowl with its minimum, 0, at w = 2 and"
            + " b = 1; it is flatter along w than along b.",
        "From (3, 2), descent on all rows follows a smooth path; the smaller the batches, the noisier the steps; momentum"
            + " carries the path past the minimum and back.",
        "The surface shows the mean of (a - y)\u00b2. Jinbei's loss is half of it, so that its derivative is a - y."),
        origin, pictures);
  }

  /** Returns the page of a model's losses; {@code what} describes how its parameters are moved. */
  static Page of(Surface grid, String what, String xLabel, String yLabel, String lossName, int allRows, String origin) {
    SurfacePage map = new SurfacePage(grid, xLabel, yLabel, "loss (" + lossName + ")");
    return new Page("The loss around a trained model", List.of("In the middle is the trained model; " + what + ".",
        "Around a minimum the loss rises in every direction: fast if the minimum is sharp, slowly if it is flat.",
        "The loss is the mean over " + grid.rows() + " of " + allRows + " rows, at " + grid.x().length + " by "
            + grid.y().length + " points."), origin, map.overview("trained model"));
  }

  private Axis axis(double[] values) {
    return Axis.linear(values[0], values[values.length - 1]);
  }

  private Plot plot(String title) {
    return new Plot(title, xLabel, axis(grid.x()), yLabel, axis(grid.y()), FRAME);
  }

  private Plot contours(Plot plot, String style) {
    return Contours.draw(plot, style, grid.x(), grid.y(), grid.loss(), Contours.levels(low, high));
  }

  /** Returns the contour map and the view in perspective. */
  private List<Picture> overview(String marked) {
    int columns = grid.x().length;
    int rows = grid.y().length;
    double[] shades = new double[columns * rows];
    for (int i = 0; i < shades.length; i++) {
      double share = (grid.loss()[i % columns][rows - 1 - i / columns] - low) / (high - low);
      shades[i] = share <= 1 ? Math.sqrt(share) : 1;
    }
    double[] x = {grid.markedX()};
    double[] y = {grid.markedY()};
    Plot plot = plot("Contour map").image(Png.address(columns, rows, shades, Palette.HEIGHT), columns, rows, true)
        .marks(MARKED, x, y).note(x[0], y[0], marked);
    String highest = largest <= high ? Plain.number(largest, 4)
        : "more than " + Plain.number(high, 3) + ", where the pictures clip it";
    Picture view = new Perspective("In perspective", xLabel, axis(grid.x()), yLabel, axis(grid.y()), lossName,
        Axis.linear(low, high)).surface(grid.x(), grid.y(), grid.loss())
        .mark(MARKED, x[0], y[0], grid.markedLoss(), marked)
        .picture("At the " + marked + " " + at(x[0], y[0]) + " the " + lossName + " is " + Plain.number(grid.markedLoss(), 4)
            + ", on the grid from " + Plain.number(low, 4) + " to " + highest + ".");
    return List.of(contours(plot, "contour over").picture("Lines of equal " + lossName + "; the colour shows its square root."),
        view);
  }

  private static String at(double x, double y) {
    return "(" + Plain.number(x, 4) + ", " + Plain.number(y, 4) + ")";
  }

  /** Returns the picture of the paths of one batch size. */
  private Picture paths(int batch, double[][] plain, double[][] momentum) {
    Plot plot = plot("Descent on " + (batch == 1 ? "single rows" : batch == grid.rows() ? "all rows" : "batches of " + batch
        + " rows")).note(plain[0][0], plain[1][0], "start");
    return path(path(contours(plot, "contour"), 0, plain), 1, momentum)
        .marks(MARKED, new double[] {grid.markedX()}, new double[] {grid.markedY()})
        .legend(0, "plain descent").legend(1, "momentum " + Surface.MOMENTUM).legendMark(MARKED, "minimum")
        .picture(Surface.UPDATES + " updates with the learning rate " + Surface.RATE + " end at " + end(plain)
            + " without momentum and at " + end(momentum) + " with it. The first " + SHOWN + " are marked.");
  }

  /** Draws a path, with marks at the first updates, whose distances show the speed of the descent. */
  private static Plot path(Plot plot, int style, double[][] path) {
    return plot.line(style, path[0], path[1])
        .marks(style, Arrays.copyOf(path[0], SHOWN + 1), Arrays.copyOf(path[1], SHOWN + 1));
  }

  private static String end(double[][] path) {
    return at(path[0][Surface.UPDATES], path[1][Surface.UPDATES]);
  }
}
