package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.BitEquality;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BitEquality
class DescentTest {

  private static final long SEED = 1;
  private static final Lesson<List<Descent>> LESSON = Lessons.descent(SEED);

  /** Full-batch descent on y = 2x + 1 in plain double: the square root of the loss, and b, by epoch. */
  private static double[][] line(double rate, double momentum, boolean nesterov, int epochs) {
    double w = 3;
    double b = 2;
    double vw = 0;
    double vb = 0;
    double[][] result = new double[2][epochs + 1];
    for (int epoch = 0; epoch <= epochs; epoch++) {
      double loss = 0;
      double gw = 0;
      double gb = 0;
      for (int i = -10; i <= 10; i++) {
        double error = w * i / 10 + b - (2 * i / 10.0 + 1);
        loss += error * error / 2 / 21;
        gw += error * i / 10 / 21;
        gb += error / 21;
      }
      result[0][epoch] = Math.sqrt(loss);
      result[1][epoch] = b;
      vw = momentum * vw - rate * gw;
      vb = momentum * vb - rate * gb;
      w += nesterov ? momentum * vw - rate * gw : vw;
      b += nesterov ? momentum * vb - rate * gb : vb;
    }
    return result;
  }

  private static void assertIsLine(Descent.Run run, double rate, double momentum, boolean nesterov) {
    double[][] expected = line(rate, momentum, nesterov, run.losses().length - 1);
    for (int epoch = 0; epoch < run.losses().length; epoch++) {
      for (int i = 0; i < 2; i++) {
        double actual = i == 0 ? Math.sqrt(run.losses()[epoch]) : run.last()[epoch];
        double bar = 1e-5 * Math.max(1, Math.abs(expected[i][epoch]));
        assertTrue(Math.abs(actual - expected[i][epoch]) <= bar, run.name() + ", epoch " + epoch + ", "
            + (i == 0 ? "√loss" : "b") + ": " + actual + "; expected " + expected[i][epoch]);
      }
    }
  }

  @Test
  void runsOnTheLineAreThoseOfPlainLoops() {
    Descent line = LESSON.figures().get(0);
    double[] rates = {0.04, 1, 1.9, 2.2};
    for (int i = 0; i < 4; i++) {
      assertIsLine(line.rates().get(i), rates[i], 0, false);
    }
    assertIsLine(line.batchSizes().get(2), 0.05, 0, false);
    assertIsLine(line.momentum().get(0), 0.05, 0, false);
    assertIsLine(line.momentum().get(1), 0.05, 0.9, false);
    assertIsLine(line.momentum().get(2), 0.05, 0.9, true);
  }

  /** With the mean of x at 0, the Hessian is diagonal: the mean of x², 0.37, and 1. */
  @Test
  void curvatureOfTheLineIsOne() {
    double curvature = LESSON.figures().get(0).curvature();
    assertTrue(Math.abs(curvature - 1) <= 1e-4, "λ = " + curvature);
  }

  @Test
  void curvatureOfTheDigitsIsThatOfPlainLoops() {
    Mlp mlp = Mlp.builder(64).dense(16, Activation.TANH).classes(10).seed(SEED).build();
    double expected = new PlainNet(Digits.train(), mlp.parameters()).curvature();
    double curvature = LESSON.figures().get(1).curvature();
    assertTrue(Math.abs(curvature - expected) <= 2e-3 * expected, "λ = " + curvature + "; expected " + expected);
  }

  /** A network of 64 inputs, 16 units of tanh and 10 of softmax, in plain double. */
  private static final class PlainNet {

    private final float[] x;
    private final int[] labels;
    private final double[] parameters;

    PlainNet(Dataset data, float[] parameters) {
      this.x = new float[data.rows() * 64];
      data.copyInputs(0, data.rows(), x, 0);
      this.labels = new int[data.rows()];
      data.copyClasses(0, data.rows(), labels, 0);
      this.parameters = new double[parameters.length];
      for (int i = 0; i < parameters.length; i++) {
        this.parameters[i] = parameters[i];
      }
    }

    double curvature() {
      double[] direction = new double[parameters.length];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = Math.sin(i + 1);
      }
      double length = 0;
      for (int step = 0; step < 40; step++) {
        length = 0;
        for (double value : direction) {
          length += value * value;
        }
        length = Math.sqrt(length);
        double[] above = gradient(direction, 1e-4 / length);
        double[] below = gradient(direction, -1e-4 / length);
        for (int i = 0; i < direction.length; i++) {
          direction[i] = (above[i] - below[i]) / 2e-4;
        }
      }
      return length;
    }

    private double[] gradient(double[] direction, double distance) {
      double[] p = new double[parameters.length];
      for (int i = 0; i < p.length; i++) {
        p[i] = parameters[i] + distance * direction[i];
      }
      double[] gradient = new double[p.length];
      for (int row = 0; row < labels.length; row++) {
        add(gradient, p, row);
      }
      return gradient;
    }

