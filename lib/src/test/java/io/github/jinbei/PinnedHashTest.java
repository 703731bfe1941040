package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One training run for each pair of output and loss, and a hash of all its parameters, predictions and losses. The hashes are
 * the same on every backend, width, JDK and machine. If one changes, the results of every user change, and the library breaks
 * its promise.
 */
@BitEquality
@Tag("pinned")
@Tag("small")
class PinnedHashTest {

  private static final int INPUTS = 21;
  private static final int OUTPUTS = 6;
  private static final int ROWS = 53;

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, SQUARED_ERROR, RELU, HE, 04ee88a370240a924c16564f78532d40deec689471e4ef5af673fd226d72ff16",
    "SIGMOID, SQUARED_ERROR, SIGMOID, NORMAL, 06f4938ce1ed1fde6ce70793e501689151d79d20dd0ca4445cac92e89781e3d7",
    "TANH, SQUARED_ERROR, TANH, GLOROT, ff84ebcd22b2d54979e573d47eda531b622ec5adece99fdfe4150ce75ed85f2c",
    "RELU, SQUARED_ERROR, TANH, GLOROT, 693987ec6fb39b065a2af71c4ffe7bd50c5f36465eedb9b46861c4c9edd1a97d",
    "SOFTMAX, SQUARED_ERROR, SIGMOID, GLOROT, 2aa0218d77694ac0aface724724845233a637ed596672e12d64fffbcdecb5b3a",
    "SIGMOID, BINARY_CROSS_ENTROPY, TANH, GLOROT, 6e0370c8d28191c8658f8bffdf4e9e0f2bcb1811c44a7579afe2c44de1a3de69",
    "SOFTMAX, CROSS_ENTROPY, RELU, HE, 391434c14a64f6ad3b73ec80dbe5166e6da68c079774c2aa72373e081219862d",
  })
  void trainingGivesTheseBits(String output, String loss, String hidden, String initializer, String expected) {
    Activation function = Activation.parse(hidden);
    Mlp mlp = Mlp.builder(INPUTS).dense(37, function).dense(18, function).dense(OUTPUTS, Activation.parse(output))
        .initializer(Initializer.parse(initializer)).seed(42).build();
    Trainer trainer = Trainer.builder(mlp).loss(Loss.parse(loss)).optimizer(Optimizer.sgd(0.3f)).weightDecay(1e-4f)
        .batchSize(10).seed(43).build();
    Random random = new Random(44);
    float[] x = new float[ROWS * INPUTS];
    int[] classes = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    for (int i = 0; i < ROWS; i++) {
      classes[i] = random.nextInt(OUTPUTS);
    }
    BitHash hash = new BitHash();
    Dataset data = Dataset.ofClasses(x, INPUTS, classes, OUTPUTS);
    History history = trainer.fit(data, 4, data, null);
    for (EpochResult epoch : history.epochs()) {
      hash.add(epoch);
    }
    float[] predictions = new float[ROWS * OUTPUTS];
    mlp.predict(x, 0, ROWS, predictions, 0);
    hash.add(predictions).add(mlp.parameters());
    assertEquals(expected, hash.hex(), "on backend " + Backend.current());
  }
}
