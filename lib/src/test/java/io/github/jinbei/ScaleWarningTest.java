package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Training that learns nothing, from inputs far from -1 .. 1 and from others. */
class ScaleWarningTest {

  private static final int ROWS = 40;

  @RegisterExtension
  final Warnings warnings = new Warnings();

  /** Returns rows of three columns; one of them has {@code far(i)} in row i. */
  private static float[] inputs(int column, DoubleUnaryOperator far) {
    float[] x = new float[3 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[3 * i] = 0.5f;
      x[3 * i + 1] = -0.25f;
      x[3 * i + 2] = 1;
      x[3 * i + column] = (float) far.applyAsDouble(i);
    }
    return x;
  }

  /** Returns the class of row i: i mod classes, or 0 from one row on. */
  private static int[] labels(int classes, int until) {
    int[] labels = new int[ROWS];
    for (int i = 0; i < until; i++) {
      labels[i] = i % classes;
    }
    return labels;
  }

  private void fit(Supplier<Mlp> mlp, Optimizer optimizer, Dataset data, int epochs, int calls) {
    try (Trainer trainer = Trainer.builder(mlp.get()).optimizer(optimizer).batchSize(ROWS).threads(1).build()) {
      for (int call = 0; call < calls; call++) {
        trainer.fit(data, epochs);
      }
    }
  }

  private static Mlp saturated(int classes) {
    return Mlp.builder(3).dense(4, Activation.TANH).classes(classes).seed(1).build();
  }

  /** The loss of constant outputs is ln 2 if each of two classes has half of the rows. */
  @Test
  void theFarColumnIsNamedOnce() {
    Dataset data = Dataset.ofClasses(inputs(1, i -> 1e6 + i), 3, labels(2, ROWS), 2);
    fit(() -> saturated(2), Optimizer.sgd(0.1f), data, 3, 5);
    String warning = warnings.only();
    assertTrue(warning.startsWith("WARNING after 3 epochs "), warning);
    assertTrue(warning.contains("and " + (float) Math.log(2) + " where the outputs do not depend"), warning);
    assertTrue(warning.endsWith("the largest input is 1000039.0 (column 1): inputs should be scaled to about -1 .. 1"),
        warning);
  }

  /** 20 rows of classes 0 to 3 in turn and 20 more rows of class 0: shares 5/8, 1/8, 1/8, 1/8. */
  @Test
  void constantOutputsOfSoftmaxHaveTheEntropyOfTheClasses() {
    Dataset data = Dataset.ofClasses(inputs(2, i -> -500 - i), 3, labels(4, 20), 4);
    fit(() -> saturated(4), Optimizer.sgd(0.1f), data, 12, 1);
    double entropy = -5 / 8.0 * Math.log(5 / 8.0) - 3 / 8.0 * Math.log(1 / 8.0);
    String warning = warnings.only();
    assertTrue(warning.contains("and " + (float) entropy + " where"), warning);
    assertTrue(warning.startsWith("WARNING after 10 epochs "), warning);
    assertTrue(warning.contains("-539.0 (column 2)"), warning);
  }

  /** Targets 0 and 2 in turn: half of their variance is one half. */
  @Test
  void constantOutputsOfARegressionHaveHalfTheVariance() {
    float[] y = new float[ROWS];
    for (int i = 1; i < ROWS; i += 2) {
      y[i] = 2;
    }
    Dataset data = Dataset.ofTargets(inputs(0, i -> 200 + i), 3, y, 1);
    fit(() -> Mlp.builder(3).dense(4, Activation.TANH).regression(1).seed(1).build(), Optimizer.sgd(0.1f), data, 10, 1);
    String warning = warnings.only();
    assertTrue(warning.contains("and 0.5 where"), warning);
    assertTrue(warning.contains("239.0 (column 0)"), warning);
  }

  /** y = x / 200 - 1 for x from 0 to 390: a learning rate of 1e-5 fits it. */
  @Test
  void noWarningIfItLearnsFromFarInputs() {
    float[] x = inputs(0, i -> 10 * i);
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = x[3 * i] / 200 - 1;
    }
    fit(() -> Mlp.builder(3).regression(1).seed(1).build(), Optimizer.sgd(1e-5f), Dataset.ofTargets(x, 3, y, 1), 200, 1);
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void noWarningIfItLearnsNothingFromNearInputs() {
    Dataset data = Dataset.ofClasses(inputs(1, i -> -100), 3, labels(2, ROWS), 2);
    fit(() -> saturated(2), Optimizer.sgd(1e-6f), data, 12, 2);
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void noWarningIfAllTargetsAreEqual() {
    Dataset data = Dataset.ofClasses(inputs(1, i -> 1e6), 3, new int[ROWS], 2);
    fit(() -> saturated(2), Optimizer.sgd(0.1f), data, 12, 1);
    assertEquals(List.of(), warnings.take());
  }
}
