package io.github.jinbei;

import io.github.jinbei.internal.net.ParallelPass;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Predictions of a {@link Predictor} that divide large batches among several threads. The bits are those of the predictor.
 *
 * <pre>{@code
 * Mlp net = Mlp.builder(64).dense(512, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
 * float[] images = new float[256 * 64];
 * Digits.train().copyInputs(0, 256, images, 0);
 * try (ParallelPredictor parallel = net.predictor().parallel(2)) {
 *   int[] digits = parallel.predictClasses(images, 0, 256);
 * }
 * }</pre>
 *
 * <p><strong>Thread-safe</strong>: any number of threads may call all methods at the same time. There is one team of threads.
 * While it works for one call, other calls are computed by their callers alone; no call waits for another. Batches that are too
 * small to be divided are also computed by the caller alone. After the first calls of a size a call allocates only the array
 * that it returns, if any.
 *
 * <p>The caller is one of the threads. The others are daemons that wait without using the processor; {@link #close} ends them.
 * If the object is not closed, they end some time after it is garbage. During the first 1.5 seconds, the JIT warm-up, one
 * processor fewer is used if {@code threads} is the number of processors.
 */
public final class ParallelPredictor implements AutoCloseable {

  // The states of the team.
  private static final int FREE = 0;
  /** A call uses it. */
  private static final int BUSY = 1;
  /** A call uses it, and ends the threads when it is done, since close was called meanwhile. */
  private static final int CLOSING = 2;
  private static final int CLOSED = 3;

  private final Predictor predictor;
  private final ParallelPass pass;
  private final AtomicInteger state = new AtomicInteger(FREE);

  ParallelPredictor(Predictor predictor, ParallelPass pass) {
    this.predictor = predictor;
    this.pass = pass;
  }

  /**
   * Returns the predictor.
   *
   * @return the predictor whose batches are divided
   */
  public Predictor predictor() {
    return predictor;
  }

  /**
   * Computes the output activations of {@code rows} rows, as {@link Predictor#predict(float[], int, int, float[], int)} does.
   *
   * @param in rows of {@link Predictor#inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @param out receives rows of {@link Predictor#outputs} values, from outOff on; must not overlap the input rows
   * @param outOff index of the first output
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalArgumentException if rows is negative, or the rows of in and out overlap
   * @throws IllegalStateException if closed
   */
  public void predict(float[] in, int inOff, int rows, float[] out, int outOff) {
    predictor.checkArguments(in, inOff, rows, out, outOff);
    int count = pass.count(rows);
    if (!take(count)) {
      predictor.predict(in, inOff, rows, out, outOff);
      return;
    }
    try {
      pass.predict(count, in, inOff, rows, out, outOff);
    } finally {
      give();
    }
  }

  /**
   * Computes the output activations of rows, as {@link Predictor#predict(float[])} does.
   *
   * @param in rows of {@link Predictor#inputs} values; not modified
   * @return a new array: as many rows of {@link Predictor#outputs} values
   * @throws IllegalArgumentException if the length of in is no multiple of {@link Predictor#inputs}, or the outputs do not fit
   *     in an array
   * @throws IllegalStateException if closed
   */
  public float[] predict(float[] in) {
    int rows = predictor.rows(in);
    float[] out = new float[rows * predictor.outputs()];
    predict(in, 0, rows, out, 0);
    return out;
  }

  /**
   * Predicts the classes of {@code rows} rows, as {@link Predictor#predictClasses} does.
   *
   * @param in rows of {@link Predictor#inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @return a new array: the class of each row
   * @throws IndexOutOfBoundsException if in is too short
   * @throws IllegalArgumentException if rows is negative
   * @throws IllegalStateException if closed
   */
  public int[] predictClasses(float[] in, int inOff, int rows) {
    predictor.checkArguments(in, inOff, rows);
    int count = pass.count(rows);
    if (!take(count)) {
      return predictor.predictClasses(in, inOff, rows);
    }
    try {
      int[] classes = new int[rows];
      pass.predictClasses(count, in, inOff, rows, classes, 0);
      return classes;
    } finally {
      give();
    }
  }

  /**
   * Ends the threads. The object cannot be used afterwards; the predictor can. If another thread is in a call, that call is
   * completed and then ends the threads; this method does not wait for it. Closing twice does nothing.
   */
  @Override
  public void close() {
    int old = state.getAndUpdate(now -> now == FREE ? CLOSED : now == BUSY ? CLOSING : now);
    if (old == FREE) {
      pass.close();
    }
  }

  /**
   * Takes the team for a call of {@code count} workers. Returns false if the caller must compute alone.
   *
   * @throws IllegalStateException if closed
   */
  private boolean take(int count) {
    int now = count == 1 ? state.get() : state.compareAndExchange(FREE, BUSY);
    if (now == CLOSING || now == CLOSED) {
      throw new IllegalStateException("this ParallelPredictor is closed");
    }
    return count > 1 && now == FREE;
  }

  /** Gives the team back, and ends its threads if the object was closed meanwhile. */
  private void give() {
    if (!state.compareAndSet(BUSY, FREE)) {
      state.set(CLOSED);
      pass.close();
    }
  }
}
