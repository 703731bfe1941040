package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Steps and predictions allocate nothing. Vectors live in registers only once C2 has compiled what uses them, so the
 * code is first run until a measurement shows 0; what keeps allocating never does, and fails.
 */
@BitEquality
@Tag("small")
class AllocationTest {

  private static final int CALLS_PER_MEASUREMENT = 20;
  private static final long WARM_UP_NANOS = 60_000_000_000L;

  private static long bytesAllocated(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < CALLS_PER_MEASUREMENT; i++) {
      action.run();
    }
    return threads.getThreadAllocatedBytes(id) - before;
  }

  private static void assertNoAllocation(Runnable action) {
    Assumptions.assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this VM counts no allocation");
    long start = System.nanoTime();
    long bytes;
    do {
      bytes = bytesAllocated(action);
    } while (bytes != 0 && System.nanoTime() - start < WARM_UP_NANOS);
    assertEquals(0, bytes, "bytes allocated by " + CALLS_PER_MEASUREMENT + " calls, on " + Backend.current());
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void aTrainingStepAllocatesNothing(Activation output) {
    Random random = new Random(7);
    float[] x = new float[13 * 9];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    int[] classes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
    Mlp mlp = Mlp.builder(9).dense(20, Activation.SIGMOID).dense(17, Activation.RELU).dense(5, Activation.TANH)
        .dense(3, output).seed(1).build();
    Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(1e-3f)).weightDecay(1e-4f).build();
    assertNoAllocation(() -> trainer.step(x, 0, classes, 0, 13));
    float[] out = new float[13 * 3];
    assertNoAllocation(() -> mlp.predict(x, 0, 13, out, 0));
    assertNoAllocation(() -> mlp.predict(x, 0, 1, out, 0));
  }

  @Test
  void aProductAllocatesNothing() {
    float[] a = new float[30 * 30];
    float[] b = new float[30 * 30];
    float[] c = new float[30 * 30];
    try (Gemm gemm = new Gemm()) {
      for (Gemm.Op op : Gemm.Op.values()) {
        assertNoAllocation(() -> gemm.multiply(op, Gemm.Op.T, 29, 27, 30, 0.5f, a, 0, 30, b, 0, 30, 0.5f, c, 0, 30));
        assertNoAllocation(() -> gemm.multiply(op, Gemm.Op.N, 29, 7, 30, 1f, a, 0, 30, b, 0, 30, 0f, c, 0, 30));
      }
    }
  }

  /** Besides what an epoch returns, a result and a list, nothing: one object a batch would be 16 bytes at least. */
  @Test
  void anEpochAllocatesTheSameWhateverItsBatches() {
    int[] batchSizes = {64, 1};
    long[] bytes = new long[2];
    Dataset data = Digits.train().slice(0, 256);
    for (int round = 0; round < 2; round++) {
      Mlp mlp = Mlp.builder(64).dense(8, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
      Trainer trainer =
          Trainer.builder(mlp).optimizer(Optimizer.sgd(1e-4f)).batchSize(batchSizes[round]).build();
      long start = System.nanoTime();
      do {
        bytes[round] = bytesAllocated(() -> trainer.fit(data, 1)) / CALLS_PER_MEASUREMENT;
      } while (bytes[round] > 2000 && System.nanoTime() - start < WARM_UP_NANOS);
    }
    assertEquals(bytes[0], bytes[1], 252 * 16 - 1, "bytes an epoch with 4 and with 256 batches, on " + Backend.current());
  }
}
