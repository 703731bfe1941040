package io.github.jinbei.bench;

/**
 * A hook for tests of the verdict, never for figures. With {@code -Djinbei.bench.slowdown=0.05} every twentieth call of a
 * benchmark does its work twice and counts it once. So an operation takes exactly 5 % longer, in the measured code and without
 * a clock. Without the property the JIT compiler removes the hook.
 */
final class Slowdown {

  /** The property: a fraction from 0 to 1. Default: 0. */
  static final String PROPERTY = "jinbei.bench.slowdown";

  private static final double SHARE = parse(System.getProperty(PROPERTY, "0"));

  private final double share;
  private double owed;

  /** Creates a hook with the share of the property; each benchmark thread has its own. */
  Slowdown() {
    this(SHARE);
  }

  Slowdown(double share) {
    this.share = share;
  }

  /** Returns whether the last work must be done again. */
  boolean again() {
    return SHARE > 0 && due();
  }

  /** Adds the share to an accumulator; when that reaches 1, subtracts 1 and returns true. */
  boolean due() {
    owed += share;
    if (owed < 1) {
      return false;
    }
    owed -= 1;
    return true;
  }

  /**
   * Parses a share.
   *
   * @throws IllegalArgumentException if the text is not a number from 0 to 1
   */
  static double parse(String text) {
    double share;
    try {
      share = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      share = Double.NaN;
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(PROPERTY + ": " + text + ", expected a number from 0 to 1");
    }
    return share;
  }
}
