package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a report with the file of it in {@code src/test/resources/golden}, byte for byte.
 *
 * <p>To write the files anew after a change that is meant, and then look at what changed:
 * {@code mvn -pl bench -am test -Dtest='*ReportTest' -Dsurefire.failIfNoSpecifiedTests=false -Djinbei.golden.write=true}.
 * Tests that write fail, so that nobody leaves that on.
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
    // Text first, since its difference can be read.
    assertEquals(new String(golden, StandardCharsets.UTF_8), report, name);
    assertArrayEquals(golden, bytes, name);
  }
}
