package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

  private static final int ROWS = 1797;

  /** The number of images of each digit, from the description of the data. */
  private static final int[] OCCURRENCES = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  @Test
  void equalsThePublishedFile() throws IOException {
    Dataset all = Digits.all();
    List<int[]> lines = lines();
    assertEquals(ROWS, lines.size());
    assertEquals(ROWS, all.rows());
    assertEquals(64, all.inputs());
    assertEquals(10, all.classCount());
    for (int row = 0; row < ROWS; row++) {
      assertRow(lines.get(row), all, row);
    }
  }

  @Test
  void hasPixelsFrom0To1() {
    float[] inputs = new float[ROWS * 64];
    Digits.all().copyInputs(0, ROWS, inputs, 0);
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (float input : inputs) {
      least = Math.min(least, input);
      most = Math.max(most, input);
    }
    assertEquals(0f, least);
    assertEquals(1f, most);
  }

  @Test
  void hasThePublishedNumberOfEachDigit() {
    int[] occurrences = new int[10];
    for (int row = 0; row < ROWS; row++) {
      occurrences[Digits.all().classOf(row)]++;
    }
    for (int digit = 0; digit < 10; digit++) {
      assertEquals(OCCURRENCES[digit], occurrences[digit], "digit " + digit);
    }
  }

  /** Every row is in one of the two parts, and each part keeps the order of the rows. */
  @Test
  void everyFifthRowIsHeldOut() throws IOException {
    Dataset train = Digits.train();
    Dataset heldOut = Digits.heldOut();
    assertEquals(1438, train.rows());
    assertEquals(359, heldOut.rows());
    List<int[]> lines = lines();
    int trainRow = 0;
    int heldOutRow = 0;
    for (int row = 0; row < ROWS; row++) {
      if (row % 5 == 4) {
        assertRow(lines.get(row), heldOut, heldOutRow++);
      } else {
        assertRow(lines.get(row), train, trainRow++);
      }
    }
  }

  @Test
  void isReadOnce() {
    assertSame(Digits.all(), Digits.all());
  }

  @Test
  void namesAResourceThatIsMissingOrDamaged() {
    String message = assertThrows(IllegalStateException.class, () -> Digits.load("absent.gz")).getMessage();
    assertTrue(message.contains("absent.gz"), message);
    // The licence beside the data is not gzipped.
    message = assertThrows(IllegalStateException.class, () -> Digits.load("digits-LICENSE.txt")).getMessage();
    assertTrue(message.contains("digits-LICENSE.txt"), message);
    // This file has the digits as text, so its bytes are ASCII codes and not pixels.
    message = assertThrows(IllegalStateException.class, () -> Digits.load("digits.csv.gz")).getMessage();
    assertTrue(message.contains("digits.csv.gz"), message);
  }

  @Test
  void refusesWrongLengthsAndPixels() {
    String message = assertThrows(IllegalArgumentException.class, () -> Digits.dataset(new byte[2 * 65 - 1])).getMessage();
    assertEquals("129 bytes; expected 65 for each image", message);
    assertThrows(IllegalArgumentException.class, () -> Digits.dataset(new byte[0]));
    byte[] bright = new byte[2 * 65];
    bright[2 * 3 + 1] = 17;
    message = assertThrows(IllegalArgumentException.class, () -> Digits.dataset(bright)).getMessage();
    assertEquals("pixel 3 of image 1 is 17; expected 0 to 16", message);
    bright[2 * 3 + 1] = 16;
    assertEquals(2, Digits.dataset(bright).rows());
  }

  private static void assertRow(int[] line, Dataset data, int row) {
    float[] inputs = new float[64];
    data.copyInputs(row, 1, inputs, 0);
    for (int pixel = 0; pixel < 64; pixel++) {
      // 16 is a power of two, so the product is exactly the number of the file.
      assertEquals(line[pixel], inputs[pixel] * 16, "row " + row + ", pixel " + pixel);
    }
    assertEquals(line[64], data.classOf(row), "row " + row);
  }

  /** Reads the published file, one line for each image. The library's resource has the same numbers in another order. */
  private static List<int[]> lines() throws IOException {
    List<int[]> lines = new ArrayList<>();
    try (InputStream resource = Digits.class.getResourceAsStream("digits.csv.gz")) {
      assertNotNull(resource, "digits.csv.gz");
      Scanner numbers = new Scanner(new String(new GZIPInputStream(resource).readAllBytes(),
          StandardCharsets.US_ASCII)).useDelimiter("[,\\s]+");
      while (numbers.hasNextInt()) {
        int[] line = new int[65];
        for (int i = 0; i < line.length; i++) {
          line[i] = numbers.nextInt();
        }
        lines.add(line);
      }
    }
    return lines;
  }
}
