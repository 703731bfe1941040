package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Synthetic comparisons. Their figures need not be consistent; they cover all kinds of values. */
final class Fixtures {

  static final String HOSTILE = "<script>alert('1')</script>";
  private static final String PACKAGE = "io.github.jinbei.bench.";
  private static final double NAN = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private Fixtures() {}

  /** Returns a comparison with all verdicts, a ruler, strings that need escaping, NaN and infinities. */
  static Comparison rich() {
    List<Row> rows = new ArrayList<>();
    rows.add(gemm(Verdict.REGRESSED, "NN", "1024x1024x1024", 32.6, 0.871, 0.006, 6));
    rows.add(with(time(Verdict.REGRESSED, "LatencyBenchmark.predict", "sample", 3.214e-6, 0.948, 0.012, 10,
        "net", "T1", "backend", "auto"), 24, 1048, Verdict.REGRESSED, ""));
    rows.add(gemm(Verdict.REGRESSED, "TN", "256x256x256", 1930, 0.42, 0.01, 10));
    rows.add(row(Verdict.ERROR, key("ForwardBenchmark.forward", "thrpt", 1, "net", "T4", "batch", "256"),
        result("ops/s", 1200, 0.01, 5), result("ops/s", NAN, 0, 5), null, null, Allocation.UNKNOWN,
        "current has NaN in 5 of 5 forks"));
    rows.add(row(Verdict.ENV_MISMATCH, key("ForwardBenchmark.forward", "thrpt", 1, "net", "T3", "batch", "32"),
        result("ops/s", 5321, 0.01, 5), result("ops/s", 6111, 0.01, 5), null, null, Allocation.UNKNOWN,
        "lanes: 16 on the base, 8 on the current side"));
    rows.add(row(Verdict.MISSING, key("OptimizerBenchmark.adam", "thrpt", 1, "elements", "65536"),
        result("ops/s", 88211, 0.01, 5), null, null, null, Allocation.UNKNOWN, ""));
    rows.add(with(time(Verdict.INCONCLUSIVE, "TrainStepBenchmark.step", "avgt", 104.2e-6, 0.979, 0.034, 5,
        "net", "T2", "implementation", "jinbei"), NAN, NAN, null, ""));
    rows.add(with(gemm(Verdict.INCONCLUSIVE, "NT", "64x64x64", 121_000, 1.012, 0.09, 3), 0, 0,
        Verdict.EQUIVALENT, "wide: 3 forks only"));
    rows.add(row(Verdict.INCONCLUSIVE, key("Hostile.quotes", "thrpt", 2, "text", HOSTILE + " | \"a\" `b` & *c* @d #1",
            "名前", "金杯 ünï 🏆", "line", "one\ntwo\u001b[31m"), result("ops/s", 12, 0.02, 2),
        result("ops/s", 11, 0.02, 1), estimate(Verdict.INCONCLUSIVE, 0.91, 0, INFINITE, NAN, INFINITE, 0), null,
        Allocation.UNKNOWN, "one fork | <b>no</b> interval"));
    rows.add(gemm(Verdict.IMPROVED, "NN", "128x784x512", 1201, 1.064, 0.008, 10));
    rows.add(time(Verdict.IMPROVED, "TrainStepBenchmark.step", "avgt", 2.41e-3, 2.31, 0.02, 6, "net", "T3",
        "implementation", "naive"));
    rows.add(row(Verdict.NEW, key("TrainStepBenchmark.step", "avgt", 1, "net", "T7", "implementation", "jinbei"),
        null, time(0.0123, 0.008, 5), null, null, Allocation.UNKNOWN, ""));
    rows.add(gemm(Verdict.EQUIVALENT, "NN", "256x256x256", 2015, 1.004, 0.009, 10));
    rows.add(with(gemm(Verdict.EQUIVALENT, "NN", "64x64x64", 119_400, 0.996, 0.012, 10), 16, 0, Verdict.IMPROVED, ""));
    rows.add(with(gemm(Verdict.EQUIVALENT, "NT", "512x2048x2048", 14.8, 0.991, 0.014, 6), 0, 512, Verdict.REGRESSED,
        ""));
    rows.add(gemm(Verdict.EQUIVALENT, "TN", "64x64x64", 120_900, 1.0002, 0.011, 10));
    rows.add(time(Verdict.EQUIVALENT, "ActivationBenchmark.apply", "avgt", 7.3e-10, 1.011, 0.006, 6, "function", "relu",
        "elements", "1"));
    Settings settings = new Settings(0.01, 0.99, 0.01, 0.03, 64,
        List.of(new Settings.Override(Pattern.compile("sample"), 0.02, 0.05)), Pattern.compile("PeakBenchmark.fma"),
        Settings.Gate.RAW, null, Pattern.compile("OpenBlas"), false);
    return new Comparison(List.copyOf(rows), settings,
        environment("base dir/it's.jar", "1f0c0de9aa9c2b6d6f0d4f8bd1a5a3a0d7e6c5b4", "16", "mkl <2025> | \"x\""),
        environment("head.jar", null, "8", null),
        "PeakBenchmark.fma thrpt", currentResults(rows),
        List.of("java", "-jar", "benchmarks.jar", "ab", "--base", "base dir/it's.jar", "--current", "head.jar",
            "--ruler", "PeakBenchmark.fma", "--exclude", "OpenBlas", "--", "-p", "text=" + HOSTILE),
        "12 of at most 20 rounds, 4.5 minutes");
  }

