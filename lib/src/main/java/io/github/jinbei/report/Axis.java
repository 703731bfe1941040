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

  private final boolean logarithmic;
  private final double from;
  private final double to;

  /** The ends, or their logarithms. */
  private final double low;
  private final double high;

  /** The names of a categorical axis; null on other axes. */
  private final List<String> names;

  private Axis(boolean logarithmic, double from, double to, List<String> names) {
    this.names = names;
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
    return new Axis(false, from, to, null);
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
    return new Axis(true, from, to, null);
  }

  /**
   * Returns a categorical axis: the values 0, 1, 2, ... have names, at least one, and a tick each.
   *
   * @param names the names of the values 0, 1, 2, ...; copied
   * @return the axis
   * @throws IllegalArgumentException if there is no name
   */
  public static Axis named(List<String> names) {
    return new Axis(false, -0.5, names.size() - 0.5, List.copyOf(names));
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
   * powers of ten, at most 7. If there are fewer than two of them, it also has their multiples by 2 and 5; if there are still
   * fewer than two, it has the ticks of a linear axis. A categorical axis has a tick for each name.
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
    if (powers.size() > 1) {
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
