package io.github.jinbei.cli;

import io.github.jinbei.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer on the command line.
 *
 * @param name its word on the command line
 * @param rate the default learning rate
 * @param takes its options besides the learning rate
 */
record OptimizerRule(String name, String rate, List<Option<Float>> takes) {

  static final Option<Float> MOMENTUM = new Option<>("--momentum", Kind.share(), "0.9",
      "the factor of the last step in the next one");
  static final Option<Float> RHO = new Option<>("--rho", Kind.share(), "0.99",
      "the decay factor of the mean of squares");
  static final Option<Float> BETA1 = new Option<>("--beta1", Kind.share(), "0.9", "the decay factor of the mean");
  static final Option<Float> BETA2 = new Option<>("--beta2", Kind.share(), "0.999",
      "the decay factor of the mean of squares");
  static final Option<Float> EPSILON = new Option<>("--epsilon", Kind.positive(), "1e-8",
      "the number added to the root of the squares");
  static final Option<Float> DECOUPLED_DECAY = new Option<>("--decoupled-decay", Kind.notNegative(), "0.01",
      "weights shrink by X times the rate before each step");

  /** All optimizers; the first is the default. */
  static final List<OptimizerRule> ALL = List.of(
      new OptimizerRule("sgd", "0.05", List.of()),
      new OptimizerRule("momentum", "0.03", List.of(MOMENTUM)),
      new OptimizerRule("nesterov", "0.03", List.of(MOMENTUM)),
      new OptimizerRule("adagrad", "0.03", List.of(EPSILON)),
      new OptimizerRule("rmsprop", "0.001", List.of(RHO, EPSILON)),
      new OptimizerRule("adam", "0.001", List.of(BETA1, BETA2, EPSILON)),
      new OptimizerRule("adamw", "0.001", List.of(DECOUPLED_DECAY, BETA1, BETA2, EPSILON)));

  /** Returns the optimizer with a learning rate and the values of {@link #takes}, in their order. */
  Optimizer optimizer(float rate, float[] n) {
    return switch (name) {
      case "sgd" -> Optimizer.sgd(rate);
      case "momentum" -> Optimizer.momentum(rate, n[0]);
      case "nesterov" -> Optimizer.nesterov(rate, n[0]);
      case "adagrad" -> Optimizer.adagrad(rate, n[0]);
      case "rmsprop" -> Optimizer.rmsprop(rate, n[0], n[1]);
      case "adam" -> Optimizer.adam(rate, n[0], n[1], n[2]);
      case "adamw" -> Optimizer.adamw(rate, n[0], n[1], n[2], n[3]);
      default -> throw new IllegalStateException("name = " + name + "; expected that of a rule in ALL");
    };
  }

  /** Returns whether the optimizer has an option. Compares names: the first call of a record's equals takes 20 ms. */
  boolean has(Option<?> option) {
    for (Option<Float> own : takes) {
      if (own.name().equals(option.name())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the words of all optimizers. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (OptimizerRule rule : ALL) {
      names.add(rule.name);
    }
    return names;
  }

  /** Returns the words of the optimizers that have an option, between commas. */
  static String taking(Option<?> option) {
    List<String> names = names();
    for (OptimizerRule rule : ALL) {
      if (!rule.has(option)) {
        names.remove(rule.name);
      }
    }
    return String.join(", ", names);
  }
}
