package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference for erf and erfc against another series, {@code erf(x) = 2/sqrt(pi) (x - x^3/3 + x^5/(2!*5) - ..)}, in
 * decimals. Its terms cancel: they grow to e^(x^2), 10^49 at 10.6, and leave 1 - erf of 10^-50, so 150 digits are kept.
 */
class ErrorFunctionTest {

  private static final long SEED = 11;
  private static final MathContext DIGITS = new MathContext(150, RoundingMode.HALF_EVEN);

  /** Relative to the value, 10^-11 is below 0.001 ulp of a float, twice that near a power of two. */
  private static final double TOLERANCE = 1e-11;

  @ParameterizedTest
  @ValueSource(doubles = {1e-40, 1e-5, 0.1, 0.5, 0.85, 1, 2, 2.4999, 2.5, 2.5001, 3, 3.9, 5.99, 6.01, 9.2, 10, 10.06, 10.6})
  void agreesWithTheSeriesInDecimals(double x) {
    check(x);
    check(-x);
  }

  @Test
  void agreesOnASampleOfFloats() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      check(random.nextFloat() * 21.2f - 10.6f);
    }
  }

  @Test
  void knowsTheValuesInTables() {
    assertEquals(0.8427007929, decimalErf(new BigDecimal(1)).doubleValue(), 1e-10);
    assertEquals(0.9953222650, decimalErf(new BigDecimal(2)).doubleValue(), 1e-10);
    assertEquals(0.5204998778, ErrorFunction.erf(0.5), 1e-10);
    assertEquals(0.00467773498, ErrorFunction.erfc(2), 1e-11);
  }

  @Test
  void knowsTheEndsOfTheRange() {
    assertEquals(1, ErrorFunction.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1, ErrorFunction.erf(Double.NEGATIVE_INFINITY));
    assertEquals(0, ErrorFunction.erfc(Double.POSITIVE_INFINITY));
    assertEquals(2, ErrorFunction.erfc(Double.NEGATIVE_INFINITY));
    assertEquals(-0.0, ErrorFunction.erf(-0.0));
    assertEquals(1, ErrorFunction.erfc(-0.0));
    assertTrue(Double.isNaN(ErrorFunction.erf(Double.NaN)));
    assertTrue(Double.isNaN(ErrorFunction.erfc(Double.NaN)));
  }

  private static void check(double x) {
    BigDecimal erf = decimalErf(new BigDecimal(x));
    assertNear(erf.doubleValue(), ErrorFunction.erf(x), "erf(" + x + "), seed " + SEED);
    assertNear(BigDecimal.ONE.subtract(erf).doubleValue(), ErrorFunction.erfc(x), "erfc(" + x + "), seed " + SEED);
  }

  private static void assertNear(double expected, double actual, String what) {
    boolean near = Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected);
    assertTrue(near, what + " = " + actual + ", expected " + expected);
  }

  private static BigDecimal decimalErf(BigDecimal x) {
    BigDecimal square = x.multiply(x);
    BigDecimal power = x; // (-1)^n x^(2n+1) / n!
    BigDecimal sum = x;
    for (int n = 1; power.signum() != 0 && power.precision() - power.scale() > sum.precision() - sum.scale() - 130; n++) {
      power = power.multiply(square).negate().divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    return sum.multiply(BigDecimal.valueOf(2)).divide(pi().sqrt(DIGITS), DIGITS);
  }

  /** Machin: pi/4 = 4 arctan(1/5) - arctan(1/239). */
  private static BigDecimal pi() {
    BigDecimal four = BigDecimal.valueOf(4);
    return arctanOfInverse(5).multiply(four).subtract(arctanOfInverse(239)).multiply(four);
  }

  private static BigDecimal arctanOfInverse(int k) {
    BigDecimal square = BigDecimal.valueOf((long) k * k);
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(k), DIGITS);
    BigDecimal sum = power;
    for (int n = 3; power.scale() - power.precision() < 155; n += 2) {
      power = power.divide(square, DIGITS).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
    }
    return sum;
  }
}
