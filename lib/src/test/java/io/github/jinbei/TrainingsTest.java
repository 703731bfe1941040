package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings side by side have the bits of trainings one after the other. */
@Timeout(60)
class TrainingsTest {

  private static final int INPUTS = 64;
  private static final int ROWS = 128;
  private static final int CLASSES = 3;
  private static final Dataset DATA = data();

  /** The results and the networks of trainings one after the other, by one thread. */
  private static final List<History> ALONE = new ArrayList<>();
  private static final List<Mlp> ALONE_NETS = new ArrayList<>();

  @BeforeAll
  static void trainOneAfterTheOther() {
    for (int i = 0; i < 5; i++) {
      ALONE_NETS.add(net(i));
      try (Trainer trainer = trainer(ALONE_NETS.get(i), i).threads(1).build()) {
        ALONE.add(trainer.fit(DATA, 2, i % 2 == 0 ? DATA : null, null));
      }
    }
  }

  private static Dataset data() {
    Random random = new Random(71);
    float[] x = new float[ROWS * INPUTS];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    return Dataset.ofClasses(x, INPUTS, random.ints(ROWS, 0, CLASSES).toArray(), CLASSES);
  }

  /** The steps are worth three threads: 6 · 64 rows · 27,000 parameters are 10 MFLOP. */
  private static Mlp net(int number) {
    return Mlp.builder(INPUTS).dense(128, Activation.RELU).dropout(0.1f).dense(140, Activation.TANH).classes(CLASSES)
        .seed(number).build();
  }

  private static TrainerBuilder trainer(Mlp net, int number) {
    return Trainer.builder(net).optimizer(Optimizer.adam(0.003f)).batchSize(64).seed(number).threads(3);
  }

  private static TrainingJob job(Mlp net, int number, TrainingListener listener) {
    return new TrainingJob(trainer(net, number), DATA, 2, number % 2 == 0 ? DATA : null, listener);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "2, 1", "2, 3", "3, 2", "4, 3", "5, 1", "5, 2", "5, 3"})
  void theBitsAreThoseOfTrainingsOneAfterTheOther(int count, int threads) {
    List<Mlp> nets = new ArrayList<>();
    List<TrainingJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nets.add(net(i));
      jobs.add(job(nets.get(i), i, null));
    }
    assertEquals(ALONE.subList(0, count), Trainings.fitAll(jobs, threads), "histories");
    for (int i = 0; i < count; i++) {
      assertArrayEquals(ALONE_NETS.get(i).parameters(), nets.get(i).parameters(), "network " + i);
    }
  }

  @Test
  void noJobsHaveNoResults() {
    assertEquals(List.of(), Trainings.fitAll(List.of(), 2));
  }

  /** With threads above 2, each of two trainings has a helper. None is started for a trainer of one thread. */
  @Test
  void threadsWithoutANetworkHelp() {
    Set<Thread> before = WorkerThreads.alive();
    for (int helped : new int[] {0, 1}) {
      AtomicInteger helpers = new AtomicInteger();
      List<TrainingJob> jobs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        jobs.add(new TrainingJob(trainer(net(i), i).threads(1 + helped), DATA, 2, null, result -> {
          helpers.accumulateAndGet(WorkerThreads.since(before).size(), Math::max);
          return true;
        }));
      }
      Trainings.fitAll(jobs, 100 + Runtime.getRuntime().availableProcessors());
      assertTrue(helped == 0 ? helpers.get() == 0 : helpers.get() > 0, helpers + " helpers of trainers of " + (1 + helped));
    }
  }

  @Test
  void listenersAreCalledOneAtATime() {
    AtomicInteger within = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    TrainingListener listener = new TrainingListener() {
      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        return alone();
      }

      @Override
      public boolean onEpoch(EpochResult result) {
        return alone();
      }

      private boolean alone() {
        assertEquals(1, within.incrementAndGet(), "calls at once");
        Thread.yield();
        within.decrementAndGet();
        calls.incrementAndGet();
        return true;
      }
    };
    Trainings.fitAll(List.of(job(net(0), 0, listener), job(net(1), 1, listener), job(net(2), 2, listener)), 3);
    assertEquals(3 * 2 * (2 + 1), calls.get(), "two steps and one end of each epoch");
  }

  @Test
  void aListenerEndsItsJobOnly() {
    List<History> histories = Trainings.fitAll(List.of(job(net(0), 0, result -> false), job(net(1), 1, null)), 2);
    assertEquals(List.of(1, 2), histories.stream().map(history -> history.epochs().size()).toList());
    assertEquals(List.of(History.End.LISTENER, History.End.EPOCHS), histories.stream().map(History::end).toList());
  }

  @Test
  void anExceptionEndsAllAndIsThrown() {
    RuntimeException thrown = new RuntimeException("listener");
    TrainingJob endless = new TrainingJob(trainer(net(1), 1), DATA, Integer.MAX_VALUE, null, null);
    TrainingJob failing = job(net(0), 0, result -> {
      throw thrown;
    });
    assertSame(thrown, assertThrows(RuntimeException.class,
        () -> Trainings.fitAll(List.of(endless, failing, job(net(2), 2, null)), 2)));
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void anInterruptEndsAllAsInFit() {
    Thread caller = Thread.currentThread();
    TrainingJob first = new TrainingJob(trainer(net(0), 0), DATA, Integer.MAX_VALUE, null, result -> {
      if (result.epoch() == 2) {
        caller.interrupt();
      }
      return true;
    });
    List<History> histories = Trainings.fitAll(List.of(first, job(net(1), 1, null)), 1);
    assertTrue(Thread.interrupted(), "the flag");
    assertTrue(histories.get(0).epochs().size() >= 2, histories.get(0).epochs().size() + " epochs");
    assertEquals(History.End.INTERRUPT, histories.get(0).end());
    assertEquals(new History(List.of(), History.End.INTERRUPT), histories.get(1));
  }

  @Test
  void wrongArgumentsAreNamed() {
    Mlp net = net(0);
    TrainingJob job = job(net, 0, null);
    assertEquals("jobs = a list whose elements 0 and 1 train the same network; expected different networks",
        assertThrows(IllegalArgumentException.class, () -> Trainings.fitAll(List.of(job, job(net, 1, null)), 2)).getMessage());
    assertEquals("threads = 0; expected at least 1",
        assertThrows(IllegalArgumentException.class, () -> Trainings.fitAll(List.of(job), 0)).getMessage());
    assertEquals("epochs = 0; expected at least 1",
        assertThrows(IllegalArgumentException.class, () -> new TrainingJob(job.trainer(), DATA, 0, null, null)).getMessage());
    assertEquals("trainer",
        assertThrows(NullPointerException.class, () -> new TrainingJob(null, DATA, 1, null, null)).getMessage());
    assertEquals("train",
        assertThrows(NullPointerException.class, () -> new TrainingJob(job.trainer(), null, 1, null, null)).getMessage());
    assertEquals("jobs", assertThrows(NullPointerException.class, () -> Trainings.fitAll(null, 1)).getMessage());
  }
}
