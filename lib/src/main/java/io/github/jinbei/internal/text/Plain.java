package io.github.jinbei.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Text and numbers in a form that is safe in terminals and in XML. */
public final class Plain {

  private static final String MINUS = "(?<![0-9])-(?=[0-9])";

  private Plain() {}

  /**
   * Returns the text with the replacement character in place of code points that are unsafe in a line of a terminal or in
   * XML: control characters (including line breaks), unpaired surrogates, noncharacters, and marks that change the
   * direction of the text.
   */
  public static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      plain.appendCodePoint(isUnsafe(c) ? 0xFFFD : c);
    }
    return plain.toString();
  }

  /** Returns a name of the library with hyphens, as the command line and pages write it: {@code gelu-tanh}. */
  public static String hyphens(String name) {
    return name.replace('_', '-');
  }

  private static boolean isUnsafe(int c) {
    boolean control = c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029;
    boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    boolean noncharacter = c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    return control || direction || noncharacter;
  }

  /**
   * Returns the text with minus signs (U+2212, which a terminal may lack) in place of hyphens before a digit. Hyphens after
   * a digit stay, as in 64-16-10 or in a date.
   */
  public static String signed(String text) {
    return text.replaceAll(MINUS, "\u2212");
  }

  /** Returns the value rounded to the given number of significant digits, halves to even. */
  public static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /**
   * Returns a number without an exponent and without trailing zeros in its fraction, for example 0.00012 or 2500.
   *
   * @param digits the number of significant digits, at least 1
   */
  public static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
    }
    return rounded(value, digits).stripTrailingZeros().toPlainString();
  }

  /**
   * Returns a number with a fixed number of decimals: the text that {@link String#format} gives for {@code %.2f} in the root
   * locale if decimals is 2. Does not use String.format, since its first number takes 50 ms: the JDK then loads 90 classes of
   * locales.
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    String digits = new BigDecimal(Double.toString(Math.abs(value))).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    return Double.compare(value, 0) < 0 ? "-" + digits : digits;
  }

  /**
   * Returns the shortest decimal number from which the float can be parsed. {@link Float#toString} is not the same on every
   * JDK.
   */
  public static String shortest(float value) {
    String text;
    int digits = 0;
    do {
      digits++;
      text = rounded(value, digits).stripTrailingZeros().toString();
    } while (Float.parseFloat(text) != value);
    return text;
  }

  /**
   * Returns the shortest decimal number from which the double can be parsed; of several, the nearest. {@link
   * Double#toString} is not the same on every JDK.
   */
  public static String shortest(double value) {
    int digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
    String text = decimal(value, digits);
    while (digits > 1) {
      digits--;
      String shorter = decimal(value, digits);
      if (shorter == null) {
        return text;
      }
      text = shorter;
    }
    return text;
  }

  /** Returns a decimal number of at most so many digits from which the double is parsed; null if there is none. */
  private static String decimal(double value, int digits) {
    String text = rounded(value, digits).stripTrailingZeros().toString();
    if (Double.parseDouble(text) == value) {
      return text;
    }
    // Below a power of two, doubles are closer: the nearest decimal may be too far below, one above it near enough.
    text = new BigDecimal(value).round(new MathContext(digits, RoundingMode.UP)).stripTrailingZeros().toString();
    return Double.parseDouble(text) == value ? text : null;
  }
}
