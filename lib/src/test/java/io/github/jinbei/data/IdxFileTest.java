package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.format.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the array of values grows. {@link IdxTest} tests the content of files. */
class IdxFileTest {

  @TempDir
  private Path folder;

  private Path file(int claimed, byte[] values, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) claimed});
    bytes.writeBytes(values);
    Path file = folder.resolve("values");
    if (gzip) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        bytes.writeTo(out);
      }
    } else {
      Files.write(file, bytes.toByteArray());
    }
    return file;
  }

  private static byte[] values(int count) {
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = (byte) (i + 1);
    }
    return values;
  }

  /** The first length is less than, equal to and more than the number of values; it is doubled once, twice or not at all. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "100, 1", "100, 25", "100, 49", "100, 50", "100, 51", "100, 99", "100, 100", "100, 101"})
  void readsAllValuesForAnyFirstLength(int count, int room) throws IOException {
    for (boolean gzip : new boolean[] {false, true}) {
      byte[] values = values(count);
      assertArrayEquals(values, IdxFile.read(file(count, values, gzip), room).values());
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 0, 1", "100, 99, 1", "100, 50, 25", "100, 50, 50", "100, 99, 100", "100, 99, 200"})
  void countsTheValuesOfAFileThatEndsEarly(int claimed, int there, int room) throws IOException {
    for (boolean gzip : new boolean[] {false, true}) {
      Path file = file(claimed, values(there), gzip);
      FileFormatException e = assertThrows(FileFormatException.class, () -> IdxFile.read(file, room));
      assertTrue(e.getMessage().contains("found " + there + " values, expected " + claimed), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 101, 1", "100, 200, 100"})
  void refusesBytesAfterTheLastValue(int claimed, int there, int room) throws IOException {
    Path file = file(claimed, values(there), false);
    FileFormatException e = assertThrows(FileFormatException.class, () -> IdxFile.read(file, room));
    assertTrue(e.getMessage().contains("more bytes after the " + claimed), e.getMessage());
  }
}
