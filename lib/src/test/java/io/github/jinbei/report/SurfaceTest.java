package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Bits;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SurfaceTest {

  private static final int ROWS = 21;
  private static final int[] BATCHES = {21, 3, 1};

  private static double error(double w, double b) {
    double sum = 0;
    for (int i = -10; i <= 10; i++) {
      double x = i / 10.0;
      double difference = w * x + b - (2 * x + 1);
      sum += difference * difference;
    }
    return sum / ROWS;
  }

  @Test
  void theGridIsTheMeanSquaredErrorWithItsMinimumAtTwoAndOne() {
    Surface grid = Lessons.surface(1).figures();
    assertEquals(41, grid.x().length);
    assertEquals(41, grid.y().length);
    for (int i = 0; i <= 40; i++) {
      assertEquals(-10 + 0.5 * i, grid.x()[i]);
      assertEquals(-10 + 0.5 * i, grid.y()[i]);
      for (int j = 0; j <= 40; j++) {
        assertEquals(error(-10 + 0.5 * i, -10 + 0.5 * j), grid.loss()[i][j], 1e-12, "loss[" + i + "][" + j + "]");
        assertTrue(grid.loss()[i][j] > 0 || i == 24 && j == 22, "a second minimum at " + i + ", " + j);
      }
    }
    assertEquals(0.0, grid.loss()[24][22]);
    assertEquals(List.of(2.0, 1.0, 0.0), List.of(grid.markedX(), grid.markedY(), grid.markedLoss()));
  }

  /** Descent in double, with the rows in the trainer's order: random stream 2^32 + epoch of the seed shuffles an epoch. */
  private static double[][] path(int batch, double momentum, long seed) {
    double[][] path = new double[2][64];
    double[] at = {3, 2};
    double[] step = new double[2];
    int update = 0;
    for (int epoch = 1; update < 63; epoch++) {
      int[] order = new int[ROWS];
      new CounterRandom(seed, (1L << 32) + epoch).permute(order);
      path[0][0] = 3;
      path[1][0] = 2;
      for (int from = 0; from < ROWS; from += batch) {
        double gw = 0;
        double gb = 0;
        for (int row = from; row < from + batch; row++) {
          double x = order[row] / 10.0 - 1;
          double difference = at[0] * x + at[1] - (2 * x + 1);
          gw += difference * x / batch;
          gb += difference / batch;
        }
        step[0] = momentum * step[0] - 0.2 * gw;
        step[1] = momentum * step[1] - 0.2 * gb;
        at[0] += step[0];
        at[1] += step[1];
        update++;
        path[0][update] = at[0];
        path[1][update] = at[1];
      }
    }
    return path;
  }

  @Test
  void thePathsEqualThoseOfDescentInDouble() {
    for (long seed : new long[] {1, 7, -3}) {
      Surface surface = Lessons.surface(seed).figures();
      assertEquals(6, surface.paths().length);
      for (int k = 0; k < 6; k++) {
        double[][] expected = path(BATCHES[k / 2], k % 2 == 0 ? 0 : 0.7, seed);
        double[][] found = surface.paths()[k];
        for (int coordinate = 0; coordinate < 2; coordinate++) {
          assertEquals(64, found[coordinate].length);
          for (int update = 0; update < 64; update++) {
            assertEquals(expected[coordinate][update], found[coordinate][update], 1e-5,
                "seed " + seed + ", path " + k + ", coordinate " + coordinate + ", update " + update);
          }
        }
        double distance = Math.hypot(found[0][63] - 2, found[1][63] - 1);
        assertTrue(distance < 0.1, "seed " + seed + ", path " + k + " ends " + distance + " from the minimum");
      }
    }
  }

  @Test
  void theSurfaceAroundThePathsContainsAllOfThem() {
    Surface surface = Lessons.surface(1).figures();
    Surface near = surface.near();
    for (int i = 0; i < near.x().length; i++) {
      for (int j = 0; j < near.y().length; j++) {
        assertEquals(error(near.x()[i], near.y()[j]), near.loss()[i][j], 1e-12, "loss[" + i + "][" + j + "]");
      }
    }
    for (double[][] path : surface.paths()) {
      assertTrue(Arrays.stream(path[0]).allMatch(w -> w > near.x()[0] && w < near.x()[40]), "w");
      assertTrue(Arrays.stream(path[1]).allMatch(b -> b > near.y()[0] && b < near.y()[40]), "b");
    }
  }

  @Test
  void thePageShowsTheSurfaceAndThePaths() {
    Page page = Lessons.surface(1).page();
    Drawing.assertSound(page);
    assertEquals(5, page.pictures().size());
    assertEquals("Lessons.surface(1)", page.origin());
    assertTrue(String.join(" ", page.sentences()).contains("Jinbei's loss is half of it"), page.sentences()::toString);
    for (Picture picture : page.pictures()) {
      List<String> texts = Drawing.of(picture).texts();
      assertTrue(texts.contains("w") && texts.contains("b"), texts::toString);
      assertTrue(texts.contains("minimum"), texts::toString);
      assertTrue(picture.title().length() <= 46, picture.title());
    }
    Drawing map = Drawing.of(page.pictures().get(0));
    assertEquals(6, map.paths("contour over").size());
    // The place of the minimum: the frame is 286 wide and 260 high, with both axes from -10 to 10.
    assertTrue(map.paths("mark s3").get(0).startsWith("M233.6 117m"), map.paths("mark s3")::toString);
    Drawing view = Drawing.of(page.pictures().get(1));
    assertEquals(1600, view.elements("path").stream().filter(path -> path.getAttribute("class").equals("quad")).count());
    assertTrue(view.texts().contains("mean squared error"), view.texts()::toString);
    for (int k = 2; k < 5; k++) {
      Drawing paths = Drawing.of(page.pictures().get(k));
      // Each style of line is once in the frame and once in the legend.
      assertEquals(2, paths.paths("line s0").size());
      assertEquals(2, paths.paths("line s1").size());
    }
    assertTrue(page.pictures().get(1).caption().contains("(2, 1) the mean squared error is 0, on the grid from 0 to 173.8."),
        page.pictures().get(1)::caption);
    assertTrue(page.pictures().get(2).caption().contains("(2.008, 1)"), page.pictures().get(2)::caption);
  }

  /** The position of the frame is read from the picture; it is 260 high. */
  @Test
  void eachPathIsDrawnThroughItsPoints() {
    Lesson<Surface> lesson = Lessons.surface(1);
    Surface near = lesson.figures().near();
    for (int k = 0; k < 6; k++) {
      double[][] path = lesson.figures().paths()[k];
      Drawing drawing = Drawing.of(lesson.page().pictures().get(2 + k / 2));
      Element frame = drawing.elements("rect").get(0);
      assertEquals("frame", frame.getAttribute("class"));
      double left = Double.parseDouble(frame.getAttribute("x"));
      double width = Double.parseDouble(frame.getAttribute("width"));
      StringBuilder expected = new StringBuilder();
      for (int update = 0; update < 64; update++) {
        double x = left + width * (path[0][update] - near.x()[0]) / (near.x()[40] - near.x()[0]);
        double y = 260 - 260 * (path[1][update] - near.y()[0]) / (near.y()[40] - near.y()[0]);
        expected.append(update == 0 ? "M" : "L").append(Svg.number(x)).append(' ').append(Svg.number(y));
      }
      List<String> lines = drawing.paths("line s" + k % 2);
      assertTrue(lines.contains(expected.toString()), "path " + k + ": " + expected + " is none of " + lines);
      // The start and ten updates have a mark, and one is in the legend.
      assertEquals(11, drawing.paths("mark s" + k % 2).get(0).split("M", -1).length - 1, "marks of path " + k);
    }
  }

  @Test
  void pagesOfOtherSeedsAreSound() {
    for (long seed = 2; seed < 30; seed++) {
      for (Picture picture : Lessons.surface(seed).page().pictures()) {
        Drawing.of(picture).assertSound("seed " + seed + ": " + picture.title());
      }
    }
  }

  @Test
  @Tag("bits")
  void theFiguresArePinned() {
    Surface surface = Lessons.surface(1).figures();
    Surface random = Lessons.surface(net(), data(), Loss.CROSS_ENTROPY, 5L).figures();
    assertEquals(List.of(36830063, -1353722743, 842376961, -633816617), List.of(Arrays.deepHashCode(surface.paths()),
        Arrays.deepHashCode(surface.loss()), Arrays.deepHashCode(surface.near().loss()),
        Arrays.deepHashCode(random.loss())));
  }

  /** Returns a network with every kind of parameters. */
  private static Mlp net() {
    Mlp mlp = Mlp.builder(3).dense(5, Activation.PRELU).norm(Norm.LAYER).dense(4, Activation.TANH).norm(Norm.BATCH)
        .dense(2, Activation.SOFTMAX).seed(4).build();
    float[] parameters = mlp.parameters();
    CounterRandom random = new CounterRandom(9, 1);
    for (int p = 0; p < parameters.length; p++) {
      parameters[p] += (float) (0.3 * random.normal(p));
    }
    mlp.setParameters(parameters);
    return mlp;
  }

  private static Dataset data() {
    CounterRandom random = new CounterRandom(9, 2);
    float[] inputs = new float[3 * 30];
    int[] classes = new int[30];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.normal(i);
    }
    for (int row = 0; row < 30; row++) {
      classes[row] = inputs[3 * row] > 0 ? 1 : 0;
    }
    return Dataset.ofClasses(inputs, 3, classes, 2);
  }

  /** Each tensor of the directions has the norm of the parameters: W, b, γ, β, α of the layers 3-5-4-2. */
  @Test
  void randomDirectionsHaveTheNormOfEachTensor() {
    Mlp mlp = net();
    float[] trained = mlp.parameters();
    Surface grid = Lessons.surface(mlp, data(), Loss.CROSS_ENTROPY, 5L).figures();
    int[] parts = {15, 5, 5, 5, 5, 20, 4, 4, 4, 8, 2};
    assertEquals(trained.length, Arrays.stream(parts).sum());
    double[][] direction = new double[2][trained.length];
    for (int k = 0; k < 2; k++) {
      CounterRandom random = new CounterRandom(5, (3L << 32) + k);
      int from = 0;
      for (int part : parts) {
        double own = 0;
        double drawn = 0;
        for (int p = from; p < from + part; p++) {
          own += (double) trained[p] * trained[p];
          drawn += random.normal(p) * random.normal(p);
        }
        for (int p = from; p < from + part; p++) {
          direction[k][p] = random.normal(p) * Math.sqrt(own / drawn);
        }
        from += part;
      }
    }
    assertEquals(41, grid.x().length);
    assertEquals(30, grid.rows());
    for (int[] point : new int[][] {{20, 20}, {0, 0}, {40, 7}, {13, 33}}) {
      double x = -1 + 0.05 * point[0];
      double y = -1 + 0.05 * point[1];
      assertEquals(x, grid.x()[point[0]], 1e-12);
      assertEquals(y, grid.y()[point[1]], 1e-12);
      float[] moved = new float[trained.length];
      for (int p = 0; p < moved.length; p++) {
        moved[p] = (float) (trained[p] + x * direction[0][p] + y * direction[1][p]);
      }
      Mlp copy = mlp.copy();
      copy.setParameters(moved);
      try (Trainer trainer = Trainer.builder(copy).loss(Loss.CROSS_ENTROPY).build()) {
        double expected = trainer.evaluate(data()).loss();
        assertEquals(expected, grid.loss()[point[0]][point[1]], 1e-5 * expected, "at " + x + ", " + y);
      }
    }
    assertEquals(grid.loss()[20][20], grid.markedLoss());
    Bits.assertSame(trained, mlp.parameters(), "the model was changed");
  }

  private static Dataset line() {
    float[] x = new float[ROWS];
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = (i - 10) / 10f;
      y[i] = 2 * x[i] + 1;
    }
    return Dataset.ofTargets(x, 1, y, 1);
  }

  private static Mlp linear(float w, float b) {
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(new float[] {w, b});
    return mlp;
  }

  @Test
  void twoParametersAreVariedAroundTheirValues() {
    Surface grid = Lessons.surface(linear(1.5f, -0.25f), line(), Loss.SQUARED_ERROR, 1, 0).figures();
    for (int i = 0; i < 41; i++) {
      assertEquals(-2.25 + 0.1 * i, grid.x()[i], 1e-6, "b");
      assertEquals(-1.5 + 0.15 * i, grid.y()[i], 1e-6, "w");
      for (int j = 0; j < 41; j++) {
        double expected = error(grid.y()[j], grid.x()[i]) / 2;
        assertEquals(expected, grid.loss()[i][j], 1e-5 * expected + 1e-6, "loss[" + i + "][" + j + "]");
      }
    }
    assertEquals(-0.25, grid.markedX());
    assertEquals(1.5, grid.markedY());
    assertEquals(error(1.5, -0.25) / 2, grid.markedLoss(), 1e-6);
  }

  @Test
  void pagesOfModelsAreSound() {
    Page page = Lessons.surface(net(), data(), Loss.CROSS_ENTROPY, 5L).page();
    Drawing.assertSound(page);
    assertTrue(page.sentences().get(2).contains("30 of 30 rows"), page.sentences()::toString);
    assertEquals("Lessons.surface(mlp, data, loss, 5L)", page.origin());
    Page two = Lessons.surface(net(), data(), Loss.CROSS_ENTROPY, 3, 11).page();
    Drawing.assertSound(two);
    for (Picture picture : two.pictures()) {
      List<String> texts = Drawing.of(picture).texts();
      assertTrue(texts.containsAll(List.of("parameter 3", "parameter 11", "trained model")), texts::toString);
    }
  }

  @Test
  void infiniteAndConstantLossesAreDrawn() {
    Activation exp = Activation.custom("exp", StrictMath::exp, StrictMath::exp);
    Mlp steep = Mlp.builder(1).dense(1, exp).dense(1, exp).build();
    steep.setParameters(new float[] {1, 0, 1, 0});
    Lesson<Surface> huge = Lessons.surface(steep, line(), Loss.SQUARED_ERROR, 0, 2);
    assertTrue(Arrays.stream(huge.figures().loss()).flatMapToDouble(Arrays::stream).anyMatch(Double::isInfinite), "finite");
    Drawing.assertSound(huge.page());
    assertTrue(huge.page().pictures().get(1).caption().contains("more than 144, where the pictures clip it"),
        huge.page().pictures().get(1)::caption);
    Dataset zeros = Dataset.ofTargets(new float[4], 1, new float[] {1, 1, 1, 1}, 1);
    Mlp dead = Mlp.builder(1).dense(1, Activation.RELU).regression(1).build();
    dead.setParameters(new float[] {1, -9, 1, 0.5f});
    Lesson<Surface> flat = Lessons.surface(dead, zeros, Loss.SQUARED_ERROR, 0, 2);
    assertEquals(1, Arrays.stream(flat.figures().loss()).flatMapToDouble(Arrays::stream).distinct().count(), "not flat");
    Drawing.assertSound(flat.page());
  }

  @Test
  void hiddenLayersNeedNoDerivative() {
    Mlp steps = Mlp.builder(3).dense(4, Activation.STEP).dense(2, Activation.SOFTMAX).seed(1).build();
    assertEquals(41, Lessons.surface(steps, data(), Loss.CROSS_ENTROPY, 1L).figures().y().length);
  }

  @Test
  void refusesInvalidArguments() {
    for (int[] pair : new int[][] {{-1, 0}, {0, 2}, {1, 1}}) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
          () -> Lessons.surface(linear(1, 1), line(), Loss.SQUARED_ERROR, pair[0], pair[1]));
      assertEquals("first = " + pair[0] + ", second = " + pair[1] + "; expected two different parameters, 0 to 1",
          e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> Lessons.surface(linear(1, 1), data(), Loss.SQUARED_ERROR, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Lessons.surface(linear(1, 1), line(), Loss.CROSS_ENTROPY, 1L));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Lessons.surface(linear(Float.NaN, 1), line(), Loss.SQUARED_ERROR, 1L));
    assertEquals("mlp has a loss of NaN on data; expected a finite one", e.getMessage());
  }
}
