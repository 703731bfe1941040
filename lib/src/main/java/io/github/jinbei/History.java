package io.github.jinbei;

import java.util.List;

/**
 * What a call of {@link Trainer#fit} did.
 *
 * @param epochs the epochs that were completed, in order
 * @param stopped whether the listener or early stopping ended it before all epochs were done
 */
public record History(List<EpochResult> epochs, boolean stopped) {

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
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
