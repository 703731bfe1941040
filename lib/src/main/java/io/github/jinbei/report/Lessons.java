package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The lessons of the course. Each method computes the figures of a lesson and draws the page that shows them. Both depend on
 * the arguments alone and are the same, to the last bit, on every machine and backend, except the times that
 * {@code gradcheck} measures.
 */
public final class Lessons {

  private Lessons() {}

  /**
   * Computes the mean squared error of the line y = wx + b on 21 rows of y = 2x + 1 for w and b from -10 to 10, and the paths
   * of descent from (3, 2) to its minimum at (2, 1): on all rows, on mini-batches and on single rows, each without and with
   * momentum. Draws a contour map, a view in perspective and the paths.
   *
   * @param seed the seed of the shuffling. Default on the command line: 1.
   * @return the errors, the paths and their page
   */
  public static Lesson<Surface> surface(long seed) {
    Surface surface = Surface.line(seed);
    return new Lesson<>(surface, SurfacePage.of(surface, "Lessons.surface(" + seed + ")"));
  }

  /**
   * Computes the loss of a model whose parameters are moved along two random directions, by -1 to 1 times each. The part of a
   * direction that belongs to a matrix or vector of parameters is scaled to the norm of these parameters (after Li and others,
   * "Visualizing the loss landscape of neural nets", 2018); biases that are all 0 stay 0. In layers of a few parameters both
   * directions may be nearly the same: vary two parameters instead. Draws a contour map and a view in perspective.
   *
   * @param mlp the model; not modified. A batch norm uses its running statistics.
   * @param data the rows; of large data fewer points are computed, and on every second row, or third, and so on
   * @param loss a loss that the output accepts
   * @param seed the seed of the directions. Default on the command line: 1.
   * @return the losses at 41 by 41 points, or 21 by 21 for large data; and their page
   * @throws IllegalArgumentException if the data or the loss do not fit the model, or its loss is not finite
   */
  public static Lesson<Surface> surface(Mlp mlp, Dataset data, Loss loss, long seed) {
    Surface grid = Surface.random(mlp, data, loss, seed);
    return new Lesson<>(grid, SurfacePage.of(grid, "a step of 1 along one of two random directions moves the parameters"
        + " of each layer by their own norm", "direction 1", "direction 2", Plain.hyphens(loss.name()),
        data.rows(), "Lessons.surface(mlp, data, loss, " + seed + "L)"));
  }

  /**
   * Computes the loss of a model as a function of two of its parameters. Each is varied up and down from its value by twice
   * its magnitude, and at least by 2. Everything else is as in {@link #surface(Mlp, Dataset, Loss, long)}.
   *
   * @param mlp the model; not modified
   * @param data the rows
   * @param loss a loss that the output accepts
   * @param first the index of a parameter in {@link Mlp#parameters}
   * @param second the index of another parameter
   * @return the losses and their page
   * @throws IllegalArgumentException also if an index is out of range or both are the same
   */
  public static Lesson<Surface> surface(Mlp mlp, Dataset data, Loss loss, int first, int second) {
    Surface grid = Surface.parameters(mlp, data, loss, first, second);
    return new Lesson<>(grid, SurfacePage.of(grid, "two of its " + mlp.parameterCount() + " parameters are varied",
        "parameter " + first, "parameter " + second, Plain.hyphens(loss.name()), data.rows(),
        "Lessons.surface(mlp, data, loss, " + first + ", " + second + ")"));
  }

  /**
   * Trains with several batch sizes and learning rates, with and without momentum, and draws the loss by epoch. The learning
   * rates are multiples of 2/λ, where λ is the largest eigenvalue of the Hessian of the loss.
   *
   * @param seed the seed of the initial parameters of the digits network, and of the shuffling
   * @return two descents: on 21 points of the line y = 2x + 1 with one weight and one bias, and on the digits sample with
   *     16 hidden units
   */
  public static Lesson<List<Descent>> descent(long seed) {
    Descent line = Descent.line(seed);
    Descent digits = Descent.digits(seed);
    return new Lesson<>(List.of(line, digits), DescentPage.of("Lessons.descent(" + seed + ")", line, digits));
  }

