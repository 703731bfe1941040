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
 * The table after a run: the figures, beside what the machine can do and what the best peer does. A benchmark that times
 * each call has a row for each of some percentiles.
 */
public final class Report {

  private static final String PEAK = "PeakBenchmark.fma";
  private static final String GFLOPS = "GFLOP/s";

  /** Counters that are a row's figure, the first of them that it has, and their units. */
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
   * @param by who computed, or nothing; with a backend that was asked for
   * @param peer whether that is somebody else's library
   * @param parameters all others, but for the backend: rows with the same ones may be compared
   * @param threads the most threads that were allowed
   * @param figure the median over forks
   * @param unit its unit
   */
  record Row(String benchmark, String by, boolean peer, String parameters, int threads, double figure,
      String unit) {

    private boolean comparable(Row other) {
      return benchmark.equals(other.benchmark) && parameters.equals(other.parameters) && unit.equals(other.unit);
    }
  }

  /** The table of a run: a row for each benchmark and choice of parameters of which at least one fork ended well. */
  public static String table(Collection<RunResult> results) {
    return table(rows(results));
  }

  /** The figures of a run in one line, with their units. */
  public static String figures(Collection<RunResult> results) {
    return rows(results).stream().map(row -> figure(row.figure()) + " " + row.unit()).collect(Collectors.joining(", "));
  }

  /** A row for each benchmark and choice of parameters of which at least one fork ended well. */
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

  /** The counter to show, or null for the score itself: in other modes and units a counter is no rate a second. */
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

  /** The middle one, or the mean of the middle two. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The rows, aligned; those that may be compared stand together. The share of the peak counts a peak for each thread
   * allowed.
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

  /** Four digits that count, and no exponent. */
  private static String figure(double value) {
    int digits = value > 0 ? 3 - (int) Math.floor(Math.log10(value)) : 0;
    return text("%." + Math.max(0, Math.min(digits, 9)) + "f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Texts to the left, numbers to the right. */
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
