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
 * An empty benchmark: the cost of a call by JMH itself. With {@code -prof gc} its {@code gc.alloc.rate.norm} is the baseline of
 * the others, because JMH allocates a few bytes an iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmptyBenchmark {

  /** Counts calls, because the other benchmarks have a counter. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Calls/s in the table. */
    public double calls;
  }

  /** Counts its calls and does nothing else. */
  @Benchmark
  public void nothing(Counter counter) {
    counter.calls++;
  }
}
