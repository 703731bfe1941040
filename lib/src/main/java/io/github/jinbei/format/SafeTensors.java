package io.github.jinbei.format;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.file.Uninterrupted;
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

/**
 * Named tensors of floats and string metadata, as a file in the <a
 * href="https://huggingface.co/docs/safetensors">safetensors</a> format (drawn in the package description). Any tool
 * that knows the format can read what this class writes; of other tools' files this class reads those whose tensors have
 * dtype F32 or are of integers. The values of integer tensors are passed over.
 *
 * <p>A container only: it knows nothing of what the tensors mean. Infinities, NaN and -0 are values like any other.
 */
public final class SafeTensors {

  /** Limit of the reference implementation; it keeps a damaged length from looking like a long header. */
  static final int MAX_HEADER_LENGTH = 100_000_000;

  /** The data section begins at a multiple of this in the files written here. */
  private static final int ALIGNMENT = 8;

  /** Bytes converted at a time. */
  private static final int CHUNK = 1 << 16;

  private final SortedMap<String, String> metadata;
  private final List<Tensor> tensors;
  private final SortedMap<String, String> integers;

  /**
   * One tensor: row-major values, the last dimension contiguous. The array of values is used, not copied. Two tensors
   * are equal if they have the same arrays, as is the way of records.
   *
   * @param name  any text but {@code __metadata__}
   * @param shape the dimensions, each 0 or more; none at all for a single value
   * @param data  the values, as many as the product of the dimensions
   */
  public record Tensor(String name, long[] shape, float[] data) {

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
    public long[] shape() {
      return shape.clone();
    }
  }

  /**
   * Keeps the metadata and the tensors, in the order in which they are to be written.
   *
   * @throws IllegalArgumentException if two tensors have one name, or a string of the metadata half a surrogate pair
   */
  public SafeTensors(Map<String, String> metadata, List<Tensor> tensors) {
    this(metadata, tensors, Collections.emptySortedMap());
  }

  SafeTensors(Map<String, String> metadata, List<Tensor> tensors, SortedMap<String, String> integers) {
    this.integers = Collections.unmodifiableSortedMap(integers);
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

  /** The dtype of each integer tensor of the file, by name; their values are not read, and not written again. */
  public Map<String, String> integers() {
    return integers;
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
   * same bytes. A symbolic link is followed; the permissions of an existing file are kept; a pipe or a device is written
   * to. An interrupted thread writes as any other, and stays interrupted.
   *
   * @throws IOException if the file cannot be written; the message names it
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
   * Checks that a file can be written, as far as that can be found out beforehand, and leaves what is there as it is. An
   * empty file is created beside it and deleted.
   *
   * @throws IOException as {@link #write}
   */
  public static void checkWritable(Path file) throws IOException {
    AtomicFile.check(file);
  }

  /**
   * Reads a file, or a pipe to its end. Nothing in it is trusted: memory is taken only for what the file was found to hold.
   * An interrupted thread reads as any other, and stays interrupted.
   *
   * @throws FileFormatException if it is not a good safetensors file, or holds a dtype that is neither F32 nor of integers
   * @throws IOException         if it cannot be read
   */
  public static SafeTensors read(Path file) throws IOException {
    return Uninterrupted.call(() -> SafeTensorsReader.read(file));
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

  static ByteBuffer newChunk() {
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
