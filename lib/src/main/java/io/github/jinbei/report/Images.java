package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;

/**
 * Drawings of numbers as images: the inputs of a row, or the weights of a unit.
 *
 * @param columns the width of an image in pixels
 * @param rows its height
 */
record Images(int columns, int rows) {

  /** The pictures of weights: units per line, and size of a unit. */
  private static final int UNITS_A_LINE = 6;
  private static final int UNIT_SIZE = 54;

  /** The weight of the last colour, as a multiple of the root mean square of the weights. Few weights are larger. */
  private static final double DEVIATIONS = 3;

  /**
   * Draws one column of a row-major matrix as an image that fits into a square. Its colours are those of
   * {@code middle + factor * value}, 0 for the first and 1 for the last.
   *
   * @param first the index of the first value; the others follow by the number of columns of the matrix
   */
  void draw(StringBuilder svg, int x, int y, int size, double middle, double factor, float[] values, int first,
      int[] palette) {
    double[] shares = new double[columns * rows];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = middle + factor * values[first + i * (values.length / shares.length)];
    }
    svg.append("<image class=\"pixels\" x=\"" + x + "\" y=\"" + y + "\" width=\"" + size + "\" height=\"" + size + "\" href=\""
        + Png.address(columns, rows, shares, palette) + "\"/>\n");
  }

  /**
   * Draws the weights of the units of a first layer, an image for each unit.
   *
   * @param start begins the caption
   * @param weights [inputs][units] row-major
   * @param shown the first units, which are drawn
   */
  Picture weights(String title, String start, float[] weights, int shown) {
    double squares = 0;
    for (float weight : weights) {
      squares += weight * weight;
    }
    double most = Math.max(Float.MIN_NORMAL, DEVIATIONS * Math.sqrt(squares / weights.length));
    StringBuilder svg = new StringBuilder();
    int place = Picture.WIDTH / UNITS_A_LINE;
    for (int unit = 0; unit < shown; unit++) {
      draw(svg, unit % UNITS_A_LINE * place + 3, Picture.TITLE + unit / UNITS_A_LINE * place, UNIT_SIZE, 0.5, 0.5 / most,
          weights, unit, Palette.BALANCE);
    }
    return new Picture(title, start + ", one square per unit: blue to " + Plain.number(-most, 2) + " and below, light at 0, "
        + "orange to " + Plain.number(most, 2) + " and above.",
        Picture.TITLE + (shown + UNITS_A_LINE - 1) / UNITS_A_LINE * place, svg.toString());
  }
}
