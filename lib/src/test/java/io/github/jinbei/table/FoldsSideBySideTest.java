package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folds of a cross-validation are trained side by side, with the bits of folds one after the other. */
@Timeout(60)
class FoldsSideBySideTest {

  private static final Table CLASSES = EasyTables.classes(60, 31);
  private static final int ENDLESS = Integer.MAX_VALUE;

  /** The prefixes of the names of threads that train, and of those that help. */
  private static final String TRAINS = "jinbei-job-";
  private static final String HELPS = "jinbei-worker-";

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(6).epochs(4).batchSize(16).seed(9);
  }

  /** A listener of a fold. */
  private interface OfFold {
    boolean onEpoch(int fold, EpochResult result);
  }

  private static EstimatorListener listener(OfFold ofFold) {
    return new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        throw new AssertionError("no fold");
      }

      @Override
      public EstimatorListener ofFold(int fold, int folds) {
        return (network, networks, result) -> ofFold.onEpoch(fold, result);
      }
    };
  }

  private static Set<Thread> threads(Predicate<Thread> which) {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(which.negate());
    return threads;
  }

  private static boolean trains(Thread thread) {
    return thread.getName().startsWith(TRAINS);
  }

  private static double[][] probabilities(CrossValidation result) {
    return ((ClassAnswers) result.answers()).probabilities();
  }

  /** With the networks of the folds, and with networks that are trained on all rows after them. */
  @ParameterizedTest
  @CsvSource({"2, 1, false", "2, 3, true", "3, 2, false", "5, 1, true", "5, 2, false"})
  void theBitsAreThoseOfOneThread(int folds, int networks, boolean refit) {
    double[][] expected = probabilities(CrossValidation.of(small().folds(networks).refit(refit).threads(1), CLASSES, "kind",
        folds));
    for (int threads : new int[] {2, 3, 8}) {
      AtomicInteger epochs = new AtomicInteger();
      CrossValidation result = CrossValidation.of(small().folds(networks).refit(refit).threads(threads)
          .listener((network, count, epoch) -> epochs.incrementAndGet() > 0), CLASSES, "kind", folds);
      assertArrayEquals(expected, probabilities(result), threads + " threads");
      int ofFolds = folds * networks * 4;
      assertTrue(refit ? epochs.get() > ofFolds : epochs.get() == ofFolds, epochs + " epochs");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noMoreThreadsTrainThanAreAllowed(int threads) {
    Set<Thread> before = threads(FoldsSideBySideTest::trains);
    Set<Thread> used = new HashSet<>();
    Set<Thread> alive = new HashSet<>();
    CrossValidation.of(small().folds(2).threads(threads).listener((network, networks, result) -> {
      used.add(Thread.currentThread());
      alive.addAll(threads(FoldsSideBySideTest::trains));
      return true;
    }), CLASSES, "kind", 4);
    alive.removeAll(before);
    assertTrue(alive.containsAll(used), "all trainings run on threads of the pool");
    assertTrue(alive.size() <= threads, alive.size() + " threads");
    alive.forEach(thread -> assertFalse(thread.isAlive(), thread + " has ended"));
  }

  /** The listener of fold 0 waits until another thread, which has completed an epoch of fold 1, waits for it. */
  @Test
  void networksOfDifferentFoldsAreTrainedAtOnce() {
    List<Integer> order = new ArrayList<>();
    CrossValidation.of(small().folds(1).epochs(1).threads(2).listener(listener((fold, result) -> {
      while (order.isEmpty() && threads(t -> trains(t) && t.getState() == Thread.State.BLOCKED).isEmpty()) {
        Thread.yield();
      }
      order.add(fold);
      return true;
    })), CLASSES, "kind", 2);
    assertEquals(Set.of(0, 1), new HashSet<>(order));
  }

  /** Fold 0 ends at once. Its thread helps fold 1, whose steps are worth three threads, which ends when it sees a helper. */
  @Test
  void aThreadWithoutAFoldHelpsTheLastNetwork() {
    Predicate<Thread> helps = thread -> thread.getName().startsWith(HELPS);
    Set<Thread> before = threads(helps);
    AtomicInteger helpers = new AtomicInteger();
    CrossValidation.of(small().units(200, 200).batchSize(64).folds(1).epochs(ENDLESS).threads(2)
        .listener(listener((fold, result) -> {
          Set<Thread> added = threads(helps);
          added.removeAll(before);
          helpers.accumulateAndGet(added.size(), Math::max);
          return fold == 1 && added.isEmpty();
        })), EasyTables.classes(300, 5), "kind", 2);
    assertEquals(1, helpers.get(), "helpers");
  }

  @Test
  void aListenerEndsItsFoldOnly() {
    int[] epochs = new int[3];
    CrossValidation result = CrossValidation.of(small().folds(1).threads(2).listener(listener((fold, epoch) -> {
      assertEquals(++epochs[fold], epoch.epoch(), "epochs of a network are in order");
      return fold != 1 || epoch.epoch() < 2;
    })), CLASSES, "kind", 3);
    assertArrayEquals(new int[] {4, 2, 4}, epochs);
    assertEquals(60, result.answers().rows());
  }

  @Test
  void anExceptionOfAListenerEndsAll() {
    CancellationException stop = new CancellationException("stop");
    Set<Integer> folds = new HashSet<>();
    assertSame(stop, assertThrows(CancellationException.class, () -> CrossValidation.of(
        small().folds(1).epochs(ENDLESS).threads(2).listener(listener((fold, result) -> {
          folds.add(fold);
          if (folds.size() == 2) {
            throw stop;
          }
          return true;
        })), CLASSES, "kind", 4)));
    assertEquals(Set.of(0, 1), folds);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void anInterruptEndsAllAndStaysPending() {
    Thread caller = Thread.currentThread();
    Set<Integer> folds = new HashSet<>();
    assertThrows(CancellationException.class, () -> CrossValidation.of(
        small().folds(2).epochs(ENDLESS).threads(3).listener(listener((fold, result) -> {
          folds.add(fold);
          if (folds.size() == 2) {
            caller.interrupt();
          }
          return true;
        })), CLASSES, "kind", 3));
    assertTrue(Thread.interrupted(), "the interrupt is pending");
    assertTrue(threads(thread -> trains(thread) && thread.isAlive()).isEmpty(), "threads that still train");
  }

  /** One after the other they would not be asked for the last fold before the first one has ended. */
  @Test
  void theListenersOfAllFoldsAreMadeFirst() {
    List<String> calls = new ArrayList<>();
    Map<String, Integer> refits = new HashMap<>();
    CrossValidation.of(small().folds(2).refit(true).threads(3).listener(new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        throw new AssertionError("no fold");
      }

      @Override
      public EstimatorListener ofFold(int fold, int folds) {
        calls.add(fold + " of " + folds + " on " + Thread.currentThread().getName());
        return new EstimatorListener() {
          @Override
          public boolean onEpoch(int network, int networks, EpochResult result) {
            assertEquals(3, calls.size());
            assertEquals(2, networks);
            assertEquals(refits.containsKey("fold " + fold), result.validation() == null);
            return true;
          }

          @Override
          public void onRefit(int epochs) {
            refits.merge("fold " + fold, 1, Integer::sum);
          }
        };
      }
    }), CLASSES, "kind", 3);
    String caller = Thread.currentThread().getName();
    assertEquals(IntStream.range(0, 3).mapToObj(fold -> fold + " of 3 on " + caller).toList(), calls);
    assertEquals(Map.of("fold 0", 1, "fold 1", 1, "fold 2", 1), refits);
  }

  @Test
  void aFoldWithoutListenerIsRefused() {
    EstimatorListener none = new EstimatorListener() {
      @Override
      public boolean onEpoch(int network, int networks, EpochResult result) {
        return true;
      }

      @Override
      public EstimatorListener ofFold(int fold, int folds) {
        return null;
      }
    };
    assertEquals("the result of ofFold", assertThrows(NullPointerException.class,
        () -> CrossValidation.of(small().listener(none), CLASSES, "kind", 2)).getMessage());
  }
}
