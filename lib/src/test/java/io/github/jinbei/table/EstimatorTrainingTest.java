package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the networks of an estimator are trained, and how the training ends. */
@Timeout(60)
class EstimatorTrainingTest {

  private static final Table TABLE = EasyTables.classes(60, 7);

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(4).epochs(6).batchSize(16).folds(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theListenerReceivesEachEpochOfEachNetworkOneAtATime(int threads) {
    List<List<EpochResult>> results = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    AtomicInteger within = new AtomicInteger();
    MlpClassifier model = small().threads(threads).listener((network, networks, result) -> {
      assertEquals(1, within.incrementAndGet(), "calls at once");
      assertEquals(3, networks);
      results.get(network).add(result);
      within.decrementAndGet();
      return true;
    }).fit(TABLE, "kind");
    for (int i = 0; i < 3; i++) {
      assertEquals(results.get(i), model.history().get(i).epochs(), "network " + i);
      assertEquals(6, results.get(i).size(), "epochs of network " + i);
      assertEquals(20, results.get(i).get(0).validation().rows(), "rows set aside");
    }
  }

  @Test
  void seedsGiveTheSameBitsOnAnyThreadsAndDifferFromEachOther() {
    double[][] expected = small().threads(1).seed(5).fit(TABLE, "kind").probabilities(TABLE);
    assertArrayEquals(expected, small().threads(3).seed(5).fit(TABLE, "kind").probabilities(TABLE));
    MlpClassifier other = small().threads(1).seed(6).fit(TABLE, "kind");
    assertEquals(6, other.seed());
    assertFalse(Arrays.deepEquals(expected, other.probabilities(TABLE)), "another seed");
    assertFalse(Arrays.equals(other.network(0).parameters(), other.network(1).parameters()), "another network");
  }

  /** Labels by chance: the epochs of the least loss and of the largest accuracy differ. */
  @Test
  void fewRowsChooseTheEpochByTheLossAndManyByTheAccuracy() {
    for (int rows : new int[] {999, 1000}) {
      Random random = new Random(3);
      Table table = Table.of(Column.numbers("x", random.doubles(rows).toArray()),
          Column.texts("kind", Stream.generate(() -> random.nextBoolean() ? "a" : "b").limit(rows).toArray(String[]::new)));
      Supplier<MlpClassifierBuilder> settings = () -> small().epochs(20);
      double[][] byDefault = settings.get().fit(table, "kind").probabilities(table);
      double[][] byLoss = settings.get().bestEpoch(EpochMetric.LOSS).fit(table, "kind").probabilities(table);
      double[][] byAccuracy = settings.get().bestEpoch(EpochMetric.ACCURACY).fit(table, "kind").probabilities(table);
      assertFalse(Arrays.deepEquals(byLoss, byAccuracy), "both choose the same epochs");
      assertArrayEquals(rows < 1000 ? byLoss : byAccuracy, byDefault);
    }
  }

  @Test
  void aListenerEndsTheTrainingOfAllNetworks() {
    AtomicInteger calls = new AtomicInteger();
    MlpClassifier model = small().threads(1).listener((network, networks, result) -> calls.incrementAndGet() < 8)
        .fit(TABLE, "kind");
    assertEquals(8, calls.get(), "calls: 6 epochs of the first network, 2 of the second");
    assertEquals(2, model.networks());
    assertEquals(List.of(6, 2), model.history().stream().map(history -> history.epochs().size()).toList());
    assertEquals(History.End.LISTENER, model.history().get(1).end());
    assertEquals(TABLE.rows(), model.predict(TABLE).length);
  }

  @Test
  void anInterruptEndsTheTrainingAndStaysPending() {
    Thread caller = Thread.currentThread();
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    MlpClassifier model = small().epochs(Integer.MAX_VALUE).threads(1).listener((network, networks, result) -> {
      seen.add(network);
      if (result.epoch() == 3) {
        caller.interrupt();
      }
      return true;
    }).fit(TABLE, "kind");
    assertTrue(Thread.interrupted(), "the flag");
    assertEquals(1, model.networks());
    assertEquals(History.End.INTERRUPT, model.history().get(0).end());
    assertTrue(seen.stream().allMatch(network -> network == 0), seen.toString());
  }

  @Test
  void withoutACompletedEpochThereIsNoModel() {
    Thread.currentThread().interrupt();
    assertEquals("the training was ended before a network had completed an epoch",
        assertThrows(CancellationException.class, () -> small().fit(TABLE, "kind")).getMessage());
    assertTrue(Thread.interrupted(), "the flag");
  }

  @Test
  void anExceptionOfTheListenerIsThrown() {
    RuntimeException thrown = new RuntimeException("listener");
    assertSame(thrown, assertThrows(RuntimeException.class, () -> small().listener((network, networks, result) -> {
      throw thrown;
    }).fit(TABLE, "kind")));
  }

  /** Two rows, of one class and then of two: the least that can be trained on. */
  @Test
  void fewRowsAreEnough() {
    Table two = Table.of(Column.numbers("x", 1, 2), Column.texts("kind", "a", "b"), Column.numbers("y", 3, 5));
    MlpClassifier classifier = small().fit(two.drop("y"), "kind");
    assertEquals(1, classifier.networks());
    assertEquals("a", classifier.predict(new double[] {1}));
    MlpRegressor regressor = MlpRegressor.builder().units(4).epochs(2).fit(two.drop("kind"), "y");
    assertEquals(2, regressor.networks());
    assertTrue(Double.isFinite(regressor.predict(new double[] {1})));
  }
}
