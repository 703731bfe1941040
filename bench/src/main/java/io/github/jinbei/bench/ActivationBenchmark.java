package io.github.jinbei.bench;

import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;
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
 * One pass of an activation, or of a derivative times a delta, over an array, in passes/s and 10⁹ elements/s; and of a
 * copy, to compare with.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ActivationBenchmark {

  /** The pass, a name of {@link Elementwise}. */
  @Param({"relu", "sigmoid", "tanh", "relu-gradient", "sigmoid-gradient", "tanh-gradient", "copy"})
  public String function;

  /** Floats: 2^12, 2^16 and 2^22, those of {@link Workloads#ELEMENTS}. */
  @Param({"4096", "65536", "4194304"})
  public int elements;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512. */
  @Param(BackendCheck.AUTO)
  public String backend;

  private final Slowdown slowdown = new Slowdown();
  private Kernels kernels;
  private Elementwise pass;
  private float[] x;
  private float[] y;

  /** Counts elements in units of 10⁹; the harness divides by the time in seconds. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rates {
    /** 10⁹ elements/s in the table. */
    public double gigaelements;
  }

  /** Checks the backend, says what runs, draws the elements. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.JINBEI.announce(backend);
    prepare();
  }

  /**
   * Draws the elements. A gradient gets activations, so that no delta grows; those whose derivative is below 1 shrink
   * to 0 within some hundred passes, which changes nothing, as the loops do not branch and leave no denormals.
   */
  void prepare() {
    kernels = Backends.current().kernels();
    pass = Elementwise.of(function);
    x = RandomInputs.uniform(elements, 1);
    for (int i = 0; i < elements; i++) {
      x[i] *= 8; // from where sigmoid and tanh are all but flat to where they are steepest
    }
    y = RandomInputs.uniform(elements, 2);
    String gradient = "-gradient";
    if (function.endsWith(gradient)) {
      String activation = function.substring(0, function.length() - gradient.length());
      Elementwise.of(activation).run(kernels, x, x, elements);
    }
  }

  /** One pass. */
  @Benchmark
  public float[] pass(Rates rates) {
    pass.run(kernels, x, y, elements);
    if (slowdown.again()) {
      pass.run(kernels, x, y, elements);
    }
    rates.gigaelements += 1e-9 * elements;
    return y;
  }

  /** What is read. */
  float[] x() {
    return x;
  }

  /** What is written, and for a gradient read. */
  float[] y() {
    return y;
  }
}
