package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that are resumed from a checkpoint end with the bits of runs never interrupted. The checkpoints are in memory; a run
 * that ends right after its checkpoint is the same as one that goes on, since nothing later can change what was copied.
 */
class ResumeTest {

  private static final int ROWS = 54;
  private static final Dataset DATA = Samples.classData(ROWS);
  private static final Dataset VALIDATION = Samples.classData(80).slice(ROWS, 80);

  /** Runs of a network of 4 inputs, in batches of 4: 14 steps an epoch; with 8 of 54 rows set aside 12. */
  private enum Run {
    ADAM(seed -> net(seed, Norm.BATCH, 0.2f), b -> b.optimizer(Optimizer.adam(0.02f)).earlyStopping(60, 0f)
        .reduceOnPlateau(0.5f, 2, 0.01f), DATA, VALIDATION),
    STOPPED(seed -> net(seed, Norm.BATCH, 0.1f), b -> b.optimizer(Optimizer.adamw(0.2f, 0.01f)).earlyStopping(6, 0f)
        .reduceOnPlateau(0.7f, 1, 0f).decayBiases(true), DATA, VALIDATION),
    MOMENTUM(seed -> net(seed, Norm.LAYER, 0.3f), b -> b.optimizer(Optimizer.momentum(0.1f, 0.9f)).microBatch(3).clipNorm(0.3f)
        .clipValue(0.2f).classWeights(1f, 2f, 0.5f).labelSmoothing(0.1f).schedule(Schedule.cosine(130).warmUp(20)), DATA,
        VALIDATION),
    SET_ASIDE(seed -> net(seed, Norm.BATCH, 0f), b -> b.optimizer(Optimizer.nesterov(0.05f, 0.8f)).microBatch(2)
        .validationFraction(0.15).earlyStopping(3, 0.001f).schedule(step -> 1 / (1 + 0.01 * step)), DATA, null),
    WEIGHTED(seed -> Samples.net(Activation.RELU, Activation.SOFTMAX), b -> b.optimizer(Optimizer.rmsprop(0.01f))
        .weightDecay(1e-3f).l1(1e-4f).reduceOnPlateau(0.5f, 1, 0f), DATA.withWeights(weights()), null),
    REGRESSION(seed -> Samples.net(Activation.TANH, Activation.IDENTITY), b -> b.optimizer(Optimizer.adagrad(0.05f))
        .loss(Loss.huber(0.5f)).earlyStopping(4, 0f), Samples.targetData(ROWS), Samples.targetData(9)),
    WEIGHTED_VALIDATION(seed -> net(seed, Norm.NONE, 0.1f), b -> b.optimizer(Optimizer.adamw(0.2f, 0.01f)).earlyStopping(6, 0f)
        .classWeights(1f, 4f, 0.5f).weightedValidation(true), DATA.withWeights(weights()), VALIDATION),
    FROZEN(seed -> net(seed, Norm.BATCH, 0.2f), b -> b.freeze(0).reduceOnPlateau(0.9f, 1, 0f), DATA, null),
    KEPT(seed -> net(seed, Norm.BATCH, 0.2f), b -> b.optimizer(Optimizer.adam(0.05f)).keepBestEpoch(EpochMetric.ACCURACY)
        .dropPartialBatch(true).rateFactor(0, ParameterKind.WEIGHTS, 0.5f, 2f).schedule(Schedule.coslog4(150)), DATA,
        VALIDATION),
    KEPT_AND_STOPPED(seed -> net(seed, Norm.NONE, 0.1f), b -> b.optimizer(Optimizer.adamw(0.2f, 0.01f)).earlyStopping(6, 0f)
        .keepBestEpoch(EpochMetric.LOSS).rateFactor(1, ParameterKind.BIASES, 3f), DATA, VALIDATION),
    FULL_BATCH(seed -> net(seed, Norm.NONE, 0.2f), b -> b.batchSize(ROWS).optimizer(Optimizer.adam(0.05f)), DATA, VALIDATION);

    static final int EPOCHS = 10;

    private final LongFunction<Mlp> net;
    private final Consumer<TrainerBuilder> settings;
    private final Dataset data;
    private final Dataset validation;

    Run(LongFunction<Mlp> net, Consumer<TrainerBuilder> settings, Dataset data, Dataset validation) {
      this.net = net;
      this.settings = settings;
      this.data = data;
      this.validation = validation;
    }

    Trained start(CheckpointWriter writer, TrainingState from) {
      // A resumed run has a network of other values, all of which the checkpoint must replace.
      Mlp mlp = net.apply(from == null ? 1 : 2);
      TrainerBuilder b = Samples.settings(mlp);
      settings.accept(b);
      return new Trained(mlp, b.build(writer, from));
    }

    History fit(Trained trained) {
      return trained.trainer.fit(data, EPOCHS, validation, null);
    }

