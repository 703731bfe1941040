package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.ParameterRange;
import io.github.jinbei.internal.net.RateFactor;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The settings of a {@link Trainer} that say what a step computes: the loss, the batch, the gradient and the update. The other
 * settings are in {@link TrainerBuilder}.
 */
public abstract sealed class StepSettings permits TrainerBuilder {

  final Mlp mlp;
  Loss loss;
  Optimizer optimizer = Optimizer.sgd(0.1f);
  Schedule schedule = Schedule.constant();
  int batchSize = 32;
  int microBatch;
  float l1;
  float l2;
  boolean decayBiases;
  float clipValue = Float.POSITIVE_INFINITY;
  float clipNorm = Float.POSITIVE_INFINITY;
  float labelSmoothing;
  float[] classWeights;
  boolean[] frozen;

  /** One for each range of the parameters. */
  final RateFactor[] rateFactors;

  StepSettings(Mlp mlp) {
    this.mlp = mlp;
    this.loss = Loss.defaultFor(output());
    this.frozen = new boolean[mlp.layers()];
    this.rateFactors = new RateFactor[mlp.topology().ranges().size()];
    Arrays.fill(rateFactors, RateFactor.NONE);
  }

  private Activation output() {
    return mlp.activation(mlp.layers() - 1);
  }

  abstract TrainerBuilder self();

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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
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
    return self();
  }

  /**
   * Sets factors of the learning rate, as {@link #rateFactor(int, ParameterKind, float, float)} does, with an ε of the
   * optimizer as it is. Default: 1.
   *
   * @param layer the layer, counted from 0
   * @param kind the parameters of that layer
   * @param rate the factor of the learning rate, finite and above 0
   * @return this builder
   * @throws IndexOutOfBoundsException if there is no such layer
   * @throws IllegalArgumentException if the layer has no such parameters, or rate is not finite or not above 0
   * @throws NullPointerException if kind is null
   */
  public TrainerBuilder rateFactor(int layer, ParameterKind kind, float rate) {
    return rateFactor(layer, kind, rate, 1f);
  }

  /**
   * Sets factors for the parameters of one kind of a layer. Their updates use the learning rate of the step times
   * {@code rate}, and ε of the optimizer times {@code epsilon}, each product rounded to float. The decoupled decay of AdamW
   * uses the multiplied rate too. An optimizer without ε does not use {@code epsilon}. Default: 1 and 1.
   *
   * <p>An example: Adam on V in z = x·V / s + b is Adam on the weights V / s with a rate of 1 / s and an ε of s.
   *
   * @param layer the layer, counted from 0
   * @param kind the parameters of that layer; replaces the factors of an earlier call for them
   * @param rate the factor of the learning rate, finite and above 0
   * @param epsilon the factor of ε, finite and above 0
   * @return this builder
   * @throws IndexOutOfBoundsException if there is no such layer
   * @throws IllegalArgumentException if the layer has no such parameters, or a factor is not finite or not above 0
   * @throws NullPointerException if kind is null
   */
  public TrainerBuilder rateFactor(int layer, ParameterKind kind, float rate, float epsilon) {
    ParameterRange range =
        mlp.topology().range(Objects.checkIndex(layer, mlp.layers()), Objects.requireNonNull(kind, "kind").kind);
    if (range == null) {
      throw new IllegalArgumentException("kind = " + kind + " of layer " + layer + ", which has no such parameters; expected "
          + mlp.topology().ranges().stream().filter(other -> other.layer() == layer).map(other -> other.kind().toString())
              .collect(Collectors.joining(", ")));
    }
    this.rateFactors[range.index()] =
        new RateFactor(Arguments.positive("rate", rate), Arguments.positive("epsilon", epsilon));
    return self();
  }
}
