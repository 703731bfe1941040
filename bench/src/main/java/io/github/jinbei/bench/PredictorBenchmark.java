package io.github.jinbei.bench;

import io.github.jinbei.ParallelPredictor;
import io.github.jinbei.Predictor;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Predictions by one predictor, which the threads of JMH ({@code -t}) share, in predictions/s, samples/s, GFLOP/s and GB/s.
 * With {@code -bm sample -tu us}: the time of single calls. With {@code -p threads=2} each call is divided among two threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class PredictorBenchmark {

  /** Floats between the outputs of two threads and whatever else is beside them, so that they share no cache line. */
  private static final int APART = 64;

  /** The net. */
  @Param({"T1", "T2", "T3", "T4", "T6"})
  public Net net;

  /** The rows of a prediction. */
  @Param({"1", "256"})
  public int batch;

  /** The implementation: the others have no predictor. */
  @Param("jinbei")
  public String implementation = "jinbei";

  /** The backend that must run: auto (any vector backend), scalar, 128, 256 or 512. */
  @Param(BackendCheck.AUTO)
  public String backend;

  /** The buffers of a prediction: of the predictor's pool (pooled), or kept by the thread (own). */
  @Param("pooled")
  public String buffers = "pooled";

  /** The largest number of threads of one prediction, with pooled buffers. */
  @Param("1")
  public int threads = 1;

  private Predictor predictor;
  private ParallelPredictor parallel;
  private double gflop;
  private double gigabyte;

  /** The rows of one thread, its outputs, and its buffers if it keeps some. */
  @State(Scope.Thread)
  public static class Rows {

    private final Slowdown slowdown = new Slowdown();
    private float[] x;
    private float[] outputs;
    private Predictor.Buffers buffers;

    /** Generates the rows. */
    @Setup(Level.Trial)
    public void setUp(PredictorBenchmark shared) {
      x = RandomInputs.uniform(shared.batch * shared.net.units(0), 1);
      outputs = new float[APART + shared.batch * shared.predictor.outputs() + APART];
      buffers = shared.buffers.equals("own") ? shared.predictor.buffers() : null;
    }

    /** Returns the last outputs, batch x outputs. */
    float[] outputs() {
      return Arrays.copyOfRange(outputs, APART, outputs.length - APART);
    }

    /** Returns the rows, batch x inputs. */
    float[] x() {
      return x;
    }
  }

  /** Checks the backend, prints it, and generates the parameters. */
  @Setup(Level.Trial)
  public void setUp() {
    Implementation.of(implementation).announce(backend);
    prepare();
  }

  /** Generates the parameters. */
  void prepare() {
    check();
    gflop = net.forwardFlops(batch) * 1e-9;
    gigabyte = net.forwardBytes(batch) * 1e-9;
    predictor = JinbeiForward.mlp(net, Batch.parameters(net)).predictor();
    parallel = threads == 1 ? null : predictor.parallel(threads);
  }

  private void check() {
    if (!implementation.equals("jinbei")) {
      throw new IllegalArgumentException("implementation: " + implementation + ", expected jinbei");
    }
    if (!buffers.equals("pooled") && !(buffers.equals("own") && threads == 1)) {
      throw new IllegalArgumentException("buffers: " + buffers + " with threads: " + threads
          + ", expected pooled, or own with one thread");
    }
  }

  /** Computes one prediction. */
  @Benchmark
  public Object predict(Rows rows, ForwardBenchmark.Rates rates) {
    run(rows);
    if (rows.slowdown.again()) {
      run(rows);
    }
    rates.samples += batch;
    rates.gflops += gflop;
    rates.gigabytes += gigabyte;
    return rows.outputs;
  }

  private void run(Rows rows) {
    if (parallel != null) {
      parallel.predict(rows.x, 0, batch, rows.outputs, APART);
    } else if (rows.buffers != null) {
      predictor.predict(rows.x, 0, batch, rows.outputs, APART, rows.buffers);
    } else {
      predictor.predict(rows.x, 0, batch, rows.outputs, APART);
    }
  }

  /** Ends the threads of the predictor. */
  @TearDown(Level.Trial)
  public void tearDown() {
    if (parallel != null) {
      parallel.close();
    }
  }
}
