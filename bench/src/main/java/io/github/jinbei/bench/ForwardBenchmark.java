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
import org.openjdk.jmh.annotations.Warmup;

/** A prediction of rows in memory, in predictions/s, samples/s, GFLOP/s and GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForwardBenchmark {

  /** The net. */
  @Param({"T1", "T2", "T3", "T4", "T6"})
  public Net net;

  /** The rows of a prediction. */
  @Param({"1", "32", "256"})
  public int batch;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  private final Slowdown slowdown = new Slowdown();
  private Forward forward;
  private float[] x;
  private double gflop;
  private double gigabyte;

  /** Counts samples; operations and bytes in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** Samples/s in the table. */
    public double samples;
    /** GFLOP/s in the table: those of the products, see {@link Net}. */
    public double gflops;
    /** GB/s in the table: parameters and rows read once, outputs written once. At batch 1 the parameters dominate. */
    public double gigabytes;
  }

  /** Checks the backend, prints it, generates the rows and the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the rows and the parameters. */
  void prepare() {
    gflop = net.forwardFlops(batch) * 1e-9;
    gigabyte = net.forwardBytes(batch) * 1e-9;
    x = RandomInputs.uniform(batch * net.units(0), 1);
    forward = Implementation.of(implementation).forward(net, Batch.parameters(net), x, batch);
  }

  /** Computes one prediction. The outputs are not read: a peer would have to copy them to the heap. */
  @Benchmark
  public Object predict(Rates rates) {
    forward.run();
    if (slowdown.again()) {
      forward.run();
    }
    rates.samples += batch;
    rates.gflops += gflop;
    rates.gigabytes += gigabyte;
    return forward;
  }

  /** Returns the last outputs, batch x outputs. */
  float[] outputs() {
    return forward.outputs();
  }

  /** Returns the rows, batch x inputs. */
  float[] x() {
    return x;
  }
}
