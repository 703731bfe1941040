package io.github.jinbei.bench.cold.child;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Predictor;
import io.github.jinbei.Trainer;

/** The nets of the training workloads: training steps on one batch, and predictions. */
final class Nets {

  private static final long SEED = 1;

  private Nets() {}

  /**
   * Trains until the measurement ends.
   *
   * @param words from {@code at} on: the units of all layers between hyphens, activation of the hidden layers, of the output
   *     layer, loss, rows of a batch, optimizer (sgd or adam), learning rate
   */
  static void train(Counter counter, int threads, String[] words, int at) {
    int[] units = units(words[at]);
    Mlp mlp = mlp(units, words[at + 1], words[at + 2]);
    int rows = Integer.parseInt(words[at + 4]);
    int outputs = units[units.length - 1];
    float rate = Float.parseFloat(words[at + 6]);
    float[] x = uniform(rows * units[0]);
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.parse(words[at + 3])).batchSize(rows).threads(threads)
        .optimizer(words[at + 5].equals("adam") ? Optimizer.adam(rate) : Optimizer.sgd(rate)).build()) {
      if (words[at + 3].equals("cross_entropy")) {
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
          classes[i] = i % outputs;
        }
        do {
          trainer.step(x, 0, classes, 0, rows);
        } while (counter.add(rows));
      } else {
        float[] targets = uniform(rows * outputs);
        do {
          trainer.step(x, 0, targets, 0, rows);
        } while (counter.add(rows));
      }
    }
  }

  /**
   * Predicts until the measurement ends.
   *
   * @param words from {@code at} on: units, activations as for {@link #train}, rows of a call
   */
  static void predict(Counter counter, String[] words, int at) {
    int[] units = units(words[at]);
    Predictor predictor = mlp(units, words[at + 1], words[at + 2]).predictor();
    int rows = Integer.parseInt(words[at + 3]);
    float[] x = uniform(rows * units[0]);
    float[] outputs = new float[rows * units[units.length - 1]];
    do {
      predictor.predict(x, 0, rows, outputs, 0);
    } while (counter.add(rows));
  }

  private static int[] units(String layers) {
    String[] words = layers.split("-");
    int[] units = new int[words.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = Integer.parseInt(words[i]);
    }
    return units;
  }

  private static Mlp mlp(int[] units, String hidden, String output) {
    MlpBuilder builder = Mlp.builder(units[0]);
    for (int i = 1; i < units.length; i++) {
      builder.dense(units[i], Activation.parse(i < units.length - 1 ? hidden : output));
    }
    return builder.seed(SEED).build();
  }

  /** Returns values in [-1, 1) by a congruential generator (the constants of Numerical Recipes), which is fast when cold. */
  private static float[] uniform(int length) {
    float[] values = new float[length];
    int state = 1;
    for (int i = 0; i < length; i++) {
      state = state * 1664525 + 1013904223;
      values[i] = (state >> 8) * 0x1p-23f;
    }
    return values;
  }
}
