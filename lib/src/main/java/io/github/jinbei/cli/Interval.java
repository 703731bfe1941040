package io.github.jinbei.cli;

import io.github.jinbei.Checkpoints;
import io.github.jinbei.internal.text.Count;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often checkpoints are written.
 *
 * @param text the words of the user, for example {@code 60s} or {@code 1000}
 * @param time the time between two of them, or null if steps are counted
 * @param steps the steps between two of them, or 0 if time is measured
 */
record Interval(String text, Duration time, int steps) {

  static final String FORM = "TIME|STEPS";
  static final String EXPECTED = "a time such as 500ms, 60s, 5m or 1h, or a whole number of steps from 1 up";

  private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h)");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

  /** Parses {@link #FORM}. */
  static Interval read(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return new Interval(text, null, Kind.count().reader().apply(text));
    }
    int number = Kind.count().reader().apply(time.group(1));
    return new Interval(text, Duration.of(number, UNITS.get(time.group(2))), 0);
  }

  /** Returns the interval in words, for example {@code 60s} or {@code 1000 steps}. */
  String words() {
    return time == null ? Count.of(steps, "step") : text;
  }

  /** Returns settings with this interval. */
  Checkpoints of(Checkpoints settings) {
    return time == null ? settings.every(steps) : settings.every(time);
  }
}