    private void add(double[] gradient, double[] p, int row) {
      double[] hidden = new double[16];
      for (int j = 0; j < 16; j++) {
        double z = p[1024 + j];
        for (int i = 0; i < 64; i++) {
          z += x[64 * row + i] * p[16 * i + j];
        }
        hidden[j] = Math.tanh(z);
      }
      double[] delta = new double[10];
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        double z = p[1200 + k];
        for (int j = 0; j < 16; j++) {
          z += hidden[j] * p[1040 + 10 * j + k];
        }
        delta[k] = Math.exp(z);
        sum += delta[k];
      }
      double[] back = new double[16];
      for (int k = 0; k < 10; k++) {
        delta[k] = (delta[k] / sum - (labels[row] == k ? 1 : 0)) / labels.length;
        gradient[1200 + k] += delta[k];
        for (int j = 0; j < 16; j++) {
          gradient[1040 + 10 * j + k] += hidden[j] * delta[k];
          back[j] += p[1040 + 10 * j + k] * delta[k];
        }
      }
      for (int j = 0; j < 16; j++) {
        double d = back[j] * (1 - hidden[j] * hidden[j]);
        gradient[1024 + j] += d;
        for (int i = 0; i < 64; i++) {
          gradient[16 * i + j] += x[64 * row + i] * d;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void runsAreWhatTheirNamesSay(long seed) {
    List<Descent> figures = seed == SEED ? LESSON.figures() : Lessons.descent(seed).figures();
    for (Descent task : figures) {
      String where = "seed " + seed + ", λ = " + task.curvature() + ", ";
      assertTrue(end(task.batchSizes().get(0)) < end(task.batchSizes().get(1)), where + "one row, some");
      assertTrue(end(task.batchSizes().get(1)) < end(task.batchSizes().get(2)), where + "some rows, all");
      assertTrue(end(task.rates().get(1)) < end(task.rates().get(0)), where + "right, too small");
      assertTrue(end(task.momentum().get(1)) < end(task.momentum().get(0)), where + "with momentum, without");
      assertTrue(end(task.momentum().get(2)) < end(task.momentum().get(0)), where + "Nesterov, without");
      for (int i = 0; i < 4; i++) {
        assertEquals(i == 3, task.rates().get(i).lostAt() > 0, where + task.rates().get(i).name());
      }
    }
    double[] losses = figures.get(1).rates().get(2).losses();
    int rises = 0;
    for (int epoch = 1; epoch < losses.length; epoch++) {
      rises += losses[epoch] > losses[epoch - 1] ? 1 : 0;
    }
    assertTrue(rises >= 3, "seed " + seed + ": the loss of digits at the oscillating rate rises " + rises + " times");
  }

  private static double end(Descent.Run run) {
    return run.losses()[run.losses().length - 1];
  }

  @Test
  void theOscillatingBiasChangesSidesEachEpoch() {
    double[] biases = LESSON.figures().get(0).rates().get(2).last();
    for (int epoch = 0; epoch <= 20; epoch++) {
      assertEquals(epoch % 2 == 0, biases[epoch] > 1, "b = " + biases[epoch] + " after epoch " + epoch);
    }
  }

  @Test
  void aRunWhoseLossIsNotFiniteEndsAndLeavesTheFrame() {
    Mlp mlp = Mlp.builder(1).regression(1).build();
    Dataset data = Dataset.ofTargets(new float[] {1, 2}, 1, new float[] {1, 1}, 1);
    Descent.Run run = Descent.run("wild", mlp, data, 2, Optimizer.sgd(1e15f), 6, SEED);
    int end = 0;
    while (end <= 6 && Double.isFinite(run.losses()[end])) {
      end++;
    }
    assertTrue(end > 1 && end < 6, "ended in epoch " + end);
    for (int epoch = 0; epoch <= 6; epoch++) {
      assertEquals(epoch >= end, run.losses()[epoch] == Double.POSITIVE_INFINITY, "epoch " + epoch);
      assertEquals(epoch >= end, Double.isNaN(run.last()[epoch]), "epoch " + epoch);
    }
    assertEquals(1, run.lostAt());
    assertEquals(2, new Descent.Run("", new double[] {1, 4, 4.1, 1}, new double[4]).lostAt());
    assertEquals(0, new Descent.Run("", new double[] {1, 4, 4, 1}, new double[4]).lostAt());
  }

  @Test
  void thePageHasSevenSoundPictures() {
    Page page = LESSON.page();
    Drawing.assertSound(page);
    assertEquals(List.of("Line: batch size", "Line: learning rate", "Line: bias by learning rate", "Line: momentum",
        "Digits: batch size", "Digits: learning rate", "Digits: momentum"),
        page.pictures().stream().map(Picture::title).toList());
    assertEquals("Lessons.descent(1)", page.origin());
    for (Picture picture : page.pictures()) {
      Drawing drawing = Drawing.of(picture);
      assertTrue(drawing.texts().contains("epoch"), picture.title());
      assertTrue(drawing.texts().stream().anyMatch(text -> text.startsWith("loss") || text.startsWith("bias b")),
          picture.title());
      for (int style = 0; style < (picture.title().contains("rate") ? 4 : 3); style++) {
        // One is that of the legend.
        assertEquals(2, drawing.paths("line s" + style).size(), picture.title() + ", style " + style);
      }
    }
    String rates = page.pictures().get(1).caption();
    assertTrue(rates.contains("λ = 1 ") && rates.contains("2/λ = 2."), rates);
    Descent.Run diverging = LESSON.figures().get(0).rates().get(3);
    assertTrue(rates.contains("diverging, 2.2: out of the frame after epoch " + diverging.lostAt()), rates);
  }

  /** The line stays in the frame until the epoch that the caption names, and has no part after it. */
  @Test
  void aDivergingLineLeavesTheFrame() {
    Descent.Run run = LESSON.figures().get(0).rates().get(3);
    String path = Drawing.of(LESSON.page().pictures().get(1)).paths("line s3").get(1);
    assertEquals(1, path.chars().filter(c -> c == 'M').count(), path);
    assertEquals(run.lostAt(), path.chars().filter(c -> c == 'L').count(), path);
    assertTrue(path.endsWith(" 0"), path);
  }

  @Test
  void theSameSeedGivesTheSamePage() {
    assertArrayEquals(LESSON.page().html().toCharArray(), Lessons.descent(SEED).page().html().toCharArray());
    assertFalse(LESSON.page().html().equals(Lessons.descent(SEED + 1).page().html()), "the seed has no effect");
  }
}
