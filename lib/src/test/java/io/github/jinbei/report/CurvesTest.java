package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Curves that are thinned, and those of layers. */
class CurvesTest {

  @Test
  void shortCurvesKeepAllPoints() {
    double[] xs = IntStream.range(0, 22).asDoubleStream().toArray();
    double[] ys = new Random(1).doubles(22).toArray();
    assertArrayEquals(new double[][] {xs, ys}, Curves.thinned(xs, ys, 10));
    assertArrayEquals(new double[][] {{}, {}}, Curves.thinned(new double[0], new double[0], 10));
  }

  /** Of each of ten parts the least and the largest finite value are kept, in their order; and both ends. */
  @Test
  void longCurvesKeepTheirSpikesAndEnds() {
    long seed = 3;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int n = 23 + random.nextInt(3000);
      double[] xs = IntStream.range(0, n).asDoubleStream().toArray();
      double[] ys = random.doubles(n, -1, 1).toArray();
      for (int i = random.nextInt(40); i > 0; i--) {
        ys[random.nextInt(n)] = random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
      }
      double[][] points = Curves.thinned(xs, ys, 10);
      String what = "seed " + seed + ", run " + run;
      assertTrue(points[0].length <= 22 && points[0].length == points[1].length, what + ": " + points[0].length);
      assertEquals(0, points[0][0], what);
      assertEquals(n - 1, points[0][points[0].length - 1], what);
      for (int i = 0; i < points[0].length; i++) {
        assertTrue(i == 0 || points[0][i] > points[0][i - 1], what + ": not ascending");
        assertEquals(ys[(int) points[0][i]], points[1][i], what);
      }
      for (int part = 0; part < 10; part++) {
        double[] finite = Arrays.stream(ys, part * n / 10, (part + 1) * n / 10).filter(Double::isFinite).sorted().toArray();
        List<Double> kept = Arrays.stream(points[1]).boxed().toList();
        assertTrue(finite.length == 0 || kept.contains(finite[0]) && kept.contains(finite[finite.length - 1]),
            what + ": part " + part);
      }
    }
  }

  @Test
  void numbersHaveFourDigitsAndAllBeforeThePoint() {
    double[] numbers = {0, 0.123456, -12.3456, 12345.6, 999_999.7, 123_456_789_012.0, 1.23456e12, -2e300, 1.5e-7, 99_999.96};
    assertEquals(List.of("0", "0.1235", "-12.35", "12346", "1000000", "123456789012", "1.235e12", "-2e300", "1.5e-7",
        "100000"), Arrays.stream(numbers).mapToObj(Curves::number).toList());
    assertEquals("not defined", Curves.number(Double.NaN));
    assertEquals("infinite", Curves.number(Double.POSITIVE_INFINITY));
    assertEquals("1.235e6", Curves.number(1_234_567, 1e6));
  }

  @Test
  void layersHaveALineEachAndManyShareTheLastStyle() {
    List<Picture> two = Curves.ofLayers(ReportSamples.diagnostics(4, 2));
    assertEquals(List.of("Learning rate", "Norm of the weights", "Norm of the gradient", "Saturated units", "Dead units"),
        two.stream().map(Picture::title).toList());
    Drawing weights = Drawing.of(two.get(1));
    assertTrue(weights.texts().containsAll(List.of("layer 1", "layer 2", "epoch", "weight norm")), weights.texts()::toString);
    List<String> saturated = Drawing.of(two.get(3)).texts();
    assertTrue(saturated.contains("layer 1") && !saturated.contains("layer 2"), "softmax has no share: " + saturated);
    // The first layer has 100 % of saturated and 50 % of dead units after the first epoch.
    for (int kind = 3; kind < 5; kind++) {
      String line = Drawing.of(two.get(kind)).paths("line s0").get(1);
      assertTrue(line.matches(kind == 3 ? "M\\S+ 0L.*" : "M\\S+ 95L.*"), line);
    }
    Drawing many = Drawing.of(Curves.ofLayers(ReportSamples.diagnostics(4, 9)).get(1));
    assertTrue(many.texts().containsAll(List.of("layer 5", "layers 6 to 9")), many.texts()::toString);
    assertEquals(1 + 4, many.paths("line s5").size(), "the sample of the legend and four layers");
    assertEquals(List.of(), Curves.ofLayers(List.of()));
  }
}
