package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
  private static Table noise(int rows) {
    Random random = new Random(3);
    return Table.of(Column.numbers("x", random.doubles(rows).toArray()),
        Column.texts("kind", Stream.generate(() -> random.nextBoolean() ? "a" : "b").limit(rows).toArray(String[]::new)));
  }

  @Test
  void theBestEpochOfClassesIsChosenByTheLoss() {
    Table table = noise(300);
    Supplier<MlpClassifierBuilder> settings = () -> small().epochs(20);
    double[][] byLoss = settings.get().bestEpoch(EpochMetric.LOSS).fit(table, "kind").probabilities(table);
    double[][] byAccuracy = settings.get().bestEpoch(EpochMetric.ACCURACY).fit(table, "kind").probabilities(table);
    assertFalse(Arrays.deepEquals(byLoss, byAccuracy), "both choose the same epochs");
    assertArrayEquals(byLoss, settings.get().fit(table, "kind").probabilities(table));
  }

  /** With folds of 3, 2 and 2 rows, the losses are means over rows and not over folds: the two choose different epochs. */
  @Test
  void theEpochOfARefitCountsEachRowAlike() {
    Table table = noise(7);
    double[] ofRows = new double[20];
    double[] ofFolds = new double[20];
    for (History history : small().epochs(20).seed(6).fit(table, "kind").history()) {
      for (int e = 0; e < 20; e++) {
        Evaluation validation = history.epochs().get(e).validation();
        ofRows[e] += validation.rows() * validation.loss();
        ofFolds[e] += validation.loss();
      }
    }
    assertNotEquals(last(ofRows), last(ofFolds), "the sizes say nothing");
    assertEquals(last(ofRows), small().epochs(20).seed(6).refit(true).fit(table, "kind").history().get(0).epochs().size());
  }

  /** Returns the last epoch, from 1, of the least sum. */
  private static int last(double[] sums) {
    return IntStream.range(0, sums.length).reduce((a, b) -> sums[b] <= sums[a] ? b : a).getAsInt() + 1;
  }

  /** By a plain loop: the pooled losses of the folds, and then networks of the recipe on all rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void refitTrainsOnAllRowsForTheBestNumberOfEpochs(int threads) {
    Table table = noise(60);
    List<History> folds = small().epochs(20).seed(3).fit(table, "kind").history();
    double[] sums = new double[20];
    for (int e = 0; e < 20; e++) {
      for (History history : folds) {
        sums[e] += 20 * history.epochs().get(e).validation().loss();
      }
    }
    int best = last(sums);
    assertTrue(best > 1 && best < 20, "the best epoch, " + best + ", says nothing");
    List<Integer> announced = new ArrayList<>();
    EstimatorSettings settings = small().epochs(20).seed(3).settings(0.1f, EpochMetric.LOSS, false, null);
    MlpClassifierBuilder builder = small().epochs(20).seed(3).refit(true).calibrate(false).threads(threads);
    MlpClassifier model = builder.listener(new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        assertEquals(3, networks);
        assertEquals(announced.isEmpty(), result.validation() != null, "folds come first");
        return true;
      }

      @Override
      public void onRefit(int epochs) {
        announced.add(epochs);
      }
    }).fit(table, "kind");
    assertEquals(List.of(best), announced);
    assertEquals(3, model.networks());
    List<String> classes = List.of("a", "b");
    Dataset all = Dataset.ofClasses(model.features().transform(table.drop("kind")), 1,
        ClassLabels.numbers(table.column("kind"), classes), 2);
    for (int i = 0; i < 3; i++) {
      long seed = new CounterRandom(3, 1L << 42).bits(3 + i);
      Mlp net = Recipe.network(Task.CLASSES, settings, 1, 2, seed);
      Recipe.trainer(Task.CLASSES, settings, net, 60, seed).build().fit(all, best);
      assertArrayEquals(net.parameters(), model.network(i).parameters(), "network " + i);
      assertEquals(best, model.history().get(i).epochs().size());
    }
  }

  @Test
  void onlyFewRowsAreRefittedAndOnlyWithoutGivenFolds() {
    assertEquals(true, refitted(MlpClassifier.builder(), 199));
    assertEquals(false, refitted(MlpClassifier.builder(), 200));
    assertEquals(false, refitted(MlpClassifier.builder().folds(5), 199));
    assertEquals(true, refitted(MlpClassifier.builder().folds(5).refit(true), 200));
    assertEquals(false, refitted(MlpClassifier.builder().refit(false), 199));
    assertEquals(true, refitted(MlpClassifier.builder().folds(1).refit(true), 199), "a single network");
  }

  /** Of labels by chance, networks that need not be refitted end early. */
  @Test
  void beforeARefitAllEpochsAreTrained() {
    List<Integer> epochs = new ArrayList<>();
    MlpClassifier.builder().units(4).threads(1).listener(new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        epochs.add(result.epoch());
        return true;
      }

      @Override
      public void onEarlyEnd(int network, int epochs) {
        throw new AssertionError("network " + network + " has ended after " + epochs + " epochs");
      }
    }).fit(noise(60), "kind");
    assertEquals(5, Collections.frequency(epochs, 256));
  }

  private static boolean refitted(MlpClassifierBuilder builder, int rows) {
    return builder.units(4).epochs(2).fit(noise(rows), "kind").history().get(0).last().validation() == null;
  }

  /** Of labels by chance the first cycle has the best epoch, or nearly so. */
  @Test
  void aNetworkEndsWithACycleUnlessItsEpochsAreGiven() {
    Table table = noise(200);
    Map<Integer, Integer> ended = new HashMap<>();
    MlpClassifier model = MlpClassifier.builder().units(16).folds(3).threads(2).listener(new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        assertFalse(ended.containsKey(network), "an epoch after the end");
        return true;
      }

      @Override
      public void onEarlyEnd(int network, int epochs) {
        ended.put(network, epochs);
      }
    }).fit(table, "kind");
    assertFalse(ended.isEmpty(), "no network has ended early");
    MlpClassifier whole = MlpClassifier.builder().units(16).folds(3).epochs(256).fit(table, "kind");
    for (int i = 0; i < 3; i++) {
      List<EpochResult> epochs = model.history().get(i).epochs();
      assertEquals(ended.getOrDefault(i, 256), epochs.size());
      assertTrue(List.of(51, 119, 256).contains(epochs.size()), "epochs: " + epochs.size());
      assertEquals(epochs.size() == 256 ? History.End.EPOCHS : History.End.EARLY_STOPPING, model.history().get(i).end());
      assertEquals(256, whole.history().get(i).epochs().size());
      assertEquals(whole.history().get(i).epochs().subList(0, epochs.size()), epochs, "the epochs until then");
    }
    assertArrayEquals(MlpClassifier.builder().units(16).folds(3).threads(1).fit(table, "kind").probabilities(table),
        model.probabilities(table), "without listener, on one thread");
  }

  @Test
  void endedWhileRefittingTheNetworksOfTheFoldsRemain() {
    Table table = noise(60);
    double[][] expected = small().fit(table, "kind").probabilities(table);
    MlpClassifier model = small().refit(true).listener((network, networks, result) -> result.validation() != null)
        .fit(table, "kind");
    assertArrayEquals(expected, model.probabilities(table));
    assertEquals(6, model.history().get(0).epochs().size());
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
