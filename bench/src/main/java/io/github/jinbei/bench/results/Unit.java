package io.github.jinbei.bench.results;

import java.util.Map;

/**
 * A unit of a file and what to do to values in it.
 *
 * @param name the normalised unit
 * @param times values are multiplied by this, which is a whole number
 * @param by and divided by this, so that each value is rounded at most once: one of the two is 1
 */
record Unit(String name, double times, double by) {

  private static final String THROUGHPUT = "ops/";
  private static final String TIME = "/op";

  /** JMH's names for units of time, of which so many make a second; below zero, that many seconds make one. */
  private static final Map<String, Double> PER_SECOND =
      Map.of("ns", 1e9, "us", 1e6, "ms", 1e3, "s", 1.0, "min", -60.0, "hr", -3600.0, "day", -86400.0);

  /** The unit that a file calls so; one that is neither a throughput nor a time an operation stays what it is. */
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

  /** Whether a unit counts operations, as {@code ops/ms}. */
  static boolean isThroughput(String text) {
    return text.startsWith(THROUGHPUT);
  }

  /** Whether a unit is a time, or anything else, an operation: {@code us/op}. */
  static boolean isPerOperation(String text) {
    return text.endsWith(TIME) && !isThroughput(text);
  }

  double normalise(double value) {
    return value * times / by;
  }
}
