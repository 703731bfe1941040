package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.NetworkState;

/**
 * The state of early stopping and of plateaus over all calls of {@code fit}. With early stopping, or where the best epoch is
 * kept, the network holds the parameters and statistics of its best epoch between calls. Those of the last step are kept here,
 * and training continues from them.
 */
public final class Watchers {

  /** No version of a network. */
  private static final long NONE = -1;

  private final NetworkState network;
  private final TrainerSettings settings;

  /** The state after the best epoch, and after the last step of the last call; null if no best epoch is kept. */
  private final Snapshot best;
  private final Snapshot last;

  private Patience stopping;
  private Patience plateau;
  private float rateFactor;
  private boolean hasBest;

  /** The score of the best epoch, if the settings say which is the best; else early stopping does. */
  private double bestScore;

  /** The version of the network after the best state was copied into it; {@link #NONE} if training continues from it. */
  private long restored;

  /** Watchers of one network that have seen no epoch. */
  public Watchers(NetworkState network, TrainerSettings settings) {
    this.network = network;
    this.settings = settings;
    boolean keeps = settings.stopping() != null || settings.best() != null;
    this.best = keeps ? new Snapshot(network) : null;
    this.last = keeps ? new Snapshot(network) : null;
    reset();
  }

  /** Forgets all epochs, the best state and the factor of the learning rate. */
  public void reset() {
    stopping = settings.stopping() == null ? null : settings.stopping().patience();
    plateau = settings.plateau() == null ? null : settings.plateau().patience();
    rateFactor = 1f;
    hasBest = false;
    bestScore = Double.NEGATIVE_INFINITY;
    restored = NONE;
  }

  /** Starts a call: copies the state of the last step into the network, unless the network was changed since that call. */
  public void resume() {
    if (restored == network.version()) {
      last.putBack();
    }
    restored = NONE;
  }

  /**
   * Reads the results of an epoch: keeps the state if it is the best, and lowers the learning rate at a plateau.
   *
   * @param accuracy NaN without classes
   */
  public void watch(double loss, double accuracy) {
    boolean improved = stopping != null && stopping.improved(loss);
    if (settings.best() == null ? improved : isBest(settings.best().score(loss, accuracy))) {
      best.take();
      hasBest = true;
    }
    if (plateau != null && !plateau.improved(loss) && plateau.exhausted()) {
      rateFactor *= settings.plateau().factor();
      plateau.renew();
    }
  }

  /** Returns whether no epoch had a better score; keeps it then. */
  private boolean isBest(double score) {
    boolean better = score >= bestScore;
    bestScore = better ? score : bestScore;
    return better;
  }

  /** Ends a call: copies the state of the best epoch into the network, if there is one. Allocates nothing. */
  public void restore() {
    if (hasBest) {
      last.take();
      best.putBack();
      restored = network.version();
    }
  }

  /**
   * Puts all that is counted and kept here, except the state after the last step: during a call of {@code fit}, and after a
   * change of the network, that is the state of the network.
   */
  public void save(TrainingState to) {
    to.put("rate_factor", new float[] {rateFactor});
    to.put("has_best", Boolean.toString(hasBest));
    if (stopping != null) {
      stopping.save(to, "stopping");
    }
    if (plateau != null) {
      plateau.save(to, "plateau");
    }
    if (hasBest) {
      best.save(to, "best");
    }
    if (settings.best() != null) {
      to.put("best.score", new double[] {bestScore});
    }
  }

  /** Takes what {@link #save} put. */
  public void load(TrainingState from) {
    rateFactor = from.floats("rate_factor", 1)[0];
    if (stopping != null) {
      stopping.load(from, "stopping");
    }
    if (plateau != null) {
      plateau.load(from, "plateau");
    }
    hasBest = best != null && Boolean.parseBoolean(from.text("has_best"));
    if (hasBest) {
      best.load(from, "best");
    }
    if (settings.best() != null) {
      bestScore = from.doubles("best.score", 1)[0];
    }
    restored = NONE;
  }

  /** Returns whether early stopping ends the training. */
  public boolean exhausted() {
    return stopping != null && stopping.exhausted();
  }

  /** Returns the factor of the learning rate after all plateaus so far. */
  public float rateFactor() {
    return rateFactor;
  }
}
