package io.github.jinbei.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The environment in which entries were measured, as far as the files record it, joined over several entries. */
final class Environment {

  private static final String JMH = "jmh";
  private static final String JDK = "jdk";
  private static final String VM = "vm";
  private static final String JVM_ARGS = "jvm args";
  private static final String WARM_UP = "warm-up";
  private static final String MEASUREMENT = "measurement";
  private static final List<String> ORDER = List.of(JMH, JDK, VM, JVM_ARGS, WARM_UP, MEASUREMENT);

  /**
   * Arguments that differ from run to run without a meaning: JMH's lock, files of logs and of compiler commands, paths in
   * directories for temporary files, and the agent by which an IDE stops its programs, whose port changes each time.
   */
  private static final Pattern MEANINGLESS = Pattern.compile("-Djmh\\.ignoreLock=.*"
      + "|-XX:(?:CompileCommandFile|LogFile|ErrorFile|HeapDumpPath)=.*|-Xloggc:.*|-Djava\\.io\\.tmpdir=.*"
      + "|-D[^=]+=(?:/tmp/|/var/folders/|.*[/\\\\]Temp[/\\\\]).*|-javaagent:.*idea_rt\\.jar=.*");

  private final Map<String, SortedSet<String>> values = new LinkedHashMap<>();

  /** Creates an environment without entries. */
  Environment() {
    ORDER.forEach(name -> values.put(name, new TreeSet<>())); // fixes the order, also for names that the first entry lacks
  }

  /** Adds the environment of another entry. */
  void add(Map<String, String> environment) {
    environment.forEach((name, value) -> values.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
  }

  /** Returns the joined environment. Different values are listed once each, as {@code a | b}, in sorted order. */
  Map<String, String> joined() {
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((name, all) -> {
      if (!all.isEmpty()) {
        joined.put(name, String.join(" | ", all));
      }
    });
    return Collections.unmodifiableMap(joined);
  }

  /** Returns the environment of one entry of a file, without what the entry does not contain. */
  static Map<String, String> of(JsonNode entry) {
    Map<String, String> environment = new LinkedHashMap<>();
    put(environment, JMH, entry.path("jmhVersion").asText(""));
    put(environment, JDK, entry.path("jdkVersion").asText(""));
    put(environment, VM, (entry.path("vmName").asText("") + " " + entry.path("vmVersion").asText("")).strip());
    put(environment, JVM_ARGS, jvmArgs(entry.path("jvmArgs")));
    put(environment, WARM_UP, iterations(entry, "warmup"));
    put(environment, MEASUREMENT, iterations(entry, "measurement"));
    return environment;
  }

  /** Returns the VM arguments as text. An empty list is a value too, unlike a missing one. */
  private static String jvmArgs(JsonNode args) {
    if (!args.isArray()) {
      return "";
    }
    String text = StreamSupport.stream(args.spliterator(), false).map(JsonNode::asText)
        .filter(arg -> !MEANINGLESS.matcher(arg).matches()).collect(Collectors.joining(" "));
    return text.isEmpty() ? "none" : text;
  }

  private static String iterations(JsonNode entry, String prefix) {
    JsonNode count = entry.path(prefix + "Iterations");
    if (count.isMissingNode()) {
      return "";
    }
    if (count.asInt() == 0) {
      return "none"; // the time does not matter then
    }
    List<String> words = new ArrayList<>();
    JsonNode time = entry.path(prefix + "Time");
    words.add(count.asText() + (time.isMissingNode() ? " iterations" : " x " + time.asText()));
    int batch = entry.path(prefix + "BatchSize").asInt(1);
    if (batch != 1) {
      words.add("batch " + batch);
    }
    return String.join(", ", words);
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (!value.isEmpty()) {
      environment.put(name, value);
    }
  }
}
