package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpClassifierBuilder;
import io.github.jinbei.table.Penguins;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Norms and shares of units, measured after epochs. */
class DiagnosticsListenerTest {

  private static final int ROWS = 24;
  private static final Dataset DATA = Samples.classData(ROWS);

  /** Trains for some epochs and returns what the listener has measured. */
  private static List<EpochDiagnostics> measured(TrainerBuilder settings, Dataset data, Dataset batch, int epochs) {
    DiagnosticsListener listener = new DiagnosticsListener(batch);
    try (Trainer trainer = settings.build()) {
      trainer.fit(data, epochs, listener);
    }
    return listener.diagnostics();
  }

  private static LayerDiagnostics afterOneEpoch(Mlp net, Dataset data) {
    return measured(Samples.settings(net), data, data, 1).get(0).layers().get(0);
  }

  @Test
  void theTrainingHasTheSameBits() {
    for (int microBatch : new int[] {100, 3}) {
      Mlp plain = Samples.normed(Norm.BATCH, 0.3f);
      Mlp watched = Samples.normed(Norm.BATCH, 0.3f);
      try (Trainer trainer = Samples.settings(plain).microBatch(microBatch).batchSize(6).clipNorm(1f).build()) {
        trainer.fit(DATA, 5);
      }
      measured(Samples.settings(watched).microBatch(microBatch).batchSize(6).clipNorm(1f), DATA, DATA.slice(0, 12), 5);
      Bits.assertSame(plain.parameters(), watched.parameters(), "parts of " + microBatch);
      Bits.assertSame(plain.statistics(), watched.statistics(), "parts of " + microBatch);
    }
  }

  /** With a rate of almost 0 the network after the epoch is the one before, so that its gradient can be computed again. */
  @Test
  void normsAreThoseOfWeightsAndOfTheMeanGradient() {
    Mlp net = Samples.net(Activation.TANH, Activation.SOFTMAX);
    EpochDiagnostics epoch = measured(Samples.settings(net).weightDecay(0.5f), DATA, DATA.slice(3, 20), 1).get(0);
    float[] sum;
    try (Trainer trainer = Samples.settings(net).build()) {
      sum = trainer.gradient(DATA.slice(3, 20), 0).sum();
    }
    assertEquals(1, epoch.epoch());
    assertEquals(0.25f, epoch.learningRate());
    int at = 0;
    for (int layer = 0; layer < 2; layer++) {
      float[] weights = net.weights(layer);
      double ofWeights = 0;
      double ofGradient = 0;
      for (int i = 0; i < weights.length; i++) {
        ofWeights += weights[i] * (double) weights[i];
        ofGradient += Math.pow(sum[at + i] / 17.0, 2);
      }
      at += weights.length + net.units(layer);
      assertEquals(Math.sqrt(ofWeights), epoch.layers().get(layer).weightNorm(), 1e-12 * Math.sqrt(ofWeights));
      assertEquals(Math.sqrt(ofGradient), epoch.layers().get(layer).gradientNorm(), 1e-12 * Math.sqrt(ofGradient));
    }
  }

  static List<Activation> elementwise() {
    return Activation.all().stream().filter(activation -> activation != Activation.SOFTMAX).toList();
  }

  /**
   * A layer of the identity matrix, whose units see -12 to 12 in steps of 0.1: the slope of f is that between two points on
   * both sides. Points whose slope is within a tenth of the bound, or beside which f has a kink, may count or not.
   */
  @ParameterizedTest
  @MethodSource("elementwise")
  void saturatedAreThePointsWithoutSlope(Activation activation) {
    Mlp net = Mlp.builder(1).dense(1, activation).dense(1, Activation.IDENTITY).build();
    Mlp function = Mlp.builder(1).dense(1, activation).build();
    for (Mlp each : List.of(net, function)) {
      each.setWeights(0, new float[] {1f});
      each.setBiases(0, new float[] {0f});
    }
    net.setWeights(1, new float[] {0f});
    net.setBiases(1, new float[] {0f});
    int points = 240;
    float[] x = new float[points];
    int surely = 0;
    int perhaps = 0;
    for (int i = 0; i < points; i++) {
      x[i] = (i - 119.5f) / 10;
      double slope = Math.abs(function.predict(new float[] {x[i] + 0.02f})[0]
          - function.predict(new float[] {x[i] - 0.02f})[0]) / 0.04;
      boolean near = Math.abs(slope / 0.01 - 1) < 0.1;
      perhaps += near ? 1 : 0;
      surely += !near && slope < 0.01 ? 1 : 0;
    }
    // The targets are the outputs, so that nothing is learned and the weights stay.
    LayerDiagnostics layer = measured(Samples.settings(net).freeze(0).batchSize(points),
        Dataset.ofTargets(x, 1, new float[points], 1), Dataset.ofTargets(x, 1, new float[points], 1), 1).get(0).layers().get(0);
    double counted = layer.saturated() * points;
    assertTrue(counted >= surely - 1e-9 && counted <= surely + perhaps + 1e-9,
        activation + ": " + counted + " points, expected " + surely + " to " + (surely + perhaps));
    assertEquals(activation == Activation.STEP ? 1 : 0, layer.dead());
    assertTrue(Double.isNaN(layer.gradientNorm()), "a frozen layer has no gradient");
  }

