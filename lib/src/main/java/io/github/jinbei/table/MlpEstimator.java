package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochDiagnostics;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.Predictor;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.text.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model of tables: {@link Features}, which turn rows into inputs, and one or several networks, whose mean is the prediction.
 *
 * <p>An estimator is immutable, and any number of threads may share it. The prediction of a row depends neither on the other
 * rows nor on the thread.
 */
public abstract sealed class MlpEstimator permits MlpClassifier, MlpRegressor {

  private final Fitted fitted;
  private final List<Predictor> predictors;

  MlpEstimator(Fitted fitted) {
    this.fitted = fitted;
    this.predictors = fitted.networks().stream().map(Mlp::predictor).toList();
  }

  /**
   * Returns what turns the columns of a table into inputs of the networks.
   *
   * @return the features
   */
  public final Features features() {
    return fitted.features();
  }

  /**
   * Returns the name of the column that is predicted.
   *
   * @return the name
   */
  public final String target() {
    return fitted.target();
  }

  /**
   * Returns the name of the column with the weights of the rows: see {@link EstimatorBuilder#weights}.
   *
   * @return the name; empty if all rows count alike
   */
  public final Optional<String> weights() {
    return Optional.ofNullable(fitted.weighting().column());
  }

  /**
   * Returns the number of networks.
   *
   * @return at least 1
   */
  public final int networks() {
    return predictors.size();
  }

  /**
   * Returns a copy of a network. Its inputs are those of {@link #features}. Its outputs are the probabilities of the classes,
   * or the standardised value of a regression.
   *
   * @param i the number of the network, from 0
   * @return a new network
   * @throws IndexOutOfBoundsException if there is no such network
   */
  public final Mlp network(int i) {
    return fitted.networks().get(i).copy();
  }

  /**
   * Returns the training of each network. The epochs of networks that were refitted on all rows have no validation. With
   * weights, each loss is that of rows times their weights. Losses are those before probabilities are {@linkplain
   * MlpClassifierBuilder#calibrate calibrated}. {@link #partialFit} adds nothing.
   *
   * @return one history for each network; empty if the estimator was loaded from a file
   */
  public final List<History> history() {
    return fitted.history();
  }

  /**
   * Returns the measurements of each network of {@link #history}, if {@link EstimatorBuilder#diagnostics} was set to true.
   * {@link #partialFit} adds nothing.
   *
   * @return for each network its measurements, in the order of the epochs; empty without measurements, and after loading a file
   */
  public final List<List<EpochDiagnostics>> diagnostics() {
    return fitted.diagnostics();
  }

  /**
   * Returns the number of rows that the estimator was trained on, including those that validated networks, and those of each
   * {@link #partialFit}.
   *
   * @return the number of rows, at most {@link Integer#MAX_VALUE}
   */
  public final int rows() {
    return fitted.rows();
  }

  /**
   * Returns the seed of the training.
   *
   * @return the seed
   */
  public final long seed() {
    return fitted.seed();
  }

  /**
   * Returns what the estimator answers for rows whose targets are known, from which all figures of its quality are computed.
   *
   * @param table rows with the columns of the inputs and the target; further columns are ignored
   * @return the answers, in the order of the rows
   * @throws IllegalArgumentException if a column is missing, a target is missing or of a wrong type, a text in a column of
   *     numbers is not a number, or a weight is wrong: see {@link EstimatorBuilder#weights}
   * @throws NullPointerException if table is null
   */
  public abstract Answers answers(Table table);

  /**
   * Returns how good the predictions are: the accuracy of a classifier, R² of a regressor. Rows are weighted where
   * the {@linkplain Answers#weights answers} have weights.
   *
   * @param table rows with the columns of the inputs and the target
   * @return the score; 1 if all predictions are right
   * @throws IllegalArgumentException if a column is missing, a target is missing or of a wrong type, a text in a column of
   *     numbers is not a number, or a weight is wrong
   * @throws NullPointerException if table is null
   */
  public abstract double score(Table table);

