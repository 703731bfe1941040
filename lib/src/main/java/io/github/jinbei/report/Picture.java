package io.github.jinbei.report;

/**
 * A picture of a page.
 *
 * @param title what it shows, on one line
 * @param caption some sentences below it; may be empty
 * @param height the height in SVG units; the width is {@link #WIDTH}
 * @param content SVG elements within this width and height
 */
public record Picture(String title, String caption, int height, String content) {

  /** The width of all pictures. */
  public static final int WIDTH = 360;

  /** The height of the title. */
  static final int TITLE = 26;

  /** Attributes of small texts: starting at a point, and centred on it. */
  static final String TICK = "class=\"tick\"";
  static final String MIDDLE = TICK + " text-anchor=\"middle\"";

  /** Attributes of the name of an axis, centred on a point. */
  static final String AXIS = "class=\"axis\" text-anchor=\"middle\"";

  /**
   * Returns the picture as an SVG element of a page.
   *
   * @param attributes additional attributes of the element
   */
  String svg(String attributes) {
    return "<svg class=\"picture\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-label=\"" + Svg.text(title)
        + "\"" + attributes + "><text class=\"title\" x=\"2\" y=\"16\">" + Svg.text(title) + "</text>\n" + content + "</svg>\n";
  }

  /** Appends a text at a point. */
  static void text(StringBuilder svg, String attributes, double x, double y, String words) {
    svg.append("<text " + attributes + " x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + "\">" + Svg.text(words)
        + "</text>\n");
  }
}
