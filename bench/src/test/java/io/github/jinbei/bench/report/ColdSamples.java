package io.github.jinbei.bench.report;

import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdSettings;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.CpuTimes;
import io.github.jinbei.bench.cold.Curve;
import io.github.jinbei.bench.cold.Measurement;
import io.github.jinbei.bench.cold.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results of cold starts that are computed, not measured. */
final class ColdSamples {

  static final ColdSettings SETTINGS = new ColdSettings(4, 3, 1, "0");

  static final Map<String, String> MACHINE = Map.of("cpu", "Example CPU 3000");

  static final List<String> COMMAND = List.of("java", "-jar", "benchmarks.jar", "cold", "--vs", "scalar");

  private ColdSamples() {}

  /** Returns a process that begins at a time with slow steps of 32 rows, which are fast later on. */
  private static Measurement process(double start, double slow, double change, double fast) {
    List<Double> seconds = new ArrayList<>();
    for (double time = start + slow; time < 4.1; time += time < change ? slow : fast) {
      seconds.add(time);
    }
    long[] samples = new long[seconds.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 32L * (i + 1);
    }
    return new Measurement(start / 2, "256", "25.0.1",
        new Curve(seconds.stream().mapToDouble(Double::doubleValue).toArray(), samples, 4),
        List.of(cpu(1), cpu(3), cpu(4)));
  }

  private static CpuTimes cpu(double time) {
    return new CpuTimes(time, 1.25 * time, 0.25, Double.NaN, Map.of("jinbei-warm-up", 0.125));
  }

  /**
   * Returns results of two workloads with one side, or with two of which the second begins later and ends faster.
   *
   * @param sides 1 or 2
   */
  static ColdResults of(int sides) {
    List<Measurement> steady = List.of(process(0.25, 1 / 128.0, 0.5, 1 / 512.0), process(0.25, 1 / 128.0, 0.5, 1 / 512.0),
        process(0.5, 1 / 128.0, 0.75, 1 / 512.0));
    List<Measurement> late = List.of(process(0.5, 0.25, 2, 1 / 2048.0), process(0.5, 0.25, 1.5, 1 / 2048.0),
        process(0.75, 0.25, 2.5, 1 / 2048.0));
    List<ColdResults.Row> rows = new ArrayList<>();
    for (Workload workload : List.of(Workload.of("T2", false).get(0), Workload.of("T4", true).get(1))) {
      rows.add(new ColdResults.Row(workload, sides == 1 ? List.of(steady) : List.of(steady, late)));
    }
    ColdSide scalar = new ColdSide("scalar", "a.jar", "java", List.of("-Da=b"));
    return new ColdResults(SETTINGS, sides == 1 ? List.of(scalar)
        : List.of(scalar, new ColdSide("default", "a.jar", "java", List.of())), rows);
  }
}
