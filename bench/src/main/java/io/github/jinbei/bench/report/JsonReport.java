package io.github.jinbei.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A comparison as JSON for programs. NaN, infinite numbers and missing values are {@code null}. Fields may be added under the
 * same version; a change of a field's meaning, or its removal, raises the version.
 *
 * <pre>
 * format       "jinbei-comparison"
 * version      {@value #VERSION}
 * headline     one line of text
 * regressed    whether any row is slower or allocates more
 * undecided    whether any row is INCONCLUSIVE, MISSING, ENV-MISMATCH or ERROR
 * compared     whether the speed of any row was compared: false if each is NEW, MISSING, ENV-MISMATCH or ERROR
 * counts       rows of each verdict, all eight of them: {"REGRESSED": 1, ...}
 * rounds       the rounds of an interleaved run, as text, or null
 * command      the words of the command line
 * ruler        key text of the ruler, or null
 * settings     alpha, confidence, minEffect, threshold, allocation (bytes), gate ("raw", "normalised", "both"),
 *              ruler, include, exclude (patterns or null), ignoreEnvironment, overrides [{keys, minEffect, threshold}]
 * environment  {base, current}: name to value, the entries that all results of the side share, and what was compared: files,
 *              jar, commit, branch, date
 * rows         worst first:
 *   key        {text, benchmark, mode, threads, params: name to value}
 *   verdict    "REGRESSED", "ERROR", "ENV-MISMATCH", "MISSING", "INCONCLUSIVE", "IMPROVED", "NEW" or "EQUIVALENT"
 *   note       the reason, or empty
 *   threshold  a fraction
 *   base       {unit, moreIsBetter, median, forkMedians: [...], secondary: name to {unit, median}}, or null
 *   current    the same
 *   raw        {ratio, low, high, p, adjusted, detectable, forksToDecide, test}, ratios of speeds: below 1 is slower;
 *              or null
 *   normalised the same with each side divided by its ruler, or null
 *   allocation {verdict: "REGRESSED", "IMPROVED", "EQUIVALENT" or null, base, current}, in bytes an operation
 * </pre>
 */
public final class JsonReport {

  /** The version of the schema. */
  public static final int VERSION = 2;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  /** Returns the report, with a line break at its end. */
  public static String render(Comparison comparison) {
    ObjectNode report = NODES.objectNode().put("format", "jinbei-comparison").put("version", VERSION)
        .put("headline", Headline.of(comparison).text()).put("regressed", comparison.regressed())
        .put("undecided", comparison.undecided()).put("compared", comparison.compared());
    ObjectNode counts = report.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.text(), comparison.count(verdict));
    }
    report.put("rounds", orNull(comparison.rounds()));
    comparison.command().forEach(report.putArray("command")::add);
    report.put("ruler", orNull(comparison.ruler()));
    report.set("settings", settings(comparison.settings()));
    ObjectNode environment = report.putObject("environment");
    environment.set("base", texts(comparison.base()));
    environment.set("current", texts(comparison.current()));
    ArrayNode rows = report.putArray("rows");
    comparison.rows().forEach(row -> rows.add(row(row)));
    return text(report);
  }

  /** Returns indented JSON, with the same line breaks and digits on all systems and JDKs. */
  static String text(com.fasterxml.jackson.databind.JsonNode report) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    // Jackson's own digits: those of the JDK are not always the shortest before release 19.
    ObjectWriter writer = JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build()
        .writer(printer);
    try {
      return writer.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory could not be written", e);
    }
  }

  private static ObjectNode settings(Settings settings) {
    ObjectNode node = NODES.objectNode();
    number(node, "alpha", settings.alpha());
    number(node, "confidence", settings.confidence());
    number(node, "minEffect", settings.minEffect());
    number(node, "threshold", settings.threshold());
    number(node, "allocation", settings.allocation());
    node.put("gate", switch (settings.gate()) {
      case RAW -> "raw";
      case NORMALISED -> "normalised";
      case BOTH -> "both";
    }).put("ruler", pattern(settings.ruler())).put("include", pattern(settings.include()))
        .put("exclude", pattern(settings.exclude())).put("ignoreEnvironment", settings.ignoreEnvironment());
    ArrayNode overrides = node.putArray("overrides");
    for (Settings.Override override : settings.overrides()) {
      ObjectNode one = overrides.addObject().put("keys", pattern(override.keys()));
      number(one, "minEffect", override.minEffect());
      number(one, "threshold", override.threshold());
    }
    return node;
  }

  private static ObjectNode row(Row row) {
    ObjectNode node = NODES.objectNode();
    node.set("key", key(row.key()));
    node.put("verdict", row.verdict().text()).put("note", row.note());
    number(node, "threshold", row.threshold());
    node.set("base", result(row.base()));
    node.set("current", result(row.current()));
    node.set("raw", estimate(row.raw()));
    node.set("normalised", estimate(row.normalised()));
    Allocation allocation = row.allocation();
    ObjectNode bytes = node.putObject("allocation")
        .put("verdict", allocation.verdict() == null ? null : allocation.verdict().text());
    number(bytes, "base", allocation.base());
    number(bytes, "current", allocation.current());
    return node;
  }

  static ObjectNode key(Key key) {
    ObjectNode node = NODES.objectNode().put("text", key.text()).put("benchmark", key.benchmark())
        .put("mode", key.mode()).put("threads", key.threads());
    node.set("params", texts(key.params()));
    return node;
  }

  private static ObjectNode result(Result result) {
    if (result == null) {
      return null;
    }
    ObjectNode node = NODES.objectNode().put("unit", result.score().unit())
        .put("moreIsBetter", result.moreIsBetter());
    number(node, "median", result.score().median());
    ArrayNode medians = node.putArray("forkMedians");
    for (double median : result.score().medians()) {
      medians.add(finite(median));
    }
    ObjectNode secondary = node.putObject("secondary");
    for (Map.Entry<String, Metric> metric : result.secondary().entrySet()) {
      number(secondary.putObject(metric.getKey()).put("unit", metric.getValue().unit()), "median",
          metric.getValue().median());
    }
    return node;
  }

  private static ObjectNode estimate(Estimate estimate) {
    if (estimate == null) {
      return null;
    }
    ObjectNode node = NODES.objectNode();
    number(node, "ratio", estimate.ratio());
    number(node, "low", estimate.low());
    number(node, "high", estimate.high());
    number(node, "p", estimate.p());
    number(node, "adjusted", estimate.adjusted());
    number(node, "detectable", estimate.detectable());
    return node.put("forksToDecide", estimate.forksToDecide()).put("test", estimate.test());
  }

  static ObjectNode texts(Map<String, String> texts) {
    ObjectNode node = NODES.objectNode();
    texts.forEach(node::put);
    return node;
  }

  static void number(ObjectNode node, String name, double value) {
    node.put(name, finite(value));
  }

  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static String pattern(Pattern pattern) {
    return pattern == null ? null : pattern.pattern();
  }

  static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
