package io.github.jinbei.bench.history;

import static io.github.jinbei.bench.history.Histories.commit;
import static io.github.jinbei.bench.history.Histories.hash;
import static io.github.jinbei.bench.history.Histories.key;
import static io.github.jinbei.bench.history.Histories.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {

  private static final Map<String, String> HERE = Map.of("cpu", "one");
  private static final Map<String, String> THERE = Map.of("cpu", "another");
  private static final Key FAST = key("fast", "thrpt");
  private static final Key SLOW = key("slow", "avgt");

  /** A line written by hand: this format must stay readable. */
  private static final String LINE = "{\"version\":1,\"commit\":\"" + "0000000a" + "0".repeat(32) + "\","
      + "\"date\":\"2026-01-10T00:00:00Z\",\"branch\":\"main\",\"environments\":[{\"cpu\":\"one\"}],\"results\":["
      + "{\"benchmark\":\"org.example.SomeBenchmark.fast\",\"mode\":\"thrpt\",\"threads\":1,"
      + "\"params\":{\"form\":\"a b\",\"size\":\"64\"},\"unit\":\"ops/s\",\"moreIsBetter\":true,\"environment\":0,"
      + "\"forks\":[1234.5,2.0E-10]}]}";

  @TempDir
  Path folder;

  private Path file() {
    return folder.resolve("history.jsonl");
  }

  private List<Commit> appended(Commit... commits) throws IOException {
    for (Commit commit : commits) {
      HistoryFile.append(file(), commit);
    }
    return HistoryFile.read(file());
  }

  @Test
  void aLineHasTheDocumentedFormat() throws Exception {
    appended(commit(10, result(FAST, HERE, 1234.5, 2e-10)));
    assertEquals(LINE + "\n", Files.readString(file()));
  }

  @Test
  void appendedCommitsAreReadBack() throws Exception {
    Commit first = commit(1, result(FAST, HERE, 1, 2, 4), result(SLOW, HERE, 0.1 + 0.2));
    Commit second = commit(2, result(FAST, THERE, Math.PI * 1e9));
    assertEquals(List.of(first, second), appended(first, second));
    assertEquals(2, Files.readAllLines(file()).size(), "a line a commit");
  }

  @Test
  void theValueOfAForkIsTheMedianOfItsIterations() throws Exception {
    Result result = new Result(FAST, new Metric("ops/s", new double[][] {{9, 1, 2}, {4, 8}}),
        Collections.emptySortedMap(), HERE);
    assertEquals(List.of(2.0, 6.0), appended(commit(1, result)).get(0).results().get(0).forks());
  }

  @Test
  void aCommitAppendedAgainGetsMoreForksAndKeepsItsPlace() throws Exception {
    Key threads = new Key(FAST.benchmark(), FAST.mode(), 2, FAST.params());
    Key params = new Key(FAST.benchmark(), FAST.mode(), 1, new TreeMap<>(Map.of("size", "65")));
    List<Commit> commits = appended(commit(1, result(FAST, HERE, 1, 2)), commit(2, result(FAST, HERE, 9)),
        commit(1, result(FAST, HERE, 3), result(SLOW, HERE, 4), result(threads, HERE, 5), result(params, HERE, 6)),
        commit(1, result(FAST, THERE, 7)), commit(1, result(FAST, HERE, 8)));
    assertEquals(List.of(hash(1), hash(2)), commits.stream().map(Commit::hash).toList());
    Map<String, List<Double>> forks = commits.get(0).results().stream().collect(Collectors.toMap(
        measured -> measured.key().text() + " " + measured.environment().get("cpu"), Measured::forks));
    assertEquals(Map.of(
        "SomeBenchmark.fast thrpt form=a b size=64 one", List.of(1.0, 2.0, 3.0, 8.0),
        "SomeBenchmark.fast thrpt form=a b size=64 another", List.of(7.0),
        "SomeBenchmark.fast thrpt t=2 form=a b size=64 one", List.of(5.0),
        "SomeBenchmark.fast thrpt size=65 one", List.of(6.0),
        "SomeBenchmark.slow avgt form=a b size=64 one", List.of(4.0)), forks);
  }

  /** Another jar name or time of the measurement is not another environment. */
  @Test
  void jarAndDateDoNotSeparateForks() throws Exception {
    Map<String, String> first = Map.of("cpu", "one", "jar", "a.jar", "date", "2026-01-31T12:00:00Z");
    Map<String, String> second = Map.of("cpu", "one", "jar", "b.jar", "commit", "1f0c0de", "branch", "main");
    List<Measured> kept = appended(commit(1, result(FAST, first, 1)), commit(1, result(FAST, second, 2))).get(0).results();
    assertEquals(1, kept.size(), kept::toString);
    assertEquals(List.of(1.0, 2.0), kept.get(0).forks());
    assertEquals(HERE, kept.get(0).environment());
  }

  /** Older lines have the commit in their environment. */
  @Test
  void aLineWithFurtherEnvironmentEntriesGetsForksToo() throws Exception {
    Files.writeString(file(), LINE.replace("{\"cpu\":\"one\"}", "{\"cpu\":\"one\",\"commit\":\"1f0c0de\"}") + "\n");
    List<Measured> kept = appended(commit(10, result(FAST, HERE, 2))).get(0).results();
    assertEquals(List.of(List.of(1234.5, 2e-10, 2.0)), kept.stream().map(Measured::forks).toList());
  }

  @Test
  void laterDateAndBranchAreUsedIfKnown() throws Exception {
    appended(Commit.of(hash(1), "2026-01-01T00:00:00Z", "main", List.of()));
    Commit kept = appended(Commit.of(hash(1), "", "", List.of())).get(0);
    assertEquals("2026-01-01T00:00:00Z main", kept.date() + " " + kept.branch());
    Commit changed = appended(Commit.of(hash(1), "2026-01-02T00:00:00+01:00", "fix", List.of())).get(0);
    assertEquals("2026-01-02T00:00:00+01:00 fix", changed.date() + " " + changed.branch());
  }

  @Test
  void unusableFiguresAreLeftOut() throws Exception {
    Commit commit = appended(commit(1, result(FAST, HERE, Double.NaN, 3, Double.POSITIVE_INFINITY, 0, -1),
        result(SLOW, HERE, Double.NaN))).get(0);
    assertEquals(1, commit.results().size(), commit.toString());
    assertEquals(List.of(3.0), commit.results().get(0).forks());
  }

  @Test
  void hashesAreComparedInLowerCase() throws Exception {
    assertEquals(1,
        appended(Commit.of("ABCDEF12", "", "", List.of()), Commit.of("abcdef12", "", "", List.of())).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456", "HEAD", "v1.0", "0123456789abcdefg"})
  void aHashIsHexadecimal(String hash) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Commit.of(hash, "", "", List.of())).getMessage();
    assertTrue(message.startsWith("commit: \"") && message.endsWith("expected a hash of 7 to 64 hexadecimal digits"),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z"})
  void aDateHasAnOffset(String date) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Commit.of(hash(1), date, "", List.of())).getMessage();
    assertTrue(message.startsWith("date: \"" + date + "\", expected ISO 8601 with offset"), message);
  }

  /** A part of the line is replaced, and the message must name the error. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "]}                    | `]}]`                 | invalid JSON at column ",
      "]}                    | ]                     | invalid JSON at column ",
      "{\"version\"           | [{\"version\"         | invalid JSON at column ",
      "\"version\":1         | \"version\":2         | version: 2, expected 1",
      "\"version\":1         | \"version\":\"x\"     | `version: \"x\", expected an integer`",
      "\"version\":1,        | ``                    | version: missing",
      "\"commit\":\"0000000a | \"commit\":\"HEAD     | `commit: \"head`",
      "\"commit\":           | \"comit\":            | commit: missing",
      "\"commit\":           | \"branch\":           | Duplicate field 'branch' at column ",
      "\"date\":\"           | \"date\":\"x          | date: ",
      "\"environments\":[    | \"environments\":[1,  | `environments: 1, expected an object`",
      "[{\"cpu\":\"one\"}]      | {}                    | `environments: an object, expected an array`",
      "\"main\"              | []                    | `branch: an array, expected a string`",
      "{\"cpu\":\"one\"}     | null                  | a part of environments: missing",
      "\"one\"               | null                  | a part of environments: missing",
      "\"environment\":0     | \"environment\":1     | `environment: 1, expected the place of one of 1`",
      "\"environment\":0     | \"environment\":-1    | `environment: -1, expected the place of one of 1`",
      "\"threads\":1         | \"threads\":0         | threads: 0",
      "\"threads\":1         | \"threads\":1.5       | `results.threads: 1.5, expected an integer`",
      "\"benchmark\":        | \"x\":                | benchmark: missing",
      "\"environment\":0     | \"environment\":null  | environment: missing",
      "\"moreIsBetter\":true | \"moreIsBetter\":1    | `results.moreIsBetter: 1, expected true or false`",
      "\"moreIsBetter\":true, | ``                  | moreIsBetter: missing",
      "\"forks\":            | \"more\":1,\"forks\": | results.more: not a field of a history",
      "\"unit\":\"ops/s\",   | ``                    | unit: missing",
      "\"ops/s\"             | \"s/op\"                | `unit: s/op of SomeBenchmark.fast thrpt form=a b size=64, "
          + "expected a unit of this mode`",
      "\"64\"                | null                  | a part of params: missing",
      "[1234.5,2.0E-10]      | []                    | forks: none",
      "1234.5                | -1                    | forks: -1.0",
      "1234.5                | 0                     | forks: 0.0",
      "1234.5                | NaN                   | invalid JSON at column ",
      "1234.5                | 1e999                 | forks: Infinity",
      "1234.5                | \"fast\"              | `results.forks: \"fast\", expected a number`",
      "1234.5                | null                  | a part of forks: missing",
  })
  void aCorruptLineIsOneClearErrorAndLeavesTheFile(String part, String replacement, String why) throws Exception {
    assertTrue(LINE.contains(part), part);
    String corrupt = LINE.replace(part, replacement);
    String text = LINE.replace("0000000a", "0000000b") + "\n" + corrupt + "\n";
    Files.writeString(file(), text);
    String message =
        assertThrows(UnreadableHistoryException.class, () -> HistoryFile.append(file(), commit(3))).getMessage();
    String place = file() + ", line 2: ";
    assertTrue(message.startsWith(place + why), message);
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.matches(".*(java|jinbei|token|deserialize).*"), message);
    assertEquals(text, Files.readString(file()));
    onlyTheHistoryIsThere();
  }

  @Test
  void theUnchangedLineIsValid() throws Exception {
    Files.writeString(file(), LINE);
    assertEquals(List.of(commit(10, result(FAST, HERE, 1234.5, 2e-10))), HistoryFile.read(file()));
  }

  @Test
  void aCommitHasOneLine() throws Exception {
    Files.writeString(file(), LINE + "\n\n" + LINE + "\n");
    String message = assertThrows(UnreadableHistoryException.class, () -> HistoryFile.read(file())).getMessage();
    assertEquals(file() + ", line 3: commit " + hash(10) + " has a line already, line 1", message);
  }

  @Test
  void undecodableBytesAreRefused() throws Exception {
    byte[] bytes = {'{', (byte) 0xff, '}'};
    Files.write(file(), bytes);
    String message = assertThrows(UnreadableHistoryException.class, () -> HistoryFile.read(file())).getMessage();
    assertEquals(file() + ": not a history: not UTF-8, expected the lines that 'history append' writes", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
  void aByteOrderMarkIsRead(String charset) throws Exception {
    Files.writeString(file(), "\ufeff" + LINE + "\r\n", Charset.forName(charset));
    Commit more = Commit.of(hash(2), "", "gr\u00fcn", List.of(result(FAST, HERE, 7)));
    assertEquals(List.of(commit(10, result(FAST, HERE, 1234.5, 2e-10)), more), appended(more));
    assertTrue(Files.readString(file()).startsWith(LINE + "\n{"), "UTF-8 without a mark");
  }

  /** Files of other kinds; none of them is replaced. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "[                         | line 1: invalid JSON at column ",
      "[{\"benchmark\":\"a.b\"}]   | line 1: an array instead of an object",
      "{\"cpu\":\"one\"}           | line 1: an object without a commit",
      "<!DOCTYPE html>           | line 1: invalid JSON at column ",
      "`\u0001\u0002`             | line 1: invalid JSON at column ",
      "null                      | line 1: null instead of an object",
      "`\n\n| Benchmark | Speed |` | line 3: invalid JSON at column "})
  void otherFilesAreNotAHistory(String text, String why) throws Exception {
    Files.writeString(file(), text);
    for (Executable use : List.<Executable>of(() -> HistoryFile.read(file()), () -> HistoryFile.append(file(), commit(1)))) {
      String message = assertThrows(UnreadableHistoryException.class, use).getMessage();
      assertTrue(message.startsWith(file() + ": not a history: " + why), message);
      assertTrue(message.endsWith(", expected the lines that 'history append' writes"), message);
    }
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void aFolderIsNotAHistory() {
    assertEquals(folder + ": not a history: a folder, expected the lines that 'history append' writes",
        assertThrows(UnreadableHistoryException.class, () -> HistoryFile.read(folder)).getMessage());
  }

  /** A history whose first line ends too early is still called a history. */
  @Test
  void aDamagedFirstLineIsNamedByItsNumber() throws Exception {
    Files.writeString(file(), LINE.substring(0, 100));
    String message = assertThrows(UnreadableHistoryException.class, () -> HistoryFile.read(file())).getMessage();
    assertTrue(message.startsWith(file() + ", line 1: invalid JSON at column "), message);
  }

  @Test
  void lineEndsMayBeOfEitherKind() throws Exception {
    Files.writeString(file(), LINE + "\r\n\r\n");
    assertEquals(List.of(hash(10), hash(2)), appended(commit(2)).stream().map(Commit::hash).toList());
    assertFalse(Files.readString(file()).contains("\r"));
  }

  @Test
  void aMissingFileCanBeAppendedToButNotRead() throws Exception {
    assertEquals(file() + ": no such file",
        assertThrows(UnreadableHistoryException.class, () -> HistoryFile.read(file())).getMessage());
    assertEquals(1, appended(commit(1)).size());
    onlyTheHistoryIsThere();
  }

  @Test
  void anEmptyFileIsAHistory() throws Exception {
    Files.writeString(file(), "");
    assertEquals(List.of(), HistoryFile.read(file()));
    assertEquals(1, appended(commit(1)).size());
  }

  @Test
  void otherLettersAreKept() throws Exception {
    Map<String, String> environment = Map.of("cpu", "\u6d77\ud83d\ude00");
    Commit commit = Commit.of(hash(1), "", "gr\u00f6\u00dfer/\"x\"\n", List.of(result(FAST, environment, 1)));
    assertEquals(List.of(commit), appended(commit));
    assertEquals(1, new String(Files.readAllBytes(file()), StandardCharsets.UTF_8).lines().count());
  }

  /** Checks that the folder contains only the history and its lock. */
  private void onlyTheHistoryIsThere() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve(".history.jsonl.lock"), file()), files.sorted().toList());
    }
  }
}
