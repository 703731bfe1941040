package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * SVG elements in well-formed XML. Elements with shares of the width take horizontal positions from 0 to 1, which become per
 * cent of the width, and vertical positions in pixels. So a drawing fills the available width, and its dots stay round and its
 * text legible.
 */
public final class Svg {

  /** The rounding error of products below this is less than 1e-6. */
  private static final double EXACT = 1e9;

  private Svg() {}

  /**
   * Returns the text with XML escapes. It is safe between tags and in attributes with single or double quotes.
   *
   * @param text any text
   * @return the escaped text
   */
  public static String text(String text) {
    String plain = Plain.text(text);
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Returns {@link #text} with the minus signs of {@link Plain#signed}.
   *
   * @param text any text
   * @return the escaped text
   */
  public static String signed(String text) {
    return text(Plain.signed(text));
  }

  /**
   * Returns a coordinate rounded to a hundredth, without trailing zeros.
   *
   * @param value a finite coordinate
   * @return the number in plain notation
   */
  public static String number(double value) {
    double hundredths = 100 * value;
    double nearest = Math.rint(hundredths);
    // The product gives the nearest hundredth unless it is close to a tie; it is much faster than the exact decimal value.
    boolean plain = Math.abs(hundredths) < EXACT && Math.abs(hundredths - nearest) < 0.499;
    BigDecimal rounded = plain ? BigDecimal.valueOf((long) nearest, 2)
        : new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * Returns a horizontal position in per cent, from a share of the width.
   *
   * @param share 0 at the left end, 1 at the right end
   * @return the position with a per cent sign
   */
  public static String percent(double share) {
    return number(100 * share) + "%";
  }

  /**
   * Returns the start tag of a drawing of full width, with a label for screen readers and for the mouse pointer.
   *
   * @param style CSS classes
   * @param height the height in pixels
   * @param label any text
   * @return the tag with a title element
   */
  public static String open(String style, int height, String label) {
    return "<svg class=\"" + style + "\" width=\"100%\" height=\"" + height + "\" role=\"img\" aria-label=\""
        + text(label) + "\"><title>" + text(label) + "</title>";
  }

  /**
   * Returns a straight line; {@code x1} and {@code x2} are shares of the width.
   *
   * @param style CSS classes
   * @param x1 the horizontal start
   * @param y1 the vertical start in pixels
   * @param x2 the horizontal end
   * @param y2 the vertical end in pixels
   * @return the element
   */
  public static String line(String style, double x1, double y1, double x2, double y2) {
    return "<line class=\"" + style + "\" x1=\"" + percent(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + percent(x2)
        + "\" y2=\"" + number(y2) + "\"/>";
  }

  /**
   * Returns a filled rectangle; {@code x1} and {@code x2} are shares of the width.
   *
   * @param style CSS classes
   * @param x1 the left side
   * @param x2 the right side
   * @param y the top in pixels
   * @param height the height in pixels
   * @return the element
   */
  public static String box(String style, double x1, double x2, double y, double height) {
    return "<rect class=\"" + style + "\" x=\"" + percent(x1) + "\" y=\"" + number(y) + "\" width=\""
        + percent(Math.max(0, x2 - x1)) + "\" height=\"" + number(height) + "\"/>";
  }

  /**
   * Returns a small shape around a point; {@code x} is a share of the width.
   *
   * @param style CSS classes
   * @param x its horizontal position, a share of the width
   * @param y its vertical position in pixels
   * @param path an SVG path relative to the point
   * @return the element
   */
  public static String shape(String style, double x, double y, String path) {
    return "<svg class=\"at " + style + "\" x=\"" + percent(x) + "\" y=\"" + number(y) + "\"><path d=\"" + path
        + "\"/></svg>";
  }

  /**
   * Returns a text at a point; {@code x} is a share of the width.
   *
   * @param style CSS classes
   * @param x its horizontal position, a share of the width
   * @param y its vertical position in pixels
   * @param words any text
   * @return the element
   */
  public static String label(String style, double x, double y, String words) {
    return "<text class=\"" + style + "\" x=\"" + percent(x) + "\" y=\"" + number(y) + "\">" + text(words) + "</text>";
  }
}
