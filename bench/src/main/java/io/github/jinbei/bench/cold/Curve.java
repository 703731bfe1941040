package io.github.jinbei.bench.cold;

import java.util.Arrays;

/**
 * The samples of one process over time.
 *
 * <p>Rates are those of windows of {@value #WINDOW} s from the start of the process to the end of the measurement. The samples
 * of the first step are in no rate, because it also loads classes and makes buffers; those of another step that is longer than
 * a window are spread evenly over the step. The <em>final rate</em> is the median rate of the windows of the last fifth.
 *
 * <p>A share of it, such as 90 %, is <em>reached</em> at the start of the first window that has at least this rate, if at least
 * {@value #MAJORITY} of the {@value #NEIGHBOURS} windows from there on have it. So a single fast window does not count, and a
 * single slow one, in which the process waited for a processor, does not delay the time.
 */
public final class Curve {

  /** The length of a window in seconds: long enough for some time slices of the scheduler, short for a start of a second. */
  static final double WINDOW = 0.02;

  private static final int NEIGHBOURS = 5;
  private static final int MAJORITY = 3;

  /** The final rate is that of the last of so many parts of the measurement. */
  private static final int PARTS = 5;

  private final double[] seconds;
  private final long[] samples;
  private final double[] rates;
  private final double finalRate;

  /**
   * Creates a curve.
   *
   * @param seconds the times of the records since the start of the process, ascending, at least one; not copied
   * @param samples the samples up to each record; not copied
   * @param end the end of the measurement in seconds
   */
  public Curve(double[] seconds, long[] samples, double end) {
    this.seconds = seconds;
    this.samples = samples;
    rates = new double[Math.max(1, (int) Math.floor(end / WINDOW + 1e-9))];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (between((i + 1) * WINDOW) - between(i * WINDOW)) / WINDOW;
    }
    finalRate = Medians.of(Arrays.copyOfRange(rates, rates.length - Math.max(1, rates.length / PARTS), rates.length));
  }

  /**
   * Returns the samples of the steps that were complete at a time.
   *
   * @param time seconds since the start of the process
   * @return the samples of the last record until then; 0 before the first step
   */
  public long at(double time) {
    int place = last(time);
    return place < 0 ? 0 : samples[place];
  }

  /** Returns the index of the last record that is not later than a time; -1 if there is none. */
  private int last(double time) {
    int place = Arrays.binarySearch(seconds, time);
    return place < 0 ? -place - 2 : place;
  }

  /** Returns the samples at a time, linearly between records; before the end of the first step those of the first step. */
  private double between(double time) {
    int place = last(time);
    if (place < 0) {
      return samples[0];
    }
    if (place == seconds.length - 1) {
      return samples[place];
    }
    double share = (time - seconds[place]) / (seconds[place + 1] - seconds[place]);
    return samples[place] + (samples[place + 1] - samples[place]) * share;
  }

  /**
   * Returns when the first step was complete.
   *
   * @return seconds since the start of the process
   */
  public double firstStep() {
    return seconds[0];
  }

  /**
   * Returns the final rate.
   *
   * @return samples a second
   */
  public double finalRate() {
    return finalRate;
  }

  /**
   * Returns when a share of the final rate was reached.
   *
   * @param share such as 0.9
   * @return seconds since the start of the process, not before the end of the first step; NaN if it was not reached
   */
  public double timeTo(double share) {
    double least = share * finalRate;
    for (int i = 0; i < rates.length && finalRate > 0; i++) {
      if (rates[i] >= least && fast(i, least) >= Math.min(MAJORITY, rates.length - i)) {
        return Math.max(seconds[0], i * WINDOW);
      }
    }
    return Double.NaN;
  }

  private int fast(int from, double least) {
    int fast = 0;
    for (int i = from; i < Math.min(rates.length, from + NEIGHBOURS); i++) {
      fast += rates[i] >= least ? 1 : 0;
    }
    return fast;
  }
}
