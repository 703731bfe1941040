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

/** The product C = op(A) · op(B) on operands in memory, in products/s, GFLOP/s and GB/s of operands. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {

  /** A name of {@link Workloads#SHAPES}. */
  @Param({
      "64x64x64", "128x128x128", "256x256x256", "512x512x512", "1024x1024x1024", "2048x2048x2048",
      "10-784-30", "32-784-128", "128-784-512", "256-1024-1024", "512-2048-2048",
      "1-784-512", "1-1024-1024"})
  public String shape;

  /** Which operands are stored transposed. */
  @Param
  public Form form;

  /** The implementation: naive, jinbei, or a peer (openblas, openblas-heap, onednn, mkl) if built with {@code -Ppeers}. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  /** The largest number of threads of a product; naive has one only. */
  @Param("1")
  public int threads = 1;

  private final Slowdown slowdown = new Slowdown();
  private Operands operands;
  private Product product;
  private double gflop;
  private double gigabyte;

  /** Counts operations and bytes, in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** GFLOP/s in the table. */
    public double gflops;
    /** GB/s in the table: A and B read once, C written once. */
    public double gigabytes;
  }

  /** Checks the backend, prints it, generates the operands. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the operands. */
  void prepare() {
    operands = Operands.of(Workloads.shape(shape, form));
    gflop = operands.shape().flops() * 1e-9;
    gigabyte = operands.shape().bytes() * 1e-9;
    product = Implementation.of(implementation).product(operands, threads);
  }

  /** Computes one product. */
  @Benchmark
  public void multiply(Rates rates) {
    product.run();
    if (slowdown.again()) {
      product.run();
    }
    rates.gflops += gflop;
    rates.gigabytes += gigabyte;
  }

  /** Releases the implementation's buffers. */
  @TearDown(Level.Trial)
  public void tearDown() {
    product.close();
  }

  Operands operands() {
    return operands;
  }

  /** Returns C after the last product. */
  float[] result() {
    return product.result();
  }
}
