package io.github.jinbei.bench;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;

/** The nets of the recipe for tables, which the baseline cannot train: input factors, three hidden layers, Adam. */
public enum RecipeNet {
  /** Two classes: softmax with cross-entropy and label smoothing. */
  R1(Activation.SELU, Activation.SOFTMAX, 20, 256, 256, 256, 2),
  /** A regression: squared error. */
  R2(Activation.MISH, Activation.IDENTITY, 9, 256, 256, 256, 1);

  static final int BATCH = 256;

  private final Activation hidden;
  private final Activation output;
  private final int[] units;

  RecipeNet(Activation hidden, Activation output, int... units) {
    this.hidden = hidden;
    this.output = output;
    this.units = units;
  }

  /** Returns the number of dense layers. */
  int layers() {
    return units.length - 1;
  }

  /** Returns the number of inputs of a layer, counted from 0; for {@code layer == layers()} the number of outputs. */
  int units(int layer) {
    return units[layer];
  }

  boolean classes() {
    return output == Activation.SOFTMAX;
  }

  /** Returns a new net with the recipe's initial parameters, but an output layer like the others, not 0. */
  Mlp mlp() {
    MlpBuilder builder = Mlp.builder(units[0]).inputFactors().seed(1);
    for (int l = 1; l < units.length; l++) {
      builder.dense(units[l], l == layers() ? output : hidden).weights(Initializer.LECUN).biases(Initializer.NORMAL);
    }
    return builder.build();
  }

  /** Returns the floating-point operations of the products of one step, counted as in {@link Net#flops}. */
  double flops() {
    double flops = 0;
    for (int l = 0; l < layers(); l++) {
      int products = l == 0 ? 2 : 3;
      flops += 2.0 * products * BATCH * units[l] * units[l + 1];
    }
    return flops;
  }
}
