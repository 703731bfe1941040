package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static final long MILLI = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now = 12345;
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), 1000, () -> now);

  @Test
  void aShortEpochShowsNothing() {
    now += 99 * MILLI;
    bar.update(1, 1000);
    bar.erase();
    assertEquals("", shown());
  }

  @Test
  void shareRateAndTimeLeftAreShown() {
    now += 2000 * MILLI;
    bar.update(3, 500);
    assertEquals("\rEpoch 3 [============>           ]  50 %, 250 samples/s, 2 s left", shown());
  }

  @Test
  void theFullBarHasNoHead() {
    now += 500 * MILLI;
    bar.update(3, 1000);
    assertEquals("\rEpoch 3 [========================] 100 %, 2000 samples/s, 0 s left", shown());
  }

  @Test
  void atMostTenAreDrawnASecond() {
    for (int step = 1; step <= 1000; step++) {
      now += MILLI;
      bar.update(1, step);
    }
    assertEquals(10, shown().chars().filter(c -> c == '\r').count(), "lines drawn in a second");
  }

  /** As a terminal would have it: every line overwrites the one before, and after erasing nothing is left. */
  @Test
  void nothingOfALongerLineRemains() {
    StringBuilder screen = new StringBuilder();
    for (int rows : new int[] {1, 2, 400, 999}) {
      now += 20_000 * MILLI;
      bar.update(1, rows);
      String line = lastDrawn();
      overwrite(screen, line);
      assertTrue(screen.toString().stripTrailing().endsWith("s left"), screen.toString());
    }
    bytes.reset();
    bar.erase();
    String erased = shown();
    assertEquals('\r', erased.charAt(erased.length() - 1), "the cursor is back at the left edge");
    overwrite(screen, erased.replace("\r", ""));
    assertEquals("", screen.toString().strip());
  }

  @Test
  void anEpochStartsItsOwnClock() {
    now += 5000 * MILLI;
    bar.restart();
    now += 1000 * MILLI;
    bar.update(2, 100);
    assertTrue(shown().endsWith("100 samples/s, 9 s left"), shown());
  }

  private static void overwrite(StringBuilder screen, String line) {
    screen.replace(0, Math.min(line.length(), screen.length()), line);
  }

  private String lastDrawn() {
    return shown().substring(shown().lastIndexOf('\r') + 1);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
