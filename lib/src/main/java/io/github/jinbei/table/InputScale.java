package io.github.jinbei.table;

/**
 * The scaling of one input: x ← (x − center)/spread, then x/√(1 + (x/3)²) if squashed. Every finite value gives a finite
 * input. An infinite spread stands for a constant and gives 0.
 *
 * @param center subtracted from the value
 * @param spread divides the difference; above 0
 * @param squashed whether the result is squashed to the range from -3 to 3
 */
record InputScale(double center, double spread, boolean squashed) {

  private static final double LIMIT = 3;

  /** From this magnitude on, x/√(1 + (x/3)²) is 3 in double. The square of x would overflow later. */
  private static final double LARGE = 1e9;

  /** Returns the scale of a column of values, all finite. */
  static InputScale of(Scaling scaling, Distribution values) {
    return switch (scaling) {
      case ROBUST -> new InputScale(values.quantile(0.5), spread(values), true);
      case STANDARD -> new InputScale(values.mean(),
          values.isConstant() ? Double.POSITIVE_INFINITY : values.deviation(), false);
      case NONE -> new InputScale(0, 1, false);
    };
  }

  private static double spread(Distribution values) {
    if (values.isConstant()) {
      return Double.POSITIVE_INFINITY;
    }
    double quartiles = finite(values.quantile(0.75) - values.quantile(0.25));
    // Half of the smallest double would be 0.
    return quartiles > 0 ? quartiles : Math.max(values.greatest() / 2 - values.least() / 2, Double.MIN_VALUE);
  }

  /** Returns the input for a finite value. */
  float of(double value) {
    // The sum with 0 turns -0 into 0.
    double x = 0.0 + finite(value - center) / spread;
    if (squashed) {
      return (float) (Math.abs(x) < LARGE ? x / Math.sqrt(1 + x / LIMIT * (x / LIMIT)) : Math.copySign(LIMIT, x));
    }
    return Math.max(-Float.MAX_VALUE, Math.min((float) x, Float.MAX_VALUE));
  }

  /** Returns a difference of finite values, or the largest double of its sign if it is infinite. */
  private static double finite(double difference) {
    return Math.max(-Double.MAX_VALUE, Math.min(difference, Double.MAX_VALUE));
  }
}
