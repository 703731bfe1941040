package io.github.jinbei.table;

import io.github.jinbei.Initializer;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Optimizer;
import io.github.jinbei.ParameterKind;
import io.github.jinbei.Schedule;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;

/**
 * The recipe of each network, after RealMLP-TD-S (Holzmüller, Grinsztajn and Steinwart, "Better by Default", arXiv 2407.04491).
 *
 * <p>There a layer computes z = x·V/√in + b with V and b from N(0, 1). Here W = V/√in. As dL/dV = (dL/dW)/√in, Adam's step of V
 * with learning rate r and ε, divided by √in, is its step of W with r/√in and ε·√in.
 */
final class Recipe {

  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.95f;

  /** The factors of the learning rates of biases and of the factors of the inputs. */
  private static final float BIASES = 0.1f;
  private static final float INPUT_FACTORS = 6f;

  private Recipe() {}

  /** Returns an untrained network. */
  static Mlp network(Task task, EstimatorSettings settings, int inputs, int outputs, long seed) {
    MlpBuilder builder = Mlp.builder(inputs).inputFactors().seed(seed);
    for (int units : settings.units()) {
      builder.dense(units, settings.activation()).weights(Initializer.LECUN).biases(Initializer.NORMAL)
          .dropout(settings.dropout());
    }
    Initializer zero = Initializer.constant(0f);
    return builder.dense(outputs, task.output).weights(zero).biases(zero).build();
  }

  /**
   * Returns the training of a network. Weights of rows count in its validation loss as they do in training.
   *
   * @param rows the number of rows that it is trained on
   */
  static TrainerBuilder trainer(Task task, EstimatorSettings settings, Mlp net, int rows, long seed) {
    int batch = Math.min(settings.batchSize(), rows);
    float rate = settings.learningRate();
    Optimizer optimizer = settings.weightDecay() == 0 ? Optimizer.adam(rate, BETA_1, BETA_2, task.epsilon)
        : Optimizer.adamw(rate, settings.weightDecay(), BETA_1, BETA_2, task.epsilon);
    TrainerBuilder trainer = Trainer.builder(net).optimizer(optimizer).batchSize(batch).dropPartialBatch(true)
        .schedule(Schedule.coslog4((long) settings.epochs() * (rows / batch))).labelSmoothing(settings.labelSmoothing())
        .rateFactor(0, ParameterKind.INPUT_FACTORS, INPUT_FACTORS).weightedValidation(true).threads(settings.threads())
        .seed(seed);
    for (int layer = 0; layer < net.layers(); layer++) {
      float root = (float) Math.sqrt(inputs(net, layer));
      trainer.rateFactor(layer, ParameterKind.WEIGHTS, 1 / root, root).rateFactor(layer, ParameterKind.BIASES, BIASES);
    }
    return trainer;
  }

  /**
   * Returns the training of a network that learns online: plain gradient descent, which carries nothing over from step to step.
   * A step of V with the rate r changes W as a step of W with the rate r/in does. The factors of the inputs have the rate r:
   * with the factor of their rate in {@link #trainer}, a rate of 3 does more harm ({@code bench/NOTES.md}, "Rates of
   * partialFit").
   */
  static TrainerBuilder online(Mlp net, float rate, long seed) {
    TrainerBuilder trainer = Trainer.builder(net).optimizer(Optimizer.sgd(rate)).threads(1).seed(seed);
    for (int layer = 0; layer < net.layers(); layer++) {
      trainer.rateFactor(layer, ParameterKind.WEIGHTS, 1f / inputs(net, layer)).rateFactor(layer, ParameterKind.BIASES, BIASES);
    }
    return trainer;
  }

  private static int inputs(Mlp net, int layer) {
    return layer == 0 ? net.inputs() : net.units(layer - 1);
  }
}
