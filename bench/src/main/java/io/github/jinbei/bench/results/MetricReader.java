package io.github.jinbei.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Reads one metric of an entry, primary or secondary. */
final class MetricReader {

  /** NaN and the infinities as strings: JMH writes {@code "NaN"}, {@code "+INF"} and {@code "-INF"}. */
  private static final Pattern NO_NUMBER = Pattern.compile("nan|[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

  private final Path path;
  private final String where;
  private final JsonNode metric;
  private final Unit unit;

  /**
   * Creates a reader of the metric.
   *
   * @param where the entry and the metric's name, for messages
   */
  MetricReader(Path path, String where, JsonNode metric) throws UnreadableResultsException {
    this.path = path;
    this.where = where;
    this.metric = metric;
    if (!metric.isObject()) {
      throw unreadable("", metric, "an object");
    }
    unit = Unit.of(metric.path("scoreUnit").asText(""));
  }

  /**
   * Returns the metric in normalised units. It is read from the histograms, of which JMH writes one an iteration in sample
   * mode, else from the raw data, else from the score, as one fork of one iteration. Iterations and forks without any value
   * are left out, so there may be no fork at all.
   */
  Metric read() throws UnreadableResultsException {
    JsonNode histograms = metric.path("rawDataHistogram");
    JsonNode rawData = metric.path("rawData");
    JsonNode score = metric.path("score");
    if (isThere(histograms)) {
      return new Metric(unit.name(), forks("rawDataHistogram", histograms, this::histogramMean));
    }
    if (isThere(rawData)) {
      return new Metric(unit.name(), forks("rawData", rawData, this::number));
    }
    if (isThere(score)) {
      return new Metric(unit.name(), new double[][] {{normalised(number("score", score))}});
    }
    return new Metric(unit.name(), new double[0][]);
  }

  /** Reads the value of an iteration; an empty array is none. */
  private interface Iteration {
    double read(String name, JsonNode node) throws UnreadableResultsException;
  }

  private double[][] forks(String name, JsonNode node, Iteration iteration) throws UnreadableResultsException {
    Stream.Builder<double[]> forks = Stream.builder();
    for (int f = 0; f < array(name, node).size(); f++) {
      String forkName = name + "[" + f + "]";
      JsonNode fork = array(forkName, node.get(f));
      DoubleStream.Builder values = DoubleStream.builder();
      for (int i = 0; i < fork.size(); i++) {
        JsonNode value = fork.get(i);
        if (!value.isArray() || !value.isEmpty()) {
          values.add(normalised(iteration.read(forkName + "[" + i + "]", value)));
        }
      }
      double[] iterations = values.build().toArray();
      if (iterations.length > 0) {
        forks.add(iterations);
      }
    }
    return forks.build().toArray(double[][]::new);
  }

  /** Returns the mean of the samples of an iteration, given as pairs of a value and its count. */
  private double histogramMean(String name, JsonNode histogram) throws UnreadableResultsException {
    double sum = 0;
    double count = 0;
    for (JsonNode pair : array(name, histogram)) {
      if (!pair.isArray() || pair.size() != 2) {
        throw unreadable(name, pair, "pairs of value and count");
      }
      double times = number(name, pair.get(1));
      sum += number(name, pair.get(0)) * times;
      count += times;
    }
    return sum / count;
  }

  /** Returns the value in the normalised unit; NaN if it is not finite, in the file or in that unit. */
  private double normalised(double value) {
    double normalised = unit.normalise(value);
    return Double.isFinite(normalised) ? normalised : Double.NaN;
  }

  /** Returns a number, or NaN for NaN, infinities and null, as words or as strings. */
  private double number(String name, JsonNode node) throws UnreadableResultsException {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isNull() || node.isTextual() && NO_NUMBER.matcher(node.textValue()).matches()) {
      return Double.NaN;
    }
    if (!node.isTextual()) {
      throw unreadable(name, node, "a number");
    }
    try {
      return Double.parseDouble(node.textValue());
    } catch (NumberFormatException e) {
      throw unreadable(name, node, "a number");
    }
  }

  private JsonNode array(String name, JsonNode node) throws UnreadableResultsException {
    if (!node.isArray()) {
      throw unreadable(name, node, "an array");
    }
    return node;
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  private UnreadableResultsException unreadable(String name, JsonNode node, String instead) {
    String subject = name.isEmpty() ? where : where + "." + name;
    return JsonFile.unreadable(path, subject + " has " + JsonText.describe(node) + " instead of " + instead,
        ResultFiles.EXPECTED);
  }
}
