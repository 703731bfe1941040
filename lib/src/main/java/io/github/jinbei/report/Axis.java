package io.github.jinbei.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An axis of a plot: linear, logarithmic or categorical. */
public final class Axis {

  /** If there are more powers of ten than this, only every second has a tick, or every third, and so on. */
  private static final int MOST_POWERS = 7;

  /** Room at each end, as a share of the values' range, and the least room, as a share of their magnitude. */
  private static final double ROOM = 0.05;
  private static final double NARROW = 0.0025;

  /** If the largest value is more than so many times the least one above 0, the axis is logarithmic. */
  private static final double DECADES = 100;

  /** The largest magnitude on an axis; the least is 1 divided by it. */
  private static final double LARGE = 1e150;

  private final boolean logarithmic;
  private final double from;
  private final double to;

  /** The ends, or their logarithms. */
  private final double low;
  private final double high;

  /** The names of a categorical axis; null on other axes. */
  private final List<String> names;

  /** Whether all multiples by 2 and 5 have ticks on a logarithmic axis. */
  private final boolean multiples;

  private Axis(boolean logarithmic, double from, double to, List<String> names, boolean multiples) {
    this.names = names;
    this.multiples = multiples;
    this.logarithmic = logarithmic;
    this.from = from;
    this.to = to;
    low = place(from);
    high = place(to);
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("an axis from " + from + " to " + to + "; expected finite numbers"
          + (logarithmic ? " above 0" : "") + ", the first smaller");
    }
  }

  /**
   * A mark on an axis.
   *
   * @param value the value at the mark
   * @param label the value in plain notation, or a name
   */
  public record Tick(double value, String label) {}

  /**
   * Returns a linear axis.
   *
   * @param from the value at the start
   * @param to the value at the end
   * @return the axis
   * @throws IllegalArgumentException if a value is not finite, or {@code from} is not less than {@code to}
   */
  public static Axis linear(double from, double to) {
    return new Axis(false, from, to, null, false);
  }

  /**
   * Returns a logarithmic axis.
   *
   * @param from the value at the start
   * @param to the value at the end
   * @return the axis
   * @throws IllegalArgumentException if a value is not finite and above 0, or {@code from} is not less than {@code to}
   */
  public static Axis logarithmic(double from, double to) {
    return new Axis(true, from, to, null, false);
  }

  /**
   * Returns this axis with ticks at the powers of ten and at their multiples by 2 and 5, if it is logarithmic. Meant for at
   * most three powers of ten.
   *
   * @return the axis
   */
  public Axis withMultiples() {
    return new Axis(logarithmic, from, to, names, true);
  }

  /**
   * Returns a categorical axis: the values 0, 1, 2, ... have names, at least one, and a tick each.
   *
   * @param names the names of the values 0, 1, 2, ...; copied
   * @return the axis
   * @throws IllegalArgumentException if there is no name
   */
  public static Axis named(List<String> names) {
    return new Axis(false, -0.5, names.size() - 0.5, List.copyOf(names), false);
  }

  /**
   * Returns a linear axis that contains all finite values, with some room at both ends. Its length is at least 0.5 % of the
   * largest magnitude, so that the labels of its ticks have few digits.
   */
  static Axis around(double[]... series) {
    double[] range = range(series);
    double magnitude = Math.max(Math.abs(range[0]), Math.abs(range[1]));
    double room = Math.max(ROOM * (range[1] - range[0]), magnitude == 0 ? 1 : NARROW * magnitude);
    return linear(range[0] - room, range[1] + room);
  }

  /**
   * Returns an axis that contains all finite values. It is logarithmic if all are at least 0 and those above 0 span more than
   * two decades, otherwise linear. A linear axis begins at 0 unless the values are close together or one is below 0.
   */
  static Axis above(double[]... series) {
    double[] range = range(series);
    if (range[0] < 0) {
      return around(series);
    }
    if (range[1] > DECADES * range[2]) {
      return logarithmic(range[2] / 1.25, range[1] * 1.25);
    }
    boolean close = range[0] > range[1] / 2 && range[1] - range[0] > NARROW * range[1];
    return close ? around(series) : linear(0, range[1] == 0 ? 1 : range[1] * (1 + ROOM));
  }

  /**
   * Returns the least and the largest finite value, and the least above 0. Values are clipped to numbers whose differences
   * and quotients are finite. Without a value all three are 0, without one above 0 the last is infinite.
   */
  private static double[] range(double[]... series) {
    double[] range = {LARGE, -LARGE, Double.POSITIVE_INFINITY};
    for (double[] values : series) {
      for (double value : values) {
        if (Double.isFinite(value)) {
          double clipped = Math.abs(value) < 1 / LARGE ? 0 : Math.max(-LARGE, Math.min(LARGE, value));
          range[0] = Math.min(range[0], clipped);
          range[1] = Math.max(range[1], clipped);
          range[2] = clipped > 0 ? Math.min(range[2], clipped) : range[2];
        }
      }
    }
    return range[0] <= range[1] ? range : new double[3];
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  /** Returns the value at the start. */
  double from() {
    return from;
  }

  /** Returns the value at the end. */
  double to() {
    return to;
  }

  private double place(double value) {
    return logarithmic ? StrictMath.log10(value) : value;
  }

  /**
   * Returns the position of a value: 0 at the start of the axis, 1 at its end, less or more outside. NaN for NaN, and on a
   * logarithmic axis for negative values.
   *
   * @param value any number
   * @return the position
   */
  public double position(double value) {
    return (place(value) - low) / (high - low);
  }

  /**
   * Returns the ticks on the axis. A linear axis has multiples of 1, 2 or 5 times a power of ten. A logarithmic axis has
   * powers of ten, at most 7. If there are fewer than two of them, or after {@link #withMultiples}, it also has their multiples
   * by 2 and 5; if there are still fewer than two, it has the ticks of a linear axis. A categorical axis has a tick for each
   * name.
   *
   * @param about the desired number of steps of a linear axis, at least 1; it has between 0.7 and 1.75 times as many
   * @return the ticks, in ascending order
   * @throws IllegalArgumentException if {@code about} is less than 1
   */
  public List<Tick> ticks(int about) {
    if (about < 1) {
      throw new IllegalArgumentException("about = " + about + "; expected at least 1");
    }
    if (names != null) {
      return IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList();
    }
    if (!logarithmic) {
      return multiples(about);
    }
    List<Tick> powers = powers();
    if (powers.size() > 1 && !multiples) {
      int step = (powers.size() - 1) / MOST_POWERS + 1;
      return IntStream.iterate(0, i -> i < powers.size(), i -> i + step).mapToObj(powers::get).toList();
    }
    List<Tick> more = powers(1, 2, 5);
    return more.size() > 1 ? more : multiples(about);
  }

  /**
   * Returns a tick at each power of ten on the axis.
   *
   * @return the ticks, in ascending order
   */
  public List<Tick> powers() {
    return powers(1);
  }

  private List<Tick> powers(int... factors) {
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= Math.ceil(high); power++) {
      for (int factor : factors) {
        add(ticks, BigDecimal.valueOf(factor, -power), -power);
      }
    }
    return ticks;
  }

  private List<Tick> multiples(int about) {
    double wanted = Math.max(Double.MIN_NORMAL, (to - from) / about);
    int power = (int) Math.floor(StrictMath.log10(wanted));
    double digits = wanted / StrictMath.pow(10, power);
    BigDecimal step = BigDecimal.valueOf(digits < 1.5 ? 1 : digits < 3.5 ? 2 : digits < 7.5 ? 5 : 10, -power);
    List<Tick> ticks = new ArrayList<>();
    BigDecimal tick = BigDecimal.valueOf(from).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    for (; tick.doubleValue() <= to; tick = tick.add(step)) {
      add(ticks, tick, step.stripTrailingZeros().scale());
    }
    return ticks;
  }

  /** Adds a tick with the given number of decimal places, unless it is outside the axis. */
  private void add(List<Tick> ticks, BigDecimal exact, int places) {
    double value = exact.doubleValue();
    if (value >= from && value <= to) {
      ticks.add(new Tick(value, exact.setScale(Math.max(0, places)).toPlainString()));
    }
  }
}