  /**
   * Draws {@link #activations(List)} of all element-wise activations, with leaky_relu(0.1) and elu(1). Softmax is not one of
   * them, as each of its outputs depends on all units.
   *
   * @return the curves and their page
   */
  public static Lesson<List<ActivationCurve>> activations() {
    List<Activation> activations = new ArrayList<>(Activation.all());
    activations.remove(Activation.SOFTMAX);
    activations.add(Activation.leakyRelu(0.1f));
    activations.add(Activation.elu(1));
    return activations(activations, "Lessons.activations()");
  }

  /**
   * Draws activations and their derivatives for z from -4 to 4, one picture each, with the kinks marked. PReLU has its initial
   * α.
   *
   * @param activations at least one; softmax is not allowed, as it is not element-wise
   * @return the curves and their page
   * @throws IllegalArgumentException if the list is empty or contains softmax
   */
  public static Lesson<List<ActivationCurve>> activations(List<Activation> activations) {
    if (activations.isEmpty() || activations.contains(Activation.SOFTMAX)) {
      throw new IllegalArgumentException("activations = " + activations + "; expected at least one, and not softmax, "
          + "whose outputs depend on all units");
    }
    return activations(activations, "Lessons.activations(List.of(" + activations.stream()
        .map(activation -> "Activation.parse(\"" + activation + "\")").collect(Collectors.joining(", ")) + "))");
  }

  private static Lesson<List<ActivationCurve>> activations(List<Activation> activations, String origin) {
    List<ActivationCurve> figures = activations.stream().map(ActivationCurve::of).toList();
    return new Lesson<>(figures, ActivationsPage.of(origin, figures));
  }

  /**
   * Compares the numerical with the backpropagated gradient of a small network on the digits sample, by tensor, without and
   * with a mistake in a derivative. Measures the cost of both, in forward passes of the same network and batch, on networks of
   * 153 to 10,585 weights. That takes some seconds, on one thread.
   *
   * @param seed the seed of the initial parameters. Default on the command line: 1.
   * @return the gradients, their errors by tensor and the costs; and their page
   */
  public static Lesson<Gradcheck> gradcheck(long seed) {
    return gradcheck(Gradcheck.digits(seed), "", seed);
  }

  /**
   * Compares the numerical with the backpropagated gradient of a network, by tensor, on the first 32 rows of the data. If the
   * network has more than 7,900 parameters, there are fewer rows, but at least 2. The costs are measured on the same networks
   * as in {@link #gradcheck(long)}.
   *
   * @param mlp a network of at most 40,000 parameters; not modified
   * @param data rows that fit the network
   * @param loss a loss that the output accepts
   * @param seed the seed of the networks whose cost is measured
   * @return the gradients, their errors by tensor and the costs; and their page
   * @throws IllegalArgumentException if the network is too large, or the data or the loss do not fit it
   */
  public static Lesson<Gradcheck> gradcheck(Mlp mlp, Dataset data, Loss loss, long seed) {
    return gradcheck(Gradcheck.of(mlp, data, loss, new double[0]), "mlp, data, loss, ", seed);
  }

  private static Lesson<Gradcheck> gradcheck(Gradcheck figures, String arguments, long seed) {
    GradientCost.measure(figures.costs(), seed);
    return new Lesson<>(figures, GradcheckPage.of(figures, "Lessons.gradcheck(" + arguments + seed + ")"));
  }

  /**
   * Computes and draws {@link #boundary(Boundary.Shape, int, int, long)} for {@link Boundary.Shape#epochs()} epochs, with a
   * picture before training and one after each fifth of the epochs.
   *
   * @param shape the distribution of the points
   * @param seed the seed of the points, the initial parameters and the shuffling
   * @return the points, the predictions and their page
   * @throws NullPointerException if shape is null
   */
  public static Lesson<Boundary> boundary(Boundary.Shape shape, long seed) {
    return boundary(shape, shape.epochs(), shape.epochs() / 5, seed);
  }

