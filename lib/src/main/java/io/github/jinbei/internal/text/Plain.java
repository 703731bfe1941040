package io.github.jinbei.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Text and numbers in a form that every terminal, page and reader takes. */
public final class Plain {

  private static final Pattern MINUS = Pattern.compile("(?<![0-9])-(?=[0-9])");

  private Plain() {}

  /**
   * Returns the text without what would spoil a terminal, a line or an XML document: control characters (line breaks among
   * them), halves of surrogate pairs, code points that are no characters, and marks that turn the direction of the text around
   * become the replacement character.
   */
  public static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(spoils(c) ? 0xFFFD : c));
    return plain.toString();
  }

  /** Returns a name of the library as the command line and pages write it: {@code gelu_tanh} is {@code gelu-tanh}. */
  public static String hyphens(String name) {
    return name.replace('_', '-');
  }

  private static boolean spoils(int c) {
    boolean control = c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029;
    boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    boolean none = c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    return control || direction || none;
  }

  /**
   * Returns the text with minus signs, which a terminal may lack, in place of hyphens before a digit. Hyphens between digits
   * stay, as in the sizes of a network or a date.
   */
  public static String signed(String text) {
    return MINUS.matcher(text).replaceAll("\u2212");
  }

  /** Returns the value rounded to some significant digits, halves to even. */
  public static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /**
   * Returns a number without an exponent and without zeros at the end of its fraction, such as 0.00012 or 2500.
   *
   * @param digits significant digits that are kept, at least 1
   */
  public static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
    }
    return rounded(value, digits).stripTrailingZeros().toPlainString();
  }
}