  @Test
  void deadUnitsAreThoseWithoutSlopeInAllRows() {
    Mlp net = Mlp.builder(Samples.INPUTS).dense(4, Activation.RELU).classes(Samples.CLASSES).build();
    net.setBiases(0, new float[] {-100f, 100f, -100f, 100f});
    LayerDiagnostics layer = afterOneEpoch(net, DATA);
    assertEquals(0.5, layer.dead());
    assertEquals(0.5, layer.saturated());
  }

  @Test
  void sharesAreThoseOfAllPartsOfTheBatch() {
    Mlp net = Mlp.builder(Samples.INPUTS).dense(5, Activation.RELU).classes(Samples.CLASSES).seed(4).build();
    Mlp again = net.copy();
    EpochDiagnostics whole = measured(Samples.settings(net), DATA, DATA, 1).get(0);
    EpochDiagnostics parts = measured(Samples.settings(again).microBatch(5), DATA, DATA, 1).get(0);
    assertEquals(whole, parts);
    float[] z = new float[ROWS * Samples.INPUTS];
    DATA.copyInputs(0, ROWS, z, 0);
    Mlp first = Mlp.builder(Samples.INPUTS).dense(5, Activation.RELU).build();
    first.setWeights(0, net.weights(0));
    first.setBiases(0, net.biases(0));
    float[] a = first.predict(z);
    long zeros = IntStream.range(0, a.length).filter(i -> a[i] == 0).count();
    assertEquals((double) zeros / a.length, whole.layers().get(0).saturated());
  }

  @Test
  void softmaxHasNoShares() {
    LayerDiagnostics output = measured(Samples.settings(Samples.classifier()), DATA, DATA, 1).get(0).layers().get(1);
    assertTrue(Double.isNaN(output.saturated()) && Double.isNaN(output.dead()), output::toString);
    assertTrue(output.gradientNorm() > 0, output::toString);
  }

  @Test
  void aGradientThatIsNotFiniteDoesNotEndTheTraining() {
    Dataset huge = Dataset.ofTargets(new float[] {3e38f, 3e38f}, 1, new float[] {0f, -3e38f}, 1);
    Mlp net = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    Dataset small = Dataset.ofTargets(new float[] {1f, 2f}, 1, new float[] {1f, 2f}, 1);
    EpochDiagnostics epoch = measured(Samples.settings(net), small, huge, 1).get(0);
    assertTrue(Double.isNaN(epoch.layers().get(0).gradientNorm()), epoch::toString);
    assertTrue(epoch.layers().get(0).weightNorm() > 0, epoch::toString);
  }

  @Test
  void ofManyEpochsThoseAtEqualDistancesAreKept() {
    Dataset data = Dataset.ofTargets(new float[] {1f, 2f}, 1, new float[] {1f, 2f}, 1);
    Mlp net = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    assertEquals(IntStream.rangeClosed(1, 128).boxed().toList(), epochs(measured(Samples.settings(net), data, data, 128)));
    assertEquals(IntStream.rangeClosed(1, 64).mapToObj(i -> 2 * i).toList(),
        epochs(measured(Samples.settings(net), data, data, 129)));
    assertEquals(IntStream.rangeClosed(1, 125).mapToObj(i -> 8 * i).toList(),
        epochs(measured(Samples.settings(net), data, data, 1000)));
  }

  /** A caller may pass on each tenth epoch only. */
  @Test
  void ofEpochsAtADistanceAtMostAsManyAreKept() {
    DiagnosticsListener listener = new DiagnosticsListener(DATA);
    try (Trainer trainer = Samples.settings(Samples.classifier()).build()) {
      listener.onBegin(trainer);
      for (int epoch = 10; epoch <= 3000; epoch += 10) {
        assertTrue(listener.onEpoch(new EpochResult(epoch, 1, 1, null)));
        assertTrue(listener.diagnostics().size() <= 128, () -> listener.diagnostics().size() + " epochs");
      }
    }
    assertEquals(IntStream.rangeClosed(1, 75).mapToObj(i -> 40 * i).toList(), epochs(listener.diagnostics()));
  }

