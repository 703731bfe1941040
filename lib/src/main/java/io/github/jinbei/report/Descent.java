package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.NonFiniteLossException;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.Arrays;

/**
 * Training runs on the same data that differ in one setting each. Runs 0 to 2 have the same learning rate and batches of one
 * row, some rows and all rows. Runs 3 to 6 are full-batch: their rates are too small, right, so large that the descent
 * oscillates, and so large that it diverges. Runs 7 to 9 have the rate of run 0: plain descent, momentum, Nesterov's momentum.
 *
 * @param curvature λ, the largest eigenvalue of the Hessian of the loss at the initial parameters
 * @param names the setting in which each run differs
 * @param losses for each run, the loss on the whole data before the first epoch and after each epoch; infinite from the epoch
 *     on that makes it infinite or throws a {@link NonFiniteLossException}
 * @param last for each run, the last parameter at the same times: in the network of one unit, the bias. NaN where the loss is
 *     infinite.
 */
public record Descent(double curvature, String[] names, double[][] losses, double[][] last) {

  private static final int RUNS = 10;

  private static final String[] RATES = {"too small", "right", "oscillating", "diverging"};

  private static final float MOMENTUM = 0.9f;

  /** Steps of the power method. Half as many give three correct digits of the curvatures. */
  private static final int STEPS = 40;

  /** The step of a central difference of gradients. Rounding of the gradients changes a curvature by some 1e-5. */
  private static final double H = 0.01;

  /** Runs the descents on 21 points of y = 2x + 1, from w = 3 and b = 2. */
  static Descent line(long seed) {
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(new float[] {3, 2});
    Dataset rows = Surface.lineRows();
    return of(mlp, rows, 7, rows.rows(), 40, seed, 0.02, 0.5, 0.95, 1.1);
  }

  /** Runs the descents on the training part of the digits sample, with 16 hidden units. */
  static Descent digits(long seed) {
    Mlp mlp = Mlp.builder(64).dense(16, Activation.TANH).classes(10).seed(seed).build();
    return of(mlp, Digits.train(), 32, 32, 30, seed, 0.02, 0.9, 2.5, 10);
  }

  /**
   * Runs all descents.
   *
   * @param batch the rows of a mini-batch
   * @param momentumBatch the rows of a batch in the runs that differ in momentum
   * @param shares the rates of the runs that differ in the rate, as multiples of 2/λ
   */
  private static Descent of(Mlp mlp, Dataset data, int batch, int momentumBatch, int epochs, long seed, double... shares) {
    Descent figures = new Descent(curvature(mlp, data), new String[RUNS], new double[RUNS][epochs + 1],
        new double[RUNS][epochs + 1]);
    Optimizer plain = Optimizer.sgd(DescentPage.RATE);
    int run = 0;
    for (int rows : new int[] {1, batch, data.rows()}) {
      figures.run(run++, Count.of(rows, "row"), mlp, data, rows, plain, seed);
    }
    for (int i = 0; i < shares.length; i++) {
      double rate = Plain.rounded(shares[i] * 2 / figures.curvature, 2).doubleValue();
      figures.run(run++, RATES[i] + ", " + Plain.number(rate, 2), mlp, data, data.rows(), Optimizer.sgd((float) rate), seed);
    }
    figures.run(run++, "μ = 0", mlp, data, momentumBatch, plain, seed);
    figures.run(run++, "μ = 0.9", mlp, data, momentumBatch, Optimizer.momentum(DescentPage.RATE, MOMENTUM), seed);
    figures.run(run, "Nesterov, μ = 0.9", mlp, data, momentumBatch, Optimizer.nesterov(DescentPage.RATE, MOMENTUM), seed);
    return figures;
  }

  /** Computes a run that starts from the parameters of a network. The network is not modified. */
  void run(int run, String name, Mlp first, Dataset data, int batch, Optimizer optimizer, long seed) {
    names[run] = name;
    Arrays.fill(losses[run], Double.POSITIVE_INFINITY);
    Arrays.fill(last[run], Double.NaN);
    Mlp mlp = first.copy();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(optimizer).batchSize(batch).seed(seed).threads(1).build()) {
      for (int epoch = 0; epoch < losses[run].length; epoch++) {
        if (epoch > 0) {
          trainer.fit(data, 1);
        }
        double loss = trainer.evaluate(data).loss();
        if (!Double.isFinite(loss)) {
          return;
        }
        losses[run][epoch] = loss;
        last[run][epoch] = mlp.parameters()[mlp.parameterCount() - 1];
      }
    } catch (NonFiniteLossException e) {
      // The remaining losses stay infinite.
    }
  }

  /** Returns the largest eigenvalue of the Hessian, by the power method on differences of gradients. */
  private static double curvature(Mlp mlp, Dataset data) {
    float[] parameters = mlp.parameters();
    double[] direction = new double[parameters.length];
    Arrays.fill(direction, 1);
    double length = Math.sqrt(direction.length);
    Mlp moved = mlp.copy();
    try (Trainer trainer = Trainer.builder(moved).threads(1).build()) {
      for (int step = 0; step < STEPS; step++) {
        double[] product = new double[direction.length];
        for (int side = -1; side <= 1; side += 2) {
          float[] beside = new float[parameters.length];
          for (int i = 0; i < beside.length; i++) {
            beside[i] = (float) (parameters[i] + side * H / length * direction[i]);
          }
          moved.setParameters(beside);
          float[] gradient = trainer.gradient(data, 0).sum();
          for (int i = 0; i < product.length; i++) {
            product[i] += side * gradient[i] / (2 * H * data.rows());
          }
        }
        direction = product;
        double squares = 0;
        for (double value : direction) {
          squares += value * value;
        }
        length = Math.sqrt(squares);
      }
    }
    return length;
  }
}
