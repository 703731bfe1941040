package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.KeyFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a history is judged.
 *
 * @param window the baseline is the median over at most so many commits before the one that is judged; at least 1
 * @param threshold a difference of speed beyond this is marked, as a fraction between 0 and 1: 0.03
 * @param environment names of what must be equal for two commits to be compared; what is unknown of both is equal
 * @param include only keys whose text it finds, or null
 * @param exclude no keys whose text it finds, or null
 */
public record TrendSettings(int window, double threshold, List<String> environment, Pattern include, Pattern exclude) {

  /** The names that count if nothing else is asked for: all that makes figures differ, where it is known. */
  public static final List<String> ENVIRONMENT =
      List.of("cpu", "processors", "backend", "lanes", "jdk", "vm", "jvm args", "flags", "jmh", "warm-up",
          "measurement");

  /** Checks the numbers. */
  public TrendSettings {
    if (window < 1) {
      throw new IllegalArgumentException("window: " + window + ", expected at least 1");
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold: " + threshold + ", expected a fraction between 0 and 1, as 0.03");
    }
    environment = List.copyOf(environment);
  }

  /** The default of every setting. */
  public static TrendSettings defaults() {
    return new TrendSettings(10, 0.03, ENVIRONMENT, null, null);
  }

  /** The choice that {@code include} and {@code exclude} make. */
  public KeyFilter filter() {
    return new KeyFilter(include, exclude);
  }
}
