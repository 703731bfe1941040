package io.github.jinbei.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors of floats and string metadata, as a file in the <a
 * href="https://huggingface.co/docs/safetensors">safetensors</a> format (drawn in the package description). Any tool
 * that knows the format can read what this class writes; of other tools' files this class reads those whose tensors all
 * have dtype F32.
 *
 * <p>A container only: it knows nothing of what the tensors mean. Infinities, NaN and -0 are values like any other.
 */
public final class SafeTensors {

  /** Limit of the reference implementation; it keeps a damaged length from looking like a long header. */
  private static final int MAX_HEADER_LENGTH = 100_000_000;

  /** The data section begins at a multiple of this in the files written here. */
  private static final int ALIGNMENT = 8;

  /** Bytes converted at a time. */
  private static final int CHUNK = 1 << 16;

  private final SortedMap<String, String> metadata;
  private final List<Tensor> tensors;

  /**
   * One tensor: row-major values, the last dimension contiguous. The array of values is used, not copied. Two tensors
   * are equal if they have the same arrays, as is the way of records.
   *
   * @param name  any text but {@code __metadata__}
   * @param shape the dimensions, each 0 or more; none at all for a single value
   * @param data  the values, as many as the product of the dimensions
   */
  public record Tensor(String name, int[] shape, float[] data) {

    /**
     * Checks and keeps the values.
     *
     * @throws IllegalArgumentException if the name cannot be written, or the shape does not fit the values
     */
    public Tensor {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(data, "data");
      shape = Objects.requireNonNull(shape, "shape").clone();
      requireText("name", name);
      if (name.equals(Header.METADATA)) {
        throw new IllegalArgumentException("name = " + name + "; expected another, the format keeps this for metadata");
      }
      boolean negative = Arrays.stream(shape).anyMatch(dimension -> dimension < 0);
      if (negative || Header.elements(shape) != data.length) {
        throw new IllegalArgumentException("shape = " + Arrays.toString(shape)
            + "; expected dimensions of 0 or more whose product is data.length = " + data.length);
      }
    }

    /** A copy of the dimensions. */
    @Override
    public int[] shape() {
      return shape.clone();
    }
  }

