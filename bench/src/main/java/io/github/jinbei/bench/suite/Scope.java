package io.github.jinbei.bench.suite;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** How much of the suite runs, and how long each piece of it. */
public enum Scope {
  /** All workloads: for figures to keep. */
  FULL(
      new Timing(3, 10, 1000, 5, 500),
      new Timing(3, 5, 1000, 5, 500),
      new Timing(3, 2, 1000, 5, 500)) {
    @Override
    boolean keeps(String benchmark, Map<String, String> params) {
      // A product of the baseline would take it some ten seconds.
      return !(isNaive(params) && HUGE.contains(params.getOrDefault("shape", "")));
    }
  },

  /** A few workloads of each kind, one fork: for a look. */
  QUICK(
      new Timing(1, 5, 1000, 3, 300),
      new Timing(1, 4, 1000, 3, 300),
      new Timing(1, 1, 1000, 3, 300)) {
    @Override
    boolean keeps(String benchmark, Map<String, String> params) {
      return !(isNaive(params) && params.getOrDefault("shape", "").equals("1024x1024x1024"))
          && among(params, "shape", "256x256x256", "1024x1024x1024", "128-784-512", "1-784-512")
          && among(params, "elements", "65536")
          && among(params, "function", "sigmoid", "tanh", "relu", "gelu", "softmax", "sigmoid-gradient",
              "tanh-gradient", "relu-gradient", "gelu-gradient", "softmax-gradient")
          && among(params, "batch", "1", "256")
          && (benchmark.startsWith("TrainStep") && !isNaive(params) || among(params, "net", "T2", "T3"));
    }
  },

  /** Every benchmark once, in this VM, the largest workloads left out: that all of them run, never a figure. */
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

  private final Timing nets;
  private final Timing other;
  private final Timing plain;

  /**
   * A scope.
   *
   * @param nets of the library's training: C2 compiles for seconds, and allocates until it has done
   * @param other of the library's other benchmarks
   * @param plain of the baseline and the rulers, small loops which C2 has ready at once
   */
  Scope(Timing nets, Timing other, Timing plain) {
    this.nets = nets;
    this.other = other;
    this.plain = plain;
  }

  /** Whether this choice of parameters runs. */
  abstract boolean keeps(String benchmark, Map<String, String> params);

  /** How long a choice of parameters runs. */
  Timing timing(String benchmark, Map<String, String> params) {
    if (isNaive(params) || !params.containsKey("implementation")) {
      return plain;
    }
    return benchmark.startsWith("TrainStep") || benchmark.startsWith("Backprop") ? nets : other;
  }

  static boolean isNaive(Map<String, String> params) {
    return params.getOrDefault("implementation", "").equals("naive");
  }

  /** Whether the benchmark has no such parameter, or this one of these values. */
  private static boolean among(Map<String, String> params, String name, String... values) {
    return !params.containsKey(name) || Set.of(values).contains(params.get(name));
  }
}
