package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.KeyFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a history report.
 *
 * @param window the largest number of earlier commits in the median that is the baseline; at least 1
 * @param threshold a larger difference of speed is marked, as a fraction between 0 and 1. Default: 0.03.
 * @param environment the names that must be equal in two commits to compare them; names that both lack are equal
 * @param include selects keys whose text matches, or null for all
 * @param exclude excludes keys whose text matches, or null for none
 */
public record TrendSettings(int window, double threshold, List<String> environment, Pattern include, Pattern exclude) {

  /** The default names: all properties that change figures, as far as they are recorded. */
  public static final List<String> ENVIRONMENT =
      List.of("cpu", "processors", "backend", "lanes", "jdk", "vm", "jvm args", "flags", "jmh", "warm-up",
          "measurement");

  /** Checks the numbers. */
  public TrendSettings {
    if (window < 1) {
      throw new IllegalArgumentException("window: " + window + ", expected at least 1");
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold: " + threshold + ", expected a fraction between 0 and 1, such as 0.03");
    }
    environment = List.copyOf(environment);
  }

  /** Returns the defaults of all settings. */
  public static TrendSettings defaults() {
    return new TrendSettings(10, 0.03, ENVIRONMENT, null, null);
  }

  /** Returns the filter of {@code include} and {@code exclude}. */
  public KeyFilter filter() {
    return new KeyFilter(include, exclude);
  }
}
