package io.github.jinbei.internal.net;

import io.github.jinbei.internal.parallel.Workers;

/**
 * The network for predictions: batch norms, with their running statistics, are folded into the weights and biases before them.
 * W'_ij = W_ij·f_j and b'_j = (b_j - mean_j)·f_j + β_j with f = γ / √(variance + 1e-5), computed in double and rounded once.
 * Without batch norm the parameters are those of the network, not a copy.
 */
public final class InferenceNetwork {

  private final Topology topology;
  private final float[] parameters;
  private final float[] statistics;
  private final Topology folded;
  private final float[] foldedParameters;
  private long version = -1;

  /** Creates the network for predictions of one whose parameters and running statistics are the given arrays. */
  public InferenceNetwork(Topology topology, float[] parameters, float[] statistics) {
    this.topology = topology;
    this.parameters = parameters;
    this.statistics = statistics;
    this.folded = topology.folded();
    this.foldedParameters = topology.statisticsCount() == 0 ? parameters : new float[folded.parameterCount()];
  }

  /** Returns a pass that predicts up to {@code rows} rows at once. */
  public InferencePass pass(int rows) {
    return new InferencePass(folded, foldedParameters, rows);
  }

  /** Returns a step that computes dL/dX of up to {@code rows} rows. */
  public TrainingStep step(LossFunction loss, int rows, Workers workers) {
    return new TrainingStep(folded, loss, foldedParameters, rows, workers);
  }

  /** Folds the batch norms, unless that is done for this version already. Must be called before a pass runs. */
  public void fold(long version) {
    if (foldedParameters == parameters || this.version == version) {
      return;
    }
    for (int l = 0; l < topology.layers(); l++) {
      int to = folded.weightOffset(l);
      int units = topology.out(l);
      if (topology.norm(l) != Normalization.BATCH) {
        int from = topology.weightOffset(l);
        System.arraycopy(parameters, from, foldedParameters, to, topology.endOffset(l) - from);
        continue;
      }
      for (int j = 0; j < units; j++) {
        unit(l, j);
      }
      int own = topology.ownOffset(l);
      System.arraycopy(parameters, own, foldedParameters, folded.ownOffset(l), topology.endOffset(l) - own);
    }
    this.version = version;
  }

  private void unit(int l, int j) {
    int units = topology.out(l);
    double variance = statistics[topology.varianceOffset(l) + j];
    double mean = statistics[topology.meanOffset(l) + j];
    double factor = parameters[topology.gammaOffset(l) + j] / Math.sqrt(variance + Normalization.EPSILON);
    for (int i = 0; i < topology.in(l); i++) {
      foldedParameters[folded.weightOffset(l) + i * units + j] =
          (float) (parameters[topology.weightOffset(l) + i * units + j] * factor);
    }
    foldedParameters[folded.biasOffset(l) + j] =
        (float) ((parameters[topology.biasOffset(l) + j] - mean) * factor + parameters[topology.betaOffset(l) + j]);
  }
}
