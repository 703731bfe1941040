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
      new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), "samples", 1000, () -> columns, () -> now,
          true);

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
        new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), "samples", 1000, () -> columns, () -> now,
          true);
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

  /** Losses of 1, 1/2, ..., 1/128 are a straight line on a logarithmic scale. */
  @Test
  void eachEpochHasABlock() {
    for (int epoch = 1; epoch <= 8; epoch++) {
      bar.add(epoch, Math.pow(0.5, epoch - 1));
    }
    assertEquals("█▇▆▅▄▃▂▁", blocks());
  }

  /** Of 1,000 epochs a block is the mean of 128, and of an epoch with several losses it is their mean. */
  @Test
  void blocksOfManyEpochsAreMeans() {
    for (int epoch = 1; epoch <= 1000; epoch++) {
      double loss = Math.pow(0.5, (epoch - 1) / 128);
      bar.add(epoch, 0.5 * loss);
      bar.add(epoch, 1.5 * loss);
    }
    assertEquals("█▇▆▅▄▃▂▁", blocks());
    bar.clear();
    assertEquals("", blocks());
    for (int epoch = 1; epoch <= 13; epoch++) {
      bar.add(epoch, epoch < 13 ? 1 : Math.exp(1));
    }
    assertEquals("▁▁▁▁▁▁█", blocks());
  }

  /** Equal losses have no blocks; a loss of 0 is drawn, and one that is not finite is left out. */
  @Test
  void unusualLossesAreDrawnSoundly() {
    assertEquals("", blocks());
    bar.add(1, 0.25);
    bar.add(2, 0.25);
    assertEquals("", blocks());
    bar.add(3, Double.NaN);
    bar.add(4, Double.POSITIVE_INFINITY);
    bar.add(5, 0);
    assertEquals("██▁", blocks());
    bar.clear();
    bar.add(1, 0);
    bar.add(2, 0);
    assertEquals("", blocks());
  }

  /** Without Unicode there are no blocks, and where they have no room, the line is the same as without them. */
  @Test
  void blocksAreOnlyWhereTheyHaveRoom() {
    warmUp();
    ProgressBar plain = new ProgressBar(new PrintStream(bytes, true, StandardCharsets.US_ASCII), "samples", 1000,
        () -> columns, () -> now, false);
    for (ProgressBar each : new ProgressBar[] {bar, plain}) {
      each.add(1, 2);
      each.add(2, 1);
    }
    for (int width = 30; width <= 100; width++) {
      columns = width;
      now += 200 * MILLI;
      ProgressBar wide =
          new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), "samples", 1000, () -> columns, () -> now,
          true);
      wide.add(1, 2);
      wide.add(2, 1);
      now += 200 * MILLI;
      wide.update("Epoch 3", 500);
      String line = lastDrawn();
      assertEquals(width >= 40, line.startsWith("Epoch 3 █▁ ["), width + " columns: " + line);
      assertTrue(line.length() < width, width + " columns: " + line);
    }
    plain.update("Epoch 3", 500);
    assertTrue(lastDrawn().startsWith("Epoch 3 [====="), lastDrawn());
  }

  private String blocks() {
    now += 200 * MILLI;
    bar.update("Epoch 9", 500);
    return lastDrawn().replaceFirst("Epoch 9 ", "").replaceFirst(" ?\\[.*", "");
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
