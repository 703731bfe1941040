package io.github.jinbei.format;

import static io.github.jinbei.format.SafeTensorsBytes.file;
import static io.github.jinbei.format.SafeTensorsBytes.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each malformed file causes a {@link FileFormatException} that names the file and the problem, and no other exception. */
class MalformedSafeTensorsTest {

  /** Two tensors of two floats and one float, one of a double, and metadata with an escape. */
  private static final byte[] GOOD = file("{\"__metadata__\":{\"k\":\"\\u0041\"},"
      + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
      + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]},"
      + "\"c\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[12,20]}}  ", floats(1, 2, 3, 0, 1));

  @TempDir
  private Path folder;

  /** Shows that {@link #GOOD}, from which other tests make bad files, is well-formed. */
  @Test
  void readsTheGoodFile() throws IOException {
    SafeTensors read = SafeTensors.read(write(GOOD));
    assertEquals("A", read.metadata().get("k"));
    assertEquals(3f, read.tensor("b").data()[0]);
    assertEquals(Double.longBitsToDouble((long) Float.floatToIntBits(1) << 32), read.doubles().get(0).data()[0]);
  }

  static Stream<Arguments> malformed() {
    byte[] four = floats(1);
    return Stream.of(
        // Length of the header
        arguments("empty file", new byte[0], "found 0 bytes"),
        arguments("half a length", new byte[7], "found 7 bytes"),
        arguments("no header", new byte[8], "found none"),
        arguments("header beyond the end", file(3, bytes("{}")), "header length of 3"),
        arguments("header length 2^63 - 1", file(Long.MAX_VALUE, bytes("{}")), "length of 9223372036854775807"),
        arguments("header length 2^64 - 1", file(-1, bytes("{}")), "header length of 18446744073709551615"),
        // Text of the header
        arguments("white space first", file(" {}"), "begins with byte 32"),
        arguments("byte order mark first", file("\ufeff{}"), "begins with byte -17"),
        arguments("an array", file("[]"), "begins with byte 91"),
        arguments("not UTF-8", file(new byte[] {'{', '"', (byte) 0xff, '"', '}'}), "UTF-8"),
        arguments("a surrogate in UTF-8", file(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'}),
            "UTF-8"),
        arguments("text after the header", file("{}x"), "found \"x\", expected the end"),
        arguments("zero bytes after the header", file("{}\0"), "expected the end"),
        arguments("no end", file("{"), "found the end"),
        arguments("a tensor twice", file("{" + entry("a", "[]", "[0,4]") + "," + entry("a", "[]", "[0,4]") + "}",
            four), "\"a\" found twice"),
        // Metadata
        arguments("metadata not an object", file("{\"__metadata__\":[]}"), "expected '{'"),
        arguments("metadata with a number", file("{\"__metadata__\":{\"k\":1}}"), "expected '\"'"),
        arguments("metadata with null", file("{\"__metadata__\":{\"k\":null}}"), "expected '\"'"),
        arguments("metadata with an object", file("{\"__metadata__\":{\"k\":{}}}"), "expected '\"'"),
        arguments("metadata twice", file("{\"__metadata__\":{},\"__metadata__\":{}}"), "found twice"),
        arguments("metadata key twice", file("{\"__metadata__\":{\"k\":\"1\",\"\\u006b\":\"2\"}}"),
            "\"k\" found twice"),
        // Members of a tensor
        arguments("tensor not an object", file("{\"a\":[]}"), "expected '{'"),
        arguments("no dtype", file("{\"a\":{\"shape\":[],\"data_offsets\":[0,4]}}", four),
            "tensor \"a\" lacks a member, expected dtype, shape"),
        arguments("no shape", file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", four),
            "tensor \"a\" lacks a member"),
        arguments("no offsets", file("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", four),
            "tensor \"a\" lacks a member"),
        arguments("unknown member alone", file("{\"a\":{\"size\":4}}", four), "tensor \"a\" lacks a member"),
        arguments("unknown member without a value", file("{\"a\":{\"size\":}}", four), "found \"}\", expected a value"),
        arguments("unknown member twice", file("{\"a\":{\"size\":4,\"size\":4}}", four), "\"size\" found twice"),
        arguments("unknown member without an end", file("{\"a\":{\"size\":[1,{\"x\":null", four), "expected '}'"),
        arguments("member twice", file("{\"a\":{\"shape\":[],\"shape\":[]}}", four), "\"shape\" found twice"),
        arguments("dtype F16", file("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", four),
            "tensor \"a\" has dtype \"F16\", expected \"F32\", \"F64\" or an integer dtype"),
        arguments("dtype BOOL", file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[4],\"data_offsets\":[0,4]}}", four),
            "tensor \"a\" has dtype \"BOOL\", expected \"F32\", \"F64\" or an integer dtype"),
        arguments("integers of another length",
            file("{\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,4]}}", four), "found 4 bytes, expected 8"),
        arguments("a double of 4 bytes", file("{\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,4]}}", four),
            "found 4 bytes, expected 8"),
        arguments("doubles beyond the data", file("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", four),
            "found 4 bytes of data, expected 8"),
        arguments("too many doubles", file("{\"a\":{\"dtype\":\"F64\",\"shape\":[4294967297],\"data_offsets\":[0,4]}}", four),
            "expected at most 2147483639 values"),
        arguments("dtype a number", file("{\"a\":{\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,4]}}", four), "'\"'"),
        // Shapes
        arguments("negative dimension", one("[-1]", "[0,4]"), "expected an integer, 0 or more"),
        arguments("fractional dimension", one("[1.0]", "[0,4]"), "found \".\""),
        arguments("dimension with exponent", one("[1e0]", "[0,4]"), "found \"e\""),
        arguments("dimension with leading zero", one("[01]", "[0,4]"), "found \"1\""),
        arguments("dimension a string", one("[\"1\"]", "[0,4]"), "expected an integer"),
        arguments("dimension an array", one("[[1]]", "[0,4]"), "expected an integer"),
        arguments("shape not an array", one("1", "[0,4]"), "expected '['"),
        arguments("dimension beyond int", one("[4294967297]", "[0,4]"), "expected at most 2147483639 values"),
        arguments("dimension beyond long", one("[18446744073709551617]", "[0,4]"), "at most 9223372036854775807"),
        arguments("2^32 + 1 values, 1 modulo 2^32", one("[641,6700417]", "[0,4]"), "at most 2147483639 values"),
        arguments("2^64 values, 0 modulo 2^64",
            file("{" + entry("a", "[65536,65536,65536,65536]", "[0,0]") + "}"), "at most 2147483639 values"),
        arguments("more values than bytes", one("[2]", "[0,4]"), "found 4 bytes, expected 8"),
        arguments("fewer values than bytes", one("[0]", "[0,4]"), "found 4 bytes, expected 0"),
        // Offsets
        arguments("one offset", one("[]", "[4]"), "expected [begin, end]"),
        arguments("three offsets", one("[]", "[0,4,4]"), "expected [begin, end]"),
        arguments("end before begin", one("[]", "[4,0]"), "expected [begin, end]"),
        arguments("negative offset", one("[]", "[-4,0]"), "expected an integer"),
        arguments("length not a multiple of 4", one("[]", "[0,3]"), "found 3 bytes, expected 4"),
        arguments("tensor beyond the data", one("[2]", "[0,8]"), "found 4 bytes of data, expected 8"),
        arguments("tensor far beyond the data", one("[2147483639]", "[0,8589934556]"), "expected 8589934556"),
        arguments("gap at the start", one("[]", "[4,8]"), "begins at byte 4 of the data, expected 0"),
        arguments("offsets at the end of long", one("[]", "[9223372036854775803,9223372036854775807]"), "expected 0"),
        arguments("data without tensors", file("{}", four), "found 4 bytes of data, expected 0"),
        arguments("data after the last tensor", file("{" + entry("a", "[]", "[0,4]") + "}", floats(1, 2)),
            "found 8 bytes of data, expected 4"),
        arguments("overlap", file("{" + entry("a", "[2]", "[0,8]") + "," + entry("b", "[2]", "[4,12]") + "}",
            floats(1, 2, 3)), "\"b\" begins at byte 4 of the data, expected 8"),
        arguments("same bytes twice", file("{" + entry("a", "[]", "[0,4]") + "," + entry("b", "[]", "[0,4]") + "}",
            four), "begins at byte 0 of the data, expected 4"),
        arguments("gap between tensors", file("{" + entry("b", "[]", "[8,12]") + "," + entry("a", "[]", "[0,4]") + "}",
            floats(1, 2, 3)), "\"b\" begins at byte 8 of the data, expected 4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void describesWhatIsMalformed(String what, byte[] bytes, String expectedInMessage) throws IOException {
    Path file = write(bytes);
    String message = assertThrows(FileFormatException.class, () -> SafeTensors.read(file), what).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(expectedInMessage), message);
  }

  /** The file is sparse and as long as its header length says, so only the limit makes it invalid. */
  @Test
  void refusesAHeaderBeyondTheLimit() throws IOException {
    Path file = write(file(100_000_001L, bytes("{}")));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), 100_000_100L);
    }
    String message = assertThrows(FileFormatException.class, () -> SafeTensors.read(file)).getMessage();
    assertTrue(message.contains("found a header length of 100000001, expected at most 100000000"), message);
  }

  @Test
  void refusesAFolder() {
    String message = assertThrows(FileFormatException.class, () -> SafeTensors.read(folder)).getMessage();
    assertEquals(folder + ": is a folder, expected a file", message);
  }

  @Test
  void refusesFilesCutAtAnyByte() throws IOException {
    for (int length = 0; length < GOOD.length; length++) {
      Path file = write(Arrays.copyOf(GOOD, length));
      assertThrows(FileFormatException.class, () -> SafeTensors.read(file), "first " + length + " bytes");
    }
  }

  /** Flips each bit before the data. The file is read or a FileFormatException is thrown, no other exception. */
  @Test
  void aFlippedBitCausesNoOtherException() throws IOException {
    int bits = 8 * (GOOD.length - 20);
    int refused = 0;
    for (int bit = 0; bit < bits; bit++) {
      byte[] changed = GOOD.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        SafeTensors.read(write(changed));
      } catch (FileFormatException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("bit " + bit % 8 + " of byte " + bit / 8, e);
      }
    }
    // A flipped bit can pass only if it changes a letter in a name or in metadata, or white space to other white space.
    assertTrue(refused > bits / 2 && refused < bits, refused + " of " + bits + " refused");
  }

  /** Nesting of a million levels causes a FileFormatException, not a stack overflow. */
  @Test
  void refusesDeepNesting() throws IOException {
    for (String member : List.of("shape", "other")) {
      Path file = write(file("{\"a\":{\"" + member + "\":" + "[".repeat(1_000_000)));
      assertThrows(FileFormatException.class, () -> SafeTensors.read(file));
    }
    String nested = "{\"a\":{\"other\":" + "[".repeat(128) + "]".repeat(128) + "}}";
    String message = assertThrows(FileFormatException.class, () -> SafeTensors.read(write(file(nested)))).getMessage();
    assertTrue(message.contains("nested at most 127 deep"), message);
  }

  private static byte[] one(String shape, String offsets) {
    return file("{" + entry("a", shape, offsets) + "}", floats(1));
  }

  private static String entry(String name, String shape, String offsets) {
    return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("bad.safetensors"), bytes);
  }
}
