package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network after a call of fit that ends in the seventh epoch, for each way in which a call can end. */
class EndOfFitTest {

  private static final Dataset TRAIN = EarlyStoppingTest.TRAIN;
  private static final Dataset VALIDATION = EarlyStoppingTest.VALIDATION;

  /** Four updates an epoch: the second of the seventh. */
  private static final int LAST_UPDATE = 6 * 4 + 2;

  /** An exception that only this test throws. */
  private static final class Thrown extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The ways in which the call ends after update {@link #LAST_UPDATE}, or in the next one. */
  private enum Way {
    DIVERGENCE(NonFiniteLossException.class), LISTENER_OF_STEPS(Thrown.class), LISTENER_OF_EPOCHS(Thrown.class),
    ACTIVATION(Thrown.class), DERIVATIVE(Thrown.class), SCHEDULE(Thrown.class), RATE(IllegalStateException.class),
    CLOSED(IllegalStateException.class), STOPPED(null), INTERRUPT(null);

    private final Class<? extends Throwable> thrown;

    Way(Class<? extends Throwable> thrown) {
      this.thrown = thrown;
    }
  }

  /** A training that ends in one way, and the state of the network after each update. */
  private static final class Run implements TrainingListener {
    final Way way;
    final boolean earlyStopping;
    final Mlp mlp;
    final Trainer trainer;
    final List<float[]> steps = new ArrayList<>();
    final List<float[]> stepStatistics = new ArrayList<>();
    private boolean fails;

    Run(Way way, boolean earlyStopping) {
      this.way = way;
      this.earlyStopping = earlyStopping;
      Activation square = Activation.custom("square", z -> checked(Way.ACTIVATION, z * z),
          z -> checked(Way.DERIVATIVE, 2 * z));
      mlp = Mlp.builder(4).dense(5, Activation.TANH).norm(Norm.BATCH).dense(5, square).dense(3, Activation.IDENTITY)
          .seed(3).build();
      TrainerBuilder builder = Samples.settings(mlp).optimizer(Optimizer.adam(0.05f)).schedule(this::factor);
      trainer = (earlyStopping ? builder.earlyStopping(60, 1e9f) : builder).build();
    }

    private double checked(Way here, double value) {
      if (fails && way == here) {
        throw new Thrown();
      }
      return value;
    }

    private double factor(long update) {
      if (update == LAST_UPDATE && way == Way.RATE) {
        return Double.NaN;
      }
      checked(Way.SCHEDULE, 1);
      return update == LAST_UPDATE - 1 && way == Way.DIVERGENCE ? 1e25 : 1;
    }

    @Override
    public boolean onStep(int epoch, long rowsDone, double batchLoss) {
      steps.add(mlp.parameters());
      stepStatistics.add(mlp.statistics());
      if (steps.size() < LAST_UPDATE) {
        return true;
      }
      fails = true;
      switch (way) {
        case LISTENER_OF_STEPS -> throw new Thrown();
        case CLOSED -> trainer.close();
        case INTERRUPT -> Thread.currentThread().interrupt();
        default -> { }
      }
      return way != Way.STOPPED;
    }

    @Override
    public boolean onEpoch(EpochResult result) {
      if (fails && way == Way.LISTENER_OF_EPOCHS) {
        throw new Thrown();
      }
      return true;
    }

    void run() {
      if (way.thrown == null) {
        History history = trainer.fit(TRAIN, 10, VALIDATION, this);
        assertEquals(6, history.epochs().size());
      } else {
        assertThrows(way.thrown, () -> trainer.fit(TRAIN, 10, VALIDATION, this));
      }
      assertEquals(way == Way.INTERRUPT, Thread.interrupted(), "the flag of the thread");
      assertEquals(way == Way.LISTENER_OF_EPOCHS ? 28 : LAST_UPDATE, steps.size(), "updates");
    }
  }

  /** No epoch has the minimum gain, so the first one, of four updates, is the best. */
  @ParameterizedTest
  @EnumSource
  void withEarlyStoppingTheBestEpochIsLeft(Way way) {
    Run run = new Run(way, true);
    run.run();
    Bits.assertSame(run.steps.get(3), run.mlp.parameters());
    Bits.assertSame(run.stepStatistics.get(3), run.mlp.statistics());
  }

  @ParameterizedTest
  @EnumSource
  void withoutItTheLastStepIsLeft(Way way) {
    Run run = new Run(way, false);
    run.run();
    Bits.assertSame(run.steps.get(run.steps.size() - 1), run.mlp.parameters());
    Bits.assertSame(run.stepStatistics.get(run.steps.size() - 1), run.mlp.statistics());
  }

  /** A failed step changes nothing, also not in the state of the optimizer: training then continues as if it had not begun. */
  @ParameterizedTest
  @EnumSource(names = {"LISTENER_OF_STEPS", "ACTIVATION", "DERIVATIVE", "SCHEDULE", "STOPPED", "INTERRUPT"})
  void theNextCallContinuesFromTheLastStep(Way way) {
    List<String> expected = continued(new Run(Way.STOPPED, false));
    assertEquals(expected, continued(new Run(way, false)));
    assertEquals(expected, continued(new Run(way, true)), "with early stopping");
  }

  @Test
  void theNextCallContinuesFromTheLastEpoch() {
    assertEquals(continued(new Run(Way.LISTENER_OF_EPOCHS, false)), continued(new Run(Way.LISTENER_OF_EPOCHS, true)));
  }

  /** Returns the results of two epochs after the end. */
  private static List<String> continued(Run run) {
    run.run();
    run.fails = false;
    List<String> after = new ArrayList<>();
    run.trainer.fit(TRAIN, 2, VALIDATION, result -> {
      after.add(result + new BitHash().add(run.mlp.parameters()).add(run.mlp.statistics()).hex());
      return true;
    });
    return after;
  }
}
