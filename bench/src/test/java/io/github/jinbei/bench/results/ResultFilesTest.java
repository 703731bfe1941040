package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFilesTest {

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"ops/ns, 2, ops/s, 2e9", "ops/us, 2, ops/s, 2e6", "ops/ms, 2, ops/s, 2000", "ops/s, 2, ops/s, 2",
      "ops/min, 120, ops/s, 2", "ops/hr, 7200, ops/s, 2", "ops/day, 172800, ops/s, 2",
      "ns/op, 3, s/op, 3e-9", "us/op, 3, s/op, 3e-6", "ms/op, 3, s/op, 0.003", "s/op, 3, s/op, 3",
      "min/op, 3, s/op, 180", "hr/op, 3, s/op, 10800", "day/op, 3, s/op, 259200",
      "B/op, 3, B/op, 3", "MB/sec, 3, MB/sec, 3", "ops/parsec, 3, ops/parsec, 3", "#/op, 3, #/op, 3"})
  void unitsAreNormalised(String unit, double value, String expectedUnit, double expected) throws Exception {
    String metric = metric(unit, "[[" + value + "]]");
    Result result = only(entry("avgt", "", metric, "\"other\": " + metric));

    for (Metric read : List.of(result.score(), result.secondary().get("other"))) {
      assertEquals(expectedUnit, read.unit());
      assertArrayEquals(new double[][] {{expected}}, read.forks());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "NaN", "\"Infinity\"", "Infinity", "-Infinity", "\"-Infinity\"", "null", "1e999",
      "\"+INF\"", "\"-INF\"", "+INF", "-INF", "\"inf\"", "\"nan\"", "1e306"})
  void valuesThatAreNotFiniteAreNaN(String value) throws Exception {
    Result result = only(entry("thrpt", "", metric("ops/ms", "[[1.5, " + value + "], [2]]"), ""));

    assertArrayEquals(new double[][] {{1500, Double.NaN}, {2000}}, result.score().forks());
    assertTrue(Double.isNaN(result.score().median()));
  }

  /** JMH writes these values for a profiler's normalised figure if no operation was counted. */
  @ParameterizedTest
  @ValueSource(strings = {"\"+INF\"", "\"-INF\"", "\"NaN\""})
  void valuesThatAreNotFiniteAreNaNEverywhere(String value) throws Exception {
    String histogram = "{\"scoreUnit\": \"us/op\", \"rawDataHistogram\": [[[[" + value + ", 2], [4, 1]], [[8, 5]]]]}";
    Result sample = only(entry("sample", "", histogram, "\"s\": {\"score\": " + value + "}, \"r\": "
        + metric("B/op", "[[16, " + value + "], [8, 8]]")));

    assertArrayEquals(new double[][] {{Double.NaN, 8e-6}}, sample.score().forks());
    assertArrayEquals(new double[][] {{Double.NaN}}, sample.secondary().get("s").forks());
    assertArrayEquals(new double[][] {{16, Double.NaN}, {8, 8}}, sample.secondary().get("r").forks());
    assertEquals("NaN or an infinity in fork 1", sample.flaw());
    Result score = only("{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": " + value
        + ", \"scoreError\": " + value + ", \"scorePercentiles\": {\"0.0\": " + value + "}, \"scoreUnit\": \"s/op\"}}");
    assertArrayEquals(new double[][] {{Double.NaN}}, score.score().forks());
  }

  @ParameterizedTest
  @CsvSource({"thrpt, ops/ms, ''", "avgt, us/op, ''", "sample, s/op, ''", "ss, day/op, ''",
      "thrpt, B/sec, ''", "avgt, ms, ''", "avgt, parsecs, ''", "thrpt, '', ''",
      "avgt, ops/ms, 'mode avgt and unit ops/s, which contradict each other'",
      "sample, ops/parsec, 'mode sample and unit ops/parsec, which contradict each other'",
      "ss, ops/s, 'mode ss and unit ops/s, which contradict each other'",
      "thrpt, us/op, 'mode thrpt and unit s/op, which contradict each other'",
      "thrpt, B/op, 'mode thrpt and unit B/op, which contradict each other'"})
  void modeAndUnitMayContradictEachOther(String mode, String unit, String flaw) throws Exception {
    assertEquals(flaw, only(entry(mode, "", metric(unit, "[[1]]"), "\"x\": " + metric("ops/s", "[[1]]"))).flaw());
  }

  @Test
  void theUnitOfAMetricWithoutFiguresDoesNotMatter() throws Exception {
    assertEquals("no figures", only(entry("avgt", "", metric("ops/s", "[]"), "")).flaw());
  }

  @Test
  void numbersMayBeStrings() throws Exception {
    assertArrayEquals(new double[][] {{1.0E-4}},
        only(entry("avgt", "", metric("s/op", "[[\"1.0E-4\"]]"), "")).score().forks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[[]]", "[[], []]"})
  void emptyRawDataHasNoForks(String rawData) throws Exception {
    assertEquals(0, only(entry("thrpt", "", metric("ops/s", rawData), "")).score().forks().length);
  }

  @Test
  void aScoreWithoutRawDataIsAForkOfOneIteration() throws Exception {
    Result result = only("{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", "
        + "\"primaryMetric\": {\"score\": 2.5, \"scoreUnit\": \"ms/op\"}}");

    assertEquals(new Key("a.B.c", "avgt", 1, new TreeMap<>()), result.key());
    assertArrayEquals(new double[][] {{0.0025}}, result.score().forks());
    assertEquals(Map.of(), result.secondary());
    assertEquals(Map.of(), result.environment());
  }

  /** 1 twice and 4 once: mean 2. The counts of the iterations differ, so a mean over all samples would be wrong. */
  @Test
  void histogramsGiveWeightedMeans() throws Exception {
    Result result = only(entry("sample", "",
        "{\"scoreUnit\": \"us/op\", \"rawDataHistogram\": [[[[1, 2], [4, 1]], [], [[8, 5]]], [[]], [[[3, 1]]]]}", ""));

    assertArrayEquals(new double[][] {{2e-6, 8e-6}, {3e-6}}, result.score().forks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gc.alloc.rate.norm", "\u00b7gc.alloc.rate.norm", "\u00c2\u00b7gc.alloc.rate.norm",
      "\u00ef\u00bf\u00bdgc.alloc.rate.norm", "\ufffdgc.alloc.rate.norm", "+gc.alloc.rate.norm", "?gc.alloc.rate.norm",
      "\u8defgc.alloc.rate.norm"})
  void theDotOfOldProfilerNamesIsRemoved(String name) throws Exception {
    Result result = only(entry("thrpt", "", metric("ops/s", "[[1]]"), "\"" + name + "\": " + metric("B/op", "[[16]]")));

    assertEquals(List.of(Result.ALLOCATION), List.copyOf(result.secondary().keySet()));
  }

  /** JMH writes in the default encoding of its JVM. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "US-ASCII", "UTF-16", "GBK"})
  void anyEncodingIsAccepted(String encoding) throws Exception {
    String text = "[" + entry("thrpt", "", metric("ops/s", "[[1]]"), "\"\u00b7gc.alloc.rate.norm\": "
        + metric("B/op", "[[16]]")) + "]";
    Path file = directory.resolve("a.json");
    Files.write(file, text.getBytes(Charset.forName(encoding)));

    Result result = ResultFiles.read(List.of(file)).values().iterator().next();
    assertEquals(List.of(Result.ALLOCATION), List.copyOf(result.secondary().keySet()));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheText() throws Exception {
    Path file = write("a.json", "\ufeff[" + entry("thrpt", "", metric("ops/s", "[[1]]"), "") + "]");
    assertEquals(1, ResultFiles.read(List.of(file)).size());
  }

  @Test
  void everyPartOfTheKeyDistinguishesKeys() throws Exception {
    String metric = metric("ops/s", "[[1]]");
    List<String> entries = new ArrayList<>();
    for (String mode : List.of("thrpt", "avgt", "sample", "ss")) {
      entries.add(entry(mode, "", metric, ""));
      entries.add(entry(mode, "\"threads\": 2,", metric, ""));
      entries.add(entry(mode, "\"params\": {\"n\": \"1\"},", metric, ""));
      entries.add(entry(mode, "\"params\": {\"n\": \"2\"},", metric, ""));
      entries.add(entry(mode, "\"params\": {\"n\": \"2\", \"b\": null, \"c\": 3},", metric, ""));
    }
    SortedMap<Key, Result> results = ResultFiles.read(List.of(write("a.json", "[" + String.join(",", entries) + "]")));

    assertEquals(20, results.size());
    assertTrue(results.keySet().stream().anyMatch(key -> key.text().equals("B.c ss b=null c=3 n=2")));
    results.values().forEach(result -> assertEquals(result.key().mode().equals("thrpt"), result.moreIsBetter()));
  }

  @Test
  void forksOfSeveralFilesAddUpInOrder() throws Exception {
    Path first = write("first.json", "[" + entry("avgt", "\"jdkVersion\": \"21\", \"warmupIterations\": 5,",
        metric("ms/op", "[[1], [2]]"), "\"x\": " + metric("B/op", "[[1]]")) + "]");
    Path second = write("second.json", "[" + entry("avgt", "\"jmhVersion\": \"1.37\", \"jdkVersion\": \"17\",",
        metric("us/op", "[[3000]]"), "\"x\": " + metric("B/op", "[[2]]") + ", \"y\": " + metric("KB", "[[3]]")) + "]");
    Sidecar.write(second, Map.of("cpu", "some"));

    for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
      Result result = ResultFiles.read(order).values().iterator().next();
      boolean straight = order.get(0).equals(first);
      double[][] scores = straight ? new double[][] {{0.001}, {0.002}, {0.003}}
          : new double[][] {{0.003}, {0.001}, {0.002}};
      assertArrayEquals(scores, result.score().forks());
      assertArrayEquals(straight ? new double[][] {{1}, {2}} : new double[][] {{2}, {1}},
          result.secondary().get("x").forks());
      assertArrayEquals(new double[][] {{3}}, result.secondary().get("y").forks());
      assertEquals("{jmh=1.37, jdk=17 | 21, warm-up=5 iterations, cpu=some}", result.environment().toString(),
          "in the order of names, whatever that of the files");
    }
  }

  @Test
  void secondaryMetricsOfAnotherUnitDoNotMix() throws Exception {
    Path file = write("a.json", "["
        + entry("avgt", "", metric("s/op", "[[1]]"), "\"m\": " + metric("---", "[[]]")) + ","
        + entry("avgt", "", metric("s/op", "[[1]]"), "\"m\": " + metric("KB", "[[2]]")) + ","
        + entry("avgt", "", metric("s/op", "[[1]]"), "\"m\": " + metric("MB", "[[3]]")) + "]");
    Metric metric = ResultFiles.read(List.of(file)).values().iterator().next().secondary().get("m");

    assertEquals("KB", metric.unit());
    assertArrayEquals(new double[][] {{2}}, metric.forks());
  }

  @Test
  void theEnvironmentLeavesOutMeaninglessArguments() throws Exception {
    Result result = only(entry("avgt", """
        "jmhVersion": "1.37", "jdkVersion": "21", "vmName": "A VM", "vmVersion": "21+35", "forks": 7,
        "jvm": "/some/java",
        "jvmArgs": ["-Xmx1g", "-Djmh.ignoreLock=true", "-XX:CompileCommandFile=/tmp/x", "-Djinbei.bench.slowdown=0.05",
            "-Djmh.blackhole.mode=COMPILER", "-Djava.io.tmpdir=/x", "-Dlog=/tmp/log", "--add-modules", "a.b"],
        "warmupIterations": 0, "warmupTime": "10 s", "warmupBatchSize": 1,
        "measurementIterations": 5, "measurementTime": "1 s", "measurementBatchSize": 3,
        """, metric("s/op", "[[1]]"), ""));

    assertEquals("{jmh=1.37, jdk=21, vm=A VM 21+35, jvm args=-Xmx1g -Djinbei.bench.slowdown=0.05 "
        + "-Djmh.blackhole.mode=COMPILER --add-modules a.b, warm-up=none, measurement=5 x 1 s, batch 3}",
        result.environment().toString());
  }

  @Test
  void theSidecarsEntriesFollowThoseOfTheFile() throws Exception {
    Path file = write("a.json", "[" + entry("avgt", "\"jdkVersion\": \"21\",", metric("s/op", "[[1]]"), "") + "]");
    Files.writeString(directory.resolve("a.env.json"), "{\"os\": \"Linux\", \"jdk\": \"other\", \"cpu\": \"some\"}");

    assertEquals("{jdk=21, os=Linux, cpu=some}",
        ResultFiles.read(List.of(file)).values().iterator().next().environment().toString());
  }

  @Test
  void anEmptyArrayHasNoResults() throws Exception {
    assertEquals(Map.of(), ResultFiles.read(List.of(write("a.json", "[\n]\n"))));
  }

  @Test
  void noFilesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ResultFiles.read(List.of()));
    assertThrows(IllegalArgumentException.class, () -> ResultFiles.concatenate(List.of(), directory.resolve("a.json")));
  }

  @Test
  void concatenatingKeepsTheTextOfNumbersAndIsTheSameEachTime() throws Exception {
    Path first = write("first.json", "[" + entry("avgt",
        "\"a\": {\"b\": [], \"c\": [[1.0E-4, 12345678901234567890], \"NaN\"]},",
        metric("s/op", "[[1.50, NaN]]"), "\"x\": " + metric("B/op", "[[\"+INF\", \"-INF\"]]")) + "]");
    Path second = write("second.json", "[]");
    Path third = write("third.json", "["
        + entry("ss", "\"x\": true, \"y\": null,", metric("s/op", "[[-0.0]]"), "") + ","
        + entry("thrpt", "", metric("ops/s", "[[3.3762388731228185E9]]"), "\"\u00b7gc\": " + metric("B/op", "[[1]]"))
        + "]");
    Path to = directory.resolve("all.json");
    ResultFiles.concatenate(List.of(first, second, third), to);

    String text = Files.readString(to);
    assertEquals("""
        [
          {
            "benchmark" : "a.B.c",
            "mode" : "avgt",
            "a" : {
              "b" : [ ],
              "c" : [
                [
                  1.0E-4,
                  12345678901234567890
                ],
                "NaN"
              ]
            },
            "primaryMetric" : {
              "scoreUnit" : "s/op",
              "rawData" : [
                [
                  1.50,
                  "NaN"
                ]
              ]
            },
            "secondaryMetrics" : {
              "x" : {
                "scoreUnit" : "B/op",
                "rawData" : [
                  [
                    "+INF",
                    "-INF"
                  ]
                ]
              }
            }
          },
          {
            "benchmark" : "a.B.c",
            "mode" : "ss",
            "x" : true,
            "y" : null,
            "primaryMetric" : {
              "scoreUnit" : "s/op",
              "rawData" : [
                [
                  -0.0
                ]
              ]
            },
            "secondaryMetrics" : { }
          },
          {
            "benchmark" : "a.B.c",
            "mode" : "thrpt",
            "primaryMetric" : {
              "scoreUnit" : "ops/s",
              "rawData" : [
                [
                  3.3762388731228185E9
                ]
              ]
            },
            "secondaryMetrics" : {
              "\u00b7gc" : {
                "scoreUnit" : "B/op",
                "rawData" : [
                  [
                    1
                  ]
                ]
              }
            }
          }
        ]
        """, text);
    ResultFiles.concatenate(List.of(to), to); // replaces the part itself
    assertEquals(text, Files.readString(to));
    assertEquals(4, files(), "no temporary files");
  }

  @Test
  void concatenatingUnreadableFilesWritesNothing() throws Exception {
    Path good = write("good.json", "[" + entry("avgt", "", metric("s/op", "[[1]]"), "") + "]");
    Path bad = write("bad.json", "[{\"benchmark\": \"a\"}]");
    Path to = write("to.json", "as it was");

    UnreadableResultsException e = assertThrows(UnreadableResultsException.class,
        () -> ResultFiles.concatenate(List.of(good, bad), to));
    assertTrue(e.getMessage().startsWith(bad + ": entry 1 has no mode, "), e.getMessage());
    assertEquals("as it was", Files.readString(to));
    assertEquals(3, files(), "no temporary files");
  }

  private int files() throws IOException {
    try (var files = Files.list(directory)) {
      return (int) files.count();
    }
  }

  private Result only(String entry) throws Exception {
    SortedMap<Key, Result> results = ResultFiles.read(List.of(write("only.json", "[" + entry + "]")));
    assertEquals(1, results.size());
    return results.values().iterator().next();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static String entry(String mode, String more, String metric, String secondary) {
    return "{\"benchmark\": \"a.B.c\", \"mode\": \"" + mode + "\", " + more + " \"primaryMetric\": " + metric
        + ", \"secondaryMetrics\": {" + secondary + "}}";
  }

  private static String metric(String unit, String rawData) {
    return "{\"scoreUnit\": \"" + unit + "\", \"rawData\": " + rawData + "}";
  }
}
