package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of rows and classes: they multiply losses and deltas, whose sums are divided by the number of rows. */
class WeightsTest {

  private static final int ROWS = 8;
  private static final Dataset DATA = Samples.classData(ROWS);

  private static float[] ones() {
    float[] ones = new float[ROWS];
    Arrays.fill(ones, 1f);
    return ones;
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).batchSize(100);
  }

  /** A row of weight 2 counts like two equal rows, but the sum is divided by the number of rows. */
  @Test
  void weight2IsTheRowTwice() {
    float[] weights = ones();
    weights[1] = 2f;
    weights[6] = 2f;
    weights[4] = 0f;
    float[] x = new float[4 * 9];
    int[] labels = new int[9];
    int to = 0;
    for (int r = 0; r < ROWS; r++) {
      for (int times = 0; times < weights[r]; times++, to++) {
        DATA.copyInputs(r, 1, x, 4 * to);
        labels[to] = DATA.classOf(r);
      }
    }
    assertEquals(9, to);
    Gradient expected = settings(Samples.classifier()).build().gradient(Dataset.ofClasses(x, 4, labels, 3), 0);
    Gradient actual = settings(Samples.classifier()).build().gradient(DATA.withWeights(weights), 0);
    assertEquals(ROWS, actual.rows());
    assertEquals(expected.loss(), actual.loss(), 1e-12);
    Bits.assertClose(expected.sum(), actual.sum(), 1e-5f);
  }

  @Test
  void aStepDividesByTheRows() {
    float[] weights = ones();
    weights[3] = 5f;
    Mlp mlp = Samples.classifier();
    Gradient gradient = settings(mlp).build().gradient(DATA.withWeights(weights), 0);
    float[] expected = mlp.parameters();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.fma(-0.25f, gradient.sum()[i] * (1f / ROWS), expected[i]);
    }
    double loss = settings(mlp).build().fit(DATA.withWeights(weights), 1).last().loss();
    assertEquals(gradient.loss() / ROWS, loss, 1e-14);
    Bits.assertSame(expected, mlp.parameters());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3})
  void weightsOf1ChangeNoBit(int batchSize) {
    Mlp plain = Samples.classifier();
    History expected = settings(plain).batchSize(batchSize).build().fit(DATA, 3);
    Mlp weighted = Samples.classifier();
    assertEquals(expected, settings(weighted).batchSize(batchSize).classWeights(1f, 1f, 1f).build()
        .fit(DATA.withWeights(ones()), 3));
    Bits.assertSame(plain.parameters(), weighted.parameters());
  }

  /** The weight of a class is a weight of each of its rows; weights of rows and classes are multiplied. */
  @ParameterizedTest
  @ValueSource(ints = {100, 3})
  void classWeightsAreWeightsOfTheirRows(int batchSize) {
    float[] byClass = {0.5f, 3f, 0f};
    float[] rowWeights = Samples.values(ROWS);
    float[] both = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      rowWeights[r] = Math.abs(rowWeights[r]);
      both[r] = rowWeights[r] * byClass[DATA.classOf(r)];
    }
    Mlp expected = Samples.classifier();
    History history = settings(expected).batchSize(batchSize).build().fit(DATA.withWeights(both), 3);
    Mlp actual = Samples.classifier();
    assertEquals(history, settings(actual).batchSize(batchSize).classWeights(byClass).build()
        .fit(DATA.withWeights(rowWeights), 3));
    Bits.assertSame(expected.parameters(), actual.parameters());
  }

  @Test
  void theClassOfATargetRowIsItsOne() {
    Dataset rows = Dataset.ofTargets(Samples.values(4 * ROWS), 4, Samples.oneHot(Samples.labels(ROWS, 3), 3), 3);
    Mlp byRow = Samples.classifier();
    Mlp byClass = Samples.classifier();
    settings(byRow).classWeights(2f, 1f, 0.5f).build().fit(rows, 3);
    settings(byClass).classWeights(2f, 1f, 0.5f).build().fit(DATA, 3);
    Bits.assertSame(byClass.parameters(), byRow.parameters());
  }

  /** Steps on arrays use class weights too. The weights of earlier rows of a data set have no effect on them. */
  @Test
  void weightsApplyToTheirDataOnly() {
    float[] x = Samples.values(4 * ROWS);
    int[] labels = Samples.labels(ROWS, 3);
    Mlp mlp = Samples.classifier();
    Mlp other = Samples.classifier();
    Trainer trainer = settings(mlp).build();
    float[] weights = ones();
    Arrays.fill(weights, 7f);
    trainer.gradient(DATA.withWeights(weights), 0);
    Trainer fresh = settings(other).build();
    assertEquals(fresh.step(x, 0, labels, 0, ROWS), trainer.step(x, 0, labels, 0, ROWS), "step after weighted rows");
    Bits.assertSame(other.parameters(), mlp.parameters());
    assertEquals(fresh.gradient(DATA, 0).loss(), trainer.gradient(DATA, 0).loss());
    trainer.gradient(DATA.withWeights(weights).slice(0, 3), 0);
    fresh.fit(DATA, 1);
    trainer.fit(DATA, 1);
    Bits.assertSame(other.parameters(), mlp.parameters(), "fit after weighted rows");

    Mlp stepped = Samples.classifier();
    Mlp fitted = Samples.classifier();
    settings(stepped).classWeights(2f, 1f, 0.5f).build().step(x, 0, labels, 0, ROWS);
    settings(fitted).classWeights(2f, 1f, 0.5f).build().fit(DATA, 1);
    Bits.assertSame(fitted.parameters(), stepped.parameters());
  }

  @Test
  void evaluationsHaveNoWeights() {
    Mlp mlp = Samples.classifier();
    Evaluation expected = settings(mlp).build().evaluate(DATA);
    float[] weights = ones();
    weights[0] = 9f;
    Trainer trainer = settings(mlp).classWeights(2f, 3f, 4f).labelSmoothing(0.5f).l1(1f).build();
    assertEquals(expected, trainer.evaluate(DATA.withWeights(weights)));
    History history = trainer.fit(DATA, 1, DATA.withWeights(weights), null);
    assertEquals(settings(mlp).build().evaluate(DATA), history.last().validation());
    assertNotEquals(expected, history.last().validation());
  }

  /** By a plain loop: the loss of each row alone times its weight and that of its class, divided by the number of rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300, 2000})
  void aWeightedValidationHasTheFactorsOfTraining(int rows) {
    Dataset plain = Samples.classData(rows);
    float[] weights = Samples.values(rows);
    float[] byClass = {0.5f, 3f, 0f};
    Mlp mlp = Samples.classifier();
    Trainer trainer = settings(mlp).classWeights(byClass).weightedValidation(true).build();
    for (int r = 0; r < rows; r++) {
      weights[r] = Math.abs(weights[r]);
    }
    Dataset weighted = plain.withWeights(weights);
    Evaluation validation = trainer.fit(DATA, 1, weighted).last().validation();
    double byRowAndClass = 0;
    double byRow = 0;
    for (int r = 0; r < rows; r++) {
      double loss = mlp.evaluate(plain.slice(r, r + 1)).loss();
      byRowAndClass += loss * (weights[r] * byClass[plain.classOf(r)]);
      byRow += loss * weights[r];
    }
    assertEquals(byRowAndClass / rows, validation.loss(), 1e-13 * byRow);
    assertEquals(byRow / rows, settings(mlp).weightedValidation(true).build().validate(weighted).loss(), 1e-13 * byRow);
    Evaluation unweighted = mlp.evaluate(plain);
    assertEquals(unweighted.correct(), validation.correct(), "the accuracy has no weights");
    assertEquals(unweighted, trainer.evaluate(weighted), "evaluate has no weights");
    assertEquals(unweighted, settings(mlp).weightedValidation(true).build().validate(plain), "there are no weights");
  }

  /** A class that weighs nothing does not choose the best epoch. */
  @Test
  void theBestEpochIsThatOfTheWeightedLoss() {
    Dataset validation = Samples.classData(200).slice(100, 200);
    float[] weights = new float[100];
    for (int r = 0; r < 100; r++) {
      weights[r] = validation.classOf(r) == 0 ? 1f : 0f;
    }
    Dataset ofOneClass = validation.where(r -> validation.classOf(r) == 0);
    Mlp expected = Samples.classifier();
    Mlp actual = Samples.classifier();
    settings(expected).keepBestEpoch(EpochMetric.LOSS).build().fit(DATA, 60, ofOneClass);
    settings(actual).keepBestEpoch(EpochMetric.LOSS).weightedValidation(true).build()
        .fit(DATA, 60, validation.withWeights(weights));
    Bits.assertSame(expected.parameters(), actual.parameters());
    Mlp unweighted = Samples.classifier();
    settings(unweighted).keepBestEpoch(EpochMetric.LOSS).build().fit(DATA, 60, validation);
    assertFalse(Arrays.equals(expected.parameters(), unweighted.parameters()), "the weights choose another epoch");
  }

  @Test
  void weightedValidationNeedsTheClassesOfTheClassWeights() {
    Dataset soft = Dataset.ofTargets(Samples.values(4), 4, new float[] {0.4f, 0.4f, 0.2f}, 3);
    Trainer trainer = settings(Samples.classifier()).classWeights(1f, 2f, 3f).weightedValidation(true).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(DATA, 1, soft), "the targets of row 0",
        "classWeights");
    settings(Samples.classifier()).weightedValidation(true).build().fit(DATA, 1, soft);
  }

  @Test
  void aSingleOutputHasTwoClasses() {
    Mlp mlp = Mlp.builder(4).dense(1, Activation.SIGMOID).seed(1).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> settings(mlp).classWeights(1f), "classWeights has 1",
        "expected 2");
    float[] weights = new float[ROWS];
    int[] labels = Samples.labels(ROWS, 2);
    for (int r = 0; r < ROWS; r++) {
      weights[r] = labels[r] == 1 ? 4f : 1f;
    }
    Dataset data = Dataset.ofClasses(Samples.values(4 * ROWS), 4, labels, 2);
    Bits.assertSame(settings(mlp).build().gradient(data.withWeights(weights), 0).sum(),
        settings(mlp).classWeights(1f, 4f).build().gradient(data, 0).sum());
    assertEquals(settings(mlp).weightedValidation(true).build().validate(data.withWeights(weights)),
        settings(mlp).classWeights(1f, 4f).weightedValidation(true).build().validate(data));
  }

  @Test
  void refusesBadWeights() {
    TrainerBuilder b = settings(Samples.classifier());
    Samples.assertRefused(IllegalArgumentException.class, () -> b.classWeights(1f, 1f), "classWeights has 2", "expected 3");
    for (float bad : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> b.classWeights(1f, bad, 1f), "classWeights[1] = " + bad);
    }
  }

  /** Several ones, only zeros, or no single largest target: such a row has no class, and so no class weight. */
  @ParameterizedTest
  @CsvSource({"1, 1, 0", "0, 0, 0", "0.5, 0.5, 0.2", "0.9, 0.1, 0.6"})
  void classWeightsAreRefusedForTargetsWithoutAClass(float a, float b, float c) {
    float[] x = Samples.values(8);
    float[] y = {0, 0, 1, a, b, c};
    Dataset rows = Dataset.ofTargets(x, 4, y, 3);
    Mlp mlp = Samples.net(Activation.TANH, Activation.SIGMOID);
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).classWeights(1f, 2f, 3f).build();
    String[] words = {"the targets of row 1 are [" + a + ", " + b + ", " + c + "]", "classWeights", "Dataset.withWeights"};
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(rows, 1), words);
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.gradient(rows, 0), words);
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.step(x, 0, y, 0, 2), words);
    Bits.assertSame(before, mlp.parameters());
    trainer.step(x, 0, y, 0, 1);
    trainer.fit(rows.slice(0, 1), 1, rows, null);
    trainer.evaluate(rows);
    trainer.inputGradient(x, 0, y, 0, 2, new float[8], 0);
    settings(mlp).build().fit(rows.withWeights(new float[] {1f, 2f}), 1);
  }

  /** If the outputs are no probabilities, target rows are values, which have no class. Labels still are classes. */
  @Test
  void valuesAreNoClasses() {
    Mlp mlp = Samples.net(Activation.TANH, Activation.TANH);
    Trainer trainer = settings(mlp).classWeights(1f, 2f, 3f).build();
    float[] y = {0, 0, 1};
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.fit(Dataset.ofTargets(Samples.values(4), 4, y, 3), 1), "targets of row 0", "a label", "withWeights");
    float[] byLabel = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      byLabel[r] = 1 + DATA.classOf(r);
    }
    Bits.assertSame(settings(mlp).build().gradient(DATA.withWeights(byLabel), 0).sum(), trainer.gradient(DATA, 0).sum());
  }

  /** The largest target of a distribution is its class, also if it is below one half. */
  @Test
  void theClassOfSoftTargetsIsTheLargest() {
    float[] y = {0.25f, 0.35f, 0.4f, 0.5f, 0.3f, 0.2f};
    Dataset rows = Dataset.ofTargets(Samples.values(8), 4, y, 3);
    Bits.assertSame(settings(Samples.classifier()).build().gradient(rows.withWeights(new float[] {3f, 1f}), 0).sum(),
        settings(Samples.classifier()).classWeights(1f, 2f, 3f).build().gradient(rows, 0).sum());
  }

  @Test
  void classWeightsNeedAnOutputAndALossOfClasses() {
    List<Loss> losses = new ArrayList<>(Loss.all());
    losses.add(Loss.huber(1f));
    for (Activation output : Activation.all()) {
      for (Loss loss : losses.stream().filter(loss -> loss.accepts(output)).toList()) {
        TrainerBuilder b = settings(Samples.net(Activation.TANH, output)).loss(loss).classWeights(1f, 2f, 3f);
        boolean good = output != Activation.IDENTITY && !loss.equals(Loss.ABSOLUTE_ERROR) && !loss.equals(Loss.huber(1f));
        assertEquals(good, loss.takesClassWeights(output), loss + " on " + output);
        if (good) {
          b.build().close();
        } else {
          Samples.assertRefused(IllegalArgumentException.class, b::build, "classWeights", loss.name(), output.name(),
              "Dataset.withWeights");
        }
      }
    }
    Samples.assertRefused(IllegalArgumentException.class,
        settings(Mlp.builder(4).regression(1).build()).classWeights(1f, 2f)::build, "Dataset.withWeights");
    assertFalse(Loss.CROSS_ENTROPY.takesClassWeights(Activation.SIGMOID), "a loss that the output does not accept");
  }

  /** The settings are copied. */
  @Test
  void keepsNoArrayOfTheCaller() {
    float[] weights = {2f, 1f, 0.5f};
    TrainerBuilder b = settings(Samples.classifier()).classWeights(weights);
    weights[0] = 100f;
    Bits.assertSame(settings(Samples.classifier()).classWeights(2f, 1f, 0.5f).build().gradient(DATA, 0).sum(),
        b.build().gradient(DATA, 0).sum());
  }
}
