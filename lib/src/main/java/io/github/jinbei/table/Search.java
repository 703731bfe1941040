package io.github.jinbei.table;

import io.github.jinbei.NonFiniteLossException;
import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.text.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A search for the best settings of an estimator. Each combination of values is tried by a {@link CrossValidation}.
 *
 * <pre>{@code
 * SearchResult<MlpClassifier> result = Search.grid(() -> MlpClassifier.builder().folds(1).epochs(20))
 *     .over("units", MlpClassifierBuilder::units, new int[] {8}, new int[] {32, 32})
 *     .over("learningRate", MlpClassifierBuilder::learningRate, 0.02f, 0.04f)
 *     .run(Penguins.train(), "species", 3);
 * System.out.println(result);
 * MlpClassifier model = result.fit();
 * }</pre>
 *
 * <p>Settings without values in the search stay as the builder has them. Its own value of a setting is tried only if it is
 * among the values. The figure of the best combination is better than what it will reach on new rows, as it is the best of
 * several: judge the model on rows that the search has not used.
 *
 * <p>A search belongs to one thread. The same rows, values and seeds give the same figures.
 *
 * @param <B> the type of the builder
 * @param <E> the type of the estimator
 */
public final class Search<B extends EstimatorBuilder<B, E>, E extends MlpEstimator> {

  /** Random combinations come from this stream of the seed. */
  private static final long STREAM = 1L << 44;

  /** The most combinations: a random number has 52 bits, so that each of them can be drawn. */
  private static final long MOST = 1L << 52;

  private final Supplier<B> builder;

  /** The most combinations that are drawn; 0 if all are tried in their order. */
  private final int draws;
  private final long seed;
  private final List<Setting<B, ?>> settings = new ArrayList<>();
  private long combinations = 1;
  private Score score;
  private Duration limit;

  private Search(Supplier<B> builder, int draws, long seed) {
    this.builder = Objects.requireNonNull(builder, "builder");
    this.draws = draws;
    this.seed = seed;
    this.score = newBuilder().isForClasses() ? Score.LOG_LOSS : Score.RMSE;
  }

  /** A setting with the values to try. */
  private record Setting<B, T>(String name, BiConsumer<? super B, ? super T> set, List<T> values) {

    void set(B builder, int value) {
      set.accept(builder, values.get(value));
    }
  }

  /**
   * Returns a search of all combinations. The last setting changes fastest.
   *
   * @param <B> the type of the builder
   * @param <E> the type of the estimator
   * @param builder returns a new builder with each call, with the settings that all combinations have
   * @return the search, without settings
   * @throws NullPointerException if builder or what it returns is null
   */
  public static <B extends EstimatorBuilder<B, E>, E extends MlpEstimator> Search<B, E> grid(Supplier<B> builder) {
    return new Search<>(builder, 0, 0);
  }

  /**
   * Returns a search of different combinations that are drawn at random, each with the same probability; or of all
   * combinations, in random order, if there are at most {@code count}.
   *
   * @param <B> the type of the builder
   * @param <E> the type of the estimator
   * @param builder returns a new builder with each call, with the settings that all combinations have
   * @param count the most combinations to try, at least 1
   * @param seed of the choice
   * @return the search, without settings
   * @throws IllegalArgumentException if count is below 1
   * @throws NullPointerException if builder or what it returns is null
   */
  public static <B extends EstimatorBuilder<B, E>, E extends MlpEstimator> Search<B, E> random(Supplier<B> builder, int count,
      long seed) {
    Arguments.atLeast("count", count, 1);
    return new Search<>(builder, count, seed);
  }

