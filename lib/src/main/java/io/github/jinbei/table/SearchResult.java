package io.github.jinbei.table;

import io.github.jinbei.NonFiniteLossException;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The result of a {@link Search}: the combinations of settings tried, and the best one.
 *
 * @param <E> the type of the estimator
 */
public final class SearchResult<E extends MlpEstimator> {

  private final List<Trial> trials;
  private final Score score;
  private final long combinations;
  private final IntFunction<E> fit;

  /** The numbers of the trials, the best first; those that have failed last. */
  private final int[] ranking;

  private SearchResult(List<Trial> trials, Score score, long combinations, IntFunction<E> fit, int[] ranking) {
    this.trials = List.copyOf(trials);
    this.score = score;
    this.combinations = combinations;
    this.fit = fit;
    this.ranking = ranking;
  }

  /**
   * A combination of settings that was tried.
   *
   * @param settings the value of each setting by name, in the order of the search; not modifiable
   * @param validation the cross-validation; null if it has failed
   * @param failure why it has failed; null if it has not
   */
  public record Trial(Map<String, Object> settings, CrossValidation validation, NonFiniteLossException failure) {

    /** Returns the mean of a score; NaN for a failure. */
    private double figure(Score score) {
      return validation == null ? Double.NaN : validation.mean(score);
    }
  }

  /**
   * Ranks trials.
   *
   * @param combinations how many there were to try
   * @param fit trains an estimator on all rows with the settings of a trial
   */
  static <E extends MlpEstimator> SearchResult<E> of(List<Trial> trials, Score score, long combinations, IntFunction<E> fit) {
    double[] figures = trials.stream().mapToDouble(trial -> trial.figure(score)).toArray();
    // NaN comes last, and of equals the earlier one first.
    int[] ranking = IntStream.range(0, figures.length).boxed()
        .sorted(Comparator.comparingDouble(i -> score.higherIsBetter() ? -figures[i] : figures[i]))
        .mapToInt(Integer::intValue).toArray();
    if (Double.isNaN(figures[ranking[0]])) {
      throw new IllegalStateException("none of " + Count.of(trials.size(), "combination") + " has a figure of " + score
          + (trials.get(0).failure == null ? ": it is not defined for a fold" : "; the first failed"), trials.get(0).failure);
    }
    return new SearchResult<>(trials, score, combinations, fit, ranking);
  }

  /**
   * Returns all combinations tried.
   *
   * @return an immutable list in the order in which they were tried
   */
  public List<Trial> trials() {
    return trials;
  }

  /**
   * Returns the place in {@link #trials} of the best combination: the one whose score has the best mean over the folds; of
   * equals the first.
   *
   * @return the place, from 0
   */
  public int bestIndex() {
    return ranking[0];
  }

  /**
   * Returns the best combination.
   *
   * @return the element {@link #bestIndex} of {@link #trials}
   */
  public Trial best() {
    return trials.get(ranking[0]);
  }

  /**
   * Trains an estimator with the best combination on all rows of the search, with no limit of time.
   *
   * @return a new estimator; the same bits with each call
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws java.util.concurrent.CancellationException if the training was ended before a network had completed an epoch
   */
  public E fit() {
    return fit.apply(ranking[0]);
  }

  /** Returns a table of the combinations, the best first: the mean of the score, its standard error, the values. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(score.text()));
    head.addAll(trials.get(0).settings.keySet());
    lines.add(head);
    for (int i : ranking) {
      Trial trial = trials.get(i);
      List<String> line = new ArrayList<>();
      line.add(trial.validation == null ? "failed" : Spread.of(trial.validation.figures(score)).toString());
      trial.settings.values().forEach(value -> line.add(text(value)));
      lines.add(line);
    }
    return Aligned.text(trials.size() + " of " + Count.of(combinations, "combination") + ", the best first:", lines);
  }

  private static String text(Object value) {
    return value instanceof int[] units ? Arrays.toString(units)
        : value instanceof Float number ? Plain.shortest(number) : value.toString();
  }
}
