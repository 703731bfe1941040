package io.github.jinbei.bench;

import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.net.WeightDecay;

/** The library's optimizers, from the class inside it that applies a whole gradient. */
final class JinbeiUpdate implements ParameterUpdate {

  private static final float UNLIMITED = Float.POSITIVE_INFINITY;

  private final TrainingStep step;
  private final Update update;
  private final int rows;
  private final float[] parameters;

  JinbeiUpdate(Net net, UpdateRule rule, float[] gradient) {
    rows = net.batch();
    Batch batch = Batch.of(net);
    parameters = batch.parameters();
    JinbeiBackprop backprop = new JinbeiBackprop(net, batch, parameters, 1);
    backprop.run(); // makes the gradient's array
    System.arraycopy(gradient, 0, backprop.gradient(), 0, gradient.length);
    step = backprop.step();
    update = update(rule, parameters.length);
  }

  private static Update update(UpdateRule rule, int parameters) {
    switch (rule) {
      case SGD:
        return Update.descent();
      case MOMENTUM:
        return Update.momentum(parameters, UpdateRule.MOMENTUM_SHARE);
      default:
        return Update.adam(parameters, UpdateRule.BETA1, UpdateRule.BETA2, UpdateRule.EPSILON);
    }
  }

  @Override
  public void run() {
    step.apply(rows, update, UpdateRule.RATE, WeightDecay.NONE, UNLIMITED, UNLIMITED);
  }

  @Override
  public float[] parameters() {
    return parameters;
  }
}
