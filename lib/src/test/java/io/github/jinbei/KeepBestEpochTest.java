package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which epoch is kept where the metric is given. */
class KeepBestEpochTest {

  private static final Dataset TRAIN = EarlyStoppingTest.TRAIN;
  private static final Dataset VALIDATION = EarlyStoppingTest.VALIDATION;
  private static final int EPOCHS = 40;

  private static Mlp net() {
    return Samples.normed(Norm.BATCH, 0.2f);
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.05f));
  }

  /** The results of all epochs, and the parameters and statistics after each. */
  private record Run(List<EpochResult> epochs, List<float[]> parameters, List<float[]> statistics) {

    static Run of(Mlp mlp, TrainerBuilder settings, int epochs) {
      Run run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      settings.build().fit(TRAIN, epochs, VALIDATION, result -> run.add(result, mlp));
      return run;
    }

    static Run free() {
      Mlp mlp = net();
      return of(mlp, settings(mlp), EPOCHS);
    }

    boolean add(EpochResult result, Mlp mlp) {
      parameters.add(mlp.parameters());
      return statistics.add(mlp.statistics()) && epochs.add(result);
    }

    /** The best of the epochs from .. to - 1, by the definition. */
    int best(EpochMetric metric, int from, int to) {
      int best = from;
      for (int e = from; e < to; e++) {
        Evaluation here = epochs.get(e).validation();
        Evaluation there = epochs.get(best).validation();
        if (metric == EpochMetric.LOSS ? here.loss() <= there.loss() : here.correct() >= there.correct()) {
          best = e;
        }
      }
      return best;
    }

    void assertHas(int epoch, Mlp mlp, String what) {
      Bits.assertSame(parameters.get(epoch), mlp.parameters(), what);
      Bits.assertSame(statistics.get(epoch), mlp.statistics(), what);
    }
  }

  private static final Run FREE = Run.free();

  /** Each call continues from the last epoch, and then has the best of all calls. */
  @ParameterizedTest
  @EnumSource
  void theBestOfAllCallsIsKept(EpochMetric metric) {
    Mlp mlp = net();
    Trainer trainer = settings(mlp).keepBestEpoch(metric).build();
    for (int done = 0; done < EPOCHS;) {
      int count = Math.min(EPOCHS - done, 1 + done % 4);
      History history = trainer.fit(TRAIN, count, VALIDATION);
      done += count;
      assertEquals(History.End.EPOCHS, history.end());
      assertEquals(FREE.epochs.subList(done - count, done), history.epochs(), "trained as without it");
      FREE.assertHas(FREE.best(metric, 0, done), mlp, metric + " of " + done);
    }
  }

  /** Among few validation rows the same accuracy comes often. */
  @Test
  void theCasesAboveHaveEqualEpochs() {
    int best = FREE.best(EpochMetric.ACCURACY, 0, EPOCHS);
    int correct = FREE.epochs.get(best).validation().correct();
    long equal = FREE.epochs.stream().filter(e -> e.validation().correct() == correct).count();
    assertTrue(equal > 1, "epochs with " + correct + " correct rows: " + equal);
    assertTrue(best < EPOCHS - 1, "the best epoch is the last");
    assertTrue(best != FREE.best(EpochMetric.LOSS, 0, EPOCHS), "both metrics choose the same epoch");
  }

  /** Early stopping watches the loss as before; the kept epoch is that of the metric. */
  @Test
  void earlyStoppingSaysWhenTrainingEnds() {
    Mlp stopped = net();
    Run plain = Run.of(stopped, settings(stopped).earlyStopping(5, 0f), EPOCHS);
    Mlp mlp = net();
    History history = settings(mlp).keepBestEpoch(EpochMetric.ACCURACY).earlyStopping(5, 0f).build()
        .fit(TRAIN, EPOCHS, VALIDATION);
    assertEquals(History.End.EARLY_STOPPING, history.end());
    assertEquals(plain.epochs, history.epochs());
    int best = FREE.best(EpochMetric.ACCURACY, 0, plain.epochs.size());
    FREE.assertHas(best, mlp, "epoch " + best);
  }

  /** The epochs after a reset are compared with each other only, and training goes on from the kept epoch. */
  @Test
  void aResetForgetsTheEpochs() {
    Mlp mlp = net();
    Trainer trainer = settings(mlp).keepBestEpoch(EpochMetric.ACCURACY).build();
    trainer.fit(TRAIN, EPOCHS, VALIDATION);
    trainer.resetWatchers();
    FREE.assertHas(FREE.best(EpochMetric.ACCURACY, 0, EPOCHS), mlp, "a reset changes no parameter");
    Run later = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    trainer.fit(TRAIN, 3, VALIDATION, result -> later.add(result, mlp));
    later.assertHas(later.best(EpochMetric.ACCURACY, 0, 3), mlp, "the best since the reset");
  }

  @Test
  void aListenerThatEndsTheCallLeavesTheBestEpoch() {
    Mlp mlp = net();
    settings(mlp).keepBestEpoch(EpochMetric.LOSS).build().fit(TRAIN, EPOCHS, VALIDATION, result -> result.epoch() < 30);
    FREE.assertHas(FREE.best(EpochMetric.LOSS, 0, 30), mlp, "after 30 epochs");
  }

  @Test
  void needsValidationDataThatHaveTheMetric() {
    Samples.assertRefused(IllegalArgumentException.class,
        () -> settings(net()).keepBestEpoch(EpochMetric.LOSS).build().fit(TRAIN, 1), "validation = null",
        "expected data for keepBestEpoch, or a validationFraction above 0");
    Dataset targets = Samples.targetData(20);
    Trainer trainer = settings(Samples.net(Activation.TANH, Activation.IDENTITY)).keepBestEpoch(EpochMetric.ACCURACY).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(targets, 1, targets),
        "validation has targets; expected classes for keepBestEpoch, whose metric is ACCURACY");
    settings(net()).keepBestEpoch(EpochMetric.LOSS).validationFraction(0.3).build().fit(TRAIN, 1);
  }
}
