package io.github.jinbei;

/** What a {@link TrainerBuilder} has been told, beside network, loss, optimizer and schedule; meanings are told there. */
record TrainerSettings(int batchSize, int microBatch, float l1, float l2, boolean decayBiases, float clipValue,
    float clipNorm, float labelSmoothing, float[] classWeights, boolean[] frozen, Stopping stopping, Plateau plateau,
    double validationFraction, long seed) {

  /** Early stopping. */
  record Stopping(int epochs, float minimumGain) {

    Patience patience() {
      return new Patience(epochs, minimumGain);
    }
  }

  /** How plateaus lower the learning rate. */
  record Plateau(float factor, int epochs, float minimumGain) {

    Patience patience() {
      return new Patience(epochs, minimumGain);
    }
  }

  /** Whether the gradient is clipped, and so must be known as a whole. */
  boolean clips() {
    return clipValue < Float.POSITIVE_INFINITY || clipNorm < Float.POSITIVE_INFINITY;
  }

  /** The rows of the parts in which a batch of that many is taken. */
  int part(int rows) {
    return microBatch == 0 ? rows : Math.min(microBatch, rows);
  }
}
