package io.github.jinbei.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the bytes of valid files, and that reading returns what was written. */
class SafeTensorsTest {

  /** Special values, some of which are equal or change in arithmetic, so tests compare their bits. */
  private static final float[] SPECIAL = {0f, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE,
      Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0.1f};

  private static final double[] SPECIAL_DOUBLES = {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_NORMAL, Double.MAX_VALUE,
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Double.longBitsToDouble(0x7ff8000000000123L), 0.1};

  /** Derived by hand from the format's description: 81 characters of JSON, 7 spaces, 1f and -2f. */
  private static final String KNOWN = "58 00 00 00 00 00 00 00"
      + hexOf("{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}")
      + "20 20 20 20 20 20 20"
      + "00 00 80 3f 00 00 00 c0";

  @TempDir
  private Path folder;

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    Path file = folder.resolve("known.safetensors");
    new SafeTensors(Map.of("k", "v"), List.of(new Tensor("w", new long[] {2, 1}, new float[] {1, -2}))).write(file);
    assertArrayEquals(bytesOf(KNOWN), Files.readAllBytes(file));
  }

  @Test
  void readsTheBytesOfTheFormat() throws IOException {
    SafeTensors read = SafeTensors.read(write(bytesOf(KNOWN)));
    assertEquals(Map.of("k", "v"), read.metadata());
    assertEquals(1, read.tensors().size());
    assertTensor("w", new long[] {2, 1}, new float[] {1, -2}, read.tensors().get(0));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Map<String, String> metadata = Map.of("", "", "quote \" and \\", "controls \b\f\n\r\t\u0000\u001f\u007f",
        "片", "é 😀 \u2028");
    List<Tensor> tensors = List.of(
        new Tensor("z, written first", new long[] {SPECIAL.length}, SPECIAL),
        new Tensor("", new long[0], new float[] {7}),
        new Tensor("nothing", new long[] {3, 0, Integer.MAX_VALUE, Integer.MAX_VALUE}, new float[0]),
        new Tensor("deep \"片\"", new long[] {1, 2, 3, 1, 5}, ramp(30)));
    SafeTensors read = writeAndRead(new SafeTensors(metadata, tensors));
    assertEquals(metadata, read.metadata());
    assertTensors(tensors, read.tensors());
  }

  /** Floats are converted in chunks of 16,384: lengths of no chunk, one chunk, one float less or more, and several chunks. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 50_021})
  void readsTensorsOfAnyLength(int length) throws IOException {
    List<Tensor> tensors = List.of(
        new Tensor("a", new long[] {length}, ramp(length)),
        new Tensor("b", new long[] {1, length}, ramp(length)));
    assertTensors(tensors, writeAndRead(new SafeTensors(Map.of(), tensors)).tensors());
  }

  @Test
  void readsAFileWithoutTensors() throws IOException {
    SafeTensors read = writeAndRead(new SafeTensors(Map.of(), List.of()));
    assertTrue(read.metadata().isEmpty());
    assertTrue(read.tensors().isEmpty());
  }

  @Test
  void beginsTheDataAtAMultipleOfEight() throws IOException {
    for (int nameLength = 1; nameLength <= 8; nameLength++) {
      Path file = folder.resolve("aligned.safetensors");
      new SafeTensors(Map.of(), List.of(new Tensor("n".repeat(nameLength), new long[0], new float[] {1}))).write(file);
      assertEquals(4, Files.size(file) % 8, "bytes after the last multiple of 8, name length " + nameLength);
    }
  }

  @Test
  void theOrderOfMetadataDoesNotChangeTheBytes() throws IOException {
    Map<String, String> forwards = new LinkedHashMap<>();
    Map<String, String> backwards = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forwards.put("key" + i, "v");
      backwards.put("key" + (19 - i), "v");
    }
    assertArrayEquals(written(new SafeTensors(forwards, List.of())), written(new SafeTensors(backwards, List.of())));
  }

  @Test
  void replacesAFile() throws IOException {
    Path file = write(new byte[1000]);
    new SafeTensors(Map.of(), List.of()).write(file);
    assertTrue(SafeTensors.read(file).tensors().isEmpty());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void readsOtherSpacingEscapesAndOrder() throws IOException {
    String header = " {\n\t\"b\" : { \"data_offsets\" : [ 4 , 12 ] , \"shape\" : [ 2 ] , \"dtype\" : \"F\\u00332\" } , "
        + "\"a\\/\\\"\\\\\\b\\f\\n\\r\\t\\uD83D\\ude00\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
        + "\"none\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}, \"__metadata__\":{} } \r\n";
    SafeTensors read = SafeTensors.read(write(SafeTensorsBytes.file(header.strip() + "  ",
        SafeTensorsBytes.floats(1, 2, 3))));
    assertTensors(List.of(
        new Tensor("b", new long[] {2}, new float[] {2, 3}),
        new Tensor("a/\"\\\b\f\n\r\t😀", new long[0], new float[] {1}),
        new Tensor("none", new long[] {0}, new float[0])), read.tensors());
    assertTrue(read.metadata().isEmpty());
  }

  /** PyTorch writes the counter of a batch norm as I64, the widest dtypes first. The other integer dtypes are here too. */
  @Test
  void skipsIntegerTensors() throws IOException {
    String header = "{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
        + "\"u\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[8,16]},"
        + "\"i\":{\"dtype\":\"I32\",\"shape\":[1,2],\"data_offsets\":[16,24]},"
        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]},"
        + "\"v\":{\"dtype\":\"U32\",\"shape\":[],\"data_offsets\":[28,32]},"
        + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[32,36]},"
        + "\"s\":{\"dtype\":\"I16\",\"shape\":[3],\"data_offsets\":[36,42]},"
        + "\"t\":{\"dtype\":\"U16\",\"shape\":[0],\"data_offsets\":[42,42]},"
        + "\"c\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[42,43]},"
        + "\"d\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[43,48]}}";
    SafeTensors read = SafeTensors.read(write(SafeTensorsBytes.file(header,
        SafeTensorsBytes.floats(9, 9, 9, 9, 9, 9, 5, 9, 6, 9, 9, 9))));
    assertTensors(List.of(new Tensor("a", new long[] {1}, new float[] {5}),
        new Tensor("b", new long[0], new float[] {6})), read.tensors());
    assertEquals(Map.of("n", "I64", "u", "U64", "i", "I32", "v", "U32", "s", "I16", "t", "U16", "c", "I8", "d", "U8"),
        read.integers());
    assertTensors(read.tensors(), writeAndRead(read).tensors());
    assertEquals(Map.of(), writeAndRead(read).integers());
  }

  /** Derived by hand: 109 characters of JSON, 3 spaces, 1.0 and -2.5 as doubles, 1f. */
  private static final String KNOWN_DOUBLES = "70 00 00 00 00 00 00 00"
      + hexOf("{\"d\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
          + "\"w\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}}")
      + "20".repeat(3)
      + "00 00 00 00 00 00 f0 3f 00 00 00 00 00 00 04 c0"
      + "00 00 80 3f";

  @Test
  void writesAndReadsTheBytesOfDoubles() throws IOException {
    SafeTensors content = new SafeTensors(Map.of(), List.of(new Tensor("w", new long[0], new float[] {1})),
        List.of(new DoubleTensor("d", new long[] {2}, new double[] {1, -2.5})));
    assertArrayEquals(bytesOf(KNOWN_DOUBLES), written(content));
    SafeTensors read = SafeTensors.read(write(bytesOf(KNOWN_DOUBLES)));
    assertDoubles(content.doubles(), read.doubles());
    assertTensors(content.tensors(), read.tensors());
  }

  /** Doubles are converted in chunks of 8,192. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 25_003})
  void readsDoublesOfAnyLength(int length) throws IOException {
    double[] values = new double[length];
    Arrays.setAll(values, i -> i < SPECIAL_DOUBLES.length ? SPECIAL_DOUBLES[i] : Math.sqrt(i));
    SafeTensors content = new SafeTensors(Map.of("k", "v"), List.of(new Tensor("a", new long[] {3}, ramp(3))),
        List.of(new DoubleTensor("z", new long[] {1, length}, values), new DoubleTensor("b", new long[0], new double[1])));
    SafeTensors read = writeAndRead(content);
    assertDoubles(content.doubles(), read.doubles());
    assertTensors(content.tensors(), read.tensors());
    assertArrayEquals(written(content), written(read));
  }

  @Test
  void writesTheBytesOfTheFileToAStream() throws IOException {
    SafeTensors content = new SafeTensors(Map.of("k", "v"), List.of(new Tensor("a", new long[] {20_000}, ramp(20_000))),
        List.of(new DoubleTensor("b", new long[0], new double[] {Math.PI})));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.write(out);
    assertArrayEquals(written(content), out.toByteArray());
    assertEquals("out", assertThrows(NullPointerException.class, () -> content.write((OutputStream) null)).getMessage());
  }

  @Test
  void readsNullMetadataAsEmpty() throws IOException {
    assertEquals(Map.of(), SafeTensors.read(write(SafeTensorsBytes.file("{\"__metadata__\": null }"))).metadata());
  }

  @Test
  void ignoresOtherMembersOfATensor() throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"note\":{\"x\":[true, false ,null,-1.5e+3,0,{}],\"y\":\"]\\\"}\"},"
        + "\"shape\":[],\"n\":-0.5,\"data_offsets\":[0,4],\"more\":[]}}";
    assertTensors(List.of(new Tensor("a", new long[0], new float[] {1})),
        SafeTensors.read(write(SafeTensorsBytes.file(header, SafeTensorsBytes.floats(1)))).tensors());
  }

  @Test
  void readsEmptyTensorsOfAnyShape() throws IOException {
    for (long[] shape : new long[][] {{4294967296L, 0}, {0, Long.MAX_VALUE, Long.MAX_VALUE},
        {65536, 65536, 65536, 65536, 0}}) {
      SafeTensors read = SafeTensors.read(write(SafeTensorsBytes.file("{\"a\":{\"dtype\":\"F32\",\"shape\":"
          + Arrays.toString(shape) + ",\"data_offsets\":[0,0]}}")));
      assertTensors(List.of(new Tensor("a", shape, new float[0])), read.tensors());
      assertTensors(read.tensors(), writeAndRead(read).tensors());
    }
  }

  @Test
  void namesAMissingFile() {
    Path file = folder.resolve("absent.safetensors");
    assertTrue(assertThrows(NoSuchFileException.class, () -> SafeTensors.read(file)).getMessage()
        .contains(file.toString()));
  }

  @Test
  void findsTensorsByName() {
    Tensor b = new Tensor("b", new long[] {1}, new float[1]);
    SafeTensors tensors = new SafeTensors(Map.of(), List.of(new Tensor("a", new long[] {1}, new float[1]), b));
    assertSame(b, tensors.tensor("b"));
    assertRefused("name = c; expected one of [a, b]", () -> tensors.tensor("c"));
  }

  @Test
  void copiesItsArgumentsAndReturnsUnmodifiableCollections() {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("k", "v"));
    long[] shape = {2};
    List<Tensor> list = new ArrayList<>(List.of(new Tensor("a", shape, new float[2])));
    SafeTensors tensors = new SafeTensors(metadata, list);
    metadata.clear();
    shape[0] = 9;
    list.clear();
    tensors.tensor("a").shape()[0] = 9;
    assertEquals(Map.of("k", "v"), tensors.metadata());
    assertArrayEquals(new long[] {2}, tensors.tensor("a").shape());
    assertThrows(UnsupportedOperationException.class, () -> tensors.metadata().clear());
    assertThrows(UnsupportedOperationException.class, () -> tensors.tensors().clear());
  }

  @Test
  void refusesShapesThatDoNotFitTheValues() {
    assertRefused("shape = [2, 2]", () -> new Tensor("t", new long[] {2, 2}, new float[3]));
    assertRefused("shape = []", () -> new Tensor("t", new long[0], new float[0]));
    assertRefused("shape = [2]", () -> new DoubleTensor("t", new long[] {2}, new double[1]));
    assertRefused("shape = [-1, -1]", () -> new Tensor("t", new long[] {-1, -1}, new float[1]));
    assertRefused("shape = [-1, 0]", () -> new Tensor("t", new long[] {-1, 0}, new float[0]));
    // 2^32 + 1 is 1 modulo 2^32, 2^64 is 0 modulo 2^64.
    assertRefused("shape = [641, 6700417]", () -> new Tensor("t", new long[] {641, 6_700_417}, new float[1]));
    long[] powers = {65536, 65536, 65536, 65536};
    assertRefused("shape = [65536, 65536", () -> new Tensor("t", powers, new float[0]));
  }

  @Test
  void refusesNamesAndMetadataThatCannotBeWritten() {
    Tensor tensor = new Tensor("t", new long[] {1}, new float[1]);
    assertRefused("name = __metadata__", () -> new Tensor("__metadata__", new long[] {1}, new float[1]));
    assertRefused("name = ", () -> new Tensor("half \ud83d", new long[] {1}, new float[1]));
    assertRefused("metadata key = ", () -> new SafeTensors(Map.of("\ude00", "v"), List.of()));
    assertRefused("metadata value of k = ", () -> new SafeTensors(Map.of("k", "\ude00\ud83d"), List.of()));
    assertRefused("two are named \"t\"", () -> new SafeTensors(Map.of(), List.of(tensor, tensor)));
    DoubleTensor same = new DoubleTensor("t", new long[0], new double[1]);
    assertRefused("two are named \"t\"", () -> new SafeTensors(Map.of(), List.of(tensor), List.of(same)));
    assertRefused("two are named \"t\"", () -> new SafeTensors(Map.of(), List.of(), List.of(same, same)));
    assertRefused("name = __metadata__", () -> new DoubleTensor("__metadata__", new long[0], new double[1]));
  }

  @Test
  void namesNullArguments() {
    assertNull("name", () -> new Tensor(null, new long[0], new float[1]));
    assertNull("shape", () -> new Tensor("t", null, new float[1]));
    assertNull("data", () -> new Tensor("t", new long[0], null));
    assertNull("metadata", () -> new SafeTensors(null, List.of()));
    assertNull("tensors", () -> new SafeTensors(Map.of(), null));
    assertNull("doubles", () -> new SafeTensors(Map.of(), List.of(), null));
    assertNull("name", () -> new DoubleTensor(null, new long[0], new double[1]));
    assertNull("shape", () -> new DoubleTensor("t", null, new double[1]));
    assertNull("data", () -> new DoubleTensor("t", new long[0], null));
  }

  private static void assertRefused(String expectedInMessage, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(expectedInMessage), message);
  }

  private static void assertNull(String name, Runnable action) {
    assertEquals(name, assertThrows(NullPointerException.class, action::run).getMessage());
  }

  private static void assertTensors(List<Tensor> expected, List<Tensor> actual) {
    assertEquals(expected.size(), actual.size(), "number of tensors");
    for (int i = 0; i < expected.size(); i++) {
      assertTensor(expected.get(i).name(), expected.get(i).shape(), expected.get(i).data(), actual.get(i));
    }
  }

  private static void assertDoubles(List<DoubleTensor> expected, List<DoubleTensor> actual) {
    assertEquals(expected.size(), actual.size(), "number of tensors of doubles");
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).name(), actual.get(i).name());
      assertArrayEquals(expected.get(i).shape(), actual.get(i).shape(), actual.get(i).name());
      assertArrayEquals(Arrays.stream(expected.get(i).data()).mapToLong(Double::doubleToRawLongBits).toArray(),
          Arrays.stream(actual.get(i).data()).mapToLong(Double::doubleToRawLongBits).toArray(), actual.get(i).name());
    }
  }

  private static void assertTensor(String name, long[] shape, float[] data, Tensor actual) {
    assertEquals(name, actual.name());
    assertArrayEquals(shape, actual.shape(), name);
    assertArrayEquals(bits(data), bits(actual.data()), name);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static float[] ramp(int length) {
    float[] ramp = new float[length];
    for (int i = 0; i < length; i++) {
      ramp[i] = i - 0.5f;
    }
    return ramp;
  }

  private SafeTensors writeAndRead(SafeTensors tensors) throws IOException {
    return SafeTensors.read(write(written(tensors)));
  }

  private byte[] written(SafeTensors tensors) throws IOException {
    Path file = folder.resolve("written.safetensors");
    tensors.write(file);
    return Files.readAllBytes(file);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file.safetensors"), bytes);
  }

  private static String hexOf(String ascii) {
    StringBuilder hex = new StringBuilder();
    ascii.chars().forEach(c -> hex.append(String.format("%02x", c)));
    return hex.toString();
  }

  private static byte[] bytesOf(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
