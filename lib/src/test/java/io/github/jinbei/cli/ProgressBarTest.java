package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

  private static final long MILLI = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now = 12345;
  private int columns = 100;
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), "samples", 1000, () -> columns, () -> now);

  /** After 2 seconds the kernels count as compiled. */
  private void warmUp() {
    now += 2000 * MILLI;
    bar.restart();
  }

  @Test
  void aShortEpochShowsNothing() {
    now += 99 * MILLI;
    bar.update("Epoch 1", 1000);
    bar.erase();
    assertEquals("", shown());
  }

  @Test
  void theBarShowsShareSpeedAndTimeLeft() {
    warmUp();
    now += 2000 * MILLI;
    bar.update("Epoch 3", 500);
    assertEquals("\rEpoch 3 [============>           ]  50 %, 250 samples/s, 2 s left", shown());
  }

  @Test
  void theFullBarHasNoArrow() {
    warmUp();
    now += 500 * MILLI;
    bar.update("Epoch 3", 1000);
    assertEquals("\rEpoch 3 [========================] 100 %, 2000 samples/s, 0 s left", shown());
  }

  /** 10 rows in the first 2 seconds, then 100 a second: the other rows take 9 seconds and not 1,800. */
  @Test
  void coldStepsDoNotCountInTheEstimate() {
    now += 1000 * MILLI;
    bar.update("Epoch 1", 5);
    assertEquals("Epoch 1 [>                       ]   1 %, warming up", lastDrawn().stripTrailing());
    now += 1000 * MILLI;
    bar.update("Epoch 1", 10);
    assertEquals("Epoch 1 [>                       ]   1 %, warming up", lastDrawn().stripTrailing());
    now += 900 * MILLI;
    bar.update("Epoch 1", 100);
    assertEquals("Epoch 1 [==>                     ]  10 %, 100 samples/s, 9 s left", lastDrawn().stripTrailing());
    now += 5000 * MILLI;
    bar.update("Epoch 1", 600);
    assertEquals("Epoch 1 [==============>         ]  60 %, 100 samples/s, 4 s left", lastDrawn().stripTrailing());
  }

  /** At any width every line leaves the last column free, and the next one overwrites it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 10, 20, 30, 39, 40, 41, 60, 64, 65, 66, 67, 80, 200})
  void noLineIsWrapped(int width) {
    columns = width;
    for (int step = 1; step <= 30; step++) {
      now += 200 * MILLI;
      bar.update("Epoch 123", 30 * step);
    }
    bar.erase();
    for (String line : shown().split("\r")) {
      assertTrue(line.length() < width || line.isEmpty(), () -> width + " columns: '" + line + "'");
    }
  }

  @Test
  void aNarrowTerminalShowsTheMostImportantParts() {
    columns = 40;
    warmUp();
    now += 2000 * MILLI;
    bar.update("Epoch 3", 500);
    assertEquals("\rEpoch 3 [======>      ]  50 %, 2 s left", shown());
    columns = 30;
    ProgressBar narrow =
        new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), "samples", 1000, () -> columns, () -> now);
    now += 2000 * MILLI;
    narrow.restart();
    now += 2000 * MILLI;
    narrow.update("Epoch 3", 500);
    assertEquals("Epoch 3  50 %, 2 s left", lastDrawn());
  }

  @Test
  void atMostTenLinesAreDrawnASecond() {
    for (int step = 1; step <= 1000; step++) {
      now += MILLI;
      bar.update("Epoch 1", step);
    }
    assertEquals(10, shown().chars().filter(c -> c == '\r').count(), "lines drawn in a second");
  }

  /** As on a terminal: every line overwrites the one before, and after the erasure nothing remains. */
  @Test
  void nothingOfALongerLineRemains() {
    warmUp();
    StringBuilder screen = new StringBuilder();
    for (int rows : new int[] {1, 2, 400, 999}) {
      now += 20_000 * MILLI;
      bar.update("Epoch 1", rows);
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
  void eachEpochRestartsTheClock() {
    now += 5000 * MILLI;
    bar.restart();
    now += 1000 * MILLI;
    bar.update("Epoch 2", 100);
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
