package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkerCountTest {

  private final WorkerCount count = new WorkerCount();

  /** Ends steps that take these times, and returns how many of them ran on one worker. */
  private int run(int steps, long nanosOfOne, long nanosOfAll) {
    int one = 0;
    for (int step = 0; step < steps; step++) {
      one += count.one() ? 1 : 0;
      count.end(count.one() ? nanosOfOne : nanosOfAll);
    }
    return one;
  }

  @Test
  void oneWorkerIsUsedIfItIsFaster() {
    assertEquals(20, run(40, 90, 170), "trials of 20 steps");
    assertTrue(count.one());
    assertEquals(500, run(500, 90, 170));
  }

  @Test
  void allWorkersAreUsedIfTheyAreFasterOrAsFast() {
    run(40, 90, 89);
    assertEquals(0, run(500, 90, 89));
    assertEquals(20, run(40, 90, 90));
    assertFalse(count.one());
  }

  @Test
  void whatIsFasterIsTriedAgainEverMoreSeldom() {
    run(40, 90, 170);
    assertEquals(500, run(500, 90, 170));
    assertEquals(20, run(40, 170, 90), "a trial after 500 steps");
    assertEquals(0, run(1000, 170, 90), "all workers have become faster");
    int trials = 0;
    for (int step = 0; step < 1_000_000; step++) {
      trials += run(1, 170, 90);
    }
    assertEquals(65, trials / 20, "trials in a million steps");
  }

  /** The first steps of a trial, in which threads wake up, and single steps that the system interrupted do not decide. */
  @Test
  void stepsThatWereInterruptedDoNotDecide() {
    for (int step = 0; step < 40; step++) {
      boolean slow = step < 5 || step % 3 == 0;
      count.end(count.one() ? 100 : slow ? 10_000 : 50);
    }
    assertFalse(count.one());
  }
}
