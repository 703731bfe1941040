package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** The settings of a {@link Trainer}, each with a default. */
public final class TrainerBuilder {

  final Mlp mlp;
  Loss loss;
  Optimizer optimizer = Optimizer.sgd(0.1f);
  Schedule schedule = Schedule.constant();
  private int batchSize = 32;
  private int microBatch;
  private float l1;
  private float l2;
  private boolean decayBiases;
  private float clipValue = Float.POSITIVE_INFINITY;
  private float clipNorm = Float.POSITIVE_INFINITY;
  private float labelSmoothing;
  private float[] classWeights;
  private boolean[] frozen;
  private TrainerSettings.Stopping stopping;
  private TrainerSettings.Plateau plateau;
  private double validationFraction;
  private long seed;
  int threads = Runtime.getRuntime().availableProcessors();
  private Checkpoints checkpoints;
  private Checkpoint resumed;

  TrainerBuilder(Mlp mlp) {
    this.mlp = mlp;
    this.loss = Loss.defaultFor(output());
    this.frozen = new boolean[mlp.layers()];
  }

  private Activation output() {
    return mlp.activation(mlp.layers() - 1);
  }

  /**
   * Sets the loss. Default: {@link Loss#defaultFor} the output activation.
   *
   * @param loss a loss that accepts the output activation of the network
   * @return this builder
   * @throws IllegalArgumentException if the loss does not accept the output activation
   * @throws NullPointerException if loss is null
   */
  public TrainerBuilder loss(Loss loss) {
    Objects.requireNonNull(loss, "loss").checkAccepts(output());
    this.loss = loss;
    return this;
  }

  /**
   * Sets the optimizer. Default: {@link Optimizer#sgd} with a learning rate of 0.1.
   *
   * @param optimizer the optimizer and its learning rate
   * @return this builder
   * @throws NullPointerException if optimizer is null
   */
  public TrainerBuilder optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /**
   * Sets the schedule: the factor of the optimizer's learning rate for each update. Default: {@link Schedule#constant}, a
   * factor of 1.
   *
   * @param schedule the schedule
   * @return this builder
   * @throws NullPointerException if schedule is null
   */
  public TrainerBuilder schedule(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    return this;
  }

  /**
   * Sets the number of rows of a mini-batch. With the number of rows of the data, or more, each batch is the full batch.
   * Default: 32.
   *
   * @param rows at least 1
   * @return this builder
   * @throws IllegalArgumentException if rows is below 1
   */
  public TrainerBuilder batchSize(int rows) {
    Arguments.atLeast("batchSize", rows, 1);
    this.batchSize = rows;
    return this;
  }

  /**
   * Sets the largest number of rows that go through the network at once. A larger batch is divided into parts whose gradients
   * are added, which saves memory. The bits are those of the whole batch; only batch norm computes its statistics for each
   * part. Default: a batch is one part.
   *
   * @param rows at least 1
   * @return this builder
   * @throws IllegalArgumentException if rows is below 1
   */
  public TrainerBuilder microBatch(int rows) {
    Arguments.atLeast("microBatch", rows, 1);
    this.microBatch = rows;
    return this;
  }

  /**
   * Sets the factor λ₂ of Σw² in the training loss (L2). Default: 0.
   *
   * @param lambda λ₂, finite and at least 0
   * @return this builder
   * @throws IllegalArgumentException if lambda is negative or not finite
   */
  public TrainerBuilder weightDecay(float lambda) {
    this.l2 = Arguments.notNegative("weightDecay", lambda);
    return this;
  }

  /**
   * Sets the factor λ₁ of Σ|w| in the training loss (L1). Default: 0.
   *
   * @param lambda λ₁, finite and at least 0
   * @return this builder
   * @throws IllegalArgumentException if lambda is negative or not finite
   */
  public TrainerBuilder l1(float lambda) {
    this.l1 = Arguments.notNegative("l1", lambda);
    return this;
  }

  /**
   * Sets whether all decays, also that of AdamW, apply to biases and to the parameters of norms and PReLU too. Default: false,
   * weights only.
   *
   * @param decays whether they do
   * @return this builder
   */
  public TrainerBuilder decayBiases(boolean decays) {
    this.decayBiases = decays;
    return this;
  }

  /**
   * Clips every element of the mean gradient of a batch to [-most, most]. Weight decay is part of the gradient, AdamW's
   * decoupled decay is not. Default: no clipping.
   *
   * @param most the limit, finite and above 0
   * @return this builder
   * @throws IllegalArgumentException if most is not finite or not above 0
   */
  public TrainerBuilder clipValue(float most) {
    this.clipValue = Arguments.positive("clipValue", most);
    return this;
  }

