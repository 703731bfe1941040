package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests JMH's list of benchmarks: without its annotation processor JMH finds none, and reports this only at run time. */
class BenchmarkListTest {

  @Test
  void listsEveryBenchmark() throws IOException, URISyntaxException {
    String list;
    try (InputStream in = GemmBenchmark.class.getResourceAsStream("/META-INF/BenchmarkList")) {
      assertNotNull(in, "META-INF/BenchmarkList is missing: JMH's annotation processor did not run");
      list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> benchmarks = benchmarkClasses();
    assertTrue(benchmarks.contains(GemmBenchmark.class.getName()), "found only " + benchmarks);
    for (String benchmark : benchmarks) {
      assertTrue(list.contains(" " + benchmark + " "), benchmark + " is not in META-INF/BenchmarkList:\n" + list);
    }
  }

  /** Returns the names of the compiled classes *Benchmark, without those that JMH generated. */
  private static List<String> benchmarkClasses() throws IOException, URISyntaxException {
    Path root = Path.of(GemmBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith("Benchmark.class") && !name.contains("jmh_generated"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('\\', '.').replace('/', '.'))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
