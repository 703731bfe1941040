package io.github.jinbei.bench.cold.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests that a counter counts every sample and records the first step and the last. */
class CounterTest {

  private static final double SECONDS = 0.03;

  private static void check(Counter counter, int count, long steps) {
    int last = counter.records() - 1;
    assertEquals(count, counter.samples(0), "the first record is that of the first step");
    assertEquals(count * steps, counter.samples(last));
    assertTrue(counter.nanos(last) >= 1e9 * SECONDS, () -> "ends at " + counter.nanos(last));
    for (int i = 1; i <= last; i++) {
      int at = i;
      assertTrue(counter.nanos(i) >= counter.nanos(i - 1) + 100_000 || i == last, () -> "time of record " + at);
      assertTrue(counter.samples(i) > counter.samples(i - 1) && counter.samples(i) % count == 0, () -> "record " + at);
    }
  }

  @Test
  void fastStepsHaveRecordsNowAndThen() {
    Counter counter = new Counter(System.nanoTime(), SECONDS);
    long steps = 1;
    while (counter.add(3)) {
      steps++;
    }
    assertTrue(counter.records() <= 2 + 10 * 1000 * SECONDS, () -> counter.records() + " records");
    check(counter, 3, steps);
  }

  @Test
  void eachSlowStepHasARecord() throws InterruptedException {
    Counter counter = new Counter(System.nanoTime(), SECONDS);
    long steps = 0;
    boolean goesOn;
    do {
      Thread.sleep(3);
      steps++;
      goesOn = counter.add(256);
    } while (goesOn);
    assertEquals(steps, counter.records());
    check(counter, 256, steps);
  }

  /** The start of the process may be long ago. */
  @Test
  void aStepAfterTheEndIsRecordedToo() {
    Counter counter = new Counter(System.nanoTime() - 5_000_000_000L, SECONDS);
    assertEquals(false, counter.add(32));
    check(counter, 32, 1);
    assertTrue(counter.nanos(0) >= 5_000_000_000L);
  }
}
