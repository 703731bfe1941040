package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Synthetic results and commits for tests. */
public final class Histories {

  private Histories() {}

  /** Returns a key with two parameters. */
  public static Key key(String method, String mode) {
    return new Key("org.example.SomeBenchmark." + method, mode, 1, new TreeMap<>(Map.of("size", "64", "form", "a b")));
  }

  /** Returns a result whose forks have one iteration each. */
  public static Result result(Key key, Map<String, String> environment, double... forks) {
    boolean throughput = key.mode().equals("thrpt");
    double[][] iterations = Arrays.stream(forks).mapToObj(fork -> new double[] {fork}).toArray(double[][]::new);
    return new Result(key, new Metric(throughput ? "ops/s" : "s/op", iterations),
        Collections.emptySortedMap(), environment);
  }

  /** Returns the hash of a commit by its number: 40 digits, of which the first 8 are unique. */
  public static String hash(int commit) {
    return String.format(Locale.ROOT, "%08x", commit) + "0".repeat(32);
  }

  /** Returns a commit with these results, dated on the nth day of January 2026. */
  public static Commit commit(int number, Result... results) {
    String date = String.format(Locale.ROOT, "2026-01-%02dT00:00:00Z", number);
    return Commit.of(hash(number), date, "main", List.of(results));
  }
}
