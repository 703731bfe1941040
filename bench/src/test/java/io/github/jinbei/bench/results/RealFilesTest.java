package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests files that JMH wrote for other projects: see the README beside them. */
class RealFilesTest {

  /** The factors from each unit to ops/s or s/op. */
  private static final Map<String, Double> FACTORS = Map.of("ops/s", 1.0, "ops/ms", 1e3, "ops/min", 1 / 60.0,
      "s/op", 1.0, "ms/op", 1e-3, "us/op", 1e-6, "ns/op", 1e-9);

  static Stream<Path> files() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(resources())) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertEquals(14, files.size(), "files in " + resources());
    return files.stream();
  }

  /** JMH's own score is the mean over all iterations, so it shows whether all of them were read, in the correct unit. */
  @ParameterizedTest
  @MethodSource("files")
  void theMeanOfAllIterationsIsTheScore(Path file) throws Exception {
    SortedMap<Key, Result> results = ResultFiles.read(List.of(file));

    int entries = 0;
    for (Result result : results.values()) {
      List<JsonNode> same = entriesOf(file, result.key());
      double expected = 0;
      double weights = 0;
      for (JsonNode entry : same) {
        JsonNode metric = entry.get("primaryMetric");
        expected += metric.get("score").doubleValue() * FACTORS.get(metric.get("scoreUnit").textValue());
        weights++;
      }
      double[] counts = same.get(0).get("primaryMetric").has("rawDataHistogram") ? counts(same.get(0)) : null;
      assertEquals(expected / weights, mean(result.score().forks(), counts), 1e-13 * expected, result.key().text());
      assertEquals(same.stream().mapToInt(entry -> Math.max(1, entry.get("forks").intValue())).sum(),
          result.score().forks().length, result.key().text());
      entries += same.size();
    }
    assertEquals(new ObjectMapper().readTree(file.toFile()).size(), entries);
  }

  /** Direction and unit are correct in every file, and nothing is empty. */
  @ParameterizedTest
  @MethodSource("files")
  void directionAndUnitFollowFromTheMode(Path file) throws Exception {
    for (Result result : ResultFiles.read(List.of(file)).values()) {
      boolean throughput = result.key().mode().equals("thrpt");
      assertEquals(throughput, result.moreIsBetter());
      assertEquals(throughput ? "ops/s" : "s/op", result.score().unit());
      assertTrue(result.score().median() > 0, "median " + result.score().median());
      Stream.concat(Stream.of(result.score()), result.secondary().values().stream())
          .flatMap(metric -> Arrays.stream(metric.forks())).forEach(fork -> assertTrue(fork.length > 0));
    }
  }

  @Test
  void theKeyHasSortedParametersAndTheEnvironmentTheFilesEntries() throws Exception {
    Result result = only("1.29-thrpt-params.json");

    assertEquals("JMHSample_01_HelloWorld.wellHelloThere thrpt paramA=17 paramB=33", result.key().text());
    assertEquals("{jmh=1.29, jdk=1.8.0_202, vm=Java HotSpot(TM) 64-Bit Server VM 25.202-b08, jvm args=none, "
        + "warm-up=1 x 10 s, measurement=3 x 10 s}", result.environment().toString());
    assertArrayEquals(new double[][] {{3.376842765688582E9, 3.37651988895058E9, 3.375353964729294E9}},
        result.score().forks());
    assertEquals(Map.of(), result.secondary());
  }

  @Test
  void entriesMissingInVeryOldFilesAreLeftOut() throws Exception {
    SortedMap<Key, Result> results = read("old-avgt-no-version.json");

    assertEquals(List.of("0", "1"), results.keySet().stream().map(key -> key.params().get("sourceOffset")).toList());
    for (Result result : results.values()) {
      assertEquals("{warm-up=5 x 1 s, measurement=5 x 1 s}", result.environment().toString());
    }
    assertEquals("25.131-b11", only("1.19-avgt-no-vm-name.json").environment().get("vm"));
    assertFalse(read("other-writer-thrpt.json").values().iterator().next().environment().containsKey("jvm args"));
  }

  @Test
  void theDotBeforeProfilerNamesIsRemoved() throws Exception {
    Result result = only("1.20-thrpt-old-profiler-names.json");

    assertEquals(List.of("gc.alloc.rate", "gc.alloc.rate.norm", "gc.churn.PS_Eden_Space",
        "gc.churn.PS_Eden_Space.norm", "gc.count", "gc.time"), List.copyOf(result.secondary().keySet()));
    Metric allocation = result.secondary().get(Result.ALLOCATION);
    assertEquals("B/op", allocation.unit());
    assertEquals(4144.000540087764, allocation.median());
    assertEquals("MB/sec", result.secondary().get("gc.alloc.rate").unit());
    assertEquals("ms", result.secondary().get("gc.time").unit());
  }

  @Test
  void aSampleHistogramGivesOneValueAnIteration() throws Exception {
    Result result = only("1.21-sample-histogram.json");

    double[][] expected = {
        {3.9468400640000003, 3.909091328, 3.8335938560000002, 3.955228672, 3.8629539840000002},
        {3.619684352, 3.5651584, 3.435134976, 3.464495104, 3.69098752}};
    assertArrayEquals(expected, result.score().forks());
    assertEquals(8, result.secondary().size());
    Metric percentile = result.secondary().get("jdbcBurstQuery\u00b7p0.50"); // this dot is part of the name
    assertEquals("s/op", percentile.unit());
    assertArrayEquals(expected, percentile.forks());
  }

  @Test
  void secondaryTimesAreScaledLikeTheScore() throws Exception {
    Result result = only("1.37-sample-weights.json");

    Metric median = result.secondary().get("p0.50");
    assertEquals("s/op", median.unit());
    assertTrue(median.median() > 1e-4 && median.median() < 1e-2, "s/op: " + median.median()); // 1.9 ms an operation
    assertEquals("B/op", result.secondary().get(Result.ALLOCATION).unit());
  }

  @Test
  void aProfilerWithoutFiguresIsNotAnError() throws Exception {
    Metric nan = only("1.35-thrpt-nan-in-raw-data.json").secondary().get("jfr");
    assertArrayEquals(new double[][] {{Double.NaN}}, nan.forks());
    assertTrue(Double.isNaN(nan.median()));

    Metric empty = only("1.37-avgt-empty-forks.json").secondary().get("asm");
    assertEquals(0, empty.forks().length);
    assertTrue(Double.isNaN(empty.median()));
  }

  @Test
  void eachModeOfABenchmarkIsAKey() throws Exception {
    SortedMap<Key, Result> results = read("1.25-two-modes.json");

    assertEquals(List.of("avgt 5", "thrpt 25", "thrpt 5"), results.keySet().stream()
        .map(key -> key.mode() + " " + key.params().get("maxStringLength")).toList());
    assertEquals("none", results.values().iterator().next().environment().get("jvm args"), "JMH's lock is ignored");
  }

  @Test
  void aKeyThatOccursThreeTimesInAFileHasAllForksInOrder() throws Exception {
    Result result = only("1.37-ten-threads-one-key-thrice.json");

    assertEquals(10, result.key().threads());
    assertEquals(3, result.score().forks().length);
    assertArrayEquals(new double[] {29203.992074641892, 28557.864685996964, 28034.205440156324},
        Arrays.stream(result.score().forks()).mapToDouble(fork -> fork[0]).toArray(), 1e-10);
    assertEquals("-Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8",
        result.environment().get("jvm args"), "the IDE's agent, whose port changes, is ignored");
  }

  @Test
  void singleShotsAndUnitsOfMinutes() throws Exception {
    Result shots = read("1.23-ss.json").values().iterator().next();
    assertEquals("10 x single-shot", shots.environment().get("warm-up"));
    assertEquals(6.7377e-5, shots.score().forks()[0][0], 1e-18);

    Result minutes = read("1.21-thrpt-per-minute.json").values().iterator().next();
    assertEquals(52151.56022277296 / 60, minutes.score().forks()[0][0]);
  }

  /** Joined to one file, all of them give the same results as one by one. */
  @Test
  void concatenatedFilesGiveTheSameResults() throws Exception {
    List<Path> all = files().toList();
    Path to = Files.createTempFile("all", ".json");
    try {
      ResultFiles.concatenate(all, to);
      assertEquals(text(ResultFiles.read(all)), text(ResultFiles.read(List.of(to))));
    } finally {
      Files.delete(to);
    }
  }

  static String text(SortedMap<Key, Result> results) {
    StringBuilder text = new StringBuilder();
    results.forEach((key, result) -> {
      text.append(key).append(result.moreIsBetter()).append(result.environment()).append(text(result.score()));
      result.secondary().forEach((name, metric) -> text.append(name).append(text(metric)));
      text.append('\n');
    });
    return text.toString();
  }

  private static String text(Metric metric) {
    return metric.unit() + Arrays.deepToString(metric.forks());
  }

  private static SortedMap<Key, Result> read(String name) throws UnreadableResultsException {
    return ResultFiles.read(List.of(resources().resolve(name)));
  }

  private static Result only(String name) throws UnreadableResultsException {
    SortedMap<Key, Result> results = read(name);
    assertEquals(1, results.size());
    return results.values().iterator().next();
  }

  private static Path resources() {
    try {
      return Path.of(RealFilesTest.class.getResource("/jmh/README.md").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> entriesOf(Path file, Key key) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(file.toFile())) {
      boolean same = entry.get("benchmark").textValue().equals(key.benchmark())
          && entry.get("mode").textValue().equals(key.mode()) && entry.get("threads").intValue() == key.threads()
          && entry.path("params").size() == key.params().size();
      for (Map.Entry<String, String> param : key.params().entrySet()) {
        same &= param.getValue().equals(entry.path("params").path(param.getKey()).textValue());
      }
      if (same) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Returns the number of samples of each iteration. */
  private static double[] counts(JsonNode entry) {
    List<Double> counts = new ArrayList<>();
    for (JsonNode fork : entry.get("primaryMetric").get("rawDataHistogram")) {
      for (JsonNode iteration : fork) {
        double count = 0;
        for (JsonNode pair : iteration) {
          count += pair.get(1).doubleValue();
        }
        counts.add(count);
      }
    }
    return counts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[][] forks, double[] counts) {
    double[] values = Arrays.stream(forks).flatMapToDouble(Arrays::stream).toArray();
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < values.length; i++) {
      double weight = counts == null ? 1 : counts[i];
      sum += values[i] * weight;
      weights += weight;
    }
    return sum / weights;
  }
}
