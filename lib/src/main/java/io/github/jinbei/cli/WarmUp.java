package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import java.util.Random;

/**
 * Trains a small network while the data are read, so that the VM compiles the kernels in that time: three epochs of MNIST end
 * half a second sooner ({@code bench/NOTES.md}). The small network is discarded. It runs on a daemon thread that sleeps half of
 * the time, since the compiler needs a processor too.
 */
final class WarmUp {

  /** Batch norm needs two rows. */
  private static final int LEAST_ROWS = 2;
  private static final int MOST_ROWS = 96;

  private final Mlp mlp;
  private final TrainerBuilder settings;
  private volatile boolean ended;

  /**
   * Starts the thread.
   *
   * @param mlp the network; so small that even an interpreted step takes no more than a tenth of a second
   * @param settings the settings of the training, which uses one thread
   * @param batch rows of a mini-batch of the training to come
   */
  WarmUp(Mlp mlp, TrainerBuilder settings, int batch) {
    this.mlp = mlp;
    this.settings = settings;
    Thread thread = new Thread(() -> train(Math.max(LEAST_ROWS, Math.min(batch, MOST_ROWS))), "jinbei-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private void train(int rows) {
    Random random = new Random(1);
    float[] x = new float[rows * mlp.inputs()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    int[] classes = random.ints(rows, 0, mlp.classes()).toArray();
    try (Trainer trainer = settings.threads(1).build()) {
      while (!ended) {
        long begin = System.nanoTime();
        trainer.step(x, 0, classes, 0, rows);
        Thread.sleep(Math.max(1, (System.nanoTime() - begin) / 1_000_000));
      }
    } catch (RuntimeException | InterruptedException e) {
      // Ignored: nothing depends on this training, and the one to come throws its own exceptions.
    }
  }

  /** Ends the thread after its current step. */
  void end() {
    ended = true;
  }
}
