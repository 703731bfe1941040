package io.github.jinbei.internal.net;

import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;

/**
 * Predictions by several workers: each takes rows of its own through all layers, with a pass of its own, over the weights of
 * one {@link InferenceNetwork#snapshot}. Rows are independent, so there is no barrier, and the bits do not depend on the number
 * of workers. After the first call of a number of workers nothing is allocated. Used by one thread at a time.
 */
public final class ParallelPass implements AutoCloseable {

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

  /** Predicts the rows of one worker. */
  private void share(Call call, int worker, int count) {
    InferencePass pass = passes[worker];
    if (pass == null) {
      pass = network.block();
      passes[worker] = pass;
    }
    Topology topology = network.folded();
    int from = Workers.share(call.rows, WorkerStep.LEAST_ROWS, worker, count);
    int rows = Workers.share(call.rows, WorkerStep.LEAST_ROWS, worker + 1, count) - from;
    int inOff = call.inOff + from * topology.inputs();
    try {
      if (call.out != null) {
        pass.predict(call.in, inOff, rows, call.out, call.outOff + from * topology.outputs());
      } else {
        pass.predictClasses(call.in, inOff, rows, call.classes, call.classesOff + from);
      }
    } finally {
      pass.release();
    }
  }
}
