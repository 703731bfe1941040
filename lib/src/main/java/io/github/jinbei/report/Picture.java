package io.github.jinbei.report;

/**
 * A drawing of a page.
 *
 * @param title what it shows, on one line
 * @param caption a sentence or two below it; may be empty
 * @param height of the drawing, which is {@link #WIDTH} wide; the unit is that of SVG
 * @param content elements of SVG within these measures
 */
public record Picture(String title, String caption, int height, String content) {

  /** The width of all pictures. */
  public static final int WIDTH = 360;

  /** The height that the title takes. */
  static final int TITLE = 26;

  /**
   * Returns the picture as an element of a page.
   *
   * @param attributes what the element has besides, such as an id
   */
  String svg(String attributes) {
    return "<svg class=\"picture\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-label=\"" + Svg.text(title)
        + "\"" + attributes + "><text class=\"title\" x=\"2\" y=\"16\">" + Svg.text(title) + "</text>\n" + content + "</svg>\n";
  }
}
