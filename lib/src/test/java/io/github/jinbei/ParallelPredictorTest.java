package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A {@link ParallelPredictor} has the bits of its predictor, whatever other threads do. */
class ParallelPredictorTest {

  /** More threads than processors: then no warm-up reduces their number. */
  private static final int THREADS = Runtime.getRuntime().availableProcessors() + 1;

  private static final int ROWS = 301;

  /** A value of z at which the activation of {@link #watched} waits, and one at which it throws. */
  private static final float WAITS = 1000f;
  private static final float THROWS = 2000f;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  /** At its first row of {@link #threads} each thread counts this down, and waits for the others. */
  private volatile CountDownLatch meeting = new CountDownLatch(0);

  @AfterEach
  void endTheOtherThread() {
    gate.countDown();
    other.shutdown();
  }

  /**
   * A network whose activation records the threads that call it. Its z is the first input of the row, and the network is large
   * enough for a batch of {@link #ROWS} to be divided.
   */
  private Predictor watched() {
    Mlp mlp = Mlp.builder(500).dense(8, Activation.custom("watched", z -> {
      if (threads.add(Thread.currentThread())) {
        meeting.countDown();
        assertDoesNotThrow(() -> meeting.await(20, TimeUnit.SECONDS));
      }
      if (z == WAITS) {
        waiting.countDown();
        assertDoesNotThrow(() -> gate.await(60, TimeUnit.SECONDS));
      }
      if (z == THROWS) {
        throw new UnsupportedOperationException("z = " + z);
      }
      return z;
    }, z -> 1)).dense(1100, Activation.IDENTITY).dense(3, Activation.SOFTMAX).seed(1).build();
    float[] weights = new float[500 * 8];
    Arrays.fill(weights, 0, 8, 1f);
    mlp.setWeights(0, weights);
    return mlp.predictor();
  }

  private static float[] inputs() {
    return Samples.values(ROWS * 500);
  }

  /** Returns inputs whose last row has a z of the given value. */
  private static float[] inputsWith(float z) {
    float[] x = inputs();
    x[(ROWS - 1) * 500] = z;
    return x;
  }

  /** Runs a call in which each thread waits at its first row for a second one: one alone could be done before others begin. */
  private <T> T divided(Supplier<T> call) {
    threads.clear();
    meeting = new CountDownLatch(2);
    T result = call.get();
    assertEquals(0, meeting.getCount(), "not divided: " + threads);
    meeting = new CountDownLatch(0);
    return result;
  }

  private Set<Thread> helpers() {
    Set<Thread> helpers = ConcurrentHashMap.newKeySet();
    threads.stream().filter(t -> t.getName().startsWith("jinbei-worker-")).forEach(helpers::add);
    return helpers;
  }

  private static void assertEnd(Set<Thread> helpers) throws InterruptedException {
    for (Thread helper : helpers) {
      helper.join(20_000);
      assertFalse(helper.isAlive(), helper + " still runs");
    }
  }

  @Test
  void computesTheBitsOfThePredictor() {
    Mlp mlp = Mlp.builder(67).dense(530, Activation.RELU).norm(Norm.BATCH).dense(90, Activation.TANH)
        .dense(5, Activation.SOFTMAX).seed(3).build();
    Predictor predictor = mlp.predictor();
    float[] x = Samples.values(1100 * 67);
    float[] expected = predictor.predict(x);
    int[] classes = predictor.predictClasses(x, 0, 1100);
    for (int n = 1; n <= 5; n++) {
      try (ParallelPredictor parallel = predictor.parallel(n)) {
        assertSame(predictor, parallel.predictor());
        for (int rows : new int[] {0, 1, 7, 8, 60, 255, 256, 300, 1000}) {
          String which = rows + " rows, " + n + " threads";
          float[] out = new float[2 + rows * 5];
          parallel.predict(x, 3 * 67, rows, out, 2);
          Bits.assertSame(Arrays.copyOfRange(expected, 3 * 5, (3 + rows) * 5), Arrays.copyOfRange(out, 2, out.length), which);
          assertArrayEquals(Arrays.copyOfRange(classes, 3, 3 + rows), parallel.predictClasses(x, 3 * 67, rows), which);
        }
        Bits.assertSame(expected, parallel.predict(x), n + " threads");
      }
    }
  }

  @Test
  void dividesLargeBatchesOnly() {
    Predictor predictor = watched();
    try (ParallelPredictor parallel = predictor.parallel(THREADS)) {
      parallel.predict(Samples.values(8 * 500));
      assertEquals(Set.of(Thread.currentThread()), threads, "for 8 rows");
      divided(() -> parallel.predict(inputs()));
      assertFalse(helpers().isEmpty(), "threads " + threads);
      divided(() -> parallel.predictClasses(inputs(), 0, ROWS));
    }
  }

