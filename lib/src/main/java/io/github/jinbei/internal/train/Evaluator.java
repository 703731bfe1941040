package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.InferencePass;
import io.github.jinbei.internal.net.InferencePasses;
import io.github.jinbei.internal.net.LossFunction;

/** Computes the loss of a data set and counts the rows whose class is right, by predictions of blocks of rows. */
public final class Evaluator {

  private final int width;
  private final InferencePasses passes;
  private float[] inputs;
  private float[] factors;

  /**
   * An evaluator of one network; the first evaluation allocates its buffers.
   *
   * @param width values of an input row
   * @param passes the passes of the network
   */
  public Evaluator(int width, InferencePasses passes) {
    this.width = width;
    this.passes = passes;
  }

  /**
   * The result for one data set.
   *
   * @param loss summed over the rows
   * @param correct rows whose predicted class is right
   */
  public record Score(double loss, int correct) {}

  /**
   * Evaluates a data set that {@link Targets#check(String, Dataset)} accepts.
   *
   * @param weights the factors of the losses; null if all are 1
   * @param version the state of the parameters, as for {@link InferencePass#prepare}
   */
  public Score score(Dataset data, Targets targets, LossFunction loss, RowWeights weights, long version) {
    InferencePass pass = passes.block();
    if (inputs == null) {
      inputs = new float[pass.capacity() * width];
      factors = new float[pass.capacity()];
    }
    boolean weighted = weights != null && weights.weigh(data);
    pass.prepare(version);
    double total = 0;
    int correct = 0;
    for (int r = 0, n; r < data.rows(); r += n) {
      n = Math.min(data.rows() - r, pass.capacity());
      data.copyInputs(r, n, inputs, 0);
      targets.write(data, r, n, pass.targets(), 0);
      for (int i = 0; weighted && i < n; i++) {
        factors[i] = weights.of(data.weightOf(r + i), pass.targets(), i);
      }
      pass.run(inputs, 0, n);
      total += weighted ? pass.loss(loss, factors, n) : pass.loss(loss, n);
      correct += pass.correct(n);
    }
    return new Score(total, correct);
  }
}
