package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.RateFactor;
import java.util.List;

/**
 * The settings of a trainer, without its network, loss, optimizer and schedule. The setters of the public builder say what
 * each means.
 *
 * @param batchSize rows of a mini-batch
 * @param microBatch most rows of a part of a batch; 0: a batch is one part
 * @param l1 λ₁ of Σ|w|
 * @param l2 λ₂ of Σw²
 * @param decayBiases whether all decays apply to biases and to the parameters of norms and activations too
 * @param clipValue largest magnitude of a gradient element, or infinity
 * @param clipNorm largest norm of the gradient, or infinity
 * @param labelSmoothing ε
 * @param classWeights the weight of each class, or null
 * @param frozen for each layer, whether it is frozen
 * @param rateFactors the factors of learning rate and ε of each range of the parameters
 * @param dropPartialBatch whether the last batch of an epoch is left out if it is shorter than the others
 * @param stopping early stopping, or null
 * @param best which epoch has the parameters that are kept, or null
 * @param plateau how plateaus lower the learning rate, or null
 * @param validationFraction share of the rows to set aside for validation
 * @param weightedValidation whether the losses of validation rows have their weights
 * @param seed of shuffles, dropout and the rows set aside
 */
public record TrainerSettings(int batchSize, int microBatch, float l1, float l2, boolean decayBiases, float clipValue,
    float clipNorm, float labelSmoothing, float[] classWeights, boolean[] frozen, List<RateFactor> rateFactors,
    boolean dropPartialBatch, Stopping stopping, BestEpoch best, Plateau plateau, double validationFraction,
    boolean weightedValidation, long seed) {

  /** Early stopping: after how many epochs without which gain. */
  public record Stopping(int epochs, float minimumGain) {

    Patience patience() {
      return new Patience(epochs, minimumGain);
    }
  }

  /** The factor of the learning rate at a plateau, and after how many epochs without which gain there is one. */
  public record Plateau(float factor, int epochs, float minimumGain) {

    Patience patience() {
      return new Patience(epochs, minimumGain);
    }
  }

  /** Returns whether the gradient is clipped, so that an update needs the whole gradient first. */
  public boolean clips() {
    return clipValue < Float.POSITIVE_INFINITY || clipNorm < Float.POSITIVE_INFINITY;
  }

  /** Returns the rows of a batch of {@code rows} rows to train on. */
  public int batch(int rows) {
    return Math.min(batchSize, rows);
  }

  /** Returns how many of {@code rows} rows an epoch trains on. */
  public int rowsOfEpoch(int rows) {
    return dropPartialBatch ? rows - rows % batch(rows) : rows;
  }

  /** Returns the most rows of a part of a batch of {@code rows} rows. */
  public int part(int rows) {
    return microBatch == 0 ? rows : Math.min(microBatch, rows);
  }
}
