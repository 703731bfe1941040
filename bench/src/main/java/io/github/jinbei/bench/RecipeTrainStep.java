package io.github.jinbei.bench;

import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.ParameterKind;
import io.github.jinbei.Schedule;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;

/** The library's training step with all of the recipe for tables. */
final class RecipeTrainStep implements TrainStep {

  /** The learning rate, less than the recipe's, so that a net that sees one batch only keeps values of ordinary size. */
  static final float RATE = 1e-2f;

  /** The steps of the schedule; the rate is then 0. */
  static final long STEPS = 1000;

  static final float BETA_1 = 0.9f;
  static final float BETA_2 = 0.95f;
  static final float EPSILON = 1e-8f;
  static final float FACTOR_RATE = 6f;
  static final float BIAS_RATE = 0.1f;
  static final float SMOOTHING = 0.1f;

  private final Mlp mlp;
  private final Trainer trainer;
  private final float[] x;
  private final int[] classes;
  private final float[] targets;

  RecipeTrainStep(RecipeNet net, int threads) {
    mlp = net.mlp();
    x = inputs(net);
    classes = net.classes() ? classes(net) : null;
    targets = net.classes() ? null : targets(net);
    TrainerBuilder builder = Trainer.builder(mlp).optimizer(Optimizer.adam(RATE, BETA_1, BETA_2, EPSILON))
        .schedule(Schedule.coslog4(STEPS)).batchSize(RecipeNet.BATCH).threads(threads)
        .rateFactor(0, ParameterKind.INPUT_FACTORS, FACTOR_RATE);
    for (int l = 0; l < net.layers(); l++) {
      float root = (float) Math.sqrt(net.units(l));
      builder.rateFactor(l, ParameterKind.WEIGHTS, 1 / root, root).rateFactor(l, ParameterKind.BIASES, BIAS_RATE);
    }
    trainer = (net.classes() ? builder.labelSmoothing(SMOOTHING) : builder).build();
  }

  static float[] inputs(RecipeNet net) {
    return RandomInputs.uniform(RecipeNet.BATCH * net.units(0), 1);
  }

  static int[] classes(RecipeNet net) {
    return RandomInputs.classes(RecipeNet.BATCH, net.units(net.layers()), 2);
  }

  static float[] targets(RecipeNet net) {
    return RandomInputs.uniform(RecipeNet.BATCH * net.units(net.layers()), 2);
  }

  @Override
  public double run() {
    return classes != null ? trainer.step(x, 0, classes, 0, RecipeNet.BATCH) : trainer.step(x, 0, targets, 0, RecipeNet.BATCH);
  }

  @Override
  public float[] parameters() {
    return mlp.parameters();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
