package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When early stopping ends training, which network it leaves, and where the validation data come from. */
class EarlyStoppingTest {

  private static final Dataset DATA = noisy(60);
  static final Dataset TRAIN = DATA.slice(0, 16);
  static final Dataset VALIDATION = DATA.slice(16, 60);

  /** The class is that of the largest of three inputs, but random in every third row, so that the network overfits. */
  private static Dataset noisy(int rows) {
    float[] x = Samples.values(4 * rows);
    int[] labels = Samples.labels(rows, 3);
    for (int r = 0; r < rows; r++) {
      labels[r] = r % 3 == 0 ? labels[r] : Samples.classifier().classOf(x, 4 * r);
    }
    return Dataset.ofClasses(x, 4, labels, 3);
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.02f));
  }

  /** The losses of an unstopped run, and the parameters and statistics after each epoch. */
  private static List<Double> run(Mlp mlp, int epochs, List<float[]> parameters, List<float[]> statistics) {
    return settings(mlp).build().fit(TRAIN, epochs, VALIDATION, result -> {
      parameters.add(mlp.parameters());
      statistics.add(mlp.statistics());
      return true;
    }).epochs().stream().map(e -> e.validation().loss()).toList();
  }

  /** The number of epochs of a run, and the best of them, by the definition. */
  private static int[] expected(List<Double> losses, int patience, float gain) {
    int best = -1;
    for (int e = 0; e < losses.size(); e++) {
      if (best < 0 || losses.get(e) < losses.get(best) - gain) {
        best = e;
      } else if (e - best == patience) {
        return new int[] {e + 1, best};
      }
    }
    return new int[] {losses.size(), best};
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "7, 0", "2, 0.001", "4, 0.01", "1, 10", "5, 10", "60, 0"})
  void stopsWhenPatienceEndsAndRestoresTheBest(int patience, float gain) {
    for (boolean normed : new boolean[] {false, true}) {
      List<float[]> parameters = new ArrayList<>();
      List<float[]> statistics = new ArrayList<>();
      Mlp free = normed ? Samples.normed(Norm.BATCH, 0.2f) : Samples.classifier();
      int[] expected = expected(run(free, 60, parameters, statistics), patience, gain);
      Mlp mlp = normed ? Samples.normed(Norm.BATCH, 0.2f) : Samples.classifier();
      Trainer trainer = settings(mlp).earlyStopping(patience, gain).build();
      History history = trainer.fit(TRAIN, 60, VALIDATION, null);
      assertEquals(expected[0], history.epochs().size(), "epochs");
      assertEquals(expected[0] < 60, history.stopped());
      Bits.assertSame(parameters.get(expected[1]), mlp.parameters(), "the best parameters");
      Bits.assertSame(statistics.get(expected[1]), mlp.statistics(), "the best statistics");
      assertEquals(history.epochs().get(expected[1]).validation(), trainer.evaluate(VALIDATION), "its evaluation");
    }
  }

  @Test
  void theCasesAboveStopEarlyAndLate() {
    List<Double> losses = run(Samples.classifier(), 60, new ArrayList<>(), new ArrayList<>());
    int[] first = expected(losses, 3, 0f);
    assertTrue(first[0] < 60 && first[1] > 1, "patience 3: " + Arrays.toString(first) + " of " + losses);
  }

  @Test
  void aListenerThatStopsAlsoLeavesTheBestEpoch() {
    List<float[]> parameters = new ArrayList<>();
    List<Double> losses = run(Samples.classifier(), 60, parameters, new ArrayList<>());
    Mlp mlp = Samples.classifier();
    History history = settings(mlp).earlyStopping(60, 0f).build()
        .fit(TRAIN, 60, VALIDATION, result -> result.epoch() < 50);
    assertTrue(history.stopped());
    assertEquals(50, history.epochs().size());
    Bits.assertSame(parameters.get(expected(losses.subList(0, 50), 60, 0f)[1]), mlp.parameters());
  }

  @Test
  void needsValidationData() {
    Samples.assertRefused(IllegalArgumentException.class,
        () -> settings(Samples.classifier()).earlyStopping(1, 0f).build().fit(TRAIN, 1), "validation = null",
        "validationFraction");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5})
  void setsAsideAFractionOfEachClassByTheSeed(double fraction) {
    Dataset data = Samples.classData(200);
    Dataset.Split split = data.split(fraction, Samples.SEED);
    Mlp byShare = Samples.classifier();
    History expected = settings(byShare).validationFraction(fraction).build().fit(data, 2);
    Mlp given = Samples.classifier();
    assertEquals(settings(given).build().fit(split.train(), 2, split.validation(), null), expected);
    Bits.assertSame(given.parameters(), byShare.parameters());
    assertEquals((int) Math.round(200 * fraction), expected.last().validation().rows());
    for (int c = 0; c < 3; c++) {
      int all = 0;
      int held = 0;
      for (int r = 0; r < 200; r++) {
        all += data.classOf(r) == c ? 1 : 0;
      }
      for (int r = 0; r < split.validation().rows(); r++) {
        held += split.validation().classOf(r) == c ? 1 : 0;
      }
      assertEquals(all * fraction, held, 1.0, "rows of class " + c);
    }
    Mlp other = Samples.classifier();
    settings(other).validationFraction(fraction).seed(1).build().fit(data, 2);
    assertFalse(Arrays.equals(other.parameters(), byShare.parameters()), "another seed");
  }

  @Test
  void validationDataReplaceTheFraction() {
    History history = settings(Samples.classifier()).validationFraction(0.5).build().fit(TRAIN, 1, VALIDATION, null);
    assertEquals(VALIDATION.rows(), history.last().validation().rows());
    assertNull(settings(Samples.classifier()).build().fit(TRAIN, 1).last().validation());
  }

  @Test
  void refusesBadSettings() {
    TrainerBuilder b = settings(Samples.classifier());
    Samples.assertRefused(IllegalArgumentException.class, () -> b.earlyStopping(0, 0f), "patience = 0", "at least 1");
    for (float bad : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> b.earlyStopping(1, bad), "minimumGain = " + bad);
    }
    for (double bad : new double[] {-0.1, 1, 1.5, Double.NaN}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> b.validationFraction(bad), "validationFraction",
          "" + bad);
    }
    Samples.assertRefused(IllegalArgumentException.class,
        () -> b.validationFraction(0.01).build().fit(TRAIN, 1), "fraction = 0.01", "16 rows");
  }
}
