package io.github.jinbei.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The report in the format that github-action-benchmark reads as {@code customBiggerIsBetter}: an array of
 * {@code {name, unit, value, range, extra}}.
 *
 * <p>The name contains the benchmark with its package, mode, threads and all parameters. So no two variants share a chart, and
 * a chart keeps its name whatever else is measured. The format has one direction for a whole file, so times an operation are
 * converted to operations a second, and bigger is always better; {@code extra} mentions the conversion. The value is the
 * median over forks of their medians. The range is half the distance between the slowest fork and the fastest; a single fork
 * has none. Results without a usable figure, and those whose mode and unit contradict each other, are left out, because the
 * format cannot represent them.
 */
public final class ActionBenchmarkReport {

  private ActionBenchmarkReport() {}

  /** Returns the report, sorted by name, with a line break at its end. */
  public static String render(Collection<Result> results) {
    TreeMap<String, ObjectNode> sorted = new TreeMap<>();
    results.stream().filter(ActionBenchmarkReport::takes).map(ActionBenchmarkReport::entry)
        .forEach(entry -> sorted.put(entry.get("name").textValue(), entry));
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    sorted.values().forEach(array::add);
    return JsonReport.text(array);
  }

  /** Returns whether a result has a figure that the format can represent; others are left out. */
  public static boolean takes(Result result) {
    double median = result.score().median();
    return result.flaw().isEmpty() && median > 0 && Double.isFinite(1 / median);
  }

  private static ObjectNode entry(Result result) {
    boolean inverted = !result.moreIsBetter();
    String unit = result.score().unit();
    double[] forks = Arrays.stream(result.score().medians()).map(value -> inverted ? 1 / value : value).toArray();
    // The inverse of the median, not the median of the inverses: these differ for an even number of forks.
    double median = result.score().median();
    double value = inverted ? 1 / median : median;
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name(result.key()))
        .put("unit", !inverted ? unit : unit.equals("s/op") ? "ops/s" : "1/(" + unit + ")").put("value", value);
    if (forks.length > 1) {
      double half = (Arrays.stream(forks).max().orElseThrow() - Arrays.stream(forks).min().orElseThrow()) / 2;
      entry.put("range", "\u00b1 " + plain(half));
    }
    return entry.put("extra", "median over " + Count.of(forks.length, "fork")
        + (forks.length > 1 ? ", range from the slowest to the fastest of them" : "")
        + (inverted ? "\ntimes inverted, so that bigger is better: " + plain(median) + " " + unit : ""));
  }

  private static String plain(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : Format.NONE;
  }

  private static String name(Key key) {
    StringBuilder name = new StringBuilder(key.benchmark()).append(' ').append(key.mode()).append(" t=")
        .append(key.threads());
    key.params().forEach((param, value) -> name.append(' ').append(word(param)).append('=').append(word(value)));
    return name.toString();
  }

  /** Returns the text, quoted if it is not a single word, so that different parameters never give the same name. */
  private static String word(String text) {
    boolean ambiguous = text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == '=' || c == '"');
    return ambiguous ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text;
  }
}
