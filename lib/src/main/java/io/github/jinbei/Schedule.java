package io.github.jinbei;

import io.github.jinbei.internal.text.Arguments;

/**
 * The factor of the learning rate for each update: an update uses the optimizer's learning rate times the factor of its step.
 * The user may write a schedule as a lambda. Its factor should depend on the step only, be finite and at least 0, and be
 * computed by {@link StrictMath} rather than {@link Math}, so that it is the same on every machine. Checkpoints contain the
 * factors of some steps up to 9,000,000, or NaN where the schedule throws an exception.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.cosine(9_000).warmUp(1_000);
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Returns the factor of the learning rate.
   *
   * @param step number of updates before this one: 0 for the first
   * @return the factor, finite and at least 0
   */
  double factor(long step);

  /**
   * Returns the schedule whose factor is always 1.
   *
   * @return the schedule
   */
  static Schedule constant() {
    return step -> {
      checkStep(step);
      return 1;
    };
  }

  /**
   * Returns a step decay: the factor is multiplied by γ after each {@code every} steps, γ to the power of ⌊step / every⌋.
   *
   * @param every number of steps with the same factor, at least 1
   * @param gamma γ, finite and above 0
   * @return the schedule
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  static Schedule step(long every, double gamma) {
    Arguments.atLeast("every", every, 1);
    Arguments.positive("gamma", gamma);
    return step -> power(gamma, checkStep(step) / every);
  }

  /**
   * Returns an exponential decay: γ to the power of step.
   *
   * @param gamma γ, finite and above 0
   * @return the schedule
   * @throws IllegalArgumentException if gamma is not finite or not above 0
   */
  static Schedule exponential(double gamma) {
    return step(1, gamma);
  }

  /**
   * Returns inverse scaling: 1 / (step + 1) to the given power, scikit-learn's {@code invscaling}.
   *
   * @param power finite and at least 0; scikit-learn's default is 0.5
   * @return the schedule
   * @throws IllegalArgumentException if power is negative or not finite
   */
  static Schedule inverseScaling(double power) {
    Arguments.notNegative("power", power);
    return step -> power(checkStep(step) + 1.0, -power);
  }

  /**
   * Returns a polynomial decay from 1 to {@code end}: end + (1 - end)·(1 - step / steps)^power, and {@code end} from step
   * {@code steps} on.
   *
   * @param steps number of steps until the end, at least 1
   * @param power finite and above 0; 1 is a straight line
   * @param end the last factor, from 0 to 1
   * @return the schedule
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  static Schedule polynomial(long steps, double power, double end) {
    Arguments.atLeast("steps", steps, 1);
    Arguments.positive("power", power);
    if (!(end >= 0 && end <= 1)) {
      throw new IllegalArgumentException("end = " + end + "; expected 0 to 1");
    }
    return step -> end + (1 - end) * power(1 - share(step, steps), power);
  }

  /**
   * Returns a cosine decay from 1 to 0: (1 + cos(π·step / steps)) / 2, and 0 from step {@code steps} on (Loshchilov and
   * Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without the restarts).
   *
   * @param steps number of steps until 0, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if steps is below 1
   */
  static Schedule cosine(long steps) {
    Arguments.atLeast("steps", steps, 1);
    return step -> {
      double share = share(step, steps);
      return share <= 0.5 ? 1 - squaredSineOfQuarters(share) : squaredSineOfQuarters(1 - share);
    };
  }

  /**
   * Returns four waves, each twice as long as the one before it: (1 - cos(2π·log₂(1 + 15·step / steps))) / 2, and 0 from step
   * {@code steps} on. The factor is 0 at step 0 and between the waves, and 1 in the middle of each ({@code coslog4} in
   * Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024).
   *
   * @param steps number of steps until the end, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if steps is below 1
   */
  static Schedule coslog4(long steps) {
    Arguments.atLeast("steps", steps, 1);
    return step -> {
      double waves = StrictMath.log(1 + 15 * share(step, steps)) / StrictMath.log(2);
      // The wave is the square of the sine of π·waves, which is the same for a wave and for its mirror image.
      double fraction = waves - (long) waves;
      double quarters = 2 * Math.min(fraction, 1 - fraction);
      return step >= steps ? 0 : quarters <= 0.5 ? squaredSineOfQuarters(quarters) : 1 - squaredSineOfQuarters(1 - quarters);
    };
  }

  /**
   * Returns this schedule after a linear warm-up. In the first {@code steps} steps the factor is (step + 1) / steps, which ends
   * at 1. Then this schedule follows from its step 0 on.
   *
   * @param steps number of warm-up steps, at least 0
   * @return the schedule
   * @throws IllegalArgumentException if steps is negative
   */
  default Schedule warmUp(long steps) {
    Arguments.atLeast("steps", steps, 0);
    return step -> checkStep(step) < steps ? (step + 1.0) / steps : factor(step - steps);
  }

  /**
   * Returns base^exponent with a relative error of at most (|exponent·ln base| + 2) · 2^-52. {@link StrictMath#pow} allocates
   * on some JDKs.
   */
  private static double power(double base, double exponent) {
    return StrictMath.exp(exponent * StrictMath.log(base));
  }

  /**
   * Returns sin²(π/2·share) = (1 - cos(π·share)) / 2 for a share from 0 to ½. The power series of the sine ends at the 15th
   * power; the rest is below the rounding error. {@link StrictMath#cos} allocates on some JDKs.
   */
  private static double squaredSineOfQuarters(double share) {
    double x = StrictMath.PI / 2 * share;
    double series = 1;
    for (int n = 14; n > 0; n -= 2) {
      series = 1 - x * x / (n * (n + 1)) * series;
    }
    double sine = x * series;
    return sine * sine;
  }

  /** Returns step / steps, at most 1. */
  private static double share(long step, long steps) {
    return (double) Math.min(checkStep(step), steps) / steps;
  }

  private static long checkStep(long step) {
    Arguments.atLeast("step", step, 0);
    return step;
  }
}
