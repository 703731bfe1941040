package io.github.jinbei.cli;

import io.github.jinbei.Optimizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An optimizer as the command line knows it.
 *
 * @param name its word
 * @param rate the learning rate if none is given
 * @param takes the options that it takes besides the rate
 * @param maker makes it
 */
record OptimizerRule(String name, String rate, List<Option<Float>> takes, Maker maker) {

  static final Option<Float> MOMENTUM = new Option<>("--momentum", Kind.share(), "0.9",
      "share of the last step that goes on");
  static final Option<Float> RHO = new Option<>("--rho", Kind.share(), "0.99",
      "share of the mean of squares that stays");
  static final Option<Float> BETA1 = new Option<>("--beta1", Kind.share(), "0.9", "share of the mean that stays");
  static final Option<Float> BETA2 = new Option<>("--beta2", Kind.share(), "0.999",
      "share of the mean of squares that stays");
  static final Option<Float> EPSILON = new Option<>("--epsilon", Kind.positive(), "1e-8",
      "added to the root of squares");
  static final Option<Float> DECOUPLED_DECAY = new Option<>("--decoupled-decay", Kind.notNegative(), "0.01",
      "weights shrink by X times the rate before each step");

  /** Those there are; the first is the default. */
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

  /** From a learning rate, and the values of the options taken, in their order. */
  interface Maker {
    Optimizer of(float rate, float[] numbers);
  }

  /** The words of those that take an option. */
  static String taking(Option<?> option) {
    return ALL.stream().filter(rule -> rule.takes.contains(option)).map(OptimizerRule::name)
        .collect(Collectors.joining(", "));
  }
}
