package io.github.jinbei;

/**
 * What early stopping and plateaus have seen in all calls of {@link Trainer#fit} so far. Between calls the network holds
 * the parameters and statistics of its best epoch, and those of the last one are kept here: training goes on from them.
 */
final class Watchers {

  /** No version of a network. */
  private static final long NONE = -1;

  private final Mlp mlp;
  private final TrainerSettings settings;

  /** After the best epoch, and after the last step of the last call; null without early stopping. */
  private final Snapshot best;
  private final Snapshot last;

  private Patience stopping;
  private Patience plateau;
  private float rateFactor;
  private boolean hasBest;

  /** The version of the network since the best was put back; {@link #NONE} if training goes on from the network. */
  private long handedBack;

  Watchers(Mlp mlp, TrainerSettings settings) {
    this.mlp = mlp;
    this.settings = settings;
    boolean stops = settings.stopping() != null;
    this.best = stops ? new Snapshot(mlp) : null;
    this.last = stops ? new Snapshot(mlp) : null;
    reset();
  }

  /** Forgets all. */
  void reset() {
    stopping = settings.stopping() == null ? null : settings.stopping().patience();
    plateau = settings.plateau() == null ? null : settings.plateau().patience();
    rateFactor = 1f;
    hasBest = false;
    handedBack = NONE;
  }

  /** Begins a call: the network becomes what it was after the last step, unless it was changed since the last call. */
  void resume() {
    if (handedBack == mlp.version()) {
      last.putBack();
    }
    handedBack = NONE;
  }

  /** Takes the loss of an epoch. */
  void watch(double loss) {
    if (stopping != null && stopping.improved(loss)) {
      best.take();
      hasBest = true;
    }
    if (plateau != null && !plateau.improved(loss) && plateau.exhausted()) {
      rateFactor *= settings.plateau().factor();
      plateau.renew();
    }
  }

  /** Ends a call: the network becomes what it was after the best epoch, if there is one. Allocates nothing. */
  void restore() {
    if (hasBest) {
      last.take();
      best.putBack();
      handedBack = mlp.version();
    }
  }

  /** Whether early stopping has struck. */
  boolean exhausted() {
    return stopping != null && stopping.exhausted();
  }

  /** The factor of the learning rate that plateaus have led to. */
  float rateFactor() {
    return rateFactor;
  }
}