    String finish(CheckpointWriter writer, TrainingState from) {
      Trained trained = start(writer, from);
      return trained.hash(fit(trained)) + trained.hash(trained.trainer.fit(data, 2, validation, null));
    }
  }

  private record Trained(Mlp mlp, Trainer trainer) {

    String hash(History history) {
      BitHash hash = new BitHash().add(mlp.parameters()).add(mlp.statistics());
      for (EpochResult result : history.epochs()) {
        hash.add(result.epoch()).add(result.loss()).add(result.accuracy());
        Evaluation validation = result.validation();
        if (validation != null) {
          hash.add(validation.loss()).add(validation.accuracy()).add(validation.correct()).add(validation.rows());
        }
      }
      return history.end() + " after " + history.epochs().size() + " epochs, " + trainer.epochs() + " in all, "
          + trainer.steps() + " steps, rate " + trainer.learningRate() + ", " + hash.hex() + "\n";
    }
  }

  private static float[] weights() {
    float[] weights = Samples.values(ROWS);
    for (int r = 0; r < ROWS; r++) {
      weights[r] = 1 + weights[r];
    }
    return weights;
  }

  private static Mlp net(long seed, Norm norm, float dropout) {
    return Mlp.builder(4).dense(6, Activation.TANH).norm(norm).dropout(dropout).dense(5, Activation.PRELU).norm(norm)
        .dense(3, Activation.SOFTMAX).seed(seed).build();
  }