  /**
   * Clips the Euclidean norm of the mean gradient of all parameters (Pascanu et al., 2013): a gradient with a larger
   * norm is multiplied by most / norm. Weight decay is part of the gradient, AdamW's decoupled decay is not. {@link #clipValue}
   * is applied first. Default: no clipping.
   *
   * @param most the limit, finite and above 0
   * @return this builder
   * @throws IllegalArgumentException if most is not finite or not above 0
   */
  public TrainerBuilder clipNorm(float most) {
    this.clipNorm = Arguments.positive("clipNorm", most);
    return this;
  }

  /**
   * Sets ε of label smoothing (Szegedy et al., 2016): in training the targets become (1 - ε)·y + ε / K. K is the
   * number of outputs, or 2 with binary cross-entropy. For {@link Loss#CROSS_ENTROPY} and {@link Loss#BINARY_CROSS_ENTROPY}
   * only. Default: 0.
   *
   * @param epsilon ε, at least 0 and below 1
   * @return this builder
   * @throws IllegalArgumentException if epsilon is outside of that range
   */
  public TrainerBuilder labelSmoothing(float epsilon) {
    this.labelSmoothing = Arguments.fraction("labelSmoothing", epsilon);
    return this;
  }

  /**
   * Sets a weight for each class: in training the loss of a row is multiplied by the weight of its class. The class of a row is
   * its label. With target rows on softmax, sigmoid and step outputs, it is that of the largest target; there must be one
   * largest target and no other above one half. For other rows there is {@link Dataset#withWeights}. Allowed if {@link
   * Loss#takesClassWeights}. Default: no class weights.
   *
   * @param weights one for each class, each finite and at least 0; copied
   * @return this builder
   * @throws IllegalArgumentException if there is not one for each class, or one is negative or not finite
   */
  public TrainerBuilder classWeights(float... weights) {
    int classes = mlp.classes();
    if (Objects.requireNonNull(weights, "weights").length != classes) {
      throw new IllegalArgumentException("classWeights has " + Count.of(weights.length, "element") + "; expected " + classes
          + ", one for each class of " + mlp);
    }
    for (int c = 0; c < classes; c++) {
      Arguments.notNegative("classWeights[" + c + "]", weights[c]);
    }
    this.classWeights = weights.clone();
    return this;
  }

  /**
   * Freezes layers: training changes none of their parameters and none of their running statistics. The batch norm of a frozen
   * layer normalises by its running statistics, as in a prediction. Default: no layer.
   *
   * @param layers the layers, counted from 0; replaces those of an earlier call
   * @return this builder
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public TrainerBuilder freeze(int... layers) {
    Objects.requireNonNull(layers, "layers");
    boolean[] chosen = new boolean[mlp.layers()];
    for (int l : layers) {
      chosen[Objects.checkIndex(l, mlp.layers())] = true;
    }
    this.frozen = chosen;
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
   * Sets the largest number of threads of a step, the caller included. Small steps use fewer. If it is the number of
   * processors, large steps use one fewer during JIT warm-up, the first 1.5 seconds of training in this VM, so that C2 can
   * compile the kernels. The bits do not depend on it. Default: the number of processors of the VM.
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
    TrainingState from = resumed == null ? null : resumed.state();
    TrainerSettings settings = checkedSettings(from);
    return trainer(settings, checkpoints == null ? null : new CheckpointFolder(checkpoints, resumed), from);
  }

  /** Returns a new trainer as {@link #build()} does, with checkpoints elsewhere; the arguments may be null. */
  Trainer build(CheckpointWriter writer, TrainingState from) {
    return trainer(checkedSettings(from), writer, from);
  }

  private TrainerSettings checkedSettings(TrainingState from) {
    TrainerSettings settings = settings();
    CompatibleSettings.check(mlp, loss, settings);
    if (from != null) {
      TrainerState.checkSettings(this, settings, from);
    }
    return settings;
  }

  private Trainer trainer(TrainerSettings settings, CheckpointWriter writer, TrainingState from) {
    Trainer trainer = new Trainer(this, settings, writer);
    if (from != null) {
      trainer.load(from);
    }
    return trainer;
  }

  private TrainerSettings settings() {
    return new TrainerSettings(batchSize, microBatch, l1, l2, decayBiases, clipValue, clipNorm, labelSmoothing,
        classWeights, frozen, stopping, plateau, validationFraction, seed);
  }
}