  /**
   * Keeps the metadata and the tensors, in the order in which they are to be written.
   *
   * @throws IllegalArgumentException if two tensors have one name, or a string of the metadata half a surrogate pair
   */
  public SafeTensors(Map<String, String> metadata, List<Tensor> tensors) {
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNull(metadata, "metadata")));
    this.tensors = List.copyOf(Objects.requireNonNull(tensors, "tensors"));
    this.metadata.forEach((key, value) -> {
      requireText("metadata key", key);
      requireText("metadata value of " + key, Objects.requireNonNull(value, "metadata value of " + key));
    });
    requireDistinctNames(this.tensors);
  }

  /** The metadata, sorted by key; not modifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The tensors in the order given, or in the order of the file's header; not modifiable. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * The tensor of the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor tensor(String name) {
    for (Tensor tensor : tensors) {
      if (tensor.name().equals(name)) {
        return tensor;
      }
    }
    throw new IllegalArgumentException("name = " + name + "; expected one of "
        + tensors.stream().map(Tensor::name).toList());
  }

  /**
   * Writes the file, replacing one that exists as a whole: a failure leaves it as it was. The same content gives the
   * same bytes.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    byte[] header = paddedHeader();
    AtomicFile.replace(file, out -> {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
      out.write(length.array());
      out.write(header);
      ByteBuffer chunk = newChunk();
      for (Tensor tensor : tensors) {
        writeFloats(out, tensor.data(), chunk);
      }
    });
  }

  /**
   * Reads a file. Nothing in it is trusted: memory is taken only for what the file was found to hold.
   *
   * @throws FileFormatException if it is not a good safetensors file, or holds another dtype than F32
   * @throws IOException         if it cannot be read
   */
  public static SafeTensors read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileFormatException(file, "is a folder, expected a file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int headerLength = readHeaderLength(file, channel);
      long dataStart = Long.BYTES + (long) headerLength;
      Header header = Header.parse(file, readHeader(file, channel, headerLength), channel.size() - dataStart);
      List<Tensor> tensors = new ArrayList<>();
      ByteBuffer chunk = newChunk();
      for (Header.Entry entry : header.entries()) {
        float[] data = new float[entry.elements()];
        readFloats(file, channel, dataStart + entry.begin(), data, chunk);
        tensors.add(new Tensor(entry.name(), entry.shape(), data));
      }
      return new SafeTensors(header.metadata(), tensors);
    }
  }

  private byte[] paddedHeader() {
    byte[] json = Header.of(metadata, tensors).toJson().getBytes(StandardCharsets.UTF_8);
    if (json.length > MAX_HEADER_LENGTH - ALIGNMENT) {
      throw new IllegalStateException("names, shapes and metadata take " + json.length
          + " bytes; expected at most " + (MAX_HEADER_LENGTH - ALIGNMENT));
    }
    // The length before the header takes 8 bytes itself, so the header alone has to end at the alignment.
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void writeFloats(OutputStream out, float[] data, ByteBuffer chunk) throws IOException {
    for (int done = 0; done < data.length;) {
      int count = Math.min(data.length - done, CHUNK / Float.BYTES);
      chunk.clear().asFloatBuffer().put(data, done, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
      done += count;
    }
  }

  private static int readHeaderLength(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new FileFormatException(file, "found " + size + " bytes, expected at least the " + Long.BYTES
          + " that hold the length of the header");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, 0, bytes);
    long length = bytes.getLong(0);
    // Unsigned in the file: what is negative here is far beyond any limit.
    if (length < 0 || length > Math.min(MAX_HEADER_LENGTH, size - Long.BYTES)) {
      throw new FileFormatException(file, "found a header length of " + Long.toUnsignedString(length)
          + ", expected at most " + MAX_HEADER_LENGTH + " and the " + (size - Long.BYTES) + " bytes that follow it");
    }
    return (int) length;
  }

  private static String readHeader(Path file, FileChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    readFully(file, channel, Long.BYTES, bytes);
    if (length == 0 || bytes.get(0) != '{') {
      String found = length == 0 ? "none" : "one that begins with byte " + bytes.get(0);
      throw new FileFormatException(file, "expected a header that begins with '{', found " + found);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(file, "expected a header in UTF-8, found bytes that are none", e);
    }
  }

  private static void readFloats(Path file, FileChannel channel, long position, float[] data, ByteBuffer chunk)
      throws IOException {
    for (int done = 0; done < data.length;) {
      int count = Math.min(data.length - done, CHUNK / Float.BYTES);
      readFully(file, channel, position + (long) done * Float.BYTES, chunk.clear().limit(count * Float.BYTES));
      chunk.flip().asFloatBuffer().get(data, done, count);
      done += count;
    }
  }

  /** Fills the buffer from the given position of the file on. */
  private static void readFully(Path file, FileChannel channel, long position, ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      int count = channel.read(to, position + to.position());
      if (count < 0) {
        throw new FileFormatException(file, "became shorter while it was read");
      }
    }
  }

  private static ByteBuffer newChunk() {
    return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireText(String what, String text) {
    if (!JsonWriter.isText(text)) {
      throw new IllegalArgumentException(what + " = " + JsonWriter.quote(text)
          + "; expected proper Unicode, without half a surrogate pair");
    }
  }

  private static void requireDistinctNames(List<Tensor> tensors) {
    List<String> names = tensors.stream().map(Tensor::name).sorted().toList();
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i).equals(names.get(i - 1))) {
        throw new IllegalArgumentException("tensors: two are named " + JsonWriter.quote(names.get(i))
            + "; expected distinct names");
      }
    }
  }
}
