package io.github.jinbei.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The table after a run: the figures, relative to the limits of the machine and to the best peer. A benchmark that times each
 * call has a row for each of some percentiles.
 */
public final class Report {

  private static final String PEAK = "PeakBenchmark.fma";
  private static final String GFLOPS = "GFLOP/s";

  /** The counters that can be a row's figure, with their units; the first that a row has is used. */
  private static final Map<String, String> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("gflops", GFLOPS);
    UNITS.put("gigaelements", "Gelements/s");
    UNITS.put("gigabytes", "GB/s");
  }

  private static final double[] PERCENTILES = {50, 99, 99.9};

  private Report() {}

  /**
   * A line of the table.
   *
   * @param benchmark class and method
   * @param by the implementation, or an empty text; with a requested backend
   * @param peer whether that is another library
   * @param parameters all other parameters, except the backend: rows with equal ones may be compared
   * @param threads the largest number of threads allowed
   * @param figure the median over forks
   * @param unit the unit of the figure
   */
  record Row(String benchmark, String by, boolean peer, String parameters, int threads, double figure,
      String unit) {

    private boolean comparable(Row other) {
      return benchmark.equals(other.benchmark) && parameters.equals(other.parameters) && unit.equals(other.unit);
    }
  }

  /** Returns the table of a run: a row for each benchmark and choice of parameters with at least one successful fork. */
  public static String table(Collection<RunResult> results) {
    return table(rows(results));
  }

  /** Returns the figures of a run in one line, with their units. */
  public static String figures(Collection<RunResult> results) {
    return rows(results).stream().map(row -> figure(row.figure()) + " " + row.unit()).collect(Collectors.joining(", "));
  }

  /** Returns a row for each benchmark and choice of parameters with at least one successful fork. */
  static List<Row> rows(Collection<RunResult> results) {
    List<Row> rows = new ArrayList<>();
    for (RunResult result : results) {
      if (result.getBenchmarkResults().isEmpty()) {
        continue;
      }
      if (result.getParams().getMode() == Mode.SampleTime) {
        for (double percentile : PERCENTILES) {
          rows.add(row(result, text(" p%s", percentile).replace(".0", ""),
              one -> one.getPrimaryResult().getStatistics().getPercentile(percentile)));
        }
        continue;
      }
      String counter = counter(result);
      rows.add(row(result, "", // a score is the mean of the fork's iterations
          one -> (counter == null ? one.getPrimaryResult() : one.getSecondaryResults().get(counter)).getScore()));
    }
    return rows;
  }

  private static Row row(RunResult result, String suffix, ToDoubleFunction<BenchmarkResult> figure) {
    BenchmarkParams params = result.getParams();
    String counter = counter(result);
    double[] forks = result.getBenchmarkResults().stream().mapToDouble(figure).toArray();
    String by = "";
    boolean peer = false;
    String backend = "";
    int threads = 1;
    List<String> others = new ArrayList<>();
    for (String key : params.getParamsKeys()) {
      String value = params.getParam(key);
      if (key.equals("implementation")) {
        by = value;
        peer = Implementation.of(value).isPeer();
      } else if (key.equals("backend")) {
        backend = value.equals(BackendCheck.AUTO) ? "" : value;
      } else {
        others.add(key + "=" + value);
      }
      if (key.equals("threads")) {
        threads = Integer.parseInt(value);
      }
    }
    String unit = counter == null ? result.getPrimaryResult().getScoreUnit() : UNITS.get(counter);
    String[] words = params.getBenchmark().split("\\.");
    String benchmark = words[words.length - 2] + "." + words[words.length - 1] + suffix;
    return new Row(benchmark, (by + " " + backend).strip(), peer, String.join(" ", others), threads, median(forks), unit);
  }

  /** Returns the counter to show, or null for the score itself: in other modes and units a counter is not a rate a second. */
  private static String counter(RunResult result) {
    if (result.getParams().getMode() != Mode.Throughput) {
      return null;
    }
    for (String counter : UNITS.keySet()) {
      Result<?> secondary = result.getSecondaryResults().get(counter);
      if (secondary != null && secondary.getScoreUnit().equals("ops/s")) {
        return counter;
      }
    }
    return null;
  }

  /** Returns the middle value, or the mean of the middle two. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * Returns the aligned rows; those that may be compared are adjacent. The share of the peak counts one peak for each allowed
   * thread.
   */
  static String table(List<Row> rows) {
    OptionalDouble peak = rows.stream()
        .filter(row -> row.benchmark().equals(PEAK) && row.unit().equals(GFLOPS))
        .mapToDouble(Row::figure).findFirst();
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"benchmark", "parameters", "by", "median", "unit", "of peak", "of best peer"});
    for (Row row : grouped(rows)) {
      OptionalDouble peer = rows.stream().filter(Row::peer).filter(row::comparable).mapToDouble(Row::figure).max();
      boolean hasPeak = peak.isPresent() && row.unit().equals(GFLOPS);
      lines.add(new String[] {row.benchmark(), row.parameters(), row.by(), figure(row.figure()), row.unit(),
          hasPeak ? text("%.1f %%", 100 * row.figure() / (peak.getAsDouble() * row.threads())) : "",
          peer.isPresent() ? text("%.2f", row.figure() / peer.getAsDouble()) : ""});
    }
    return aligned(lines);
  }

  private static List<Row> grouped(List<Row> rows) {
    List<Row> grouped = new ArrayList<>();
    for (Row row : rows) {
      if (grouped.contains(row)) {
        continue;
      }
      rows.stream().filter(row::comparable).forEach(grouped::add);
    }
    return grouped;
  }

  /** Formats four significant digits, without an exponent. */
  private static String figure(double value) {
    int digits = value > 0 ? 3 - (int) Math.floor(Math.log10(value)) : 0;
    return text("%." + Math.max(0, Math.min(digits, 9)) + "f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Returns the aligned lines: texts to the left, numbers to the right. */
  private static String aligned(List<String[]> lines) {
    int columns = lines.get(0).length;
    int[] widths = new int[columns];
    for (String[] line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], line[c].length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        boolean number = c == 3 || c > 4;
        text.append(c == 0 ? "" : "  ").append(text("%" + (number ? "" : "-") + Math.max(1, widths[c]) + "s", line[c]));
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }
}
