package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jinbei.format.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {

  private static final int UNSIGNED_BYTE = 8;

  /** Two images of 2x3 pixels, written out byte for byte. */
  private static final byte[] IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3,
      0, 1, 2, 3, 4, 5, (byte) 250, (byte) 251, (byte) 252, (byte) 253, (byte) 254, (byte) 255};

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 6, 1};

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void readsRawAndGzippedFiles(boolean gzipImages, boolean gzipLabels) throws IOException {
    // The names say the opposite of what is inside.
    Path images = write(gzipImages ? "images" : "images.gz", gzipImages ? gzip(IMAGES) : IMAGES);
    Path labels = write(gzipLabels ? "labels" : "labels.gz", gzipLabels ? gzip(LABELS) : LABELS);
    Dataset data = Idx.read(images, labels, 1f);
    assertEquals(2, data.rows());
    assertEquals(6, data.inputs());
    assertEquals(7, data.classCount());
    assertEquals(6, data.classOf(0));
    assertEquals(1, data.classOf(1));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255}, inputs(data));
  }

  @Test
  void readsImagesOfAnyShape() throws IOException {
    for (int[] shape : new int[][] {{2, 3}, {2, 1, 3}, {2, 3, 1, 1}}) {
      byte[] images = idx(UNSIGNED_BYTE, shape, 9, 8, 7, 6, 5, 4);
      Dataset data = Idx.read(write("images", images), write("labels", LABELS), 1f);
      assertEquals(3, data.inputs(), Arrays.toString(shape));
      assertArrayEquals(new float[] {9, 8, 7, 6, 5, 4}, inputs(data), Arrays.toString(shape));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1f, 16f, 255f, 256f, 0.3f, 1e-36f, Float.MAX_VALUE})
  void dividesEveryByte(float divisor) throws IOException {
    int[] bytes = new int[256];
    Arrays.setAll(bytes, i -> i);
    Dataset data = Idx.read(write("images", idx(UNSIGNED_BYTE, new int[] {2, 128}, bytes)), write("labels", LABELS),
        divisor);
    float[] inputs = inputs(data);
    for (int i = 0; i < 256; i++) {
      assertEquals(i / divisor, inputs[i], "byte " + i);
    }
  }

  @Test
  void takesLabelsForUnsigned() throws IOException {
    byte[] labels = idx(UNSIGNED_BYTE, new int[] {2}, 255, 128);
    Dataset data = Idx.read(write("images", IMAGES), write("labels", labels), 1f);
    assertEquals(256, data.classCount());
    assertEquals(255, data.classOf(0));
    assertEquals(128, data.classOf(1));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("empty", new byte[0], "ends within its header"),
        arguments("half a magic number", new byte[] {0, 0, 8}, "ends within its header"),
        arguments("half a dimension", new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0}, "ends within its header"),
        arguments("other first byte", new byte[] {80, 75, 8, 2}, "found first bytes 80 75, expected 0 0"),
        arguments("other second byte", new byte[] {0, (byte) 255, 8, 2}, "found first bytes 0 255"),
        arguments("floats", idx(0x0d, new int[] {2, 1}, 1, 2), "type 0x0d, expected 0x08"),
        arguments("signed bytes", idx(0x09, new int[] {2, 1}, 1, 2), "type 0x09, expected 0x08"),
        arguments("no dimension", idx(UNSIGNED_BYTE, new int[0]), "found dimensions []"),
        arguments("no rows", idx(UNSIGNED_BYTE, new int[] {0, 3}), "found dimensions [0, 3]"),
        arguments("empty rows", idx(UNSIGNED_BYTE, new int[] {2, 0}), "found dimensions [2, 0]"),
        arguments("negative dimension", idx(UNSIGNED_BYTE, new int[] {2, -1}), "found dimensions [2, -1]"),
        arguments("two negative dimensions", idx(UNSIGNED_BYTE, new int[] {-2, -1}, 1, 2), "dimensions [-2, -1]"),
        arguments("2^32 + 1 values, 1 modulo 2^32", idx(UNSIGNED_BYTE, new int[] {641, 6_700_417}, 1), "[641,"),
        arguments("2^64 values", idx(UNSIGNED_BYTE, new int[] {65536, 65536, 65536, 65536}), "[65536, 65536, 65536"),
        arguments("a gigabyte claimed", idx(UNSIGNED_BYTE, new int[] {2, 1 << 29}, 1, 2), "found 2 values, expected"),
        arguments("a value missing", idx(UNSIGNED_BYTE, new int[] {2, 2}, 1, 2, 3), "found 3 values, expected 4"),
        arguments("a value too many", idx(UNSIGNED_BYTE, new int[] {2, 2}, 1, 2, 3, 4, 5), "more bytes after the 4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void saysWhatIsWrong(String what, byte[] bytes, String expectedInMessage) throws IOException {
    Path good = write("good", LABELS);
    for (byte[] content : List.of(bytes, gzip(bytes))) {
      Path bad = write("bad", content);
      assertMalformed(bad, expectedInMessage, bad, good);
    }
  }

  @Test
  void refusesLabelsOfTwoDimensionsAndImagesOfOne() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", LABELS);
    assertMalformed(images, "found 3 dimensions, expected 1 for labels", images, images);
    assertMalformed(labels, "found 1 dimensions, expected at least 2 for images", labels, labels);
  }

  @Test
  void refusesLabelsThatAreNotOneForEachImage() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", idx(UNSIGNED_BYTE, new int[] {3}, 1, 2, 3));
    assertMalformed(labels, "found 3 labels, expected 2, one for each image in " + images, images, labels);
  }

  @Test
  void refusesAFolder() throws IOException {
    assertMalformed(folder, "is a folder, expected a file", folder, write("labels", LABELS));
  }

  @Test
  void refusesEveryPrefix() throws IOException {
    Path images = write("images", IMAGES);
    byte[] gzipped = gzip(LABELS);
    for (byte[] whole : List.of(LABELS, gzipped)) {
      for (int length = 0; length < whole.length; length++) {
        Path labels = write("labels", Arrays.copyOf(whole, length));
        assertThrows(FileFormatException.class, () -> Idx.read(images, labels, 1f), "first " + length + " bytes");
      }
    }
  }

  /** Every bit of a gzipped file flipped: the checksum tells, unless the header of the gzip data does not matter. */
  @Test
  void readsTheSameOrNothingFromDamagedGzipData() throws IOException {
    Path labels = write("labels", LABELS);
    byte[] gzipped = gzip(IMAGES);
    float[] expected = inputs(Idx.read(write("images", gzipped), labels, 1f));
    int refused = 0;
    for (int bit = 0; bit < 8 * gzipped.length; bit++) {
      byte[] damaged = gzipped.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path images = write("images", damaged);
      try {
        assertArrayEquals(expected, inputs(Idx.read(images, labels, 1f)), "bit " + bit);
      } catch (FileFormatException e) {
        refused++;
      }
    }
    // Of the 18 bytes of header and trailer at most 10, the header, can be without effect.
    assertTrue(refused >= 8 * (gzipped.length - 10), refused + " of " + 8 * gzipped.length + " refused");
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE})
  void refusesOtherDivisors(float divisor) throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", LABELS);
    String message = assertThrows(IllegalArgumentException.class, () -> Idx.read(images, labels, divisor)).getMessage();
    assertTrue(message.contains("divisor = " + divisor), message);
  }

  @ParameterizedTest
  @CsvSource({"-, ''", "-, .gz", "., ''", "., .gz"})
  void findsTheFilesOfMnistInAllTheirSpellings(String separator, String ending) throws IOException {
    boolean gzip = !ending.isEmpty();
    for (String set : List.of("train", "t10k")) {
      write(set + "-images" + separator + "idx3-ubyte" + ending, gzip ? gzip(IMAGES) : IMAGES);
    }
    byte[] testLabels = idx(UNSIGNED_BYTE, new int[] {2}, 3, 4);
    write("train-labels" + separator + "idx1-ubyte" + ending, gzip ? gzip(LABELS) : LABELS);
    write("t10k-labels" + separator + "idx1-ubyte" + ending, gzip ? gzip(testLabels) : testLabels);
    assertEquals(6, Idx.readTrain(folder, 1f).classOf(0));
    assertEquals(3, Idx.readTest(folder, 1f).classOf(0));
  }

  @Test
  void namesTheFilesItLookedFor() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);
    for (String name : List.of("train-labels-idx1-ubyte", "train-labels-idx1-ubyte.gz", "train-labels.idx1-ubyte",
        "train-labels.idx1-ubyte.gz")) {
      assertMissing(folder.resolve(name), () -> Idx.readTrain(folder, 1f));
    }
    assertMissing(folder.resolve("t10k-images-idx3-ubyte"), () -> Idx.readTest(folder, 1f));
    Path images = folder.resolve("train-images-idx3-ubyte");
    Path absent = folder.resolve("absent");
    assertMissing(absent, () -> Idx.read(images, absent, 1f));
  }

  @FunctionalInterface
  private interface Reading {
    Dataset read() throws IOException;
  }

  private static void assertMissing(Path file, Reading reading) {
    String message = assertThrows(NoSuchFileException.class, reading::read).getMessage();
    assertTrue(message.contains(file.toString()), message);
  }

  private static void assertMalformed(Path blamed, String expectedInMessage, Path images, Path labels) {
    String message = assertThrows(FileFormatException.class, () -> Idx.read(images, labels, 1f)).getMessage();
    assertTrue(message.startsWith(blamed + ": "), message);
    assertTrue(message.contains(expectedInMessage), message);
  }

  private static byte[] idx(int type, int[] dimensions, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) dimensions.length});
    Arrays.stream(dimensions).forEach(bytes::putInt);
    Arrays.stream(values).forEach(value -> bytes.put((byte) value));
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static float[] inputs(Dataset data) {
    float[] inputs = new float[data.rows() * data.inputs()];
    data.copyInputs(0, data.rows(), inputs, 0);
    return inputs;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
