package io.github.jinbei.report;

import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;

/**
 * Losses over two coordinates, and the point that is marked: the minimum, or the trained model.
 *
 * @param x the first coordinate of the points, ascending
 * @param y the second coordinate of the points, ascending
 * @param loss at [i][j] the loss at {@code (x[i], y[j])}, the mean over the rows; far out it may be infinite or NaN
 * @param markedX the first coordinate of the marked point
 * @param markedY the second coordinate of the marked point
 * @param markedLoss the loss there
 * @param rows rows of data that the loss is the mean of
 */
public record LossGrid(double[] x, double[] y, double[][] loss, double markedX, double markedY, double markedLoss, int rows) {

  /** Points a side, and where this takes too long. */
  private static final int SIDE = 41;
  private static final int SHORT_SIDE = 21;

  /** Multiplications of all evaluations together: about 8 s on one core of 3 GHz with 256 bits a vector. */
  private static final double MOST_WORK = 5e10;

  /** The streams of the directions; those below draw parameters, shuffles and what is dropped. */
  private static final long DIRECTIONS = 3L << 32;

  /** Returns the losses of a model whose parameters are moved along two random directions. */
  static LossGrid random(Mlp mlp, Dataset data, Loss loss, long seed) {
    double[][] directions = {direction(mlp, seed, 0), direction(mlp, seed, 1)};
    return of(mlp, data, loss, directions, new double[2], new double[] {1, 1});
  }

  /** Returns the losses of a model of which two parameters are varied, by twice the magnitude of each and at least by 2. */
  static LossGrid parameters(Mlp mlp, Dataset data, Loss loss, int first, int second) {
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
   * Returns a random direction of all parameters. Each matrix or vector of it has the norm of the parameters that it moves
   * (after Li and others, "Visualizing the loss landscape of neural nets", 2018): small weights are moved little.
   */
  private static double[] direction(Mlp mlp, long seed, int number) {
    CounterRandom random = new CounterRandom(seed, DIRECTIONS + number);
    float[] parameters = mlp.parameters();
    double[] direction = new double[parameters.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.normal(i);
    }
    int from = 0;
    for (int layer = 0; layer < mlp.layers(); layer++) {
      int units = mlp.units(layer);
      from = scaled(direction, parameters, from, (layer == 0 ? mlp.inputs() : mlp.units(layer - 1)) * units);
      int vectors = 1 + (mlp.norm(layer) == Norm.NONE ? 0 : 2) + (mlp.activation(layer).isTrained() ? 1 : 0);
      for (int vector = 0; vector < vectors; vector++) {
        from = scaled(direction, parameters, from, units);
      }
    }
    return direction;
  }

  /** Scales elements of the direction to the norm of these parameters, and returns the index after them. */
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

  private static LossGrid of(Mlp mlp, Dataset data, Loss loss, double[][] directions, double[] centre, double[] reach) {
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
    try (Trainer trainer = trainer(copy, loss)) {
      for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++) {
          for (int p = 0; p < moved.length; p++) {
            moved[p] = (float) (trained[p] + (x[i] - centre[0]) * directions[0][p] + (y[j] - centre[1]) * directions[1][p]);
          }
          copy.setParameters(moved);
          losses[i][j] = trainer.evaluate(rows).loss();
        }
      }
    }
    double there = losses[side / 2][side / 2];
    if (!Double.isFinite(there)) {
      throw new IllegalArgumentException("mlp has a loss of " + there + " on data; expected a finite one");
    }
    return new LossGrid(x, y, losses, centre[0], centre[1], there, rows.rows());
  }

  /** Returns a trainer that evaluates. Hidden layers are frozen: those without a derivative are then allowed. */
  private static Trainer trainer(Mlp mlp, Loss loss) {
    int[] hidden = new int[mlp.layers() - 1];
    for (int layer = 0; layer < hidden.length; layer++) {
      hidden[layer] = layer;
    }
    return Trainer.builder(mlp).loss(loss).threads(1).freeze(hidden).build();
  }

  /** Returns numbers at equal distances, both ends among them. */
  static double[] between(double from, double to, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + (to - from) * i / (count - 1);
    }
    return values;
  }
}
