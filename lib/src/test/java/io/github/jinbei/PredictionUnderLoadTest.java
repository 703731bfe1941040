package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads predict while the model is replaced every millisecond: every answer is, to the bit, that of the one model or
 * of the other, for all rows of a call. With the system property {@code jinbei.load.seconds}, the duration, it prints how many
 * there were. Default: 5.
 */
class PredictionUnderLoadTest {

  private static final long SEED = 20261130;
  private static final String DURATION = "jinbei.load.seconds";
  private static final int SECONDS = Integer.getInteger(DURATION, 5);
  private static final long NANOS_BETWEEN_SWAPS = 1_000_000;
  private static final int THREADS = 16;
  private static final int INPUTS = 64;
  private static final int OUTPUTS = 10;
  private static final int ROWS = 320;

  private final float[] in = Samples.values(ROWS * INPUTS);
  /** The weights of the first layer are packed. */
  private final Mlp net = Mlp.builder(INPUTS).dense(512, Activation.TANH).norm(Norm.BATCH).dense(OUTPUTS, Activation.SOFTMAX)
      .seed(SEED).build();
  private final Model a = new Model(net, 1);
  private final Model b = new Model(net, 2);
  private volatile boolean over;

  /** Values of a network, and its predictions. */
  private final class Model {

    private final float[] parameters;
    private final float[] statistics;
    private final float[] out = new float[ROWS * OUTPUTS];
    private final LongAdder answers = new LongAdder();

    Model(Mlp net, int seed) {
      Random random = new Random(SEED + seed);
      parameters = net.parameters();
      statistics = net.statistics();
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = (float) random.nextGaussian() / 8;
      }
      for (int i = 0; i < statistics.length; i++) {
        statistics[i] = 0.5f + random.nextFloat();
      }
      Predictor predictor = predictor();
      for (int r = 0; r < ROWS; r++) {
        predictor.predict(in, r * INPUTS, 1, out, r * OUTPUTS);
      }
    }

    /** Returns a predictor of these values. The network has others when this method returns. */
    Predictor predictor() {
      net.setParameters(parameters);
      net.setStatistics(statistics);
      Predictor predictor = net.predictor();
      float[] nan = new float[parameters.length];
      Arrays.fill(nan, Float.NaN);
      net.setParameters(nan);
      return predictor;
    }

    boolean answers(int first, int rows, float[] actual) {
      boolean same = Arrays.equals(out, first * OUTPUTS, (first + rows) * OUTPUTS, actual, 0, rows * OUTPUTS);
      if (same) {
        answers.increment();
      }
      return same;
    }
  }

  /** One call: predicts rows of {@link #in} from a row on, and writes them to the start of an array. */
  @FunctionalInterface
  private interface Call {

    void predict(int first, int rows, float[] out);
  }

  /** Calls with random rows until the time is over. */
  private void work(int thread, int mostRows, String who, Call call) {
    Random random = new Random(SEED + 100 + thread);
    float[] out = new float[mostRows * OUTPUTS];
    while (!over) {
      int rows = 1 + random.nextInt(mostRows);
      int first = random.nextInt(ROWS - rows + 1);
      call.predict(first, rows, out);
      Thread.yield(); // With fewer processors than threads, models are otherwise replaced less often.
      if (!a.answers(first, rows, out) && !b.answers(first, rows, out)) {
        throw new AssertionError(who + ": rows " + first + " to " + (first + rows) + " are of neither model; seed " + SEED
            + ": " + Arrays.toString(Arrays.copyOf(out, rows * OUTPUTS)));
      }
    }
  }

  @Test
  void everyAnswerIsThatOfOneModel() throws Exception {
    PredictorHolder holder = new PredictorHolder(a.predictor());
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> working = new ArrayList<>();
    long swaps;
    try (ParallelPredictor shared = a.predictor().parallel(3)) {
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        working.add(executor.submit(() -> {
          try {
            work(thread, holder, shared);
          } finally {
            over = true;
          }
        }));
      }
      swaps = swap(holder);
      for (Future<?> one : working) {
        one.get();
      }
    } finally {
      over = true;
      executor.shutdownNow();
    }
    String counts = swaps + " models in " + SECONDS + " s, " + a.answers + " and " + b.answers + " answers";
    assertTrue(a.answers.sum() > 0 && b.answers.sum() > 0, counts);
    if (System.getProperty(DURATION) != null) {
      System.out.println(counts);
    }
  }

  /** Replaces the model until the time is over. Returns how often. */
  private long swap(PredictorHolder holder) {
    long swaps = 0;
    for (long start = System.nanoTime(); !over && System.nanoTime() - start < SECONDS * 1_000_000_000L; swaps++) {
      Predictor before = holder.get();
      assertSame(before, holder.swap((swaps % 2 == 0 ? b : a).predictor()));
      LockSupport.parkNanos(NANOS_BETWEEN_SWAPS);
    }
    over = true;
    return swaps;
  }

  /** Does the work of one thread. */
  private void work(int thread, PredictorHolder holder, ParallelPredictor shared) {
    switch (thread) {
      case 0, 1, 2, 3, 4, 5 -> work(thread, 1, "single rows",
          (first, rows, out) -> holder.predict(in, first * INPUTS, rows, out, 0));
      case 6, 7, 8 -> work(thread, 40, "batches", (first, rows, out) -> holder.predict(in, first * INPUTS, rows, out, 0));
      case 9, 10, 11 -> work(thread, thread == 9 ? 1 : 40, "own buffers", new OwnBuffers(holder));
      case 12 -> work(thread, 40, "new arrays", (first, rows, out) -> {
        float[] answer = holder.get().predict(Arrays.copyOfRange(in, first * INPUTS, (first + rows) * INPUTS));
        System.arraycopy(answer, 0, out, 0, answer.length);
      });
      case 13 -> work(thread, ROWS, "a team for each call", (first, rows, out) -> {
        try (ParallelPredictor parallel = holder.get().parallel(2)) {
          parallel.predict(in, first * INPUTS, rows, out, 0);
        }
      });
      default -> work(thread, ROWS, "a team for several threads",
          (first, rows, out) -> shared.predict(in, first * INPUTS, rows, out, 0));
    }
  }

  /** Predictions of one thread with buffers that it keeps as long as the model stays. */
  private final class OwnBuffers implements Call {

    private final PredictorHolder holder;
    private Predictor predictor;
    private Predictor.Buffers buffers;

    OwnBuffers(PredictorHolder holder) {
      this.holder = holder;
    }

    @Override
    public void predict(int first, int rows, float[] out) {
      Predictor current = holder.get();
      if (current != predictor) {
        predictor = current;
        buffers = current.buffers();
      }
      predictor.predict(in, first * INPUTS, rows, out, 0, buffers);
    }
  }
}
