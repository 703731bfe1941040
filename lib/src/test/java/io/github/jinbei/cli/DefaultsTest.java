package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.Activation;
import io.github.jinbei.Bits;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Norm;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Schedule;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The defaults that lib/README.md lists, in Java and on the command line: given explicitly, they give the same bits. */
class DefaultsTest {

  private static float[] trained(UnaryOperator<MlpBuilder> network, UnaryOperator<TrainerBuilder> settings) {
    Mlp mlp = network.apply(Mlp.builder(64).dense(6, Activation.RELU)).dense(10, Activation.SOFTMAX).build();
    try (Trainer trainer = settings.apply(Trainer.builder(mlp)).build()) {
      trainer.fit(Digits.train(), 1);
    }
    return mlp.parameters();
  }

  @Test
  void javaHasTheDefaultsOfTheReadme() {
    float[] given = trained(n -> n.norm(Norm.NONE).dropout(0).seed(0), t -> t.optimizer(Optimizer.sgd(0.1f)).batchSize(32)
        .seed(0).threads(Runtime.getRuntime().availableProcessors()).loss(Loss.CROSS_ENTROPY)
        .schedule(Schedule.constant()).weightDecay(0).l1(0).decayBiases(false).labelSmoothing(0).validationFraction(0)
        .freeze());
    Bits.assertSame(given, trained(n -> n, t -> t));
    Mlp byActivation = Mlp.builder(4).dense(3, Activation.RELU).dense(2, Activation.SOFTMAX).build();
    Mlp he = Mlp.builder(4).initializer(Initializer.HE).dense(3, Activation.RELU).dense(2, Activation.SOFTMAX).build();
    float[] hidden = new float[12];
    System.arraycopy(he.parameters(), 0, hidden, 0, hidden.length);
    float[] found = new float[12];
    System.arraycopy(byActivation.parameters(), 0, found, 0, found.length);
    Bits.assertSame(hidden, found, "weights of the hidden layer");
  }

  @Test
  void optimizersInJavaHaveTheDefaultsOfTheReadme() {
    assertEquals(Optimizer.adagrad(0.03f, 1e-8f).toString(), Optimizer.adagrad(0.03f).toString());
    assertEquals(Optimizer.rmsprop(0.001f, 0.99f, 1e-8f).toString(), Optimizer.rmsprop(0.001f).toString());
    assertEquals(Optimizer.adam(0.001f, 0.9f, 0.999f, 1e-8f).toString(), Optimizer.adam(0.001f).toString());
    assertEquals(Optimizer.adamw(0.001f, 0.01f, 0.9f, 0.999f, 1e-8f).toString(), Optimizer.adamw(0.001f, 0.01f).toString());
  }

  @Test
  void theCommandLineHasTheDefaultsOfTheReadme() {
    String given = Run.good("train", "--epochs", 1, "--layers", "64,128,64,32,10", "--hidden", "relu", "--output", "softmax",
        "--optimizer", "sgd", "--lr", "0.3", "--batch", 16, "--seed", 1, "--schedule", "constant", "--decay", 0).lastLine();
    assertEquals(given, Run.good("train", "--epochs", 1).lastLine());
  }

  @ParameterizedTest
  @CsvSource({"momentum,0.03,--momentum 0.9", "nesterov,0.03,--momentum 0.9", "adagrad,0.03,--epsilon 1e-8",
      "rmsprop,0.001,--rho 0.99 --epsilon 1e-8", "adam,0.001,--beta1 0.9 --beta2 0.999 --epsilon 1e-8",
      "adamw,0.001,--decoupled-decay 0.01 --beta1 0.9 --beta2 0.999 --epsilon 1e-8"})
  void optimizersOnTheCommandLineHaveTheDefaultsOfTheReadme(String name, String rate, String numbers) {
    List<Object> words = new ArrayList<>(List.of("train", "--epochs", 1, "--layers", "64,5,10", "--optimizer", name));
    String byDefault = Run.good(words.toArray()).lastLine();
    words.addAll(List.of("--lr", rate));
    words.addAll(List.of(numbers.split(" ")));
    assertEquals(byDefault, Run.good(words.toArray()).lastLine());
  }
}
