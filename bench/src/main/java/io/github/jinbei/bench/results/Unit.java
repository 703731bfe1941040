package io.github.jinbei.bench.results;

import java.util.Map;

/**
 * A unit of a file with the conversion of its values to the normalised unit. One of the two factors is 1, so that each value
 * is rounded at most once.
 *
 * @param name the normalised unit
 * @param times the whole number that values are multiplied by
 * @param by the whole number that values are divided by
 */
record Unit(String name, double times, double by) {

  private static final String THROUGHPUT = "ops/";
  private static final String TIME = "/op";

  /** JMH's names for units of time, with their number in a second; a negative value is the number of seconds in the unit. */
  private static final Map<String, Double> PER_SECOND =
      Map.of("ns", 1e9, "us", 1e6, "ms", 1e3, "s", 1.0, "min", -60.0, "hr", -3600.0, "day", -86400.0);

  /** Returns the unit with this name in a file. Only throughputs and times an operation are converted. */
  static Unit of(String text) {
    if (isThroughput(text)) {
      Double perSecond = PER_SECOND.get(text.substring(THROUGHPUT.length()));
      if (perSecond != null) {
        return new Unit("ops/s", Math.max(perSecond, 1), Math.max(-perSecond, 1));
      }
    } else if (isPerOperation(text)) {
      Double perSecond = PER_SECOND.get(text.substring(0, text.length() - TIME.length()));
      if (perSecond != null) {
        return new Unit("s/op", Math.max(-perSecond, 1), Math.max(perSecond, 1));
      }
    }
    return new Unit(text, 1, 1);
  }

  /** Returns whether a unit counts operations, such as {@code ops/ms}. */
  static boolean isThroughput(String text) {
    return text.startsWith(THROUGHPUT);
  }

  /** Returns whether a unit is a quantity an operation, such as {@code us/op}. */
  static boolean isPerOperation(String text) {
    return text.endsWith(TIME) && !isThroughput(text);
  }

  double normalise(double value) {
    return value * times / by;
  }
}
