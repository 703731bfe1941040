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
 * The ruler for elementwise loops: a vector loaded, a vector stored, from array to array as they come, in GB/s. Counts
 * what is read and what is written, not the lines that a store fetches first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyBenchmark {

  /** Floats: 2^12, 2^16 and 2^22, those of {@link Workloads#ELEMENTS}. */
  @Param({"4096", "65536", "4194304"})
  public int elements;

  private float[] from;
  private float[] to;

  /** Says what runs, draws what is copied. */
  @Setup(Level.Trial)
  public void setUp() {
    BackendCheck.requireModule();
    prepare();
    Surroundings.print("ruler, " + MemoryLoops.bits() + " bits (preferred species)");
  }

  /** Draws what is copied. */
  void prepare() {
    from = RandomInputs.uniform(elements, 1);
    to = new float[elements];
  }

  /** One copy. */
  @Benchmark
  public float[] copy(Gigabytes counter) {
    MemoryLoops.copy(from, to, elements);
    counter.gigabytes += 2e-9 * Float.BYTES * elements;
    return to;
  }

  float[] from() {
    return from;
  }
}
