package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pinned hashes like those of {@link PinnedHashTest}, for steps that are divided among several threads: one hash for each
 * optimizer, for all numbers of threads, backends, JDKs and machines. The weights of two layers are large enough to be packed.
 */
@BitEquality
@Tag("pinned")
class PinnedHashOfThreadsTest {

  private static final int INPUTS = 203;
  private static final int OUTPUTS = 7;
  private static final int ROWS = 150; // two batches of 60, worth several threads, and one of 30

  @ParameterizedTest
  @CsvSource({
    "sgd, 587d5f565ee52b4f40a63dbbaf61cfc4ed7ae7acfee19db6e5110247821f7f23",
    "momentum, e57e9955ad49a746d10e313d2480c4a24e13a0ec9bf9fef7958e70c7975d9d89",
    "adam, c5c952e36f78aa1dc252239a380022b9c9170a0902fc7c1cb894c1bd8483ccdf",
  })
  void trainingGivesTheseBitsByAnyNumberOfThreads(String optimizer, String expected) {
    for (int threads : new int[] {1, 2, 3, 5, 8}) {
      assertEquals(expected, hash(optimizer, threads), threads + " threads, backend " + Backend.current());
    }
  }

  private static Optimizer optimizer(String name) {
    return switch (name) {
      case "sgd" -> Optimizer.sgd(0.2f);
      case "momentum" -> Optimizer.momentum(0.05f, 0.9f);
      case "adam" -> Optimizer.adam(0.002f);
      default -> throw new IllegalArgumentException("name = " + name + "; expected sgd, momentum or adam");
    };
  }

  /** Returns the hash of the parameters, losses and predictions after two epochs. */
  private static String hash(String optimizer, int threads) {
    Mlp mlp = Mlp.builder(INPUTS).dense(181, Activation.TANH).dense(190, Activation.RELU).dense(OUTPUTS, Activation.SOFTMAX)
        .seed(45).build();
    Random random = new Random(46);
    float[] x = new float[ROWS * INPUTS];
    int[] classes = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    for (int i = 0; i < ROWS; i++) {
      classes[i] = random.nextInt(OUTPUTS);
    }
    Dataset data = Dataset.ofClasses(x, INPUTS, classes, OUTPUTS);
    BitHash hash = new BitHash();
    Set<Thread> before = WorkerThreads.alive();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(optimizer(optimizer)).weightDecay(1e-4f).batchSize(60).seed(47)
        .threads(threads).build()) {
      for (EpochResult epoch : trainer.fit(data, 2, data, null).epochs()) {
        hash.add(epoch);
      }
      assertEquals(threads > 1, !WorkerThreads.since(before).isEmpty(), "whether any help, of " + threads + " threads");
    }
    float[] predictions = new float[ROWS * OUTPUTS];
    mlp.predict(x, 0, ROWS, predictions, 0);
    return hash.add(predictions).add(mlp.parameters()).hex();
  }
}
