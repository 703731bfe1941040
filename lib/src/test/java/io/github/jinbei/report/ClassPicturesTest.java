package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.metrics.Metrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The texts in pictures of classes: counts that fit into their cells, and names of wide letters. */
class ClassPicturesTest {

  /** Three letters have room in each cell; a text is not replaced by one that is no shorter. */
  @ParameterizedTest
  @CsvSource({"0, 2, 0", "7, 2, 7", "123, 2, 123", "999, 4, 999", "1234, 4, 1234", "1234, 3, 1k", "12345, 2, 12k",
      "1234567, 3, 1M", "1234567, 7, 1234567", "0.25, 9, 0.25", "0.25, 2, <1", "12.6, 3, 13", "12.6, 4, 12.6",
      "1234.5, 4, 1234", "1234.5, 3, 1k", "1e-9, 4, 1e-9", "1e-9, 3, <1", "1e15, 4, 1P"})
  void countsAreShortened(double count, int letters, String text) {
    assertEquals(text, ClassPictures.count(count, letters));
  }

  /**
   * Of 20 rows whose probability of class 1 is 1/(1 + e²), 4 have this class; of 10 rows with 1/(1 + 1/e), 9. The highest
   * probability alone finds 9 of 13 rows, and 1 of the 17 others.
   */
  @Test
  void curvesAreThoseOfTheSecondOfTwoClasses() {
    Mlp mlp = Mlp.builder(1).dense(2, Activation.SOFTMAX).build();
    mlp.setWeights(0, new float[] {0, 1});
    float[] x = new float[30];
    int[] labels = new int[30];
    for (int row = 0; row < 30; row++) {
      x[row] = row < 20 ? -2 : 1;
      labels[row] = row < 4 || row > 20 ? 1 : 0;
    }
    String html = Report.of(mlp, ReportSamples.history(1, epoch -> 1), Dataset.ofClasses(x, 1, labels, 2)).html();
    assertPoints(List.of(62.0, 230.0, 62 + 286 / 17.0, 230 * 4 / 13.0, 348.0, 0.0),
        numbers(ReportSamples.drawing(html, "ROC curves").paths("line s0").get(1)), html);
    assertPoints(List.of(62 + 286 / (1 + Math.exp(2)), 230 * 0.8, 62 + 286 / (1 + Math.exp(-1)), 230 * 0.1),
        numbers(ReportSamples.drawing(html, "Calibration").paths("line s0").get(0)), html);
    assertTrue(html.contains("<tr><td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">0</td>"
        + "<td class=\"n\">88.08 %</td><td class=\"n\">11.92 %</td></tr>"), html);
    // 16 of 17 rows of class 0 are right, and 9 of 13 of class 1.
    assertEquals(List.of("0.52", "0.13", "0.24", "0.41"), ReportSamples.drawing(html, "Confusion matrix").elements("rect")
        .stream().map(cell -> cell.getAttribute("fill-opacity")).toList());
  }

  /** Returns the coordinates of the points of a line; expected ones are compared when rounded as well. */
  private static List<Double> numbers(String path) {
    return Stream.of(path.substring(1).split("[L ]")).map(Double::parseDouble).toList();
  }

  private static void assertPoints(List<Double> expected, List<Double> found, String what) {
    assertEquals(expected.stream().map(value -> Math.rint(100 * value) / 100).toList(), found, what);
  }

  @Test
  void ofManyClassesTheCurvesOfTheSmallestAreasAreDrawn() {
    Mlp mlp = ReportSamples.classifier(4, 9);
    Dataset rows = ReportSamples.classRows(90, 4, 9);
    float[] x = new float[360];
    rows.copyInputs(0, 90, x, 0);
    int[] labels = new int[90];
    rows.copyClasses(0, 90, labels, 0);
    float[] outputs = mlp.predict(x);
    double[][] probabilities = IntStream.range(0, 90).mapToObj(row -> mlp.probabilities(outputs, 9 * row))
        .toArray(double[][]::new);
    double[] areas = Metrics.rocAucByClass(labels, probabilities);
    List<String> expected = IntStream.range(0, 9).boxed().sorted(Comparator.comparingDouble(k -> areas[k])).limit(5)
        .map(k -> k + String.format(Locale.ROOT, ": %.3f", areas[k])).toList();
    List<String> legend = ReportSamples.drawing(Report.of(mlp, ReportSamples.history(1, epoch -> 1), rows).html(), "ROC curves")
        .elements("text").stream().filter(text -> text.getAttribute("class").equals("legend"))
        .map(Element::getTextContent).toList();
    assertEquals(expected, legend);
  }

