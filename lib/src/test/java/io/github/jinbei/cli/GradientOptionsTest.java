package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.jinbei.TrainerBuilder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientOptionsTest {

  private static Arguments pair(String words, UnaryOperator<TrainerBuilder> settings) {
    return Arguments.of(words, settings);
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        pair("--decay 0.01", t -> t.weightDecay(0.01f)),
        pair("--l1 0.001", t -> t.l1(0.001f)),
        pair("--decay 0.01 --decay-biases", t -> t.weightDecay(0.01f).decayBiases(true)),
        pair("--l1 0.001 --decay 0.01", t -> t.weightDecay(0.01f).l1(0.001f)),
        pair("--clip-value 0.01", t -> t.clipValue(0.01f)),
        pair("--clip-norm 0.1", t -> t.clipNorm(0.1f)),
        pair("--clip-value 0.01 --clip-norm 0.02", t -> t.clipValue(0.01f).clipNorm(0.02f)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void eachOptionSetsTheTrainer(String words, UnaryOperator<TrainerBuilder> settings) {
    String sha = byCommand((Object[]) words.split(" ")).lastLine();
    assertEquals(byLibrary(settings), sha);
    assertNotEquals(byCommand().lastLine(), sha);
  }
}
