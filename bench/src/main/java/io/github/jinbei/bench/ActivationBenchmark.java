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

/** One pass of an activation, or of a derivative times a delta, over an array, in passes/s, 10⁹ elements/s and GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ActivationBenchmark {

  /** The pass, a name of {@link ActivationPass}. */
  @Param({
      "step", "sigmoid", "tanh", "arctan", "relu", "leaky-relu", "prelu", "elu", "softplus", "selu", "gelu",
      "gelu-tanh", "silu", "mish", "softsign", "softmax",
      "step-gradient", "sigmoid-gradient", "tanh-gradient", "arctan-gradient", "relu-gradient", "leaky-relu-gradient",
      "prelu-gradient", "elu-gradient", "softplus-gradient", "selu-gradient", "gelu-gradient", "gelu-tanh-gradient",
      "silu-gradient", "mish-gradient", "softsign-gradient", "softmax-gradient"})
  public String function;

  /** Floats: 2^12, 2^16 and 2^22, those of {@link Workloads#ELEMENTS}. */
  @Param({"4096", "65536", "4194304"})
  public int elements;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  private final Slowdown slowdown = new Slowdown();
  private ArrayPass pass;
  private float[] x;
  private float[] y;
  private double gigabyte;

  /** Counts elements and bytes in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** 10⁹ elements/s in the table. */
    public double gigaelements;
    /** GB/s in the table: the bytes that a pass reads and writes. */
    public double gigabytes;
  }

  /** Checks the backend, prints it, generates the elements. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /**
   * Generates the elements. A gradient gets the input of the library's gradient: activations or pre-activations. Most deltas
   * shrink to 0 within some hundred passes, and those whose derivative is above 1 grow to infinity. This does not change the
   * time, because the kernels do not branch and leave no denormals.
   *
   * @throws IllegalArgumentException if the implementation has no passes of its own
   */
  void prepare() {
    ActivationPass named = ActivationPass.of(function);
    x = RandomInputs.uniform(elements, 1);
    for (int i = 0; i < elements; i++) {
      x[i] *= 8; // from where sigmoid and tanh are almost flat to where they are steepest
    }
    y = RandomInputs.uniform(elements, 2);
    if (named.readsActivations()) {
      new JinbeiPass(named.function(), x.clone(), x).run();
    }
    pass = Implementation.of(implementation).pass(named, x, y);
    gigabyte = 1e-9 * named.bytes() * elements;
  }

  /** Runs one pass. */
  @Benchmark
  public float[] pass(Rates rates) {
    pass.run();
    if (slowdown.again()) {
      pass.run();
    }
    rates.gigaelements += 1e-9 * elements;
    rates.gigabytes += gigabyte;
    return pass.result();
  }

  /** Returns the array that a pass reads. */
  float[] x() {
    return x;
  }

  /** Returns the deltas that a gradient reads. */
  float[] y() {
    return y;
  }

  /** Returns the gradient of the slopes that PReLU's gradient computes. */
  float[] slopeGradient() {
    return pass.slopeGradient();
  }
}
