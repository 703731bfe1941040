package io.github.jinbei.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A training step with all of the recipe for tables, on one batch in memory, in steps/s, samples/s and GFLOP/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecipeStepBenchmark {

  /** The net. */
  @Param
  public RecipeNet net;

  /** The implementation: the others do not have the recipe. */
  @Param("jinbei")
  public String implementation = "jinbei";

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512. */
  @Param(BackendCheck.AUTO)
  public String backend;

  /** The largest number of threads of a step. */
  @Param("1")
  public int threads = 1;

  private final Slowdown slowdown = new Slowdown();
  private TrainStep step;
  private double gflop;

  /** Checks the backend, prints it, generates the batch and the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /**
   * Generates the batch and the parameters.
   *
   * @throws IllegalArgumentException if the implementation is not jinbei
   */
  void prepare() {
    if (!implementation.equals("jinbei")) {
      throw new IllegalArgumentException("implementation: " + implementation + ", expected jinbei");
    }
    gflop = net.flops() * 1e-9;
    step = new RecipeTrainStep(net, threads);
  }

  /** Runs one step. */
  @Benchmark
  public double step(TrainStepBenchmark.Rates rates) {
    double loss = step.run();
    if (slowdown.again()) {
      step.run();
    }
    rates.samples += RecipeNet.BATCH;
    rates.gflops += gflop;
    return loss;
  }

  /** Releases the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    step.close();
  }

  float[] parameters() {
    return step.parameters();
  }
}
