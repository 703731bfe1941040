package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** dL/dx against central differences of the loss, computed here in double. */
class InputGradientTest {

  private static final int ROWS = 5;
  private static final double H = 1e-6;

  /** 4-6-5-3: tanh and PReLU with the norm, softmax; with trained running statistics. */
  private static Mlp net(Norm norm) {
    Mlp mlp = Samples.normed(norm, 0.5f);
    Samples.settings(mlp).batchSize(10).build().fit(Samples.classData(40), 3);
    return mlp;
  }

  /** Returns the cross-entropy of the prediction of a row. */
  private static double loss(Mlp mlp, double[] x, int label) {
    float[] p = mlp.parameters();
    float[] statistics = mlp.statistics();
    double[] h = x;
    int at = 0;
    int seen = 0;
    for (int l = 0; l < 3; l++) {
      int out = mlp.units(l);
      double[] z = new double[out];
      for (int j = 0; j < out; j++) {
        z[j] = p[at + h.length * out + j];
        for (int i = 0; i < h.length; i++) {
          z[j] += h[i] * p[at + i * out + j];
        }
      }
      at += (h.length + 1) * out;
      if (mlp.norm(l) != Norm.NONE) {
        double mean = 0;
        double variance = 0;
        for (double v : z) {
          mean += v / out;
        }
        for (double v : z) {
          variance += (v - mean) * (v - mean) / out;
        }
        for (int j = 0; j < out; j++) {
          double m = mlp.norm(l) == Norm.BATCH ? statistics[seen + j] : mean;
          double s = mlp.norm(l) == Norm.BATCH ? statistics[seen + out + j] : variance;
          z[j] = (z[j] - m) / Math.sqrt(s + 1e-5) * p[at + j] + p[at + out + j];
        }
        at += 2 * out;
        seen += 2 * out;
      }
      for (int j = 0; l < 2 && j < out; j++) {
        z[j] = l == 0 ? Math.tanh(z[j]) : z[j] > 0 ? z[j] : z[j] * p[at + j];
      }
      at += l == 1 ? out : 0;
      h = z;
    }
    double sum = 0;
    for (double v : h) {
      sum += Math.exp(v);
    }
    return Math.log(sum) - h[label];
  }

  /** Float gradients of about 0.1, each from a few sums of ten terms: 1e-5 is far above their rounding error. */
  @ParameterizedTest
  @EnumSource
  void agreesWithDifferences(Norm norm) {
    Mlp mlp = net(norm);
    float[] x = Samples.values(4 * ROWS + 2);
    int[] labels = Samples.labels(ROWS, 3);
    float[] gradient = new float[4 * ROWS + 3];
    float[] parameters = mlp.parameters();
    float[] statistics = mlp.statistics();
    try (Trainer trainer = Samples.settings(mlp).weightDecay(1f).classWeights(5f, 5f, 5f).freeze(0, 1).build()) {
      trainer.inputGradient(x, 2, labels, 0, ROWS, gradient, 3);
    }
    Bits.assertSame(parameters, mlp.parameters());
    Bits.assertSame(statistics, mlp.statistics());
    double largest = 0;
    for (int r = 0; r < ROWS; r++) {
      double[] row = new double[4];
      for (int i = 0; i < 4; i++) {
        row[i] = x[2 + 4 * r + i];
      }
      for (int i = 0; i < 4; i++) {
        row[i] += H;
        double above = loss(mlp, row, labels[r]);
        row[i] -= 2 * H;
        double below = loss(mlp, row, labels[r]);
        row[i] += H;
        double expected = (above - below) / (2 * H);
        // Class weights multiply losses in training only.
        assertEquals(expected, gradient[3 + 4 * r + i], 1e-5, "row " + r + ", input " + i);
        largest = Math.max(largest, Math.abs(expected));
      }
    }
    assertTrue(largest > 0.01, "the gradient vanishes: " + largest);
    Bits.assertSame(new float[3], Arrays.copyOf(gradient, 3));
  }

  @Test
  void classesAreOneHotTargetsAndMoreRowsChangeNone() {
    Mlp mlp = net(Norm.BATCH);
    float[] x = Samples.values(4 * ROWS);
    int[] labels = Samples.labels(ROWS, 3);
    Trainer trainer = Samples.settings(mlp).build();
    float[] byClass = new float[4 * ROWS];
    trainer.inputGradient(x, 0, labels, 0, ROWS, byClass, 0);
    float[] byRow = new float[4 * ROWS];
    float[] y = Samples.oneHot(labels, 3);
    for (int r = 0; r < ROWS; r++) {
      trainer.inputGradient(x, 4 * r, y, 3 * r, 1, byRow, 4 * r);
    }
    Bits.assertSame(byClass, byRow);
  }

  @Test
  void followsTheParameters() {
    Mlp mlp = net(Norm.BATCH);
    float[] x = Samples.values(4);
    Trainer trainer = Samples.settings(mlp).build();
    float[] before = new float[4];
    trainer.inputGradient(x, 0, new int[] {1}, 0, 1, before, 0);
    trainer.fit(Samples.classData(10).slice(0, 8), 1);
    float[] after = new float[4];
    trainer.inputGradient(x, 0, new int[] {1}, 0, 1, after, 0);
    float[] fresh = new float[4];
    Samples.settings(mlp).build().inputGradient(x, 0, new int[] {1}, 0, 1, fresh, 0);
    Bits.assertSame(fresh, after);
    assertTrue(before[0] != after[0], "the same after training");
  }

  @Test
  void refusesArgumentsThatDoNotFit() {
    Trainer trainer = Samples.settings(Samples.classifier()).build();
    float[] x = Samples.values(8);
    int[] labels = {0, 1};
    float[] to = new float[8];
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.inputGradient(x, 0, labels, 0, 0, to, 0), "rows = 0");
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> trainer.inputGradient(x, 1, labels, 0, 2, to, 0), "x has 8");
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> trainer.inputGradient(x, 0, labels, 0, 2, to, 1), "to has 8");
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> trainer.inputGradient(x, 0, labels, 1, 2, to, 0), "classes has 2");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.inputGradient(x, 0, labels, 0, 2, x, 0), "to is x");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.inputGradient(x, 0, new int[] {3}, 0, 1, to, 0), "classes[0] = 3");
    trainer.close();
    Samples.assertRefused(IllegalStateException.class,
        () -> trainer.inputGradient(x, 0, labels, 0, 2, to, 0), "closed");
    Bits.assertSame(new float[8], to);
  }
}
