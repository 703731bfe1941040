package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  /** The rounding error of a value near 1: half an ulp. */
  private static final double ROUNDING = 0x1p-53;

  private static final long FAR = Long.MAX_VALUE;

  static List<Named<Schedule>> falling() {
    return List.of(Named.of("constant", Schedule.constant()), Named.of("step", Schedule.step(3, 0.7)),
        Named.of("exponential", Schedule.exponential(0.97)), Named.of("inverse scaling", Schedule.inverseScaling(0.5)),
        Named.of("line", Schedule.polynomial(40, 1, 0)), Named.of("polynomial", Schedule.polynomial(37, 2.5, 0.1)),
        Named.of("cosine", Schedule.cosine(41)));
  }

  @ParameterizedTest
  @MethodSource("falling")
  void fallsFromExactlyOneAndStaysWithinZeroAndOne(Schedule schedule) {
    assertEquals(1.0, schedule.factor(0));
    double last = 1;
    for (long step = 1; step < 200; step++) {
      double factor = schedule.factor(step);
      assertTrue(factor >= 0 && factor <= last, "step " + step + ": " + factor + " after " + last);
      last = factor;
    }
    double far = schedule.factor(FAR);
    assertTrue(far >= 0 && far <= last, "in the end: " + far);
  }

  @Test
  void constantIsAlwaysOne() {
    for (long step : new long[] {0, 1, 1000, FAR}) {
      assertEquals(1.0, Schedule.constant().factor(step));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.999", "3, 0.1", "7, 0.9", "5, 1.25", "4, 1"})
  void stepIsAPowerOfTheStepsDone(long every, double gamma) {
    Schedule schedule = Schedule.step(every, gamma);
    for (long step = 0; step < 100; step++) {
      assertPower(gamma, (int) (step / every), schedule.factor(step), "step " + step);
    }
  }

  @Test
  void stepChangesAfterThatManySteps() {
    Schedule schedule = Schedule.step(3, 0.5);
    double[] expected = {1, 1, 1, 0.5, 0.5, 0.5, 0.25};
    for (int step = 0; step < expected.length; step++) {
      assertRelative(expected[step], schedule.factor(step), roundingsOfPower(1.4), "step " + step);
    }
    assertEquals(1.0, Schedule.step(FAR, 0.5).factor(FAR - 1));
    assertRelative(0.5, Schedule.step(FAR, 0.5).factor(FAR), roundingsOfPower(0.7), "far");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.999, 1.01})
  void exponentialIsAPowerOfTheStep(double gamma) {
    for (int step = 0; step < 300; step++) {
      assertPower(gamma, step, Schedule.exponential(gamma).factor(step), "step " + step);
    }
  }

  @Test
  void inverseScalingDividesByAPower() {
    for (int step = 0; step < 300; step++) {
      double t = step + 1;
      String what = "step " + step;
      assertEquals(1.0, Schedule.inverseScaling(0).factor(step), what);
      double log = Math.log(t);
      assertRelative(1 / Math.sqrt(t), Schedule.inverseScaling(0.5).factor(step), roundingsOfPower(log / 2) + 2, what);
      assertRelative(1 / t, Schedule.inverseScaling(1).factor(step), roundingsOfPower(log) + 2, what);
      assertRelative(1 / (t * t * t), Schedule.inverseScaling(3).factor(step), roundingsOfPower(log * 3) + 2, what);
    }
    assertRelative(0x1p-63, Schedule.inverseScaling(1).factor(FAR), roundingsOfPower(63), "far");
  }

  @ParameterizedTest
  @CsvSource({"10, 1, 0", "10, 1, 0.1", "7, 2, 0", "30, 3, 0.01", "5, 2, 1", "1, 2, 0.25"})
  void polynomialFallsToItsEnd(long steps, int power, double end) {
    Schedule schedule = Schedule.polynomial(steps, power, end);
    BigDecimal exactEnd = new BigDecimal(end);
    for (long step = 0; step < steps; step++) {
      BigDecimal left = BigDecimal.valueOf(steps - step).divide(BigDecimal.valueOf(steps), MathContext.DECIMAL128);
      double expected = BigDecimal.ONE.subtract(exactEnd).multiply(left.pow(power)).add(exactEnd).doubleValue();
      // Of values up to 1: that of step / steps, times the power's slope; those of x^p, where x^p·p·|ln x| is below
      // 0.37; those of 1 - end, the product and the sum.
      assertEquals(expected, schedule.factor(step), (power + 8) * ROUNDING, "step " + step);
    }
    for (long step : new long[] {steps, steps + 1, FAR}) {
      assertEquals(end, schedule.factor(step), "step " + step);
    }
  }

  @Test
  void polynomialOfARoot() {
    assertRelative(0.5, Schedule.polynomial(4, 0.5, 0).factor(3), roundingsOfPower(0.7), "to 0");
    assertRelative(0.625, Schedule.polynomial(4, 0.5, 0.25).factor(3), roundingsOfPower(0.7) + 2, "to a quarter");
  }

  /** Steps at which the cosine has a closed form. */
  @ParameterizedTest
  @CsvSource({"10, 60, 0.93301270189221932338", "12, 60, 0.90450849718747371205",
      "15, 60, 0.85355339059327376220", "20, 60, 0.75", "24, 60, 0.65450849718747371205", "30, 60, 0.5",
      "36, 60, 0.34549150281252628795", "40, 60, 0.25", "45, 60, 0.14644660940672623780",
      "48, 60, 0.09549150281252628795", "50, 60, 0.06698729810778067662"})
  void cosineIsHalfAWave(long step, long steps, double expected) {
    // The rounding of step / steps, times a slope up to π/2; then relative ones of the sine and its square.
    assertEquals(expected, Schedule.cosine(steps).factor(step), (1 + 8 * Math.min(expected, 1 - expected)) * ROUNDING);
  }

  @Test
  void cosineEndsAtZeroAndStaysThere() {
    for (long steps : new long[] {1, 2, 60, FAR}) {
      assertEquals(1.0, Schedule.cosine(steps).factor(0), "of " + steps);
      assertEquals(0.0, Schedule.cosine(steps).factor(steps), "of " + steps);
      assertEquals(0.0, Schedule.cosine(steps).factor(FAR), "of " + steps);
    }
  }

  /** Compares with StrictMath.cos, whose error in the formula is absolute: one ulp of a cosine of at most 1, and a sum. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20, 999, 100_003})
  void cosineIsTheCosine(long steps) {
    Schedule schedule = Schedule.cosine(steps);
    for (long step = 0; step <= steps; step++) {
      double expected = (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
      assertEquals(expected, schedule.factor(step), 6 * ROUNDING, "step " + step + " of " + steps);
    }
  }

  @Test
  void cosineIsPointSymmetricDownToItsLastSteps() {
    Schedule schedule = Schedule.cosine(1L << 40);
    double x = Math.PI / 2 * 0x1p-40;
    assertRelative(x * x, schedule.factor((1L << 40) - 1), 8, "last step above 0");
    assertEquals(1, schedule.factor(12345) + schedule.factor((1L << 40) - 12345), 2 * ROUNDING);
  }

  static List<Named<Schedule>> all() {
    List<Named<Schedule>> all = new ArrayList<>(falling());
    all.add(Named.of("coslog4", Schedule.coslog4(43)));
    return all;
  }

  /** Compares with the formula: its logarithm of up to 4 and 2π times it are each within two ulps of 4 and of 25. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 15, 20, 999, 4001})
  void coslog4IsTheFormula(long steps) {
    Schedule schedule = Schedule.coslog4(steps);
    for (long step = 0; step < steps; step++) {
      double expected = (1 - StrictMath.cos(2 * Math.PI * StrictMath.log(1 + 15.0 * step / steps) / StrictMath.log(2))) / 2;
      double factor = schedule.factor(step);
      assertEquals(expected, factor, 100 * ROUNDING, "step " + step + " of " + steps);
      assertTrue(factor >= 0 && factor <= 1, "step " + step + " of " + steps + ": " + factor);
    }
    for (long step : new long[] {steps, steps + 1, FAR}) {
      assertEquals(0.0, schedule.factor(step), "step " + step + " of " + steps);
    }
  }

  /** The waves of 15 · 2^20 steps begin at 0, 1, 3 and 7 times 2^20: log₂(1 + 15·step / steps) is a whole number there. */
  @Test
  void coslog4HasFourWavesEachTwiceAsLong() {
    long unit = 1 << 20;
    Schedule schedule = Schedule.coslog4(15 * unit);
    for (int wave = 0; wave < 4; wave++) {
      long begin = ((1L << wave) - 1) * unit;
      assertEquals(0.0, schedule.factor(begin), 1e-25, "begin of wave " + wave);
      long middle = begin + Math.round((Math.sqrt(2) - 1) * (1L << wave) * unit);
      assertEquals(1.0, schedule.factor(middle), 1e-10, "middle of wave " + wave);
      assertTrue(schedule.factor(middle) > schedule.factor(middle - unit / 8), "rises in wave " + wave);
      assertTrue(schedule.factor(middle) > schedule.factor(middle + unit / 8), "falls in wave " + wave);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void warmUpIsLinearAndThenTheScheduleStarts(Schedule schedule) {
    for (long steps : new long[] {1, 4, 7}) {
      Schedule warm = schedule.warmUp(steps);
      for (long step = 0; step < steps; step++) {
        assertEquals((step + 1.0) / steps, warm.factor(step), "step " + step + " of " + steps);
      }
      for (long step = 0; step < 100; step++) {
        assertEquals(schedule.factor(step), warm.factor(steps + step), "step " + step + " after " + steps);
      }
    }
    for (long step = 0; step < 100; step++) {
      assertEquals(schedule.factor(step), schedule.warmUp(0).factor(step), "step " + step + " without a line");
    }
  }

  @Test
  void warmUpCanPrecedeACustomSchedule() {
    Schedule own = step -> 10 + step;
    Schedule warm = own.warmUp(2);
    assertEquals(List.of(0.5, 1.0, 10.0, 11.0), LongStream.range(0, 4).mapToObj(warm::factor).toList());
    assertEquals(1 / 3.0, Schedule.constant().warmUp(2).warmUp(3).factor(0));
    assertEquals(0.5, Schedule.constant().warmUp(2).warmUp(3).factor(3));
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesNegativeSteps(Schedule schedule) {
    for (long step : new long[] {-1, Long.MIN_VALUE}) {
      assertRefused("step = " + step + "; expected at least 0", () -> schedule.factor(step));
      assertRefused("step = " + step + "; expected at least 0", () -> schedule.warmUp(5).factor(step));
    }
  }

  @Test
  void refusesBadArguments() {
    for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
      assertRefused("every = " + bad, () -> Schedule.step(bad, 0.5));
      assertRefused("steps = " + bad, () -> Schedule.polynomial(bad, 1, 0));
      assertRefused("steps = " + bad, () -> Schedule.cosine(bad));
      assertRefused("steps = " + bad, () -> Schedule.coslog4(bad));
    }
    assertRefused("steps = -1", () -> Schedule.constant().warmUp(-1));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.5}) {
      assertRefused("gamma = " + bad, () -> Schedule.step(1, bad));
      assertRefused("gamma = " + bad, () -> Schedule.exponential(bad));
      assertRefused("power = " + bad, () -> Schedule.inverseScaling(bad));
      assertRefused("power = " + bad, () -> Schedule.polynomial(1, bad, 0));
      assertRefused("end = " + bad, () -> Schedule.polynomial(1, 1, bad));
    }
    assertRefused("gamma = 0.0", () -> Schedule.exponential(0));
    assertRefused("power = 0.0", () -> Schedule.polynomial(1, 0, 0));
    assertRefused("end = 1.1", () -> Schedule.polynomial(1, 1, 1.1));
  }

  /** Allocates nothing even in the interpreter: some mathematical functions of the JDK allocate an array in each call. */
  @ParameterizedTest
  @MethodSource("all")
  void allocatesNothing(Schedule schedule) {
    Assumptions.assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this VM counts no allocation");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Schedule warm = schedule.warmUp(3);
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      double sum = 0;
      for (long step = 0; step < 50; step++) {
        sum += warm.factor(step);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
      assertTrue(sum > 0);
    }
    assertEquals(0, least, "bytes of 50 calls");
  }

  private static void assertPower(double base, int exponent, double actual, String what) {
    double expected = new BigDecimal(base).pow(exponent).doubleValue();
    assertRelative(expected, actual, roundingsOfPower(exponent * Math.log(base)), what);
  }

  /**
   * The error bound of exp(y·ln x), with ln and exp within two roundings: the relative error of the power is that of the
   * exponent times the exponent.
   */
  private static double roundingsOfPower(double logarithm) {
    return 3 * Math.abs(logarithm) + 3;
  }

  private static void assertRelative(double expected, double actual, double roundings, String what) {
    assertEquals(expected, actual, roundings * ROUNDING * expected, what);
  }

  private static void assertRefused(String expectedInMessage, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(expectedInMessage), message);
  }
}
