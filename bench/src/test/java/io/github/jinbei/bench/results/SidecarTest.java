package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"a.json, a.env.json", "x/a.json, x/a.env.json", "a, a.env.json", "a.b.json, a.b.env.json"})
  void isBesideTheResults(String results, String sidecar) {
    assertEquals(Path.of(sidecar), Sidecar.of(Path.of(results)));
  }

  @Test
  void isReadInTheOrderOfWriting() throws Exception {
    Path results = directory.resolve("a.json");
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("os", "Linux \u00b7 \"x\"");
    entries.put("cpu", "");
    entries.put("backend", "vector");
    Sidecar.write(results, entries);
    assertEquals("{\n  \"os\" : \"Linux \u00b7 \\\"x\\\"\",\n  \"cpu\" : \"\",\n  \"backend\" : \"vector\"\n}\n",
        Files.readString(directory.resolve("a.env.json")));
    assertEquals(entries.toString(), Sidecar.read(results).toString());

    Sidecar.write(results, Map.of()); // replaces the other
    assertEquals(Map.of(), Sidecar.read(results));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count(), "no temporary files");
    }
  }

  @Test
  void isEmptyIfAbsent() throws Exception {
    assertEquals(Map.of(), Sidecar.read(directory.resolve("a.json")));
  }

  @Test
  void nullIsRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Sidecar.write(directory.resolve("a.json"), Collections.singletonMap("cpu", null)));
    assertEquals("entries: cpu is null, expected a string", e.getMessage());
  }
}
