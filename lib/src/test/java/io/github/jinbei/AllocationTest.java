package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps and predictions allocate nothing. */
@BitEquality
class AllocationTest {

  /**
   * Other code of the VM uses vectors too. Jinbei runs first: a library cannot undo type profiles that the VM has collected
   * before.
   */
  @BeforeAll
  static void useVectorsElsewhere() throws InterruptedException {
    if (!Backend.current().name().equals("scalar")) {
      BoxedVectors.use();
    }
  }

  private static float[] values(int length) {
    Random random = new Random(7);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static List<Activation> outputs() {
    List<Activation> outputs = new ArrayList<>(Activation.all());
    outputs.addAll(List.of(Activation.leakyRelu(0.01f), Activation.elu(1.3f)));
    return outputs;
  }

  private static List<Optimizer> optimizers() {
    return List.of(Optimizer.sgd(1e-3f), Optimizer.momentum(1e-3f, 0.9f), Optimizer.nesterov(1e-3f, 0.9f),
        Optimizer.adagrad(1e-3f), Optimizer.rmsprop(1e-3f), Optimizer.adam(1e-3f), Optimizer.adamw(1e-3f, 1e-2f));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  @Tag("small")
  void aTrainingStepAllocatesNothing(Activation output) {
    float[] x = values(13 * 9);
    int[] classes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
    Mlp mlp = Mlp.builder(9).dense(20, Activation.SIGMOID).dense(17, Activation.RELU).dense(5, Activation.TANH)
        .dense(3, output).seed(1).build();
    Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(1e-3f)).weightDecay(1e-4f).build();
    Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, 13));
    float[] out = new float[13 * 3];
    Allocations.assertNone(() -> mlp.predict(x, 0, 13, out, 0));
    Allocations.assertNone(() -> mlp.predict(x, 0, 1, out, 0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  @Tag("small")
  void aStepOfAnyOptimizerAllocatesNothing(Optimizer optimizer) {
    float[] x = values(13 * 9);
    int[] classes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
    Mlp mlp = Mlp.builder(9).dense(20, Activation.SIGMOID).dense(3, Activation.SOFTMAX).seed(1).build();
    Trainer trainer = Trainer.builder(mlp).optimizer(optimizer).weightDecay(1e-4f).build();
    Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, 13));
  }

