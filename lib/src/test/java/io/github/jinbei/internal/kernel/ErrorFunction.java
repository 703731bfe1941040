package io.github.jinbei.internal.kernel;

/**
 * The error function and its complement in {@code double}, since the JDK has neither: what {@link ScalarErf} is
 * measured against. {@code ErrorFunctionTest} compares them to a series in {@code BigDecimal}.
 *
 * <p>Both ways here have positive terms alone and lose nothing by cancellation: below {@link #SWITCH} the series
 * {@code erf(x) = 2/sqrt(pi) e^(-x^2) (x + 2x^3/3 + 4x^5/(3*5) + ..)}, above it the continued fraction
 * {@code erfc(x) = e^(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ..))))}. The complement of either is good
 * enough for floats: 1 - erf(x) is above 4e-4 where it is used.
 */
final class ErrorFunction {

  private static final double SWITCH = 2.5;

  /** From 6 on 1 - erf(x) is below 3e-17; from 28 on erfc(x) is below the smallest double. */
  private static final double ERF_IS_ONE = 6;
  private static final double ERFC_IS_ZERO = 28;

  /** Levels of the fraction: from 2.5 on, the rest is below 1e-14. */
  private static final int LEVELS = 60;

  private static final double ROOT_OF_PI = 1.7724538509055160273;

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    double y = a < SWITCH ? series(a) : a < ERF_IS_ONE ? 1 - fraction(a) : 1;
    return x != x ? x : Math.copySign(y, x);
  }

  static double erfc(double x) {
    double a = Math.abs(x);
    double y = a < SWITCH ? 1 - series(a) : a < ERFC_IS_ZERO ? fraction(a) : 0;
    return x != x ? x : x < 0 ? 2 - y : y;
  }

  private static double series(double a) {
    double step = 2 * a * a;
    double term = 1;
    double sum = 1;
    for (int k = 3; term > 1e-17 * sum; k += 2) {
      term *= step / k;
      sum += term;
    }
    return 2 / ROOT_OF_PI * a * StrictMath.exp(-a * a) * sum;
  }

  private static double fraction(double a) {
    double bottom = a;
    for (int k = LEVELS; k > 0; k--) {
      bottom = a + 0.5 * k / bottom;
    }
    return StrictMath.exp(-a * a) / (ROOT_OF_PI * bottom);
  }
}
