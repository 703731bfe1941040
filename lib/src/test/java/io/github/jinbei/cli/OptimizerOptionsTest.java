package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Optimizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerOptionsTest {

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of("sgd", Optimizer.sgd(0.3f)),
        Arguments.of("sgd --lr 0.01", Optimizer.sgd(0.01f)),
        Arguments.of("momentum", Optimizer.momentum(0.03f, 0.9f)),
        Arguments.of("momentum --lr 0.1 --momentum 0.8", Optimizer.momentum(0.1f, 0.8f)),
        Arguments.of("nesterov", Optimizer.nesterov(0.03f, 0.9f)),
        Arguments.of("nesterov --momentum 0.7", Optimizer.nesterov(0.03f, 0.7f)),
        Arguments.of("adagrad", Optimizer.adagrad(0.03f)),
        Arguments.of("adagrad --epsilon 1e-3", Optimizer.adagrad(0.03f, 1e-3f)),
        Arguments.of("rmsprop", Optimizer.rmsprop(0.001f)),
        Arguments.of("rmsprop --rho 0.9 --epsilon 1e-3 --lr 0.01", Optimizer.rmsprop(0.01f, 0.9f, 1e-3f)),
        Arguments.of("adam", Optimizer.adam(0.001f)),
        Arguments.of("adam --beta1 0.8 --beta2 0.99 --epsilon 1e-3", Optimizer.adam(0.001f, 0.8f, 0.99f, 1e-3f)),
        Arguments.of("adamw", Optimizer.adamw(0.001f, 0.01f)),
        Arguments.of("adamw --decoupled-decay 0.3 --beta1 0.8 --beta2 0.99 --epsilon 1e-3 --lr 0.02",
            Optimizer.adamw(0.02f, 0.3f, 0.8f, 0.99f, 1e-3f)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersAndTheirNumbersSetTheTrainer(String words, Optimizer optimizer) {
    Object[] given = ("--optimizer " + words).split(" ");
    assertEquals(byLibrary(t -> t.optimizer(optimizer)), byCommand(given).lastLine());
  }

  @Test
  void theHeaderShowsTheNumbers() {
    assertTrue(byCommand("--optimizer", "rmsprop", "--rho", 0.9).entry("training")
        .startsWith("cross-entropy, rmsprop (rho 0.9, epsilon 1.0E-8) with rate 0.001, batch 200, "));
  }

  static Stream<Arguments> strangers() {
    List<String> options =
        List.of("--momentum", "--rho", "--beta1", "--beta2", "--epsilon", "--decoupled-decay");
    return OptimizerRule.ALL.stream().flatMap(rule -> options.stream()
        .filter(option -> rule.takes().stream().noneMatch(taken -> taken.name().equals(option)))
        .map(option -> Arguments.of(rule.name(), option)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void optionsOfOtherOptimizersAreRefused(String optimizer, String option) {
    Run run = Run.of("train", "--optimizer", optimizer, option, 0.5);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains(option + " is an option of --optimizer ")
        && run.err().contains("; leave it out with " + optimizer), run.err());
  }
}
