package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochMetric;
import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The settings of a new {@link MlpEstimator}. The defaults are the recipe RealMLP-TD-S (Holzmüller, Grinsztajn and Steinwart,
 * "Better by Default", 2024), applied to five networks, each of which is stopped by the fifth of the rows that it does not see.
 * In five points they differ from it: the best epoch of classes is that of the least loss, a network may end early ({@link
 * #epochs}), few rows are all trained on ({@link #refit}), few missing numbers have no input ({@link Features}), and
 * probabilities are calibrated ({@link MlpClassifierBuilder#calibrate}).
 *
 * @param <B> the type of the builder
 * @param <E> the type of the estimator
 */
public abstract sealed class EstimatorBuilder<B extends EstimatorBuilder<B, E>, E extends MlpEstimator>
    permits MlpClassifierBuilder, MlpRegressorBuilder {

  /** The name of the target where the targets are given as an array. */
  static final String TARGET = "target";

  private static final int FOLDS = 5;
  private static final int EPOCHS = 256;

  private List<Integer> units = List.of(256, 256, 256);
  private Activation activation;
  private Integer folds;
  private Boolean refit;
  private Integer epochs;
  private int batchSize = 256;
  private float learningRate;
  private float dropout;
  private float weightDecay;
  private FeatureOptions features = FeatureOptions.DEFAULT;
  private String weights;
  private long seed;
  private int threads = Runtime.getRuntime().availableProcessors();
  private EstimatorListener listener;
  private boolean diagnostics;

  EstimatorBuilder(Task task) {
    this.activation = task.hidden;
    this.learningRate = task.learningRate;
  }

  abstract B self();

  /**
   * Sets the hidden layers. Default: 256, 256, 256.
   *
   * @param perLayer the units of each hidden layer, each at least 1; none for a linear model
   * @return this builder
   * @throws IllegalArgumentException if a number is below 1
   * @throws NullPointerException if perLayer is null
   */
  public B units(int... perLayer) {
    for (int i = 0; i < Objects.requireNonNull(perLayer, "perLayer").length; i++) {
      Arguments.atLeast("perLayer[" + i + "]", perLayer[i], 1);
    }
    this.units = Arrays.stream(perLayer).boxed().toList();
    return self();
  }

  /**
   * Sets the activation of the hidden layers. Default: {@link Activation#SELU} for classes, {@link Activation#MISH} for a
   * regression.
   *
   * @param activation the activation, not softmax
   * @return this builder
   * @throws IllegalArgumentException if it is softmax
   * @throws NullPointerException if activation is null
   */
  public B activation(Activation activation) {
    if (Objects.requireNonNull(activation, "activation") == Activation.SOFTMAX) {
      throw new IllegalArgumentException("activation = softmax; expected one for hidden layers");
    }
    this.activation = activation;
    return self();
  }

  /**
   * Sets the number of networks. The rows are divided into as many folds, of each class alike. Each network is trained on all
   * folds but one, and keeps the parameters of the epoch that is best on that one. A prediction is the mean over the networks.
   * With 1 fold there is one network, for which a fifth of the rows is set aside. Where there are fewer rows than folds, there
   * are as many folds as rows. The only row of a class is in no fold: all networks are trained on it. If each row is the only
   * one of its class, one network is trained on all rows, and keeps the parameters of the last epoch. Default: 5, with {@link
   * #refit} for fewer than 200 rows.
   *
   * @param folds at least 1
   * @return this builder
   * @throws IllegalArgumentException if folds is below 1
   */
  public B folds(int folds) {
    Arguments.atLeast("folds", folds, 1);
    this.folds = folds;
    return self();
  }

  /**
   * Sets whether the networks of the folds only find out how many epochs are best: those after which the mean over all rows of
   * the loss, each by the network that is not trained on the row, is the least; of equals the most. Then as many new networks
   * are trained on all rows for so many epochs, and are the networks of the estimator. If the training is ended before, it has
   * those of the folds. Nothing is refitted if each row is the only one of its class. Default: false if {@link #folds} is set,
   * else whether there are fewer than 200 rows.
   *
   * @param refit whether new networks are trained on all rows
   * @return this builder
   */
  public B refit(boolean refit) {
    this.refit = refit;
    return self();
  }

  /**
   * Sets the number of epochs of each network. Default: at most 256. A network then ends with a cycle of the schedule (they
   * last 17, 34, 68 and 137 epochs) that has brought no better epoch than those before, unless there is a {@link #refit}.
   *
   * @param epochs at least 1
   * @return this builder
   * @throws IllegalArgumentException if epochs is below 1
   */
  public B epochs(int epochs) {
    Arguments.atLeast("epochs", epochs, 1);
    this.epochs = epochs;
    return self();
  }

  /**
   * Sets the number of rows of a mini-batch. The rows of an epoch that do not fill a batch are left out. Default: 256, or all
   * rows that a network is trained on where these are fewer.
   *
   * @param rows at least 1
   * @return this builder
   * @throws IllegalArgumentException if rows is below 1
   */
  public B batchSize(int rows) {
    Arguments.atLeast("batchSize", rows, 1);
    this.batchSize = rows;
    return self();
  }

  /**
   * Sets the learning rate of Adam. Weights of a layer of n inputs have 1/√n of it, biases 0.1 of it, and the factors of the
   * inputs 6 times it. The schedule {@link io.github.jinbei.Schedule#coslog4} multiplies it. Default: 0.04 for classes,
   * 0.07 for a regression.
   *
   * @param rate finite and above 0
   * @return this builder
   * @throws IllegalArgumentException if rate is not finite or not above 0
   */
  public B learningRate(float rate) {
    this.learningRate = Arguments.positive("learningRate", rate);
    return self();
  }

  /**
   * Sets the dropout of each hidden layer: see {@link io.github.jinbei.MlpBuilder#dropout}. Default: 0.
   *
   * @param share at least 0 and below 1
   * @return this builder
   * @throws IllegalArgumentException if share is outside of that range
   */
  public B dropout(float share) {
    this.dropout = Arguments.fraction("dropout", share);
    return self();
  }

  /**
   * Sets the decay λ of the weights, w ← w − rate·λ·w in each step, as AdamW has it. Default: 0.
   *
   * @param lambda finite and at least 0
   * @return this builder
   * @throws IllegalArgumentException if lambda is negative or not finite
   */
  public B weightDecay(float lambda) {
    this.weightDecay = Arguments.notNegative("weightDecay", lambda);
    return self();
  }

  /**
   * Sets how columns become inputs. Default: {@link FeatureOptions#DEFAULT}.
   *
   * @param options the settings of the features
   * @return this builder
   * @throws NullPointerException if options is null
   */
  public B features(FeatureOptions options) {
    this.features = Objects.requireNonNull(options, "options");
    return self();
  }

  /**
   * Sets the column with the weights of the rows. It is no input, and predictions do not need it. The loss of a row is
   * multiplied by its weight, both in training and where the best epoch is chosen by the loss. Weights are divided by their
   * mean, so that their scale has no effect; a weight of 0 leaves the row out of the loss. Weights do not change the
   * features, the standardisation of the targets of a regression, the division into folds, and the accuracy by which an epoch
   * may be chosen. They weight the {@linkplain MlpEstimator#answers figures} of rows that have them. Default: none, all rows
   * count alike.
   *
   * @param column the name of a column of numbers of at least 0, none of them missing
   * @return this builder
   * @throws NullPointerException if column is null
   */
  public B weights(String column) {
    this.weights = Objects.requireNonNull(column, "column");
    return self();
  }

  /**
   * Sets the seed of everything random. The same seed, settings and rows give the same bits. Default: 0.
   *
   * @param seed any number
   * @return this builder
   */
  public B seed(long seed) {
    this.seed = seed;
    return self();
  }

  /**
   * Sets the largest number of threads. The networks are trained side by side, those of all folds of a {@link CrossValidation}
   * too; threads without a network help in the steps of the others. The bits do not depend on it. Default: the number of
   * processors of the VM.
   *
   * @param threads at least 1
   * @return this builder
   * @throws IllegalArgumentException if threads is below 1
   */
  public B threads(int threads) {
    Arguments.atLeast("threads", threads, 1);
    this.threads = threads;
    return self();
  }

  /**
   * Sets a listener, which is called after each epoch of each network and can end the training. Default: none.
   *
   * @param listener the listener
   * @return this builder
   * @throws NullPointerException if listener is null
   */
  public B listener(EstimatorListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return self();
  }

  /**
   * Sets whether each network is measured after its epochs, on the first 256 rows that it is trained on: see {@link
   * io.github.jinbei.DiagnosticsListener}. The training has the same bits with and without measurements. With few rows, a
   * training with them takes up to three times as long. Default: false.
   *
   * @param diagnostics whether the networks are measured; {@link MlpEstimator#diagnostics} returns the measurements
   * @return this builder
   */
  public B diagnostics(boolean diagnostics) {
    this.diagnostics = diagnostics;
    return self();
  }

  /**
   * Trains an estimator on all rows of a table. An interrupt of the thread ends the training, as a listener does, and stays
   * pending. The estimator then has the networks that have completed an epoch.
   *
   * @param table the inputs, and the target; at least 2 rows
   * @param target the name of the column to predict; all other columns are inputs, except that of the {@link #weights}
   * @return the estimator
   * @throws IllegalArgumentException if there is no such column, a target is missing, there are fewer than 2 rows or no inputs,
   *     all rows have the same class, the target of a regression is text, or the weights are wrong: missing, negative, texts or
   *     all 0
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws java.util.concurrent.CancellationException if the training was ended before a network had completed an epoch
   * @throws NullPointerException if an argument is null
   */
  public final E fit(Table table, String target) {
    return fit(table, target, listener);
  }

  /** Trains an estimator as {@link #fit(Table, String)} does, with another listener or null. */
  final E fit(Table table, String target, EstimatorListener listener) {
    Objects.requireNonNull(table, "table");
    Column column = MlpEstimator.present(table, "target", Objects.requireNonNull(target, "target"));
    if (target.equals(weights)) {
      throw new IllegalArgumentException("weights = \"" + weights + "\", the target; expected another column");
    }
    double[] ofRows = weights == null ? Weighting.NO_NUMBERS : Weighting.numbers(table, weights);
    if (table.columns().size() == (weights == null ? 1 : 2)) {
      throw new IllegalArgumentException("table = a table without columns other than the target \"" + target + "\""
          + (weights == null ? "" : " and the weights \"" + weights + "\"") + "; expected at least one input");
    }
    if (table.rows() < 2) {
      throw new IllegalArgumentException("table = a table of 1 row; expected at least 2");
    }
    return train(weights == null ? table.drop(target) : table.drop(target, weights), column, ofRows, listener);
  }

  /** Returns whether the targets are classes; if not, they are numbers. */
  final boolean isForClasses() {
    return this instanceof MlpClassifierBuilder;
  }

  final long seed() {
    return seed;
  }

  final int threads() {
    return threads;
  }

  /** Returns the number of networks. An estimator of fewer rows than that has at most one network for each row. */
  final int mostNetworks() {
    return folds == null ? FOLDS : folds;
  }

  /** Returns the listener, or null. */
  final EstimatorListener listener() {
    return listener;
  }

  /**
   * Trains on inputs and a target without missing values.
   *
   * @param ofRows the weights of the rows; none without a column of weights
   * @param listener or null
   */
  abstract E train(Table inputs, Column target, double[] ofRows, EstimatorListener listener);

  /** Returns the name of the column of weights; null if none was set. */
  final String weights() {
    return weights;
  }

  /** Returns the settings, with a listener or null. */
  final EstimatorSettings settings(float labelSmoothing, EpochMetric metric, boolean calibrate, EstimatorListener listener) {
    Boolean again = refit == null && folds != null ? Boolean.FALSE : refit;
    return new EstimatorSettings(units, activation, mostNetworks(), again, epochs == null ? EPOCHS : epochs,
        epochs == null, batchSize, learningRate, dropout, weightDecay, labelSmoothing, metric, calibrate, features,
        seed, threads, listener, diagnostics);
  }

  /**
   * Trains on inputs given as arrays.
   *
   * @param name the argument that has the targets
   */
  final E fit(Table inputs, String name, Column target) {
    if (inputs.rows() != target.rows()) {
      throw new IllegalArgumentException(name + ".length = " + target.rows() + "; expected " + inputs.rows()
          + ", one for each row of x");
    }
    return fit(inputs.with(target), TARGET);
  }
}