  /** Two calls of fit, of ten and of two epochs; the second shows what the history does not. */
  @ParameterizedTest
  @EnumSource
  void aResumedRunHasTheBitsOfOneNeverInterrupted(Run run) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Set<Long> due = new TreeSet<>(Set.of(1L, 7L, 14L, 28L, 12L, 24L, 100L));
    for (int i = 0; i < 6; i++) {
      due.add(1L + random.nextInt(140));
    }
    String expected = run.finish(null, null);
    MemoryCheckpoints written = new MemoryCheckpoints(due::contains);
    assertEquals(expected, run.finish(written, null), "with checkpoints, seed " + seed);
    String ofFirst = expected.lines().findFirst().orElseThrow() + "\n";
    int first = 0;
    for (TrainingState state : written.states) {
      if (!isOfFirstCall(state)) {
        continue;
      }
      first++;
      String at = "resumed after step " + state.text("steps") + ", seed " + seed;
      long next = state.number("steps") + 1 + random.nextInt(20);
      MemoryCheckpoints again = new MemoryCheckpoints(step -> step == next);
      assertEquals(expected, run.finish(again, state), at);
      if (!again.states.isEmpty() && isOfFirstCall(again.states.get(0))) {
        TrainingState second = again.states.get(0);
        Trained trained = run.start(null, second);
        assertEquals(ofFirst, trained.hash(run.fit(trained)), at + ", and again after step " + second.text("steps"));
      }
    }
    assertTrue(first > 2, "only " + first + " checkpoints of the first call");
  }

  private static boolean isOfFirstCall(TrainingState state) {
    return state.number("epochs") == state.number("call.epochs");
  }

  /** Batches that are worth several threads; the resumed run has another number of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theNumberOfThreadsMayChange(int threads) {
    Dataset data = Dataset.ofClasses(Samples.values(67 * 303), 67, Samples.labels(303, 3), 3);
    LongFunction<Mlp> net = seed -> Mlp.builder(67).dense(310, Activation.RELU).norm(Norm.BATCH).dropout(0.1f)
        .dense(3, Activation.SOFTMAX).seed(seed).build();
    LongFunction<TrainerBuilder> settings =
        seed -> Trainer.builder(net.apply(seed)).batchSize(101).optimizer(Optimizer.adam(0.01f)).earlyStopping(9, 0f);
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 2 || step == 3);
    TrainerBuilder first = settings.apply(1).threads(threads);
    String expected;
    try (Trainer trainer = first.build(written, null)) {
      expected = new Trained(first.mlp, trainer).hash(trainer.fit(data, 2, data));
    }
    for (TrainingState state : written.states) {
      TrainerBuilder second = settings.apply(2).threads(1 + threads % 3);
      try (Trainer trainer = second.build(null, state)) {
        assertEquals(expected, new Trained(second.mlp, trainer).hash(trainer.fit(data, 2, data)),
            "after step " + state.text("steps"));
      }
    }
  }

  /** With early stopping the network has the values of the best epoch between calls, also after it was resumed. */
  @Test
  void aResumedNetworkHasTheBestEpoch() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> false);
    Trained trained = Run.STOPPED.start(written, null);
    History history = Run.STOPPED.fit(trained);
    assertEquals(History.End.EARLY_STOPPING, history.end());
    Trained resumed = Run.STOPPED.start(null, written.last());
    Bits.assertSame(trained.mlp.parameters(), resumed.mlp.parameters());
    Bits.assertSame(trained.mlp.statistics(), resumed.mlp.statistics());
    assertEquals(trained.hash(history), resumed.hash(Run.STOPPED.fit(resumed)), "ended again");
    assertEquals(0, Run.STOPPED.fit(resumed).epochs().size(), "the next call");
  }

  @Test
  void aCompletedCallReturnsAtOnceAndMoreEpochsContinueIt() {
    Run run = Run.ADAM;
    MemoryCheckpoints written = new MemoryCheckpoints(step -> false);
    Trained trained = run.start(written, null);
    String expected = trained.hash(run.fit(trained));
    assertEquals(1, written.states.size(), "one at the end");
    Trained resumed = run.start(new MemoryCheckpoints(step -> {
      throw new AssertionError("step " + step);
    }), written.last());
    assertEquals(expected, resumed.hash(run.fit(resumed)));

    Trained whole = run.start(null, null);
    Trained longer = run.start(null, written.last());
    assertEquals(whole.hash(whole.trainer.fit(DATA, 15, VALIDATION)), longer.hash(longer.trainer.fit(DATA, 15, VALIDATION)));

    Trained shorter = run.start(null, written.last());
    Samples.assertRefused(IllegalArgumentException.class, () -> shorter.trainer.fit(DATA, 9, VALIDATION), "epochs = 9",
        "at least 10");
    assertEquals(expected, shorter.hash(run.fit(shorter)), "the call still continues");
  }

  /** An epoch that has begun must be completed, too. */
  @Test
  void epochsCountTheOneThatHasBegun() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 14 || step == 15);
    Run.ADAM.fit(Run.ADAM.start(written, null));
    Trained atEnd = Run.ADAM.start(null, written.states.get(0));
    assertEquals(1, atEnd.trainer.fit(DATA, 1, VALIDATION).epochs().size());
    Trained begun = Run.ADAM.start(null, written.states.get(1));
    Samples.assertRefused(IllegalArgumentException.class, () -> begun.trainer.fit(DATA, 1, VALIDATION), "epochs = 1",
        "at least 2");
  }

  @Test
  void aListenerGetsOnlyWhatIsNew() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 31);
    Run.ADAM.fit(Run.ADAM.start(written, null));
    List<String> events = new ArrayList<>();
    Trained resumed = Run.ADAM.start(null, written.states.get(0));
    assertEquals(2, resumed.trainer.epochs());
    assertEquals(31, resumed.trainer.steps());
    History history = resumed.trainer.fit(DATA, 4, VALIDATION, listener(events));
    assertEquals(4, history.epochs().size());
    assertEquals(List.of("step 3 16", "step 3 20"), events.subList(0, 2));
    assertEquals(2, events.stream().filter(event -> event.startsWith("epoch")).count(), events.toString());
    assertEquals(56, resumed.trainer.steps());
  }

  private static TrainingListener listener(List<String> events) {
    return new TrainingListener() {
      @Override
      public boolean onEpoch(EpochResult result) {
        return events.add("epoch " + result.epoch());
      }

      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        return events.add("step " + epoch + " " + rowsDone);
      }
    };
  }

  /** After the last step of an epoch a checkpoint waits for the evaluation. A call writes one more at its end. */
  @Test
  void checkpointsAreWrittenBetweenStepsAndAfterEvaluations() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> true);
    Trained trained = Run.ADAM.start(written, null);
    List<String> events = new ArrayList<>();
    trained.trainer.fit(DATA, 2, VALIDATION, new TrainingListener() {
      @Override
      public boolean onEpoch(EpochResult result) {
        assertEquals(14 * result.epoch() - 1, written.states.size(), "checkpoints before the evaluation is done");
        return events.add("epoch");
      }
    });
    assertEquals(28, written.states.size());
    for (int i = 0; i < 28; i++) {
      TrainingState state = written.states.get(i);
      assertEquals(i + 1, state.number("steps"));
      assertEquals((i + 1) / 14, state.number("epochs"));
      assertEquals((i + 1) / 14, state.number("call.epochs"));
      assertEquals((i + 1) % 14 * 4, state.number("call.rows"));
    }
    assertEquals(2, events.size());
  }

  /** However a call ends, except by an exception, its last state is written: that of the last step, not the best. */
  @Test
  void eachEndOfACallIsWritten() {
    Run run = Run.ADAM;
    String expected = run.finish(null, null);
    List<TrainingListener> ends = List.of(result -> result.epoch() < 4, result -> {
      if (result.epoch() == 4) {
        Thread.currentThread().interrupt();
      }
      return true;
    }, Samples.stopsWithin(3, 20));
    for (TrainingListener listener : ends) {
      MemoryCheckpoints written = new MemoryCheckpoints(step -> false);
      Trained trained = run.start(written, null);
      assertTrue(trained.trainer.fit(DATA, 10, VALIDATION, listener).stopped());
      Thread.interrupted();
      assertEquals(1, written.states.size());
      assertEquals(trained.trainer.steps(), written.last().number("steps"));
      assertEquals(expected, run.finish(null, written.last()));
    }
  }

  @Test
  void aCallThatFailsIsNotWritten() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> false);
    Trained trained = Run.ADAM.start(written, null);
    assertThrows(IllegalStateException.class, () -> trained.trainer.fit(DATA, 2, VALIDATION, result -> {
      throw new IllegalStateException();
    }));
    assertEquals(0, written.states.size());
  }

  /** Single steps and applied gradients count, and a checkpoint of them has no call. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void singleStepsAreWrittenAndResumed(boolean applied) {
    Consumer<Trainer> single = trainer -> {
      if (applied) {
        trainer.apply(trainer.gradient(DATA, 0));
      } else {
        trainer.step(Samples.values(16), 0, new int[] {0, 2, 1, 0}, 0, 4);
      }
    };
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 30);
    Trained trained = Run.ADAM.start(written, null);
    trained.trainer.fit(DATA, 2, VALIDATION);
    single.accept(trained.trainer);
    single.accept(trained.trainer);
    TrainingState state = written.last();
    assertEquals(30, state.number("steps"));
    assertFalse(state.texts().containsKey("call.epochs"));
    Trained resumed = Run.ADAM.start(null, state);
    Bits.assertSame(trained.mlp.parameters(), resumed.mlp.parameters());
    single.accept(trained.trainer);
    single.accept(resumed.trainer);
    assertEquals(numberOfNextStep(trained.trainer), numberOfNextStep(resumed.trainer));
    assertEquals(trained.hash(trained.trainer.fit(DATA, 3, VALIDATION)),
        resumed.hash(resumed.trainer.fit(DATA, 3, VALIDATION)));
  }

  /** Returns the number of a single step that fails and changes nothing. */
  private static long numberOfNextStep(Trainer trainer) {
    float[] x = {Float.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0};
    return assertThrows(NonFiniteLossException.class, () -> trainer.step(x, 0, new int[2], 0, 2)).batch();
  }

  /** A thread that is interrupted already runs no batch, and the call of the checkpoint is still to be finished. */
  @Test
  void anInterruptedThreadKeepsTheCall() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 31);
    Run.ADAM.fit(Run.ADAM.start(written, null));
    Trained resumed = Run.ADAM.start(null, written.states.get(0));
    Thread.currentThread().interrupt();
    assertEquals(2, Run.ADAM.fit(resumed).epochs().size());
    assertTrue(Thread.interrupted());
    Trained whole = Run.ADAM.start(null, null);
    assertEquals(whole.hash(Run.ADAM.fit(whole)), resumed.hash(Run.ADAM.fit(resumed)));
  }

  /** If the network is changed before fit, the call of the checkpoint is given up: a new one starts its epoch again. */
  @Test
  void aChangeOfTheNetworkGivesTheCallUp() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 31);
    Run.ADAM.fit(Run.ADAM.start(written, null));
    List<Consumer<Trained>> changes = List.of(trained -> trained.mlp.setParameters(trained.mlp.parameters()),
        trained -> trained.trainer.apply(trained.trainer.gradient(DATA, 0)));
    for (Consumer<Trained> change : changes) {
      Trained trained = Run.ADAM.start(null, written.states.get(0));
      change.accept(trained);
      List<String> events = new ArrayList<>();
      History history = trained.trainer.fit(DATA.slice(0, 20), 1, VALIDATION, listener(events));
      assertEquals(3, history.last().epoch());
      assertEquals("step 3 4", events.get(0));
      assertEquals(6, events.size());
    }
  }

  /** Every value of a state is needed. Without it nothing is changed. */
  @Test
  void aMissingValueIsNamed() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 31);
    Run.ADAM.fit(Run.ADAM.start(written, null));
    TrainingState state = written.states.get(0);
    List<String> names = new ArrayList<>(state.texts().keySet());
    names.removeIf(name -> name.startsWith("settings.") || name.startsWith("data.") || name.equals("call.epochs"));
    names.addAll(state.floats().keySet());
    names.addAll(state.doubles().keySet());
    for (String name : names) {
      Mlp mlp = net(3, Norm.BATCH, 0.2f);
      TrainerBuilder b = Samples.settings(mlp);
      Run.ADAM.settings.accept(b);
      float[] before = mlp.parameters();
      Samples.assertRefused(IllegalArgumentException.class, () -> b.build(null, MemoryCheckpoints.copy(state, name)),
          "\"" + name + "\" is missing");
      Bits.assertSame(before, mlp.parameters());
    }
  }
}
