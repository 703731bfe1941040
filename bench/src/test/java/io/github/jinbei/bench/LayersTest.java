package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests which package imports which: the comparer does not depend on the benchmarks, nor they on it. */
class LayersTest {

  private static final String ROOT = "io.github.jinbei.bench";

  /** The packages below the root ("" for the root itself), and the packages that each may import besides itself. */
  private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
      Map.entry("", Set.of("naive")),
      Map.entry("naive", Set.of()),
      Map.entry("results", Set.of()),
      Map.entry("compare", Set.of("results")),
      Map.entry("ab", Set.of("compare", "results")),
      Map.entry("cold", Set.of("")),
      Map.entry("history", Set.of("results")),
      Map.entry("report", Set.of("cold", "compare", "history", "results")),
      Map.entry("suite", Set.of("", "results")),
      Map.entry("cli", Set.of("", "ab", "cold", "compare", "history", "report", "results", "suite")));

  private static final Pattern IMPORT = Pattern.compile("^import (?:static )?" + Pattern.quote(ROOT) + "\\.([a-z]+)?.*;");

  @Test
  void importsGoDownTheArrows() throws IOException {
    Path sources = Path.of("src/main/java/io/github/jinbei/bench");
    List<String> wrong = new ArrayList<>();
    int imports = 0;
    List<Path> files;
    try (Stream<Path> walk = Files.walk(sources)) {
      files = walk.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
    }
    for (Path file : files) {
      String from = sources.relativize(file.getParent()).toString();
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = IMPORT.matcher(line);
        if (matcher.matches()) {
          imports++;
          String to = matcher.group(1) == null ? "" : matcher.group(1);
          if (!to.equals(from) && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
            wrong.add(file + ": " + line);
          }
        }
      }
    }
    assertTrue(imports > 50, "found only " + imports + " imports below " + sources.toAbsolutePath());
    assertEquals(List.of(), wrong);
  }
}
