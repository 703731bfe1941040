package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  /** A writer with a latch, so that a test can wait for lines. */
  private static final class Lines extends Writer {

    private final StringBuffer text = new StringBuffer();
    private final CountDownLatch flushes = new CountDownLatch(3);

    @Override
    public void write(char[] chars, int from, int length) {
      text.append(chars, from, length);
    }

    @Override
    public void flush() {
      flushes.countDown();
    }

    @Override
    public void close() {}
  }

  @Test
  void everyPeriodPrintsALineWithTheProgress() throws InterruptedException {
    Lines lines = new Lines();
    AtomicInteger done = new AtomicInteger();
    try (ProgressLines progress = new ProgressLines(new PrintWriter(lines), Duration.ofMillis(1))) {
      progress.now(() -> done.incrementAndGet() + " of 1000 rows tested");
      assertTrue(lines.flushes.await(1, TimeUnit.MINUTES), "no three lines in a minute: " + lines.text);
    }
    assertEquals(List.of("1 of 1000 rows tested", "2 of 1000 rows tested", "3 of 1000 rows tested"),
        lines.text.toString().lines().limit(3).toList());
  }

  @Test
  void shortWorkPrintsNothing() {
    StringWriter text = new StringWriter();
    try (ProgressLines progress = new ProgressLines(new PrintWriter(text), Duration.ofMinutes(10))) {
      progress.now(() -> "working");
    }
    assertEquals("", text.toString());
  }

  @Test
  void workWithoutAMessageGetsNoLine() throws InterruptedException {
    Lines lines = new Lines();
    try (ProgressLines progress = new ProgressLines(new PrintWriter(lines), Duration.ofMillis(1))) {
      AtomicInteger calls = new AtomicInteger();
      progress.now(() -> calls.incrementAndGet() < 3 ? "" : "begun");
      assertTrue(lines.flushes.await(1, TimeUnit.MINUTES), "no three lines in a minute: " + lines.text);
    }
    assertTrue(lines.text.toString().lines().allMatch("begun"::equals), lines.text.toString());
  }
}
