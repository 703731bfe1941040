package io.github.jinbei;

import java.util.List;
import java.util.Objects;

/**
 * The result of a call of {@link Trainer#fit}.
 *
 * @param epochs the epochs that were completed, in order
 * @param end what ended the call
 */
public record History(List<EpochResult> epochs, End end) {

  /** The reason why a call of {@link Trainer#fit} ended. If there are several after the same epoch, the first of these. */
  public enum End {

    /** Early stopping. Later calls complete no epoch: see {@link Trainer#resetWatchers}. */
    EARLY_STOPPING,

    /** An interrupt of the thread; its interrupt flag is still set. */
    INTERRUPT,

    /** The listener returned false. */
    LISTENER,

    /** All epochs are completed. */
    EPOCHS
  }

  /**
   * Checks the values and copies the list.
   *
   * @param epochs the completed epochs
   * @param end why the call ended
   * @throws NullPointerException if an argument is null
   */
  public History {
    epochs = List.copyOf(epochs);
    Objects.requireNonNull(end, "end");
  }

  /**
   * Returns whether the call ended before all epochs were completed.
   *
   * @return whether {@link #end} is not {@link End#EPOCHS}
   */
  public boolean stopped() {
    return end != End.EPOCHS;
  }

  /**
   * Returns the result of the last completed epoch.
   *
   * @return the last of {@link #epochs}
   * @throws IllegalStateException if no epoch was completed
   */
  public EpochResult last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch was completed");
    }
    return epochs.get(epochs.size() - 1);
  }
}
