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

/**
 * The gradient of one batch in memory: forward, loss, backward, no update, in gradients/s, samples/s and GFLOP/s. T5 has the
 * same gradient as T3 and is left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class BackpropBenchmark {

  /** The net, which determines loss and batch size. */
  @Param({"T1", "T2", "T3", "T4", "T6", "T7"})
  public Net net;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  /** The largest number of threads of a gradient; naive has one only. */
  @Param("1")
  public int threads = 1;

  private final Slowdown slowdown = new Slowdown();
  private Backprop backprop;
  private double gflop;

  /** Checks the backend, prints it, generates the batch and the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the batch and the parameters. */
  void prepare() {
    gflop = net.flops() * 1e-9;
    backprop = Implementation.of(implementation).backprop(net, Batch.of(net), threads);
  }

  /** Computes one gradient. */
  @Benchmark
  public double gradient(TrainStepBenchmark.Rates rates) {
    double loss = backprop.run();
    if (slowdown.again()) {
      backprop.run();
    }
    rates.samples += net.batch();
    rates.gflops += gflop;
    return loss;
  }

  /** Releases the implementation's buffers and threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    backprop.close();
  }

  /** Returns the last gradient, summed over the rows. */
  float[] gradient() {
    return backprop.gradient();
  }
}
