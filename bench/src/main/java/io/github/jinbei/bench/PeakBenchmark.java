package io.github.jinbei.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ruler: the most GFLOP/s that one thread of this machine reaches in fused multiply-adds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {

  /** Rounds in a call: some tens of microseconds, beside which the call itself is nothing. */
  private static final int ROUNDS = 10_000;

  private double gflop;

  /** Says what runs. */
  @Setup(Level.Trial)
  public void setUp() {
    BackendCheck.requireModule();
    gflop = FmaPeak.flops(ROUNDS) * 1e-9;
    Surroundings.print("ruler, " + FmaPeak.bits() + " bits (preferred species)");
  }

  /** {@value #ROUNDS} rounds of fma. */
  @Benchmark
  public float fma(Gflops counter) {
    float sum = FmaPeak.run(ROUNDS);
    counter.gflops += gflop;
    return sum;
  }
}
