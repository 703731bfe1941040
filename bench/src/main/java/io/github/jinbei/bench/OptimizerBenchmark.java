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

/**
 * The cost of an optimizer alone: all parameters of a net are updated with a given gradient, in updates/s, 10⁹ parameters/s
 * and GB/s. In a training step the library updates each block of weights when its gradient is complete, which costs less.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {

  /** The net whose parameters are updated; the gradient counts as a sum over its batch. */
  @Param("T3")
  public Net net;

  /** The rule, a name of {@link UpdateRule}. */
  @Param({"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
  public String optimizer;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  private final Slowdown slowdown = new Slowdown();
  private ParameterUpdate update;
  private double gigaelement;
  private double gigabyte;

  /** Counts parameters and bytes in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** 10⁹ parameters/s in the table. */
    public double gigaelements;
    /** GB/s in the table: the gradient read, parameters and the optimizer's state read and written. */
    public double gigabytes;
  }

  /** Checks the backend, prints it, generates the parameters and the gradient. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the parameters and the gradient. */
  void prepare() {
    UpdateRule rule = UpdateRule.of(optimizer);
    gigaelement = 1e-9 * net.parameterCount();
    gigabyte = gigaelement * rule.bytes();
    update = Implementation.of(implementation).update(net, rule, RandomInputs.uniform(net.parameterCount(), 4));
  }

  /** Runs one update. */
  @Benchmark
  public float[] update(Rates rates) {
    update.run();
    if (slowdown.again()) {
      update.run();
    }
    rates.gigaelements += gigaelement;
    rates.gigabytes += gigabyte;
    return update.parameters();
  }
}
