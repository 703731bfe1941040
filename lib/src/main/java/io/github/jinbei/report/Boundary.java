package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;

/**
 * Points of two classes in the plane, and the predictions of a network at several times of its training.
 *
 * @param shape the distribution of the points
 * @param inputs x₁ and x₂ of each of the {@link #ROWS} points, one after the other
 * @param classes the class of each point, 0 or 1
 * @param epochs the numbers of epochs after which the network was evaluated
 * @param losses the binary cross-entropy on all points, in nats, after each of these numbers of epochs
 * @param accuracies the share of the points that are classified correctly, after each of these numbers of epochs
 * @param probabilities for each number of epochs, the predicted probability of class 1 on a grid: {@link #GRID} rows from x₂ =
 *     {@link #SIDE} down to -SIDE, each of GRID values from x₁ = -SIDE to SIDE
 */
public record Boundary(Shape shape, float[] inputs, int[] classes, int[] epochs, double[] losses, double[] accuracies,
    double[][] probabilities) {

  /** The number of points. */
  public static final int ROWS = 200;

  /** The number of grid points in each direction. */
  public static final int GRID = 71;

  /** The grid extends from -SIDE to SIDE in each direction. */
  public static final double SIDE = 1.4;

  /** The largest number of pictures on a page. With so many, the page has some 1.5 MB. */
  public static final int MOST_PICTURES = 100;

  /** The least distance of a point from the edge of the grid. */
  private static final double MARGIN = 0.05;

  /** The random stream of the points. Initialization and shuffling use other streams. */
  private static final long STREAM = 1L << 41;

  /** A distribution of the points of two classes. */
  public enum Shape {
    /** Uniform in a square; class 1 if exactly one of the coordinates is below 0. */
    XOR(50, 0),
    /** Two half circles, each around an end of the other. */
    MOONS(100, 0.12),
    /** Two intertwined spirals. */
    SPIRALS(250, 0.03),
    /** Three normally distributed clusters; the middle one is class 1. */
    BLOBS(25, 0.28);

    private final int epochs;

    /** The standard deviation of the noise. */
    private final double noise;

    Shape(int epochs, double noise) {
      this.epochs = epochs;
      this.noise = noise;
    }

    /**
     * Returns the epochs of {@link Lessons#boundary(Shape, long)}, which draws a picture after each fifth of them.
     *
     * @return the number of epochs
     */
    public int epochs() {
      return epochs;
    }
  }

  /** Computes the figures of {@link Lessons#boundary(Shape, int, int, long)}, which has the same arguments. */
  static Boundary of(Shape shape, int epochs, int every, long seed) {
    if (every < 1 || every > epochs) {
      throw new IllegalArgumentException("every = " + every + ", epochs = " + epochs + "; expected 1 <= every <= epochs");
    }
    if ((epochs - 1) / every > MOST_PICTURES - 2) {
      throw new IllegalArgumentException("every = " + every + ", epochs = " + epochs + "; expected at most " + MOST_PICTURES
          + " pictures");
    }
    int pictures = (epochs - 1) / every + 2;
    Boundary figures = new Boundary(shape, new float[2 * ROWS], new int[ROWS], new int[pictures], new double[pictures],
        new double[pictures], new double[pictures][]);
    figures.draw(new CounterRandom(seed, STREAM));
    Dataset data = Dataset.ofClasses(figures.inputs, 2, figures.classes, 2);
    Mlp mlp = Mlp.builder(2).dense(16, Activation.TANH).dense(16, Activation.TANH).classes(2).seed(seed).build();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(0.01f)).batchSize(20).seed(seed).threads(1).build()) {
      for (int i = 0; i < pictures; i++) {
        figures.epochs[i] = Math.min(epochs, i * every);
        if (i > 0) {
          trainer.fit(data, figures.epochs[i] - figures.epochs[i - 1]);
        }
        Evaluation evaluation = trainer.evaluate(data);
        figures.losses[i] = evaluation.loss();
        figures.accuracies[i] = evaluation.accuracy();
        figures.probabilities[i] = probabilities(mlp);
      }
    }
    return figures;
  }

  /** Draws random points. Except in the shape XOR, even rows have class 0 and odd rows class 1. */
  private void draw(CounterRandom random) {
    for (int row = 0; row < ROWS; row++) {
      double u = random.uniform(2 * row);
      double v = 2.4 * random.uniform(2 * row + 1) - 1.2;
      int label = row % 2;
      int sign = 1 - 2 * label;
      double x;
      double y;
      if (shape == Shape.XOR) {
        x = 2.4 * u - 1.2;
        y = v;
        label = x < 0 ^ y < 0 ? 1 : 0;
      } else if (shape == Shape.BLOBS) {
        x = label == 1 ? 0 : Math.copySign(0.7, v);
        y = label == 1 ? 0.1 : Math.copySign(0.45, v);
      } else {
        boolean moons = shape == Shape.MOONS;
        double radius = moons ? 0.8 : 0.15 + 1.05 * u;
        double angle = moons ? Math.PI * u : 2 * Math.PI * radius;
        x = sign * (radius * StrictMath.cos(angle) - (moons ? 0.4 : 0));
        y = sign * (radius * StrictMath.sin(angle) - (moons ? 0.2 : 0));
      }
      inputs[2 * row] = noisy(x, random.normal(ROWS + 2 * row));
      inputs[2 * row + 1] = noisy(y, random.normal(ROWS + 2 * row + 1));
      classes[row] = label;
    }
  }

  /** Adds noise and clips the sum, so that the point is at least MARGIN inside the grid. */
  private float noisy(double value, double normal) {
    return (float) Math.max(MARGIN - SIDE, Math.min(SIDE - MARGIN, value + shape.noise * normal));
  }

  private static double[] probabilities(Mlp mlp) {
    float[] places = new float[2 * GRID * GRID];
    for (int i = 0; i < GRID * GRID; i++) {
      places[2 * i] = (float) (SIDE * (2.0 * (i % GRID) / (GRID - 1) - 1));
      places[2 * i + 1] = (float) (SIDE * (1 - 2.0 * (i / GRID) / (GRID - 1)));
    }
    float[] outputs = mlp.predict(places);
    double[] probabilities = new double[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      probabilities[i] = outputs[i];
    }
    return probabilities;
  }
}
