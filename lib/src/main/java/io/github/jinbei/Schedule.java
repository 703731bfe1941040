package io.github.jinbei;

/**
 * How the learning rate changes while a network is trained: each update uses that of the optimizer times the factor of
 * its step. A schedule of one's own is a lambda; its factor should depend on the step alone, be finite and not below 0,
 * and come from {@link StrictMath} rather than {@link Math}, so that it is the same on every machine.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.cosine(9_000).warmUp(1_000);
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

  /**
   * What the learning rate is multiplied by.
   *
   * @param step updates done before: 0 for the first
   */
  double factor(long step);

  /** Always 1. */
  static Schedule constant() {
    return step -> {
      checkStep(step);
      return 1;
    };
  }

  /**
   * Times γ after every so many steps: γ to the power of ⌊step / every⌋.
   *
   * @param every steps of one rate, at least 1
   * @param gamma γ, a finite number above 0
   * @throws IllegalArgumentException if an argument is out of its range
   */
  static Schedule step(long every, double gamma) {
    Arguments.atLeast("every", every, 1);
    Arguments.positive("gamma", gamma);
    return step -> power(gamma, checkStep(step) / every);
  }

  /**
   * Times γ after each step: γ to the power of step.
   *
   * @param gamma γ, a finite number above 0
   * @throws IllegalArgumentException if it is not
   */
  static Schedule exponential(double gamma) {
    return step(1, gamma);
  }

  /**
   * 1 / (step + 1) to the power given: scikit-learn's {@code invscaling}.
   *
   * @param power a finite number of at least 0; scikit-learn takes 0.5
   * @throws IllegalArgumentException if it is not
   */
  static Schedule inverseScaling(double power) {
    Arguments.notNegative("power", power);
    return step -> power(checkStep(step) + 1.0, -power);
  }

  /**
   * From 1 down to an end: end + (1 - end)·(1 - step / steps) to the power given, and the end from {@code steps} on.
   *
   * @param steps until the end is reached, at least 1
   * @param power a finite number above 0; 1 is a straight line
   * @param end from 0 to 1
   * @throws IllegalArgumentException if an argument is out of its range
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
   * Half a wave of the cosine, from 1 down to 0: (1 + cos(π·step / steps)) / 2, and 0 from {@code steps} on (Loshchilov
   * and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without the restarts).
   *
   * @param steps until 0 is reached, at least 1
   * @throws IllegalArgumentException if it is less
   */
  static Schedule cosine(long steps) {
    Arguments.atLeast("steps", steps, 1);
    return step -> {
      double share = share(step, steps);
      return share <= 0.5 ? 1 - squaredSineOfQuarters(share) : squaredSineOfQuarters(1 - share);
    };
  }

  /**
   * This schedule after a straight line up: (step + 1) / steps in the first {@code steps} steps, the last of which has
   * the factor 1; then this schedule from its own step 0 on.
   *
   * @param steps at least 0; with 0 there is no such line
   * @throws IllegalArgumentException if it is less
   */
  default Schedule warmUp(long steps) {
    Arguments.atLeast("steps", steps, 0);
    return step -> checkStep(step) < steps ? (step + 1.0) / steps : factor(step - steps);
  }

  /** To within (|exponent·ln base| + 2) · 2^-52, relative. {@link StrictMath#pow} allocates on some JDKs. */
  private static double power(double base, double exponent) {
    return StrictMath.exp(exponent * StrictMath.log(base));
  }

  /**
   * sin²(π/2·share) = (1 - cos(π·share)) / 2 for a share from 0 to ½, by the sine's power series up to the 15th power,
   * what is left of which is below the rounding. {@link StrictMath#cos} allocates on some JDKs.
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

  /** How much of the way is done, from 0 to 1. */
  private static double share(long step, long steps) {
    return (double) Math.min(checkStep(step), steps) / steps;
  }

  private static long checkStep(long step) {
    Arguments.atLeast("step", step, 0);
    return step;
  }
}
