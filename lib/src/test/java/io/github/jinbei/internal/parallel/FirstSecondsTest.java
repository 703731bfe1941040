package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock of its own: nothing here takes a second. */
class FirstSecondsTest {

  /** Clocks may show anything, and pass from the largest number to the least. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5_000_000_000L, 1_000_000_000_000L, Long.MAX_VALUE - 7})
  void theyEndAfterTheirLengthForGood(long begin) {
    AtomicLong clock = new AtomicLong(begin - 3 * FirstSeconds.NANOS);
    FirstSeconds seconds = new FirstSeconds(clock::get);
    clock.set(begin);
    assertFalse(seconds.over(), "at once: they begin when first asked about");
    clock.set(begin + FirstSeconds.NANOS - 1);
    assertFalse(seconds.over(), "just before");
    clock.set(begin + FirstSeconds.NANOS);
    assertTrue(seconds.over(), "just then");
    clock.set(begin);
    assertTrue(seconds.over(), "whatever the clock shows later");
  }

  @Test
  void oneWorkerFewerIsReadyUntilTheyAreOver() {
    AtomicLong clock = new AtomicLong();
    FirstSeconds seconds = new FirstSeconds(clock::get);
    try (Workers sparing = new Workers(4, seconds); Workers plain = new Workers(4)) {
      assertEquals(3, sparing.ready());
      assertEquals(4, sparing.limit());
      assertEquals(4, plain.ready());
      clock.set(FirstSeconds.NANOS);
      assertEquals(4, sparing.ready());
    }
  }

  /** Only a team that could take all processors has one to leave. */
  @Test
  void aTeamOfFewerOrMoreThanTheProcessorsLeavesNone() {
    int processors = Runtime.getRuntime().availableProcessors();
    for (int limit : new int[] {1, processors - 1, processors + 1, 100 * processors}) {
      if (limit > 0) {
        try (Workers workers = Workers.sparing(limit)) {
          assertEquals(limit, workers.ready());
        }
      }
    }
  }
}
