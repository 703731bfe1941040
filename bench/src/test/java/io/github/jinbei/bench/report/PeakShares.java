package io.github.jinbei.bench.report;

import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import io.github.jinbei.bench.results.UnreadableResultsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that prints the shares of the FMA peak for the chart of README.md, as CSV: a line for each product and each
 * network, a column for each implementation. Its arguments are result files of JMH, each with the peak of its run; a share is
 * the median over the files.
 */
final class PeakShares {

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("jinbei", "Jinbei");
    NAMES.put("openblas", "OpenBLAS");
    NAMES.put("onednn", "oneDNN");
    NAMES.put("mkl", "MKL");
  }

  /** The layers of the networks, as in bench/NOTES.md. */
  private static final Map<String, String> NETS = Map.of("T1", "step 784-30-10", "T2", "step 784-128-10", "T3",
      "step 784-512-512-10", "T4", "step 1024-1024-1024-1024");

  private PeakShares() {}

  public static void main(String[] args) throws UnreadableResultsException {
    System.out.print(csv(Arrays.stream(args).map(Path::of).toList()));
  }

  /** Returns the table of some result files. */
  static String csv(List<Path> files) throws UnreadableResultsException {
    Map<String, Map<String, List<Double>>> shares = new LinkedHashMap<>();
    for (Path file : files) {
      Rulers rulers = Rulers.of(ResultFiles.read(List.of(file)).values());
      for (Result result : ResultFiles.read(List.of(file)).values()) {
        rulers.uses().stream().filter(use -> use.key().equals(result.key())).forEach(use -> {
          Map<String, String> params = use.key().params();
          String row = params.containsKey("shape") ? params.get("shape") : NETS.get(params.get("net"));
          shares.computeIfAbsent(row, none -> new LinkedHashMap<>())
              .computeIfAbsent(params.get("implementation"), none -> new ArrayList<>()).add(rulers.share(use));
        });
      }
    }
    StringBuilder csv = new StringBuilder("product or step," + String.join(",", NAMES.values()) + "\n");
    shares.entrySet().stream().sorted(Map.Entry.comparingByKey((a, b) -> order(a).compareTo(order(b)))).forEach(row ->
        csv.append(row.getKey()).append(',').append(String.join(",", NAMES.keySet().stream()
            .map(name -> median(row.getValue().getOrDefault(name, List.of()))).toList())).append('\n'));
    return csv.toString();
  }

  /** Products of squares first, by size; then those of layers; then steps by the sizes of their layers. */
  private static String order(String row) {
    String sizes = String.join(" ", Stream.of(row.split("\\D+")).filter(text -> !text.isEmpty())
        .map(text -> "0".repeat(5 - text.length()) + text).toList());
    return (row.contains("x") ? "0" : row.startsWith("step") ? "2" : "1") + sizes;
  }

  private static String median(List<Double> values) {
    return values.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f",
        Metric.median(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
