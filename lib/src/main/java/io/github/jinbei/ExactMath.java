package io.github.jinbei;

/** What {@link Math} lacks of the formulas in double. */
final class ExactMath {

  /** Beyond it, the tail is below the last bit of 1. */
  private static final double FAR = 9;

  private ExactMath() {}

  /**
   * Φ(z), the distribution function of N(0, 1): 1/2 + φ(z)·(z + z³/3 + z⁵/(3·5) + ...), the series of Marsaglia
   * ("Evaluating the normal distribution", 2004). The error is some 1e-16 absolute.
   */
  static double normalDistribution(double z) {
    if (!(Math.abs(z) < FAR)) {
      return z > 0 ? 1 : z < 0 ? 0 : z;
    }
    double term = z;
    double sum = z;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
