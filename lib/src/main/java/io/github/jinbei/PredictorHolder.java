package io.github.jinbei;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The current predictor of an application that replaces its model while other threads predict. A {@link #swap} does not
 * wait for them: each prediction is computed by one predictor from beginning to end, the one that was current when it began.
 *
 * <pre>{@code
 * Mlp net = Mlp.builder(64).dense(32, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
 * PredictorHolder current = new PredictorHolder(net.predictor());
 * float[] image = new float[64];
 * int digit = current.predictClass(image);   // in any thread
 * try (Trainer trainer = Trainer.builder(net).build()) {
 *   trainer.fit(Digits.train(), 1);
 * }
 * current.swap(net.predictor());
 * }</pre>
 *
 * <p><strong>Thread-safe</strong>, without locks. To call several methods on one predictor, call {@link #get} once and use what
 * it returns; also for {@link Predictor.Buffers}, which belong to one predictor.
 */
public final class PredictorHolder {

  private final AtomicReference<Predictor> current;

  /**
   * Creates a holder.
   *
   * @param first the first predictor
   * @throws NullPointerException if first is null
   */
  public PredictorHolder(Predictor first) {
    this.current = new AtomicReference<>(Objects.requireNonNull(first, "first"));
  }

  /**
   * Returns the current predictor.
   *
   * @return the predictor
   */
  public Predictor get() {
    return current.get();
  }

  /**
   * Replaces the current predictor. Predictions that begin afterwards use the next one; predictions under way are completed
   * with the former one.
   *
   * @param next the predictor to use from now on, with as many inputs and outputs as the current one
   * @return the former predictor
   * @throws IllegalArgumentException if next has another number of inputs or outputs; nothing is replaced
   * @throws NullPointerException if next is null
   */
  public Predictor swap(Predictor next) {
    Objects.requireNonNull(next, "next");
    // All predictors that this object ever holds have the same number of inputs and outputs.
    Predictor former = get();
    if (next.inputs() != former.inputs() || next.outputs() != former.outputs()) {
      throw new IllegalArgumentException("next = " + next + "; expected " + former.inputs() + " inputs and "
          + former.outputs() + " outputs, those of the current " + former);
    }
    return current.getAndSet(next);
  }

  /**
   * Computes the output activations of {@code rows} rows, as {@link Predictor#predict(float[], int, int, float[], int)} of the
   * current predictor does.
   *
   * @param in rows of inputs, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @param out receives rows of outputs, from outOff on; must not overlap the input rows
   * @param outOff index of the first output
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalArgumentException if rows is negative, or the rows of in and out overlap
   */
  public void predict(float[] in, int inOff, int rows, float[] out, int outOff) {
    get().predict(in, inOff, rows, out, outOff);
  }

  /**
   * Computes the output activations of rows, as {@link Predictor#predict(float[])} of the current predictor does.
   *
   * @param in rows of inputs; not modified
   * @return a new array: as many rows of outputs
   * @throws IllegalArgumentException if the length of in is no multiple of the inputs, or the outputs do not fit in an array
   */
  public float[] predict(float[] in) {
    return get().predict(in);
  }

  /**
   * Predicts the class of one row, as {@link Predictor#predictClass} of the current predictor does.
   *
   * @param in a row of inputs; not modified
   * @return the class
   * @throws IllegalArgumentException if in is not one row
   */
  public int predictClass(float[] in) {
    return get().predictClass(in);
  }

  /**
   * Predicts the classes of {@code rows} rows, as {@link Predictor#predictClasses} of the current predictor does.
   *
   * @param in rows of inputs, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @return a new array: the class of each row
   * @throws IndexOutOfBoundsException if in is too short
   * @throws IllegalArgumentException if rows is negative
   */
  public int[] predictClasses(float[] in, int inOff, int rows) {
    return get().predictClasses(in, inOff, rows);
  }
}
