package io.github.jinbei.bench.cold;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings that all processes of a run share.
 *
 * @param seconds the length of the measurement, from the start of the process; more than 0.1
 * @param rounds the processes of each side and workload
 * @param threads the threads of a training
 * @param cores the processors that a process may use, as {@code taskset} takes them; empty for all
 */
public record ColdSettings(double seconds, int rounds, int threads, String cores) {

  private static final double[] TIMES = {0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 20};

  private static final double[] CPU_TIMES = {1, 3};

  /** The points of a curve: about one for two units of a picture's width. */
  private static final int POINTS = 160;

  /**
   * Returns the times at which the samples are reported.
   *
   * @return seconds since the start of the process, ascending; the last is at most {@link #seconds}
   */
  public List<Double> times() {
    return within(TIMES, false);
  }

  /**
   * Returns the times at which CPU times are reported.
   *
   * @return seconds since the start of the process, ascending; the last is {@link #seconds}
   */
  public List<Double> cpuTimes() {
    return within(CPU_TIMES, true);
  }

  /**
   * Returns the times of the points of a curve.
   *
   * @return seconds since the start of the process, with equal ratios from the first, 0.1, to the last, {@link #seconds}
   */
  public double[] curveTimes() {
    double[] times = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      times[i] = TIMES[0] * StrictMath.pow(seconds / TIMES[0], i / (POINTS - 1.0));
    }
    times[POINTS - 1] = seconds;
    return times;
  }

  private List<Double> within(double[] times, boolean end) {
    List<Double> within = new ArrayList<>();
    for (double time : times) {
      if (time < seconds || time == seconds && !end) {
        within.add(time);
      }
    }
    if (end) {
      within.add(seconds);
    }
    return within;
  }
}
