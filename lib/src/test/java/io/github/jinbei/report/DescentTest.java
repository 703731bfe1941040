package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescentTest {

  private static final long SEED = 1;
  private static final Lesson<List<Descent>> LESSON = Lessons.descent(SEED);

  /** Full-batch descent on y = 2x + 1 in plain double arithmetic: the square root of the loss, and b, by epoch. */
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

  private static void assertIsLine(int run, double rate, double momentum, boolean nesterov) {
    Descent line = LESSON.figures().get(0);
    double[][] expected = line(rate, momentum, nesterov, 40);
    assertEquals(41, line.losses()[run].length);
    for (int epoch = 0; epoch <= 40; epoch++) {
      for (int i = 0; i < 2; i++) {
        double actual = i == 0 ? Math.sqrt(line.losses()[run][epoch]) : line.last()[run][epoch];
        double bar = 1e-5 * Math.max(1, Math.abs(expected[i][epoch]));
        assertTrue(Math.abs(actual - expected[i][epoch]) <= bar, line.names()[run] + ", epoch " + epoch + ", "
            + (i == 0 ? "√loss" : "b") + ": " + actual + "; expected " + expected[i][epoch]);
      }
    }
  }

  @Test
  void runsOnTheLineEqualThoseOfPlainLoops() {
    assertIsLine(2, 0.05, 0, false);
    double[] rates = {0.04, 1, 1.9, 2.2};
    for (int i = 0; i < 4; i++) {
      assertIsLine(3 + i, rates[i], 0, false);
    }
    assertIsLine(7, 0.05, 0, false);
    assertIsLine(8, 0.05, 0.9, false);
    assertIsLine(9, 0.05, 0.9, true);
  }

  /** The mean of x is 0, so the Hessian is diagonal: the mean of x², 0.37, and 1. */
  @Test
  void curvatureOfTheLineIsOne() {
    double curvature = LESSON.figures().get(0).curvature();
    assertTrue(Math.abs(curvature - 1) <= 1e-4, "λ = " + curvature);
  }

  @Test
  void curvatureOfTheDigitsEqualsThatOfPlainLoops() {
    Mlp mlp = Mlp.builder(64).dense(16, Activation.TANH).classes(10).seed(SEED).build();
    double expected = new PlainNet(Digits.train(), mlp.parameters()).curvature();
    double curvature = LESSON.figures().get(1).curvature();
    assertTrue(Math.abs(curvature - expected) <= 2e-3 * expected, "λ = " + curvature + "; expected " + expected);
  }

  /** A network of 64 inputs, 16 tanh units and 10 softmax units, in plain double arithmetic. */
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
  void runsBehaveAsTheirNamesSay(long seed) {
    Lesson<List<Descent>> lesson = seed == SEED ? LESSON : Lessons.descent(seed);
    for (Descent figures : lesson.figures()) {
      String where = "seed " + seed + ", λ = " + figures.curvature() + ", ";
      for (int[] pair : new int[][] {{0, 1}, {1, 2}, {4, 3}, {8, 7}, {9, 7}}) {
        assertTrue(end(figures, pair[0]) < end(figures, pair[1]), where + figures.names()[pair[0]] + ": "
            + end(figures, pair[0]) + ", " + figures.names()[pair[1]] + ": " + end(figures, pair[1]));
      }
    }
    for (Picture picture : lesson.page().pictures()) {
      boolean rates = picture.title().endsWith(": learning rate");
      assertEquals(rates, picture.caption().contains("out of the frame after"), picture.caption());
      assertTrue(!rates || picture.caption().matches("[^:]*; too small[^:]*: [0-9.]+; right[^:]*: (below )?[0-9.]+; "
          + "oscillating[^:]*: [0-9.]+; diverging, [0-9.]+: out of the frame after epoch [0-9]+\\."), picture.caption());
    }
    double[] losses = lesson.figures().get(1).losses()[5];
    int rises = 0;
    for (int epoch = 1; epoch < losses.length; epoch++) {
      rises += losses[epoch] > losses[epoch - 1] ? 1 : 0;
    }
    assertTrue(rises >= 3, "seed " + seed + ": the loss of digits at the oscillating rate rises " + rises + " times");
  }

  private static double end(Descent figures, int run) {
    return figures.losses()[run][figures.losses()[run].length - 1];
  }

  @Test
  void theOscillatingBiasChangesSidesEachEpoch() {
    double[] biases = LESSON.figures().get(0).last()[5];
    for (int epoch = 0; epoch <= 20; epoch++) {
      assertEquals(epoch % 2 == 0, biases[epoch] > 1, "b = " + biases[epoch] + " after epoch " + epoch);
    }
  }

  @Test
  void aRunWhoseLossIsNotFiniteEndsAndLeavesTheFrame() {
    Descent line = LESSON.figures().get(0);
    Descent figures = new Descent(1, line.names().clone(), line.losses().clone(), line.last().clone());
    figures.losses()[6] = new double[41];
    figures.last()[6] = new double[41];
    Mlp mlp = Mlp.builder(1).regression(1).build();
    Dataset data = Dataset.ofTargets(new float[] {1, 2}, 1, new float[] {1, 1}, 1);
    figures.run(6, "wild", mlp, data, 2, Optimizer.sgd(1e15f), SEED);
    double[] losses = figures.losses()[6];
    int end = 0;
    while (Double.isFinite(losses[end])) {
      end++;
    }
    assertTrue(end > 1 && end < 6, "ended in epoch " + end);
    for (int epoch = 0; epoch <= 40; epoch++) {
      assertEquals(epoch >= end, losses[epoch] == Double.POSITIVE_INFINITY, "loss after epoch " + epoch);
      assertEquals(epoch >= end, Double.isNaN(figures.last()[6][epoch]), "bias after epoch " + epoch);
    }
    Page page = DescentPage.of("", figures, LESSON.figures().get(1));
    Drawing.assertSound(page);
    assertTrue(page.pictures().get(1).caption().endsWith("wild: out of the frame after epoch 1."),
        page.pictures().get(1).caption());
  }

  /** 0 and infinity have no position on a logarithmic axis: their lines leave the frame, which is 190 high. */
  @Test
  void zeroAndInfiniteLossesLeaveTheFrame() {
    Descent line = LESSON.figures().get(0);
    Descent figures = new Descent(1, line.names(), line.losses().clone(), line.last());
    figures.losses()[3] = new double[41];
    figures.losses()[3][0] = line.losses()[3][0];
    figures.losses()[6] = figures.losses()[3].clone();
    Arrays.fill(figures.losses()[6], 1, 41, Double.POSITIVE_INFINITY);
    Drawing drawing = Drawing.of(DescentPage.of("", figures, LESSON.figures().get(1)).pictures().get(1));
    assertTrue(drawing.paths("line s0").get(1).matches("M\\S+ \\S+L\\S+ 190"), drawing.paths("line s0")::toString);
    assertTrue(drawing.paths("line s3").get(1).matches("M\\S+ \\S+L\\S+ 0"), drawing.paths("line s3")::toString);
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
        // One of them is in the legend.
        assertEquals(2, drawing.paths("line s" + style).size(), picture.title() + ", style " + style);
      }
    }
    String rates = page.pictures().get(1).caption();
    assertTrue(rates.contains("λ = 1 ") && rates.contains("2/λ = 2."), rates);
    assertTrue(rates.endsWith("diverging, 2.2: out of the frame after epoch " + lostAt() + "."), rates);
  }

  /** Returns the first epoch after which the diverging run on the line has more than 4 times the first loss. */
  private static int lostAt() {
    double[] losses = LESSON.figures().get(0).losses()[6];
    int epoch = 0;
    while (losses[epoch] <= 4 * losses[0]) {
      epoch++;
    }
    return epoch;
  }

  /** The line stays in the frame until the epoch that the caption names, and has no part after it. */
  @Test
  void aDivergingLineLeavesTheFrame() {
    String path = Drawing.of(LESSON.page().pictures().get(1)).paths("line s3").get(1);
    assertEquals(1, path.chars().filter(c -> c == 'M').count(), path);
    assertEquals(lostAt(), path.chars().filter(c -> c == 'L').count(), path);
    assertTrue(path.endsWith(" 0"), path);
  }

  @Test
  void theSameSeedGivesTheSamePage() {
    assertArrayEquals(LESSON.page().html().toCharArray(), Lessons.descent(SEED).page().html().toCharArray());
    assertFalse(LESSON.page().html().equals(Lessons.descent(SEED + 1).page().html()), "the seed has no effect");
  }
}
