package io.github.jinbei.report;

/**
 * A perspective view of a surface over two axes, in a box seen from the front, the right and above. The cells of the grid are
 * drawn from left to right, each column from the back to the front. The viewer is so far to the right and to the front that a
 * cell can hide only cells drawn before it.
 */
final class Perspective {

  /** The height of the box, which extends from -1 to 1 in the two horizontal directions. */
  private static final double TALL = 1.2;

  /** The distance from the middle of the box to the viewer. */
  private static final double DISTANCE = 6;

  /** Unit vectors that point to the right and up in the picture, and to the viewer. */
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

  /** The place and scale of the box in the picture, chosen so that the box and its labels fit. */
  private static final int HEIGHT = 310;
  private static final double SCALE = 570;
  private static final double MIDDLE_X = 196;
  private static final double MIDDLE_Y = 136;

  /** The number of colours of the surface: few, so that the edges between them are visible as contour lines. */
  private static final int BANDS = 10;

  private static final String GRID = "class=\"grid\"";
  private static final String FRAME = "class=\"frame\"";

  private final String title;
  private final Axis x;
  private final Axis y;
  private final Axis z;
  private final StringBuilder content = new StringBuilder();

  /** Creates a picture with three axes: x to the right, y to the back and z upwards. */
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

  /** Returns the coordinates in the picture of a point of the box. */
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

  /** Returns the position of a height on its axis, clipped to 0 (lower end) to 1 (upper end). NaN gives 1. */
  private double share(double height) {
    double share = z.position(height);
    return share <= 1 ? Math.max(0, share) : 1;
  }

  /**
   * Draws a surface. The colour of a cell is that of {@link Palette#HEIGHT} for the square root of the height.
   *
   * @param xs ascending, within the axis
   * @param ys ascending, within the axis
   * @param heights the height at {@code (xs[i], ys[j])}, at [i][j]. Heights outside the vertical axis are drawn at its nearer
   *     end, NaN at the upper end.
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

  /** Marks a point with a short text above it, in front of everything drawn before. */
  Perspective mark(int style, double xAt, double yAt, double zAt, String words) {
    double[] at = place(xAt, yAt, zAt);
    content.append("<path class=\"mark s" + style + "\" d=\"M" + Plot.point(at[0], at[1]) + Plot.SHAPES[style] + "\"/>\n");
    words("note", at, 0, -9, "middle", words);
    return this;
  }

  /** Returns the picture; the caption is one or two sentences below it. */
  Picture picture(String caption) {
    return new Picture(title, caption, Picture.TITLE + HEIGHT, content.toString());
  }
}
