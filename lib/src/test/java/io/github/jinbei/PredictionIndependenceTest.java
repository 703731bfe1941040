package io.github.jinbei;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The prediction of a row depends neither on the batch that it is in, nor on the thread, nor on the number of threads: in
 * batches of 1 to 300 rows, by 1 to 8 threads, each row has the bits that it has alone.
 */
@BitEquality
class PredictionIndependenceTest {

  private static final long SEED = 20261129;
  private static final int MOST_ROWS = 300;
  private static final int MOST_THREADS = 8;
  /** Scalar code is some ten times slower: there, each number of threads predicts batches of every seventh size only. */
  private static final int STEP = Backend.current().vector() ? 1 : 7;
  /** Rows of the data: batches begin at different rows. */
  private static final int ROWS = MOST_ROWS + 64;
  private static final float GUARD = -777.25f;

  /** A network, data, and the predictions of each row alone. */
  private static final class Case {

    private final Mlp net;
    private final float[] in;
    private final float[] alone;

    Case(MlpBuilder builder) {
      net = builder.seed(SEED).build();
      Random random = new Random(SEED);
      net.setParameters(normal(random, net.parameterCount(), 0.2f));
      float[] statistics = net.statistics();
      for (int i = 0; i < statistics.length; i++) {
        statistics[i] = 0.5f + random.nextFloat();
      }
      net.setStatistics(statistics);
      in = normal(random, ROWS * net.inputs(), 1);
      // Such rows must not change the rows beside them.
      Arrays.fill(in, 20 * net.inputs(), 21 * net.inputs(), Float.NaN);
      Arrays.fill(in, 50 * net.inputs(), 51 * net.inputs(), Float.NEGATIVE_INFINITY);
      Arrays.fill(in, 90 * net.inputs(), 91 * net.inputs(), Float.MAX_VALUE);
      alone = new float[ROWS * net.outputs()];
      for (int r = 0; r < ROWS; r++) {
        net.predict(in, r * net.inputs(), 1, alone, r * net.outputs());
      }
    }

    private static float[] normal(Random random, int length, float scale) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (float) random.nextGaussian() * scale;
      }
      return values;
    }

    /** Predicts a batch of the data and compares each row with its prediction alone; nothing else may be written. */
    void check(String who, int first, int rows, Prediction prediction) {
      int outputs = net.outputs();
      int outOff = 1 + rows % 5;
      float[] out = new float[outOff + rows * outputs + 3];
      Arrays.fill(out, GUARD);
      float[] expected = out.clone();
      System.arraycopy(alone, first * outputs, expected, outOff, rows * outputs);
      prediction.predict(in, first * net.inputs(), rows, out, outOff);
      Bits.assertSame(expected, out, () -> who + ": " + net + ", rows " + first + " to " + (first + rows) + ", outputs from "
          + outOff + ", seed " + SEED);
    }

    /** Returns the first row of a batch: another one for another number of rows. */
    static int first(int rows) {
      return rows * 29 % (ROWS - MOST_ROWS);
    }

    @Override
    public String toString() {
      return net.toString();
    }
  }

  @FunctionalInterface
  private interface Prediction {

    void predict(float[] in, int inOff, int rows, float[] out, int outOff);
  }

  /** The weights of the first layer of the first network are packed, those of the others are read in place. */
  static List<Case> cases() {
    return List.of(
        new Case(Mlp.builder(67).dense(490, Activation.RELU).norm(Norm.BATCH).dense(7, Activation.SOFTMAX)),
        new Case(Mlp.builder(5).dense(3, Activation.PRELU).norm(Norm.BATCH).dense(17, Activation.TANH).dense(2,
            Activation.SOFTMAX)),
        new Case(Mlp.builder(13).dense(33, Activation.GELU).norm(Norm.LAYER).dropout(0.5f).dense(1, Activation.SIGMOID)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRowHasTheSameBitsInEveryBatch(Case c) {
    Predictor predictor = c.net.predictor();
    Predictor.Buffers buffers = predictor.buffers();
    for (int rows = 1; rows <= MOST_ROWS; rows++) {
      c.check("pooled buffers", Case.first(rows), rows, predictor::predict);
    }
    for (int rows : sizes(1)) {
      c.check("own buffers", Case.first(rows + 1), rows,
          (in, inOff, n, out, outOff) -> predictor.predict(in, inOff, n, out, outOff, buffers));
    }
    for (int rows : sizes(2)) {
      c.check("net", Case.first(rows + 2), rows, c.net::predict);
    }
  }

  /** Returns the sizes of the batches of one turn; those of all turns are all sizes. */
  private static int[] sizes(int turn) {
    return IntStream.iterate(1 + turn % STEP, rows -> rows <= MOST_ROWS, rows -> rows + STEP).toArray();
  }

  /** The threads predict batches of all sizes at the same time, with one predictor. */
  @ParameterizedTest
  @MethodSource("cases")
  void aRowHasTheSameBitsOnEveryThread(Case c) throws Exception {
    Predictor predictor = c.net.predictor();
    ExecutorService executor = Executors.newFixedThreadPool(MOST_THREADS);
    try {
      for (int threads = 1; threads <= MOST_THREADS; threads++) {
        List<Callable<Void>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
          int thread = t;
          int count = threads;
          work.add(() -> {
            int[] sizes = sizes(count);
            for (int i = thread; i < sizes.length; i += count) {
              c.check("thread " + thread + " of " + count, Case.first(sizes[i] + count), sizes[i], predictor::predict);
            }
            return null;
          });
        }
        for (Future<Void> done : executor.invokeAll(work)) {
          done.get();
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** Batches of the first network are divided among all threads from some 100 rows on. */
  @ParameterizedTest
  @MethodSource("cases")
  void aRowHasTheSameBitsInEveryShareOfABatch(Case c) {
    for (int threads = 1; threads <= MOST_THREADS; threads++) {
      try (ParallelPredictor parallel = c.net.predictor().parallel(threads)) {
        for (int rows : sizes(threads)) {
          c.check("parallel(" + threads + ")", Case.first(rows + threads), rows, parallel::predict);
        }
      }
    }
  }
}
