package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static final long SEED = 15;

  private static String labels(Axis axis, int about) {
    return axis.ticks(about).stream().map(Axis.Tick::label).collect(Collectors.joining(" "));
  }

  /** Checks that ticks are within the ends and ascending, and that their labels are their values in plain notation. */
  private static void assertInOrder(List<Axis.Tick> ticks, double from, double to, String message) {
    double last = Double.NEGATIVE_INFINITY;
    for (Axis.Tick tick : ticks) {
      assertTrue(tick.value() >= from && tick.value() <= to && tick.value() > last, message);
      assertTrue(tick.label().matches("-?[0-9]+(\\.[0-9]+)?"), message);
      assertEquals(tick.value(), Double.parseDouble(tick.label()), message);
      last = tick.value();
    }
  }

  private static boolean isOneOf(BigDecimal value, int... digits) {
    int first = value.stripTrailingZeros().unscaledValue().intValueExact();
    for (int digit : digits) {
      if (first == digit) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aLinearAxisHasMultiplesOfOneTwoOrFive() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 5000; i++) {
      double extent = StrictMath.pow(10, random.nextDouble(-12, 12));
      double from = (random.nextDouble() - 0.5) * extent * StrictMath.pow(10, random.nextInt(4));
      double to = from + extent;
      int about = 1 + random.nextInt(12);
      List<Axis.Tick> ticks = Axis.linear(from, to).ticks(about);
      String message = "seed " + SEED + ", axis " + i + " from " + from + " to " + to + " with about " + about + ": " + ticks;
      assertInOrder(ticks, from, to, message);
      assertTrue(ticks.size() >= Math.floor(0.7 * about - 1e-9) && ticks.size() <= Math.ceil(1.75 * about + 1e-9), message);
      if (ticks.size() > 1) {
        BigDecimal step = new BigDecimal(ticks.get(1).label()).subtract(new BigDecimal(ticks.get(0).label()));
        assertTrue(isOneOf(step, 1, 2, 5), message);
        for (int t = 0; t < ticks.size(); t++) {
          BigDecimal value = new BigDecimal(ticks.get(t).label());
          assertEquals(0, value.remainder(step).signum(), message);
          assertEquals(0, new BigDecimal(ticks.get(0).label()).add(step.multiply(BigDecimal.valueOf(t))).compareTo(value),
              message);
        }
        // There is no room for another tick at either end.
        assertTrue(ticks.get(0).value() - from < step.doubleValue() * (1 + 1e-9), message);
        assertTrue(to - ticks.get(ticks.size() - 1).value() < step.doubleValue() * (1 + 1e-9), message);
      }
    }
  }

  /** The end has a tick even if the multiple of the step in double is above it, such as 3 * 0.1 and 0.3. */
  @Test
  void endsThatAreMultiplesHaveTicks() {
    assertEquals("0.0 0.1 0.2 0.3", labels(Axis.linear(0, 0.3), 4));
    assertEquals("0.1 0.2 0.3 0.4 0.5 0.6 0.7", labels(Axis.linear(0.1, 0.7), 6));
    assertEquals("-0.3 -0.2 -0.1 0.0", labels(Axis.linear(-0.3, 0), 4));
    assertEquals("-10 -5 0 5 10", labels(Axis.linear(-10, 10), 5));
    assertEquals("0 20000 40000 60000", labels(Axis.linear(0, 70_000), 4));
    assertEquals("0.001 0.01 0.1 1 10 100 1000", labels(Axis.logarithmic(0.001, 1000), 5));
  }

  @Test
  void aLogarithmicAxisHasPowersOfTenOrTheirMultiples() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 5000; i++) {
      double from = StrictMath.pow(10, random.nextDouble(-20, 20));
      double decades = random.nextInt(2) == 0 ? random.nextDouble(0.01, 3) : random.nextDouble(0.01, 40);
      double to = from * StrictMath.pow(10, decades);
      Axis axis = Axis.logarithmic(from, to);
      List<Axis.Tick> ticks = axis.ticks(5);
      String message = "seed " + SEED + ", axis " + i + " from " + from + " to " + to + ": " + ticks;
      assertInOrder(ticks, from, to, message);
      assertTrue(ticks.size() >= 2 && ticks.size() <= 9, message);
      int powers = 0;
      for (int power = -21; power <= 61; power++) {
        double value = Double.parseDouble("1e" + power);
        powers += value >= from && value <= to ? 1 : 0;
      }
      assertEquals(powers, axis.powers().size(), message);
      boolean onlyPowers = ticks.stream().allMatch(tick -> isOneOf(new BigDecimal(tick.label()), 1));
      boolean ofThree = ticks.stream().allMatch(tick -> isOneOf(new BigDecimal(tick.label()), 1, 2, 5));
      assertTrue(powers < 2 || onlyPowers && ticks.size() <= 8, message);
      assertTrue(powers >= 2 || ofThree || to / from < 5, message);
      if (onlyPowers) {
        double ratio = StrictMath.log10(ticks.get(1).value() / ticks.get(0).value());
        for (int t = 1; t < ticks.size(); t++) {
          double other = StrictMath.log10(ticks.get(t).value() / ticks.get(t - 1).value());
          assertTrue(Math.abs(other - ratio) <= 1e-9, message);
        }
      }
    }
  }

  @Test
  void narrowLogarithmicAxesHaveTicksToo() {
    assertEquals("1 10", labels(Axis.logarithmic(1, 10), 5));
    assertEquals("0.1 0.2 0.5 1 2 5 10 20", labels(Axis.logarithmic(0.1, 20).withMultiples(), 5));
    assertEquals(labels(Axis.linear(0.1, 20), 5), labels(Axis.linear(0.1, 20).withMultiples(), 5));
    assertEquals("2 5 10 20 50", labels(Axis.logarithmic(1.5, 99), 5));
    assertEquals("2 5", labels(Axis.logarithmic(1.9, 5.1), 5));
    assertEquals("2.5 3.0 3.5 4.0 4.5", labels(Axis.logarithmic(2.1, 4.9), 5));
    assertEquals("0.022 0.024 0.026 0.028", labels(Axis.logarithmic(0.021, 0.029), 5));
  }

  @Test
  void theWidestAndTheNarrowestAxesHaveTicks() {
    double most = Double.MAX_VALUE;
    assertInOrder(Axis.linear(-most / 4, most / 4).ticks(5), -most, most, "linear");
    List<Axis.Tick> powers = Axis.logarithmic(Double.MIN_VALUE, most).ticks(5);
    assertInOrder(powers, Double.MIN_VALUE, most, "logarithmic");
    assertTrue(powers.size() >= 4 && powers.size() <= 8, powers::toString);
    assertEquals("0", labels(Axis.linear(0, Double.MIN_VALUE), 5).replaceAll("\\.0+$", ""));
  }

  @Test
  void theEndsAreAtZeroAndOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1000; i++) {
      double from = StrictMath.pow(10, random.nextDouble(-9, 9));
      double to = from * random.nextDouble(1.1, 1000);
      double middle = random.nextDouble(from, to);
      String message = "seed " + SEED + ", axis " + i + " from " + from + " to " + to;
      for (Axis axis : new Axis[] {Axis.linear(from, to), Axis.logarithmic(from, to)}) {
        assertEquals(0, axis.position(from), message);
        assertEquals(1, axis.position(to), message);
        assertTrue(axis.position(from / 2) < 0 && axis.position(to * 2) > 1, message);
      }
      // The bound for logarithms: their relative error is 2^-52, they are at most 12 and differ by at least 0.04.
      assertEquals((middle - from) / (to - from), Axis.linear(from, to).position(middle), 1e-15, message);
      double expected = Math.log(middle / from) / Math.log(to / from);
      assertEquals(expected, Axis.logarithmic(from, to).position(middle), 1e-12, message);
    }
    assertEquals(0.5, Axis.logarithmic(0.01, 100).position(1));
    assertTrue(Double.isNaN(Axis.logarithmic(1, 2).position(-1)), "the logarithm of -1");
    assertTrue(Double.isNaN(Axis.linear(1, 2).position(Double.NaN)), "NaN");
    assertEquals(Double.NEGATIVE_INFINITY, Axis.logarithmic(1, 2).position(0));
  }

  @Test
  void eachNameHasATickInTheMiddleOfItsPart() {
    Axis axis = Axis.named(List.of("W1", "b1", "W2", "b2"));
    assertEquals("W1 b1 W2 b2", labels(axis, 1));
    for (int i = 0; i < 4; i++) {
      assertEquals(i, axis.ticks(5).get(i).value());
      assertEquals((i + 0.5) / 4, axis.position(i));
    }
  }

  private static void assertRefused(String words, Runnable axis) {
    String message = assertThrows(IllegalArgumentException.class, axis::run).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void refusesInvalidAxes() {
    double infinite = Double.POSITIVE_INFINITY;
    assertRefused("from 2.0 to 1.0; expected finite numbers, the first smaller", () -> Axis.linear(2, 1));
    assertRefused("from 1.0 to 1.0;", () -> Axis.linear(1, 1));
    assertRefused("from NaN to 1.0;", () -> Axis.linear(Double.NaN, 1));
    assertRefused("from 0.0 to NaN;", () -> Axis.linear(0, Double.NaN));
    assertRefused("from 0.0 to Infinity;", () -> Axis.linear(0, infinite));
    assertRefused("from -Infinity to 0.0;", () -> Axis.linear(-infinite, 0));
    assertRefused("from 0.0 to 1.0; expected finite numbers above 0, the first smaller", () -> Axis.logarithmic(0, 1));
    assertRefused("from -1.0 to 1.0;", () -> Axis.logarithmic(-1, 1));
    assertRefused("from 1.0 to 1.0;", () -> Axis.logarithmic(1, 1));
    assertRefused("from 1.0 to Infinity;", () -> Axis.logarithmic(1, infinite));
    assertRefused("from NaN to 1.0;", () -> Axis.logarithmic(Double.NaN, 1));
    assertRefused("about = 0; expected at least 1", () -> Axis.linear(0, 1).ticks(0));
    assertRefused("about = -1; expected at least 1", () -> Axis.logarithmic(1, 2).ticks(-1));
  }

  private static void assertEnds(double from, double to, Axis axis) {
    assertEquals(from, axis.from(), 1e-12 * Math.abs(from) + 1e-300);
    assertEquals(to, axis.to(), 1e-12 * Math.abs(to) + 1e-300);
  }

  /** The axis is 5 % longer at both ends, and at least 0.5 % of the largest magnitude long. */
  @Test
  void anAxisAroundValuesHasAllFiniteOnes() {
    assertEnds(-1.1, 1.1, Axis.around(new double[] {-1, Double.NaN}, new double[] {1, Double.POSITIVE_INFINITY}));
    assertEnds(1e6 - 2500, 1e6 + 2500, Axis.around(new double[] {1e6}));
    assertEnds(-1, 1, Axis.around(new double[] {0}));
    assertEnds(-1, 1, Axis.around(new double[] {Double.NaN}));
    assertTrue(Double.isFinite(Axis.around(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}).position(0)));
  }

  @Test
  void anAxisOfLossesBeginsAt0UnlessTheyAreCloseOrSpanDecades() {
    assertEnds(0, 1.05, Axis.above(new double[] {0.4, 1}));
    assertEnds(0.79, 1.01, Axis.above(new double[] {0.8, 1}));
    assertEnds(0, 1.05, Axis.above(new double[] {1, 1}));
    assertEnds(0, 1, Axis.above(new double[] {0, Double.NaN}));
    assertEnds(0, 105, Axis.above(new double[] {1, 100}));
    assertEnds(0.8, 126.25, Axis.above(new double[] {1, 0, 101}));
    assertEnds(-1.05, 0.05, Axis.above(new double[] {-1, 0}));
  }
}
