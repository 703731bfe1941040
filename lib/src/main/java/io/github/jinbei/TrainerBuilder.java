package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.Targets;
import io.github.jinbei.internal.train.TrainerSettings;
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

  TrainerBuilder(Mlp mlp) {
    this.mlp = mlp;
    this.loss = Loss.defaultFor(output());
    this.frozen = new boolean[mlp.layers()];
  }

  private Activation output() {
    return mlp.activation(mlp.layers() - 1);
  }

  /**
   * The loss; if not said, {@link Loss#defaultFor} the output.
   *
   * @throws IllegalArgumentException if it cannot be taken of the network's output
   */
  public TrainerBuilder loss(Loss loss) {
    if (!Objects.requireNonNull(loss, "loss").accepts(output())) {
      throw new IllegalArgumentException("loss = " + loss + " on a " + output() + " output; expected one of "
          + Loss.accepting(output()));
    }
    this.loss = loss;
    return this;
  }

  /** The optimizer; if not said, gradient descent with a learning rate of 0.1. */
  public TrainerBuilder optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /** How the optimizer's learning rate changes from update to update; if not said, not at all. */
  public TrainerBuilder schedule(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    return this;
  }

  /** Rows of a mini-batch, at least 1; as many as the data has, or more, is full-batch descent. 32 if not said. */
  public TrainerBuilder batchSize(int rows) {
    Arguments.atLeast("batchSize", rows, 1);
    this.batchSize = rows;
    return this;
  }

  /**
   * The most rows that go through the network at once, at least 1: larger batches are taken in parts, whose gradients add
   * up. Saves memory; the bits are those of the whole batch, but for batch norm, whose statistics are those of each part.
   * If not said, a batch is one part.
   */
  public TrainerBuilder microBatch(int rows) {
    Arguments.atLeast("microBatch", rows, 1);
    this.microBatch = rows;
    return this;
  }

  /** The factor λ₂ of Σw² in the training loss, at least 0; 0 if not said. */
  public TrainerBuilder weightDecay(float lambda) {
    this.l2 = Arguments.notNegative("weightDecay", lambda);
    return this;
  }

  /** The factor λ₁ of Σ|w| in the training loss, at least 0; 0 if not said. */
  public TrainerBuilder l1(float lambda) {
    this.l1 = Arguments.notNegative("l1", lambda);
    return this;
  }

  /** Whether all decays, that of AdamW too, move biases and the parameters of norms and PReLU as well; if not said, no. */
  public TrainerBuilder decayBiases(boolean decays) {
    this.decayBiases = decays;
    return this;
  }

  /** The largest magnitude that an element of the gradient, decay included, is let have; above 0. None if not said. */
  public TrainerBuilder clipValue(float most) {
    this.clipValue = Arguments.positive("clipValue", most);
    return this;
  }

  /**
   * The largest Euclidean norm that the gradient of all parameters, decay included, is let have, after {@link #clipValue};
   * a longer one is shortened. Above 0; none if not said.
   */
  public TrainerBuilder clipNorm(float most) {
    this.clipNorm = Arguments.positive("clipNorm", most);
    return this;
  }

  /**
   * ε of label smoothing: targets become (1 - ε)·y + ε / K in training, with K outputs (2 for yes or no). At least 0 and
   * below 1; 0 if not said. For the cross-entropies.
   */
  public TrainerBuilder labelSmoothing(float epsilon) {
    this.labelSmoothing = Arguments.fraction("labelSmoothing", epsilon);
    return this;
  }

  /**
   * Factors of the rows' losses by their class, in training, for losses and outputs of classes ({@link
   * Loss#takesClassWeights}). A row's class is its label; or else, on softmax, sigmoid and step outputs, that of its
   * largest target, of which there must be one, and no other above one half. For other rows there is {@link
   * Dataset#withWeights}.
   *
   * @param weights one a class, each finite and at least 0
   */
  public TrainerBuilder classWeights(float... weights) {
    int classes = mlp.classes();
    if (weights.length != classes) {
      throw new IllegalArgumentException("classWeights has " + Count.of(weights.length, "element") + "; expected " + classes
          + ", one a class of " + mlp);
    }
    for (int c = 0; c < classes; c++) {
      Arguments.notNegative("classWeights[" + c + "]", weights[c]);
    }
    this.classWeights = weights.clone();
    return this;
  }

  /**
   * Layers, counted from 0, of which nothing changes: no parameter, and no running statistics of a batch norm, which in a
   * frozen layer normalises by them, as in a prediction. Default: none.
   */
  public TrainerBuilder freeze(int... layers) {
    boolean[] chosen = new boolean[mlp.layers()];
    for (int l : layers) {
      chosen[Objects.checkIndex(l, mlp.layers())] = true;
    }
    this.frozen = chosen;
    return this;
  }

  /**
   * Ends {@link Trainer#fit} when the validation loss has not become better for some epochs. The epochs of all calls
   * count, up to {@link Trainer#resetWatchers}; calls that follow complete no epoch. However a call ends, by an
   * exception too, the network then has the parameters and statistics that it had after the best epoch.
   *
   * @param patience epochs without gain, at least 1
   * @param minimumGain by how much the loss must be below the best so far to count as better, at least 0
   */
  public TrainerBuilder earlyStopping(int patience, float minimumGain) {
    Arguments.atLeast("patience", patience, 1);
    this.stopping = new TrainerSettings.Stopping(patience, Arguments.notNegative("minimumGain", minimumGain));
    return this;
  }

  /**
   * Multiplies the learning rate by a factor whenever the validation loss, or without validation data the training loss,
   * has not become better for some epochs. The epochs of all calls of {@link Trainer#fit} count, up to {@link
   * Trainer#resetWatchers}.
   *
   * @param factor above 0 and below 1
   * @param patience epochs without gain, at least 1
   * @param minimumGain by how much the loss must be below the best so far to count as better, at least 0
   */
  public TrainerBuilder reduceOnPlateau(float factor, int patience, float minimumGain) {
    Arguments.fraction("factor", Arguments.positive("factor", factor));
    Arguments.atLeast("patience", patience, 1);
    this.plateau =
        new TrainerSettings.Plateau(factor, patience, Arguments.notNegative("minimumGain", minimumGain));
    return this;
  }

  /**
   * The share of the rows given to {@link Trainer#fit} that it sets aside for validation if it is given no validation data:
   * of each class alike, which keeps a row to train on, chosen by the seed. At least 0 and below 1; 0 if not said.
   */
  public TrainerBuilder validationFraction(double share) {
    this.validationFraction = Arguments.fraction("validationFraction", share);
    return this;
  }

  /** The seed of shuffles, of what is dropped and of what is set aside; 0 if not said. */
  public TrainerBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The most threads a step may use, at least 1; if not said, as many as the VM has processors. Small steps stay on
   * fewer; and if these are all the processors, so do large ones in the first 1.5 seconds that the VM trains, while its
   * compiler needs one. The bits do not depend on it.
   */
  public TrainerBuilder threads(int threads) {
    Arguments.atLeast("threads", threads, 1);
    this.threads = threads;
    return this;
  }

  /**
   * Makes the trainer.
   *
   * @throws IllegalArgumentException if the settings do not go together, or a layer that is to learn has no derivative
   */
  public Trainer build() {
    if (labelSmoothing > 0 && !loss.equals(Loss.CROSS_ENTROPY) && !loss.equals(Loss.BINARY_CROSS_ENTROPY)) {
      throw new IllegalArgumentException("labelSmoothing = " + labelSmoothing + " with the loss " + loss
          + "; expected " + Loss.CROSS_ENTROPY + " or " + Loss.BINARY_CROSS_ENTROPY);
    }
    if (classWeights != null && !loss.takesClassWeights(output())) {
      throw new IllegalArgumentException("classWeights with the loss " + loss + " of a " + output()
          + " output; expected a loss and an output of classes, not of a regression" + Targets.OTHER_WEIGHTS);
    }
    int lowest = 0;
    while (lowest < frozen.length && frozen[lowest]) {
      lowest++;
    }
    if (lowest == frozen.length) {
      throw new IllegalArgumentException((lowest == 1 ? "the one layer is" : "all " + lowest + " layers are") + " frozen; expected one that can learn");
    }
    for (int l = lowest; l < mlp.layers() - 1; l++) {
      if (!mlp.activation(l).function.passesGradient()) {
        throw new IllegalArgumentException("layer " + l + " is hidden and has the activation " + mlp.activation(l)
            + ", whose derivative is 0: it and those below cannot learn; expected another, or layers 0 to " + l + " frozen");
      }
    }
    return new Trainer(this, settings());
  }

  private TrainerSettings settings() {
    return new TrainerSettings(batchSize, microBatch, l1, l2, decayBiases, clipValue, clipNorm, labelSmoothing,
        classWeights, frozen, stopping, plateau, validationFraction, seed);
  }
}
