package io.github.jinbei.bench.compare;

/** The verdicts on a row, worst first. */
public enum Verdict {
  /** Significantly slower, by at least the minimum effect. */
  REGRESSED,
  /** A side has no usable figures: none at all, NaN, zero or less. */
  ERROR,
  /** The two sides were measured in different environments, so they are not compared. */
  ENV_MISMATCH,
  /** Only the base has the row. */
  MISSING,
  /** Neither a change nor its absence is shown. */
  INCONCLUSIVE,
  /** Significantly faster, by at least the minimum effect. */
  IMPROVED,
  /** Only the current side has the row. */
  NEW,
  /** Any difference is within the threshold. */
  EQUIVALENT;

  /** Returns the printed form, with a hyphen. */
  public String text() {
    return name().replace('_', '-');
  }
}
