package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochDiagnostics;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.LayerDiagnostics;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Networks, histories and data for tests of reports, and checks of pages. */
final class ReportSamples {

  static final long SEED = 21;

  private static final Pattern PICTURE = Pattern.compile(
      "<svg class=\"picture\" viewBox=\"0 0 360 (\\d+)\".*?</svg>\n(?=<figcaption>)", Pattern.DOTALL);

  private ReportSamples() {}

  /** Returns a history of epochs with accuracies and, with half of the loss added, validation. */
  static History history(int epochs, IntToDoubleFunction loss) {
    List<EpochResult> results = new ArrayList<>(epochs);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double value = loss.applyAsDouble(epoch);
      results.add(new EpochResult(epoch, value, 1 - 1.0 / (epoch + 1), new Evaluation(1.5 * value, 0.5, 5, 10)));
    }
    return new History(results, History.End.EPOCHS);
  }

  /** Returns diagnostics of so many layers; the last one has no share of saturated units. */
  static List<EpochDiagnostics> diagnostics(int epochs, int layers) {
    List<EpochDiagnostics> all = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      List<LayerDiagnostics> each = new ArrayList<>();
      for (int layer = 0; layer < layers; layer++) {
        double share = layer == layers - 1 ? Double.NaN : 1.0 / (epoch + layer);
        each.add(new LayerDiagnostics(1 + layer + 0.01 * epoch, Math.pow(10, -layer), share, share / 2));
      }
      all.add(new EpochDiagnostics(epoch, 0.1f / epoch, each));
    }
    return all;
  }

  /** Returns rows of so many random inputs, whose classes take turns. */
  static Dataset classRows(int rows, int inputs, int classes) {
    Random random = new Random(SEED);
    float[] x = new float[rows * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = row % classes;
    }
    return Dataset.ofClasses(x, inputs, labels, classes);
  }

  /** Returns rows of four inputs, and so many targets that are multiples of their sum. */
  static Dataset numberRows(int rows, int targets) {
    Dataset inputs = classRows(rows, 4, 1);
    float[] x = new float[rows * 4];
    inputs.copyInputs(0, rows, x, 0);
    float[] y = new float[rows * targets];
    for (int i = 0; i < y.length; i++) {
      int row = i / targets;
      y[i] = (1 + i % targets) * (x[4 * row] + x[4 * row + 1] + x[4 * row + 2] + x[4 * row + 3]);
    }
    return Dataset.ofTargets(x, 4, y, targets);
  }

  static Mlp classifier(int inputs, int classes) {
    return Mlp.builder(inputs).dense(5, Activation.TANH).dense(classes, Activation.SOFTMAX).seed(SEED).build();
  }

  static Mlp regressor(int outputs) {
    return Mlp.builder(4).dense(5, Activation.TANH).regression(outputs).seed(SEED).build();
  }

  /** Returns the pictures of a page. */
  static List<Drawing> drawings(String html) {
    List<Drawing> drawings = new ArrayList<>();
    Matcher pictures = PICTURE.matcher(html);
    while (pictures.find()) {
      Document document = Drawing.xml(pictures.group());
      String title = document.getDocumentElement().getAttribute("aria-label");
      drawings.add(new Drawing(new Picture(title, "", Integer.parseInt(pictures.group(1)), ""), document));
    }
    return drawings;
  }

  static List<String> titles(String html) {
    return drawings(html).stream().map(drawing -> drawing.picture().title()).toList();
  }

  static Drawing drawing(String html, String title) {
    List<Drawing> found = drawings(html).stream().filter(drawing -> drawing.picture().title().equals(title)).toList();
    assertTrue(found.size() == 1, found.size() + " pictures " + title + " in " + titles(html));
    return found.get(0);
  }

  /**
   * Checks that a page is well-formed XML without scripts and references, and that its pictures have labelled axes, finite
   * coordinates inside them and texts that do not overlap. Returns the page.
   */
  static String sound(String what, String html) {
    Drawing.xml(html);
    String without = html.replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", "");
    assertFalse(Pattern.compile("<script|\\bon[a-z]+=|https?://|@import|url\\(", Pattern.CASE_INSENSITIVE).matcher(without)
        .find(), what + ": the page has a script or refers to something outside");
    List<Drawing> drawings = drawings(html);
    assertTrue(drawings.size() > 0, what + ": no pictures");
    for (Drawing drawing : drawings) {
      String name = what + ": " + drawing.picture().title();
      drawing.assertSound(name);
      for (Element box : drawing.elements("rect")) {
        double x = Double.parseDouble(box.getAttribute("x"));
        double y = Double.parseDouble(box.getAttribute("y"));
        double right = x + Double.parseDouble(box.getAttribute("width"));
        double bottom = y + Double.parseDouble(box.getAttribute("height"));
        assertTrue(x >= 0 && y >= 0 && right <= Picture.WIDTH && bottom <= drawing.picture().height() && right >= x,
            name + ": a box from " + x + " " + y + " to " + right + " " + bottom);
      }
      Element root = drawing.document().getDocumentElement();
      if (drawing.elements("image").stream().noneMatch(image -> image.getParentNode() == root)) {
        assertTrue(drawing.elements("text").stream().anyMatch(text -> text.getAttribute("class").equals("axis")
            && !text.getTextContent().isBlank()), name + ": no name of an axis");
      }
    }
    return html;
  }
}
