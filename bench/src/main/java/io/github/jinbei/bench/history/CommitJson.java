package io.github.jinbei.bench.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jinbei.bench.results.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A commit as a line of JSON. Environments are few and long, so they stand once a line, and results point at them by
 * their place.
 */
final class CommitJson {

  /** Of the format; a file of a later one is refused instead of misread. */
  private static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder()
      // The JDK's own digits of a double changed with JDK 19, and the same history is to give the same bytes.
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

  /** The line, without its end. */
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
   * The commit that a line holds.
   *
   * @throws IllegalArgumentException if it is no such line; the message tells in one line why
   */
  static Commit read(String text) {
    Line line;
    try {
      line = MAPPER.readValue(text, Line.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
    if (line == null) {
      throw new IllegalArgumentException("null, expected an object");
    }
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

  /** Our own words where it is JSON that lacks something, the parser's where it is none. */
  private static String reason(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException) {
      return e.getCause().getMessage();
    }
    // What follows is of no use to people: our classes' names, and advice to programmers.
    String what = e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\((for Object|class) .*", "");
    if (e instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return mismatch.getPath().stream().map(JsonMappingException.Reference::getFieldName)
          .filter(name -> name != null).collect(Collectors.joining(".")) + ": " + what;
    }
    return what;
  }
}
