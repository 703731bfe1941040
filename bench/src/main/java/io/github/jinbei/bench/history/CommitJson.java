package io.github.jinbei.bench.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jinbei.bench.results.JsonText;
import io.github.jinbei.bench.results.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes and reads a commit as a line of JSON. Environments are few and long, so a line contains each of them once, and
 * results refer to them by index.
 */
final class CommitJson {

  /** The expected content of a history, for messages. */
  static final String EXPECTED = "the lines that 'history append' writes";

  /** The version of the format. A file of a later version is refused. */
  private static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder()
      // The digits of Double.toString changed with JDK 19, and the same history must give the same bytes on all JDKs.
      .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .build();

  private CommitJson() {}

  private record Line(Integer version, String commit, @JsonInclude(JsonInclude.Include.NON_EMPTY) String date,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String branch, List<Map<String, String>> environments,
      List<Entry> results) {

    Line {
      require("version", version);
      if (version != VERSION) {
        throw new IllegalArgumentException("version: " + version + ", expected " + VERSION);
      }
      require("commit", commit);
      requireAll("environments", environments);
      requireAll("results", results);
    }
  }

  private record Entry(String benchmark, String mode, Integer threads, Map<String, String> params, String unit,
      Boolean moreIsBetter, Integer environment, List<Double> forks) {

    Entry {
      require("benchmark", benchmark);
      require("mode", mode);
      require("threads", threads);
      require("params", params);
      requireAll("params", params.values());
      require("unit", unit);
      require("moreIsBetter", moreIsBetter);
      require("environment", environment);
      requireAll("forks", forks);
      if (threads < 1) {
        throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
      }
    }
  }

  private static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
  }

  private static void requireAll(String name, Iterable<?> values) {
    require(name, values);
    values.forEach(value -> require("a part of " + name, value));
  }

  /** Returns the line, without its line end. */
  static String write(Commit commit) {
    List<Map<String, String>> environments =
        commit.results().stream().map(Measured::environment).distinct().toList();
    List<Entry> entries = commit.results().stream()
        .map(result -> new Entry(result.key().benchmark(), result.key().mode(), result.key().threads(),
            result.key().params(), result.unit(), result.moreIsBetter(), environments.indexOf(result.environment()),
            result.forks()))
        .collect(Collectors.toList());
    try {
      return MAPPER.writeValueAsString(
          new Line(VERSION, commit.hash(), commit.date(), commit.branch(), environments, entries));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and finite numbers can always be written", e);
    }
  }

  /**
   * Returns the commit of a line.
   *
   * @throws IllegalArgumentException if the line has another format; the message gives the reason in one line
   */
  static Commit read(String text) {
    Line line = line(object(text));
    List<Measured> results = new ArrayList<>();
    for (Entry entry : line.results) {
      if (entry.environment < 0 || entry.environment >= line.environments.size()) {
        throw new IllegalArgumentException("environment: " + entry.environment + ", expected the place of one of "
            + line.environments.size());
      }
      Map<String, String> environment = line.environments.get(entry.environment);
      requireAll("environments", environment.values());
      results.add(new Measured(new Key(entry.benchmark, entry.mode, entry.threads, new TreeMap<>(entry.params)),
          entry.unit, entry.moreIsBetter, environment, entry.forks));
    }
    return new Commit(line.commit, line.date == null ? "" : line.date, line.branch == null ? "" : line.branch, results);
  }

  /** Returns whether an unreadable line is a damaged line of a history, rather than a line of another kind of file. */
  static boolean resembles(String text) {
    return text.stripLeading().startsWith("{") && text.contains("\"commit\"");
  }

  private static JsonNode object(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().startsWith("Duplicate") ? e.getOriginalMessage() : "invalid JSON";
      throw new IllegalArgumentException(problem + " at column " + e.getLocation().getColumnNr() + ", expected " + EXPECTED, e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException(JsonText.describe(node) + " instead of an object, expected " + EXPECTED);
    }
    if (!node.has("version") && !node.has("commit")) {
      throw new IllegalArgumentException("an object without a commit, expected " + EXPECTED);
    }
    return node;
  }

  private static Line line(JsonNode object) {
    try {
      return MAPPER.treeToValue(object, Line.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(path(e) + ": not a field of a history", e);
    } catch (MismatchedInputException e) {
      JsonNode found = object;
      for (JsonMappingException.Reference step : e.getPath()) {
        found = step.getFieldName() == null ? found.path(step.getIndex()) : found.path(step.getFieldName());
      }
      throw new IllegalArgumentException(
          path(e) + ": " + JsonText.describe(found) + ", expected " + kind(e.getTargetType()), e);
    } catch (JsonProcessingException e) { // thrown by a record's constructor
      throw new IllegalArgumentException(e.getCause().getMessage(), e);
    }
  }

  private static String kind(Class<?> type) {
    return type == Integer.class ? "an integer"
        : type == Double.class ? "a number"
        : type == String.class ? "a string"
        : type == Boolean.class ? "true or false"
        : Collection.class.isAssignableFrom(type) ? "an array"
        : "an object";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream().map(JsonMappingException.Reference::getFieldName).filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }
}
