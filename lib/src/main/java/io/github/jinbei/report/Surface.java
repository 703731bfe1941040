package io.github.jinbei.report;

import io.github.jinbei.EpochResult;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;

/**
 * Losses on a grid of two coordinates: the two parameters of a line, with paths of descent; or two directions around a trained
 * model.
 *
 * @param x the first coordinate of the points, ascending
 * @param y the second coordinate of the points, ascending
 * @param loss the loss at {@code (x[i], y[j])}, at [i][j], the mean over the rows; may be infinite or NaN at large distances
 * @param markedX the first coordinate of the marked point: the minimum of the line, or the trained model
 * @param markedY the second coordinate of the marked point
 * @param markedLoss the loss at the marked point
 * @param rows the number of rows of which the loss is the mean
 * @param paths x of path k at [k][0] and y at [k][1], at the start and after each update. Batches have all rows (k = 0, 1),
 *     3 rows (2, 3) or single rows (4, 5). Even k: without momentum; odd k: with momentum. Empty for a model.
 */
public record Surface(double[] x, double[] y, double[][] loss, double markedX, double markedY, double markedLoss, int rows,
    double[][][] paths) {

  /** The learning rate of all paths. */
  static final float RATE = 0.2f;

  /** The momentum: the fraction of an update that is added to the next. */
  static final float MOMENTUM = 0.7f;

  /** The batch sizes of the paths. */
  static final int[] BATCHES = {21, 3, 1};

  /** Updates of each path: 63 epochs of all rows, or three epochs of single rows. */
  static final int UPDATES = 63;

  /** Rows of the line. */
  private static final int ROWS = 21;

  /** Points per side of the grid, and the smaller number if these would take too long. */
  private static final int SIDE = 41;
  private static final int SHORT_SIDE = 21;

  /**
   * Limits the multiplications of all evaluations together, so that a lesson takes less than 20 s. With 784-100-10 units this
   * many took 4 s with vectors and 9 s without, on one core of an AMD EPYC.
   */
  private static final double MOST_WORK = 2e10;

  /** The first random stream of the directions. Lower streams are for initial parameters and shuffling. */
  private static final long DIRECTIONS = 3L << 32;

  /**
   * Returns the mean squared error of y = wx + b on 21 rows of y = 2x + 1, x from -1 to 1 by 0.1, for w and b from -10 to 10 by
   * 0.5, and paths of descent from (3, 2). The error is computed in {@code double} from x = i / 10 for i = -10 to 10; the
   * network of the paths has these inputs and targets rounded to {@code float}. The minimum is exactly 0, because there
   * w·x + b and the target 2·x + 1 are the same operations on the same numbers.
   */
  static Surface line(long seed) {
    double[][][] paths = new double[6][][];
    for (int k = 0; k < paths.length; k++) {
      paths[k] = path(BATCHES[k / 2], k % 2 == 0 ? Optimizer.sgd(RATE) : Optimizer.momentum(RATE, MOMENTUM), seed);
    }
    double[] values = between(-10, 10, SIDE);
    return line(values, values, paths);
  }

  /** Returns the error of the line on a grid around the paths. */
  Surface near() {
    return line(around(0), around(1), paths);
  }

  private static double x(int row) {
    return (row - 10) / 10.0;
  }

  /** Returns the rows of the line, rounded to {@code float}. */
  static Dataset lineRows() {
    float[] x = new float[ROWS];
    float[] y = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      x[row] = (float) x(row);
      y[row] = (float) (2 * x(row) + 1);
    }
    return Dataset.ofTargets(x, 1, y, 1);
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

  private static Surface line(double[] w, double[] b, double[][][] paths) {
    double[][] errors = new double[SIDE][SIDE];
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        errors[i][j] = error(w[i], b[j]);
      }
    }
    return new Surface(w, b, errors, 2, 1, error(2, 1), ROWS, paths);
  }

  /** Returns equidistant values from 0.15 below to 0.15 above the range of a coordinate of the paths. */
  private double[] around(int coordinate) {
    double least = paths[0][coordinate][0];
    double largest = least;
    for (double[][] path : paths) {
      for (double value : path[coordinate]) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    return between(least - 0.15, largest + 0.15, SIDE);
  }

  private static double[][] path(int batch, Optimizer optimizer, long seed) {
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(new float[] {3, 2});
    Steps steps = new Steps(mlp);
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).optimizer(optimizer).batchSize(batch).seed(seed)
        .threads(1).build()) {
      trainer.fit(lineRows(), UPDATES * batch / ROWS, null, steps);
    }
    return steps.path;
  }

  /** Returns the losses of a model whose parameters are moved along two random directions. */
  static Surface random(Mlp mlp, Dataset data, Loss loss, long seed) {
    double[][] directions = {direction(mlp, seed, 0), direction(mlp, seed, 1)};
    return of(mlp, data, loss, directions, new double[2], new double[] {1, 1});
  }

  /** Returns the losses of a model of which two parameters are varied, by twice the magnitude of each and at least by 2. */
  static Surface parameters(Mlp mlp, Dataset data, Loss loss, int first, int second) {
    int[] chosen = {first, second};
    if (Math.min(first, second) < 0 || Math.max(first, second) >= mlp.parameterCount() || first == second) {
      throw new IllegalArgumentException("first = " + first + ", second = " + second
          + "; expected two different parameters, 0 to " + (mlp.parameterCount() - 1));
    }
    double[][] directions = new double[2][mlp.parameterCount()];
    double[] centre = new double[2];
    double[] reach = new double[2];
    for (int k = 0; k < 2; k++) {
      directions[k][chosen[k]] = 1;
      centre[k] = mlp.parameters()[chosen[k]];
      reach[k] = 2 * Math.max(1, Math.abs(centre[k]));
    }
    return of(mlp, data, loss, directions, centre, reach);
  }

  /**
   * Returns a random direction of all parameters. Each tensor of it has the norm of the parameters that it moves (after Li and
   * others, "Visualizing the loss landscape of neural nets", 2018), so small weights move little.
   */
  private static double[] direction(Mlp mlp, long seed, int number) {
    CounterRandom random = new CounterRandom(seed, DIRECTIONS + number);
    float[] parameters = mlp.parameters();
    double[] direction = new double[parameters.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.normal(i);
    }
    int from = 0;
    for (int length : Tensors.lengths(mlp).values()) {
      from = scaled(direction, parameters, from, length);
    }
    return direction;
  }

  /** Scales elements of the direction to the norm of the same elements of the parameters. Returns the index after them. */
  private static int scaled(double[] direction, float[] parameters, int from, int count) {
    double squares = 0;
    double wanted = 0;
    for (int i = from; i < from + count; i++) {
      squares += direction[i] * direction[i];
      wanted += (double) parameters[i] * parameters[i];
    }
    double factor = Math.sqrt(wanted / squares);
    for (int i = from; i < from + count; i++) {
      direction[i] *= factor;
    }
    return from + count;
  }

  private static Surface of(Mlp mlp, Dataset data, Loss loss, double[][] directions, double[] centre, double[] reach) {
    double work = (double) mlp.parameterCount() * data.rows();
    int side = work * SIDE * SIDE <= MOST_WORK ? SIDE : SHORT_SIDE;
    int every = (int) Math.ceil(work * side * side / MOST_WORK);
    Dataset rows = every == 1 ? data : data.where(row -> row % every == 0);
    double[] x = between(centre[0] - reach[0], centre[0] + reach[0], side);
    double[] y = between(centre[1] - reach[1], centre[1] + reach[1], side);
    x[side / 2] = centre[0];
    y[side / 2] = centre[1];
    double[][] losses = new double[side][side];
    float[] trained = mlp.parameters();
    float[] moved = new float[trained.length];
    Mlp copy = mlp.copy();
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        for (int p = 0; p < moved.length; p++) {
          moved[p] = (float) (trained[p] + (x[i] - centre[0]) * directions[0][p] + (y[j] - centre[1]) * directions[1][p]);
        }
        copy.setParameters(moved);
        losses[i][j] = copy.evaluate(rows, loss).loss();
      }
    }
    double there = losses[side / 2][side / 2];
    if (!Double.isFinite(there)) {
      throw new IllegalArgumentException("mlp has a loss of " + there + " on data; expected a finite one");
    }
    return new Surface(x, y, losses, centre[0], centre[1], there, rows.rows(), new double[0][][]);
  }

  /** Returns equidistant values, including both ends. */
  static double[] between(double from, double to, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + (to - from) * i / (count - 1);
    }
    return values;
  }

  /** A listener that stores the parameters at the start and after each update. */
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
