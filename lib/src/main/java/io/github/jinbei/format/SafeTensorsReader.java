package io.github.jinbei.format;

import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.text.Count;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sequential reader of a safetensors file, which may be a pipe. */
final class SafeTensorsReader {

  /** The first length of an array of values if the length of the file is unknown. */
  private static final int FIRST_VALUES = 1 << 20;

  private final Path file;
  private final InputStream in;
  private final long length;
  private final ByteBuffer chunk = SafeTensors.newChunk();

  private SafeTensorsReader(Path file, InputStream in, long length) {
    this.file = file;
    this.in = in;
    this.length = length;
  }

  static SafeTensors read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileFormatException(file, "is a folder, expected a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new SafeTensorsReader(file, in, Files.isRegularFile(file) ? Files.size(file) : Header.UNKNOWN).read();
    } catch (EOFException e) {
      throw new FileFormatException(file, "ends within a tensor", e);
    }
  }

  private SafeTensors read() throws IOException {
    int headerLength = readHeaderLength();
    String json = readHeader(headerLength);
    Header header = Header.parse(file, json, length == Header.UNKNOWN ? Header.UNKNOWN : length - Long.BYTES - headerLength);
    Map<String, Tensor> floats = new HashMap<>();
    Map<String, DoubleTensor> doubles = new HashMap<>();
    SortedMap<String, String> integers = new TreeMap<>();
    for (Header.Entry entry : header.byPlace()) {
      if (entry.isFloat()) {
        floats.put(entry.name(), new Tensor(entry.name(), entry.shape(), readFloats(entry.elements())));
      } else if (entry.isDouble()) {
        doubles.put(entry.name(), new DoubleTensor(entry.name(), entry.shape(), readDoubles(entry.elements())));
      } else {
        in.skipNBytes(entry.end() - entry.begin());
        integers.put(entry.name(), entry.dtype());
      }
    }
    if (length == Header.UNKNOWN && in.read() >= 0) {
      throw new FileFormatException(file, "found more bytes after the last tensor, expected the end");
    }
    return new SafeTensors(header.metadata(),
        header.entries().stream().filter(Header.Entry::isFloat).map(entry -> floats.get(entry.name())).toList(),
        header.entries().stream().filter(Header.Entry::isDouble).map(entry -> doubles.get(entry.name())).toList(), integers);
  }

  private int readHeaderLength() throws IOException {
    byte[] bytes = in.readNBytes(Long.BYTES);
    if (bytes.length < Long.BYTES) {
      throw new FileFormatException(file, "found " + Count.of(bytes.length, "byte") + ", expected at least " + Long.BYTES
          + " that hold the length of the header");
    }
    long headerLength = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    // The length is unsigned in the file. A negative long is at least 2^63 and far above the limit.
    if (headerLength < 0 || headerLength > Math.min(SafeTensors.MAX_HEADER_LENGTH, length - Long.BYTES)) {
      throw new FileFormatException(file, "found a header length of " + Long.toUnsignedString(headerLength)
          + ", expected at most " + SafeTensors.MAX_HEADER_LENGTH
          + (length == Header.UNKNOWN
              ? ""
              : " and the " + Count.of(length - Long.BYTES, "byte that follows it", "bytes that follow it")));
    }
    return (int) headerLength;
  }

  private String readHeader(int headerLength) throws IOException {
    byte[] bytes = in.readNBytes(headerLength);
    if (bytes.length < headerLength) {
      throw new FileFormatException(file, "ends within its header");
    }
    if (headerLength == 0 || bytes[0] != '{') {
      String found = headerLength == 0 ? "none" : "one that begins with byte " + bytes[0];
      throw new FileFormatException(file, "expected a header that begins with '{', found " + found);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(file, "expected a header in UTF-8, found other bytes", e);
    }
  }

  private float[] readFloats(int count) throws IOException {
    float[] values = new float[firstLength(count)];
    for (int done = 0; done < count;) {
      if (done == values.length) {
        values = Arrays.copyOf(values, nextLength(count, done));
      }
      int next = readChunk(values.length - done, Float.BYTES);
      chunk.asFloatBuffer().get(values, done, next);
      done += next;
    }
    return values;
  }

  private double[] readDoubles(int count) throws IOException {
    double[] values = new double[firstLength(count)];
    for (int done = 0; done < count;) {
      if (done == values.length) {
        values = Arrays.copyOf(values, nextLength(count, done));
      }
      int next = readChunk(values.length - done, Double.BYTES);
      chunk.asDoubleBuffer().get(values, done, next);
      done += next;
    }
    return values;
  }

  /** Returns the first length of an array for values. If the length of the file is unknown, the array grows as it is read. */
  private int firstLength(int count) {
    return length == Header.UNKNOWN ? Math.min(count, FIRST_VALUES) : count;
  }

  private static int nextLength(int count, int done) {
    return (int) Math.min(count, 2L * done);
  }

  /** Reads at most count values of a number of bytes into the chunk, and returns how many. */
  private int readChunk(int count, int bytes) throws IOException {
    int next = Math.min(count, chunk.capacity() / bytes);
    if (in.readNBytes(chunk.array(), 0, next * bytes) < next * bytes) {
      throw new EOFException();
    }
    return next;
  }
}