  private static List<Integer> epochs(List<EpochDiagnostics> measured) {
    return measured.stream().map(EpochDiagnostics::epoch).toList();
  }

  /** The factor of update 1, 2, 3 is that of the index 0, 1, 2; a schedule that fails at index 3 is not called there. */
  @Test
  void theRateIsThatOfTheLastUpdate() {
    Schedule schedule = step -> step > 2 ? -1 : 1.0 / (1 << step);
    List<EpochDiagnostics> measured =
        measured(Samples.settings(Samples.classifier()).batchSize(ROWS).schedule(schedule), DATA, DATA, 3);
    assertEquals(List.of(0.25f, 0.125f, 0.0625f), measured.stream().map(EpochDiagnostics::learningRate).toList());
  }

  /** The loss of the batch rises, so that each epoch halves the rate of the next one. */
  @Test
  void aPlateauChangesTheRateFromTheNextEpochOn() {
    List<EpochDiagnostics> measured = measured(Samples.settings(Samples.classifier()).batchSize(ROWS)
        .reduceOnPlateau(0.5f, 1, 100), DATA, DATA, 4);
    assertEquals(List.of(0.25f, 0.25f, 0.125f, 0.0625f), measured.stream().map(EpochDiagnostics::learningRate).toList());
  }

  /** The schedule has no factor for the step behind the last one. */
  @Test
  void anEndingScheduleDoesNotEndTheMeasurement() {
    Dataset huge = Dataset.ofTargets(new float[] {3e38f, 3e38f}, 1, new float[] {0f, -3e38f}, 1);
    Dataset small = Dataset.ofTargets(new float[] {1f, 2f}, 1, new float[] {1f, 2f}, 1);
    Mlp net = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    EpochDiagnostics epoch = measured(Samples.settings(net).schedule(step -> step > 0 ? -1 : 1), small, huge, 1).get(0);
    assertTrue(Double.isNaN(epoch.layers().get(0).gradientNorm()), epoch::toString);
  }

  @Test
  void aWrongBatchIsRefusedBeforeTheFirstStep() {
    Mlp net = Samples.normed(Norm.BATCH, 0f);
    float[] before = net.parameters();
    Samples.assertRefused(IllegalArgumentException.class,
        () -> measured(Samples.settings(net), DATA, DATA.slice(0, 1), 1), "single row");
    Samples.assertRefused(IllegalArgumentException.class, () -> measured(Samples.settings(net), DATA,
        Dataset.ofClasses(new float[6], 3, new int[2], 3), 1), "batch");
    Bits.assertSame(before, net.parameters());
    assertThrows(IllegalStateException.class,
        () -> new DiagnosticsListener(DATA).onEpoch(new EpochResult(1, 0, 0, null)));
  }

  /** By one thread, only the first network has an epoch when the listener ends the training. */
  @Test
  void networksThatNeverBeganHaveNoMeasurements() {
    MlpClassifier model = MlpClassifier.builder().units(4).folds(3).batchSize(32).threads(1).diagnostics(true)
        .listener((network, networks, result) -> false).fit(Penguins.train(), "species");
    assertEquals(1, model.networks());
    assertEquals(List.of(1), model.diagnostics().stream().map(List::size).toList());
  }

  @Test
  void estimatorsMeasureEachNetwork() {
    AtomicInteger calls = new AtomicInteger();
    MlpClassifierBuilder settings = MlpClassifier.builder().units(8, 4).epochs(3).folds(2).seed(5).listener((i, n, result) -> {
      calls.incrementAndGet();
      return true;
    });
    MlpClassifier plain = settings.fit(Penguins.train(), "species");
    for (boolean refit : new boolean[] {false, true}) {
      MlpClassifier measured = settings.refit(refit).diagnostics(true).fit(Penguins.train(), "species");
      assertEquals(measured.history().stream().map(history -> history.epochs().size()).toList(),
          measured.diagnostics().stream().map(List::size).toList());
      assertEquals(2, measured.diagnostics().size());
      assertEquals(3, measured.diagnostics().get(1).get(0).layers().size());
      if (!refit) {
        for (int i = 0; i < 2; i++) {
          Bits.assertSame(plain.network(i).parameters(), measured.network(i).parameters(), "network " + i);
        }
      }
    }
    assertEquals(List.of(), plain.diagnostics());
    assertTrue(calls.get() >= 4 * 3, "the listener of the user is called, too: " + calls);
  }
}
