package io.github.jinbei.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one entry of a file: the results of one benchmark with one set of parameters. */
final class EntryReader {

  private static final Set<String> MODES = Set.of("thrpt", "avgt", "sample", "ss");

  /**
   * The dot that older versions of JMH put before the name of a profiler's metric, or the character that it became in another
   * encoding.
   */
  private static final Pattern DOT = Pattern.compile(
      "^(?:[\u00b7+?\ufffd]|\u00c2\u00b7|\u00c3\u201a\u00c2\u00b7|\u00ef\u00bf\u00bd|\u252c\u2556|\u252c\u00c0"
          + "|\u00a1\u00a4|\u8def)+");

  private final Path path;
  private final int number;
  private final JsonNode entry;

  /**
   * Creates a reader of the entry.
   *
   * @param number the position of the entry in the file, from 1, for messages
   */
  EntryReader(Path path, int number, JsonNode entry) {
    this.path = path;
    this.number = number;
    this.entry = entry;
  }

  /**
   * Returns the result.
   *
   * @param sidecar further names of the environment; for equal names the entry's own value is used
   */
  Result read(Map<String, String> sidecar) throws UnreadableResultsException {
    if (!entry.isObject()) {
      throw unreadable("is " + JsonText.describe(entry) + " instead of an object");
    }
    String benchmark = string("benchmark");
    String mode = string("mode");
    if (!MODES.contains(mode)) {
      throw unreadable("has mode " + JsonText.describe(entry.get("mode")) + " instead of thrpt, avgt, sample or ss");
    }
    Map<String, String> environment = new LinkedHashMap<>(Environment.of(entry));
    sidecar.forEach(environment::putIfAbsent);
    Key key = new Key(benchmark, mode, threads(), params());
    return new Result(key, score(), secondary(), Collections.unmodifiableMap(environment));
  }

  private int threads() throws UnreadableResultsException {
    JsonNode threads = entry.path("threads");
    if (threads.isMissingNode()) {
      return 1;
    }
    if (!threads.canConvertToInt() || threads.intValue() < 1) {
      throw unreadable("has threads " + JsonText.describe(threads) + " instead of a number from 1");
    }
    return threads.intValue();
  }

  private SortedMap<String, String> params() {
    SortedMap<String, String> params = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : entry.path("params").properties()) {
      JsonNode value = param.getValue();
      params.put(param.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    return params;
  }

  private Metric score() throws UnreadableResultsException {
    JsonNode metric = entry.path("primaryMetric");
    if (metric.isMissingNode()) {
      throw unreadable("has no primaryMetric");
    }
    return new MetricReader(path, where() + ": primaryMetric", metric).read();
  }

  private SortedMap<String, Metric> secondary() throws UnreadableResultsException {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> metric : entry.path("secondaryMetrics").properties()) {
      String name = DOT.matcher(metric.getKey()).replaceFirst("");
      metrics.put(name, new MetricReader(path, where() + ": " + name, metric.getValue()).read());
    }
    return Collections.unmodifiableSortedMap(metrics);
  }

  private String string(String name) throws UnreadableResultsException {
    JsonNode value = entry.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw unreadable(value.isMissingNode() ? "has no " + name
          : "has " + name + " " + JsonText.describe(value) + " instead of a string");
    }
    return value.textValue();
  }

  private String where() {
    return "entry " + number;
  }

  private UnreadableResultsException unreadable(String what) {
    return JsonFile.unreadable(path, where() + " " + what, ResultFiles.EXPECTED);
  }
}
