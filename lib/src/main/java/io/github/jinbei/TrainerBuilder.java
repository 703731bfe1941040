package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.train.BestEpoch;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The settings of a {@link Trainer}, each with a default: those of a step are in {@link StepSettings}. */
public final class TrainerBuilder extends StepSettings {

  private boolean dropPartialBatch;
  private TrainerSettings.Stopping stopping;
  private BestEpoch best;
  private TrainerSettings.Plateau plateau;
  private double validationFraction;
  private boolean weightedValidation;
  private long seed;
  int threads = Runtime.getRuntime().availableProcessors();
  private Checkpoints checkpoints;
  private Checkpoint resumed;

  TrainerBuilder(Mlp mlp) {
    super(mlp);
  }

  @Override
  TrainerBuilder self() {
    return this;
  }

  /**
   * Ends {@link Trainer#fit} when the validation loss has not become better for {@code patience} epochs. The epochs of all
   * calls count, until {@link Trainer#resetWatchers}; calls after the end complete no epoch. However a call ends, also by an
   * exception, the network then has the parameters and statistics of the best epoch. Default: no early stopping.
   *
   * @param patience epochs without gain, at least 1
   * @param minimumGain by how much the loss must be below the best so far to count as better; finite and at least 0
   * @return this builder
   * @throws IllegalArgumentException if patience is below 1, or minimumGain is negative or not finite
   */
  public TrainerBuilder earlyStopping(int patience, float minimumGain) {
    Arguments.atLeast("patience", patience, 1);
    this.stopping = new TrainerSettings.Stopping(patience, Arguments.notNegative("minimumGain", minimumGain));
    return this;
  }

  /**
   * Keeps the best epoch: however a call of {@link Trainer#fit} ends, also by an exception, the network then has the parameters
   * and statistics of the epoch with the best result of the validation data over all calls, of equal ones the last. The next
   * call continues from the last step. {@link Trainer#resetWatchers} forgets the epochs. This setting ends no training: early
   * stopping may end it, and this setting then says which epoch is kept. Default: the best epoch of early stopping, if there is
   * any.
   *
   * @param metric the result by which epochs are compared; {@link Trainer#fit} then needs validation data, or a
   *     {@link #validationFraction}
   * @return this builder
   * @throws NullPointerException if metric is null
   */
  public TrainerBuilder keepBestEpoch(EpochMetric metric) {
    this.best = Objects.requireNonNull(metric, "metric").best;
    return this;
  }

  /**
   * Sets whether the last batch of an epoch is left out if it has fewer rows than {@link #batchSize}. Rows are shuffled, so
   * each epoch leaves out others. The only batch of an epoch is never left out. Loss and accuracy of the epoch are those of the
   * rows trained on. Default: false, the last batch may be short.
   *
   * @param drops whether it is
   * @return this builder
   */
  public TrainerBuilder dropPartialBatch(boolean drops) {
    this.dropPartialBatch = drops;
    return this;
  }

  /**
   * Multiplies the learning rate by a factor whenever the loss has not become better for {@code patience} epochs. The loss is
   * the validation loss, or the training loss without validation data. The epochs of all calls of {@link Trainer#fit} count,
   * until {@link Trainer#resetWatchers}. Default: the learning rate is not lowered.
   *
   * @param factor above 0 and below 1
   * @param patience epochs without gain, at least 1
   * @param minimumGain by how much the loss must be below the best so far to count as better; finite and at least 0
   * @return this builder
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public TrainerBuilder reduceOnPlateau(float factor, int patience, float minimumGain) {
    Arguments.fraction("factor", Arguments.positive("factor", factor));
    Arguments.atLeast("patience", patience, 1);
    this.plateau =
        new TrainerSettings.Plateau(factor, patience, Arguments.notNegative("minimumGain", minimumGain));
    return this;
  }

  /**
   * Sets the share of the rows that {@link Trainer#fit} sets aside for validation when it gets no validation data. The seed
   * chooses the rows, with the same share of each class; each class keeps at least one row to train on. Default: 0.
   *
   * @param share at least 0 and below 1
   * @return this builder
   * @throws IllegalArgumentException if share is outside of that range
   */
  public TrainerBuilder validationFraction(double share) {
    this.validationFraction = Arguments.fraction("validationFraction", share);
    return this;
  }

  /**
   * Sets whether the validation loss of an epoch is weighted as the training loss is: the loss of each row is multiplied by the
   * {@linkplain Dataset#withWeights weight} of the row and by that of its {@linkplain #classWeights class}, and the sum is
   * divided by the number of rows. Early stopping, plateaus and the best epoch then depend on this loss. The accuracy counts
   * each row once, and {@link Trainer#evaluate} uses no weights. Default: false.
   *
   * @param weighted whether it is
   * @return this builder
   */
  public TrainerBuilder weightedValidation(boolean weighted) {
    this.weightedValidation = weighted;
    return this;
  }