  /** A network with packed weights, and batches that are divided among several threads, whose allocations count too. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepByWorkersAllocatesNothing(Optimizer optimizer) {
    int rows = 101;
    float[] x = values(rows * 67);
    int[] classes = new int[rows];
    Arrays.setAll(classes, r -> r % 3);
    for (int threads : new int[] {2, 3}) {
      Mlp mlp = Mlp.builder(67).dense(530, Activation.SIGMOID).dense(3, Activation.SOFTMAX).seed(1).build();
      Set<Thread> before = WorkerThreads.alive();
      try (Trainer trainer = Trainer.builder(mlp).optimizer(optimizer).weightDecay(1e-4f).threads(threads).build()) {
        trainer.step(x, 0, classes, 0, rows);
        long[] helping = WorkerThreads.since(before).stream().mapToLong(Thread::getId).toArray();
        assertTrue(helping.length > 0, "no help for " + threads + " threads");
        Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, rows), helping);
        // Steps of fewer rows use fewer workers, or one.
        Allocations.assertNone(() -> {
          trainer.step(x, 0, classes, 0, rows);
          trainer.step(x, 0, classes, 0, 3);
          trainer.step(x, 0, classes, 0, 37);
        }, helping);
      }
    }
  }

  /** Steps with all settings in turns. */
  private static List<Combination> combinations() {
    List<Activation> hidden = new ArrayList<>(outputs());
    hidden.removeAll(List.of(Activation.SOFTMAX, Activation.STEP));
    hidden.add(Activation.custom("square", z -> z * z, z -> 2 * z));
    List<Combination> combinations = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      combinations.add(new Combination(hidden.get(i % hidden.size()), Norm.values()[i % 3], i % 2 * 0.3f,
          optimizers().get(i % 7), i));
    }
    return combinations;
  }

  /** The turn chooses the loss and an output for it, the schedule, clipping, weights and parts. */
  private record Combination(Activation hidden, Norm norm, float dropout, Optimizer optimizer, int turn) {

    private static final Loss[] LOSSES = {Loss.CROSS_ENTROPY, Loss.SQUARED_ERROR, Loss.ABSOLUTE_ERROR, Loss.huber(0.5f),
        Loss.BINARY_CROSS_ENTROPY};

    private static final List<Schedule> SCHEDULES = List.of(Schedule.constant(), Schedule.step(3, 0.99),
        Schedule.exponential(0.9999), Schedule.inverseScaling(0.1), Schedule.polynomial(1_000_000, 2, 0.1),
        Schedule.cosine(1_000_000), Schedule.constant().warmUp(1_000_000));

    Mlp net(int inputs, int width) {
      Loss loss = LOSSES[turn % 5];
      Activation output = loss == Loss.CROSS_ENTROPY ? Activation.SOFTMAX
          : loss == Loss.BINARY_CROSS_ENTROPY ? Activation.SIGMOID : turn % 2 == 0 ? Activation.PRELU : Activation.TANH;
      MlpBuilder net = Mlp.builder(inputs);
      return (turn % 2 == 0 ? net.inputFactors() : net).dense(width, hidden).norm(norm).dropout(dropout)
          .dense(17, hidden).norm(norm).dense(3, output).seed(turn).build();
    }

    Trainer trainer(Mlp mlp, int threads, int rows) {
      Loss loss = LOSSES[turn % 5];
      TrainerBuilder b = Trainer.builder(mlp).loss(loss).optimizer(optimizer).schedule(SCHEDULES.get(turn % 7))
          .weightDecay(turn % 4 == 1 ? 1e-4f : 0).l1(turn % 4 == 2 ? 1e-4f : 0).decayBiases(turn % 3 == 1)
          .threads(threads).seed(turn);
      if (turn % 3 == 0) {
        b.clipNorm(0.1f);
      }
      if (turn % 6 == 0) {
        b.clipValue(0.01f);
      }
      if (turn % 5 == 2) {
        b.rateFactor(1, ParameterKind.WEIGHTS, 0.5f, 2f).rateFactor(2, ParameterKind.BIASES, 0.1f);
      }
      if (turn % 4 == 3) {
        b.microBatch(rows - 4);
      }
      if (loss.takesClassWeights(mlp.activation(mlp.layers() - 1))) {
        b.classWeights(1f, 2f, 0.5f);
      }
      if (loss == Loss.CROSS_ENTROPY) {
        b.labelSmoothing(0.1f);
      }
      return turn % 7 == 5 ? b.freeze(0).build() : b.build();
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  @Tag("small")
  void aStepWithAnySettingsAllocatesNothing(Combination c) {
    float[] x = values(13 * 9);
    int[] classes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
    Mlp mlp = c.net(9, 20);
    float[] out = new float[13 * 3];
    float[] inputGradient = new float[13 * 9];
    Gradient gradient = new Gradient(new float[mlp.parameterCount()], 13, 0, mlp.statistics());
    Trainer trainer = c.trainer(mlp, 1, 13);
    Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, 13));
    Allocations.assertNone(() -> {
      trainer.step(x, 0, classes, 0, 13);
      trainer.apply(gradient);
      trainer.inputGradient(x, 0, classes, 0, 13, inputGradient, 0);
      // With batch norm the weights are folded again.
      mlp.predict(x, 0, 13, out, 0);
      mlp.predict(x, 0, 1, out, 0);
    });
  }

  /** Many rows and few units: workers continue each other's sums. */
  @Test
  void aStepOfManyRowsByWorkersAllocatesNothing() {
    int rows = 1500;
    float[] x = values(rows * 30);
    int[] classes = new int[rows];
    Arrays.setAll(classes, r -> r % 3);
    Mlp mlp = Mlp.builder(30).dense(40, Activation.TANH).dense(3, Activation.SOFTMAX).seed(1).build();
    Set<Thread> before = WorkerThreads.alive();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(1e-3f)).threads(3).batchSize(rows).build()) {
      trainer.step(x, 0, classes, 0, rows);
      long[] helping = WorkerThreads.since(before).stream().mapToLong(Thread::getId).toArray();
      assertTrue(helping.length > 0, "no help");
      Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, rows), helping);
    }
  }

  /** Steps of several workers, whose allocations count too. */
  @ParameterizedTest
  @MethodSource("combinations")
  void aStepWithAnySettingsByWorkersAllocatesNothing(Combination c) {
    int rows = 101;
    float[] x = values(rows * 67);
    int[] classes = new int[rows];
    Arrays.setAll(classes, r -> r % 3);
    Mlp mlp = c.net(67, 530);
    Set<Thread> before = WorkerThreads.alive();
    try (Trainer trainer = c.trainer(mlp, 3, rows)) {
      trainer.step(x, 0, classes, 0, rows);
      long[] helping = WorkerThreads.since(before).stream().mapToLong(Thread::getId).toArray();
      assertTrue(helping.length > 0, "no help");
      Allocations.assertNone(() -> trainer.step(x, 0, classes, 0, rows), helping);
    }
  }

  /**
   * Three blocks of 256 rows and a single row; then two blocks and one of fewer rows. Weights are packed, kept and packed
   * again.
   */
  @Test
  void aPredictionOfManyRowsAllocatesNothing() {
    float[] x = values(769 * 67);
    float[] out = new float[769 * 3];
    Mlp mlp = Mlp.builder(67).dense(530, Activation.RELU).dense(3, Activation.SOFTMAX).seed(1).build();
    for (int rows : new int[] {769, 600, 2}) {
      Allocations.assertNone(() -> mlp.predict(x, 0, rows, out, 0));
    }
    try (Trainer trainer = Trainer.builder(mlp).threads(1).build()) {
      int[] classes = new int[5];
      Allocations.assertNone(() -> {
        trainer.step(x, 0, classes, 0, 5);
        mlp.predict(x, 0, 300, out, 0);
      });
    }
  }

  @Test
  @Tag("small")
  void aProductAllocatesNothing() {
    float[] a = new float[30 * 30];
    float[] b = new float[30 * 30];
    float[] c = new float[30 * 30];
    try (Gemm gemm = new Gemm()) {
      for (Gemm.Op op : Gemm.Op.values()) {
        Allocations.assertNone(() -> gemm.multiply(op, Gemm.Op.T, 29, 27, 30, 0.5f, a, 0, 30, b, 0, 30, 0.5f, c, 0, 30));
        Allocations.assertNone(() -> gemm.multiply(op, Gemm.Op.N, 29, 7, 30, 1f, a, 0, 30, b, 0, 30, 0f, c, 0, 30));
      }
    }
  }

  /** Between two checkpoints, which here are a day apart. */
  @Test
  @Tag("small")
  void aStepWithCheckpointsAllocatesNothing(@TempDir Path folder) {
    float[] x = values(13 * 9);
    int[] classes = new int[13];
    for (Checkpoints often : List.of(Checkpoints.in(folder).every(Duration.ofDays(1)),
        Checkpoints.in(folder).every(Long.MAX_VALUE))) {
      Mlp mlp = Mlp.builder(9).dense(20, Activation.SIGMOID).dense(3, Activation.SOFTMAX).seed(1).build();
      Trainer trainer = Trainer.builder(mlp).checkpoints(often).build();
      Gradient gradient = new Gradient(new float[mlp.parameterCount()], 13, 0, mlp.statistics());
      Allocations.assertNone(() -> {
        trainer.step(x, 0, classes, 0, 13);
        trainer.apply(gradient);
      });
    }
  }

  /** An epoch allocates its result and a list only: one object in each batch would be at least 16 bytes. */
  @Test
  @Tag("small")
  void anEpochAllocatesTheSameWhateverItsBatches() {
    int[] batchSizes = {64, 1};
    long[] bytes = new long[2];
    float[] weights = new float[256];
    Arrays.fill(weights, 0.5f);
    Dataset data = Digits.train().slice(0, 256).withWeights(weights);
    for (int round = 0; round < 2; round++) {
      Mlp mlp = Mlp.builder(64).dense(8, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
      Trainer trainer =
          Trainer.builder(mlp).optimizer(Optimizer.sgd(1e-4f)).batchSize(batchSizes[round]).build();
      long start = System.nanoTime();
      do {
        bytes[round] = Allocations.bytes(() -> trainer.fit(data, 1)) / Allocations.CALLS_PER_MEASUREMENT;
      } while (bytes[round] > 2000 && System.nanoTime() - start < Allocations.WARM_UP_NANOS);
    }
    assertEquals(bytes[0], bytes[1], 252 * 16 - 1, "bytes an epoch with 4 and with 256 batches, on " + Backend.current());
  }

  /** A validation allocates its result only, with weights too: an object in each of 16 blocks would be 256 bytes or more. */
  @Test
  @Tag("small")
  void aValidationAllocatesNothingForItsRows() {
    int rows = 16 * 256;
    float[] weights = new float[rows];
    Arrays.fill(weights, 0.5f);
    Dataset data = Dataset.ofClasses(values(64 * rows), 64, new int[rows], 10).withWeights(weights);
    Mlp mlp = Mlp.builder(64).dense(8, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
    for (boolean weighted : new boolean[] {false, true}) {
      Trainer trainer = Trainer.builder(mlp).weightedValidation(weighted).build();
      long start = System.nanoTime();
      long bytes;
      do {
        bytes = Allocations.bytes(() -> trainer.validate(data)) / Allocations.CALLS_PER_MEASUREMENT;
      } while (bytes >= 256 && System.nanoTime() - start < Allocations.WARM_UP_NANOS);
      assertTrue(bytes < 256, bytes + " bytes a validation, weighted: " + weighted + ", on " + Backend.current());
    }
  }
}
