package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.Folded;
import io.github.jinbei.internal.net.LossFunction;
import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;

/** Computes dL/dx of rows: their loss as in an evaluation, with nothing dropped and with running statistics. */
public final class InputGradients {

  private final NetworkState state;
  private final Folded folded;
  private final LossFunction loss;
  private final Workers workers;
  private TrainingStep step;

  /** The input gradients of one network; buffers are allocated for the first rows, and for more rows than before. */
  public InputGradients(NetworkState state, Folded folded, LossFunction loss, Workers workers) {
    this.state = state;
    this.folded = folded;
    this.loss = loss;
    this.workers = workers;
  }

  /**
   * Computes the gradients of the first rows of a batch.
   *
   * @param batch rows in arrays, the same object in each call
   * @param to receives {@code rows} rows of inputs, from toOff on
   */
  public void compute(BatchRows batch, int rows, float[] to, int toOff) {
    if (step == null || step.forward().capacity() < rows) {
      step = folded.step(loss, rows, workers);
      step.loadBy(batch);
    }
    folded.fold(state.version());
    batch.part(0, step);
    step.forward(batch.x(), batch.xOff(), rows);
    step.inputGradient(rows, to, toOff);
  }
}
