package io.github.jinbei.bench.ab;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Records noise for tests of the verdict: in each round one fork of every row unchanged, and one with each slowdown, one after
 * the other, so that the variants of a round run under similar conditions. It appends whole rounds to a file, so it may be
 * stopped and started again. The forks wait for their JIT compiler, because on one bound processor C2 would compete with the
 * benchmark:
 *
 * <pre>
 * java -cp bench/target/benchmarks.jar:bench/target/test-classes io.github.jinbei.bench.ab.ForkRecorder FILE ROUNDS
 * </pre>
 *
 * <p>A line: row, slowdown, round, then operations/s of each iteration, separated by tabs.
 */
final class ForkRecorder {

  /** The slowdowns of a round; 0 is the base. */
  static final List<String> SLOWDOWNS = List.of("0", "0.02", "0.03", "0.05", "0.1");

  /** The rows, by their names in the file. */
  static final Map<String, Recorded> ROWS = new TreeMap<>();

  static {
    row("gemm-naive-64", "GemmBenchmark", "shape=64x64x64 form=NN implementation=naive");
    row("gemm-scalar-64", "GemmBenchmark", "shape=64x64x64 form=NN implementation=jinbei backend=scalar");
    row("forward-naive-t1-1", "ForwardBenchmark", "net=T1 batch=1 implementation=naive");
    row("forward-scalar-t1-1", "ForwardBenchmark", "net=T1 batch=1 implementation=jinbei backend=scalar");
    row("step-naive-t6", "TrainStepBenchmark", "net=T6 implementation=naive");
    row("sigmoid-scalar-4096", "ActivationBenchmark", "function=sigmoid elements=4096 backend=scalar");
    row("tanh-scalar-4096", "ActivationBenchmark", "function=tanh elements=4096 backend=scalar");
    row("backprop-naive-t1", "BackpropBenchmark", "net=T1 implementation=naive");
  }

  private ForkRecorder() {}

  /**
   * A row.
   *
   * @param benchmark the class's name
   * @param params name=value, separated by spaces
   */
  record Recorded(String benchmark, String params) {}

  private static void row(String name, String benchmark, String params) {
    ROWS.put(name, new Recorded(benchmark, params));
  }

  /** Records forks. Arguments: file, rounds. */
  public static void main(String[] args) throws RunnerException, IOException {
    System.setProperty("jmh.blackhole.autoDetect", "false"); // would start two more processes a run
    Path file = Path.of(args[0]);
    int rounds = Integer.parseInt(args[1]);
    List<String> names = args.length > 2 ? List.of(args[2].split(",")) : List.copyOf(ROWS.keySet());
    List<String> slowdowns = args.length > 3 ? List.of(args[3].split(",")) : SLOWDOWNS;
    int first = Files.exists(file) ? (int) Files.lines(file).count() / (names.size() * slowdowns.size()) : 0;
    for (int round = first; round < rounds; round++) {
      StringBuilder lines = new StringBuilder();
      for (String name : names) {
        for (int i = 0; i < slowdowns.size(); i++) {
          String slowdown = slowdowns.get(round % 2 == 0 ? i : slowdowns.size() - 1 - i);
          lines.append(name).append('\t').append(slowdown).append('\t').append(round);
          for (double value : fork(ROWS.get(name), slowdown)) {
            lines.append('\t').append(String.format(Locale.ROOT, "%.6g", value));
          }
          lines.append('\n');
        }
      }
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
          StandardOpenOption.APPEND)) {
        out.append(lines);
      }
    }
  }

  /** Returns the operations/s of each iteration of one fork. */
  private static double[] fork(Recorded row, String slowdown) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder().include("\\." + row.benchmark + "\\.").forks(1)
        .warmupIterations(1).warmupTime(TimeValue.milliseconds(250))
        .measurementIterations(5).measurementTime(TimeValue.milliseconds(20))
        .jvmArgsPrepend("-Djinbei.bench.slowdown=" + slowdown, "-Dio.github.jinbei.backend=scalar", "-XX:+UseSerialGC",
            "-XX:-BackgroundCompilation").shouldFailOnError(true).verbosity(VerboseMode.SILENT);
    for (String param : row.params.split(" ")) {
      int equals = param.indexOf('=');
      options.param(param.substring(0, equals), param.substring(equals + 1));
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.iterator().next().getBenchmarkResults().iterator().next().getIterationResults().stream()
        .map(IterationResult::getPrimaryResult).mapToDouble(result -> result.getScore()).toArray();
  }
}
