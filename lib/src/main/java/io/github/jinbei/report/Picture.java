package io.github.jinbei.report;

import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;

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

  /** Returns the width of a text in letters: those of East Asia are as wide as two others. */
  static int width(String text) {
    return text.codePoints().map(c -> c >= 0x1100 && c < 0x1200 || c >= 0x2E80 ? 2 : 1).sum();
  }

  /** Returns a text on one line, at most so many letters wide (6 or more). A wider text loses letters in its middle. */
  static String cut(String text, int most) {
    String plain = Plain.text(text);
    String cut = Lines.cut(plain, most);
    for (int letters = most - 1; width(cut) > most && letters >= 3; letters--) {
      cut = Lines.cut(plain, letters);
    }
    return cut;
  }

  /** Appends a text at a point. */
  static void text(StringBuilder svg, String attributes, double x, double y, String words) {
    svg.append("<text " + attributes + " x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + "\">" + Svg.text(words)
        + "</text>\n");
  }
}
