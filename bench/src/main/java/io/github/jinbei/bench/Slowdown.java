package io.github.jinbei.bench;

/**
 * A hook for tests of the verdict, never for figures: with {@code -Djinbei.bench.slowdown=0.05} every twentieth call of
 * a benchmark does its work twice and counts it once, so that an operation takes exactly 5 % longer, in the code that
 * is measured and without a clock. Without the property the hook compiles to nothing.
 */
final class Slowdown {

  /** The property: a fraction from 0 to 1, 0 where it is not set. */
  static final String PROPERTY = "jinbei.bench.slowdown";

  private static final double SHARE = parse(System.getProperty(PROPERTY, "0"));

  private final double share;
  private double owed;

  /** A hook with the share that the property asks for; one a benchmark's thread. */
  Slowdown() {
    this(SHARE);
  }

  Slowdown(double share) {
    this.share = share;
  }

  /** Whether the work that was just done is to be done once more. */
  boolean again() {
    return SHARE > 0 && due();
  }

  /** Adds the share to what is owed, and takes one off when that is a whole piece of work. */
  boolean due() {
    owed += share;
    if (owed < 1) {
      return false;
    }
    owed -= 1;
    return true;
  }

  /**
   * The share that a text asks for.
   *
   * @throws IllegalArgumentException if it is no number from 0 to 1
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
