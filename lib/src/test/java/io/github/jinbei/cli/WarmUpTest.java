package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test has a time limit, since a warm-up may never end. */
@Timeout(60)
class WarmUpTest {

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("jinbei-warm-up")).toList();
  }

  private static Mlp small(Norm norm) {
    return Mlp.builder(7).dense(9, Activation.RELU).norm(norm).dense(3, Activation.SOFTMAX).seed(1).build();
  }

  /** Batch norm throws on a batch of one row. */
  @Test
  void trainsUntilItIsEndedWhateverTheBatch() throws InterruptedException {
    for (int batch : new int[] {1, 16, Integer.MAX_VALUE}) {
      Mlp mlp = small(Norm.BATCH);
      float[] first = mlp.parameters();
      WarmUp warmUp = new WarmUp(mlp, Trainer.builder(mlp).optimizer(Optimizer.sgd(0.1f)), batch);
      List<Thread> running = threads();
      assertEquals(1, running.size(), "threads at batch " + batch);
      assertTrue(running.get(0).isDaemon(), "it would keep the VM alive");
      while (Arrays.equals(first, mlp.parameters())) {
        assertTrue(running.get(0).isAlive(), "ended without a step at batch " + batch);
        Thread.sleep(1);
      }
      warmUp.end();
      running.get(0).join();
    }
  }

  /** A warm-up throws nothing: the training that follows throws. */
  @Test
  void endsByItselfWhereTheNetworkDiverges() throws InterruptedException {
    Mlp mlp = small(Norm.NONE);
    WarmUp warmUp = new WarmUp(mlp, Trainer.builder(mlp).optimizer(Optimizer.sgd(1e30f)), 16);
    for (Thread thread : threads()) {
      thread.join();
    }
    assertEquals(List.of(), threads());
    warmUp.end();
  }
}
