package io.github.jinbei.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture with two axes: a frame with lines, marks or an image, and a legend. Lines are clipped to the frame, so that all
 * coordinates are finite and inside it.
 */
public final class Plot {

  /** The number of styles of lines and marks, from 0. They differ in colour, and in dashes or shape. */
  public static final int STYLES = 6;

  private static final int LEFT = 62;
  private static final int RIGHT = 12;

  /** The width of the frame. A frame of this height is a square. */
  static final int FRAME_WIDTH = Picture.WIDTH - LEFT - RIGHT;

  private static final double MIDDLE = LEFT + FRAME_WIDTH / 2.0;
  private static final int BELOW = 40;
  private static final int LEGEND_ROW = 17;
  private static final int LEGEND_LEFT = 2;
  private static final int SAMPLE = 24;
  private static final int GAP = 12;

  /** The width reserved for a letter of the legend, 12 high: more than the mean width in any usual font. */
  private static final double LETTER = 7;

  /** Labels of ticks, below and beside the frame, that are wider than so many digits are written with a power of ten. */
  private static final double LONGEST_BELOW = 8;
  private static final double LONGEST_BESIDE = 5.9;

  /** The shapes of marks, one for each style, as SVG paths relative to the marked point. */
  static final String[] SHAPES = {"m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0z", "m-3.3-3.3h6.6v6.6h-6.6z",
      "m-4.2 3.4h8.4l-4.2-7.4z", "m0-4.6l4.6 4.6l-4.6 4.6l-4.6-4.6z", "m-4.2-3.4h8.4l-4.2 7.4z", "m-4 0h8m-4-4v8"};

  /** The same shapes, half as large. */
  private static final String[] SMALL_SHAPES = {"m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z", "m-1.6-1.6h3.2v3.2h-3.2z",
      "m-2.1 1.7h4.2l-2.1-3.7z", "m0-2.3l2.3 2.3l-2.3 2.3l-2.3-2.3z", "m-2.1-1.7h4.2l-2.1 3.7z", "m-2 0h4m-2-2v4"};

  private final String title;
  private final String xLabel;
  private final Axis x;
  private final String yLabel;
  private final Axis y;
  private final int height;
  private final StringBuilder back = new StringBuilder();
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder front = new StringBuilder();

  /** Places of texts in the frame: horizontal middle, baseline, half of the width. */
  private final List<double[]> taken = new ArrayList<>();

  private final StringBuilder legend = new StringBuilder();

  /** The start of the next legend entry, and its row unless the row is full. */
  private double legendAt = LEGEND_LEFT;
  private int legendRow;

  /**
   * Creates a plot.
   *
   * @param title what it shows, on one line of at most about 48 letters
   * @param xLabel the horizontal quantity, with its unit if it has one
   * @param x the horizontal axis
   * @param yLabel the vertical quantity, with its unit if it has one
   * @param y the vertical axis
   * @param height the height of the frame
   */
  public Plot(String title, String xLabel, Axis x, String yLabel, Axis y, int height) {
    this.title = title;
    this.xLabel = xLabel;
    this.x = x;
    this.yLabel = yLabel;
    this.y = y;
    this.height = height;
  }

  /**
   * Creates a plot with a frame of the default height, 190.
   *
   * @param title what it shows, on one line of at most about 48 letters
   * @param xLabel the horizontal quantity, with its unit if it has one
   * @param x the horizontal axis
   * @param yLabel the vertical quantity, with its unit if it has one
   * @param y the vertical axis
   */
  public Plot(String title, String xLabel, Axis x, String yLabel, Axis y) {
    this(title, xLabel, x, yLabel, y, 190);
  }

  private double across(double value) {
    return LEFT + x.position(value) * FRAME_WIDTH;
  }

  private double down(double value) {
    return (1 - y.position(value)) * height;
  }

  /**
   * Draws a line through points, clipped to the frame. If a coordinate is NaN or infinite, the line has a gap.
   *
   * @param style from 0 to {@link #STYLES} - 1
   * @param xs the horizontal values
   * @param ys the vertical values, as many
   * @return this plot
   */
  public Plot line(int style, double[] xs, double[] ys) {
    return line("line s" + style, xs, ys);
  }

