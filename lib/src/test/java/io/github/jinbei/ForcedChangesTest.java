package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.internal.warm.Changes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Trainings of small networks of all kinds, while a thread changes kernels from scalar to vector code and back at random
 * moments. Each must have the bits that it has on scalar code alone.
 */
class ForcedChangesTest {

  private static final long SEED = 20261130;
  private static final int STEPS = 6;

  private static final List<Activation> HIDDEN = List.of(Activation.RELU, Activation.SIGMOID, Activation.TANH,
      Activation.ARCTAN, Activation.SOFTPLUS, Activation.SELU, Activation.GELU, Activation.GELU_TANH, Activation.SILU,
      Activation.MISH, Activation.SOFTSIGN, Activation.PRELU, Activation.leakyRelu(0.1f), Activation.elu(1f));

  private static final List<Optimizer> OPTIMIZERS = List.of(Optimizer.sgd(0.05f), Optimizer.momentum(0.02f, 0.9f),
      Optimizer.nesterov(0.02f, 0.9f), Optimizer.adagrad(0.05f), Optimizer.rmsprop(0.005f), Optimizer.adam(0.01f),
      Optimizer.adamw(0.01f, 0.1f));

  private static final List<UnaryOperator<TrainerBuilder>> SETTINGS = List.of(b -> b, b -> b.weightDecay(0.01f),
      b -> b.l1(0.001f), b -> b.clipNorm(0.5f), b -> b.clipValue(0.1f), b -> b.weightDecay(0.01f).clipNorm(1f));

  /** The case of a number: always the same network, data and settings. */
  private record Case(int number) {

    /** Trains, and returns the hash of the parameters and of some outputs. */
    int hash() {
      Random random = new Random(SEED + number);
      int inputs = 1 + random.nextInt(40);
      MlpBuilder builder = Mlp.builder(inputs).seed(number);
      for (int layer = random.nextInt(3); layer >= 0; layer--) {
        int units = 1 + random.nextInt(40);
        builder.dense(units, HIDDEN.get(random.nextInt(HIDDEN.size())));
        Norm norm = List.of(Norm.NONE, Norm.NONE, Norm.LAYER, Norm.BATCH).get(random.nextInt(4));
        builder.norm(units == 1 && norm == Norm.LAYER ? Norm.NONE : norm);
        if (random.nextInt(4) == 0) {
          builder.dropout(0.3f);
        }
      }
      int outputs = 2 + random.nextInt(20);
      int kind = random.nextInt(4);
      Loss loss = List.of(Loss.CROSS_ENTROPY, Loss.SQUARED_ERROR, Loss.huber(0.5f), Loss.BINARY_CROSS_ENTROPY).get(kind);
      Mlp mlp = builder.dense(outputs, kind == 0 ? Activation.SOFTMAX : kind == 3 ? Activation.SIGMOID : Activation.IDENTITY)
          .build();
      int rows = 3 + random.nextInt(90);
      float[] x = floats(random, rows * inputs, 2f);
      float[] targets = floats(random, rows * outputs, 1f);
      int[] classes = random.ints(rows, 0, outputs).toArray();
      TrainerBuilder settings = Trainer.builder(mlp).loss(loss).optimizer(OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size())))
          .batchSize(rows).threads(1 + random.nextInt(3)).seed(number);
      try (Trainer trainer = SETTINGS.get(random.nextInt(SETTINGS.size())).apply(settings).build()) {
        for (int step = 0; step < STEPS; step++) {
          if (kind == 0) {
            trainer.step(x, 0, classes, 0, rows);
          } else {
            trainer.step(x, 0, targets, 0, rows);
          }
        }
      }
      float[] predicted = new float[rows * outputs];
      mlp.predict(x, 0, rows, predicted, 0);
      return 31 * Arrays.hashCode(mlp.parameters()) + Arrays.hashCode(predicted);
    }

    private static float[] floats(Random random, int n, float range) {
      float[] x = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = range * random.nextFloat();
      }
      return x;
    }
  }

  /** Trains cases on scalar code, then while kernels change, and compares. */
  private static void check(int first, int end, int repetitions) {
    for (int number = first; number < end; number++) {
      Case one = new Case(number);
      Changes.toScalar();
      int expected = one.hash();
      Changes.AtRandom changes = new Changes.AtRandom(SEED - number);
      try {
        for (int i = 0; i < repetitions; i++) {
          assertEquals(expected, one.hash(), "hash of case " + number + ", repetition " + i + ", seed " + SEED);
        }
      } finally {
        changes.close();
      }
    }
  }

  /** Runs in its own VM: the JIT stops compiling code that it had to discard many times, and other tests measure such code. */
  @Test
  void twoHundredTrainingsHaveOneHashEach() throws IOException, InterruptedException {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:") || flag.startsWith("-Djinbei.")).forEach(command::add);
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
        ForcedChangesTest.class.getName(), "0", "50"));
    Process vm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, vm.waitFor(), out);
    assertTrue(out.contains("200 trainings of 50 cases have the right hash"), out);
  }

  /**
   * Trains ten thousand times, which takes minutes, or as often as asked.
   *
   * @param args the number of the first case, and of the one after the last. Default: 0 2500.
   */
  public static void main(String[] args) {
    int first = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int end = args.length > 1 ? Integer.parseInt(args[1]) : 2500;
    long start = System.nanoTime();
    check(first, end, 4);
    System.out.println(4 * (end - first) + " trainings of " + (end - first) + " cases have the right hash, "
        + (System.nanoTime() - start) / 1_000_000_000 + " s");
  }
}
