package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationsPageTest {

  private static Drawing drawing(Activation activation) {
    return Drawing.of(Lessons.activations(List.of(activation)).page().pictures().get(0));
  }

  /** Returns the number of parts of the line of a style, without the one in the legend. */
  private static long parts(Drawing drawing, int style) {
    List<String> paths = drawing.paths("line s" + style);
    assertEquals(2, paths.size(), paths::toString);
    return paths.get(1).chars().filter(c -> c == 'M').count();
  }

  @Test
  void allPicturesAreSound() {
    Page page = Lessons.activations().page();
    Drawing.assertSound(page);
    assertEquals(16, page.pictures().size());
    for (Picture picture : page.pictures()) {
      List<String> texts = Drawing.of(picture).texts();
      assertTrue(texts.containsAll(List.of("pre-activation z", "f(z) and f'(z)", "f", "f'")), texts::toString);
    }
  }

  @Test
  void derivativesHaveGapsAtKinksAlone() {
    for (Activation activation : Lessons.activations().figures().stream().map(ActivationCurve::activation).toList()) {
      boolean kink = List.of("step", "relu", "selu", "prelu", "leaky_relu(0.1)").contains(activation.name());
      Drawing drawing = drawing(activation);
      assertEquals(1, parts(drawing, 0), activation + ": parts of f");
      assertEquals(kink ? 2 : 1, parts(drawing, 1), activation + ": parts of f'");
      assertEquals(kink ? 2 : 0, drawing.paths("mark s3").size(), activation + ": marks, with that of the legend");
    }
  }

  @Test
  void captionsShowTheFigures() {
    Page page = Lessons.activations(List.of(Activation.SIGMOID, Activation.RELU, Activation.STEP)).page();
    assertEquals(List.of("f: 0.018 to 0.982; f': 0.0177 to 0.25.",
        "f: 0 to 4; f': 0 to 1. Kink at z = 0: backpropagation uses f' = 0 there.",
        "f: 0 to 1; f': 0. Kink at z = 0: backpropagation uses f' = 0 there."),
        page.pictures().stream().map(Picture::caption).toList());
    assertEquals("Lessons.activations(List.of(Activation.parse(\"sigmoid\"), Activation.parse(\"relu\"), "
        + "Activation.parse(\"step\")))", page.origin());
  }

  @Test
  void functionsAreDrawnWhereTheyAreFinite() {
    Activation root = Activation.custom("root", Math::sqrt, z -> 0.5 / Math.sqrt(z));
    Activation nothing = Activation.custom("nothing", z -> Double.NaN, z -> Double.NaN);
    Activation pole = Activation.custom("pole", z -> 1 / Math.abs(z), z -> -1 / (z * Math.abs(z)));
    Drawing.assertSound(Lessons.activations(List.of(root, nothing, pole)).page());
    assertEquals(1, parts(drawing(root), 0));
    assertEquals(1, drawing(nothing).paths("line s0").size());
  }
}
