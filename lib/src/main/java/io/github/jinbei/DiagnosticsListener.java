package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A listener of {@link Trainer#fit} that measures, at the end of epochs, the learning rate, the norms of weights and
 * gradients, and the shares of saturated and dead units of each layer. All measurements use the same batch. They do not change
 * the training: its bits are those without the listener. A measurement runs the batch forward twice and backward once, and
 * allocates.
 *
 * <p>The batch runs forward as in a step: with dropout, and with the statistics of the batch in batch norms.
 */
public final class DiagnosticsListener implements TrainingListener {

  /** The most epochs whose measurements are kept: enough for a curve. */
  static final int MOST_EPOCHS = 128;

  private final Dataset batch;
  private final List<EpochDiagnostics> measured = new ArrayList<>();
  private Trainer trainer;

  /** The epochs whose numbers are multiples of this are measured. */
  private int every = 1;

  /**
   * Creates a listener of one training.
   *
   * @param batch the rows to measure on, for example the first 256 rows of the training data; at least 2 with batch norm
   * @throws NullPointerException if batch is null
   */
  public DiagnosticsListener(Dataset batch) {
    this.batch = Objects.requireNonNull(batch, "batch");
  }

  /**
   * Checks the batch, and stores the trainer whose epochs are measured.
   *
   * @param trainer the trainer
   * @throws IllegalArgumentException if the batch does not suit the network, the loss or the settings of the trainer
   * @throws NullPointerException if trainer is null
   */
  @Override
  public void onBegin(Trainer trainer) {
    Objects.requireNonNull(trainer, "trainer").targets.checkTraining("batch", batch);
    trainer.batchNormRows.checkBatch(batch.rows());
    this.trainer = trainer;
  }

  /**
   * Measures the network, unless the epoch is one of those that are left out: see {@link #diagnostics}.
   *
   * @param result the result of the epoch, of which only the number is used
   * @return true
   * @throws IllegalStateException if {@link #onBegin} was not called
   * @throws NullPointerException if result is null
   */
  @Override
  public boolean onEpoch(EpochResult result) {
    if (trainer == null) {
      throw new IllegalStateException("the trainer is not known; expected a call of onBegin before");
    }
    while (result.epoch() % every == 0 && measured.size() == MOST_EPOCHS) {
      every *= 2;
      measured.removeIf(earlier -> earlier.epoch() % every != 0);
    }
    if (result.epoch() % every == 0) {
      measured.add(trainer.batches.diagnose(batch, result.epoch()));
    }
    return true;
  }

  /**
   * Returns the measurements so far. At most 128 epochs are kept. From the 129th epoch on these are only those with even
   * numbers, from the 257th on only multiples of 4, and so on.
   *
   * @return the measurements, in the order of the epochs
   */
  public List<EpochDiagnostics> diagnostics() {
    return List.copyOf(measured);
  }
}
