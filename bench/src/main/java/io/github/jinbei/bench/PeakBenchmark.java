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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rulers: the limits of one thread of this machine, for fused multiply-adds (GFLOP/s), for reads from each level of its
 * memory, and for copies (GB/s).
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {

  /** The rounds of a call: some tens of microseconds, so that the cost of the call itself is negligible. */
  private static final int ROUNDS = 10_000;

  /** Says what runs. */
  @State(Scope.Thread)
  public static class Registers {

    private double gflop;

    /** Says what runs. */
    @Setup(Level.Trial)
    public void setUp() {
      BackendCheck.requireModule();
      gflop = FmaPeak.flops(ROUNDS) * 1e-9;
      Surroundings.print("ruler, " + FmaPeak.bits() + " bits (preferred species)");
    }
  }

  /** The array to read. */
  @State(Scope.Thread)
  public static class Reading {

    /** The elements from the start of an aligned array, whose header has 16 bytes, to the next cache line. */
    private static final int OFFSET = 12;

    /** The fewest elements that a call reads: some tens of microseconds, so that the cost of the call itself is negligible. */
    private static final int ELEMENTS_A_CALL = 1 << 20;

    /**
     * The memory level of the data, chosen by its size: L1 16 KB, L2 256 KB, L3 8 MB, memory 256 MB. On a machine whose
     * second-level cache holds 8 MB, the third figure is that of the second level.
     */
    @Param({"L1", "L2", "L3", "memory"})
    public String level;

    private final float[] sums = new float[MemoryLoops.MULTIPLE];
    private float[] x;
    private int n;
    private int passes;
    private double gigabytes;

    /** Prints the environment and fills the array. */
    @Setup(Level.Trial)
    public void setUp() {
      BackendCheck.requireModule();
      prepare();
      Surroundings.print("ruler, " + MemoryLoops.bits() + " bits (preferred species)");
    }

    /** Fills the array. */
    void prepare() {
      n = bytes(level) / Float.BYTES;
      passes = Math.max(1, ELEMENTS_A_CALL / n);
      gigabytes = 1e-9 * Float.BYTES * n * passes;
      x = new float[OFFSET + n];
      for (int i = 0; i < x.length; i++) {
        x[i] = i % 7 - 2; // small integers, so that sums are exact at first, and never denormal or infinite
      }
    }

    private static int bytes(String level) {
      switch (level) {
        case "L1":
          return 16 << 10;
        case "L2":
          return 256 << 10;
        case "L3":
          return 8 << 20;
        case "memory":
          return 256 << 20;
        default:
          throw new IllegalArgumentException("level: " + level + ", expected L1, L2, L3 or memory");
      }
    }

    /** Returns the array to read, including the elements before the offset. */
    float[] x() {
      return x;
    }
  }

  /** The source and the destination of a copy. */
  @State(Scope.Thread)
  public static class Copying {

    /** Floats: 2^12, 2^16 and 2^22, those of {@link Workloads#ELEMENTS}. */
    @Param({"4096", "65536", "4194304"})
    public int elements;

    private float[] from;
    private float[] to;

    /** Prints the environment and generates the source. */
    @Setup(Level.Trial)
    public void setUp() {
      BackendCheck.requireModule();
      prepare();
      Surroundings.print("ruler, " + MemoryLoops.bits() + " bits (preferred species)");
    }

    /** Generates the source. */
    void prepare() {
      from = RandomInputs.uniform(elements, 1);
      to = new float[elements];
    }

    float[] from() {
      return from;
    }
  }

  /** Runs {@value #ROUNDS} rounds of as many fma as the core can start. */
  @Benchmark
  public float fma(Registers registers, Gflops counter) {
    float sum = FmaPeak.run(ROUNDS);
    counter.gflops += registers.gflop;
    return sum;
  }

  /**
   * Reads the array, a small one several times. The VM option aligns objects to cache lines, so that loads can be
   * aligned too.
   */
  @Benchmark
  @Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:ObjectAlignmentInBytes=64"})
  public float[] read(Reading reading, Gigabytes counter) {
    for (int p = 0; p < reading.passes; p++) {
      MemoryLoops.read(reading.x, Reading.OFFSET, reading.n, reading.sums);
    }
    counter.gigabytes += reading.gigabytes;
    return reading.sums;
  }

  /**
   * Loads a vector and stores a vector, from array to array, unaligned: the ruler for elementwise loops. Counts the bytes read
   * and written, not the lines that a store fetches first.
   */
  @Benchmark
  public float[] copy(Copying copying, Gigabytes counter) {
    MemoryLoops.copy(copying.from, copying.to, copying.elements);
    counter.gigabytes += 2e-9 * Float.BYTES * copying.elements;
    return copying.to;
  }
}
