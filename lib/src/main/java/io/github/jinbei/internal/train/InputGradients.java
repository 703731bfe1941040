package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.Batch;
import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.LossFunction;
import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;

/** Computes dL/dx of rows: their loss as in an evaluation, with nothing dropped and with running statistics. */
public final class InputGradients {

  private final NetworkState state;
  private final InferenceNetwork network;
  private final LossFunction loss;
  private final Workers workers;
  private TrainingStep step;

  /** The input gradients of one network; buffers are allocated for the first rows, and for more rows than before. */
  public InputGradients(NetworkState state, InferenceNetwork network, LossFunction loss, Workers workers) {
    this.state = state;
    this.network = network;
    this.loss = loss;
    this.workers = workers;
  }

  /**
   * Computes the gradients of the first rows of a batch.
   *
   * @param rows rows in arrays
   * @param count the number of rows
   * @param to receives {@code count} rows of inputs, from toOff on
   */
  public void compute(BatchRows rows, int count, float[] to, int toOff) {
    if (step == null || step.capacity() < count) {
      step = network.step(loss, count, workers);
    }
    network.fold(state.version());
    Batch batch = rows.part(0, count, step, 0, 0);
    step.forward(batch, 0);
    step.inputGradient(batch, to, toOff);
  }
}
