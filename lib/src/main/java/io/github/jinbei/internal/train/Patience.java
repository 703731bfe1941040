package io.github.jinbei.internal.train;

/** A counter of the epochs since the loss last became better. */
final class Patience {

  private final int epochs;
  private final double minimumGain;
  private double best = Double.POSITIVE_INFINITY;
  private int waited;

  Patience(int epochs, double minimumGain) {
    this.epochs = epochs;
    this.minimumGain = minimumGain;
  }

  /** Counts an epoch with this loss. Returns whether the loss is below the best so far by more than the minimum gain. */
  boolean improved(double loss) {
    boolean better = loss < best - minimumGain;
    best = better ? loss : best;
    waited = better ? 0 : waited + 1;
    return better;
  }

  /** Returns whether as many epochs as the patience have passed without an improvement. */
  boolean exhausted() {
    return waited >= epochs;
  }

  /** Puts the best loss and the count of epochs under names that begin with {@code name}. */
  void save(TrainingState to, String name) {
    to.put(name + ".best", new double[] {best});
    to.put(name + ".waited", waited);
  }

  /** Takes what {@link #save} put. */
  void load(TrainingState from, String name) {
    best = from.doubles(name + ".best", 1)[0];
    waited = Math.toIntExact(from.number(name + ".waited"));
  }

  /** Sets the count of epochs to 0 and keeps the best loss. */
  void renew() {
    waited = 0;
  }
}
