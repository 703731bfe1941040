package io.github.jinbei.bench.compare;

/** What may be said of a row, worst first. */
public enum Verdict {
  /** Slower: significant, and by at least the least effect that counts. */
  REGRESSED,
  /** A side has no usable figures: none at all, NaN, zero or less. */
  ERROR,
  /** The two sides were measured in different surroundings, so nothing is said. */
  ENV_MISMATCH,
  /** The base has it, the current side has not. */
  MISSING,
  /** Neither a change nor its absence is shown. */
  INCONCLUSIVE,
  /** Faster: significant, and by at least the least effect that counts. */
  IMPROVED,
  /** The current side has it, the base has not. */
  NEW,
  /** Any difference is within the threshold. */
  EQUIVALENT;

  /** As it is printed: with a hyphen. */
  public String text() {
    return name().replace('_', '-');
  }
}
