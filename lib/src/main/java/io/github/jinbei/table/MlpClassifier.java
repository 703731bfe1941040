package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A classifier of the rows of a table.
 *
 * <pre>{@code
 * Table flowers = Table.of(Column.numbers("petal", 1.4, 1.3, 1.5, 4.7, 4.5, 4.9),
 *     Column.texts("species", "setosa", "setosa", "setosa", "versicolor", "versicolor", "versicolor"));
 * MlpClassifier model = MlpClassifier.builder().units(8).epochs(20).fit(flowers, "species");
 * String species = model.predict(Map.of("petal", 1.2));
 * }</pre>
 *
 * <p>Immutable and thread-safe. Of equal probabilities, the class that comes first in {@link #classes} is predicted.
 */
public final class MlpClassifier extends MlpEstimator {

  private final List<String> classes;

  /** Creates a classifier whose networks have one output for each class. */
  MlpClassifier(Fitted fitted, List<String> classes) {
    super(fitted);
    this.classes = List.copyOf(classes);
  }

  /**
   * Trains a classifier with default settings, as {@link MlpClassifierBuilder#fit(Table, String)} does.
   *
   * @param table the inputs, and the target; at least 2 rows
   * @param target the name of the column to predict; all other columns are inputs
   * @return the classifier
   * @throws IllegalArgumentException if there is no such column, a target is missing, there are fewer than 2 rows or no inputs,
   *     or all rows have the same class
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws java.util.concurrent.CancellationException if the training was ended before a network had completed an epoch
   * @throws NullPointerException if an argument is null
   */
  public static MlpClassifier fit(Table table, String target) {
    return builder().fit(table, target);
  }

  /**
   * Returns a builder with default settings.
   *
   * @return the builder
   */
  public static MlpClassifierBuilder builder() {
    return new MlpClassifierBuilder();
  }

  /**
   * Reads a classifier that {@link #save} wrote.
   *
   * @param file the file
   * @param custom the user's own activations that the networks may contain
   * @return the classifier
   * @throws io.github.jinbei.format.FileFormatException if the file is not a valid classifier
   * @throws IOException if the file cannot be read
   * @throws NullPointerException if an argument is null
   */
  public static MlpClassifier load(Path file, Activation... custom) throws IOException {
    return EstimatorFile.read(Objects.requireNonNull(file, "file"), MlpClassifier.class, custom);
  }

  /**
   * Returns the classes: sorted as numbers if all are numbers, else by code point.
   *
   * @return an immutable list
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * Predicts the classes of rows.
   *
   * @param table rows with the columns of the inputs; further columns are ignored
   * @return one class for each row
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if table is null
   */
  public String[] predict(Table table) {
    double[][] all = probabilities(table);
    return Arrays.stream(all).map(this::classOf).toArray(String[]::new);
  }

  /**
   * Predicts the class of a row of numbers.
   *
   * @param row a value for each of the {@linkplain Features#columns columns}, in their order; NaN is missing
   * @return the class
   * @throws IllegalArgumentException if a column has texts, a value is infinite, or the number of values is wrong
   * @throws NullPointerException if row is null
   */
  public String predict(double[] row) {
    return classOf(outputs(row));
  }

  /**
   * Predicts the class of a row.
   *
   * @param row the value of each column by name: a {@link Number}, a text, or null if it is missing; further values are ignored
   * @return the class
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if row is null
   */
  public String predict(Map<String, ?> row) {
    return classOf(outputs(row));
  }

  /**
   * Computes the probabilities of the classes of rows, the mean over the networks.
   *
   * @param table rows with the columns of the inputs; further columns are ignored
   * @return for each row, one probability for each of the {@link #classes}
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if table is null
   */
  public double[][] probabilities(Table table) {
    double[] all = outputs(Objects.requireNonNull(table, "table"));
    double[][] rows = new double[table.rows()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(all, row * classes.size(), (row + 1) * classes.size());
    }
    return rows;
  }

  /**
   * Computes the probabilities of the classes of a row of numbers.
   *
   * @param row a value for each of the {@linkplain Features#columns columns}, in their order; NaN is missing
   * @return one probability for each of the {@link #classes}
   * @throws IllegalArgumentException if a column has texts, a value is infinite, or the number of values is wrong
   * @throws NullPointerException if row is null
   */
  public double[] probabilities(double[] row) {
    return outputs(row);
  }

  /**
   * Computes the probabilities of the classes of a row.
   *
   * @param row the value of each column by name: a {@link Number}, a text, or null if it is missing; further values are ignored
   * @return one probability for each of the {@link #classes}
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if row is null
   */
  public double[] probabilities(Map<String, ?> row) {
    return outputs(row);
  }

  @Override
  public ClassAnswers answers(Table table) {
    Column expected = targets(Objects.requireNonNull(table, "table"));
    return ClassAnswers.of(expected, classes, probabilities(table), weights(table));
  }

  /**
   * Returns the accuracy: the fraction of rows whose class is predicted. A class that is not among {@link #classes} never is.
   * Rows are weighted where the {@link #answers} have weights.
   *
   * @param table rows with the columns of the inputs and the target
   * @return 0 to 1
   * @throws IllegalArgumentException if a column or a target is missing, a text in a column of numbers is not a number, or a
   *     weight is wrong
   * @throws NullPointerException if table is null
   */
  @Override
  public double score(Table table) {
    return answers(table).figure(Score.ACCURACY);
  }

  /**
   * Continues the training on new rows, as {@link MlpEstimator#partialFit} says. The classes stay those of the first training.
   *
   * @param rows at least one row, with the columns of the inputs and the target, and the column of the {@link #weights} if
   *     there is one; further columns are ignored
   * @param rate the learning rate, finite and above 0
   * @return the new classifier
   * @throws IllegalArgumentException if a column is missing, a text in a column of numbers is not a number, a target is missing
   *     or none of the {@link #classes}, a weight is wrong, or rate is not finite or not above 0
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if rows is null
   */
  @Override
  public MlpClassifier partialFit(Table rows, float rate) {
    Column expected = targets(Objects.requireNonNull(rows, "rows"));
    int[] labels = ClassLabels.numbers(expected, classes);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0) {
        throw new IllegalArgumentException("the target \"" + target() + "\" is \"" + expected.text(row) + "\" in "
            + rows.place(row) + "; expected one of the classes " + Table.listed(classes));
      }
    }
    Dataset data = Dataset.ofClasses(features().transform(rows), features().inputs(), labels, classes.size());
    return new MlpClassifier(updated(rows, data, rate), classes);
  }

  /**
   * Returns the class that is predicted with given probabilities: the most probable one; of equally probable ones the first.
   *
   * @param probabilities one for each of the {@link #classes}, as {@link #probabilities(Table)} returns for a row
   * @return the class
   * @throws IllegalArgumentException if the number of probabilities is not that of the classes
   * @throws NullPointerException if probabilities is null
   */
  public String classOf(double[] probabilities) {
    int count = Objects.requireNonNull(probabilities, "probabilities").length;
    if (count != classes.size()) {
      throw new IllegalArgumentException("probabilities.length = " + count + "; expected " + classes.size()
          + ", one for each class");
    }
    return classes.get(indexOfLargest(probabilities));
  }

  /** Returns the number of the most probable class; of equally probable ones the first. */
  static int indexOfLargest(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
