package io.github.jinbei.report;

/**
 * A surface over two axes, in a box seen from the front, the right and above, in true perspective: what is further away is
 * smaller. The cells of the grid are drawn from left to right, each column from the back to the front: the viewer is so far to
 * the right and to the front that a cell can only hide those drawn before it.
 */
final class Perspective {

  /** The box is from -1 to 1 across and to the back, and from 0 to this upwards. */
  private static final double TALL = 1.2;

  /** From the middle of the box to the viewer. */
  private static final double DISTANCE = 6;

  /** Directions to the right and upwards on paper, and to the viewer. */
  private static final double[] RIGHT;
  private static final double[] UP;
  private static final double[] VIEWER;

  static {
    double turn = StrictMath.toRadians(-58);
    double rise = StrictMath.toRadians(38);
    double right = StrictMath.cos(turn);
    double back = StrictMath.sin(turn);
    double flat = StrictMath.cos(rise);
    double up = StrictMath.sin(rise);
    RIGHT = new double[] {-back, right, 0};
    UP = new double[] {-up * right, -up * back, flat};
    VIEWER = new double[] {flat * right, flat * back, up};
  }

  /** The place of the box in the picture: with these values the box and its labels fit. */
  private static final int HEIGHT = 310;
  private static final double SCALE = 570;
  private static final double MIDDLE_X = 196;
  private static final double MIDDLE_Y = 136;

  /** Colours of the surface: so few that the edges between them are seen as lines of equal height. */
  private static final int BANDS = 10;

  private static final String GRID = "class=\"grid\"";
  private static final String FRAME = "class=\"frame\"";

  private final String title;
  private final Axis x;
  private final Axis y;
  private final Axis z;
  private final StringBuilder content = new StringBuilder();

  /** Begins a picture; the labels are of the axes to the right, to the back and upwards. */
  Perspective(String title, String xLabel, Axis x, String yLabel, Axis y, String zLabel, Axis z) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.z = z;
    for (Axis.Tick tick : x.ticks(4)) {
      double at = 2 * x.position(tick.value()) - 1;
      path(GRID, onPaper(at, -1, 0), onPaper(at, 1, 0), onPaper(at, 1, TALL));
      words("tick", onPaper(at, -1.1, 0), -1, 12, "end", tick.label());
    }
    for (Axis.Tick tick : y.ticks(4)) {
      double at = 2 * y.position(tick.value()) - 1;
      path(GRID, onPaper(1, at, 0), onPaper(-1, at, 0), onPaper(-1, at, TALL));
      words("tick", onPaper(1.1, at, 0), 2, 8, "start", tick.label());
    }
    for (Axis.Tick tick : z.ticks(4)) {
      double at = TALL * z.position(tick.value());
      path(GRID, onPaper(-1, -1, at), onPaper(-1, 1, at), onPaper(1, 1, at));
      words("tick", onPaper(-1, -1, at), -5, 2, "end", tick.label());
    }
    path(FRAME, onPaper(-1, -1, 0), onPaper(1, -1, 0), onPaper(1, 1, 0), onPaper(1, 1, TALL), onPaper(-1, 1, TALL),
        onPaper(-1, -1, TALL), onPaper(-1, -1, 0));
    path(FRAME, onPaper(-1, -1, 0), onPaper(-1, 1, 0), onPaper(1, 1, 0));
    path(FRAME, onPaper(-1, 1, 0), onPaper(-1, 1, TALL));
    words("axis", onPaper(0, -1.45, 0), 0, 8, "end", xLabel);
    words("axis", onPaper(1, -1, 0), 74, 21, "middle", yLabel);
    words("axis", new double[] {2, Picture.TITLE}, 0, 12, "start", zLabel);
  }

  private void words(String style, double[] at, double right, double down, String anchor, String words) {
    content.append("<text class=\"" + style + "\" x=\"" + Svg.number(at[0] + right) + "\" y=\"" + Svg.number(at[1] + down)
        + "\" text-anchor=\"" + anchor + "\">" + Svg.signed(words) + "</text>\n");
  }

  private void path(String attributes, double[]... points) {
    content.append("<path " + attributes + " d=\"");
    char command = 'M';
    for (double[] point : points) {
      content.append(command).append(Plot.point(point[0], point[1]));
      command = 'L';
    }
    content.append("\"/>\n");
  }

  /** Returns where a point of the box is in the picture. */
  private static double[] onPaper(double right, double back, double up) {
    double[] point = {right, back, up - TALL / 2};
    double scale = SCALE / (DISTANCE - along(point, VIEWER));
    return new double[] {MIDDLE_X + scale * along(point, RIGHT), Picture.TITLE + MIDDLE_Y - scale * along(point, UP)};
  }

  private static double along(double[] point, double[] direction) {
    return point[0] * direction[0] + point[1] * direction[1] + point[2] * direction[2];
  }

  private double[] place(double xAt, double yAt, double zAt) {
    return onPaper(2 * x.position(xAt) - 1, 2 * y.position(yAt) - 1, TALL * share(zAt));
  }

  /** Returns where a height is, from 0 for the lower end of its axis or below to 1 for the upper one or above, or NaN. */
  private double share(double height) {
    double share = z.position(height);
    return share <= 1 ? Math.max(0, share) : 1;
  }

  /**
   * Draws a surface. Its colours are those of {@link Palette#HEIGHT} for the square root of the height.
   *
   * @param xs ascending, within the axis
   * @param ys ascending, within the axis
   * @param heights at [i][j] that at {@code (xs[i], ys[j])}; those outside of the vertical axis are drawn at its
   *     ends, NaN at the upper one
   */
  Perspective surface(double[] xs, double[] ys, double[][] heights) {
    for (int i = 1; i < xs.length; i++) {
      for (int j = ys.length - 1; j > 0; j--) {
        double mean = (share(heights[i - 1][j - 1]) + share(heights[i][j - 1]) + share(heights[i][j])
            + share(heights[i - 1][j])) / 4;
        int band = (int) Math.min(BANDS - 1, BANDS * Math.sqrt(mean));
        String colour = Integer.toHexString(0x1000000 | Palette.HEIGHT[255 * band / (BANDS - 1)]).substring(1);
        path("class=\"quad\" fill=\"#" + colour + "\"", place(xs[i - 1], ys[j - 1], heights[i - 1][j - 1]),
            place(xs[i], ys[j - 1], heights[i][j - 1]), place(xs[i], ys[j], heights[i][j]),
            place(xs[i - 1], ys[j], heights[i - 1][j]));
      }
    }
    return this;
  }

  /** Marks a point with a few words above it, in front of everything before. */
  Perspective mark(int style, double xAt, double yAt, double zAt, String words) {
    double[] at = place(xAt, yAt, zAt);
    content.append("<path class=\"mark s" + style + "\" d=\"M" + Plot.point(at[0], at[1]) + Plot.SHAPES[style] + "\"/>\n");
    words("note", at, 0, -9, "middle", words);
    return this;
  }

  /** Returns the picture; the caption is a sentence or two below it. */
  Picture picture(String caption) {
    return new Picture(title, caption, Picture.TITLE + HEIGHT, content.toString());
  }
}
