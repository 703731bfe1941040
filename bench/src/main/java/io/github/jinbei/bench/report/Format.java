package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
final class Format {

  /** In place of a number that there is not. */
  static final String NONE = "-";

  /** Significant digits of a figure. */
  static final int DIGITS = 4;

  private Format() {}

  /** Four digits that count: 1.235, 0.02500, 7.000e-07; {@link #NONE} for what is no finite number. */
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

  /** A ratio as a change in per cent with its sign, without the per cent sign: -4.83, +12.5, +340. */
  static String change(double ratio) {
    double percent = 100 * (ratio - 1);
    if (!Double.isFinite(percent)) {
      return NONE;
    }
    double size = Math.abs(percent);
    String text = String.format(Locale.ROOT, size < 9.995 ? "%+.2f" : size < 99.95 ? "%+.1f" : "%+.0f", percent);
    return text.equals("+0.00") || text.equals("-0.00") ? "0.00" : text;
  }

  /** An interval of ratios in per cent: {@code [-5.90, -3.70]}; an end that there is not, 0 or infinity, is {@link #NONE}. */
  static String interval(double low, double high) {
    String from = low > 0 ? change(low) : NONE;
    String to = high < Double.POSITIVE_INFINITY ? change(high) : NONE;
    return from.equals(NONE) && to.equals(NONE) ? NONE : "[" + from + ", " + to + "]";
  }

  /** A share without sign: {@code 71.3 %}. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, share < 0.0995 ? "%.2f %%" : "%.1f %%", 100 * share)
        : NONE;
  }

  /** A probability; one that would be printed as nought is said to be less than the least that is printed. */
  static String probability(double p) {
    return Double.isNaN(p) ? NONE : p < 0.00005 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** A fraction as a setting was written: 0.03 is {@code 3 %}. */
  static String setting(double fraction) {
    return Double.isFinite(fraction) ? Plain.number(100 * fraction, DIGITS) + " %" : NONE;
  }

  /** Bytes, to a tenth while they are few. */
  static String bytes(double value) {
    return !Double.isFinite(value) ? NONE
        : String.format(Locale.ROOT, Math.abs(value) < 1000 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  /** Signs that a page has and a terminal may lack: true minus, dash, micro. */
  static String typographic(String figures) {
    return figures.equals(NONE) ? "\u2013"
        : Plain.signed(figures).replace("us/op", "\u00b5s/op").replace("inf", "\u221e");
  }
}
