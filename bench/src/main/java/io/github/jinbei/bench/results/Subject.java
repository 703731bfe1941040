package io.github.jinbei.bench.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The entries of an environment that say what was measured, and when; all others say where and how. */
public final class Subject {

  /** The files that a side was read from, as they were given. */
  public static final String FILES = "files";

  /** The jar or class path that was measured, as it was given. */
  public static final String JAR = "jar";

  /** The commit that was measured. */
  public static final String COMMIT = "commit";

  /** When it was measured, ISO 8601 with offset. */
  public static final String DATE = "date";

  /** All names, in the order in which they are shown. */
  public static final List<String> NAMES = List.of(FILES, JAR, COMMIT, "branch", DATE);

  private Subject() {}

  /** Returns a time as a date's entry has it: in UTC, to the second. */
  public static String date(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