  /**
   * Trains a network on 200 points of two classes in the plane, and draws its predictions over the plane as they change: two
   * hidden layers of 16 units of tanh, one output of sigmoid, Adam with a rate of 0.01, batches of 20.
   *
   * @param shape the distribution of the points
   * @param epochs the number of epochs, at least 1
   * @param every the epochs between two pictures, at least 1 and at most {@code epochs}. The last picture shows the network
   *     after all epochs. At most {@link Boundary#MOST_PICTURES} pictures.
   * @param seed the seed of the points, the initial parameters and the shuffling
   * @return the points, the predictions and their page
   * @throws IllegalArgumentException if a number is out of its range
   * @throws NullPointerException if shape is null
   */
  public static Lesson<Boundary> boundary(Boundary.Shape shape, int epochs, int every, long seed) {
    Boundary figures = Boundary.of(shape, epochs, every, seed);
    return new Lesson<>(figures, BoundaryPage.of("Lessons.boundary(Boundary.Shape." + shape + ", " + epochs + ", " + every
        + ", " + seed + ")", figures));
  }

  /**
   * Trains a network on two columns of a table, and draws its predictions over their plane as they change. The network has the
   * hidden layers, optimizer and batches of {@link #boundary(Boundary.Shape, int, int, long)}. Its inputs are the columns,
   * standardised; the axes have the numbers of the columns. Rows that lack a value are left out. At most 2,000 points are drawn
   * in a picture, and at most 30,000 on a page; the network is trained on all of them.
   *
   * @param table the target and two columns of numbers, and no others
   * @param target the column to predict, of 2 to 6 classes: texts, or numbers, of which each different one is a class
   * @param epochs the number of epochs, at least 1
   * @param every the epochs between two pictures, as in {@link #boundary(Boundary.Shape, int, int, long)}
   * @param seed the seed of the initial parameters and the shuffling
   * @return the points, the predictions and their page
   * @throws IllegalArgumentException if a number is out of its range, the table does not have these columns, the target has
   *     fewer or more classes, each row lacks a value, or the numbers of a column are too large for a standard deviation
   * @throws NullPointerException if table or target is null
   */
  public static Lesson<Boundary> boundary(Table table, String target, int epochs, int every, long seed) {
    Boundary figures = Boundary.of(table, target, epochs, every, seed);
    return new Lesson<>(figures, BoundaryPage.of("Lessons.boundary(table, \"" + target + "\", " + epochs + ", " + every + ", "
        + seed + ")", figures));
  }

  /**
   * Computes and draws {@link #digits(Dataset, Dataset, int, int, Consumer)} on the sample, for 30 epochs with 3 seeds.
   *
   * @return the accuracies, predicted classes and weights; and their page
   */
  public static Lesson<DigitRuns> digits() {
    return digits(DigitRuns.of(Digits.train(), Digits.heldOut(), DigitRuns.EPOCHS, DigitRuns.SEEDS, null), "Lessons.digits()");
  }

  /**
   * Trains networks on images of digits, as in Nielsen's "Neural Networks and Deep Learning", chapter 1: with 30 and with 100
   * hidden units, with the initializers {@link io.github.jinbei.Initializer#NORMAL} and {@link
   * io.github.jinbei.Initializer#GLOROT}, with several seeds. Draws the accuracy by epoch, the outputs that stick, the images
   * that the best run of 30 units classifies wrongly, and the weights of the first layer.
   *
   * @param train rows of 2 to 10 classes, whose inputs are the pixels, from 0 to 1, of square images
   * @param test rows of the same kind
   * @param epochs at least 1. Default on the command line: 30.
   * @param seeds the number of seeds, 1 to 20; the seeds are 1, 2 and so on. Default on the command line: 3.
   * @param progress receives a line of text after each network; may be null
   * @return the accuracies, predicted classes and weights; and their page
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Lesson<DigitRuns> digits(Dataset train, Dataset test, int epochs, int seeds, Consumer<String> progress) {
    return digits(DigitRuns.of(train, test, epochs, seeds, progress),
        "Lessons.digits(train, test, " + epochs + ", " + seeds + ", progress)");
  }

  private static Lesson<DigitRuns> digits(DigitRuns runs, String origin) {
    return new Lesson<>(runs, DigitRunsPage.of(runs, origin));
  }
}
