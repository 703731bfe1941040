package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats of numbers for reports. */
final class Format {

  /** The text for a missing number. */
  static final String NONE = "-";

  /** The number of significant digits of a figure. */
  static final int DIGITS = 4;

  private Format() {}

  /** Formats four significant digits: 1.235, 0.02500, 7.000e-07; {@link #NONE} if the value is not finite. */
  static String digits(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e7) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded = Plain.rounded(value, DIGITS);
    int places = Math.max(0, DIGITS - (rounded.precision() - rounded.scale()));
    return rounded.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Formats a ratio as a signed change in per cent, without the per cent sign: -4.83, +12.5, +340. */
  static String change(double ratio) {
    double percent = 100 * (ratio - 1);
    if (!Double.isFinite(percent)) {
      return NONE;
    }
    double size = Math.abs(percent);
    String text = String.format(Locale.ROOT, size < 9.995 ? "%+.2f" : size < 99.95 ? "%+.1f" : "%+.0f", percent);
    return text.equals("+0.00") || text.equals("-0.00") ? "0.00" : text;
  }

  /** Formats an interval of ratios in per cent: {@code [-5.90, -3.70]}; an end of 0 or infinity is {@link #NONE}. */
  static String interval(double low, double high) {
    String from = low > 0 ? change(low) : NONE;
    String to = high < Double.POSITIVE_INFINITY ? change(high) : NONE;
    return from.equals(NONE) && to.equals(NONE) ? NONE : "[" + from + ", " + to + "]";
  }

  /** Formats a share, without a sign: {@code 71.3 %}. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, share < 0.0995 ? "%.2f %%" : "%.1f %%", 100 * share)
        : NONE;
  }

  /** Formats a probability. One that would be printed as 0 is printed as less than the smallest printed value. */
  static String probability(double p) {
    return Double.isNaN(p) ? NONE : p < 0.00005 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** Formats the fraction of a setting: 0.03 is {@code 3 %}. */
  static String setting(double fraction) {
    return Double.isFinite(fraction) ? Plain.number(100 * fraction, DIGITS) + " %" : NONE;
  }

  /** Formats bytes; small numbers have one decimal. */
  static String bytes(double value) {
    return !Double.isFinite(value) ? NONE
        : String.format(Locale.ROOT, Math.abs(value) < 1000 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  /** Replaces characters by those that a page has and a terminal may lack: minus sign, dash, micro. */
  static String typographic(String figures) {
    return figures.equals(NONE) ? "\u2013"
        : Plain.signed(figures).replace("us/op", "\u00b5s/op").replace("inf", "\u221e");
  }
}
