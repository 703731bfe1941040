package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.report.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A logarithmic axis for ratios of speeds around 1. Its length suits most intervals; a few that are far out are clipped, so
 * that they do not compress the others.
 */
final class RatioAxis {

  private static final double MOST = 0.9;
  private static final double FAR = 2.5;
  private static final double MARGIN = 1.08;
  private static final double MOST_TICKS = 6.5;
  private static final double[] STEPS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2};

  /** The logarithms of the ends. */
  private final double low;
  private final double high;

  private final Axis axis;

  private RatioAxis(double low, double high) {
    this.low = low;
    this.high = high;
    // With their margin the ends may overflow.
    axis = Axis.logarithmic(Math.max(Double.MIN_VALUE, StrictMath.exp(low)), Math.min(Double.MAX_VALUE, StrictMath.exp(high)));
  }

  /** Returns the axis for these lines, at least twice as long as their threshold to either side. */
  static RatioAxis of(List<Line> lines) {
    double threshold = lines.stream().mapToDouble(line -> line.row().threshold()).filter(Double::isFinite)
        .filter(value -> value > 0).max().orElse(0.03);
    double least = 2 * StrictMath.log1p(threshold);
    return new RatioAxis(-reach(lines, least, estimate -> -log(Math.min(estimate.low(), estimate.ratio()))),
        reach(lines, least, estimate -> log(Math.max(estimate.high(), estimate.ratio()))));
  }

  private static double reach(List<Line> lines, double least, ToDoubleFunction<Estimate> end) {
    double[] ends = lines.stream().filter(line -> line.shown() != null).mapToDouble(
        line -> end.applyAsDouble(line.shown())).filter(Double::isFinite).sorted().toArray();
    if (ends.length == 0) {
      return least;
    }
    double usual = Math.max(least, ends[(int) Math.ceil(MOST * ends.length) - 1]);
    double farthest = Math.max(least, ends[ends.length - 1]);
    return MARGIN * (farthest <= FAR * usual ? farthest : usual);
  }

  private static double log(double ratio) {
    return StrictMath.log(ratio);
  }

  /** Returns the position of a ratio, as a share of the axis; outside of 0 to 1 if it is clipped, NaN for NaN. */
  double position(double ratio) {
    return axis.position(ratio);
  }

  /** Returns the ticks: steps of per cent, or powers of two or ten if the axis is long. */
  List<Axis.Tick> ticks() {
    double from = StrictMath.exp(low);
    double to = StrictMath.exp(high);
    double step = Arrays.stream(STEPS).filter(s -> (to - from) / s <= MOST_TICKS).findFirst().orElse(0);
    List<Axis.Tick> ticks = new ArrayList<>();
    if (step > 0) {
      for (long i = (long) Math.ceil((from - 1) / step); 1 + i * step <= to; i++) {
        add(ticks, 1 + i * step, i == 0 ? "0" : (i > 0 ? "+" : "") + Format.setting(i * step));
      }
      return ticks;
    }
    double base = Math.max(2, StrictMath.exp(Math.ceil((high - low) / 7 / StrictMath.log(2)) * StrictMath.log(2)));
    base = base > 8 ? StrictMath.pow(10, Math.ceil(StrictMath.log10(base))) : Math.rint(base);
    for (int i = (int) Math.ceil(low / log(base)); i * log(base) <= high; i++) {
      String power = Plain.number(StrictMath.pow(base, Math.abs(i)), Format.DIGITS);
      add(ticks, StrictMath.pow(base, i), i < 0 ? "1/" + power : "\u00d7" + power);
    }
    return ticks;
  }

  /** Adds a tick, unless its ratio was rounded to 0 or infinity, which have no position on the axis. */
  private void add(List<Axis.Tick> ticks, double ratio, String label) {
    if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
      ticks.add(new Axis.Tick(ratio, label));
    }
  }
}
