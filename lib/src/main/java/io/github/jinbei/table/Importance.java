package io.github.jinbei.table;

import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.parallel.Jobs;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * How much an estimator depends on each column of its inputs: permutation importance (Breiman, "Random Forests", 2001). The
 * values of a column are exchanged at random among the rows, so that they do not depend on the target, and all else
 * stays. The importance of the column is by how much this makes a score worse.
 *
 * <pre>{@code
 * MlpClassifier model = MlpClassifier.builder().units(16).epochs(30).fit(Penguins.train(), "species");
 * System.out.println(Importance.of(model, Penguins.heldOut(), Score.LOG_LOSS, 1));
 * }</pre>
 *
 * <p>The rows should be rows that the estimator was not trained on: on others, the importance also shows what it has learned of
 * single rows. If two columns hold the same information, the importance is shared between them, and both may seem unimportant.
 *
 * <p>Immutable. The same estimator, rows and seed give the same bits, with any number of threads.
 */
public final class Importance {

  private static final int PERMUTATIONS = 5;

  /** Permutation p of column c is drawn from the random stream STREAMS + c·2^31 + p of the seed. */
  private static final long STREAMS = 1L << 61;

  private final Score score;
  private final double figure;
  private final List<Entry> entries;

  private Importance(Score score, double figure, List<Entry> entries) {
    this.score = score;
    this.figure = figure;
    this.entries = List.copyOf(entries);
  }

  /**
   * The importance of one column.
   *
   * @param column the name of the column
   * @param mean the mean over the permutations of how much worse the score is: its decrease if a higher one is better, else its
   *     increase. Below 0 if it is better by chance.
   * @param standardError the standard deviation over the permutations (divided by their number - 1), divided by the square root
   *     of their number; 0 for one permutation
   */
  public record Entry(String column, double mean, double standardError) {}

  /**
   * Computes the importance of each column by 5 permutations, with as many threads as the VM has processors.
   *
   * @param model the estimator
   * @param table rows with the columns of the inputs and the target
   * @param score the score
   * @param seed of the permutations
   * @return the importance of all columns of the inputs
   * @throws IllegalArgumentException as {@link #of(MlpEstimator, Table, Score, long, int, int)}
   * @throws CancellationException if the thread is interrupted; the interrupt stays pending
   * @throws NullPointerException if an argument is null
   */
  public static Importance of(MlpEstimator model, Table table, Score score, long seed) {
    return of(model, table, score, seed, PERMUTATIONS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Computes the importance of each column.
   *
   * @param model the estimator
   * @param table rows with the columns of the inputs and the target
   * @param score the score
   * @param seed of the permutations
   * @param permutations how often the values of each column are exchanged, at least 1
   * @param threads the most threads, at least 1; each needs memory for the inputs of all rows
   * @return the importance of all columns of the inputs
   * @throws IllegalArgumentException if a number is below 1, the score does not suit the estimator, a column or a target is
   *     missing, a target is of a wrong type, a text in a column of numbers is not a number, or a weight is wrong
   * @throws CancellationException if the thread is interrupted; the interrupt stays pending
   * @throws NullPointerException if an argument is null
   */
  public static Importance of(MlpEstimator model, Table table, Score score, long seed, int permutations, int threads) {
    Arguments.atLeast("permutations", permutations, 1);
    Arguments.atLeast("threads", threads, 1);
    Objects.requireNonNull(score, "score");
    double figure = Objects.requireNonNull(model, "model").answers(table).figure(score);
    List<String> columns = model.features().columns();
    double[][] losses = new double[columns.size()][permutations];
    Jobs.run(Math.multiplyExact(columns.size(), permutations), threads, (number, ready) -> {
      int c = number / permutations;
      int p = number % permutations;
      int[] order = new int[table.rows()];
      new CounterRandom(seed, STREAMS + ((long) c << 31) + p).permute(order);
      Table permuted = table.with(table.column(columns.get(c)).rows(order));
      losses[c][p] = score.gain(figure, model.answers(permuted).figure(score));
    });
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the computation of the importance was interrupted");
    }
    List<Entry> entries = new ArrayList<>();
    for (int c = 0; c < losses.length; c++) {
      Spread spread = Spread.of(losses[c]);
      entries.add(new Entry(columns.get(c), spread.mean(), spread.standardError()));
    }
    entries.sort(Comparator.comparingDouble(entry -> -entry.mean));
    return new Importance(score, figure, entries);
  }

  /**
   * Returns the score.
   *
   * @return the score
   */
  public Score score() {
    return score;
  }

  /**
   * Returns the score of the rows as they are.
   *
   * @return the figure from which those of the permutations differ
   */
  public double figure() {
    return figure;
  }

  /**
   * Returns the importance of each column of the inputs.
   *
   * @return an immutable list, the most important column first; of equals in the order of the inputs
   */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns the columns, the most important first, each on a line with its importance and the standard error. */
  @Override
  public String toString() {
    return Aligned.text(score.text() + ' ' + Plain.number(figure, 4) + "; if the values of a column are exchanged, worse by:",
        entries.stream().map(entry -> List.of(entry.column, new Spread(entry.mean, entry.standardError).toString())).toList());
  }
}
