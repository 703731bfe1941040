package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An axis from a value to a larger one, linear or logarithmic. */
public final class Axis {

  /** More decades than this are ticked at every second power of ten, or third, and so on. */
  private static final int MOST_DECADES = 7;

  private final boolean logarithmic;
  private final double low;
  private final double high;

  private Axis(boolean logarithmic, double from, double to) {
    if (!(from < to) || Double.isInfinite(to - from)) {
      throw new IllegalArgumentException("an axis from " + from + " to " + to + "; expected finite numbers, the first smaller"
          + (logarithmic ? " and above 0" : ""));
    }
    this.logarithmic = logarithmic;
    this.low = logarithmic ? StrictMath.log10(from) : from;
    this.high = logarithmic ? StrictMath.log10(to) : to;
    if (Double.isNaN(low) || Double.isInfinite(low)) {
      throw new IllegalArgumentException("a logarithmic axis from " + from + "; expected a number above 0");
    }
  }

  /**
   * A mark on an axis.
   *
   * @param value where it is
   * @param label its number in plain notation
   */
  public record Tick(double value, String label) {}

  /**
   * Returns a linear axis.
   *
   * @throws IllegalArgumentException if the values are not finite, or the first is not the smaller one
   */
  public static Axis linear(double from, double to) {
    return new Axis(false, from, to);
  }

  /**
   * Returns a logarithmic axis.
   *
   * @throws IllegalArgumentException if the values are not finite and above 0, or the first is not the smaller one
   */
  public static Axis logarithmic(double from, double to) {
    return new Axis(true, from, to);
  }

  /** Returns where a value is: 0 at the beginning of the axis, 1 at its end, beyond if it is outside; NaN if it has no place. */
  public double position(double value) {
    return ((logarithmic ? StrictMath.log10(value) : value) - low) / (high - low);
  }

  /**
   * Returns the ticks on the axis: multiples of 1, 2 or 5 times a power of ten; on a logarithmic axis powers of ten, and
   * their multiples by 2 and 5 where it has fewer than two of these.
   *
   * @param about how many a linear axis is to have, at least 1; there may be up to about half as many more or fewer
   */
  public List<Tick> ticks(int about) {
    return logarithmic ? powers() : multiples(about);
  }

  private List<Tick> multiples(int about) {
    double wanted = (high - low) / about;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(wanted)));
    double digits = wanted / power;
    double step = power * (digits < 1.5 ? 1 : digits < 3.5 ? 2 : digits < 7.5 ? 5 : 10);
    int places = Math.max(0, new BigDecimal(step).round(new MathContext(1, RoundingMode.HALF_EVEN)).scale());
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(new Tick(i * step, String.format(Locale.ROOT, "%." + places + "f", i * step)));
    }
    return ticks;
  }

  private List<Tick> powers() {
    List<Tick> ticks = new ArrayList<>();
    int first = (int) Math.ceil(low);
    int last = (int) Math.floor(high);
    if (last > first) {
      int step = (last - first) / MOST_DECADES + 1;
      for (int power = first; power <= last; power += step) {
        ticks.add(tick(1, power));
      }
      return ticks;
    }
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int factor : new int[] {1, 2, 5}) {
        Tick tick = tick(factor, power);
        if (position(tick.value) >= 0 && position(tick.value) <= 1) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static Tick tick(int factor, int power) {
    BigDecimal value = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
    return new Tick(value.doubleValue(), Plain.number(value.doubleValue(), 1));
  }
}
