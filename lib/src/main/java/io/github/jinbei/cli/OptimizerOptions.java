package io.github.jinbei.cli;

import io.github.jinbei.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of the optimizer. */
final class OptimizerOptions {

  private static final Option<OptimizerRule> OPTIMIZER = new Option<>("--optimizer",
      Kind.choice(OptimizerRule.ALL, OptimizerRule.names()), OptimizerRule.ALL.get(0).name(),
      "the optimizer; the default of --lr is " + rates() + "; for sgd on the sample 0.3");

  /**
   * The learning rate of gradient descent with the best result on the sample. On the wider rows of MNIST the units of the
   * default network die at 0.3; at 0.05 its accuracy is 98.4 %.
   */
  private static final String RATE_ON_SAMPLE = "0.3";

  /** The options that only some optimizers have. */
  private static final List<Option<Float>> NUMBERS = numbers();

  private final Options.Values values;
  private final OptimizerRule rule;
  private final float rate;

  /**
   * Reads the values.
   *
   * @throws UsageException if an option is for another optimizer
   */
  OptimizerOptions(Options.Values values) {
    this.values = values;
    this.rule = values.get(OPTIMIZER);
    for (Option<Float> option : NUMBERS) {
      if (values.has(option) && !rule.has(option)) {
        throw new UsageException(option.name() + " is an option of --optimizer " + OptimizerRule.taking(option)
            + "; leave it out with " + rule.name());
      }
    }
    boolean onSample = !values.has(DataSource.DATA) && rule == OptimizerRule.ALL.get(0);
    this.rate = values.get(FitOptions.RATE, FitOptions.RATE.read(onSample ? RATE_ON_SAMPLE : rule.rate()));
  }

  private static String rates() {
    List<String> rates = new ArrayList<>();
    for (OptimizerRule rule : OptimizerRule.ALL) {
      rates.add(rule.rate() + " for " + rule.name());
    }
    return String.join(", ", rates);
  }

  /** Returns the options of all optimizers, each once. */
  private static List<Option<Float>> numbers() {
    Map<String, Option<Float>> numbers = new LinkedHashMap<>();
    for (OptimizerRule rule : OptimizerRule.ALL) {
      for (Option<Float> option : rule.takes()) {
        numbers.put(option.name(), option);
      }
    }
    return List.copyOf(numbers.values());
  }

  static Section section() {
    List<Option<?>> table = new ArrayList<>(List.of(OPTIMIZER));
    for (Option<Float> option : NUMBERS) {
      table.add(new Option<>(option.name(), option.kind(), option.byDefault(),
          option.help() + ", for " + OptimizerRule.taking(option)));
    }
    return new Section("Images: optimizer", table);
  }

  Optimizer optimizer() {
    float[] numbers = new float[rule.takes().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(rule.takes().get(i));
    }
    return rule.optimizer(rate, numbers);
  }

  /** Returns the settings as the header prints them, for example {@code momentum (momentum 0.9) with rate 0.03}. */
  String words() {
    List<String> numbers = new ArrayList<>();
    for (Option<Float> option : rule.takes()) {
      numbers.add(option.name().substring("--".length()) + " " + values.get(option));
    }
    return rule.name() + (numbers.isEmpty() ? "" : " (" + String.join(", ", numbers) + ")") + " with rate " + rate;
  }
}
