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
 * The limits of the machine, measured by the ruler benchmarks, and the share of them that other results reach. The names of
 * all benchmarks and counters involved are in this class.
 *
 * @param peak GFLOP/s of fused multiply-adds of one thread, NaN if not measured
 * @param bandwidths GB/s of one thread by level of the memory, nearest first; empty if not measured
 * @param uses the uses of all results that count operations, except rulers, by benchmark, least share of the peak first
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
   * The use of the machine by a result.
   *
   * @param key the key of the result
   * @param gflops its GFLOP/s
   * @param gigabytes its compulsory memory traffic in GB/s, NaN if it does not count bytes
   * @param threads the threads that it may use, and so the number of peaks that it is divided by
   */
  record Use(Key key, double gflops, double gigabytes, int threads) {

    /** Returns the operations a byte. */
    double intensity() {
      return gflops / gigabytes;
    }

    /** Returns whether its intensity is known. */
    boolean placed() {
      return gigabytes > 0 && Double.isFinite(intensity());
    }
  }

  /** Returns the rulers and uses of these results. */
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

  /** Returns the share of the peak that a use reaches, with one peak for each of its threads. */
  double share(Use use) {
    return use.gflops() / (peak * use.threads());
  }

  /** Returns whether there are uses and a peak. */
  boolean hasShares() {
    return peak > 0 && !uses.isEmpty();
  }

  /** Returns the uses with a known intensity. */
  List<Use> placed() {
    return peak > 0 && !bandwidths.isEmpty() ? uses.stream().filter(Use::placed).toList() : List.of();
  }

  /** Returns the median of a counter. Only rates are read, because a counter has another meaning in other modes. */
  private static double rate(Result result, String counter) {
    Metric metric = result.secondary().get(counter);
    return metric == null || !metric.unit().equals(RATE) ? Double.NaN : metric.median();
  }

  private static double larger(double best, double value) {
    return Double.isFinite(value) && !(best >= value) ? value : best;
  }

  /** Returns JMH's threads times the threads of each call. */
  private static int threads(Key key) {
    int own = 1;
    try {
      own = Math.max(1, Integer.parseInt(key.params().getOrDefault(THREADS, "1")));
    } catch (NumberFormatException e) {
      own = 1; // a parameter of this name with another meaning
    }
    return own * Math.max(1, key.threads());
  }
}