  /** Returns a comparison without rows and environment. */
  static Comparison empty() {
    return comparison(List.of());
  }

  /** Returns a comparison with one row without remarks. */
  static Comparison one() {
    return comparison(List.of(gemm(Verdict.EQUIVALENT, "NN", "256x256x256", 2015, 1.004, 0.009, 10)));
  }

  /** Returns many rows: a third REGRESSED, a third INCONCLUSIVE, the rest EQUIVALENT, with long names. */
  static Comparison many(int number) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Verdict verdict = i < number / 3 ? Verdict.REGRESSED : i < number / 3 * 2 ? Verdict.INCONCLUSIVE
          : Verdict.EQUIVALENT;
      double ratio = verdict == Verdict.REGRESSED ? 0.3 + 0.6 * i / number : 1;
      rows.add(new Row(key("ManyBenchmark.many", "thrpt", 1, "number", String.format("%05d", i), "名前", "a|b<c>"),
          verdict, result("ops/s", 1000, 0.01, 2), result("ops/s", 1000 * ratio, 0.01, 2),
          estimate(verdict, ratio, ratio - 0.01, ratio + 0.01, 0.5, 1.02, 12), null, 0.03, Allocation.UNKNOWN, ""));
    }
    return comparison(rows);
  }

  /** Returns one row, and products whose speed increases with their number, with all rulers. */
  static Comparison manyProducts(int number) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Key key = key("GemmBenchmark.multiply", "thrpt", 1, "number", String.format("%04d", i));
      results.add(counted(at(key, result("ops/s", 1000 + i, 0, 1)), "64x64x64"));
    }
    results.addAll(rulers());
    Comparison one = one();
    return new Comparison(one.rows(), one.settings(), Map.of(), Map.of(), "", results, List.of(), "");
  }

  /** Returns a comparison of these rows, without environment. */
  static Comparison comparison(List<Row> rows) {
    return new Comparison(rows, Settings.defaults(), Map.of(), Map.of(), "", List.of(), List.of(), "");
  }

  static Key key(String benchmark, String mode, int threads, String... params) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < params.length; i += 2) {
      map.put(params[i], params[i + 1]);
    }
    return new Key(PACKAGE + benchmark, mode, threads, map);
  }

  static Row row(Verdict verdict, Key key, Result base, Result current, Estimate raw, Estimate normalised,
      Allocation allocation, String note) {
    return new Row(key, verdict, at(key, base), at(key, current), raw, normalised, 0.03, allocation, note);
  }

  /** Returns a throughput with forks within {@code noise} of the median; one of them equals the median. */
  static Result result(String unit, double median, double noise, int forks) {
    SplittableRandom random = new SplittableRandom(forks + Math.round(Double.isNaN(median) ? 0 : median * 1000));
    double[][] values = new double[forks][];
    for (int f = 0; f < forks; f++) {
      double side = f == forks / 2 ? 0 : f < forks / 2 ? -1 : 1;
      double centre = median * (1 + side * noise * random.nextDouble());
      values[f] = new double[] {centre * 0.999, centre, centre * 1.002};
    }
    return new Result(key("None.none", "thrpt", 1), new Metric(unit, values), Collections.emptySortedMap(),
        Map.of());
  }

  private static Result time(double median, double noise, int forks) {
    return result("s/op", median, noise, forks);
  }

  private static Result at(Key key, Result result) {
    return result == null ? null
        : new Result(key, result.score(), result.secondary(), result.environment());
  }

  private static Row gemm(Verdict verdict, String form, String shape, double base, double ratio, double noise,
      int forks) {
    Key key = key("GemmBenchmark.multiply", "thrpt", 1, "form", form, "shape", shape, "implementation", "jinbei",
        "backend", "auto", "threads", "1");
    return row(verdict, key, result("ops/s", base, noise, forks), result("ops/s", base * ratio, noise * 1.2, forks),
        estimate(verdict, ratio, noise, forks), estimate(verdict, ratio * 1.003, noise, forks),
        new Allocation(Verdict.EQUIVALENT, 0, 0.4), "");
  }

  private static Row time(Verdict verdict, String benchmark, String mode, double base, double ratio, double noise,
      int forks, String... params) {
    return row(verdict, key(benchmark, mode, 1, params), time(base, noise, forks),
        time(base / ratio, noise * 1.3, forks), estimate(verdict, ratio, noise, forks), null, Allocation.UNKNOWN, "");
  }

  private static Row with(Row row, double baseBytes, double currentBytes, Verdict allocation, String note) {
    double threshold = row.key().mode().equals("sample") ? 0.05 : row.threshold();
    return new Row(row.key(), row.verdict(), row.base(), row.current(), row.raw(), row.normalised(), threshold,
        new Allocation(allocation, baseBytes, currentBytes), note);
  }

  private static Estimate estimate(Verdict verdict, double ratio, double noise, int forks) {
    return estimate(verdict, ratio, ratio / (1 + noise), ratio * (1 + noise * 0.8),
        verdict == Verdict.REGRESSED || verdict == Verdict.IMPROVED ? 0.00001 * forks : 0.2, 1 + noise * 1.5,
        verdict == Verdict.INCONCLUSIVE ? 17 : 0);
  }

  private static Estimate estimate(Verdict verdict, double ratio, double low, double high, double p, double detectable,
      int need) {
    return new Estimate(ratio, low, high, p, Math.min(1, p * 13), detectable, need,
        verdict == Verdict.IMPROVED ? "normal permutation" : "exact permutation");
  }

  private static Map<String, String> environment(String jar, String commit, String lanes, String extra) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("jmh", "1.37");
    environment.put("jdk", "17.0.15+6");
    environment.put("vm", "OpenJDK 64-Bit Server VM");
    environment.put("jvm args", "--add-modules jdk.incubator.vector");
    environment.put("cpu", "AMD EPYC 9B14, 2 of 2 cores");
    environment.put("lanes", lanes);
    if (extra != null) {
      environment.put("blas", extra);
    }
    environment.put("jar", jar);
    if (commit != null) {
      environment.put("commit", commit);
    }
    environment.put("date", "2026-01-31T12:00:00Z");
    return environment;
  }

  /** Returns the rows' own results, with GFLOP/s for products, and the rulers. */
  private static List<Result> currentResults(List<Row> rows) {
    List<Result> results = new ArrayList<>();
    for (Row row : rows) {
      String shape = row.key().params().get("shape");
      if (row.current() != null) {
        results.add(shape == null ? row.current() : counted(row.current(), shape));
      }
    }
    Result half = result("ops/s", 2.2, 0.01, 5);
    Result naive = at(key("GemmBenchmark.multiply", "thrpt", 1, "form", "NN", "shape", "1024x1024x1024",
        "implementation", "naive", "backend", "auto", "threads", "1"), half);
    results.add(counted(naive, "1024x1024x1024"));
    results.add(counted(at(key("GemmBenchmark.multiply", "thrpt", 1, "form", "NN", "shape", "1024x1024x1024",
        "implementation", "jinbei", "backend", "auto", "threads", "2"), result("ops/s", 60, 0.01, 5)),
        "1024x1024x1024"));
    results.add(counted(at(key("GemmBenchmark.multiply", "thrpt", 1, "form", "NN", "shape", "1x784x512",
        "implementation", "jinbei", "backend", "auto", "threads", "1"), result("ops/s", 14_000, 0.01, 5)),
        "1x784x512"));
    results.addAll(rulers());
    results.sort(Comparator.comparing(Result::key));
    return List.copyOf(results);
  }

  private static List<Result> rulers() {
    return List.of(ruler("PeakBenchmark.fma", "gflops", 98.4),
        ruler("PeakBenchmark.read", "gigabytes", 402, "level", "L1"),
        ruler("PeakBenchmark.read", "gigabytes", 181, "level", "L2"),
        ruler("PeakBenchmark.read", "gigabytes", 47, "level", "L3"),
        ruler("PeakBenchmark.read", "gigabytes", 13.1, "level", "memory"));
  }

  private static Result counted(Result result, String shape) {
    String[] sizes = shape.split("x");
    double m = Integer.parseInt(sizes[0]);
    double n = Integer.parseInt(sizes[1]);
    double k = Integer.parseInt(sizes[2]);
    TreeMap<String, Metric> counters = new TreeMap<>();
    counters.put("gflops", scaled(result.score(), 2e-9 * m * n * k));
    counters.put("gigabytes", scaled(result.score(), 4e-9 * (m * n + n * k + m * k)));
    return new Result(result.key(), result.score(), counters, Map.of());
  }

  private static Metric scaled(Metric metric, double factor) {
    double[][] forks = new double[metric.forks().length][];
    for (int f = 0; f < forks.length; f++) {
      forks[f] = Arrays.stream(metric.forks()[f]).map(value -> value * factor).toArray();
    }
    return new Metric("ops/s", forks);
  }

  private static Result ruler(String benchmark, String counter, double value, String... params) {
    Result result = at(key(benchmark, "thrpt", 1, params), result("ops/s", 1000, 0.004, 5));
    return new Result(result.key(), result.score(),
        new TreeMap<>(Map.of(counter, scaled(result.score(), value / 1000))), Map.of());
  }
}
