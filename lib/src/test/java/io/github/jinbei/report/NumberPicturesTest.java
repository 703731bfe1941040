package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pictures and tables of numbers for a network that predicts known ones. */
class NumberPicturesTest {

  /** Returns the report of a network whose outputs are always the biases. */
  private static String page(float[] biases, float... targets) {
    Mlp mlp = Mlp.builder(1).dense(biases.length, Activation.IDENTITY).build();
    mlp.setWeights(0, new float[biases.length]);
    mlp.setBiases(0, biases);
    Dataset rows = Dataset.ofTargets(new float[targets.length / biases.length], 1, targets, biases.length);
    return ReportSamples.sound(Arrays.toString(targets), Report.of(mlp, ReportSamples.history(1, epoch -> 1), rows).html());
  }

  /** The axis extends from -1.25 to 4.25, so that the five bars end at -0.15, 0.95, 2.05, 3.15 and 4.25. */
  @Test
  void theHistogramCountsTheResiduals() {
    String html = page(new float[] {10}, 10, 9, 10, 14, 10, 12, 10, 10);
    String area = ReportSamples.drawing(html, "Histogram of residuals").paths("line area s0").get(0);
    List<Long> counts = new ArrayList<>();
    String[] points = area.substring(1).split("L");
    for (int i = 1; i < points.length - 1; i += 2) {
      double y = Double.parseDouble(points[i].split(" ")[1]);
      assertEquals(y, Double.parseDouble(points[i + 1].split(" ")[1]), area);
      assertEquals(62 + 286 * (i - 1) / 2 / 5.0, Double.parseDouble(points[i].split(" ")[0]), 0.01, area);
      counts.add(Math.round((1 - y / 230) * 5 * 1.05));
    }
    assertEquals(List.of(1L, 5L, 1L, 0L, 1L), counts);
  }

  @Test
  void residualsAreTrueMinusPredicted() {
    String html = page(new float[] {10}, 10, 9, 10, 14, 10, 12, 10, 10);
    String cells = "<tr><td class=\"n\">4</td><td class=\"n\">14</td><td class=\"n\">10</td><td class=\"n\">4</td></tr>\n"
        + "<tr><td class=\"n\">6</td><td class=\"n\">12</td><td class=\"n\">10</td><td class=\"n\">2</td></tr>\n"
        + "<tr><td class=\"n\">2</td><td class=\"n\">9</td><td class=\"n\">10</td><td class=\"n\">\u22121</td></tr>\n";
    assertTrue(html.contains(cells), html);
    String dots = ReportSamples.drawing(html, "Residuals").paths("dots s0").get(0);
    double[] heights = Arrays.stream(dots.substring(1).split("M")).mapToDouble(
        point -> Double.parseDouble(point.replaceAll(".* |h0", ""))).toArray();
    assertTrue(heights[3] < heights[5] && heights[5] < heights[0] && heights[0] < heights[1], dots);
  }

  @Test
  void ofSeveralOutputsTheWorstIsShown() {
    String html = page(new float[] {0, 1}, 1, 1, 2, -5, 0, 1);
    assertTrue(html.contains("<tr><td class=\"n\">2</td><td>output 1</td><td class=\"n\">\u22125</td><td class=\"n\">1</td>"
        + "<td class=\"n\">\u22126</td></tr>\n<tr><td class=\"n\">1</td><td>output 0</td><td class=\"n\">1</td>"
        + "<td class=\"n\">0</td><td class=\"n\">1</td></tr>"), html);
  }

  @Test
  void aRowOfWhichOneOutputIsNotFiniteIsLeftOut() {
    String html = page(new float[] {Float.NaN, 1}, 1, 1, 2, -5, 0, 1);
    assertTrue(html.contains("3 rows with a prediction that is not finite are left out."), html);
  }
}
