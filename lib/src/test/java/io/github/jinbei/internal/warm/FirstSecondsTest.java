package io.github.jinbei.internal.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.internal.parallel.Workers;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses a clock of its own, so no test waits. */
class FirstSecondsTest {

  /** A nanosecond clock may start anywhere, and may overflow. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5_000_000_000L, 1_000_000_000_000L, Long.MAX_VALUE - 7})
  void theyEndAfterTheirLengthForGood(long begin) {
    AtomicLong clock = new AtomicLong(begin - 3 * FirstSeconds.NANOS);
    FirstSeconds seconds = new FirstSeconds(clock::get);
    clock.set(begin);
    assertFalse(seconds.over(), "at once: the first call begins them");
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
    try (Workers sparing = new Workers(4, Workers.sparing(4, seconds)); Workers plain = new Workers(4)) {
      assertEquals(3, sparing.ready());
      assertEquals(4, sparing.limit());
      assertEquals(4, plain.ready());
      clock.set(FirstSeconds.NANOS);
      assertEquals(4, sparing.ready());
    }
  }

  /** Only a team that may use all processors leaves one. */
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
