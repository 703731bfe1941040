package io.github.jinbei.report;

import io.github.jinbei.EpochResult;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Dataset;

/**
 * The mean squared error of the line y = wx + b on 21 rows of y = 2x + 1, x from -1 to 1 by 0.1, and paths of descent from
 * (3, 2). The error is computed in {@code double} from x = i / 10 for i = -10 to 10; the network that descends gets these
 * inputs and targets rounded to {@code float}.
 *
 * @param grid w and b from -10 to 10 by 0.5; its marked point is the minimum, where the error is exactly 0, since w·x + b and
 *     the target 2·x + 1 are there the same operations on the same numbers
 * @param near the same function around the paths
 * @param paths at [k][0] w, at [k][1] b, at first and after each update: with all rows in a batch (k = 0, 1), 3 rows (2, 3) and
 *     single rows (4, 5); without momentum if k is even, with momentum if it is odd
 */
public record Surface(LossGrid grid, LossGrid near, double[][][] paths) {

  /** The learning rate of all paths. */
  static final float RATE = 0.2f;

  /** The share of a step that is added to the next. */
  static final float MOMENTUM = 0.7f;

  /** Rows of a batch. */
  static final int[] BATCHES = {21, 3, 1};

  /** Updates of each path: as many epochs of all rows, three epochs of single rows. */
  static final int UPDATES = 63;

  private static final int ROWS = 21;
  private static final int SIDE = 41;

  static Surface of(long seed) {
    double[][][] paths = new double[6][][];
    for (int k = 0; k < paths.length; k++) {
      paths[k] = path(BATCHES[k / 2], k % 2 == 0 ? Optimizer.sgd(RATE) : Optimizer.momentum(RATE, MOMENTUM), seed);
    }
    double[] values = LossGrid.between(-10, 10, SIDE);
    return new Surface(grid(values, values), grid(around(paths, 0), around(paths, 1)), paths);
  }

  private static double x(int row) {
    return (row - 10) / 10.0;
  }

  /** Returns the mean of (a - y)² over the rows. */
  private static double error(double w, double b) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double difference = w * x(row) + b - (2 * x(row) + 1);
      sum += difference * difference;
    }
    return sum / ROWS;
  }

  private static LossGrid grid(double[] w, double[] b) {
    double[][] errors = new double[SIDE][SIDE];
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        errors[i][j] = error(w[i], b[j]);
      }
    }
    return new LossGrid(w, b, errors, 2, 1, error(2, 1), ROWS);
  }

  /** Returns values at equal distances, from a little below to a little above those of a coordinate of the paths. */
  private static double[] around(double[][][] paths, int coordinate) {
    double least = paths[0][coordinate][0];
    double largest = least;
    for (double[][] path : paths) {
      for (double value : path[coordinate]) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    return LossGrid.between(least - 0.15, largest + 0.15, SIDE);
  }

  private static double[][] path(int batch, Optimizer optimizer, long seed) {
    float[] x = new float[ROWS];
    float[] y = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      x[row] = (float) x(row);
      y[row] = (float) (2 * x(row) + 1);
    }
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(new float[] {3, 2});
    Steps steps = new Steps(mlp);
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).optimizer(optimizer).batchSize(batch).seed(seed)
        .threads(1).build()) {
      trainer.fit(Dataset.ofTargets(x, 1, y, 1), UPDATES * batch / ROWS, null, steps);
    }
    return steps.path;
  }

  /** Stores the parameters at first and after each update. */
  private static final class Steps implements TrainingListener {

    private final Mlp mlp;
    private final double[][] path = new double[2][UPDATES + 1];
    private int count;

    Steps(Mlp mlp) {
      this.mlp = mlp;
      onStep(0, 0, 0);
    }

    @Override
    public boolean onStep(int epoch, long rowsDone, double batchLoss) {
      float[] parameters = mlp.parameters();
      path[0][count] = parameters[0];
      path[1][count++] = parameters[1];
      return true;
    }

    @Override
    public boolean onEpoch(EpochResult result) {
      return true;
    }
  }
}
