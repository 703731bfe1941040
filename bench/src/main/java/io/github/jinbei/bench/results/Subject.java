package io.github.jinbei.bench.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The names of an environment that describe what was measured, and when; all others describe where and how. */
public final class Subject {

  /** The files that a side was read from, as given. */
  public static final String FILES = "files";

  /** The jar or class path that was measured, as given. */
  public static final String JAR = "jar";

  /** The commit that was measured. */
  public static final String COMMIT = "commit";

  /** The time of the measurement, ISO 8601 with offset. */
  public static final String DATE = "date";

  /** All names, in the order of printing. */
  public static final List<String> NAMES = List.of(FILES, JAR, COMMIT, "branch", DATE);

  private Subject() {}

  /** Returns a time in the format of the date's entry: in UTC, to the second. */
  public static String date(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
