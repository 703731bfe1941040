package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import java.util.Random;

/**
 * Trains a small network like the one to come while the data are read, for the VM to compile the kernels meanwhile: three
 * epochs of MNIST are done half a second sooner (`bench/NOTES.md`). What it learns is thrown away. A daemon thread, asleep
 * half of the time: the compiler needs a processor too.
 */
final class WarmUp {

  /** Batch norm wants two. */
  private static final int LEAST_ROWS = 2;
  private static final int MOST_ROWS = 96;

  private final Mlp mlp;
  private final TrainerBuilder settings;
  private volatile boolean ended;

  /**
   * Begins.
   *
   * @param mlp what to train, small: even interpreted, a step should take no more than a tenth of a second
   * @param settings how, on one thread
   * @param batch rows of a batch to come
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
        double loss = trainer.step(x, 0, classes, 0, rows);
        // The first number that is formatted takes 10 to 30 ms, which the first epoch's line would take otherwise.
        Text.format("%s %.2f", Text.loss(loss), loss);
        Thread.sleep(Math.max(1, (System.nanoTime() - begin) / 1_000_000));
      }
    } catch (RuntimeException | InterruptedException e) {
      // Nothing depends on it: the training itself will tell what is wrong with its settings, as one that diverges.
    }
  }

  /** Ends it, after the step under way. */
  void end() {
    ended = true;
  }
}
