package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests files that are not JMH's: each message is one line with the file, the error and what was expected. */
class UnreadableFilesTest {

  private static final String START = "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", ";

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "``                                       | empty",
      "`  \n `                                  | empty",
      "hello                                    | invalid JSON at 1:6: Unrecognized token 'hello'",
      "<html>                                   | invalid JSON at 1:1: Unexpected character ('<' (code 60))",
      "`[\n  {\"benchmark\" : \"a\",\n   x}]`   | invalid JSON at 3:4: Unexpected character ('x' (code 120))",
      "`[\n  {\"benchmark\" : \"a\",\n`         | the JSON ends too early, at 3:1",
      "[1, 2                                    | the JSON ends too early, at 1:6",
      "[] []                                    | text after the end of the JSON at 1:4",
      "{\"entries\": []}                         | an object instead of an array of results",
      "\"text\"                                  | \"text\" instead of an array of results",
      "[[]]                                     | entry 1 is an array instead of an object",
      "[7]                                      | entry 1 is 7 instead of an object",
      "[{\"mode\": \"avgt\"}]                     | entry 1 has no benchmark",
      "[{\"benchmark\": 7}]                      | entry 1 has benchmark 7 instead of a string",
      "[{\"benchmark\": \"a\", \"mode\": \"fast\"}] | entry 1 has mode \"fast\" instead of thrpt, avgt, sample or ss"})
  void filesOfAnotherFormatAreRefused(String text, String what) throws Exception {
    Path file = Files.writeString(directory.resolve("results.json"), text);
    assertMessage(file, what);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"threads\": 1}]                     | entry 1 has no primaryMetric",
      "\"threads\": 0}]                     | entry 1 has threads 0 instead of a number from 1",
      "\"threads\": \"max\"}]               | entry 1 has threads \"max\" instead of a number from 1",
      "\"primaryMetric\": null}]            | entry 1: primaryMetric has null instead of an object",
      "\"primaryMetric\": {\"rawData\": 1}}]| entry 1: primaryMetric.rawData has 1 instead of an array",
      "\"primaryMetric\": {\"rawData\": [[1], 2]}}]| entry 1: primaryMetric.rawData[1] has 2 instead of an array",
      "\"primaryMetric\": {\"rawData\": [[1, {}]]}}]"
          + "| entry 1: primaryMetric.rawData[0][1] has an object instead of a number",
      "\"primaryMetric\": {\"rawData\": [[\"fast\"]]}}]"
          + "| entry 1: primaryMetric.rawData[0][0] has \"fast\" instead of a number",
      "\"primaryMetric\": {\"score\": true}}]| entry 1: primaryMetric.score has true instead of a number",
      "\"primaryMetric\": {\"rawDataHistogram\": [[[1]]]}}]"
          + "| entry 1: primaryMetric.rawDataHistogram[0][0] has 1 instead of pairs of value and count",
      "\"primaryMetric\": {}, \"secondaryMetrics\": {\"x\": 1}}]| entry 1: x has 1 instead of an object"})
  void entriesOfAnotherFormatAreRefused(String rest, String what) throws Exception {
    Path file = Files.writeString(directory.resolve("results.json"), START + rest);
    assertMessage(file, what);
  }

  @Test
  void theSecondEntryAndTheSecondFileAreNamed() throws Exception {
    String good = START + "\"primaryMetric\": {}}";
    Path first = Files.writeString(directory.resolve("first.json"), good + "]");
    Path second = Files.writeString(directory.resolve("second.json"), good + ", {}]");
    UnreadableResultsException e = assertThrows(UnreadableResultsException.class,
        () -> ResultFiles.read(List.of(first, second)));
    assertEquals(second + ": entry 2 has no benchmark, expected the JSON that JMH writes with -rf json",
        e.getMessage());
  }

  @Test
  void missingFilesAndDirectoriesAreRefused() throws Exception {
    assertMessage(directory.resolve("none.json"), "no such file");
    assertMessage(Files.createDirectory(directory.resolve("directory.json")), "a directory");
  }

  /** A real file that is cut at any place is refused in one line, never read as a shorter file. */
  @Test
  void aFileCutAnywhereIsRefused() throws Exception {
    String whole = START + "\"threads\" : 1, \"params\" : {\"n\" : \"10\"}, \"primaryMetric\" : {\"score\" : 1.5, "
        + "\"scoreUnit\" : \"ops/s\", \"rawData\" : [[1.5, \"NaN\"]]}, \"secondaryMetrics\" : {}}]";
    Path file = directory.resolve("cut.json");
    Files.writeString(file, whole);
    assertEquals(1, ResultFiles.read(List.of(file)).size());
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file, whole.substring(0, length));
      UnreadableResultsException e =
          assertThrows(UnreadableResultsException.class, () -> ResultFiles.read(List.of(file)), "cut at " + length);
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      assertTrue(e.getMessage().endsWith(", expected the JSON that JMH writes with -rf json"), e.getMessage());
    }
  }

  @Test
  void forksInAnotherUnitDoNotAddUp() throws Exception {
    Path file = Files.writeString(directory.resolve("results.json"),
        START + "\"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"ms/op\"}},"
            + START.substring(1) + "\"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"joule\"}}]");
    assertMessage(file, "B.c avgt is in joule here and in s/op before");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[]              | an array instead of an object",
      "{\"cpu\": 7}    | cpu is 7",
      "{\"cpu\": {}}   | cpu is an object",
      "{\"cpu\":       | the JSON ends too early, at 1:8"})
  void sidecars(String text, String what) throws IOException {
    Path file = Files.writeString(directory.resolve("results.json"), "[]");
    Path sidecar = Files.writeString(directory.resolve("results.env.json"), text);
    UnreadableResultsException e =
        assertThrows(UnreadableResultsException.class, () -> ResultFiles.read(List.of(file)));
    assertEquals(sidecar + ": " + what + ", expected a sidecar: one JSON object of strings", e.getMessage());
  }

  private static void assertMessage(Path file, String what) {
    UnreadableResultsException e =
        assertThrows(UnreadableResultsException.class, () -> ResultFiles.read(List.of(file)));
    assertEquals(file + ": " + what + ", expected the JSON that JMH writes with -rf json", e.getMessage());
  }
}
