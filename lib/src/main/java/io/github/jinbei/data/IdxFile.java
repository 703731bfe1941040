package io.github.jinbei.data;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.internal.file.Uninterrupted;
import io.github.jinbei.internal.text.Count;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of an IDX file of unsigned bytes or of ints, raw or gzipped:
 *
 * <pre>
 *   0 0 type n    one byte each; type 0x08 means unsigned bytes, 0x0c big-endian ints; n is the number of dimensions
 *   dimensions    n big-endian ints
 *   values        as many as the product of the dimensions, the last one contiguous
 * </pre>
 *
 * @param path       the file that was read
 * @param type       {@link #UNSIGNED_BYTE} or {@link #INT}
 * @param dimensions at least one, each at least 1
 * @param values     the bytes of the values as in the file
 */
record IdxFile(Path path, int type, int[] dimensions, byte[] values) {

  static final int UNSIGNED_BYTE = 0x08;
  static final int INT = 0x0c;

  /** The longest {@code byte[]} that every Java VM can allocate. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final int BUFFER = 1 << 16;

  /** The first length of the array of values, in bytes: more than MNIST needs (47 million). */
  private static final int FIRST_BYTES = 1 << 26;

  /**
   * Reads a whole file. At first at most 64 MB are allocated, whatever the header says; then the array grows with the
   * bytes that are read.
   *
   * @throws FileFormatException if the file is not in IDX format, ends early, or has bytes after the last value
   * @throws IOException         if it cannot be read
   */
  static IdxFile read(Path path) throws IOException {
    return read(path, FIRST_BYTES);
  }

  /** Reads a file as {@link #read(Path)} does; {@code room} is the first length of the array of values, at least 1. */
  static IdxFile read(Path path, int room) throws IOException {
    return Uninterrupted.call(() -> open(path, room));
  }

  private static IdxFile open(Path path, int room) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileFormatException(path, "is a folder, expected a file");
    }
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      if (!isGzip(file)) {
        return read(path, file, room);
      }
      try (InputStream content = new GZIPInputStream(file, BUFFER)) {
        return read(path, content, room);
      }
    } catch (ZipException | EOFException e) {
      throw new FileFormatException(path, "found damaged gzip data (" + e.getMessage() + "), expected a whole file", e);
    }
  }

  /** Returns the number of rows: the first dimension. */
  int rows() {
    return dimensions[0];
  }

  /** Returns the number of values in a row: the product of the other dimensions. */
  int width() {
    return values.length / bytes(type) / dimensions[0];
  }

  /** Returns the values of one column, one for each row. */
  int[] column(int column) {
    ByteBuffer buffer = ByteBuffer.wrap(values);
    int[] result = new int[rows()];
    for (int row = 0; row < result.length; row++) {
      int index = row * width() + column;
      result[row] = type == INT ? buffer.getInt(index * Integer.BYTES) : Byte.toUnsignedInt(values[index]);
    }
    return result;
  }

  private static int bytes(int type) {
    return type == INT ? Integer.BYTES : Byte.BYTES;
  }

  /** Returns whether the file is gzipped: gzip data begins with 0x1f 0x8b, IDX data with two zeros. */
  private static boolean isGzip(InputStream file) throws IOException {
    file.mark(2);
    boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
    file.reset();
    return gzip;
  }

  private static IdxFile read(Path path, InputStream in, int room) throws IOException {
    byte[] magic = readMagic(path, in);
    int type = magic[2];
    int[] dimensions = new int[Byte.toUnsignedInt(magic[3])];
    ByteBuffer.wrap(readHeader(path, in, dimensions.length * Integer.BYTES)).asIntBuffer().get(dimensions);
    int count = product(path, dimensions, bytes(type)) * bytes(type);
    byte[] values = new byte[Math.min(count, room)];
    int found = in.readNBytes(values, 0, values.length);
    // The array grows with the bytes that are read, so a damaged count cannot cause an allocation of gigabytes.
    while (found == values.length && found < count) {
      values = Arrays.copyOf(values, (int) Math.min(count, 2L * found));
      found += in.readNBytes(values, found, values.length - found);
    }
    if (found != count) {
      throw new FileFormatException(path, "found " + Count.of(found / bytes(type), "value") + ", expected "
          + count / bytes(type) + " for dimensions " + Arrays.toString(dimensions));
    }
    if (in.read() >= 0) {
      throw new FileFormatException(path, "found more bytes after the " + Count.of(count / bytes(type), "value")
          + " for dimensions " + Arrays.toString(dimensions) + ", expected the end");
    }
    return new IdxFile(path, type, dimensions, values);
  }

  private static byte[] readMagic(Path path, InputStream in) throws IOException {
    byte[] magic = readHeader(path, in, 4);
    if (magic[0] != 0 || magic[1] != 0) {
      throw new FileFormatException(path, "found first bytes " + Byte.toUnsignedInt(magic[0]) + " "
          + Byte.toUnsignedInt(magic[1]) + ", expected 0 0, with which IDX files begin");
    }
    if (magic[2] != UNSIGNED_BYTE && magic[2] != INT) {
      throw new FileFormatException(path, String.format(
          "found values of type 0x%02x, expected 0x%02x, unsigned bytes, or 0x%02x, ints", magic[2], UNSIGNED_BYTE, INT));
    }
    return magic;
  }

  private static byte[] readHeader(Path path, InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new FileFormatException(path, "ends within its header");
    }
    return bytes;
  }

  private static int product(Path path, int[] dimensions, int valueBytes) throws FileFormatException {
    long product = 1;
    for (int dimension : dimensions) {
      // A product within the limit has 31 bits, so that one more int cannot make it overflow.
      product *= dimension;
      if (dimension < 1 || product > MAX_BYTES / valueBytes) {
        throw dimensionsProblem(path, dimensions, valueBytes);
      }
    }
    if (dimensions.length == 0) {
      throw dimensionsProblem(path, dimensions, valueBytes);
    }
    return (int) product;
  }

  private static FileFormatException dimensionsProblem(Path path, int[] dimensions, int valueBytes) {
    return new FileFormatException(path, "found dimensions " + Arrays.toString(dimensions)
        + ", expected at least one, each at least 1, and a product of at most "
        + MAX_BYTES / valueBytes);
  }
}
