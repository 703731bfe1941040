package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jinbei.bench.history.Commit;
import io.github.jinbei.bench.history.HistoryFile;
import io.github.jinbei.bench.history.Measured;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HistoryCommandTest {

  private static final String FIRST = "a".repeat(40);
  private static final String SECOND = "b".repeat(40);

  @TempDir
  Path folder;

  private record Run(int code, String out, String err) {}

  /** Runs the command like the main class: errors of input have the exit code 2. */
  private static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new HistoryCommand())
        .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((e, line, parsed) -> {
          err.write(e.getMessage());
          return 2;
        });
    int code = command.execute(List.of(args).stream().map(Object::toString).toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private Path history() {
    return folder.resolve("history.jsonl");
  }

  /** Writes a file in JMH's format: a benchmark in ops/ms with a parameter, and its raw figures, one list a fork. */
  private Path results(String name, String forks) throws IOException {
    return Files.writeString(folder.resolve(name),
        "[{\"jmhVersion\":\"1.37\",\"benchmark\":\"org.example.Some.method\","
        + "\"mode\":\"thrpt\",\"threads\":1,\"forks\":2,\"jvm\":\"java\",\"jvmArgs\":[],\"jdkVersion\":\"21.0.1\","
        + "\"vmName\":\"VM\",\"vmVersion\":\"1\",\"warmupIterations\":1,\"warmupTime\":\"1 s\",\"warmupBatchSize\":1,"
        + "\"measurementIterations\":3,\"measurementTime\":\"1 s\",\"measurementBatchSize\":1,"
        + "\"params\":{\"size\":\"8\"},\"primaryMetric\":{\"score\":1,\"scoreError\":\"NaN\","
        + "\"scoreConfidence\":[\"NaN\",\"NaN\"],\"scorePercentiles\":{},\"scoreUnit\":\"ops/ms\",\"rawData\":" + forks
        + "},\"secondaryMetrics\":{}}]");
  }

  @Test
  void appendKeepsMediansOfForksInNormalisedUnits() throws Exception {
    Run run = run("append", history(), results("r.json", "[[1,9,2],[4,3,5]]"), "--commit", FIRST, "--date",
        "2026-01-02T03:04:05+01:00", "--branch", "main");
    assertEquals(new Run(0, "aaaaaaaa: 2 forks of 1 benchmark added to " + history()
        + ", which contains 2 forks of this commit" + System.lineSeparator(), ""), run);
    List<Commit> commits = HistoryFile.read(history());
    assertEquals(1, commits.size());
    assertEquals(FIRST + " 2026-01-02T03:04:05+01:00 main",
        commits.get(0).hash() + " " + commits.get(0).date() + " " + commits.get(0).branch());
    Measured measured = commits.get(0).results().get(0);
    assertEquals("Some.method thrpt size=8", measured.key().text());
    assertEquals("ops/s", measured.unit());
    assertEquals(List.of(2000.0, 4000.0), measured.forks());
    assertEquals("21.0.1", measured.environment().get("jdk"));
  }

  @Test
  void severalFilesAndRunsAddForks() throws Exception {
    Path one = results("one.json", "[[1,1,1]]");
    Path two = results("two.json", "[[2,2,2],[3,3,3]]");
    assertEquals(0, run("append", history(), one + "," + two, "--commit", FIRST).code());
    Run again = run("append", history(), one, "--commit", FIRST);
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("which contains 4 forks of this commit"), again.out());
    assertEquals(List.of(1000.0, 2000.0, 3000.0, 1000.0), HistoryFile.read(history()).get(0).results().get(0).forks());
  }

  @Test
  void wrongArgumentsLeaveTheFileUnchanged() throws Exception {
    Path good = results("good.json", "[[1,2,3]]");
    Files.writeString(folder.resolve("bad.json"), "[{");
    Files.writeString(history(), "what is this\n");
    Map<String, Run> runs = Map.of(
        "history.jsonl: not a history: line 1: ", run("append", history(), good, "--commit", FIRST),
        "bad.json", run("append", history(), folder.resolve("bad.json"), "--commit", FIRST),
        "none.json", run("append", history(), folder.resolve("none.json"), "--commit", FIRST),
        "commit: \"head\"", run("append", history(), good, "--commit", "HEAD"),
        "date: \"today\"", run("append", history(), good, "--commit", FIRST, "--date", "today"),
        "no benchmark has a usable figure",
        run("append", history(), results("nan.json", "[[\"NaN\",1,2]]"), "--commit", FIRST));
    runs.forEach((words, run) -> {
      assertEquals(2, run.code(), words + run);
      assertTrue(run.err().contains(words) && run.err().lines().count() == 1, run.err());
      assertEquals("", run.out());
    });
    assertEquals("what is this\n", Files.readString(history()));
  }

  @Test
  void reportShowsTheChangeEveryWay() throws Exception {
    run("append", history(), results("one.json", "[[100,100,100]]"), "--commit", FIRST);
    run("append", history(), results("two.json", "[[90,90,90]]"), "--commit", SECOND);
    Path markdown = folder.resolve("trend.md");
    Path html = folder.resolve("trend.html");
    Run run = run("report", history(), "--markdown", markdown, "--html", html);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("-10.0 %") && run.out().contains("1 of 1 slower by more than 3 %"), run.out());
    assertTrue(Files.readString(markdown).contains("| **slower** | <code>Some.method thrpt size=8</code>"),
        Files.readString(markdown));
    assertTrue(Files.readString(html).contains("class=\"trend\""), "no chart in " + html);
    String again = run("report", history(), "--markdown", markdown, "--html", html).out();
    assertEquals(run.out(), again);
  }

  @Test
  void allRowsAreShownWithAll() throws Exception {
    String one = Files.readString(results("one.json", "[[100]]"));
    String entry = one.substring(1, one.length() - 1);
    Path many = Files.writeString(folder.resolve("many.json"), IntStream.range(0, 250)
        .mapToObj(i -> entry.replace("Some.method", "Some.row" + i)).collect(Collectors.joining(",", "[", "]")));
    run("append", history(), many, "--commit", FIRST);
    assertEquals(List.of(200L, 200L, 200L), rows());
    assertEquals(List.of(250L, 250L, 250L), rows("--all"));
  }

  /** Returns the number of rows in the text, the page's table and Markdown. */
  private List<Long> rows(String... options) throws IOException {
    Path html = folder.resolve("rows.html");
    Path markdown = folder.resolve("rows.md");
    Run run = run(Stream.concat(Stream.of("report", history(), "--html", html, "--markdown", markdown), Stream.of(options))
        .toArray());
    assertEquals(0, run.code(), run.err());
    return Stream.of(run.out(), Files.readString(html), Files.readString(markdown)).map(text -> text.lines()
        .filter(line -> line.matches("(no baseline|<tr role=\"row\"><td|\\| no baseline).*Some.row.*")).count()).toList();
  }

  @Test
  void theExitCodeDependsOnFailAndStrict() throws Exception {
    run("append", history(), results("one.json", "[[100,100,100]]"), "--commit", FIRST);
    assertEquals(0, run("report", history()).code());
    assertEquals(0, run("report", history(), "--fail").code(), "nothing was compared");
    assertEquals(3, run("report", history(), "--strict").code());
    assertEquals(3, run("report", history(), "--fail", "--strict").code());
    run("append", history(), results("two.json", "[[90,90,90]]"), "--commit", SECOND);
    assertEquals(0, run("report", history()).code());
    assertEquals(0, run("report", history(), "--strict").code());
    Run slower = run("report", history(), "--fail", "--strict");
    assertEquals(1, slower.code(), slower.toString());
    assertTrue(slower.out().contains("1 of 1 slower by more than 3 %"), slower.out());
    assertEquals(0, run("report", history(), "--fail", "--threshold", "0.2").code());
    run("append", history(), results("three.json", "[[99,99,99]]"), "--commit", "c".repeat(40));
    assertEquals(0, run("report", history(), "--fail").code(), "only the last commit counts");
  }

  /** The older commit is appended last. */
  @Test
  void theJsonHasTheVerdicts() throws Exception {
    run("append", history(), results("two.json", "[[90,90,90]]"), "--commit", SECOND, "--date", "2026-01-02T00:00:00Z");
    run("append", history(), results("one.json", "[[100,100,100]]"), "--commit", FIRST, "--date", "2026-01-01T00:00:00Z");
    Path json = folder.resolve("trend.json");
    Run run = run("report", history(), "--json", json, "--fail");
    assertEquals(1, run.code(), run.toString());
    assertTrue(run.out().contains("sorted by date"), run.out());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals("bbbbbbbb", report.get("last").textValue());
    assertTrue(report.get("slower").booleanValue() && report.get("sorted").booleanValue(), report.toString());
    assertEquals(0.9, report.at("/rows/0/latest/speed").doubleValue());
    assertEquals("slower", report.at("/rows/0/movement").textValue());
  }

  @Test
  void reportUsesItsOptions() throws Exception {
    for (int i = 0; i < 4; i++) {
      String commit = Integer.toHexString(0xc000000 + i);
      run("append", history(), results("r.json", "[[" + List.of(100, 50, 60, 90).get(i) + "]]"), "--commit", commit);
    }
    assertTrue(run("report", history()).out().contains("+50.0 %"), "against the median of 100, 50, 60");
    assertTrue(run("report", history(), "--window", "2").out().contains("+63.6 %"), "against that of 50, 60");
    assertTrue(run("report", history(), "--window", "1", "--threshold", "0.6").out().contains("None of 1 slower"));
    assertTrue(run("report", history(), "--include", "size=8").out().contains("None of 1 slower"));
  }

  @Test
  void aReportOfNothingIsRefused() throws Exception {
    run("append", history(), results("r.json", "[[100]]"), "--commit", FIRST);
    Path page = folder.resolve("page.html");
    Path table = folder.resolve("table.md");
    assertEquals(new Run(2, "", "--include other leaves none of 1 row, such as Some.method thrpt size=8"),
        run("report", history(), "--include", "other", "--html", page, "--markdown", table));
    assertEquals(new Run(2, "", "--exclude size=8 leaves none of 1 row, such as Some.method thrpt size=8"),
        run("report", history(), "--exclude", "size=8", "--html", page, "--markdown", table));
    assertFalse(Files.exists(page) || Files.exists(table), "files of a refused report");
  }

  /** Copies would count as forks in the medians that later commits are compared with. */
  @Test
  void theForksOfACommitAreNotAddedTwice() throws Exception {
    Path one = results("one.json", "[[101.25],[103.5],[102.75],[99.125]]");
    Path other = results("other.json", "[[98.5]]");
    assertEquals(0, run("append", history(), other, "--commit", FIRST).code());
    assertEquals(0, run("append", history(), one, "--commit", FIRST).code());
    assertEquals(0, run("append", history(), other, "--commit", FIRST).code(), "one coarse figure may repeat by chance");
    String before = Files.readString(history());
    assertEquals(new Run(2, "", "commit aaaaaaaa has the forks of Some.method thrpt size=8 already, expected other forks: "
        + "copies add no information"), run("append", history(), one, "--commit", FIRST));
    Files.writeString(folder.resolve("one.env.json"), "{\"cpu\":\"some\"}");
    assertEquals(2, run("append", history(), one, "--commit", FIRST).code(), "another environment");
    assertEquals(before, Files.readString(history()));
    assertEquals(0, run("append", history(), one, "--commit", SECOND).code(), "another commit");
    Path longer = results("longer.json", "[[97.5],[101.25],[103.5],[102.75],[99.125]]");
    assertEquals(2, run("append", history(), longer, "--commit", SECOND).code(), "other forks and the same");
    Run twice = run("append", history(), one + "," + one, "--commit", "c".repeat(40));
    assertEquals(2, twice.code());
    assertTrue(twice.err().startsWith(one + ": given twice, expected each file once"), twice.err());
  }

  @Test
  void modeAndUnitThatContradictEachOtherAreLeftOut() throws Exception {
    String sound = Files.readString(results("sound.json", "[[100]]"));
    String wrong = sound.replace("ops/ms", "ms/op").replace("Some.method", "Some.wrong");
    Path both = Files.writeString(folder.resolve("both.json"),
        sound.substring(0, sound.length() - 1) + "," + wrong.substring(1));
    Run run = run("append", history(), both, "--commit", FIRST);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("1 fork of 1 benchmark added") && run.out().contains("; 1 without a usable figure left out"),
        run.out());
    assertEquals(List.of("Some.method thrpt size=8"),
        HistoryFile.read(history()).get(0).results().stream().map(each -> each.key().text()).toList());
    Path alone = Files.writeString(folder.resolve("alone.json"), wrong);
    assertEquals(new Run(2, "", "no benchmark has a usable figure in " + alone),
        run("append", history(), alone, "--commit", SECOND));
  }

  @Test
  void theEnvironmentThatCountsCanBeChosen() throws Exception {
    Path one = results("one.json", "[[100]]");
    Path two = Files.writeString(folder.resolve("two.json"), Files.readString(one).replace("21.0.1", "25"));
    run("append", history(), one, "--commit", FIRST);
    run("append", history(), two, "--commit", SECOND);
    assertTrue(run("report", history()).out().contains("1 without a baseline"), run("report", history()).out());
    Run chosen = run("report", history(), "--environment", "cpu,lanes");
    assertTrue(chosen.out().contains("0.00 %") && !chosen.out().contains("without a baseline"), chosen.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "report", "append", "append FILE", "append FILE --commit 0123456789",
      "report FILE --window x",
      "report FILE --window 0", "report FILE --threshold 3", "report FILE --include (", "report FILE --no-such",
      "report FILE"})
  void wrongUseIsTwo(String line) {
    Object[] args = line.isEmpty() ? new Object[0] : line.replace("FILE", history().toString()).split(" ");
    Run run = run(args);
    assertEquals(2, run.code(), run.toString());
    assertEquals("", run.out());
    assertFalse(run.err().isEmpty());
  }

  @Test
  void appendNeedsResults() throws Exception {
    Path good = results("good.json", "[[1,2,3]]");
    CommandRun.of("history", "append").misused("Missing required parameters: 'FILE', 'RESULTS.json[,...]'");
    CommandRun.of("history", "append", history(), "--commit", FIRST)
        .misused("Missing required parameter: 'RESULTS.json[,...]'");
    for (String words : List.of("", ",", good + ",", "," + good)) {
      CommandRun.of("history", "append", history(), words, "--commit", FIRST)
          .misused("RESULTS.json: \"" + words + "\", expected names separated by commas, none of them empty");
    }
    CommandRun.of("history", "append", "", good, "--commit", FIRST).misused("FILE", "expected the name of a file");
    CommandRun.of("history", "append", history(), good, "--commit").misused("--commit");
    assertFalse(Files.exists(history()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "cpu,", "cpu,,jdk"})
  void anEnvironmentHasNoEmptyName(String names) throws Exception {
    run("append", history(), results("one.json", "[[100]]"), "--commit", FIRST);
    CommandRun.of("history", "report", history(), "--environment", names)
        .misused("--environment: \"" + names + "\", expected names separated by commas, none of them empty");
  }

  @Test
  void theCommitMustBeKnown() throws Exception {
    String known = System.getenv("GITHUB_SHA");
    Run run = run("append", history(), results("r.json", "[[1]]"));
    if (known == null || known.isEmpty()) {
      assertEquals(2, run.code());
      assertTrue(run.err().contains("Missing required option: '--commit=SHA' (or GITHUB_SHA)"), run.err());
    } else {
      assertEquals(List.of(known), HistoryFile.read(history()).stream().map(Commit::hash).collect(Collectors.toList()));
    }
  }
}
