package io.github.jinbei;

import java.util.List;
import java.util.Objects;

/**
 * What a call of {@link Trainer#fit} did.
 *
 * @param epochs the epochs that were completed, in order
 * @param end what ended the call
 */
public record History(List<EpochResult> epochs, End end) {

  /** What ends a call of {@link Trainer#fit}. Where several do after the same epoch, the first of these. */
  public enum End {

    /** Early stopping. Calls that follow complete no epoch: see {@link Trainer#resetWatchers}. */
    EARLY_STOPPING,

    /** An interrupt of the thread, whose flag is still set. */
    INTERRUPT,

    /** The listener. */
    LISTENER,

    /** The number of epochs, all of which are done. */
    EPOCHS
  }

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
    Objects.requireNonNull(end, "end");
  }

  /** Returns whether something else than the number of epochs ended the call. */
  public boolean stopped() {
    return end != End.EPOCHS;
  }

  /**
   * The last completed epoch.
   *
   * @throws IllegalStateException if there is none
   */
  public EpochResult last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch was completed");
    }
    return epochs.get(epochs.size() - 1);
  }
}
