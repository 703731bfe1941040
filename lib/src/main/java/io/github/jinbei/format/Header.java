package io.github.jinbei.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file: what the file holds and where, without the values.
 *
 * <p>A parsed header can be trusted: every shape fits its bytes, and the entries together cover the data section
 * exactly, without holes or overlap.
 */
record Header(SortedMap<String, String> metadata, List<Entry> entries) {

  /** The name under which the header keeps the metadata; no tensor can have it. */
  static final String METADATA = "__metadata__";

  private static final String DTYPE = "F32";

  /** The longest {@code float[]} that every Java VM can make. */
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** Stands for every product of dimensions that no array can hold. */
  private static final long TOO_MANY = 1L << 31;

  /** One tensor: its values are bytes {@code begin} to {@code end}, exclusive, of the data section. */
  record Entry(String name, int[] shape, long begin, long end) {

    int elements() {
      return (int) ((end - begin) / Float.BYTES);
    }
  }

  /** The header of a file that holds the tensors one after the other in the given order. */
  static Header of(SortedMap<String, String> metadata, List<SafeTensors.Tensor> tensors) {
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (SafeTensors.Tensor tensor : tensors) {
      long end = begin + (long) tensor.data().length * Float.BYTES;
      entries.add(new Entry(tensor.name(), tensor.shape(), begin, end));
      begin = end;
    }
    return new Header(metadata, entries);
  }

  /** The header as JSON without white space; the same header gives the same text. */
  String toJson() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    if (!metadata.isEmpty()) {
      StringJoiner pairs = new StringJoiner(",", "{", "}");
      metadata.forEach((key, value) -> pairs.add(JsonWriter.quote(key) + ":" + JsonWriter.quote(value)));
      members.add(JsonWriter.quote(METADATA) + ":" + pairs);
    }
    for (Entry entry : entries) {
      StringJoiner shape = new StringJoiner(",", "[", "]");
      Arrays.stream(entry.shape).forEach(dimension -> shape.add(Integer.toString(dimension)));
      members.add(JsonWriter.quote(entry.name) + ":{\"dtype\":\"" + DTYPE + "\",\"shape\":" + shape
          + ",\"data_offsets\":[" + entry.begin + "," + entry.end + "]}");
    }
    return members.toString();
  }

  /**
   * Reads and checks a header.
   *
   * @param file       named in messages
   * @param json       the header, padding included
   * @param dataLength bytes in the data section
   */
  static Header parse(Path file, String json, long dataLength) throws FileFormatException {
    SortedMap<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    JsonReader reader = new JsonReader(file, json);
    reader.object(name -> {
      if (name.equals(METADATA)) {
        reader.object(key -> metadata.put(key, reader.string()));
      } else {
        entries.add(new EntryReader(file, reader, name).read());
      }
    });
    reader.end();
    checkCoverage(file, entries, dataLength);
    return new Header(metadata, entries);
  }

  /** The product of the dimensions, each 0 or more; {@link #TOO_MANY} if no array is as long. */
  static long elements(int[] shape) {
    long product = 1;
    for (int dimension : shape) {
      // Capped at 32 bits, and the next dimension has 31: no overflow, and a 0 still makes it 0.
      product = Math.min(product * dimension, TOO_MANY);
    }
    return product;
  }

  /** Checks that the entries, in whatever order, cover every byte of the data section once. */
  private static void checkCoverage(Path file, List<Entry> entries, long dataLength) throws FileFormatException {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long covered = 0;
    for (Entry entry : byPlace) {
      if (entry.begin != covered) {
        throw new FileFormatException(file, named(entry.name) + " begins at byte " + entry.begin
            + " of the data, expected " + covered + ", where the tensor before it ends");
      }
      covered = entry.end;
    }
    if (covered != dataLength) {
      throw new FileFormatException(file, "found " + dataLength + " bytes of data, expected " + covered
          + ", as many as the tensors take");
    }
  }

  private static String named(String tensor) {
    return "tensor " + JsonWriter.quote(tensor);
  }

  /** Reads the value of one tensor's member: its dtype, shape and data_offsets, in any order. */
  private static final class EntryReader {

    private final Path file;
    private final JsonReader reader;
    private final String name;
    private String dtype;
    private long[] shape;
    private long[] offsets;

    EntryReader(Path file, JsonReader reader, String name) {
      this.file = file;
      this.reader = reader;
      this.name = name;
    }

    Entry read() throws FileFormatException {
      reader.object(key -> {
        switch (key) {
          case "dtype" -> dtype = reader.string();
          case "shape" -> shape = numbers();
          case "data_offsets" -> offsets = numbers();
          default -> throw problem("has " + JsonWriter.quote(key) + ", expected only dtype, shape, data_offsets");
        }
      });
      if (dtype == null || shape == null || offsets == null) {
        throw problem("expected to have dtype, shape and data_offsets, not all were found");
      }
      if (!dtype.equals(DTYPE)) {
        throw problem("has dtype " + JsonWriter.quote(dtype) + ", expected \"" + DTYPE + "\"");
      }
      return checked();
    }

    private long[] numbers() throws FileFormatException {
      List<Long> numbers = new ArrayList<>();
      reader.array(() -> numbers.add(reader.number()));
      return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private Entry checked() throws FileFormatException {
      if (offsets.length != 2 || offsets[0] > offsets[1]) {
        throw problem("has data_offsets " + Arrays.toString(offsets) + ", expected [begin, end], begin not above end");
      }
      int[] dimensions = dimensions();
      long length = offsets[1] - offsets[0];
      long expected = elements(dimensions) * Float.BYTES;
      if (length != expected) {
        throw problem("has shape " + Arrays.toString(shape) + " and data_offsets " + Arrays.toString(offsets)
            + ": found " + length + " bytes, expected " + expected);
      }
      return new Entry(name, dimensions, offsets[0], offsets[1]);
    }

    /** The shape as ints, of a tensor that fits an array. */
    private int[] dimensions() throws FileFormatException {
      int[] dimensions = new int[shape.length];
      boolean fits = true;
      for (int i = 0; i < shape.length; i++) {
        dimensions[i] = (int) shape[i];
        fits &= dimensions[i] == shape[i];
      }
      if (!fits || elements(dimensions) > MAX_ELEMENTS) {
        throw problem("has shape " + Arrays.toString(shape) + ", expected at most " + MAX_ELEMENTS + " values");
      }
      return dimensions;
    }

    private FileFormatException problem(String problem) {
      return new FileFormatException(file, named(name) + " " + problem);
    }
  }
}
