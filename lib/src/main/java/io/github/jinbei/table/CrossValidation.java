package io.github.jinbei.table;

import io.github.jinbei.EpochResult;
import io.github.jinbei.internal.parallel.Jobs;
import io.github.jinbei.internal.text.Count;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * A cross-validation: how well settings predict rows that are not trained on. The rows of a table are divided into folds. For
 * each fold an estimator is trained on all other rows, and answers for the rows of the fold.
 *
 * <pre>{@code
 * MlpClassifierBuilder settings = MlpClassifier.builder().units(16).epochs(30).folds(1);
 * CrossValidation result = CrossValidation.of(settings, Penguins.all(), "species", 5);
 * System.out.println(result.mean(Score.ACCURACY) + " +- " + result.standardError(Score.ACCURACY));
 * }</pre>
 *
 * <p>The folds are as equal in size as possible, and so are their shares of each class. They depend on the seed of the
 * settings. They have nothing to do with the {@linkplain EstimatorBuilder#folds folds} inside an estimator, which divide
 * the rows that it is trained on once more.
 *
 * <p>Immutable. The same rows and settings give the same bits, with any number of threads.
 */
public final class CrossValidation {

  private final Folds folds;
  private final List<Answers> parts;
  private final Answers answers;

  private CrossValidation(Folds folds, List<Answers> parts, Answers answers) {
    this.folds = folds;
    this.parts = parts;
    this.answers = answers;
  }

  /**
   * Trains an estimator for each fold, with all threads of the settings. The networks of all folds are trained side by side,
   * each on a thread; threads without a network help in the large steps of the networks that are left. Each estimator has the
   * bits that it has alone.
   *
   * <p>At most as many estimators as there are threads are trained at once. Each of them holds its own copies of the rows that
   * it is trained on: the table, the inputs, and the rows of each network. So the memory grows with the number of threads.
   *
   * <p>If the settings have a listener, each fold has a listener of its own: see {@link EstimatorListener#ofFold}. They are
   * called one at a time, on the threads of the trainings. If one returns false, it ends the training for its fold only; if it
   * throws an exception, it ends all.
   *
   * <p>A class may have fewer rows than there are folds. An estimator that is trained without a class answers 0 for its
   * probability.
   *
   * @param settings the settings of each estimator
   * @param table the inputs, and the target
   * @param target the name of the column to predict; all other columns are inputs, except that of the {@linkplain
   *     EstimatorBuilder#weights weights}
   * @param folds the number of folds, from 2 to the number of rows
   * @return the answers for all rows
   * @throws IllegalArgumentException if folds is outside of that range, or an estimator cannot be trained on these rows: see
   *     {@link EstimatorBuilder#fit}
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws CancellationException if the thread is interrupted; the interrupt stays pending
   * @throws RuntimeException that a listener throws: the first one. The trainings then end after their current batches.
   * @throws NullPointerException if an argument is null
   */
  public static CrossValidation of(EstimatorBuilder<?, ?> settings, Table table, String target, int folds) {
    Objects.requireNonNull(settings, "settings");
    Column column = MlpEstimator.present(Objects.requireNonNull(table, "table"), "target",
        Objects.requireNonNull(target, "target"));
    if (folds < 2 || folds > table.rows()) {
      throw new IllegalArgumentException("folds = " + folds + "; expected 2 to " + table.rows() + ", the number of rows");
    }
    Folds division = divide(settings, column, folds);
    int[][] rows = new int[folds][];
    Answers[] parts = new Answers[folds];
    double[] weights =
        settings.weights() == null ? Weighting.NO_NUMBERS : Weighting.numbers(table, settings.weights());
    EstimatorListener[] listeners = listeners(settings.listener(), folds);
    Jobs.runGroups(folds, settings.mostNetworks(), settings.threads(), fold -> {
      rows[fold] = IntStream.range(0, table.rows()).filter(row -> division.foldOf(row) == fold).toArray();
      int[] others = IntStream.range(0, table.rows()).filter(row -> division.foldOf(row) != fold).toArray();
      MlpEstimator model =
          fit(settings, table.rows(others), target, listeners[fold], "fold " + (fold + 1) + " of " + folds);
      parts[fold] = model.answers(table.rows(rows[fold]));
    });
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the cross-validation was interrupted");
    }
    return new CrossValidation(division, List.of(parts), join(column, List.of(parts), rows, weights));
  }

  /** Returns the listener of each fold, null for none. One of them is called at a time. */
  private static EstimatorListener[] listeners(EstimatorListener listener, int folds) {
    EstimatorListener[] ofFolds = new EstimatorListener[folds];
    Object turn = new Object();
    for (int i = 0; listener != null && i < folds; i++) {
      ofFolds[i] = new OneAtATime(Objects.requireNonNull(listener.ofFold(i, folds), "the result of ofFold"), turn);
    }
    return ofFolds;
  }

  /**
   * Calls a listener while no other listener with the same lock is called.
   *
   * @param listener the listener of a fold
   * @param turn the lock
   */
  private record OneAtATime(EstimatorListener listener, Object turn) implements EstimatorListener {

    @Override
    public boolean onEpoch(int network, int networks, EpochResult result) {
      synchronized (turn) {
        return listener.onEpoch(network, networks, result);
      }
    }

    @Override
    public void onEarlyEnd(int network, int epochs) {
      synchronized (turn) {
        listener.onEarlyEnd(network, epochs);
      }
    }

    @Override
    public void onRefit(int epochs) {
      synchronized (turn) {
        listener.onRefit(epochs);
      }
    }
  }

  private static Folds divide(EstimatorBuilder<?, ?> settings, Column target, int folds) {
    if (!settings.isForClasses()) {
      TargetScale.checkNumeric(target);
      return Folds.ofAll(new int[target.rows()], 1, folds, settings.seed());
    }
    List<String> classes = ClassLabels.of(target);
    return Folds.ofAll(ClassLabels.numbers(target, classes), classes.size(), folds, settings.seed());
  }

  private static MlpEstimator fit(EstimatorBuilder<?, ?> settings, Table train, String target, EstimatorListener listener,
      String fold) {
    try {
      MlpEstimator model = settings.fit(train, target, listener);
      if (!Thread.currentThread().isInterrupted()) {
        return model;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the training rows of " + fold + ": " + e.getMessage(), e);
    }
    throw new CancellationException("the training for " + fold + " was interrupted");
  }

  @SuppressWarnings("unchecked")
  private static Answers join(Column target, List<Answers> parts, int[][] rows, double[] weights) {
    // All parts are of one kind, as the same settings gave them.
    return parts.get(0) instanceof ClassAnswers ? ClassAnswers.join(target, (List<ClassAnswers>) (List<?>) parts, rows, weights)
        : NumberAnswers.join(target, (List<NumberAnswers>) (List<?>) parts, rows, weights);
  }

  /**
   * Returns the number of folds.
   *
   * @return at least 2
   */
  public int folds() {
    return parts.size();
  }

  /**
   * Returns the fold of a row: that whose estimator was not trained on it.
   *
   * @param row 0 to rows-1
   * @return the fold, from 0
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int foldOf(int row) {
    return folds.foldOf(row);
  }

  /**
   * Computes a figure for the rows of each fold.
   *
   * @param score which one
   * @return one figure for each fold; NaN where it is not defined
   * @throws IllegalArgumentException as {@link Answers#figure}
   * @throws NullPointerException if score is null
   */
  public double[] figures(Score score) {
    return parts.stream().mapToDouble(part -> part.figure(score)).toArray();
  }

  /**
   * Computes the mean of a figure over the folds.
   *
   * @param score which figure
   * @return the mean; NaN if the figure of a fold is not defined
   * @throws IllegalArgumentException as {@link Answers#figure}
   * @throws NullPointerException if score is null
   */
  public double mean(Score score) {
    return Spread.of(figures(score)).mean();
  }

  /**
   * Computes the standard error of {@link #mean}: the standard deviation of the figures of the folds (divided by folds - 1),
   * divided by √folds. It is a rough guide, as any two estimators have most of their training rows in common.
   *
   * @param score which figure
   * @return at least 0; NaN if the figure of a fold is not defined
   * @throws IllegalArgumentException as {@link Answers#figure}
   * @throws NullPointerException if score is null
   */
  public double standardError(Score score) {
    return Spread.of(figures(score)).standardError();
  }

  /**
   * Returns the answers for all rows, each by the estimator that was not trained on it. A figure of them is not the mean of the
   * figures of the folds.
   *
   * @return the answers, in the order of the table's rows: {@link ClassAnswers} or {@link NumberAnswers}
   */
  public Answers answers() {
    return answers;
  }

  /** Returns the mean and the standard error of each score, one on a line. */
  @Override
  public String toString() {
    return Aligned.text(Count.of(folds(), "fold") + " of " + Count.of(answers.rows(), "row") + ":",
        Score.all(answers instanceof ClassAnswers).stream()
            .map(score -> List.of(score.text(), Spread.of(figures(score)).toString())).toList());
  }
}
