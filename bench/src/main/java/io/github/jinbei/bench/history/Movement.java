package io.github.jinbei.bench.history;

import java.util.Locale;

/** The movement of a commit's figure relative to earlier commits: a hint where to look, not a statistical test. */
public enum Movement {
  /** Slower than the baseline by more than the threshold. */
  SLOWER,
  /** Faster than the baseline by more than the threshold. */
  FASTER,
  /** The difference is within the threshold. */
  STEADY,
  /** No earlier commit was measured in the same environment. */
  NO_BASELINE;

  /** Returns the printed form, in lower case. */
  public String text() {
    return this == NO_BASELINE ? "no baseline" : name().toLowerCase(Locale.ROOT);
  }
}
