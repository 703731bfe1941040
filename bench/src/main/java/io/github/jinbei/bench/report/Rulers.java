package io.github.jinbei.bench.report;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the machine can do, by the benchmarks that measure just that, and how much of it others use. All names that this
 * rests on are here.
 *
 * @param peak GFLOP/s of fused multiply-adds of one thread, NaN if that was not measured
 * @param bandwidths GB/s of one thread by level of the memory, nearest first; empty if not measured
 * @param uses of all results that count operations, rulers excepted, by benchmark, least share of the peak first
 */
record Rulers(double peak, Map<String, Double> bandwidths, List<Use> uses) {

  private static final String PEAK = "PeakBenchmark.fma";
  private static final String READ = "PeakBenchmark.read";
  private static final String LEVEL = "level";
  private static final List<String> LEVELS = List.of("L1", "L2", "L3", "memory");
  private static final String OPERATIONS = "gflops";
  private static final String TRAFFIC = "gigabytes";
  private static final String THREADS = "threads";
  private static final String RATE = "ops/s";

  /**
   * What a result makes of the machine.
   *
   * @param key of the result
   * @param gflops a second
   * @param gigabytes a second that it cannot but move, NaN if it does not count them
   * @param threads that it may use, and so peaks that it is measured by
   */
  record Use(Key key, double gflops, double gigabytes, int threads) {

    /** Operations a byte. */
    double intensity() {
      return gflops / gigabytes;
    }

    /** Whether its intensity is known. */
    boolean placed() {
      return gigabytes > 0 && Double.isFinite(intensity());
    }
  }

  /** What these results tell. */
  static Rulers of(Collection<Result> results) {
    double peak = Double.NaN;
    Map<String, Double> measured = new LinkedHashMap<>();
    LEVELS.forEach(level -> measured.put(level, Double.NaN));
    List<Use> uses = new ArrayList<>();
    for (Result result : results) {
      Key key = result.key();
      double gflops = rate(result, OPERATIONS);
      double gigabytes = rate(result, TRAFFIC);
      String name = key.shortBenchmark();
      if (name.equals(PEAK)) {
        peak = larger(peak, gflops / key.threads());
      } else if (name.equals(READ)) {
        measured.computeIfPresent(key.params().getOrDefault(LEVEL, ""),
            (level, best) -> larger(best, gigabytes / key.threads()));
      } else if (gflops > 0 && Double.isFinite(gflops)) {
        uses.add(new Use(key, gflops, gigabytes, threads(key)));
      }
    }
    measured.values().removeIf(value -> !(value > 0));
    double known = peak > 0 ? peak : Double.NaN;
    uses.sort((a, b) -> {
      int byBenchmark = a.key().benchmark().compareTo(b.key().benchmark());
      int byShare = Double.compare(a.gflops() / a.threads(), b.gflops() / b.threads());
      return byBenchmark != 0 ? byBenchmark : byShare != 0 ? byShare : a.key().compareTo(b.key());
    });
    return new Rulers(known, measured, uses);
  }

  /** The share of the peak that a use makes, counting a peak for each of its threads. */
  double share(Use use) {
    return use.gflops() / (peak * use.threads());
  }

  /** Whether there is something to measure, and something to measure it by. */
  boolean hasShares() {
    return peak > 0 && !uses.isEmpty();
  }

  /** Uses that have a place under the roof. */
  List<Use> placed() {
    return peak > 0 && !bandwidths.isEmpty() ? uses.stream().filter(Use::placed).toList() : List.of();
  }

  /** A counter's median; only of rates, since in other modes a counter means something else. */
  private static double rate(Result result, String counter) {
    Metric metric = result.secondary().get(counter);
    return metric == null || !metric.unit().equals(RATE) ? Double.NaN : metric.median();
  }

  private static double larger(double best, double value) {
    return Double.isFinite(value) && !(best >= value) ? value : best;
  }

  /** JMH's threads times those that each of its calls may use. */
  private static int threads(Key key) {
    int own = 1;
    try {
      own = Math.max(1, Integer.parseInt(key.params().getOrDefault(THREADS, "1")));
    } catch (NumberFormatException e) {
      own = 1; // somebody else's parameter of that name
    }
    return own * Math.max(1, key.threads());
  }
}
