package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

  /** The number of forks for a p-value below 0.01 after Holm's adjustment over a few rows: two of 184,756 assignments. */
  private static final int FORKS = 10;

  @TempDir
  Path folder;

  private Path base;

  @BeforeEach
  void writeBase() throws IOException {
    base = new JmhJson().add("A.one", "thrpt", 100, FORKS).write(folder.resolve("base.json"));
  }

  private Path file(String name, JmhJson json) throws IOException {
    return json.write(folder.resolve(name));
  }

  private Path thrpt(double score) throws IOException {
    return file("current" + score + ".json", new JmhJson().add("A.one", "thrpt", score, FORKS));
  }

  private static JsonNode read(Path json) throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  /** Runs compare, which must succeed, and returns the verdict of each row. */
  private Map<String, String> verdicts(int code, Object... args) throws IOException {
    Path json = folder.resolve("verdicts.json");
    CommandRun run = CommandRun.of(Stream.concat(Stream.of("compare", "--json", json), Stream.of(args)).toArray());
    assertEquals(code, run.code(), run::toString);
    assertEquals("", run.err());
    Map<String, String> verdicts = new TreeMap<>();
    read(json).get("rows").forEach(
        row -> verdicts.put(row.at("/key/text").textValue().replace(" n=8", ""), row.get("verdict").textValue()));
    return verdicts;
  }

  @Test
  void theExitCodeShowsWhetherARowRegressed() throws IOException {
    assertEquals(Map.of("A.one thrpt", "REGRESSED"), verdicts(1, base, thrpt(90)));
    assertEquals(Map.of("A.one thrpt", "IMPROVED"), verdicts(0, base, thrpt(110)));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT"), verdicts(0, base, thrpt(100.1)));
    assertEquals(Map.of("A.one thrpt", "REGRESSED"), verdicts(1, "--strict", base, thrpt(90)));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT"), verdicts(0, "--strict", base, thrpt(100.1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"avgt", "sample", "ss"})
  void moreTimeIsSlower(String mode) throws IOException {
    Path quick = file("quick.json", new JmhJson().add("A.one", mode, 1, FORKS));
    Path slow = file("slow.json", new JmhJson().add("A.one", mode, 1.1, FORKS));
    assertEquals(Map.of("A.one " + mode, "REGRESSED"), verdicts(1, quick, slow));
    assertEquals(Map.of("A.one " + mode, "IMPROVED"), verdicts(0, slow, quick));
  }

  @Test
  void strictRequiresAVerdictOnEveryRow() throws IOException {
    Path other = file("other.json", new JmhJson().add("A.two", "thrpt", 100, FORKS));
    Path both = file("both.json",
        new JmhJson().add("A.one", "thrpt", 100, FORKS).add("A.two", "thrpt", 100, FORKS));
    Path two = file("two.json", new JmhJson().add("A.one", "thrpt", 90, 2));
    Path broken = file("nan.json", new JmhJson().add("A.one", "thrpt", "ops/s", "[[\"NaN\",\"NaN\",\"NaN\"]]", ""));
    Path elsewhere = file("elsewhere.json", new JmhJson().jdk("25").add("A.one", "thrpt", 90, FORKS));
    assertEquals("INCONCLUSIVE", verdicts(0, base, two).get("A.one thrpt"));
    verdicts(3, "--strict", base, two);
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT", "A.two thrpt", "MISSING"), verdicts(0, both, base));
    verdicts(3, "--strict", both, base);
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT", "A.two thrpt", "NEW"), verdicts(0, "--strict", base, both));
    assertEquals(Map.of("A.one thrpt", "MISSING", "A.two thrpt", "NEW"), verdicts(3, "--strict", base, other));
    assertEquals("ERROR", verdicts(0, base, broken).get("A.one thrpt"));
    verdicts(3, "--strict", base, broken);
    assertEquals("ENV-MISMATCH", verdicts(0, base, elsewhere).get("A.one thrpt"));
    verdicts(3, "--strict", base, elsewhere);
    assertEquals("REGRESSED", verdicts(1, "--ignore-environment", base, elsewhere).get("A.one thrpt"));
    Path worse = file("worse.json", new JmhJson().add("A.one", "thrpt", 90, FORKS));
    assertEquals(Map.of("A.one thrpt", "REGRESSED", "A.two thrpt", "MISSING"), verdicts(1, "--strict", both, worse));
  }

  @Test
  void moreAllocationIsARegressionToo() throws IOException {
    Path before = file("before.json", new JmhJson().add("A.one", 100, FORKS, 16));
    Path after = file("after.json", new JmhJson().add("A.one", 100, FORKS, 116));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT"), verdicts(1, before, after));
    verdicts(0, after, before);
    verdicts(0, before, after, "--allocation", "128");
    verdicts(1, before, after, "--allocation", "90");
  }

  @Test
  void aSideComparedWithItselfDidNotChange() throws IOException {
    Path all = file("all.json", new JmhJson().add("A.one", "thrpt", 100, FORKS).add("A.two", "avgt", 3, 1)
        .add("A.three", 5, 2, 1e6));
    verdicts(0, all, all).forEach(
        (row, verdict) -> assertTrue(List.of("EQUIVALENT", "INCONCLUSIVE").contains(verdict), row + " " + verdict));
    assertEquals(3, verdicts(0, all, all).size());
    assertEquals("EQUIVALENT", verdicts(0, all, all).get("A.one thrpt"));
  }

  static Stream<Path> realFiles() throws IOException, URISyntaxException {
    Path resources = Path.of(CompareCommandTest.class.getResource("/jmh/README.md").toURI()).getParent();
    try (Stream<Path> files = Files.list(resources)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  /** Some of these files have rows without a positive figure, which are an ERROR. */
  @ParameterizedTest
  @MethodSource("realFiles")
  void realFilesComparedWithThemselvesDidNotChange(Path file) throws IOException {
    Map<String, String> verdicts = verdicts(0, file, file);
    assertFalse(verdicts.isEmpty());
    verdicts.forEach((row, verdict) -> assertTrue(List.of("EQUIVALENT", "INCONCLUSIVE", "ERROR").contains(verdict),
        row + " " + verdict));
    String text = Files.readString(file);
    boolean unusable = text.contains("NaN") || text.matches("(?s).*\"rawData\" : \\[\\s*].*");
    assertTrue(unusable || !verdicts.containsValue("ERROR"), verdicts.toString());
  }

  @Test
  void filesOfASideAddForks() throws IOException {
    Path half = file("half.json", new JmhJson().add("A.one", "thrpt", 100, 2));
    Path rest = file("rest.json", new JmhJson().add("A.one", "thrpt", 100, 8));
    Path slow = file("slow.json", new JmhJson().add("A.one", "thrpt", 90, 3));
    Path slower = file("slower.json", new JmhJson().add("A.one", "thrpt", 89.9, 3));
    assertEquals("INCONCLUSIVE", verdicts(0, half, slow).get("A.one thrpt"));
    assertEquals("REGRESSED", verdicts(1, half + "," + rest, slow + "," + slower).get("A.one thrpt"));
    JsonNode row = read(folder.resolve("verdicts.json")).get("rows").get(0);
    assertEquals(10, row.at("/base/forkMedians").size());
    assertEquals(6, row.at("/current/forkMedians").size());
  }

  /** Four forks a side give a p-value of 2/70, and counted twice of 2/12870. */
  @Test
  void forksCountOnce() throws IOException {
    Path four = file("four.json", new JmhJson().add("A.one", "thrpt", 100, 4));
    Path slow = file("slow.json", new JmhJson().add("A.one", "thrpt", 90, 4));
    Path copy = Files.copy(slow, folder.resolve("copy.json"));
    assertEquals("INCONCLUSIVE", verdicts(0, four, slow).get("A.one thrpt"));
    unreadable(new Object[] {four, slow + "," + slow}, slow + ": given twice");
    unreadable(new Object[] {four + "," + folder.resolve(".").resolve("four.json"), slow}, "the same file as " + four);
    unreadable(new Object[] {four, slow + "," + copy}, copy + ": A.one thrpt n=8 has the forks that it has in " + slow);
    unreadable(new Object[] {slow + "," + copy, four}, copy + ": A.one thrpt n=8 has the forks that it has in " + slow);
    unreadable(new Object[] {"--for", "github-action-benchmark", slow + "," + copy}, copy + ": A.one thrpt n=8");
    verdicts(0, slow, copy); // one on each side: a jar against itself
  }

  /** Rows without a verdict on speed, one of each kind, do not change the other rows. */
  @Test
  void anErrorInARowDoesNotChangeOthers() throws IOException {
    String forks = "[[1.5,1.6],[1.7,1.8]]";
    Path before = file("before.json", new JmhJson().add("A.one", "thrpt", 100, FORKS)
        .add("A.infinite", "thrpt", "ops/s", forks, "").add("A.time", "avgt", "ops/s", forks, "")
        .add("A.rate", "thrpt", "us/op", forks, "").add("A.bytes", 100, FORKS, 16));
    Path after = file("after.json", new JmhJson().add("A.one", "thrpt", 90, FORKS)
        .add("A.infinite", "thrpt", "ops/s", "[[1.5,\"+INF\"],[1.7,1.8]]", "").add("A.time", "avgt", "ops/s", forks, "")
        .add("A.rate", "thrpt", "us/op", forks, "")
        .add("A.bytes", "thrpt", "ops/s", forks, "\"gc.alloc.rate.norm\":{\"score\":\"+INF\",\"scoreError\":\"NaN\","
            + "\"scoreUnit\":\"B/op\",\"rawData\":[[\"+INF\",5000],[5000,\"-INF\"]]}"));
    assertEquals(Map.of("A.one thrpt", "REGRESSED", "A.infinite thrpt", "ERROR", "A.time avgt", "ERROR",
        "A.rate thrpt", "ERROR", "A.bytes thrpt", "INCONCLUSIVE"), verdicts(1, before, after));
    Map<String, String> notes = new TreeMap<>();
    for (JsonNode row : read(folder.resolve("verdicts.json")).get("rows")) {
      notes.put(row.at("/key/benchmark").textValue().replace("org.example.", ""), row.get("note").textValue());
      assertTrue(row.at("/allocation/verdict").isNull(), row.toString());
    }
    assertEquals(Map.of("A.one", "", "A.bytes", "", "A.infinite", "current has NaN or an infinity in fork 1",
        "A.time", "base has mode avgt and unit ops/s, which contradict each other",
        "A.rate", "base has mode thrpt and unit s/op, which contradict each other"), notes);
  }

  @Test
  void patternsThatMatchNothingAreRefused() {
    Path json = folder.resolve("out.json");
    unreadable(new Object[] {base, base, "--include", "nosuch", "--json", json},
        "--include nosuch leaves none of 1 row, such as A.one thrpt n=8");
    unreadable(new Object[] {base, base, "--exclude", "one", "--json", json}, "--exclude one leaves none of 1 row");
    unreadable(new Object[] {base, base, "--include", "A", "--exclude", "one", "--json", json},
        "--include A and --exclude one leave none of 1 row");
    unreadable(new Object[] {base, base, "--ruler", "one", "--json", json}, "--ruler one matches all of 1 row");
    unreadable(new Object[] {"--for", "github-action-benchmark", base, "--include", "nosuch", "--output", json},
        "--include nosuch leaves none of 1 row");
    assertFalse(Files.exists(json), "written in spite of it");
  }

  @Test
  void nothingComparedIsInEveryReport() throws IOException {
    Path other = file("other.json", new JmhJson().add("A.two", "thrpt", 100, FORKS));
    Path nothing = Files.writeString(folder.resolve("nothing.json"), "[]");
    Path broken = file("nan.json", new JmhJson().add("A.one", "thrpt", "ops/s", "[[\"NaN\"]]", ""));
    Path elsewhere = file("elsewhere.json", new JmhJson().jdk("25").add("A.one", "thrpt", 90, FORKS));
    nothingCompared("Nothing was compared: 1 row is only in the base, 1 row is only in the current side", base, other);
    nothingCompared("Nothing was compared: 1 row is only in the base", base, nothing);
    nothingCompared("Nothing was compared: 1 row is only in the current side", nothing, base);
    nothingCompared("Nothing was compared: 1 row is in error", base, broken);
    nothingCompared("Nothing was compared: 1 row is from different environments", base, elsewhere);
  }

  private void nothingCompared(String sentence, Path before, Path after) throws IOException {
    Path markdown = folder.resolve("r.md");
    Path html = folder.resolve("r.html");
    Path json = folder.resolve("r.json");
    CommandRun run = CommandRun.of("compare", before, after, "--markdown", markdown, "--html", html, "--json", json);
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains(sentence + " ("), run.out());
    String summary = Files.readString(markdown);
    assertTrue(summary.startsWith("## \u26a0\ufe0f " + sentence + "\n"), summary);
    String page = Files.readString(html);
    assertTrue(page.contains("<header class=\"open\">") && page.contains("<h1>" + sentence + "</h1>"), page);
    assertEquals(sentence, read(json).get("headline").textValue());
    assertFalse(read(json).get("compared").booleanValue());
    assertEquals(3, CommandRun.of("compare", before, after, "--strict").code());
  }

  @Test
  void limitsAndPatternsAreApplied() throws IOException {
    Path two = file("two.json", new JmhJson().add("A.one", "thrpt", 100, FORKS).add("B.two", "thrpt", 100, FORKS));
    Path slower = file("slower.json", new JmhJson().add("A.one", "thrpt", 95, FORKS).add("B.two", "thrpt", 95, FORKS));
    assertEquals(Map.of("A.one thrpt", "REGRESSED", "B.two thrpt", "REGRESSED"), verdicts(1, two, slower));
    assertEquals(Map.of("A.one thrpt", "INCONCLUSIVE", "B.two thrpt", "INCONCLUSIVE"),
        verdicts(0, two, slower, "--min-effect", "0.06"));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT", "B.two thrpt", "EQUIVALENT"),
        verdicts(0, two, slower, "--min-effect", "0.06", "--threshold", "0.06"));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT", "B.two thrpt", "REGRESSED"),
        verdicts(1, two, slower, "--override", "^A:min-effect=0.06,threshold=0.06"));
    assertEquals(Map.of("A.one thrpt", "REGRESSED"), verdicts(1, two, slower, "--include", "^A"));
    assertEquals(Map.of("B.two thrpt", "REGRESSED"), verdicts(1, two, slower, "--exclude", "one"));
    assertEquals(Map.of("A.one thrpt", "INCONCLUSIVE", "B.two thrpt", "INCONCLUSIVE"),
        verdicts(0, two, slower, "--alpha", "0.000001"));
  }

  /** The machine was slower by 10 % as a whole, as the ruler shows. */
  @Test
  void theGateChoosesWithOrWithoutTheRuler() throws IOException {
    Path before = file("before.json",
        new JmhJson().add("A.one", "thrpt", 100, FORKS).add("Peak.fma", "thrpt", 50, FORKS));
    Path after = file("after.json",
        new JmhJson().add("A.one", "thrpt", 90, FORKS).add("Peak.fma", "thrpt", 45, FORKS));
    assertEquals(Map.of("A.one thrpt", "EQUIVALENT"), verdicts(0, before, after, "--ruler", "Peak"));
    assertEquals(Map.of("A.one thrpt", "REGRESSED"), verdicts(1, before, after, "--ruler", "Peak", "--gate", "raw"));
    assertEquals(Map.of("A.one thrpt", "INCONCLUSIVE"),
        verdicts(0, before, after, "--ruler", "Peak", "--gate", "both"));
    assertEquals(Map.of("A.one thrpt", "REGRESSED", "Peak.fma thrpt", "REGRESSED"), verdicts(1, before, after));
  }

  @Test
  void sameInputSameBytes() throws IOException {
    Path slower = thrpt(97);
    Path outputs = Files.createDirectories(folder.resolve("out"));
    List<String> names = List.of("r.md", "r.html", "r.json");
    Object[] args = {"compare", base, slower, "--markdown", outputs.resolve("r.md"), "--html",
        outputs.resolve("r.html"), "--json", outputs.resolve("r.json")};
    CommandRun first = CommandRun.of(args);
    Map<String, byte[]> bytes = new TreeMap<>();
    for (String name : names) {
      bytes.put(name, Files.readAllBytes(outputs.resolve(name)));
    }
    assertEquals(first, CommandRun.of(args));
    for (String name : names) {
      assertArrayEquals(bytes.get(name), Files.readAllBytes(outputs.resolve(name)), name);
    }
    String markdown = new String(bytes.get("r.md"), StandardCharsets.UTF_8);
    assertTrue(markdown.contains("REGRESSED |") || markdown.contains("REGRESSED** |"), markdown);
    String html = new String(bytes.get("r.html"), StandardCharsets.UTF_8);
    assertTrue(html.startsWith("<!DOCTYPE html>") && html.contains("<svg") && html.contains("REGRESSED"), html);
    assertEquals("jinbei-comparison", read(outputs.resolve("r.json")).get("format").textValue());
    try (Stream<Path> left = Files.list(outputs)) {
      assertEquals(3, left.count(), "no parts are left");
    }
    assertTrue(first.out().contains("To repeat: java -jar benchmarks.jar compare "), first.out());
  }

  @Test
  void equivalentRowsAreFoldedUnlessAllAreRequested() throws IOException {
    JmhJson many = new JmhJson();
    for (int i = 0; i < 12; i++) {
      many.add("A.row" + i, "thrpt", 100, FORKS);
    }
    Path file = file("many.json", many);
    assertFalse(CommandRun.of("compare", file, file).out().contains("A.row7"));
    assertTrue(CommandRun.of("compare", file, file, "--all").out().contains("A.row7"));
  }

  @Test
  void figuresAreWrittenForAnotherTool() throws IOException {
    Path times = file("times.json", new JmhJson().add("A.one", "avgt", 4, 1).add("A.two", "thrpt", 100, 1));
    CommandRun run = CommandRun.of("compare", "--for", "github-action-benchmark", times);
    assertEquals(0, run.code(), run.err());
    JsonNode array = new ObjectMapper().readTree(run.out());
    assertEquals("org.example.A.one avgt t=1 n=8", array.at("/0/name").textValue());
    assertEquals(0.25, array.at("/0/value").doubleValue());
    assertEquals(100, array.at("/1/value").doubleValue());
    assertEquals(2, array.size());
    Path to = folder.resolve("for.json");
    assertEquals(new CommandRun(0, "", ""), CommandRun.of("compare", "--for", "github-action-benchmark", base, times,
        "--output", to));
    assertEquals(run.out(), Files.readString(to), "BASE does not matter");
  }

  @Test
  void figuresForAnotherToolLeaveOutUnusableRows() throws IOException {
    Path some = file("some.json", new JmhJson().add("A.zero", "thrpt", "ops/s", "[[0]]", "")
        .add("A.one", "thrpt", 100, 1).add("A.infinite", "avgt", "s/op", "[[\"+INF\"]]", "")
        .add("A.rate", "thrpt", "us/op", "[[7]]", "").add("A.time", "avgt", "ops/s", "[[7]]", ""));
    CommandRun run = CommandRun.of("compare", "--for", "github-action-benchmark", some);
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of("org.example.A.one thrpt t=1 n=8"), new ObjectMapper().readTree(run.out()).findValuesAsText("name"));
    assertEquals("4 rows left out without a usable figure: A.infinite avgt n=8 has NaN or an infinity in fork 1"
        + System.lineSeparator(), run.err());
    assertEquals("1 row left out without a usable figure: A.rate thrpt n=8 has mode thrpt and unit s/op, which contradict "
        + "each other" + System.lineSeparator(),
        CommandRun.of("compare", "--for", "github-action-benchmark", some, "--include", "one|rate").err());
    Path to = folder.resolve("for.json");
    unreadable(new Object[] {"--for", "github-action-benchmark", some, "--output", to, "--include", "zero"},
        "no benchmark has a usable figure in " + some + ": A.zero thrpt n=8 has no positive figure");
    unreadable(new Object[] {"--for", "github-action-benchmark", some, "--output", to, "--include", "time"},
        "no benchmark has a usable figure in " + some + ": A.time avgt n=8 has mode avgt and unit ops/s");
    Path nothing = Files.writeString(folder.resolve("nothing.json"), "[]");
    unreadable(new Object[] {"--for", "github-action-benchmark", nothing, "--output", to},
        "no benchmark has a usable figure in " + nothing);
    assertFalse(Files.exists(to), "nothing to write");
  }

  @Test
  void unreadableInputGivesOneLineAndExitCodeTwo() throws IOException {
    Path corrupt = Files.writeString(folder.resolve("corrupt.json"), "[{\"benchmark\": \"a.b\",");
    Path object = Files.writeString(folder.resolve("object.json"), "{}");
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    Path nothing = Files.writeString(folder.resolve("nothing.json"), "[]");
    for (Object[] args : List.of(new Object[] {base, corrupt}, new Object[] {corrupt, base},
        new Object[] {base + "," + corrupt, base}, new Object[] {"--for", "github-action-benchmark", corrupt})) {
      unreadable(args, "corrupt.json", "ends too early");
    }
    unreadable(new Object[] {base, folder.resolve("none.json")}, "none.json", "no such file");
    unreadable(new Object[] {base, object}, "object.json", "array of results");
    unreadable(new Object[] {base, empty}, "empty.json", "empty");
    unreadable(new Object[] {base, folder}, folder.toString(), "directory");
    unreadable(new Object[] {nothing, nothing}, "nothing.json", "no results");
    assertEquals(Map.of("A.one thrpt", "NEW"), verdicts(0, nothing, base));
  }

  private static void unreadable(Object[] args, String... words) {
    CommandRun run = CommandRun.of(Stream.concat(Stream.of("compare"), Stream.of(args)).toArray());
    run.failed(words);
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void wrongUsageGivesALineAHintAndExitCodeTwo() {
    Path none = folder.resolve("none");
    CommandRun.of("compare").misused("Missing required parameter", "BASE.json");
    CommandRun.of("compare", base).misused("expected BASE.json and CURRENT.json");
    CommandRun.of("compare", base, base, base).misused("expected BASE.json and CURRENT.json");
    for (String side : List.of("", ",", base + ",", "," + base, base + ",," + base)) {
      CommandRun.of("compare", side, base).misused("BASE.json", "\"" + side + "\"", "none of them empty");
      CommandRun.of("compare", base, side).misused("CURRENT.json", "\"" + side + "\"", "none of them empty");
      CommandRun.of("compare", side, "--for", "github-action-benchmark").misused("\"" + side + "\"");
    }
    CommandRun.of("compare", base, base, "--nosuch").misused("--nosuch");
    CommandRun.of("compare", base, base, "--for", "bencher").misused("--for: bencher", "github-action-benchmark");
    CommandRun.of("compare", base, base, "--output", none).misused("--output", "--for");
    CommandRun.of("compare", base, base, "--gate", "both").misused("--gate: both needs --ruler");
    CommandRun.of("compare", base, base, "--markdown").misused("--markdown");
    for (String option : List.of("--markdown", "--html", "--json")) {
      CommandRun.of("compare", base, base, option, none.resolve("r")).misused(option + ": ", "there is no folder");
      CommandRun.of("compare", base, base, option, folder).misused(option + ": ", "is a folder");
    }
    CommandRun.of("compare", base, "--for", "github-action-benchmark", "--output", none.resolve("r"))
        .misused("--output: ", "there is no folder");
  }

  @Test
  void helpIsThere() {
    CommandRun help = CommandRun.of("compare", "--help");
    assertEquals(0, help.code());
    assertTrue(help.out().contains("--min-effect=F") && help.out().contains("Default: 0.01"), help.out());
  }

  /** Also where the files of a side were measured at different times, and have different rows. */
  @Test
  void theReportsNameFilesAndCommits() throws IOException {
    Path first = file("first.json", new JmhJson().add("A.one", "thrpt", 100, FORKS));
    Path second = file("second.json", new JmhJson().add("A.two", "thrpt", 100, FORKS));
    Files.writeString(folder.resolve("first.env.json"), "{\"commit\": \"1f0c0de\", \"date\": \"2026-01-31T12:00:00Z\"}");
    Files.writeString(folder.resolve("second.env.json"), "{\"commit\": \"1f0c0de\", \"date\": \"2026-02-01T12:00:00Z\"}");
    Files.writeString(folder.resolve("base.env.json"), "{\"commit\": \"ba5eba11\"}");
    Path json = folder.resolve("report.json");
    String files = first + "," + second;
    CommandRun run = CommandRun.of("compare", base, files, "--json", json);
    assertEquals(0, run.code(), run::toString);
    JsonNode environment = read(json).get("environment");
    assertEquals(base.toString(), environment.at("/base/files").textValue());
    assertEquals(files, environment.at("/current/files").textValue());
    assertEquals("ba5eba11", environment.at("/base/commit").textValue());
    assertEquals("1f0c0de", environment.at("/current/commit").textValue());
    assertEquals("2026-01-31T12:00:00Z | 2026-02-01T12:00:00Z", environment.at("/current/date").textValue());
    assertFalse(environment.get("base").has("date"), "no file contains a date");
  }

  @Test
  void allRowsAreInEveryReportWithAll() throws IOException {
    JmhJson many = new JmhJson();
    for (int i = 0; i < 250; i++) {
      many.add("Many.row" + i, "thrpt", 100, 1);
    }
    Path before = file("before.json", many);
    Path after = file("after.json", many);
    assertEquals(List.of(200L, 200L, 200L), rows(before, after));
    assertEquals(List.of(250L, 250L, 250L), rows(before, after, "--all"));
  }

  /** Returns the number of rows of one fork in text, page and Markdown. */
  private List<Long> rows(Path before, Path after, String... options) throws IOException {
    Path html = folder.resolve("rows.html");
    Path markdown = folder.resolve("rows.md");
    Path json = folder.resolve("rows.json");
    CommandRun run = CommandRun.of(Stream.concat(Stream.of("compare", before, after, "--html", html, "--markdown", markdown,
        "--json", json), Stream.of(options)).toArray());
    assertEquals(0, run.code(), run::toString);
    assertEquals(250, read(json).get("rows").size());
    return Stream.of(run.out(), Files.readString(html), Files.readString(markdown))
        .map(text -> text.lines().filter(line -> line.matches(".*Many\\.(<wbr/>)?row.*")).count()).toList();
  }
}
