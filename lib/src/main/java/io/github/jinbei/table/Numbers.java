package io.github.jinbei.table;

/**
 * Decimal numbers in text: {@code [+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?}, with the digits 0 to 9. The value is that of {@link
 * Double#parseDouble}.
 */
final class Numbers {

  /** A decimal number with as many significant digits fits a {@code long}. */
  private static final int MOST_DIGITS = 18;

  /** Whole numbers up to this one are exact in a double. */
  private static final long MOST_EXACT = 1L << 53;

  /** Exponents that no sum with the number of digits of a text can bring back into the range of a double. */
  private static final int MOST_EXPONENT = 1 << 27;

  /** The powers of ten that are exact in a double. */
  private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
      1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

  private Numbers() {}

  /** Returns the number; NaN if the text is none, and an infinite value if its magnitude is too large for a double. */
  static double parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }

  /** Returns the number that the characters {@code from} to {@code to - 1} are, as {@link #parse(String)} does. */
  static double parse(char[] text, int from, int to) {
    int i = from;
    boolean negative = i < to && text[i] == '-';
    if (negative || i < to && text[i] == '+') {
      i++;
    }
    // The digits without the point; too many overflow, and are counted.
    long digits = 0;
    int significant = 0;
    int first = i;
    for (int d; i < to && (d = text[i] - '0') >= 0 && d <= 9; i++) {
      digits = 10 * digits + d;
      significant += digits == 0 ? 0 : 1;
    }
    int written = i - first;
    int exponent = 0;
    if (i < to && text[i] == '.') {
      int point = ++i;
      for (int d; i < to && (d = text[i] - '0') >= 0 && d <= 9; i++) {
        digits = 10 * digits + d;
        significant += digits == 0 ? 0 : 1;
      }
      exponent = point - i;
      written += i - point;
    }
    if (written == 0) {
      return Double.NaN;
    }
    if (i < to) {
      if (text[i] != 'e' && text[i] != 'E') {
        return Double.NaN;
      }
      int power = exponent(text, i + 1, to);
      if (power == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      exponent += power;
    }
    double value = significant > MOST_DIGITS ? Double.NaN : value(digits, exponent);
    return value != value ? Double.parseDouble(new String(text, from, to - from)) : negative ? -value : value;
  }

  /** Returns the exponent that the rest of a text is, with a bound for its magnitude; {@code MIN_VALUE} if it is none. */
  private static int exponent(char[] text, int from, int to) {
    int i = from;
    boolean negative = i < to && text[i] == '-';
    if (negative || i < to && text[i] == '+') {
      i++;
    }
    int exponent = 0;
    int first = i;
    for (int d; i < to && (d = text[i] - '0') >= 0 && d <= 9; i++) {
      exponent = Math.min(MOST_EXPONENT, 10 * exponent + d);
    }
    return i < to || i == first ? Integer.MIN_VALUE : negative ? -exponent : exponent;
  }

  /** Returns digits·10^exponent, rounded once; NaN if that needs more than a few operations. */
  private static double value(long digits, int exponent) {
    if (digits == 0) {
      return 0;
    }
    if (Math.abs(exponent) >= POWERS.length) {
      return Double.NaN;
    }
    double power = POWERS[Math.abs(exponent)];
    if (digits <= MOST_EXACT) {
      return exponent < 0 ? digits / power : digits * power;
    }
    // digits = high + low. The value is near + rest, and the error of rest is far below the 2^-45 of it that are allowed for.
    double high = digits;
    double low = digits - (long) high;
    double near;
    double rest;
    if (exponent < 0) {
      near = high / power;
      rest = (Math.fma(-near, power, high) + low) / power;
    } else {
      near = high * power;
      rest = Math.fma(high, power, -near) + low * power;
    }
    double margin = Math.abs(rest) * 0x1p-45;
    double below = near + (rest - margin);
    return below == near + (rest + margin) ? below : Double.NaN;
  }
}
