package io.github.jinbei;

/** Functions in double that {@link Math} does not have. */
final class ExactMath {

  /** For larger |z| the distance of Φ(z) from 0 or 1 is below the last bit of 1. */
  private static final double FAR = 9;

  private ExactMath() {}

  /**
   * Returns Φ(z), the distribution function of N(0, 1): 1/2 + φ(z)·(z + z³/3 + z⁵/(3·5) + ...), the series of Marsaglia
   * ("Evaluating the normal distribution", 2004). The absolute error is about 1e-16.
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
