package io.github.jinbei.internal.net;

import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Predictions by several workers: each takes pieces of the rows through all layers, with a pass of its own, over the weights
 * of one {@link InferenceNetwork#snapshot}. Rows are independent, so there is no barrier, and the bits depend neither on the
 * number of workers nor on who takes which piece. Once each worker has had a piece of the largest size, nothing is allocated.
 * Used by one thread at a time.
 *
 * <p>A worker that is done takes the next piece, and pieces become smaller: so a worker that begins late, because it had to be
 * woken, or runs on a busy processor computes fewer rows, and the others wait for at most one small piece.
 */
public final class ParallelPass implements AutoCloseable {

  /** The fewest rows of a piece, but for the last: in smaller pieces, reading the weights takes too much of the time. */
  private static final int LEAST_PIECE = 16;

  /**
   * The size of the next piece: this number times the rows left, divided by the number of workers. Two workers take pieces of
   * about 96, 60, 36, 24 and 16 of 256 rows. With 1, each worker has one piece; that is slower if one worker has to wait for
   * the other ({@code bench/NOTES.md}).
   */
  private static final double PIECE = 0.75;

  private final InferenceNetwork network;
  private final Workers workers;

  /** The pass of each worker, which the worker allocates. */
  private InferencePass[] passes = {};
  private final Workers.Task<Call> task = this::share;
  private final Call call = new Call();

  /** The arguments of one call. One object serves all calls. */
  private static final class Call {
    float[] in;
    int inOff;
    int rows;

    /** Receives the outputs; null if classes are predicted. */
    float[] out;
    int outOff;

    /** Receives the classes; null if outputs are predicted. */
    int[] classes;
    int classesOff;

    /** The first row that no worker has taken. */
    final AtomicInteger next = new AtomicInteger();
  }

  /**
   * A pass without threads.
   *
   * @param network a snapshot
   * @param threads the most workers, the caller included; at least 1
   */
  public ParallelPass(InferenceNetwork network, int threads) {
    this.network = network;
    this.workers = Workers.sparing(threads);
  }

  /** Returns how many workers a prediction of that many rows is worth now. */
  public int count(int rows) {
    if (rows < 2 * WorkerStep.LEAST_ROWS) {
      return 1;
    }
    double flops = 2.0 * rows * network.folded().parameterCount();
    int worth = (int) Math.min(Math.min(rows / WorkerStep.LEAST_ROWS, flops / Workers.FLOPS_PER_WORKER), workers.limit());
    return worth <= 1 ? 1 : Math.min(worth, workers.ready());
  }

  /**
   * Computes the outputs of rows, as {@link InferencePass#predict} does.
   *
   * @param count the number of workers, at most the {@link #count} of the rows
   */
  public void predict(int count, float[] in, int inOff, int rows, float[] out, int outOff) {
    call.out = out;
    call.outOff = outOff;
    run(count, in, inOff, rows);
  }

  /**
   * Computes the classes of rows, as {@link InferencePass#predictClasses} does.
   *
   * @param count the number of workers, at most the {@link #count} of the rows
   */
  public void predictClasses(int count, float[] in, int inOff, int rows, int[] classes, int classesOff) {
    call.classes = classes;
    call.classesOff = classesOff;
    run(count, in, inOff, rows);
  }

  private void run(int count, float[] in, int inOff, int rows) {
    if (passes.length < count) {
      passes = Arrays.copyOf(passes, count);
    }
    call.in = in;
    call.inOff = inOff;
    call.rows = rows;
    call.next.set(0);
    try {
      workers.run(count, call, task);
    } finally {
      // So that no array is kept alive.
      call.in = null;
      call.out = null;
      call.classes = null;
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    workers.close();
  }

  /** Predicts pieces of the rows until none is left. */
  private void share(Call call, int worker, int count) {
    InferencePass pass = passes[worker];
    if (pass == null) {
      pass = network.block();
      passes[worker] = pass;
    }
    try {
      for (int from, to; (from = call.next.get()) < call.rows;) {
        to = from + piece(call.rows - from, count, pass.rowGrain());
        if (call.next.compareAndSet(from, to)) {
          predict(call, pass, from, to - from);
        }
      }
    } finally {
      pass.release();
    }
  }

  /** Returns the rows of the next piece of those left: a multiple of the grain, or all. */
  private static int piece(int left, int count, int grain) {
    int rows = Math.max(LEAST_PIECE, (int) (PIECE * left / count));
    return Math.min(left, (rows + grain - 1) / grain * grain);
  }

  private void predict(Call call, InferencePass pass, int from, int rows) {
    Topology topology = network.folded();
    int inOff = call.inOff + from * topology.inputs();
    if (call.out != null) {
      pass.predict(call.in, inOff, rows, call.out, call.outOff + from * topology.outputs());
    } else {
      pass.predictClasses(call.in, inOff, rows, call.classes, call.classesOff + from);
    }
  }
}
