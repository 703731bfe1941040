package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions by eight threads at the same time allocate nothing: with buffers of the pool, with own buffers, in parallel. */
@BitEquality
class PredictorAllocationTest {

  private static final int THREADS = 8;

  /** The weights of the first layer are packed. */
  private static Predictor predictor() {
    return Mlp.builder(67).dense(530, Activation.RELU).norm(Norm.BATCH).dense(3, Activation.SOFTMAX).seed(1).build()
        .predictor();
  }

  /** Returns how often a thread predicts in a measurement: for so long that other threads run during a call. */
  private static int calls(int rows) {
    return rows == 1 ? 2000 : 2560 / rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void predictionsWithPooledBuffersAllocateNothing(int rows) {
    Predictor predictor = predictor();
    float[] in = Samples.values(rows * predictor.inputs());
    List<Runnable> actions = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      float[] out = new float[rows * predictor.outputs()];
      actions.add(() -> predictor.predict(in, 0, rows, out, 0));
    }
    check(actions, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void predictionsWithOwnBuffersAllocateNothing(int rows) {
    Predictor predictor = predictor();
    float[] in = Samples.values(rows * predictor.inputs());
    List<Runnable> actions = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Predictor.Buffers buffers = predictor.buffers();
      float[] out = new float[rows * predictor.outputs()];
      actions.add(() -> predictor.predict(in, 0, rows, out, 0, buffers));
    }
    check(actions, rows);
  }

  /** C2 must have compiled everything before many threads use all processors. */
  private static void check(List<Runnable> actions, int rows, long... others) {
    Allocations.assertNone(actions.get(0), others);
    Allocations.assertNoneTogether(actions, calls(rows), others);
  }

  /** One thread at a time has the team; the others compute alone. Batches of fewer rows use fewer workers, or one. */
  @Test
  void parallelPredictionsAllocateNothing() {
    int rows = 256;
    Predictor predictor = predictor();
    float[] in = Samples.values(rows * predictor.inputs());
    float[] alone = new float[rows * predictor.outputs()];
    Allocations.assertNone(() -> {
      predictor.predict(in, 0, rows, alone, 0);
      predictor.predict(in, 0, 1, alone, 0);
    });
    Set<Thread> before = WorkerThreads.alive();
    try (ParallelPredictor parallel = predictor.parallel(3)) {
      List<Runnable> actions = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        float[] out = new float[rows * predictor.outputs()];
        actions.add(() -> {
          parallel.predict(in, 0, rows, out, 0);
          parallel.predict(in, 0, 100, out, 0);
          parallel.predict(in, 0, 1, out, 0);
        });
      }
      actions.get(0).run();
      long[] helping = WorkerThreads.since(before).stream().mapToLong(Thread::getId).toArray();
      assertTrue(helping.length > 0, "no help");
      check(actions, rows, helping);
    }
  }
}
