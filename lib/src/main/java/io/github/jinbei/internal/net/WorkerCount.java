package io.github.jinbei.internal.net;

import java.util.Arrays;

/**
 * Whether a short step runs on all workers that it is worth, or on one: whichever is faster here. The weights that one worker
 * has written are read by the others in the next step. Where processors share no cache, this may take longer than the work
 * that is saved: T2's step took 93 µs on one and 167 on two (Zen 5, 1,100 ns for an int and back). The results are the same.
 *
 * <p>Now and then it tries both, for some steps each, and compares the medians of their times.
 */
final class WorkerCount {

  /**
   * Floating-point operations of a worker from which all workers are used without a trial: 0.15 ms at 100 GFLOP/s. On two
   * processors that share no cache, steps of 10 million a worker (T2) took 1.8 times as long on both as on one, those of 23
   * million (T7) 0.7 to 0.8 times, of 257 million (T3, T5) 0.6 to 0.9 times (Zen 5).
   */
  static final double CERTAIN = 1.5e7;

  /** Steps of which a trial takes the median, and steps before them, in which a parked thread wakes up. */
  private static final int MEASURED = 15;
  private static final int SKIPPED = 5;

  /**
   * Steps between two trials, at first and at most; they double each time. A trial may err, above all while kernels are being
   * compiled, so this is less than a second. If the slower way takes twice as long, trials cost 1 % in the end.
   */
  private static final int FIRST_PAUSE = 250;
  private static final int LONGEST_PAUSE = 2_000;

  private enum Phase { TRY_ALL, TRY_ONE, PAUSE }

  private final long[] nanos = new long[MEASURED];
  private Phase phase = Phase.TRY_ALL;
  private int steps;
  private int pause = FIRST_PAUSE;
  private long medianOfAll;
  private boolean oneIsFaster;

  /** Returns whether the next step is to run on one worker. */
  boolean one() {
    return phase == Phase.TRY_ONE || (phase == Phase.PAUSE && oneIsFaster);
  }

  /**
   * Ends a step that ran on as many workers as {@link #one} said.
   *
   * @param nanosOfStep the time of its work
   */
  void end(long nanosOfStep) {
    steps++;
    if (phase == Phase.PAUSE) {
      if (steps == pause) {
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        begin(Phase.TRY_ALL);
      }
      return;
    }
    if (steps > SKIPPED) {
      nanos[steps - SKIPPED - 1] = nanosOfStep;
    }
    if (steps < SKIPPED + MEASURED) {
      return;
    }
    Arrays.sort(nanos);
    long median = nanos[MEASURED / 2];
    if (phase == Phase.TRY_ALL) {
      medianOfAll = median;
      begin(Phase.TRY_ONE);
    } else {
      oneIsFaster = median < medianOfAll;
      begin(Phase.PAUSE);
    }
  }

  private void begin(Phase next) {
    phase = next;
    steps = 0;
  }
}