  /** Draws a line as {@link #line(int, double[], double[])} does, with the given CSS classes. */
  Plot line(String classes, double[] xs, double[] ys) {
    String path = path(xs, ys);
    if (!path.isEmpty()) {
      content.append("<path class=\"" + classes + "\" d=\"" + path + "\"/>\n");
    }
    return this;
  }

  private String path(double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    boolean open = false;
    for (int i = 1; i < xs.length; i++) {
      double fromX = across(xs[i - 1]);
      double fromY = down(ys[i - 1]);
      double dx = across(xs[i]) - fromX;
      double dy = down(ys[i]) - fromY;
      double[] part = {0, 1};
      // Clipping after Liang and Barsky, 1984: the part of the segment that is inside all four sides.
      boolean visible = Double.isFinite(dx) && Double.isFinite(dy) && cut(part, -dx, fromX - LEFT)
          && cut(part, dx, LEFT + FRAME_WIDTH - fromX) && cut(part, -dy, fromY) && cut(part, dy, height - fromY);
      if (visible) {
        if (!open || part[0] > 0) {
          path.append('M').append(point(fromX + part[0] * dx, fromY + part[0] * dy));
        }
        path.append('L').append(point(fromX + part[1] * dx, fromY + part[1] * dy));
      }
      open = visible && part[1] == 1;
    }
    return path.toString();
  }

  private static boolean cut(double[] part, double direction, double room) {
    if (direction == 0) {
      return room >= 0;
    }
    double at = room / direction;
    if (direction < 0) {
      part[0] = Math.max(part[0], at);
    } else {
      part[1] = Math.min(part[1], at);
    }
    return part[0] <= part[1];
  }

  static String point(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }

  private boolean inside(double px, double py) {
    return px >= LEFT - 1e-9 && px <= LEFT + FRAME_WIDTH + 1e-9 && py >= -1e-9 && py <= height + 1e-9;
  }

