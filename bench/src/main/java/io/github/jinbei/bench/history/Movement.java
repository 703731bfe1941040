package io.github.jinbei.bench.history;

import java.util.Locale;

/** What may be said of a commit against those before it; a hint where to look, no verdict: no test stands behind it. */
public enum Movement {
  /** Slower than the baseline by more than the threshold. */
  SLOWER,
  /** Faster than the baseline by more than the threshold. */
  FASTER,
  /** The difference is within the threshold. */
  STEADY,
  /** No commit before it was measured in the same environment. */
  NO_BASELINE;

  /** As it is printed: in lower case. */
  public String text() {
    return this == NO_BASELINE ? "no baseline" : name().toLowerCase(Locale.ROOT);
  }
}
