package io.github.jinbei.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the largest error of the functions of {@link ScalarMath}, {@link ScalarErf} and {@link ScalarMish} over all 2^32
 * floats, by hand: {@code ExhaustiveMathCheck [threads] [function ...]}. Exits with 1 if a function passes its bound. Takes
 * some minutes a function on one thread.
 */
final class ExhaustiveMathCheck {

  private ExhaustiveMathCheck() {}

  /** A function under test. */
  @FunctionalInterface
  interface FloatFunction {
    float apply(float x);
  }

  /** The reference, in {@code double}. */
  @FunctionalInterface
  interface DoubleFunction {
    double apply(double x);
  }

  /** The functions, with the bounds that their Javadoc states. */
  enum Function {
    EXP(0.91, ScalarMath::exp, StrictMath::exp),
    EXPM1(1.48, ScalarMath::expm1, StrictMath::expm1),
    LOG(0.90, ScalarMath::log, StrictMath::log),
    LOG1P(0.99, ScalarMath::log1p, StrictMath::log1p),
    TANH(1.07, ScalarMath::tanh, StrictMath::tanh),
    SIGMOID(1.11, ScalarMath::sigmoid, Function::exactSigmoid),
    SOFTPLUS(1.68, ScalarMath::softplus, Function::exactSoftplus),
    ATAN(1.22, ScalarMath::atan, StrictMath::atan),
    ERF(0.95, ScalarErf::erf, ErrorFunction::erf),
    ERFC(1.94, ScalarErf::erfc, ErrorFunction::erfc),
    MISH(2.64, ScalarMish::mish, Function::exactMish);

    final double bound;
    final FloatFunction tested;
    final DoubleFunction exact;

    Function(double bound, FloatFunction tested, DoubleFunction exact) {
      this.bound = bound;
      this.tested = tested;
      this.exact = exact;
    }

    /** Error at x in ulp; 0 where both are NaN, infinite where only one is or where an infinity is wrong. */
    double error(float x) {
      return ulps(tested.apply(x), exact.apply(x));
    }

    private static double exactSigmoid(double x) {
      double e = StrictMath.exp(-Math.abs(x));
      return (x < 0 ? e : 1) / (1 + e);
    }

    private static double exactSoftplus(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double exactMish(double x) {
      return x < -200 ? -0.0 : x * StrictMath.tanh(exactSoftplus(x));
    }
  }

  /** |got - exact| in ulps of the float nearest to {@code exact}, which for an overflow are those of 2^127. */
  static double ulps(float got, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(got)) {
      return Double.isNaN(exact) && Float.isNaN(got) ? 0 : Double.POSITIVE_INFINITY;
    }
    float nearest = (float) exact;
    if (got == nearest && Float.isInfinite(got)) {
      return 0;
    }
    if (Double.isInfinite(exact)) {
      return Double.POSITIVE_INFINITY;
    }
    double value = Float.isInfinite(got) ? Math.copySign(0x1p128, got) : got;
    double ulp = Float.isInfinite(nearest) ? Math.ulp(Float.MAX_VALUE) : Math.ulp(nearest);
    return Math.abs(value - exact) / ulp;
  }

  public static void main(String[] args) throws InterruptedException {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    List<Function> functions = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      functions.add(Function.valueOf(args[i].toUpperCase(Locale.ROOT)));
    }
    boolean passed = true;
    for (Function function : functions.isEmpty() ? List.of(Function.values()) : functions) {
      passed &= check(function, threads);
    }
    System.exit(passed ? 0 : 1);
  }

  private static boolean check(Function function, int threads) throws InterruptedException {
    Range[] ranges = new Range[threads];
    for (int i = 0; i < threads; i++) {
      ranges[i] = new Range(function, (1L << 32) * i / threads, (1L << 32) * (i + 1) / threads);
      ranges[i].start();
    }
    Range worst = ranges[0];
    for (Range range : ranges) {
      range.join();
      worst = range.error > worst.error ? range : worst;
    }
    boolean passed = worst.error <= function.bound;
    System.out.printf(Locale.ROOT, "%-8s max %.4f ulp at %s (%s), bound %.2f: %s%n", function, worst.error,
        Float.toHexString(worst.at), worst.at, function.bound, passed ? "passed" : "FAILED");
    return passed;
  }

  /** The largest error over the bit patterns from {@code from} (inclusive) to {@code to} (exclusive). */
  private static final class Range extends Thread {
    private final Function function;
    private final long from;
    private final long to;
    private double error = -1;
    private float at;

    Range(Function function, long from, long to) {
      this.function = function;
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      for (long bits = from; bits < to; bits++) {
        float x = Float.intBitsToFloat((int) bits);
        double e = function.error(x);
        if (e > error) {
          error = e;
          at = x;
        }
      }
    }
  }
}
