package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The forks of one side, as logarithms of speed: operations/s of a throughput, 1/time of a time, so that more is always
 * better and a difference is the logarithm of a ratio. A fork's value is the median of its iterations. Iterations of one
 * fork share what the compiler made and where the heap lies, so they are no sample of their own; they only say how well
 * the fork's median is known, which is kept as a table of medians of resampled iterations.
 */
final class Sample {

  /** Medians of resampled iterations kept for each fork; the interval needs their spread, not their tails. */
  private static final int RESAMPLES = 256;

  private final double[] values;
  private final double[][] resampled;

  private Sample(double[] values, double[][] resampled) {
    this.values = values;
    this.resampled = resampled;
  }

  /**
   * The forks of a result.
   *
   * @param ruler logarithm of the ruler's speed for each fork, subtracted from the fork's; or null
   * @return null if there is no fork, or a fork's figure is not a positive finite number
   */
  static Sample of(Result result, double[] ruler, long seed) {
    double sign = result.moreIsBetter() ? 1 : -1;
    double[][] forks = result.score().forks();
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[forks.length];
    double[][] resampled = new double[forks.length][];
    for (int f = 0; f < forks.length; f++) {
      double shift = ruler == null ? 0 : ruler[f];
      values[f] = sign * Math.log(Metric.median(forks[f])) - shift;
      if (!Double.isFinite(values[f])) {
        return null;
      }
      resampled[f] = resample(forks[f], random);
      for (int r = 0; r < resampled[f].length; r++) {
        resampled[f][r] = sign * Math.log(resampled[f][r]) - shift;
        if (!Double.isFinite(resampled[f][r])) {
          return null;
        }
      }
    }
    return forks.length == 0 ? null : new Sample(values, resampled);
  }

  private static double[] resample(double[] iterations, SplittableRandom random) {
    if (iterations.length == 1) {
      return iterations.clone(); // nothing else could be drawn
    }
    double[] medians = new double[RESAMPLES];
    double[] drawn = new double[iterations.length];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = iterations[random.nextInt(iterations.length)];
      }
      medians[r] = Metric.median(drawn);
    }
    return medians;
  }

  /** The first forks of this sample. */
  Sample first(int forks) {
    return new Sample(Arrays.copyOf(values, forks), Arrays.copyOf(resampled, forks));
  }

  /** The forks of these indices, in that order. */
  Sample pick(int[] forks) {
    double[] pickedValues = new double[forks.length];
    double[][] pickedTables = new double[forks.length][];
    for (int i = 0; i < forks.length; i++) {
      pickedValues[i] = values[forks[i]];
      pickedTables[i] = resampled[forks[i]];
    }
    return new Sample(pickedValues, pickedTables);
  }

  int forks() {
    return values.length;
  }

  double value(int fork) {
    return values[fork];
  }

  /** A copy of the values. */
  double[] values() {
    return values.clone();
  }

  /** The fork's median, had its iterations been drawn again. */
  double redraw(int fork, SplittableRandom random) {
    double[] table = resampled[fork];
    return table.length == 1 ? table[0] : table[random.nextInt(RESAMPLES)];
  }
}
