package io.github.jinbei.bench.suite;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** The scope of a run: which benchmarks run, and for how long. */
public enum Scope {
  /** All workloads: for final figures. */
  FULL(
      new Timing(3, 12, 1000, 5, 500),
      new Timing(3, 8, 1000, 5, 500),
      new Timing(3, 2, 1000, 5, 500)) {
    @Override
    boolean keeps(String benchmark, Map<String, String> params) {
      // One product of the baseline would take some ten seconds.
      return !(isNaive(params) && HUGE.contains(params.getOrDefault("shape", "")));
    }
  },

  /** A few workloads of each kind, one fork: for first figures. */
  QUICK(
      new Timing(1, 9, 1000, 3, 300),
      new Timing(1, 8, 1000, 3, 300),
      new Timing(1, 1, 1000, 3, 300)) {
    @Override
    boolean keeps(String benchmark, Map<String, String> params) {
      return !(isNaive(params) && params.getOrDefault("shape", "").equals("1024x1024x1024"))
          && among(params, "shape", "256x256x256", "1024x1024x1024", "128-784-512", "1-784-512")
          && among(params, "elements", "65536")
          && among(params, "function", "sigmoid", "tanh", "relu", "gelu", "softmax", "sigmoid-gradient",
              "tanh-gradient", "relu-gradient", "gelu-gradient", "softmax-gradient")
          && among(params, "batch", "1", "256")
          && (benchmark.startsWith("TrainStep") && !isNaive(params) || among(params, "net", "T2", "T3", "R1", "R2"));
    }
  },

  /** Every benchmark once, in this VM, without the largest workloads: a test that all of them run, not a measurement. */
  SMOKE(
      new Timing(0, 1, 20, 1, 30),
      new Timing(0, 1, 20, 1, 30),
      new Timing(0, 1, 20, 1, 30)) {
    @Override
    boolean keeps(String benchmark, Map<String, String> params) {
      return Collections.disjoint(LARGEST, params.values());
    }
  };

  private static final Set<String> LARGEST = Set.of("2048x2048x2048", "512-2048-2048", "1024x1024x1024",
      "256-1024-1024", "T4", "memory", Integer.toString(1 << 22));

  private static final Set<String> HUGE = Set.of("2048x2048x2048", "512-2048-2048");

  /** The benchmarks of training. */
  private static final Set<String> NETS = Set.of("TrainStep", "RecipeStep", "Backprop");

  private final Timing nets;
  private final Timing other;
  private final Timing plain;

  /**
   * Creates a scope.
   *
   * @param nets the timing of the library's training. Its warm-up is long: callers are compiled again 3 s after the last kernel
   *     has changed over, in T6 6 to 7 s after the start of the process (Zen 3)
   * @param other the timing of the library's other benchmarks
   * @param plain the timing of the baseline and the rulers, small loops which C2 compiles at once
   */
  Scope(Timing nets, Timing other, Timing plain) {
    this.nets = nets;
    this.other = other;
    this.plain = plain;
  }

  /** Returns whether this choice of parameters runs. */
  abstract boolean keeps(String benchmark, Map<String, String> params);

  /** Returns the timing of a choice of parameters. */
  Timing timing(String benchmark, Map<String, String> params) {
    if (isNaive(params) || !params.containsKey("implementation")) {
      return plain;
    }
    return NETS.contains(benchmark.substring(0, benchmark.indexOf("Benchmark."))) ? nets : other;
  }

  static boolean isNaive(Map<String, String> params) {
    return params.getOrDefault("implementation", "").equals("naive");
  }

  /** Returns whether the benchmark has no such parameter, or the parameter has one of these values. */
  private static boolean among(Map<String, String> params, String name, String... values) {
    return !params.containsKey(name) || Set.of(values).contains(params.get(name));
  }
}
