package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.util.List;

/**
 * A common unit for several values, chosen by their size.
 *
 * @param unit the text after a figure
 * @param factor the factor that values are multiplied by
 */
record Scale(String unit, double factor) {

  private static final List<Scale> TIMES = List.of(new Scale("s/op", 1), new Scale("ms/op", 1e3),
      new Scale("us/op", 1e6), new Scale("ns/op", 1e9));
  private static final List<Scale> RATES = List.of(new Scale("Gops/s", 1e-9), new Scale("Mops/s", 1e-6),
      new Scale("kops/s", 1e-3), new Scale("ops/s", 1));

  /** Returns the largest unit in which the largest value is at least 1; units other than times and rates are unchanged. */
  static Scale of(String unit, double... values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    return switch (unit) {
      case "s/op" -> of(TIMES, largest, 0);
      case "ops/s" -> of(RATES, largest, RATES.size() - 1);
      default -> new Scale(Plain.text(unit), 1);
    };
  }

  private static Scale of(List<Scale> scales, double largest, int ofNothing) {
    if (largest == 0) {
      return scales.get(ofNothing);
    }
    // The rounded value is used, because 999.96 is printed as 1000.
    BigDecimal printed = Plain.rounded(largest, Format.DIGITS);
    for (Scale scale : scales) {
      if (printed.multiply(BigDecimal.valueOf(scale.factor)).compareTo(BigDecimal.ONE) >= 0) {
        return scale;
      }
    }
    return scales.get(scales.size() - 1);
  }

  /** Formats a value in this unit, with four digits, without the unit. */
  String figure(double value) {
    return Format.digits(value * factor);
  }
}
