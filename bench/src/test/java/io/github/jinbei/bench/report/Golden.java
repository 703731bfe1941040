package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a report with its file in {@code src/test/resources/golden}, byte for byte.
 *
 * <p>To rewrite the files after an intended change, and then review the differences:
 * {@code mvn -pl bench -am test -Dtest='*ReportTest' -Dsurefire.failIfNoSpecifiedTests=false -Djinbei.golden.write=true}.
 * Tests that write files fail, so that the property is not left on.
 */
final class Golden {

  private static final String WRITE = "jinbei.golden.write";

  private Golden() {}

  static void check(String name, String report) throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", name);
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      fail("wrote " + file + ": run again without -D" + WRITE);
    }
    byte[] golden = Files.readAllBytes(file);
    // Text first, because its difference is readable.
    assertEquals(new String(golden, StandardCharsets.UTF_8), report, name);
    assertArrayEquals(golden, bytes, name);
  }
}
