package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * The network for predictions: batch norms, with their running statistics, are folded into the weights and biases before them.
 * W'_ij = W_ij·g_j and b'_j = (b_j - mean_j)·g_j + β_j with g = γ / √(variance + 1e-5), computed in double and rounded once.
 * Factors f of the inputs are folded into the weights of layer 0, likewise: W'_ij = f_i·W_ij, or f_i·W_ij·g_j. Where there is
 * nothing to fold, the parameters are those of the network, not a copy. Large weights are also packed, for blocks of rows.
 *
 * <p>Passes only read the folded and packed weights; {@link InferencePass#prepare} writes them if they are of another version.
 * Many threads can share a {@link #snapshot}, which is never prepared again; each needs passes of its own.
 */
public final class InferenceNetwork {

  /** Rows that go through the layers at once, so that the buffers of a pass stay in the cache. */
  private static final int BLOCK_ROWS = 256;

  private final Topology topology;
  private final float[] parameters;
  private final float[] statistics;
  private final Topology folded;
  private final float[] foldedParameters;
  private final PackedWeights packed;
  private long version = -1;

  /** Creates the network for predictions of one whose parameters and running statistics are the given arrays. */
  public InferenceNetwork(Topology topology, float[] parameters, float[] statistics) {
    this.topology = topology;
    this.parameters = parameters;
    this.statistics = statistics;
    this.folded = topology.folded();
    boolean folds = topology.statisticsCount() > 0 || topology.inputFactors();
    this.foldedParameters = folds ? new float[folded.parameterCount()] : parameters;
    this.packed = new PackedWeights(folded, foldedParameters, false);
  }

  /** Returns a pass for a single row. */
  public InferencePass oneRow() {
    return pass(1);
  }

  /** Returns a pass for blocks of rows: up to 256 of them, or fewer if the layers are very wide. */
  public InferencePass block() {
    return pass(folded.rowsAtOnce(BLOCK_ROWS));
  }

  /** Returns a pass that predicts up to {@code rows} rows at once. */
  InferencePass pass(int rows) {
    return new InferencePass(this, rows);
  }

  /** Returns a step that computes dL/dX of up to {@code rows} rows. */
  public TrainingStep step(LossFunction loss, int rows, Workers workers) {
    return new TrainingStep(folded, loss, foldedParameters, rows, workers);
  }

  /**
   * Returns a network with copies of the weights as they are now, folded and packed: it can be published to other threads, and
   * its passes need no {@link InferencePass#prepare}.
   *
   * @param version the state of the parameters: another number for other values
   */
  public InferenceNetwork snapshot(long version) {
    fold(version);
    InferenceNetwork copy = new InferenceNetwork(folded, foldedParameters.clone(), new float[0]);
    copy.pack(new Product(ChangingKernels.current().product()), version);
    return copy;
  }

  /** Returns the shape, without batch norms and dropout. */
  Topology folded() {
    return folded;
  }

  /** Returns the flat parameters of {@link #folded}. */
  float[] foldedParameters() {
    return foldedParameters;
  }

  /** Returns the weights that {@link #pack} has packed. */
  PackedWeights packed() {
    return packed;
  }

  /** Packs the folded weights, unless that is done for this version already. */
  void pack(Product product, long version) {
    packed.pack(product, version);
  }

  /** Folds factors and batch norms, unless that is done for this version already. */
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
        if (l == 0) {
          foldFactors(topology, parameters, foldedParameters, to);
        }
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

  /**
   * Multiplies weights of layer 0, from {@code at} on, by the factors of the inputs, if there are any.
   *
   * @param parameters the flat parameters, which begin with the factors
   */
  public static void foldFactors(Topology topology, float[] parameters, float[] weights, int at) {
    for (int w = 0; w < topology.weightCount(0) && topology.inputFactors(); w++) {
      weights[at + w] *= parameters[w / topology.out(0)];
    }
  }

  /** Folds the batch norm of unit j of layer l. */
  private void unit(int l, int j) {
    int units = topology.out(l);
    double variance = statistics[topology.varianceOffset(l) + j];
    double mean = statistics[topology.meanOffset(l) + j];
    double factor = parameters[topology.gammaOffset(l) + j] / Math.sqrt(variance + Normalization.EPSILON);
    for (int i = 0; i < topology.in(l); i++) {
      double weight = parameters[topology.weightOffset(l) + i * units + j];
      foldedParameters[folded.weightOffset(l) + i * units + j] =
          (float) ((l == 0 && topology.inputFactors() ? weight * parameters[i] : weight) * factor);
    }
    foldedParameters[folded.biasOffset(l) + j] =
        (float) ((parameters[topology.biasOffset(l) + j] - mean) * factor + parameters[topology.betaOffset(l) + j]);
  }
}
