package io.github.jinbei.cli;

import io.github.jinbei.Optimizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An optimizer on the command line.
 *
 * @param name its word on the command line
 * @param rate the default learning rate
 * @param takes its options besides the learning rate
 * @param maker makes the optimizer
 */
record OptimizerRule(String name, String rate, List<Option<Float>> takes, Maker maker) {

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
      new OptimizerRule("sgd", "0.05", List.of(), (rate, n) -> Optimizer.sgd(rate)),
      new OptimizerRule("momentum", "0.03", List.of(MOMENTUM), (rate, n) -> Optimizer.momentum(rate, n[0])),
      new OptimizerRule("nesterov", "0.03", List.of(MOMENTUM), (rate, n) -> Optimizer.nesterov(rate, n[0])),
      new OptimizerRule("adagrad", "0.03", List.of(EPSILON), (rate, n) -> Optimizer.adagrad(rate, n[0])),
      new OptimizerRule("rmsprop", "0.001", List.of(RHO, EPSILON), (rate, n) -> Optimizer.rmsprop(rate, n[0], n[1])),
      new OptimizerRule("adam", "0.001", List.of(BETA1, BETA2, EPSILON),
          (rate, n) -> Optimizer.adam(rate, n[0], n[1], n[2])),
      new OptimizerRule("adamw", "0.001", List.of(DECOUPLED_DECAY, BETA1, BETA2, EPSILON),
          (rate, n) -> Optimizer.adamw(rate, n[0], n[1], n[2], n[3])));

  /** Makes an optimizer of a learning rate and the values of its other options, in their order. */
  interface Maker {
    Optimizer of(float rate, float[] numbers);
  }

  /** Returns the words of the optimizers that have an option, between commas. */
  static String taking(Option<?> option) {
    return ALL.stream().filter(rule -> rule.takes.contains(option)).map(OptimizerRule::name)
        .collect(Collectors.joining(", "));
  }
}
