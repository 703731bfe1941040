package io.github.jinbei;

import io.github.jinbei.internal.net.ParameterRange;
import io.github.jinbei.internal.net.RateFactor;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.train.Targets;
import io.github.jinbei.internal.train.TrainerSettings;

/** Checks of the settings of a trainer that depend on each other, on the network or on the loss. */
final class CompatibleSettings {

  private CompatibleSettings() {}

  /** Throws an exception if settings are incompatible. */
  static void check(Mlp mlp, Loss loss, Optimizer optimizer, TrainerSettings settings) {
    Activation output = mlp.activation(mlp.layers() - 1);
    if (settings.labelSmoothing() > 0 && !loss.equals(Loss.CROSS_ENTROPY) && !loss.equals(Loss.BINARY_CROSS_ENTROPY)) {
      throw new IllegalArgumentException("labelSmoothing = " + settings.labelSmoothing() + " with the loss " + loss
          + "; expected " + Loss.CROSS_ENTROPY + " or " + Loss.BINARY_CROSS_ENTROPY);
    }
    if (settings.classWeights() != null && !loss.takesClassWeights(output)) {
      throw new IllegalArgumentException("classWeights with the loss " + loss + " of a " + output
          + " output; expected a loss and an output of classes, not of a regression" + Targets.OTHER_WEIGHTS);
    }
    checkFrozen(mlp, settings.frozen());
    for (ParameterRange range : mlp.topology().ranges()) {
      RateFactor factor = settings.rateFactors().get(range.index());
      String where = " times the factor of " + range.kind() + " of layer " + range.layer();
      Arguments.positive("the learning rate" + where, optimizer.learningRate() * factor.rate());
      if (optimizer.epsilon() > 0) {
        Arguments.positive("epsilon" + where, optimizer.epsilon() * factor.epsilon());
      }
    }
  }

  private static void checkFrozen(Mlp mlp, boolean[] frozen) {
    int lowest = 0;
    while (lowest < frozen.length && frozen[lowest]) {
      lowest++;
    }
    if (lowest == frozen.length) {
      throw new IllegalArgumentException((lowest == 1 ? "the one layer is" : "all " + lowest + " layers are")
          + " frozen; expected at least one layer to train");
    }
    for (int l = lowest; l < mlp.layers() - 1; l++) {
      if (!mlp.activation(l).function.passesGradient()) {
        throw new IllegalArgumentException("layer " + l + " is hidden and has the activation " + mlp.activation(l)
            + ", whose derivative is 0: it and the layers below cannot be trained; expected another activation, or layers 0 to "
            + l + " frozen");
      }
    }
  }
}
