package io.github.jinbei;

/** Notices when a loss has not become better for some epochs. */
final class Patience {

  private final int epochs;
  private final double minimumGain;
  private double best = Double.POSITIVE_INFINITY;
  private int waited;

  Patience(int epochs, double minimumGain) {
    this.epochs = epochs;
    this.minimumGain = minimumGain;
  }

  /** Takes the loss of an epoch; whether it is below the best so far by more than the gain that counts. */
  boolean improved(double loss) {
    boolean better = loss < best - minimumGain;
    best = better ? loss : best;
    waited = better ? 0 : waited + 1;
    return better;
  }

  /** Whether the last so many epochs brought nothing. */
  boolean exhausted() {
    return waited >= epochs;
  }

  /** Begins to wait anew, for something better than the best so far. */
  void renew() {
    waited = 0;
  }
}