  /** All rows are of class 0 and predicted as class 5: one bright pixel, in the lowest line. */
  @Test
  void theImageOfAMatrixHasTheFirstClassBelow() throws IOException {
    Mlp mlp = ReportSamples.classifier(4, 13);
    float[] biases = new float[13];
    biases[5] = 50;
    mlp.setBiases(1, biases);
    String html = Report.of(mlp, ReportSamples.history(1, epoch -> 1), ReportSamples.classRows(9, 4, 1)).html();
    BufferedImage image = image(html, "Confusion matrix");
    Set<Integer> others = new HashSet<>();
    for (int i = 0; i < 13 * 13; i++) {
      if (i != 12 * 13 + 5) {
        others.add(image.getRGB(i % 13, i / 13) & 0xFFFFFF);
      }
    }
    assertEquals(Set.of(Palette.HEIGHT[0]), others);
    assertEquals(Palette.HEIGHT[255], image.getRGB(5, 12) & 0xFFFFFF);
  }

  private static BufferedImage image(String html, String title) throws IOException {
    String address = ReportSamples.drawing(html, title).elements("image").get(0).getAttribute("href");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(address.replaceFirst(".*,", ""))));
  }

  /** The least input of the rows that are drawn is white, the largest black. */
  @Test
  void imagesOfRowsHaveTheirWholeRange() throws IOException {
    Dataset row = Dataset.ofClasses(new float[] {-1, 1, 0}, 3, new int[] {0}, 1);
    String html = Report.of(ReportSamples.classifier(3, 2), ReportSamples.history(1, epoch -> 1), row).images(3, 1).html();
    BufferedImage image = image(html, "Rows of the largest losses");
    assertEquals(List.of(0xFFFFFF, 0, Palette.INK[128]), IntStream.of(0, 1, 2)
        .mapToObj(pixel -> image.getRGB(pixel, 0) & 0xFFFFFF).toList());
  }

  @Test
  void widthsAreThoseOfLetters() {
    assertEquals(3, Picture.width("a\u2212\u20ac"));
    assertEquals(6, Picture.width("\u9b5a\uac00\uD83D\uDC20"));
    assertEquals("abcdefg", Picture.cut("abcdefg", 7));
    assertEquals("ab..fg", Picture.cut("abcdefg", 6));
    assertEquals("\u9b5a\u9b5a", Picture.cut("\u9b5a\u9b5a", 4));
    assertEquals("\u4e00..", Picture.cut("\u4e00\u4e8c\u4e09\u56db", 6));
    assertEquals("\u4e00..\u4e94", Picture.cut("\u4e00\u4e8c\u4e09\u56db\u4e94", 9));
  }

  /** Letters of East Asia are as wide as high: 12 pixels in a legend, 11 beside a matrix. All texts are inside the picture. */
  @Test
  void namesOfWideLettersAreInsideTheirPictures() {
    List<String> names = IntStream.range(0, 5).mapToObj(k -> "\u9b5a".repeat(3 + 2 * k) + (char) ('\u4e00' + k)).toList();
    String html = Report.of(ReportSamples.classifier(4, 5), ReportSamples.history(2, epoch -> 1),
        ReportSamples.classRows(50, 4, 5)).classNames(names).html();
    for (String title : List.of("Confusion matrix", "ROC curves")) {
      double before = 0;
      for (Element text : ReportSamples.drawing(html, title).elements("text")) {
        String words = text.getTextContent();
        double size = text.getAttribute("class").equals("legend") ? 12 : 11;
        double width = words.codePoints().mapToDouble(c -> c >= 0x4e00 ? size : 0.55 * size).sum();
        if (text.getAttribute("text-anchor").equals("end")) {
          double left = Double.parseDouble(text.getAttribute("x")) - width;
          assertTrue(left >= 13 || !words.contains("\u9b5a"), title + ": '" + words + "' begins at " + left);
        }
        if (text.getAttribute("class").equals("legend")) {
          double left = Double.parseDouble(text.getAttribute("x"));
          assertTrue(left + width <= Picture.WIDTH, title + ": '" + words + "' ends at " + (left + width));
          assertTrue(left >= before || left < 40, title + ": '" + words + "' begins at " + left + ", before " + before);
          before = left + width;
        }
        if (text.getAttribute("transform").contains("rotate") && words.contains("\u9b5a")) {
          double top = Double.parseDouble(text.getAttribute("transform").replaceAll(".* (\\S+)\\) rot.*", "$1")) - width;
          assertTrue(top >= Picture.TITLE + 10, title + ": '" + words + "' begins at " + top);
        }
      }
    }
  }
}