  /**
   * Sets the seed of shuffles, of dropout and of the choice of validation rows. Default: 0.
   *
   * @param seed any number
   * @return this builder
   */
  public TrainerBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets the largest number of threads of a step, the caller included. Small steps use fewer. Steps that are not much
   * larger try all threads and one, now and then, and use what is faster. If it is the number of processors, large steps use
   * one fewer during JIT warm-up, the first 1.5 seconds of training in this VM, so that C2 can compile the kernels. The bits
   * do not depend on it. Default: the number of processors of the VM.
   *
   * @param threads at least 1
   * @return this builder
   * @throws IllegalArgumentException if threads is below 1
   */
  public TrainerBuilder threads(int threads) {
    Arguments.atLeast("threads", threads, 1);
    this.threads = threads;
    return this;
  }

  /**
   * Writes checkpoints to a folder with the settings {@link Checkpoints#in}: see {@link #checkpoints(Checkpoints)}.
   *
   * @param folder a folder for this training alone; created if it is missing
   * @return this builder
   * @throws NullPointerException if folder is null
   */
  public TrainerBuilder checkpoints(Path folder) {
    return checkpoints(Checkpoints.in(folder));
  }

  /**
   * Writes checkpoints, from which {@link #resume} continues: when they are due, after a step or after an epoch with its
   * evaluation, and when a call of {@link Trainer#fit} ends without an exception. Default: no checkpoints.
   *
   * @param checkpoints the folder, how often, and what is kept
   * @return this builder
   * @throws NullPointerException if checkpoints is null
   */
  public TrainerBuilder checkpoints(Checkpoints checkpoints) {
    this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
    return this;
  }

  /**
   * Continues from the {@linkplain Checkpoint#newest newest checkpoint} of a folder: see {@link #resume(Checkpoint)}.
   *
   * @param folder a folder to which a trainer has written checkpoints
   * @return this builder
   * @throws IOException if there is none that can be read
   * @throws NullPointerException if folder is null
   */
  public TrainerBuilder resume(Path folder) throws IOException {
    return resume(Checkpoint.newest(folder));
  }

  /**
   * Continues from a checkpoint: {@link #build} gives the network and the trainer its state, and {@link Trainer#fit} finishes
   * its call. All settings must be those of the checkpoint, and so must the layers of the network, whose values are replaced;
   * only threads, checkpoints and, without batch norm, microBatch may differ. Of schedules some factors are compared, of
   * activations of your own the names. Default: a new training.
   *
   * @param checkpoint the checkpoint
   * @return this builder
   * @throws NullPointerException if checkpoint is null
   */
  public TrainerBuilder resume(Checkpoint checkpoint) {
    this.resumed = Objects.requireNonNull(checkpoint, "checkpoint");
    return this;
  }

  /**
   * Returns a new trainer with these settings.
   *
   * @return the trainer
   * @throws IllegalArgumentException if settings are incompatible, all layers are frozen, a hidden layer that would have to
   *     pass a gradient has an activation whose derivative is 0, settings or the network differ from those of the checkpoint
   *     (the message has each difference), or the folder for checkpoints holds some and none of them is resumed
   * @throws java.io.UncheckedIOException if the folder for checkpoints cannot be written to
   */
  public Trainer build() {
    return build(Workers.sparing(threads));
  }

  /** Returns a new trainer as {@link #build()} does, with the given workers, which it closes. */
  Trainer build(Workers workers) {
    TrainingState from = resumed == null ? null : resumed.state();
    TrainerSettings settings = checkedSettings(from);
    return trainer(settings, checkpoints == null ? null : new CheckpointFolder(checkpoints, resumed), from, workers);
  }

  /** Returns a new trainer as {@link #build()} does, with checkpoints elsewhere; the arguments may be null. */
  Trainer build(CheckpointWriter writer, TrainingState from) {
    return trainer(checkedSettings(from), writer, from, Workers.sparing(threads));
  }

  private TrainerSettings checkedSettings(TrainingState from) {
    TrainerSettings settings = settings();
    CompatibleSettings.check(mlp, loss, optimizer, settings);
    if (from != null) {
      TrainerState.checkSettings(this, settings, from);
    }
    return settings;
  }

  private Trainer trainer(TrainerSettings settings, CheckpointWriter writer, TrainingState from, Workers workers) {
    Trainer trainer = new Trainer(this, settings, writer, workers);
    if (from != null) {
      trainer.load(from);
    }
    return trainer;
  }

  private TrainerSettings settings() {
    return new TrainerSettings(batchSize, microBatch, l1, l2, decayBiases, clipValue, clipNorm, labelSmoothing,
        classWeights, frozen, List.of(rateFactors), dropPartialBatch, stopping, best, plateau, validationFraction,
        weightedValidation, seed);
  }
}
