package io.github.jinbei.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The labels of the ticks of an axis. If a label would be too long, all labels of a linear axis are divided by a power of ten,
 * and the name of the axis shows this power. On a logarithmic axis each label that is too long has an exponent instead.
 *
 * @param texts the label of each tick
 * @param exponent the exponent of the power of ten by which all labels are divided; 0 if they are not divided
 */
record TickLabels(List<String> texts, int exponent) {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /**
   * Returns the labels of ticks.
   *
   * @param longest the width in digits up to which labels stay as they are
   */
  static TickLabels of(Axis axis, List<Axis.Tick> ticks, double longest) {
    List<String> texts = new ArrayList<>();
    int exponent = axis.isLogarithmic() ? 0 : exponent(ticks, longest);
    int places = 0;
    for (Axis.Tick tick : ticks) {
      String label = tick.label();
      if (axis.isLogarithmic() && width(label) > longest) {
        label = withExponent(new BigDecimal(label).stripTrailingZeros());
      } else if (exponent != 0) {
        places = Math.max(places, new BigDecimal(label).movePointLeft(exponent).stripTrailingZeros().scale());
      }
      texts.add(label);
    }
    for (int i = 0; exponent != 0 && i < texts.size(); i++) {
      BigDecimal divided = new BigDecimal(texts.get(i)).movePointLeft(exponent);
      texts.set(i, divided.setScale(places, RoundingMode.UNNECESSARY).toPlainString());
    }
    return new TickLabels(texts, exponent);
  }

  /** Returns the common exponent of ticks: 0 unless all are numbers and one of them is longer than allowed. */
  private static int exponent(List<Axis.Tick> ticks, double longest) {
    BigDecimal most = BigDecimal.ZERO;
    boolean isLong = false;
    for (Axis.Tick tick : ticks) {
      if (!NUMBER.matcher(tick.label()).matches()) {
        return 0;
      }
      isLong |= width(tick.label()) > longest;
      most = most.max(new BigDecimal(tick.label()).abs());
    }
    return isLong && most.signum() > 0 ? exponent(most) : 0;
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  /** Returns a number with one digit before its point, and an exponent. */
  static String withExponent(BigDecimal value) {
    int exponent = exponent(value);
    return value.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** Returns the width of a label in digits: a point is about half as wide, a minus sign wider. */
  private static double width(String label) {
    return label.length() - (label.contains(".") ? 0.5 : 0) + (label.startsWith("-") ? 0.3 : 0);
  }

  /** Returns the name of an axis in XML, with the power of ten if there is one. */
  String name(String label) {
    return exponent == 0 ? Svg.text(label) : Svg.signed(label + " (in 1e" + exponent + ")");
  }
}