  @Test
  void aCallerComputesAloneWhileTheTeamIsBusy() throws InterruptedException, ExecutionException {
    Predictor predictor = watched();
    float[] expected = predictor.predict(inputs());
    int[] classes = predictor.predictClasses(inputs(), 0, ROWS);
    try (ParallelPredictor parallel = predictor.parallel(THREADS)) {
      Future<float[]> first = other.submit(() -> parallel.predict(inputsWith(WAITS)));
      waiting.await();
      threads.clear();
      Bits.assertSame(expected, parallel.predict(inputs()));
      assertArrayEquals(classes, parallel.predictClasses(inputs(), 0, ROWS));
      assertTrue(threads.contains(Thread.currentThread()), "threads " + threads);
      assertFalse(first.isDone(), "the first call has not waited");
      gate.countDown();
      Bits.assertSame(predictor.predict(inputsWith(WAITS)), first.get());
      divided(() -> parallel.predict(inputs()));
    }
  }

  @Test
  void closingEndsTheThreads() throws InterruptedException {
    Predictor predictor = watched();
    ParallelPredictor parallel = predictor.parallel(THREADS);
    divided(() -> parallel.predict(inputs()));
    parallel.close();
    parallel.close();
    assertFalse(helpers().isEmpty());
    assertEnd(helpers());
    assertClosed(parallel);
    assertEquals(ROWS * 3, predictor.predict(inputs()).length);
    predictor.parallel(2).close();
  }

  private static void assertClosed(ParallelPredictor parallel) {
    Samples.assertRefused(IllegalStateException.class, () -> parallel.predict(inputs()), "closed");
    Samples.assertRefused(IllegalStateException.class, () -> parallel.predict(new float[500]), "closed");
    Samples.assertRefused(IllegalStateException.class, () -> parallel.predictClasses(inputs(), 0, ROWS), "closed");
  }

  @Test
  void closingDuringACallLetsItFinish() throws InterruptedException, ExecutionException {
    Predictor predictor = watched();
    ParallelPredictor parallel = predictor.parallel(THREADS);
    divided(() -> parallel.predict(inputs()));
    Future<float[]> first = other.submit(() -> parallel.predict(inputsWith(WAITS)));
    waiting.await();
    parallel.close();
    parallel.close();
    assertClosed(parallel);
    assertFalse(first.isDone(), "close has waited");
    gate.countDown();
    Bits.assertSame(predictor.predict(inputsWith(WAITS)), first.get());
    assertFalse(helpers().isEmpty());
    assertEnd(helpers());
    assertClosed(parallel);
  }

  @Test
  void isUsableAfterAnActivationThatThrows() {
    Predictor predictor = watched();
    float[] expected = predictor.predict(inputs());
    try (ParallelPredictor parallel = predictor.parallel(THREADS)) {
      assertThrows(UnsupportedOperationException.class, () -> parallel.predict(inputsWith(THROWS)));
      Bits.assertSame(expected, divided(() -> parallel.predict(inputs())));
    }
  }

  @Test
  void refusesWrongArguments() {
    Predictor predictor = Samples.classifier().predictor();
    Samples.assertRefused(IllegalArgumentException.class, () -> predictor.parallel(0), "threads = 0");
    float[] x = new float[10];
    float[] out = new float[6];
    try (ParallelPredictor parallel = predictor.parallel(Integer.MAX_VALUE)) {
      Samples.assertRefused(IllegalArgumentException.class, () -> parallel.predict(x, 0, -1, out, 0), "rows = -1");
      Samples.assertRefused(IndexOutOfBoundsException.class, () -> parallel.predict(x, 0, 3, new float[9], 0), "in has 10");
      Samples.assertRefused(IndexOutOfBoundsException.class, () -> parallel.predict(x, 0, 2, out, 1), "out has 6");
      Samples.assertRefused(IllegalArgumentException.class, () -> parallel.predict(x, 0, 2, x, 4), "out overlaps in");
      Samples.assertRefused(IllegalArgumentException.class, () -> parallel.predict(x), "in has 10", "multiple of 4");
      Samples.assertRefused(IndexOutOfBoundsException.class, () -> parallel.predictClasses(x, 4, 2), "in has 10");
      Bits.assertSame(new float[6], out);
      Bits.assertSame(predictor.predict(new float[8]), parallel.predict(new float[8]));
    }
  }
}