  /**
   * Continues the training on new rows (online learning), and returns the estimator after it; this one does not change. Each
   * network makes one step of plain gradient descent for each 256 rows, in their order; the last step may have fewer. So the
   * rows of a stream can be given in pieces: pieces of a multiple of 256 rows give the same bits as all rows at once. Runs on
   * the calling thread.
   *
   * <p>Weights of a layer of n inputs have the learning rate rate/n, biases 0.1·rate, and the factors of the inputs the rate.
   * With 0.3, one pass over as many rows again lowered the errors on six tables by 0 to 2 %; a new training on all rows did so
   * by 0 to 19 %. A larger rate learns more from each row; with 3 the error on one table grew by half.
   *
   * <p>The features, the classes, the standardisation of the targets, and what weights are multiplied by (class weights, and 1
   * divided by the mean of all weights) are those of the first training, and are saved with the estimator. So is the dropout.
   * Labels are not smoothed, so that probabilities stay calibrated. Values that a column did not have then are transformed as
   * in a prediction.
   *
   * @param rows at least one row, with the columns of the inputs and the target, and the column of the {@link #weights} if
   *     there is one; further columns are ignored
   * @param rate the learning rate, finite and above 0; 0.3 to begin with
   * @return the new estimator; {@link #rows} has grown, {@link #history} is the same
   * @throws IllegalArgumentException if a column is missing or of a wrong type, a target is missing or of an unknown class, a
   *     weight is wrong, rate is not finite or not above 0, or the targets of the first training of a regression were all equal
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if rows is null
   */
  public abstract MlpEstimator partialFit(Table rows, float rate);

  /** Returns what {@link #partialFit} makes of the rows, whose targets the data set has. */
  final Fitted updated(Table rows, Dataset data, float rate) {
    Weighting weighting = fitted.weighting();
    double[] numbers = weighting.column() == null ? Weighting.NO_NUMBERS : Weighting.numbers(rows, weighting.column());
    return OnlineUpdate.of(fitted, weighting.weigh(data, numbers), Arguments.positive("rate", rate));
  }

  /**
   * Writes the estimator to a safetensors file, from which {@code load} reads it. An existing file is replaced atomically.
   *
   * @param file the file
   * @throws IOException if the file cannot be written; its old content is then unchanged
   * @throws NullPointerException if file is null
   */
  public final void save(Path file) throws IOException {
    EstimatorFile.write(this, Objects.requireNonNull(file, "file"));
  }

  /**
   * Reads an estimator that {@link #save} wrote.
   *
   * @param file the content of the file
   * @param custom the user's own activations that the networks may contain
   * @return a classifier or a regressor
   * @throws IllegalArgumentException if the file is not a valid estimator; the message says what is wrong
   * @throws NullPointerException if an argument is null
   */
  public static MlpEstimator read(SafeTensors file, Activation... custom) {
    return EstimatorFile.read(Objects.requireNonNull(file, "file"), custom);
  }

  final Fitted fitted() {
    return fitted;
  }

  /** Returns the mean outputs of the networks for the rows of a table, [rows][outputs]. */
  final double[] outputs(Table table) {
    return outputs(features().transform(table), table.rows());
  }

  /** Returns the mean outputs of the networks for a row of numbers. */
  final double[] outputs(double[] row) {
    return outputs(features().transform(row), 1);
  }

  /** Returns the mean outputs of the networks for a row of values by name. */
  final double[] outputs(Map<String, ?> row) {
    return outputs(Table.ofRow(Objects.requireNonNull(row, "row")));
  }

  /** Adds the outputs in the order of the networks. */
  private double[] outputs(float[] in, int rows) {
    float[] out = new float[Math.multiplyExact(rows, predictors.get(0).outputs())];
    double[] means = new double[out.length];
    for (Predictor predictor : predictors) {
      predictor.predict(in, 0, rows, out, 0);
      for (int i = 0; i < out.length; i++) {
        means[i] += out[i];
      }
    }
    for (int i = 0; i < out.length; i++) {
      means[i] /= predictors.size();
    }
    return means;
  }

  /** Returns the number of each row in the column of weights; none if there is no such column. */
  final double[] weights(Table table) {
    String column = fitted.weighting().column();
    return column != null && table.hasColumn(column) ? Weighting.numbers(table, column) : Weighting.NO_NUMBERS;
  }

  /** Returns the targets of a table, all of which are present. */
  final Column targets(Table table) {
    return present(table, "target", target());
  }

  /**
   * Returns a column of a table that has a value in every row.
   *
   * @param what the column is for, in messages
   */
  static Column present(Table table, String what, String name) {
    Column column = table.column(name);
    for (int row = 0; column.missing() > 0 && row < column.rows(); row++) {
      if (column.isMissing(row)) {
        throw new IllegalArgumentException("the " + what + " \"" + name + "\" is missing in " + table.place(row)
            + "; expected a value in every row");
      }
    }
    return column;
  }
}
