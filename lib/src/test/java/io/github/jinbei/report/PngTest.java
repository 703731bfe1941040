package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {

  private static final String START = "data:image/png;base64,";
  private static final long SEED = 15;

  private static byte[] bytes(String address) {
    assertTrue(address.startsWith(START), address.substring(0, Math.min(40, address.length())));
    return Base64.getDecoder().decode(address.substring(START.length()));
  }

  private static BufferedImage image(String address) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(address)));
  }

  /** The JDK's decoder reads the exact, opaque colour of each pixel. A block of the file holds at most 65535 bytes. */
  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "1, 100", "100, 1", "28, 28", "255, 255", "254, 257", "256, 255", "255, 256", "300, 500"})
  void everyPixelIsExact(int width, int height) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] palette = random.ints(256, 0, 1 << 24).toArray();
    int[] colours = random.ints((long) width * height, 0, 256).toArray();
    double[] values = new double[colours.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = colours[i] / 255.0;
    }
    BufferedImage image = image(Png.address(width, height, values, palette));
    assertEquals(width, image.getWidth());
    assertEquals(height, image.getHeight());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int expected = 0xff000000 | palette[colours[y * width + x]];
        if (image.getRGB(x, y) != expected) {
          assertEquals(Integer.toHexString(expected), Integer.toHexString(image.getRGB(x, y)),
              "seed " + SEED + ", pixel " + x + ", " + y + " of " + width + " x " + height);
        }
      }
    }
  }

  /** The JDK's decoder does not check the checksums of chunks; browsers do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 250, 300})
  void checksumsHold(int size) throws DataFormatException {
    ByteBuffer png = ByteBuffer.wrap(bytes(Png.address(size, size, new double[size * size], Palette.HEIGHT)));
    png.position(8);
    List<String> types = new ArrayList<>();
    while (png.hasRemaining()) {
      byte[] content = new byte[png.getInt()];
      byte[] type = new byte[4];
      png.get(type).get(content);
      types.add(new String(type, StandardCharsets.US_ASCII));
      assertEquals(crc(type, content), png.getInt(), types::toString);
      if (types.get(types.size() - 1).equals("IDAT")) {
        Inflater inflater = new Inflater();
        inflater.setInput(content);
        // After the last byte, the inflater reads the checksum and throws if it is wrong.
        assertEquals(size * (size + 1), inflater.inflate(new byte[size * (size + 1) + 1]));
        assertTrue(inflater.finished() && inflater.getRemaining() == 0, "bytes left: " + inflater.getRemaining());
        inflater.end();
      }
    }
    assertEquals(List.of("IHDR", "PLTE", "IDAT", "IEND"), types);
  }

  /** Returns the checksum of RFC 2083, computed bit by bit. */
  private static int crc(byte[]... parts) {
    int crc = -1;
    for (byte[] part : parts) {
      for (byte unit : part) {
        crc ^= unit & 255;
        for (int bit = 0; bit < 8; bit++) {
          crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0xedb88320);
        }
      }
    }
    return ~crc;
  }

  @Test
  void valuesOutsideTheRangeHaveTheColoursOfItsEnds() throws IOException {
    double[] values = {-1, 0, 0.49 / 2, 0.51 / 2, 1.49 / 2, 1.51 / 2, 1, 2, Double.NaN, Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY, 1e300};
    int[] expected = {0, 0, 0, 1, 1, 2, 2, 2, 0, 0, 2, 2};
    int[] palette = {0x010203, 0x808182, 0xfdfeff};
    BufferedImage image = image(Png.address(values.length, 1, values, palette));
    for (int i = 0; i < values.length; i++) {
      assertEquals(0xff000000 | palette[expected[i]], image.getRGB(i, 0), "the colour of " + values[i]);
    }
  }

  @Test
  void equalImagesHaveEqualBytes() {
    double[] values = new SplittableRandom(SEED).doubles(30 * 20).toArray();
    assertEquals(Png.address(30, 20, values, Palette.HEIGHT), Png.address(30, 20, values.clone(), Palette.HEIGHT));
    assertNotEquals(Png.address(30, 20, values, Palette.HEIGHT), Png.address(20, 30, values, Palette.HEIGHT));
  }
}
