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
 * The time of a single prediction, call by call, with percentiles. Each call is timed by itself, which adds some 20 to 50 ns:
 * a considerable part of the time of the smallest net.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class LatencyBenchmark {

  /** The net. */
  @Param({"T1", "T2", "T3", "T4", "T6"})
  public Net net;

  /** The rows of a prediction. */
  @Param("1")
  public int batch = 1;

  /** The implementation. */
  @Param({"naive", "jinbei"})
  public String implementation;

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512; checked for jinbei only. */
  @Param(BackendCheck.AUTO)
  public String backend;

  private final Slowdown slowdown = new Slowdown();
  private Forward forward;
  private float[] x;

  /** Checks the backend, prints it, generates the rows and the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the rows and the parameters. */
  void prepare() {
    x = RandomInputs.uniform(batch * net.units(0), 1);
    forward = Implementation.of(implementation).forward(net, Batch.parameters(net), x, batch);
  }

  /** Computes one prediction. The outputs are not read: a peer would have to copy them to the heap. */
  @Benchmark
  public Object predict() {
    forward.run();
    if (slowdown.again()) {
      forward.run();
    }
    return forward;
  }

  /** Returns the last outputs, batch x outputs. */
  float[] outputs() {
    return forward.outputs();
  }

  /** Returns the rows, batch x inputs. */
  float[] x() {
    return x;
  }
}
