package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Early stopping and plateaus over several calls of fit. */
class WatchersTest {

  private static final Dataset TRAIN = EarlyStoppingTest.TRAIN;
  private static final Dataset VALIDATION = EarlyStoppingTest.VALIDATION;
  private static final int EPOCHS = 10;

  private static Mlp network(boolean normed) {
    return normed ? Samples.normed(Norm.BATCH, 0.2f) : Samples.classifier();
  }

  /** Settings with which the validation loss rises and falls from epoch to epoch. */
  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.1f)).schedule(Schedule.exponential(0.999f));
  }

  /** The hashes of the parameters and statistics of a network, and the rate of the next update. */
  private record State(String parameters, String statistics, float rate) {

    static State of(Mlp mlp, Trainer trainer) {
      return new State(new BitHash().add(mlp.parameters()).hex(), new BitHash().add(mlp.statistics()).hex(),
          trainer.learningRate());
    }
  }

  /** A network and its trainer, and its state after each epoch, before the best state is restored. */
  private static final class Run {
    final Mlp mlp;
    final Trainer trainer;
    final List<EpochResult> epochs = new ArrayList<>();
    final List<State> states = new ArrayList<>();

    Run(boolean normed, Consumer<TrainerBuilder> more) {
      mlp = network(normed);
      TrainerBuilder builder = settings(mlp);
      more.accept(builder);
      trainer = builder.build();
    }

    History fit(int count, Dataset validation) {
      History history = trainer.fit(TRAIN, count, validation, result -> {
        states.add(state());
        return true;
      });
      epochs.addAll(history.epochs());
      return history;
    }

    State state() {
      return State.of(mlp, trainer);
    }

    /** Returns the epoch, from 0, with the least validation loss; the first of several. */
    int best() {
      int best = 0;
      for (int e = 1; e < epochs.size(); e++) {
        best = epochs.get(e).validation().loss() < epochs.get(best).validation().loss() ? e : best;
      }
      return best;
    }
  }

  /** Combinations of early stopping, plateaus and validation data. */
  private enum Watching implements Consumer<TrainerBuilder> {
    NOTHING(b -> {}),
    PLATEAU(b -> b.reduceOnPlateau(0.5f, 1, 0f)),
    PLATEAU_OF_TRAINING(b -> b.reduceOnPlateau(0.5f, 2, 0.01f)),
    PLATEAU_WITHOUT_END(b -> b.reduceOnPlateau(0.5f, 3, 1e9f)),
    STOPPING(b -> b.earlyStopping(2, 0f)),
    STOPPING_AT_ONCE(b -> b.earlyStopping(1, 10f)),
    STOPPING_LATE(b -> b.earlyStopping(60, 0f)),
    BOTH(b -> b.earlyStopping(4, 0f).reduceOnPlateau(0.5f, 1, 0f)),
    SHARE(b -> b.validationFraction(0.25).earlyStopping(3, 0f).reduceOnPlateau(0.5f, 2, 0f));

    private final Consumer<TrainerBuilder> settings;

    Watching(Consumer<TrainerBuilder> settings) {
      this.settings = settings;
    }

    @Override
    public void accept(TrainerBuilder builder) {
      settings.accept(builder);
    }

    Dataset validation() {
      return this == SHARE || this == PLATEAU_OF_TRAINING ? null : VALIDATION;
    }
  }

  /** Ten calls of one epoch give the same states as one call of ten, and so does further training. */
  @ParameterizedTest
  @EnumSource
  void manyCallsAreOne(Watching watching) {
    for (boolean normed : new boolean[] {false, true}) {
      Run many = new Run(normed, watching);
      for (int count = 1; count <= EPOCHS; count++) {
        History.End end = many.fit(1, watching.validation()).end();
        Run one = new Run(normed, watching);
        assertEquals(one.fit(count, watching.validation()).end(), end, "end of " + count);
        assertEquals(one.epochs, many.epochs, "epochs of " + count);
        assertEquals(one.states, many.states, "after each epoch of " + count);
        assertEquals(one.state(), many.state(), "after " + count);
        if (count == EPOCHS) {
          one.trainer.resetWatchers();
          many.trainer.resetWatchers();
          one.fit(2, watching.validation());
          many.fit(2, watching.validation());
          assertEquals(one.epochs, many.epochs, "the optimizer's state");
          assertEquals(one.state(), many.state(), "the optimizer's state");
        }
      }
    }
  }

  /** The first epoch is the best; every third epoch after it halves the rate. */
  @Test
  void plateausCountTheEpochsOfAllCalls() {
    Mlp mlp = Samples.classifier();
    Trainer trainer = Samples.settings(mlp).reduceOnPlateau(0.5f, 3, 1e9f).build();
    float[] factors = {1, 1, 1, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.125f};
    for (float factor : factors) {
      trainer.fit(TRAIN, 1);
      assertEquals(0.25f * factor, trainer.learningRate());
    }
  }

  @Test
  void earlyStoppingCountsTheEpochsOfAllCalls() {
    Run run = new Run(true, b -> b.earlyStopping(3, 1e9f));
    for (int call = 1; call <= EPOCHS; call++) {
      History history = run.fit(1, VALIDATION);
      assertEquals(call <= 4 ? 1 : 0, history.epochs().size(), "epochs of call " + call);
      assertEquals(call < 4 ? History.End.EPOCHS : History.End.EARLY_STOPPING, history.end(), "end of call " + call);
      assertEquals(call >= 4, history.stopped());
      assertEquals(run.states.get(0).parameters(), run.state().parameters(), "the best after call " + call);
      assertEquals(run.states.get(0).statistics(), run.state().statistics(), "the best after call " + call);
    }
  }

  /** The oracle has no early stopping: the next call continues from the state after its last epoch. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void continuesFromTheLastEpochNotFromTheBest(boolean normed) {
    Run free = new Run(normed, Watching.NOTHING);
    free.fit(EPOCHS, VALIDATION);
    assertTrue(free.best() < EPOCHS - 3, "the best must not be among the last: " + free.best());
    Run run = new Run(normed, Watching.STOPPING_LATE);
    run.fit(EPOCHS - 3, VALIDATION);
    run.trainer.evaluate(VALIDATION);
    run.trainer.gradient(TRAIN, 0);
    run.fit(3, VALIDATION);
    assertEquals(free.states, run.states);
    assertEquals(free.states.get(free.best()).parameters(), run.state().parameters());
    assertEquals(free.states.get(free.best()).statistics(), run.state().statistics());
  }

  /** Ways to make the next call continue from the network, and not from the last epoch. */
  private enum Change {
    PARAMETERS(run -> run.mlp.setParameters(new float[run.mlp.parameterCount()])),
    TO_THE_SAME(run -> run.mlp.setParameters(run.mlp.parameters())),
    STATISTICS(run -> run.mlp.setStatistics(run.mlp.statistics())),
    STEP(run -> run.trainer.step(Samples.values(16), 0, new int[] {0, 2, 1, 0}, 0, 4)),
    APPLIED(run -> run.trainer.apply(run.trainer.gradient(TRAIN, 0))),
    OTHER_TRAINER(run -> settings(run.mlp).build().fit(TRAIN, 1)),
    RESET(run -> run.trainer.resetWatchers());

    private final Consumer<Run> change;

    Change(Consumer<Run> change) {
      this.change = change;
    }
  }

  /** The oracle has no early stopping. Its parameters are set to the best state, and then changed in the same way. */
  @ParameterizedTest
  @EnumSource
  void continuesFromTheNetworkAfterAChange(Change change) {
    Run free = new Run(true, Watching.NOTHING);
    float[][] best = new float[2][];
    double[] least = {Double.POSITIVE_INFINITY};
    free.trainer.fit(TRAIN, EPOCHS, VALIDATION, result -> {
      if (result.validation().loss() < least[0]) {
        least[0] = result.validation().loss();
        best[0] = free.mlp.parameters();
        best[1] = free.mlp.statistics();
      }
      return true;
    });
    free.mlp.setParameters(best[0]);
    free.mlp.setStatistics(best[1]);
    Run run = new Run(true, Watching.STOPPING_LATE);
    run.fit(EPOCHS, VALIDATION);
    Bits.assertSame(best[0], run.mlp.parameters());
    change.change.accept(free);
    change.change.accept(run);
    run.states.clear();
    free.fit(3, VALIDATION);
    run.fit(3, VALIDATION);
    assertEquals(free.states, run.states);
  }

  @Test
  void aResetForgetsTheBestStateTheCountAndTheFactor() {
    Run run = new Run(true, b -> b.earlyStopping(2, 1e9f).reduceOnPlateau(0.5f, 1, 1e9f));
    run.fit(EPOCHS, VALIDATION);
    assertEquals(3, run.epochs.size());
    State first = run.states.get(0);
    assertEquals(first.parameters(), run.state().parameters());
    float quarter = run.trainer.learningRate();
    run.trainer.resetWatchers();
    assertEquals(4 * quarter, run.trainer.learningRate());
    assertEquals(first.parameters(), run.state().parameters(), "a reset changes no parameter");
    run.fit(EPOCHS, VALIDATION);
    assertEquals(List.of(1, 2, 3, 4, 5, 6), run.epochs.stream().map(EpochResult::epoch).toList());
    assertEquals(run.states.get(3).parameters(), run.state().parameters(), "the best since the reset");
  }

  /** A reset by the listener applies to the current call. */
  @Test
  void aListenerMayReset() {
    Run run = new Run(false, b -> b.earlyStopping(1, 1e9f));
    History history = run.trainer.fit(TRAIN, EPOCHS, VALIDATION, result -> {
      if (result.epoch() == 2) {
        run.trainer.resetWatchers();
      }
      run.states.add(run.state());
      return true;
    });
    assertEquals(4, history.epochs().size());
    assertEquals(run.states.get(2).parameters(), run.state().parameters(), "the best since then");
  }

  /** The oracle has no early stopping. Both are ended in the second batch of the fifth epoch, which then starts again. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void continuesFromTheStepAfterWhichItWasEnded(boolean normed) {
    List<List<State>> seen = new ArrayList<>();
    for (Watching watching : List.of(Watching.NOTHING, Watching.STOPPING_LATE)) {
      Run run = new Run(normed, watching);
      History history = run.trainer.fit(TRAIN, EPOCHS, VALIDATION, new TrainingListener() {
        @Override
        public boolean onEpoch(EpochResult result) {
          run.states.add(run.state());
          return true;
        }

        @Override
        public boolean onStep(int epoch, long rowsDone, double batchLoss) {
          if (epoch == 5 && rowsDone == 8) {
            run.states.add(run.state());
            return false;
          }
          return true;
        }
      });
      assertEquals(History.End.LISTENER, history.end());
      assertEquals(4, history.epochs().size());
      if (watching == Watching.STOPPING_LATE) {
        assertFalse(run.states.get(4).equals(run.state()), "the best is back");
      }
      assertEquals(5, run.fit(3, VALIDATION).epochs().get(0).epoch());
      seen.add(run.states);
    }
    assertEquals(seen.get(0), seen.get(1));
  }
}
