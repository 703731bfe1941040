package io.github.jinbei.format;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.file.Uninterrupted;
import io.github.jinbei.internal.text.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Named tensors of floats and of doubles, and string metadata: the content of a file in the <a
 * href="https://huggingface.co/docs/safetensors">safetensors</a> format (drawn in the package description). Other tools
 * for this format can read the files that this class writes. It reads files of other tools whose tensors have dtype F32,
 * F64 or an integer dtype; the values of integer tensors are skipped.
 *
 * <p>The class is a container only and does not interpret the tensors. It keeps infinities, NaN and -0.
 */
public final class SafeTensors {

  /** Limits the header length, so that a damaged length is detected. The same limit as in the reference implementation. */
  static final int MAX_HEADER_LENGTH = 100_000_000;

  /** The data section of a file that is written begins at a multiple of this many bytes. */
  private static final int ALIGNMENT = 8;

  /** Bytes that are converted at a time. */
  private static final int CHUNK = 1 << 16;

  private final SortedMap<String, String> metadata;
  private final List<Tensor> tensors;
  private final List<DoubleTensor> doubles;
  private final SortedMap<String, String> integers;

  /**
   * One tensor of floats, dtype F32: row-major values, the last dimension contiguous. The array of values is used, not
   * copied. Two tensors are equal if they have the same array objects (the {@code equals} of records).
   *
   * @param name  any text except {@code __metadata__}
   * @param shape the dimensions, each 0 or more; empty for a single value
   * @param data  the values; their number is the product of the dimensions
   */
  public record Tensor(String name, long[] shape, float[] data) {

    /**
     * Checks the arguments and copies the shape.
     *
     * @param name the name
     * @param shape the dimensions
     * @param data the values
     * @throws IllegalArgumentException if the name cannot be written, or the shape does not fit the number of values
     * @throws NullPointerException if an argument is null
     */
    public Tensor {
      shape = checked(name, shape, Objects.requireNonNull(data, "data").length);
    }

    /**
     * Returns a copy of the dimensions.
     *
     * @return a new array
     */
    @Override
    public long[] shape() {
      return shape.clone();
    }
  }

  /**
   * One tensor of doubles, dtype F64; otherwise as {@link Tensor}.
   *
   * @param name  any text except {@code __metadata__}
   * @param shape the dimensions, each 0 or more; empty for a single value
   * @param data  the values; their number is the product of the dimensions
   */
  public record DoubleTensor(String name, long[] shape, double[] data) {

    /**
     * Checks the arguments and copies the shape.
     *
     * @param name the name
     * @param shape the dimensions
     * @param data the values
     * @throws IllegalArgumentException if the name cannot be written, or the shape does not fit the number of values
     * @throws NullPointerException if an argument is null
     */
    public DoubleTensor {
      shape = checked(name, shape, Objects.requireNonNull(data, "data").length);
    }

    /**
     * Returns a copy of the dimensions.
     *
     * @return a new array
     */
    @Override
    public long[] shape() {
      return shape.clone();
    }
  }

