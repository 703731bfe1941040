package io.github.jinbei.bench;

import io.github.jinbei.internal.net.GradientUpdate;
import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.net.WeightDecay;

/** The library's optimizers, through the internal class that applies a whole gradient. */
final class JinbeiUpdate implements ParameterUpdate {

  private static final float UNLIMITED = Float.POSITIVE_INFINITY;

  private final GradientUpdate sum;
  private final Update update;
  private final WeightDecay decay;
  private final int rows;
  private final float[] parameters;
  private final float[] gradient;

  JinbeiUpdate(Net net, UpdateRule rule, float[] gradient) {
    rows = net.batch();
    this.gradient = gradient;
    Batch batch = Batch.of(net);
    parameters = batch.parameters();
    sum = new JinbeiBackprop(net, batch, parameters, 1).step().gradient();
    sum.set(gradient);
    update = update(rule, parameters.length);
    decay = rule == UpdateRule.ADAMW ? new WeightDecay(0, 0, UpdateRule.DECAY, true) : WeightDecay.NONE;
  }

  private static Update update(UpdateRule rule, int parameters) {
    switch (rule) {
      case SGD:
        return Update.descent();
      case MOMENTUM:
        return Update.momentum(parameters, UpdateRule.MOMENTUM_SHARE);
      case NESTEROV:
        return Update.nesterov(parameters, UpdateRule.MOMENTUM_SHARE);
      case ADAGRAD:
        return Update.adagrad(parameters, UpdateRule.EPSILON);
      case RMSPROP:
        return Update.rmsprop(parameters, UpdateRule.RHO, UpdateRule.EPSILON);
      default:
        return Update.adam(parameters, UpdateRule.BETA1, UpdateRule.BETA2, UpdateRule.EPSILON);
    }
  }

  @Override
  public void run() {
    if (sum.values()[0] != gradient[0]) { // overwritten by a step that checks its results, such as the first
      sum.set(gradient);
    }
    sum.apply(rows, update, UpdateRule.RATE, decay, UNLIMITED, UNLIMITED);
  }

  @Override
  public float[] parameters() {
    return parameters;
  }
}
