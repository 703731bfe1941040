package io.github.jinbei.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nothing: what the harness itself costs a call. With {@code -prof gc} its {@code gc.alloc.rate.norm} is what others are
 * to be read against, since the harness allocates a few bytes an iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmptyBenchmark {

  /** A counter, since the others have one. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Calls/s in the table. */
    public double calls;
  }

  /** Counts itself. */
  @Benchmark
  public void nothing(Counter counter) {
    counter.calls++;
  }
}
