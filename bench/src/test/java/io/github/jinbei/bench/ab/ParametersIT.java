package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.results.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests one round of the real JMH over benchmarks whose parameters have unusual values. */
@Tag("interleaved")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the java command is a script")
class ParametersIT {

  @TempDir
  Path folder;

  private final StringWriter progress = new StringWriter();

  /** Returns the rows of a round, by their parameters. Each was measured once. */
  private Set<Map<String, String>> rows(String fields, String... jmh) throws Exception {
    Side base = new Side("base", RealJar.classPath(folder, fields), java(), List.of());
    Side current = new Side("current", base.classPath(), base.java(), List.of());
    Path out = Files.createDirectory(folder.resolve("out"));
    Comparison comparison = new InterleavedRun(base, current, new JmhArguments(List.of(jmh)), Settings.defaults(), 1, out,
        Map.of(), new PrintWriter(progress), () -> false).run(List.of()).orElseThrow();
    Set<Map<String, String>> rows = new HashSet<>();
    comparison.rows().forEach(row -> {
      Key key = row.key();
      assertEquals(1, row.base().score().forks().length, () -> key.text() + "\n" + progress);
      assertEquals(1, row.current().score().forks().length, () -> key.text() + "\n" + progress);
      rows.add(key.params());
    });
    assertFalse(progress.toString().contains("failed"), progress.toString());
    return rows;
  }

  /** Returns a java command with a separate folder for temporary files, where no other JMH holds the lock. */
  private String java() throws IOException {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\nexec '" + FakeJar.java() + "' '-Djava.io.tmpdir=" + folder + "' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    return java.toString();
  }

  @Test
  void oneValueWithCommasIsOneRow() throws Exception {
    assertEquals(Set.of(Map.of("query", "SELECT a, b FROM t", "n", "1"), Map.of("query", "SELECT a, b FROM t", "n", "2")),
        rows("  @Param({\"SELECT a, b FROM t\"}) String query;\n  @Param({\"1\", \"2\"}) int n;"));
  }

  @Test
  void severalValuesWithCommasAreARowEach() throws Exception {
    assertEquals(Set.of(Map.of("s", "1,2"), Map.of("s", "a, b"), Map.of("s", "")),
        rows("  @Param({\"1,2\", \"a, b\", \"\"}) String s;"));
  }

  /** JMH does not write line breaks of values. */
  @Test
  void unusualValuesAreSelectedOneByOne() throws Exception {
    assertEquals(Set.of(Map.of("s", "}"), Map.of("s", " a=b"), Map.of("s", "\"q\\"), Map.of("s", "")),
        rows("  @Param({\"}\", \" a=b\\n\", \"\\\"q\\\\\", \"\"}) String s;"));
  }

  /** JMH splits these values. */
  @Test
  void givenValuesAreParsedLikeJmh() throws Exception {
    assertEquals(Set.of(Map.of("s", "4"), Map.of("s", " 5")), rows("  @Param({\"1,2\", \"3\"}) String s;", "-p", "s=4, 5"));
  }
}
