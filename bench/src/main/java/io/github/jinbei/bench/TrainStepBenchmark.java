package io.github.jinbei.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** A training step (forward, loss, backward, update) on one batch in memory, in steps/s, samples/s and GFLOP/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainStepBenchmark {

  /** The net, which determines loss, optimizer and batch size. */
  @Param
  public Net net;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  /** The largest number of threads of a step; naive has one only. */
  @Param("1")
  public int threads = 1;

  private final Slowdown slowdown = new Slowdown();
  private TrainStep step;
  private double gflop;

  /** Counts samples, and floating-point operations in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** Samples/s in the table. */
    public double samples;
    /** GFLOP/s in the table: those of the products, see {@link Net}. */
    public double gflops;
  }

  /** Checks the backend, prints it, generates the batch and the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the batch and the parameters. */
  void prepare() {
    gflop = net.flops() * 1e-9;
    step = Implementation.of(implementation).trainStep(net, Batch.of(net), threads);
  }

  /** Runs one step. */
  @Benchmark
  public double step(Rates rates) {
    double loss = step.run();
    if (slowdown.again()) {
      step.run();
    }
    rates.samples += net.batch();
    rates.gflops += gflop;
    return loss;
  }

  /** Releases the implementation's buffers and threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    step.close();
  }

  float[] parameters() {
    return step.parameters();
  }
}
