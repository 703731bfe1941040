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
 * The ruler for memory: the most GB/s that one thread of this machine reads from each level of it. The VM option aligns
 * objects to cache lines, so that loads can be aligned too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:ObjectAlignmentInBytes=64"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BandwidthBenchmark {

  /** Elements from the beginning of an aligned array, whose header has 16 bytes, to the next cache line. */
  private static final int OFFSET = 12;

  /** The least that a call reads: some tens of microseconds, beside which the call itself is nothing. */
  private static final int ELEMENTS_A_CALL = 1 << 20;

  /**
   * Where the data lies, by how much there is of it: L1 16 KB, L2 256 KB, L3 8 MB, memory 256 MB. On a machine whose
   * second-level cache holds 8 MB the third figure is the second level's.
   */
  @Param({"L1", "L2", "L3", "memory"})
  public String level;

  private final float[] sums = new float[MemoryLoops.MULTIPLE];
  private float[] x;
  private int n;
  private int passes;
  private double gigabytes;

  /** Says what runs, fills the array. */
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

  /** Reads the array, a small one several times. */
  @Benchmark
  public float[] read(Gigabytes counter) {
    for (int p = 0; p < passes; p++) {
      MemoryLoops.read(x, OFFSET, n, sums);
    }
    counter.gigabytes += gigabytes;
    return sums;
  }

  /** What is read, with what lies before it. */
  float[] x() {
    return x;
  }
}
