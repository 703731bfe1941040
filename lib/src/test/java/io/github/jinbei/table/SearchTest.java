package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.NonFiniteLossException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SearchTest {

  private static final Table CLASSES = EasyTables.classes(60, 41);
  private static final Table PRICES = EasyTables.prices(40, 42);

  private static MlpClassifierBuilder classifier() {
    return MlpClassifier.builder().units(6).epochs(4).batchSize(16).folds(1).threads(1);
  }

  private static MlpRegressorBuilder regressor() {
    return MlpRegressor.builder().units(4).epochs(2).batchSize(8).folds(1).threads(1);
  }

  /** Returns the settings tried, for example {@code {rate=0.1, seed=2}}. */
  private static List<String> settings(SearchResult<?> result) {
    return result.trials().stream().map(trial -> trial.settings().toString()).toList();
  }

  @Test
  void aGridIsTheSameAsAPlainLoop() {
    SearchResult<MlpClassifier> result = Search.grid(SearchTest::classifier)
        .over("learningRate", MlpClassifierBuilder::learningRate, 0.001f, 0.04f)
        .over("dropout", MlpClassifierBuilder::dropout, 0f, 0.3f, 0.5f).run(CLASSES, "kind", 2);
    int best = 0;
    List<CrossValidation> expected = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    for (float rate : new float[] {0.001f, 0.04f}) {
      for (float dropout : new float[] {0f, 0.3f, 0.5f}) {
        int place = expected.size();
        tried.add("{learningRate=" + rate + ", dropout=" + dropout + "}");
        expected.add(CrossValidation.of(classifier().learningRate(rate).dropout(dropout), CLASSES, "kind", 2));
        best = expected.get(place).mean(Score.LOG_LOSS) < expected.get(best).mean(Score.LOG_LOSS) ? place : best;
        assertArrayEquals(expected.get(place).figures(Score.LOG_LOSS),
            result.trials().get(place).validation().figures(Score.LOG_LOSS), tried.get(place));
        assertNull(result.trials().get(place).failure());
      }
    }
    assertEquals(tried, settings(result));
    assertEquals(best, result.bestIndex());
    assertSame(result.trials().get(best), result.best());
    float rate = (float) result.best().settings().get("learningRate");
    float dropout = (float) result.best().settings().get("dropout");
    assertArrayEquals(classifier().learningRate(rate).dropout(dropout).fit(CLASSES, "kind").probabilities(CLASSES),
        result.fit().probabilities(CLASSES));
  }

  @Test
  void anySettingOfABuilderCanBeSearched() {
    SearchResult<MlpRegressor> result = Search.grid(SearchTest::regressor)
        .over("units", MlpRegressorBuilder::units, new int[] {2}, new int[] {3, 3})
        .over("activation", MlpRegressorBuilder::activation, Activation.SELU, Activation.MISH)
        .over("refit", (builder, refit) -> builder.refit(refit), false)
        .over("decay", (builder, decay) -> builder.weightDecay(decay).dropout(decay), 0f)
        .run(PRICES, "price", 2);
    assertEquals(4, result.trials().size());
    assertEquals(List.of("units", "activation", "refit", "decay"), List.copyOf(result.best().settings().keySet()));
    int[] units = (int[]) result.best().settings().get("units");
    MlpRegressor model = result.fit();
    assertEquals(units.length + 1, model.network(0).layers());
    assertEquals(units[0], model.network(0).units(0));
    String text = result.toString();
    assertTrue(text.startsWith("4 of 4 combinations, the best first:\n  RMSE  "), text);
    assertTrue(text.contains("[3, 3]") && text.contains("mish"), text);
    Map<String, Object> settings = result.best().settings();
    assertThrows(UnsupportedOperationException.class, () -> settings.put("a", 1));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameFiguresAndOfEqualsTheFirstIsTheBest() {
    SearchResult<MlpRegressor> result = Search.grid(SearchTest::regressor)
        .over("threads", MlpRegressorBuilder::threads, 2, 1, 3).run(PRICES, "price", 2);
    assertEquals(List.of("{threads=2}", "{threads=1}", "{threads=3}"), settings(result));
    for (SearchResult.Trial trial : result.trials()) {
      assertArrayEquals(result.best().validation().figures(Score.RMSE), trial.validation().figures(Score.RMSE));
    }
    assertEquals(0, result.bestIndex());
  }

  @Test
  void theScoreDecides() {
    for (Score score : List.of(Score.ACCURACY, Score.BRIER, Score.ROC_AUC)) {
      SearchResult<MlpClassifier> result = Search.grid(SearchTest::classifier).score(score)
          .over("seed", MlpClassifierBuilder::seed, 1L, 2L, 3L, 4L).run(CLASSES, "kind", 2);
      double best = result.best().validation().mean(score);
      for (SearchResult.Trial trial : result.trials()) {
        assertTrue(score.gain(best, trial.validation().mean(score)) >= 0, score + ": " + result);
      }
    }
  }

  private static SearchResult<MlpRegressor> random(int count, long seed) {
    return Search.random(SearchTest::regressor, count, seed).over("seed", MlpRegressorBuilder::seed, 1L, 2L, 3L)
        .over("epochs", MlpRegressorBuilder::epochs, 1, 2, 3, 4).run(PRICES, "price", 2);
  }

  @Test
  void randomCombinationsAreDifferentAndDependOnTheSeedAlone() {
    SearchResult<MlpRegressor> some = random(5, 3);
    assertEquals(5, new HashSet<>(settings(some)).size());
    assertEquals(settings(some), settings(random(5, 3)));
    assertNotEquals(settings(some), settings(random(5, 4)));
    List<String> all = settings(random(12, 3));
    assertEquals(settings(some), all.subList(0, 5), "more draws continue the same list");
    assertEquals(12, new HashSet<>(all).size());
    assertEquals(all, settings(random(1000, 3)), "there are no more combinations");
  }

  @Test
  void atLeastOneCombinationIsTriedWithinALimit() {
    Search<MlpRegressorBuilder, MlpRegressor> search = Search.grid(SearchTest::regressor)
        .over("seed", MlpRegressorBuilder::seed, 1L, 2L, 3L);
    assertEquals(3, search.limit(Duration.ofDays(1000000)).run(PRICES, "price", 2).trials().size());
    SearchResult<MlpRegressor> one = search.limit(Duration.ZERO).run(PRICES, "price", 2);
    assertEquals(List.of("{seed=1}"), settings(one));
    assertEquals(1, one.fit().seed());
    assertTrue(one.toString().startsWith("1 of 3 combinations, the best first:"), one::toString);
  }

  @Test
  void aSearchWithoutSettingsTriesTheBuilder() {
    assertEquals(List.of("{}"), settings(Search.grid(SearchTest::regressor).run(PRICES, "price", 2)));
  }

  @Test
  void aCombinationThatFailsIsNotTheBest() {
    SearchResult<MlpRegressor> result = Search.grid(SearchTest::regressor)
        .over("learningRate", MlpRegressorBuilder::learningRate, 1e36f, 0.01f, 2e37f).run(PRICES, "price", 2);
    assertEquals(1, result.bestIndex());
    assertNull(result.trials().get(0).validation());
    assertEquals(NonFiniteLossException.class, result.trials().get(2).failure().getClass());
    assertTrue(result.toString().matches("(?s).*\n  failed +1E\\+36\n  failed +2E\\+37"), result::toString);
    Search<MlpRegressorBuilder, MlpRegressor> failing = Search.grid(SearchTest::regressor)
        .over("learningRate", MlpRegressorBuilder::learningRate, 1e36f, 2e37f);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> failing.run(PRICES, "price", 2));
    assertEquals("none of 2 combinations has a figure of RMSE; the first failed", e.getMessage());
    assertEquals(NonFiniteLossException.class, e.getCause().getClass());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongInputIsRefused() {
    Search<MlpClassifierBuilder, MlpClassifier> search = Search.grid(SearchTest::classifier);
    assertRefused("values.length = 0; expected at least 1", () -> search.over("seed", MlpClassifierBuilder::seed, new Long[0]));
    assertRefused("learningRate = -1.0; expected a finite number above 0",
        () -> search.over("learningRate", MlpClassifierBuilder::learningRate, 0.1f, -1f));
    search.over("seed", MlpClassifierBuilder::seed, 1L);
    assertRefused("name = \"seed\"; expected one that no other setting of the search has",
        () -> search.over("seed", MlpClassifierBuilder::epochs, 1));
    assertRefused("score = R2; expected one of [ACCURACY, BALANCED_ACCURACY, F1_MACRO, MATTHEWS, LOG_LOSS, BRIER, ROC_AUC], as "
        + "classes are predicted", () -> search.score(Score.R2));
    assertRefused("limit = PT-1S; expected at least 0", () -> search.limit(Duration.ofSeconds(-1)));
    assertRefused("count = 0; expected at least 1", () -> Search.random(SearchTest::classifier, 0, 1));
    assertRefused("folds = 61; expected 2 to 60, the number of rows", () -> search.run(CLASSES, "kind", 61));
    Integer[] many = new Integer[1 << 13];
    Arrays.fill(many, 1);
    for (int i = 0; i < 4; i++) {
      search.over("epochs" + i, MlpClassifierBuilder::epochs, many);
    }
    assertRefused("values.length = 2, with 4503599627370496 combinations of the other settings; expected at most 2^52 "
        + "combinations", () -> search.over("folds", MlpClassifierBuilder::folds, 1, 2));
  }
}
