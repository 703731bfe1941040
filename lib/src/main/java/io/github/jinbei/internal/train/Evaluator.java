package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.LossFunction;
import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.net.Topology;

/** Computes the loss of a data set and counts the rows whose class is right, by predictions of blocks of rows. */
public final class Evaluator {

  /** Rows of a block, so that its activations stay in the cache. */
  private static final int ROWS = 256;

  private final Topology topology;
  private final NetworkState state;
  private final InferenceNetwork network;
  private final LossFunction loss;
  private final Targets targets;
  private InferencePass pass;
  private float[] inputs;

  /** An evaluator of one network; the first evaluation allocates its buffers. */
  public Evaluator(Topology topology, NetworkState state, InferenceNetwork network, LossFunction loss, Targets targets) {
    this.topology = topology;
    this.state = state;
    this.network = network;
    this.loss = loss;
    this.targets = targets;
  }

  /**
   * The result for one data set.
   *
   * @param loss summed over the rows
   * @param correct rows whose predicted class is right
   */
  public record Score(double loss, int correct) {}

  /** Evaluates a data set that {@link Targets#check(String, Dataset)} accepts. */
  public Score score(Dataset data) {
    if (pass == null) {
      int rows = topology.rowsAtOnce(ROWS);
      pass = network.pass(rows);
      inputs = new float[rows * topology.inputs()];
    }
    network.fold(state.version());
    double total = 0;
    int correct = 0;
    for (int r = 0, n; r < data.rows(); r += n) {
      n = Math.min(data.rows() - r, pass.capacity());
      data.copyInputs(r, n, inputs, 0);
      targets.write(data, r, n, pass.targets(), 0);
      pass.run(inputs, 0, n, state.version());
      total += pass.loss(loss, n);
      correct += pass.correct(n);
    }
    return new Score(total, correct);
  }
}
