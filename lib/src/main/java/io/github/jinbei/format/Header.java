package io.github.jinbei.format;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.JsonWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file: the metadata, and the name, dtype, shape and place of each tensor.
 *
 * <p>A parsed header is consistent: every shape fits its bytes, and the entries together cover the data section
 * exactly, without gaps or overlap.
 */
record Header(SortedMap<String, String> metadata, List<Entry> entries) {

  /** The JSON key of the metadata; no tensor can have this name. */
  static final String METADATA = "__metadata__";

  /** The length of a data section that is read from a pipe, whose end is not known before it is read. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final String F32 = "F32";
  private static final String F64 = "F64";

  /** Bytes of a value, by dtype. The values of F32 and F64 are read, those of integer types are skipped. */
  private static final Map<String, Integer> BYTES = Map.of(F32, 4, F64, 8, "I8", 1, "U8", 1, "I16", 2, "U16", 2, "I32", 4,
      "U32", 4, "I64", 8, "U64", 8);

  /** The longest array that every Java VM can allocate. */
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** The result of {@link #elements} for every product of dimensions that exceeds the length of an array. */
  private static final long TOO_MANY = 1L << 31;

  /** One tensor: its values are bytes {@code begin} to {@code end}, exclusive, of the data section. */
  record Entry(String name, String dtype, long[] shape, long begin, long end) {

    boolean isFloat() {
      return dtype.equals(F32);
    }

    boolean isDouble() {
      return dtype.equals(F64);
    }

    int elements() {
      return (int) ((end - begin) / BYTES.get(dtype));
    }
  }

  /** Creates the header of a file in which the tensors follow each other: doubles, then floats, each in the given order. */
  static Header of(SortedMap<String, String> metadata, List<SafeTensors.DoubleTensor> doubles,
      List<SafeTensors.Tensor> tensors) {
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (SafeTensors.DoubleTensor tensor : doubles) {
      long end = begin + (long) tensor.data().length * Double.BYTES;
      entries.add(new Entry(tensor.name(), F64, tensor.shape(), begin, end));
      begin = end;
    }
    for (SafeTensors.Tensor tensor : tensors) {
      long end = begin + (long) tensor.data().length * Float.BYTES;
      entries.add(new Entry(tensor.name(), F32, tensor.shape(), begin, end));
      begin = end;
    }
    return new Header(metadata, entries);
  }

  /** Returns the header as JSON without white space. Equal headers give equal texts. */
  String toJson() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    if (!metadata.isEmpty()) {
      StringJoiner pairs = new StringJoiner(",", "{", "}");
      metadata.forEach((key, value) -> pairs.add(JsonWriter.quote(key) + ":" + JsonWriter.quote(value)));
      members.add(JsonWriter.quote(METADATA) + ":" + pairs);
    }
    for (Entry entry : entries) {
      StringJoiner shape = new StringJoiner(",", "[", "]");
      Arrays.stream(entry.shape).forEach(dimension -> shape.add(Long.toString(dimension)));
      members.add(JsonWriter.quote(entry.name) + ":{\"dtype\":\"" + entry.dtype + "\",\"shape\":" + shape
          + ",\"data_offsets\":[" + entry.begin + "," + entry.end + "]}");
    }
    return members.toString();
  }

  /**
   * Reads and checks a header.
   *
   * @param file       the file that messages name
   * @param json       the header, padding included
   * @param dataLength bytes in the data section, or {@link #UNKNOWN}
   */
  static Header parse(Path file, String json, long dataLength) throws FileFormatException {
    SortedMap<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    JsonReader reader = new JsonReader(file, json);
    reader.object(name -> {
      if (name.equals(METADATA)) {
        reader.objectOrNull(key -> metadata.put(key, reader.string()));
      } else {
        entries.add(new EntryReader(file, reader, name).read());
      }
    });
    reader.end();
    Header header = new Header(metadata, entries);
    header.checkCoverage(file, dataLength);
    return header;
  }

  /** Returns the entries in the order of their values in the data section. */
  List<Entry> byPlace() {
    return entries.stream().sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)).toList();
  }

  /** Returns the product of the dimensions, each 0 or more; {@link #TOO_MANY} if no array can be that long. */
  static long elements(long[] shape) {
    if (Arrays.stream(shape).anyMatch(dimension -> dimension == 0)) {
      return 0;
    }
    long product = 1;
    for (long dimension : shape) {
      // Both factors have at most 32 bits: no overflow.
      product = Math.min(product * Math.min(dimension, TOO_MANY), TOO_MANY);
    }
    return product;
  }

  /** Checks that the entries, in any order, cover every byte of the data section once. */
  private void checkCoverage(Path file, long dataLength) throws FileFormatException {
    long covered = 0;
    for (Entry entry : byPlace()) {
      if (entry.begin != covered) {
        throw new FileFormatException(file, named(entry.name) + " begins at byte " + entry.begin
            + " of the data, expected " + covered + ", where the tensor before it ends");
      }
      covered = entry.end;
    }
    if (dataLength != UNKNOWN && covered != dataLength) {
      throw new FileFormatException(file, "found " + Count.of(dataLength, "byte") + " of data, expected " + covered
          + ", the length of all tensors");
    }
  }

  private static String named(String tensor) {
    return "tensor " + JsonWriter.quote(tensor);
  }

  /** Reads the value of one tensor's member: its dtype, shape and data_offsets, in any order. Ignores other members. */
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
          default -> reader.skip();
        }
      });
      if (dtype == null || shape == null || offsets == null) {
        throw problem("lacks a member, expected dtype, shape and data_offsets");
      }
      if (!BYTES.containsKey(dtype)) {
        throw problem("has dtype " + JsonWriter.quote(dtype) + ", expected \"" + F32 + "\", \"" + F64
            + "\" or an integer dtype");
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
        throw problem("has data_offsets " + Arrays.toString(offsets) + ", expected [begin, end] with begin <= end");
      }
      if (elements(shape) > MAX_ELEMENTS) {
        throw problem("has shape " + Arrays.toString(shape) + ", expected at most " + MAX_ELEMENTS + " values");
      }
      long length = offsets[1] - offsets[0];
      long expected = elements(shape) * BYTES.get(dtype);
      if (length != expected) {
        throw problem("has shape " + Arrays.toString(shape) + " and data_offsets " + Arrays.toString(offsets)
            + ": found " + Count.of(length, "byte") + ", expected " + expected);
      }
      return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private FileFormatException problem(String problem) {
      return new FileFormatException(file, named(name) + " " + problem);
    }
  }
}
