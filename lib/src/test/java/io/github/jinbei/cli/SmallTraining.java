package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same small training, once by the command line and once by the library. Both return the line with the hash. */
final class SmallTraining {

  /** Enough epochs for schedules to change the rate. */
  static final int EPOCHS = 3;

  /** Updates of an epoch: 1,438 rows in batches of 200, the last one of 38. */
  static final int STEPS = 8;

  private SmallTraining() {}

  /** Trains a network 64-6-5-10, or another by the given words, on the command line. */
  static Run byCommand(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--batch", 200, "--epochs", EPOCHS));
    List<Object> given = List.of(more);
    if (!given.contains("--start")) {
      words.addAll(List.of("--layers", "64,6,5,10"));
    }
    words.addAll(given);
    return Run.good(words.toArray());
  }

  /** Returns the network that {@link #byCommand} trains without words. */
  static Mlp network() {
    return network(layers -> layers, Activation.SOFTMAX);
  }

  /**
   * Returns the network with other layers.
   *
   * @param hidden sets more of each hidden layer, which is ReLU
   */
  static Mlp network(UnaryOperator<MlpBuilder> hidden, Activation output) {
    MlpBuilder builder = Mlp.builder(64);
    hidden.apply(builder.dense(6, Activation.RELU));
    hidden.apply(builder.dense(5, Activation.RELU));
    return builder.dense(10, output).seed(1).build();
  }

  /** Returns the network with another activation in its hidden layers. */
  static Mlp network(Activation hidden) {
    return Mlp.builder(64).dense(6, hidden).dense(5, hidden).dense(10, Activation.SOFTMAX).seed(1).build();
  }

  /** Trains the default network by the library. */
  static String byLibrary(UnaryOperator<TrainerBuilder> settings) {
    return byLibrary(network(), settings);
  }

  /** Trains a network by the library, and returns the line that the command prints last. */
  static String byLibrary(Mlp mlp, UnaryOperator<TrainerBuilder> settings) {
    TrainerBuilder builder = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.3f)).batchSize(200).seed(1).threads(1);
    try (Trainer trainer = settings.apply(builder).build()) {
      trainer.fit(Digits.train(), EPOCHS);
    }
    return Text.fingerprint(mlp);
  }
}