  /**
   * Adds a setting.
   *
   * @param <T> the type of the values
   * @param name names the setting in the results
   * @param setting sets a value: a method of the builder
   * @param values the values to try, at least one
   * @return this search
   * @throws IllegalArgumentException if the name is used, there is no value, the builder refuses a value, or there are more
   *     than 2^52 combinations
   * @throws NullPointerException if an argument or a value is null
   */
  @SafeVarargs
  public final <T> Search<B, E> over(String name, BiConsumer<? super B, ? super T> setting, T... values) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(setting, "setting");
    Arguments.atLeast("values.length", Objects.requireNonNull(values, "values").length, 1);
    if (settings.stream().anyMatch(other -> other.name.equals(name))) {
      throw new IllegalArgumentException("name = \"" + name + "\"; expected one that no other setting of the search has");
    }
    if (combinations > MOST / values.length) {
      throw new IllegalArgumentException("values.length = " + values.length + ", with " + combinations
          + " combinations of the other settings; expected at most 2^52 combinations");
    }
    List<T> all = new ArrayList<>();
    for (T value : values) {
      setting.accept(newBuilder(), Objects.requireNonNull(value, "values[" + all.size() + "]"));
      all.add(value);
    }
    settings.add(new Setting<>(name, setting, all));
    combinations *= values.length;
    return this;
  }

  /**
   * Sets by which figure combinations are compared: its mean over the folds. Default: {@link Score#LOG_LOSS} for classes, which
   * can differ where the accuracies are equal; {@link Score#RMSE} for a regression.
   *
   * @param score the score
   * @return this search
   * @throws IllegalArgumentException if the score does not suit the estimator
   * @throws NullPointerException if score is null
   */
  public Search<B, E> score(Score score) {
    this.score = Objects.requireNonNull(score, "score").check(newBuilder().isForClasses());
    return this;
  }

  /**
   * Sets after how much time no further combination is begun. One that has begun is completed, and at least one is tried. The
   * figures of the combinations tried are the same as without a limit. Default: none.
   *
   * @param limit at least 0
   * @return this search
   * @throws IllegalArgumentException if limit is negative
   * @throws NullPointerException if limit is null
   */
  public Search<B, E> limit(Duration limit) {
    if (Objects.requireNonNull(limit, "limit").isNegative()) {
      throw new IllegalArgumentException("limit = " + limit + "; expected at least 0");
    }
    this.limit = limit;
    return this;
  }

  /**
   * Tries the combinations, one after the other; the networks of all folds of one are trained side by side. If a training of
   * one throws a {@link NonFiniteLossException}, it has failed, and the next one is tried.
   *
   * @param table the inputs, and the target
   * @param target the name of the column to predict; all other columns are inputs, except that of the {@linkplain
   *     EstimatorBuilder#weights weights}
   * @param folds the number of folds of the cross-validations, from 2 to the number of rows
   * @return the combinations tried and their figures
   * @throws IllegalArgumentException as {@link CrossValidation#of}
   * @throws IllegalStateException if all combinations have failed, or the score is defined for none
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the interrupt stays pending
   * @throws NullPointerException if an argument is null
   */
  public SearchResult<E> run(Table table, String target, int folds) {
    long start = System.nanoTime();
    List<SearchResult.Trial> trials = new ArrayList<>();
    long count = draws == 0 ? combinations : Math.min(draws, combinations);
    CounterRandom random = new CounterRandom(seed, STREAM);
    Set<Long> drawn = new HashSet<>();
    long index = 0;
    List<B> builders = new ArrayList<>();
    while (trials.size() < count && (trials.isEmpty() || limit == null
        || Duration.ofNanos(System.nanoTime() - start).compareTo(limit) < 0)) {
      long number = draws == 0 ? index : (long) (random.uniform(index) * combinations);
      index++;
      if (draws == 0 || drawn.add(number)) {
        B b = newBuilder();
        Map<String, Object> values = set(b, number);
        builders.add(b);
        trials.add(trial(b, values, table, target, folds));
      }
    }
    return SearchResult.of(trials, score, count, i -> builders.get(i).fit(table, target));
  }

  private static SearchResult.Trial trial(EstimatorBuilder<?, ?> builder, Map<String, Object> values, Table table,
      String target, int folds) {
    try {
      return new SearchResult.Trial(values, CrossValidation.of(builder, table, target, folds), null);
    } catch (NonFiniteLossException e) {
      return new SearchResult.Trial(values, null, e);
    }
  }

  /** Sets the values of a combination, whose number has a digit for each setting. Returns them by name. */
  private Map<String, Object> set(B builder, long number) {
    int[] digits = new int[settings.size()];
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      int radix = settings.get(i).values.size();
      digits[i] = (int) (rest % radix);
      rest /= radix;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < digits.length; i++) {
      settings.get(i).set(builder, digits[i]);
      values.put(settings.get(i).name, settings.get(i).values.get(digits[i]));
    }
    return Collections.unmodifiableMap(values);
  }

  private B newBuilder() {
    return Objects.requireNonNull(builder.get(), "the builder that builder returns");
  }
}
