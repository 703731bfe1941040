package io.github.jinbei.bench.compare;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The intervals of many comparisons without a difference, with forks from a source.
 *
 * @param source draws the forks
 * @param forks the number of forks of a side
 * @param error the stated probability that an interval misses
 * @param runs the number of comparisons
 */
record IntervalCoverage(Source source, int forks, double error, int runs) {

  static final long SEED = 20261128;

  /** Draws base and current forks whose true effect is 0. */
  interface Source {
    Sample[] draw(int forks, SplittableRandom random);
  }

  private DoubleStream each(ToDoubleFunction<Interval> figure) {
    return IntStream.range(0, runs).parallel().mapToDouble(run -> {
      Sample[] sides = source.draw(forks, new SplittableRandom(SEED + 1_000_003L * run));
      return figure.applyAsDouble(new Effect(sides[0], sides[1]).interval(error, null));
    });
  }

  /** Returns the number of comparisons whose interval does not contain 0. */
  int missed() {
    return (int) each(interval -> interval.isBelow(0) || interval.isAbove(0) ? 1 : 0).sum();
  }

  /** Returns the median width, as a logarithm of speeds. */
  double width() {
    return each(interval -> interval.high() - interval.low()).sorted().toArray()[runs / 2];
  }

  /** Prints the share of intervals that miss, and their width, for synthetic and recorded noise. Argument: comparisons. */
  public static void main(String[] args) throws IOException {
    int runs = Integer.parseInt(args[0]);
    RecordedNoise recorded = RecordedNoise.read();
    System.out.printf("%-32s%-20s%-20s%s%n", "missed (median width)", "error 5 %", "error 1 %", "error 0.25 %");
    for (int forks : new int[] {5, 6, 8, 12, 20}) {
      for (SyntheticNoise noise : SyntheticNoise.values()) {
        print(forks + " forks, " + noise, noise::pair, forks, runs);
      }
      for (String row : recorded.rows()) {
        print(forks + " forks, " + row, (n, random) -> recorded.draw(row, "0", n, random), forks, runs);
      }
    }
  }

  private static void print(String name, Source source, int forks, int runs) {
    StringBuilder line = new StringBuilder(String.format("%-32s", name));
    for (double error : new double[] {0.05, 0.01, 0.0025}) {
      IntervalCoverage coverage = new IntervalCoverage(source, forks, error, runs);
      line.append(String.format(Locale.ROOT, "%-20s", String.format(Locale.ROOT, "%.2f %% (%.3g %%)",
          100.0 * coverage.missed() / runs, 100 * coverage.width())));
    }
    System.out.println(line);
  }
}
