package io.github.jinbei;

import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.InferencePasses;
import io.github.jinbei.internal.net.ParallelPass;
import io.github.jinbei.internal.parallel.Pool;
import io.github.jinbei.internal.text.Arguments;
import java.util.Objects;

/**
 * A network that only predicts: the weights of an {@link Mlp} at the moment of {@link Mlp#predictor}, with batch norms folded
 * into them and large weights packed once. It never changes.
 *
 * <pre>{@code
 * Mlp net = Mlp.builder(64).dense(32, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
 * Predictor predictor = net.predictor();
 * float[] image = new float[64];
 * Digits.heldOut().copyInputs(0, 1, image, 0);
 * int digit = predictor.predictClass(image);   // in any thread
 * }</pre>
 *
 * <p><strong>Thread-safe</strong>: any number of threads may call all methods at the same time, without locks. A call takes
 * buffers from a pool and gives them back; the pool makes buffers if it has none, so there are as many as calls have been under
 * way at once. After that, a call allocates only the array that it returns, if any. The pool keeps the buffers of 32 calls, or
 * of as many as there are processors. {@link Buffers} of the caller need no pool. A {@linkplain Activation#custom custom}
 * activation is called by all these threads and must be thread-safe too.
 *
 * <p>The outputs of a row have the same bits as those of the {@code Mlp}, in any batch, buffers and thread.
 */
public final class Predictor extends Network {

  private final InferenceNetwork inference;
  private final Pool<InferencePass> oneRow;
  private final Pool<InferencePass> blocks;

  /**
   * Creates a predictor.
   *
   * @param of the network whose shape, activations, labels and input scale it has
   * @param inference a snapshot of its weights
   */
  Predictor(Network of, InferenceNetwork inference) {
    super(of);
    this.inference = inference;
    this.oneRow = new Pool<>(inference::oneRow);
    this.blocks = new Pool<>(inference::block);
  }

  /**
   * The buffers of one thread for predictions with one {@link Predictor}. The first prediction of a single row and the first of
   * several rows allocate them. Not thread-safe: one prediction at a time may use them.
   */
  public static final class Buffers {

    private final Predictor predictor;
    private final InferencePasses passes;

    private Buffers(Predictor predictor) {
      this.predictor = predictor;
      this.passes = new InferencePasses(predictor.inference);
    }
  }

  /**
   * Returns new buffers, for a thread that makes many predictions.
   *
   * @return buffers of this predictor
   */
  public Buffers buffers() {
    return new Buffers(this);
  }

  /**
   * Computes the output activations of {@code rows} rows, as {@link #predict(float[], int, int, float[], int)} does, with
   * buffers of the caller.
   *
   * @param in rows of {@link #inputs} values, from inOff on; not modified
   * @param inOff index of the first input
   * @param rows number of rows, at least 0
   * @param out receives rows of {@link #outputs} values, from outOff on; must not overlap the input rows
   * @param outOff index of the first output
   * @param buffers {@link #buffers} of this predictor that no other thread uses at the same time
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalArgumentException if rows is negative, the rows of in and out overlap, or the buffers are those of another
   *     predictor
   * @throws NullPointerException if an array or buffers is null
   */
  public void predict(float[] in, int inOff, int rows, float[] out, int outOff, Buffers buffers) {
    checkArguments(in, inOff, rows, out, outOff);
    if (Objects.requireNonNull(buffers, "buffers").predictor != this) {
      throw new IllegalArgumentException("buffers = those of another predictor, " + buffers.predictor
          + "; expected buffers() of this one, " + this);
    }
    buffers.passes.of(rows).predict(in, inOff, rows, out, outOff);
  }

  /**
   * Returns an object that divides large batches among several threads. It has threads and buffers of its own, and must be
   * closed.
   *
   * @param threads the most threads that a call may use, the calling one included; at least 1. Small batches use fewer.
   * @return predictions of this predictor by several threads, with the same bits
   * @throws IllegalArgumentException if threads is below 1
   */
  public ParallelPredictor parallel(int threads) {
    Arguments.atLeast("threads", threads, 1);
    return new ParallelPredictor(this, new ParallelPass(inference, threads));
  }

  @Override
  InferencePass take(int rows) {
    return pool(rows).take();
  }

  @Override
  void give(InferencePass pass, int rows) {
    pass.release();
    pool(rows).give(pass);
  }

  private Pool<InferencePass> pool(int rows) {
    return rows > 1 ? blocks : oneRow;
  }
}
