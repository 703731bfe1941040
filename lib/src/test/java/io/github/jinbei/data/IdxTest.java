package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jinbei.Bits;
import io.github.jinbei.format.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
    // Each name has the ending of the other kind of file.
    Path images = write(gzipImages ? "images" : "images.gz", gzipImages ? gzip(IMAGES) : IMAGES);
    Path labels = write(gzipLabels ? "labels" : "labels.gz", gzipLabels ? gzip(LABELS) : LABELS);
    Dataset data = Idx.read(images, labels, 1f);
    assertEquals(2, data.rows());
    assertEquals(6, data.inputs());
    assertEquals(7, data.classCount());
    assertEquals(6, data.classOf(0));
    assertEquals(1, data.classOf(1));
    Bits.assertSame(new float[] {0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255}, inputs(data));
  }

  @Test
  void readsImagesOfAnyShape() throws IOException {
    for (int[] shape : new int[][] {{2, 3}, {2, 1, 3}, {2, 3, 1, 1}}) {
      byte[] images = idx(UNSIGNED_BYTE, shape, 9, 8, 7, 6, 5, 4);
      Dataset data = Idx.read(write("images", images), write("labels", LABELS), 1f);
      assertEquals(3, data.inputs(), Arrays.toString(shape));
      Bits.assertSame(new float[] {9, 8, 7, 6, 5, 4}, inputs(data), Arrays.toString(shape));
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
  void readsLabelsAsUnsignedBytes() throws IOException {
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
  void describesWhatIsMalformed(String what, byte[] bytes, String expectedInMessage) throws IOException {
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
    assertMalformed(labels, "found 1 dimension, expected at least 2 for images", labels, labels);
  }

  @Test
  void refusesOtherNumbersOfLabelsThanOfImages() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", idx(UNSIGNED_BYTE, new int[] {3}, 1, 2, 3));
    assertMalformed(labels, "found 3 labels, expected 2, one for each image in " + images, images, labels);
  }

  @Test
  void refusesAFolder() throws IOException {
    assertMalformed(folder, "is a folder, expected a file", folder, write("labels", LABELS));
  }

  @Test
  void refusesFilesCutAtAnyByte() throws IOException {
    Path images = write("images", IMAGES);
    byte[] gzipped = gzip(LABELS);
    for (byte[] whole : List.of(LABELS, gzipped)) {
      for (int length = 0; length < whole.length; length++) {
        Path labels = write("labels", Arrays.copyOf(whole, length));
        assertThrows(FileFormatException.class, () -> Idx.read(images, labels, 1f), "first " + length + " bytes");
      }
    }
  }

  /** Flips every bit of a gzipped file. The checksum finds each, except where a bit of the gzip header has no effect. */
  @Test
  void readsTheSameValuesFromDamagedGzipDataOrThrows() throws IOException {
    Path labels = write("labels", LABELS);
    byte[] gzipped = gzip(IMAGES);
    float[] expected = inputs(Idx.read(write("images", gzipped), labels, 1f));
    int refused = 0;
    for (int bit = 0; bit < 8 * gzipped.length; bit++) {
      byte[] damaged = gzipped.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path images = write("images", damaged);
      try {
        Bits.assertSame(expected, inputs(Idx.read(images, labels, 1f)), "bit " + bit);
      } catch (FileFormatException e) {
        refused++;
      }
    }
    // Of the 18 bytes of header and trailer, only the 10 of the header may have no effect.
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
  void findsMnistUnderAllFileNames(String separator, String ending) throws IOException {
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

  @Test
  void readsLabelsThatAreInts() throws IOException {
    Dataset data = Idx.read(write("images", IMAGES), write("labels", ints(new int[] {2}, 70_000, 256)), 1f);
    assertEquals(70_001, data.classCount());
    assertEquals(70_000, data.classOf(0));
    assertEquals(256, data.classOf(1));
  }

  /** Reads labels of bytes and of ints, in one dimension and two. */
  @Test
  void readsAColumnOfLabels() throws IOException {
    Path images = write("images", IMAGES);
    int[] values = {7, 4, 200, 3, 0, 101};
    for (byte[] bytes : List.of(ints(new int[] {2, 3}, values), idx(UNSIGNED_BYTE, new int[] {2, 3}, values))) {
      Path labels = write("labels", bytes);
      for (int column = 0; column < 3; column++) {
        Dataset data = Idx.read(images, labels, column, 1f);
        assertEquals(values[column], data.classOf(0), "column " + column);
        assertEquals(values[3 + column], data.classOf(1), "column " + column);
        assertEquals(Math.max(values[column], values[3 + column]) + 1, data.classCount(), "column " + column);
      }
      assertMalformed(labels, "found 3 columns of labels, expected one, or a label column chosen from 0 to 2",
          images, labels);
      assertEquals(labels + ": has no label column 3, expected 0 to 2",
          assertThrows(FileFormatException.class, () -> Idx.read(images, labels, 3, 1f)).getMessage());
    }
    assertEquals(4, Idx.read(images, write("single", ints(new int[] {2, 1}, 9, 4)), 1f).classOf(1));
    Path plain = write("plain", LABELS);
    assertEquals(6, Idx.read(images, plain, 0, 1f).classOf(0));
    assertThrows(FileFormatException.class, () -> Idx.read(images, plain, 1, 1f));
    assertEquals("labelColumn = -1; expected 0 or more",
        assertThrows(IllegalArgumentException.class, () -> Idx.read(images, plain, -1, 1f)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Idx.Layout("", OptionalInt.of(-1)));
  }

  @Test
  void refusesIntsOutOfTheRangeOfClasses() throws IOException {
    Path images = write("images", IMAGES);
    for (int label : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Path labels = write("labels", ints(new int[] {2}, 0, label));
      assertMalformed(labels, "found label " + label + " in row 1, expected 0 to 2147483646", images, labels);
    }
    Path wide = write("wide", ints(new int[] {2, 3}, 1, 2, 3, 4, 5, 6));
    assertMalformed(wide, "found ints, expected unsigned bytes for images", wide, write("labels", LABELS));
  }

  @Test
  void refusesDamagedInts() throws IOException {
    Path images = write("images", IMAGES);
    byte[] whole = ints(new int[] {2}, 1, 2);
    Path cut = write("cut", Arrays.copyOf(whole, whole.length - 1));
    assertMalformed(cut, "found 1 value, expected 2", images, cut);
    Path more = write("more", Arrays.copyOf(whole, whole.length + 1));
    assertMalformed(more, "found more bytes after the 2 values", images, more);
    Path many = write("many", ints(new int[] {2, 1 << 28}));
    assertMalformed(many, "a product of at most 536870909", images, many);
  }

  /** EMNIST has several sets in one folder, with a prefix each. The last column is the name of the test set. */
  @ParameterizedTest
  @CsvSource({"emnist-letters-, -, idx1-ubyte, test", "emnist-digits-, -, idx1-ubyte, t10k", "qmnist-, ., idx2-int, test",
      "'', -, idx1-ubyte, test"})
  void findsFilesWithAPrefix(String prefix, String separator, String labelType, String test) throws IOException {
    write("train-images-idx3-ubyte", new byte[1]);
    write("train-labels-idx1-ubyte", new byte[1]);
    write("emnist-balanced-train-images-idx3-ubyte", new byte[1]);
    boolean columns = labelType.equals("idx2-int");
    for (String set : List.of("train", test)) {
      int label = set.equals("train") ? 5 : 6;
      write(prefix + set + "-images" + separator + "idx3-ubyte", IMAGES);
      write(prefix + set + "-labels" + separator + labelType,
          columns ? ints(new int[] {2, 2}, 1, label, 2, label) : idx(UNSIGNED_BYTE, new int[] {2}, label, label));
    }
    Idx.Layout layout = new Idx.Layout(prefix, columns ? OptionalInt.of(1) : OptionalInt.empty());
    assertEquals(5, Idx.readTrain(folder, layout, 1f).classOf(1));
    assertEquals(6, Idx.readTest(folder, layout, 1f).classOf(1));
    assertMissing(folder.resolve("other-train-images-idx3-ubyte"),
        () -> Idx.readTrain(folder, new Idx.Layout("other-", OptionalInt.empty()), 1f));
  }

  /** Some archives unpack to folders that have the name of a file; the file may be in the folder or beside it. */
  @Test
  void findsFilesInFoldersOfTheirName() throws IOException {
    Path images = Files.createDirectory(folder.resolve("train-images-idx3-ubyte"));
    Path labels = Files.createDirectory(folder.resolve("train-labels.idx1-ubyte"));
    assertMissing(images, () -> Idx.readTrain(folder, 1f));
    write("train-images.idx3-ubyte", IMAGES);
    assertMissing(folder.resolve("train-labels-idx1-ubyte"), () -> Idx.readTrain(folder, 1f));
    Files.write(labels.resolve("train-labels-idx1-ubyte"), LABELS);
    assertEquals(6, Idx.readTrain(folder, 1f).classOf(0));
    Files.delete(folder.resolve("train-images.idx3-ubyte"));
    assertMissing(images, () -> Idx.readTrain(folder, 1f));
    Files.write(images.resolve("train-images-idx3-ubyte"), IMAGES);
    assertEquals(6, Idx.readTrain(folder, 1f).inputs());
    // A file in the folder of the data set is preferred to one in a folder of its name.
    write("train-labels-idx1-ubyte.gz", gzip(idx(UNSIGNED_BYTE, new int[] {2}, 3, 3)));
    assertEquals(3, Idx.readTrain(folder, 1f).classOf(0));
  }

  @Test
  void readsInAnInterruptedThread() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", LABELS);
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
      Files.write(zip.getPath("images"), gzip(IMAGES));
      Files.write(zip.getPath("labels"), LABELS);
      Files.write(zip.getPath("train-images-idx3-ubyte"), IMAGES);
      Files.write(zip.getPath("train-labels-idx1-ubyte"), LABELS);
    }
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of())) {
      Thread.currentThread().interrupt();
      assertEquals(6, Idx.readTrain(zip.getPath("/"), 1f).classOf(0));
      assertTrue(Thread.interrupted(), "flag");
    }
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of())) {
      for (Path[] files : new Path[][] {{images, labels}, {zip.getPath("images"), zip.getPath("labels")}}) {
        for (int time = 0; time < 2; time++) {
          Thread.currentThread().interrupt();
          assertEquals(6, Idx.read(files[0], files[1], 1f).classOf(0));
          assertTrue(Thread.interrupted(), "flag");
        }
      }
      Thread.currentThread().interrupt();
      assertEquals(64, Digits.train().inputs());
      assertTrue(Thread.interrupted(), "flag");
    } finally {
      Thread.interrupted();
    }
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

  private static byte[] ints(int[] dimensions, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + 4 * values.length);
    bytes.put(new byte[] {0, 0, 0x0c, (byte) dimensions.length});
    Arrays.stream(dimensions).forEach(bytes::putInt);
    Arrays.stream(values).forEach(bytes::putInt);
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