  /**
   * Fills the area between two lines, clipped to the frame. Points of which a coordinate is NaN are left out.
   *
   * @param style from 0 to {@link #STYLES} - 1
   * @param xs the horizontal values
   * @param lows the vertical values of one line, as many
   * @param highs the vertical values of the other line, as many
   * @return this plot
   */
  public Plot band(int style, double[] xs, double[] lows, double[] highs) {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      double px = Math.max(LEFT, Math.min(LEFT + FRAME_WIDTH, across(xs[i])));
      double low = Math.max(0, Math.min(height, down(lows[i])));
      double high = Math.max(0, Math.min(height, down(highs[i])));
      if (!Double.isNaN(px + low + high)) {
        there.append(there.length() == 0 ? 'M' : 'L').append(point(px, low));
        back.insert(0, 'L' + point(px, high));
      }
    }
    if (there.length() > 0) {
      content.append("<path class=\"band s" + style + "\" fill=\"currentColor\" fill-opacity=\".16\""
          + " d=\"" + there + back + "Z\"/>\n");
    }
    return this;
  }

  /**
   * Draws the mark of a style at each point that is inside the frame.
   *
   * @param style from 0 to {@link #STYLES} - 1
   * @param xs the horizontal values
   * @param ys the vertical values, as many
   * @return this plot
   */
  public Plot marks(int style, double[] xs, double[] ys) {
    return marks("mark s" + style, SHAPES[style], "", xs, ys);
  }

  /** Draws small marks, for many points. Otherwise as {@link #marks(int, double[], double[])}. */
  Plot smallMarks(int style, double[] xs, double[] ys) {
    String width = style == STYLES - 1 ? "1.1" : "0.4";
    return marks("mark s" + style, SMALL_SHAPES[style], " style=\"stroke-width:" + width + "\"", xs, ys);
  }

  private Plot marks(String classes, String shape, String attributes, double[] xs, double[] ys) {
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      if (inside(across(xs[i]), down(ys[i]))) {
        marks.append('M').append(point(across(xs[i]), down(ys[i]))).append(shape);
      }
    }
    if (marks.length() > 0) {
      content.append("<path class=\"" + classes + "\"" + attributes + " d=\"" + marks + "\"/>\n");
    }
    return this;
  }

  /** Draws a dot at each point that is inside the frame: smaller than the marks, for many points. */
  Plot dots(int style, double[] xs, double[] ys) {
    return marks("dots s" + style, "h0", "", xs, ys);
  }

  /**
   * Writes a short text to the right of a point inside the frame, or to its left if there is no room.
   *
   * @param xAt the horizontal value of the point
   * @param yAt the vertical value of the point
   * @param words the text
   * @return this plot
   */
  public Plot note(double xAt, double yAt, String words) {
    double px = across(xAt);
    double py = down(yAt);
    if (inside(px, py)) {
      boolean left = px + 8 + LETTER * words.length() > LEFT + FRAME_WIDTH;
      double text = Math.max(12, Math.min(height - 4, py + 4));
      double from = px + (left ? -8 : 8);
      double half = LETTER * words.length() / 2;
      words(from, left ? "end" : "start", words, new double[] {from + (left ? -half : half), text, half});
    }
    return this;
  }

  /**
   * Writes a short text above a line. Of the points of the line where the text fits into the frame and does not overlap
   * earlier notes and labels, it takes the one nearest to the horizontal middle. If there is none, it writes nothing.
   */
  Plot label(double[] xs, double[] ys, String words) {
    double[] best = null;
    for (int i = 0; i < xs.length; i++) {
      double[] place = {across(xs[i]), down(ys[i]) - 3, LETTER * words.length() / 2};
      if (hasRoom(place) && (best == null || Math.abs(place[0] - MIDDLE) <= Math.abs(best[0] - MIDDLE))) {
        best = place;
      }
    }
    if (best != null) {
      words(best[0], "middle", words, best);
    }
    return this;
  }

  private boolean hasRoom(double[] place) {
    for (double[] other : taken) {
      if (Math.abs(other[1] - place[1]) < 14 && Math.abs(other[0] - place[0]) < other[2] + place[2] + LETTER) {
        return false;
      }
    }
    return inside(place[0] - place[2], place[1] - 12) && inside(place[0] + place[2], place[1] + 4);
  }

  private void words(double px, String anchor, String words, double[] place) {
    front.append("<text class=\"note\" x=\"" + Svg.number(px) + "\" y=\"" + Svg.number(place[1]) + "\" text-anchor=\"" + anchor
        + "\">" + Svg.signed(words) + "</text>\n");
    taken.add(place);
  }

  /**
   * Fills the frame with an image, behind everything else.
   *
   * @param address the image as {@link Png#address} returns it
   * @param smooth whether colours are interpolated between pixels; then the centres of the outer pixels are on the frame
   */
  Plot image(String address, int columns, int rows, boolean smooth) {
    double dx = smooth ? FRAME_WIDTH / (columns - 1.0) / 2 : 0;
    double dy = smooth ? height / (rows - 1.0) / 2 : 0;
    back.append("<svg x=\"" + LEFT + "\" y=\"0\" width=\"" + FRAME_WIDTH + "\" height=\"" + height
        + "\" style=\"overflow:hidden\"><image x=\"" + Svg.number(-dx) + "\" y=\"" + Svg.number(-dy) + "\" width=\""
        + Svg.number(FRAME_WIDTH + 2 * dx) + "\" height=\"" + Svg.number(height + 2 * dy)
        + "\" preserveAspectRatio=\"none\"" + (smooth ? "" : " class=\"pixels\"") + " href=\"" + address + "\"/></svg>\n");
    return this;
  }

  /**
   * Adds an entry with a line to the legend.
   *
   * @param style from 0 to {@link #STYLES} - 1
   * @param name the text of the entry
   * @return this plot
   */
  public Plot legend(int style, String name) {
    return legend(style, name, false);
  }

  /**
   * Adds an entry with a mark to the legend.
   *
   * @param style from 0 to {@link #STYLES} - 1
   * @param name the text of the entry
   * @return this plot
   */
  public Plot legendMark(int style, String name) {
    return legend(style, name, true);
  }

  private Plot legend(int style, String name, boolean mark) {
    double width = SAMPLE + 5 + LETTER * Picture.width(name);
    if (legendAt > LEGEND_LEFT && legendAt + width > Picture.WIDTH) {
      legendAt = LEGEND_LEFT;
      legendRow++;
    }
    int middle = Picture.TITLE + legendRow * LEGEND_ROW + 4;
    legend.append(mark
        ? "<path class=\"mark s" + style + "\" d=\"M" + point(legendAt + SAMPLE / 2.0, middle) + SHAPES[style] + "\"/>"
        : "<path class=\"line s" + style + "\" d=\"M" + point(legendAt, middle) + "h" + SAMPLE + "\"/>");
    legend.append("<text class=\"legend\" x=\"" + Svg.number(legendAt + SAMPLE + 5) + "\" y=\"" + (middle + 4) + "\">"
        + Svg.signed(name) + "</text>\n");
    legendAt += width + GAP;
    return this;
  }

  /**
   * Returns the picture.
   *
   * @param caption one or two sentences below it; may be empty
   * @return the picture
   */
  public Picture picture(String caption) {
    StringBuilder svg = new StringBuilder(legend);
    int top = Picture.TITLE + (legend.length() == 0 ? 0 : legendRow + 1) * LEGEND_ROW + 6;
    svg.append("<g transform=\"translate(0 " + top + ")\">\n<rect class=\"frame\" x=\"" + LEFT + "\" y=\"0\" width=\""
        + FRAME_WIDTH + "\" height=\"" + height + "\"/>\n").append(back);
    List<Axis.Tick> ticks = acrossTicks();
    TickLabels labels = TickLabels.of(x, ticks, LONGEST_BELOW);
    String xName = labels.name(xLabel);
    for (int i = 0; i < ticks.size(); i++) {
      double px = across(ticks.get(i).value());
      straight(svg, px, 0, px, height);
      double middle = Math.min(px, Picture.WIDTH - LETTER * labels.texts().get(i).length() / 2);
      svg.append("<text class=\"tick\" x=\"" + Svg.number(middle) + "\" y=\"" + (height + 15) + "\" text-anchor=\"middle\">"
          + Svg.signed(labels.texts().get(i)) + "</text>\n");
    }
    ticks = y.ticks(5);
    labels = TickLabels.of(y, ticks, LONGEST_BESIDE);
    String yName = labels.name(yLabel);
    for (int i = 0; i < ticks.size(); i++) {
      double py = down(ticks.get(i).value());
      straight(svg, LEFT, py, LEFT + FRAME_WIDTH, py);
      svg.append("<text class=\"tick\" x=\"" + (LEFT - 5) + "\" y=\"" + Svg.number(py + 4) + "\" text-anchor=\"end\">"
          + Svg.signed(labels.texts().get(i)) + "</text>\n");
    }
    svg.append("<text class=\"axis\" x=\"" + (LEFT + FRAME_WIDTH / 2) + "\" y=\"" + (height + 32)
        + "\" text-anchor=\"middle\">" + xName + "</text>\n<text class=\"axis\" transform=\"translate(13 "
        + height / 2 + ") rotate(-90)\" text-anchor=\"middle\">" + yName + "</text>\n")
        .append(content).append(front).append("</g>\n");
    return new Picture(title, caption, top + height + BELOW, svg.toString());
  }

  /** Returns the ticks of the horizontal axis: fewer than usual if their labels would have no gaps. */
  private List<Axis.Tick> acrossTicks() {
    List<Axis.Tick> ticks = x.ticks(5);
    for (int about = 4; about > 1 && isCrowded(ticks); about--) {
      ticks = x.ticks(about);
    }
    return ticks;
  }

  private boolean isCrowded(List<Axis.Tick> ticks) {
    double letters = 0;
    for (String label : TickLabels.of(x, ticks, LONGEST_BELOW).texts()) {
      letters = Math.max(letters, label.length() + 1.5);
    }
    return ticks.size() > 2 && across(ticks.get(1).value()) - across(ticks.get(0).value()) < LETTER * letters;
  }

  /** Draws a grid line, unless the frame has an image. */
  private void straight(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(back.length() > 0 ? "" : "<path class=\"grid\" d=\"M" + point(x1, y1) + "L" + point(x2, y2) + "\"/>");
  }
}