  /** Checks a name, and that a shape suits the number of values. Returns a copy of the shape. */
  private static long[] checked(String name, long[] shape, int values) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    requireText("name", name);
    if (name.equals(Header.METADATA)) {
      throw new IllegalArgumentException("name = " + name
          + "; expected another name, the format reserves this one for metadata");
    }
    long[] dimensions = shape.clone();
    boolean negative = Arrays.stream(dimensions).anyMatch(dimension -> dimension < 0);
    if (negative || Header.elements(dimensions) != values) {
      throw new IllegalArgumentException("shape = " + Arrays.toString(dimensions)
          + "; expected dimensions of 0 or more whose product is data.length = " + values);
    }
    return dimensions;
  }

  /**
   * Creates a content of metadata and tensors of floats, as {@link #SafeTensors(Map, List, List)} does without tensors of
   * doubles.
   *
   * @param metadata the entries of the metadata; copied
   * @param tensors the tensors; the list is copied, the values are not
   * @throws IllegalArgumentException if two tensors have the same name, or a string of the metadata has an unpaired
   *     surrogate
   * @throws NullPointerException if an argument or one of its entries is null
   */
  public SafeTensors(Map<String, String> metadata, List<Tensor> tensors) {
    this(metadata, tensors, List.of());
  }

  /**
   * Creates a content of the metadata and the tensors. The file holds the tensors of doubles, then those of floats, each in
   * the given order, so that every value is aligned.
   *
   * @param metadata the entries of the metadata; copied
   * @param tensors the tensors of floats; the list is copied, the values are not
   * @param doubles the tensors of doubles; the list is copied, the values are not
   * @throws IllegalArgumentException if two tensors have the same name, or a string of the metadata has an unpaired
   *     surrogate
   * @throws NullPointerException if an argument or one of its entries is null
   */
  public SafeTensors(Map<String, String> metadata, List<Tensor> tensors, List<DoubleTensor> doubles) {
    this(metadata, tensors, doubles, Collections.emptySortedMap());
  }

  SafeTensors(Map<String, String> metadata, List<Tensor> tensors, List<DoubleTensor> doubles,
      SortedMap<String, String> integers) {
    this.integers = Collections.unmodifiableSortedMap(integers);
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNull(metadata, "metadata")));
    this.tensors = List.copyOf(Objects.requireNonNull(tensors, "tensors"));
    this.doubles = List.copyOf(Objects.requireNonNull(doubles, "doubles"));
    this.metadata.forEach((key, value) -> {
      requireText("metadata key", key);
      requireText("metadata value of " + key, Objects.requireNonNull(value, "metadata value of " + key));
    });
    requireDistinctNames();
  }

  /**
   * Returns the metadata, sorted by key; not modifiable.
   *
   * @return the metadata
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns the tensors of floats in the order given, or in the order of the file's header; not modifiable.
   *
   * @return the tensors
   */
  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * Returns the tensors of doubles in the order given, or in the order of the file's header; not modifiable.
   *
   * @return the tensors
   */
  public List<DoubleTensor> doubles() {
    return doubles;
  }

  /**
   * Returns the dtype of each integer tensor of the file, by name. Their values are neither read nor written.
   *
   * @return the dtypes, sorted by name; not modifiable
   */
  public Map<String, String> integers() {
    return integers;
  }

  /**
   * Returns the tensor of floats with the given name.
   *
   * @param name the name
   * @return the tensor
   * @throws IllegalArgumentException if no tensor of floats has this name
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
   * Writes the file. An existing file is replaced in one step, so a failure leaves it unchanged. Equal contents give equal
   * bytes. A symbolic link is followed; an existing file keeps its permissions; a pipe or a device is written to. An
   * interrupt does not stop the writing; the thread stays interrupted.
   *
   * @param file the file
   * @throws IOException if the file cannot be written; the message names it
   * @throws IllegalStateException if names, shapes and metadata are too long for the header
   */
  public void write(Path file) throws IOException {
    byte[] header = paddedHeader();
    AtomicFile.replace(file, out -> write(header, out));
  }

  /**
   * Writes the bytes of the file to a stream, which is neither flushed nor closed.
   *
   * @param out receives the bytes
   * @throws IOException if the stream throws it
   * @throws IllegalStateException if names, shapes and metadata are too long for the header
   * @throws NullPointerException if out is null
   */
  public void write(OutputStream out) throws IOException {
    write(paddedHeader(), Objects.requireNonNull(out, "out"));
  }

  private void write(byte[] header, OutputStream out) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
    out.write(length.array());
    out.write(header);
    ByteBuffer chunk = newChunk();
    for (DoubleTensor tensor : doubles) {
      writeDoubles(out, tensor.data(), chunk);
    }
    for (Tensor tensor : tensors) {
      writeFloats(out, tensor.data(), chunk);
    }
  }

  /**
   * Checks, as far as possible, that a file can be written, and leaves an existing file unchanged. Creates an empty file
   * in the same folder and deletes it.
   *
   * @param file the file
   * @throws IOException as {@link #write}
   */
  public static void checkWritable(Path file) throws IOException {
    AtomicFile.check(file);
  }

  /**
   * Reads a file, or a pipe to its end. Everything in it is checked, and memory is allocated only for data that the file
   * contains. An interrupt does not stop the reading; the thread stays interrupted.
   *
   * @param file the file
   * @return the metadata and the tensors
   * @throws FileFormatException if it is not a valid safetensors file, or has a dtype that is neither F32 nor F64 nor an
   *     integer dtype
   * @throws IOException         if it cannot be read
   */
  public static SafeTensors read(Path file) throws IOException {
    return Uninterrupted.call(() -> SafeTensorsReader.read(file));
  }

  private byte[] paddedHeader() {
    byte[] json = Header.of(metadata, doubles, tensors).toJson().getBytes(StandardCharsets.UTF_8);
    if (json.length > MAX_HEADER_LENGTH - ALIGNMENT) {
      throw new IllegalStateException("names, shapes and metadata need " + json.length
          + " bytes; expected at most " + (MAX_HEADER_LENGTH - ALIGNMENT));
    }
    // The 8 bytes of the length stand before the header and keep the alignment, so only the header is padded.
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

  private static void writeDoubles(OutputStream out, double[] data, ByteBuffer chunk) throws IOException {
    for (int done = 0; done < data.length;) {
      int count = Math.min(data.length - done, CHUNK / Double.BYTES);
      chunk.clear().asDoubleBuffer().put(data, done, count);
      out.write(chunk.array(), 0, count * Double.BYTES);
      done += count;
    }
  }

  static ByteBuffer newChunk() {
    return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireText(String what, String text) {
    if (!JsonWriter.isText(text)) {
      throw new IllegalArgumentException(what + " = " + JsonWriter.quote(text)
          + "; expected valid Unicode, without unpaired surrogates");
    }
  }

  private void requireDistinctNames() {
    List<String> names = Stream.concat(tensors.stream().map(Tensor::name), doubles.stream().map(DoubleTensor::name)).sorted()
        .toList();
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i).equals(names.get(i - 1))) {
        throw new IllegalArgumentException("tensors: two are named " + JsonWriter.quote(names.get(i))
            + "; expected distinct names");
      }
    }
  }
}
