package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Points of 2 to 6 classes in the plane, and the predictions of a network at several times of its training.
 *
 * @param name the name of the shape or of the target
 * @param inputNames the names of x₁ and x₂
 * @param classNames the names of the classes
 * @param inputs x₁ and x₂ of each point, one after the other
 * @param classes the class of each point, from 0
 * @param ranges the ends of the grid: the least and largest x₁, the least and largest x₂
 * @param omitted the number of rows of a table that lack a value, and so are not among the points
 * @param epochs the numbers of epochs after which the network was evaluated
 * @param losses the cross-entropy on all points, in nats, after each of these numbers of epochs
 * @param accuracies the share of the points that are classified correctly, after each of these numbers of epochs
 * @param probabilities for each number of epochs, the predicted probabilities on a grid: {@link #GRID} rows from the largest
 *     x₂ down, each of GRID points from the least x₁ up. Of two classes a point has the probability of class 1, of more
 *     classes that of each
 */
public record Boundary(String name, List<String> inputNames, List<String> classNames, double[] inputs, int[] classes,
    double[] ranges, int omitted, int[] epochs, double[] losses, double[] accuracies, double[][] probabilities) {

  /** The number of points of a shape. */
  public static final int ROWS = 200;

  /** The number of grid points in each direction. */
  public static final int GRID = 71;

  /** The grid of a shape extends from -SIDE to SIDE in each direction. */
  public static final double SIDE = 1.4;

  /** The largest number of classes: the marks of more could not be told apart. */
  public static final int MOST_CLASSES = Plot.STYLES;

  /** The largest number of pictures on a page. With so many, the page has some 1.5 MB. */
  public static final int MOST_PICTURES = 100;

  /** The distance of the outermost points of a table from the edge of the grid, as a share of the distance between them. */
  private static final double BORDER = 0.06;

  /** The least distance of a point of a shape from the edge of the grid. */
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
    int pictures = pictures(epochs, every);
    double[] inputs = new double[2 * ROWS];
    int[] classes = new int[ROWS];
    draw(shape, inputs, classes, new CounterRandom(seed, STREAM));
    return of(shape.name().toLowerCase(Locale.ROOT), List.of("input x₁", "input x₂"), List.of("class 0", "class 1"), inputs,
        classes, new double[] {-SIDE, SIDE, -SIDE, SIDE}, 0, pictures).train(new double[] {0, 1, 0, 1}, epochs, every, seed);
  }

  /** Computes the figures of {@link Lessons#boundary(Table, String, int, int, long)}, which has the same arguments. */
  static Boundary of(Table table, String target, int epochs, int every, long seed) {
    Objects.requireNonNull(table, "table");
    if (!table.hasColumn(Objects.requireNonNull(target, "target"))) {
      throw new IllegalArgumentException("target = \"" + target + "\"; expected a column of the table: " + table);
    }
    int pictures = pictures(epochs, every);
    List<Column> columns = new ArrayList<>(table.columns());
    columns.remove(table.column(target));
    if (columns.size() != 2 || !columns.stream().allMatch(Column::isNumeric)) {
      throw new IllegalArgumentException("table = " + table + "; expected two columns of numbers besides \"" + target + "\"");
    }
    int[] rows = IntStream.range(0, table.rows())
        .filter(row -> table.columns().stream().noneMatch(column -> column.isMissing(row))).toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException("table = " + table + "; expected at least one row without a missing value");
    }
    Table points = table.rows(rows);
    List<String> names = classes(points.column(target));
    double[] inputs = new double[2 * rows.length];
    int[] classes = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      inputs[2 * row] = points.column(columns.get(0).name()).number(row);
      inputs[2 * row + 1] = points.column(columns.get(1).name()).number(row);
      classes[row] = names.indexOf(points.column(target).text(row));
    }
    double[] ranges = new double[4];
    double[] scales = new double[4];
    for (int i = 0; i < 2; i++) {
      measure(points.column(columns.get(i).name()), ranges, scales, 2 * i);
    }
    return of(target, columns.stream().map(Column::name).toList(), names, inputs, classes, ranges,
        table.rows() - rows.length, pictures).train(scales, epochs, every, seed);
  }

  private static Boundary of(String name, List<String> inputNames, List<String> classNames, double[] inputs, int[] classes,
      double[] ranges, int omitted, int pictures) {
    return new Boundary(name, inputNames, classNames, inputs, classes, ranges, omitted, new int[pictures],
        new double[pictures], new double[pictures], new double[pictures][]);
  }

  /** Returns the number of pictures, one before training and one after each {@code every} epochs and at the end. */
  private static int pictures(int epochs, int every) {
    if (every < 1 || every > epochs) {
      throw new IllegalArgumentException("every = " + every + ", epochs = " + epochs + "; expected 1 <= every <= epochs");
    }
    if ((epochs - 1) / every > MOST_PICTURES - 2) {
      throw new IllegalArgumentException("every = " + every + ", epochs = " + epochs + "; expected at most " + MOST_PICTURES
          + " pictures");
    }
    return (epochs - 1) / every + 2;
  }

  /** Returns the classes of a column without missing values: by number if it has numbers, else in the order of texts. */
  private static List<String> classes(Column target) {
    Comparator<Integer> order = target.isNumeric() ? Comparator.comparingDouble(target::number)
        : Comparator.comparing(target::text);
    List<String> names =
        IntStream.range(0, target.rows()).boxed().sorted(order).map(target::text).distinct().toList();
    if (names.size() < 2 || names.size() > MOST_CLASSES) {
      throw new IllegalArgumentException("target = \"" + target.name() + "\" of " + Count.of(names.size(), "class", "classes")
          + "; expected 2 to " + MOST_CLASSES);
    }
    return names;
  }

  /** Computes the range of a column with its border, and the mean and the standard deviation of its numbers. */
  private static void measure(Column column, double[] ranges, double[] scales, int at) {
    double least = column.number(0);
    double most = least;
    double mean = 0;
    double squares = 0;
    for (int row = 0; row < column.rows(); row++) {
      double value = column.number(row);
      least = Math.min(least, value);
      most = Math.max(most, value);
      // Welford's recurrence.
      double difference = value - mean;
      mean += difference / (row + 1);
      squares += difference * (value - mean);
    }
    double deviation = Math.sqrt(squares / column.rows());
    if (!(deviation <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the column \"" + column.name() + "\" has numbers from " + least + " to " + most
          + "; expected a standard deviation within the range of double");
    }
    double border = most > least ? BORDER * (most - least) : Math.max(0.5, BORDER * Math.abs(most));
    ranges[at] = least - border;
    ranges[at + 1] = most + border;
    scales[at] = mean;
    scales[at + 1] = deviation > 0 ? deviation : border;
  }

  /**
   * Trains a network, and writes the figures of each picture. Returns this.
   *
   * @param scales mean and standard deviation of x₁, then of x₂: inputs of the network are standardised by them
   */
  private Boundary train(double[] scales, int most, int every, long seed) {
    Dataset data = Dataset.ofClasses(scaled(inputs, scales), 2, classes, classNames.size());
    float[] grid = scaled(grid(), scales);
    Mlp mlp = Mlp.builder(2).dense(16, Activation.TANH).dense(16, Activation.TANH).classes(classNames.size()).seed(seed)
        .build();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(0.01f)).batchSize(20).seed(seed).threads(1).build()) {
      for (int i = 0; i < epochs.length; i++) {
        epochs[i] = Math.min(most, i * every);
        if (i > 0) {
          trainer.fit(data, epochs[i] - epochs[i - 1]);
        }
        Evaluation evaluation = trainer.evaluate(data);
        losses[i] = evaluation.loss();
        accuracies[i] = evaluation.accuracy();
        float[] outputs = mlp.predict(grid);
        probabilities[i] = IntStream.range(0, outputs.length).mapToDouble(k -> outputs[k]).toArray();
      }
    }
    return this;
  }

  private static float[] scaled(double[] points, double[] scales) {
    float[] scaled = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      int at = 2 * (i % 2);
      scaled[i] = (float) ((points[i] - scales[at]) / scales[at + 1]);
    }
    return scaled;
  }

  /** Returns the points of the grid. */
  private double[] grid() {
    double[] points = new double[2 * GRID * GRID];
    for (int i = 0; i < GRID * GRID; i++) {
      points[2 * i] = at(0, 2.0 * (i % GRID) / (GRID - 1) - 1);
      points[2 * i + 1] = at(2, 1 - 2.0 * (i / GRID) / (GRID - 1));
    }
    return points;
  }

  /** Returns a value in a range: its lower end for a position of -1, its upper end for 1. */
  private double at(int range, double position) {
    double half = (ranges[range + 1] - ranges[range]) / 2;
    return ranges[range] + half + half * position;
  }

  /** Draws random points. Except in the shape XOR, even rows have class 0 and odd rows class 1. */
  private static void draw(Shape shape, double[] inputs, int[] classes, CounterRandom random) {
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
      inputs[2 * row] = noisy(shape, x, random.normal(ROWS + 2 * row));
      inputs[2 * row + 1] = noisy(shape, y, random.normal(ROWS + 2 * row + 1));
      classes[row] = label;
    }
  }

  /** Adds noise and clips the sum, so that the point is at least MARGIN inside the grid. */
  private static float noisy(Shape shape, double value, double normal) {
    return (float) Math.max(MARGIN - SIDE, Math.min(SIDE - MARGIN, value + shape.noise * normal));
  }
}
