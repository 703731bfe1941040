package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the contrast of the colours of lines and marks, with and without colour blindness. */
class ColoursTest {

  /** The least distance of two styles, Euclidean in CIELAB. 2.3 is just noticeable; thin lines need some ten times as much. */
  private static final double APART = 25;

  /** The least ratio of the luminances of a line and the page that WCAG 2.1 allows for graphics. */
  private static final double CONTRAST = 3;

  /** Colour vision as a matrix for linear red, green and blue; full severity, from Machado, Oliveira and Fernandes, 2009. */
  private enum Eye {
    USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPE(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    DEUTERANOPE(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPE(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    private final double[] matrix;

    Eye(double... matrix) {
      this.matrix = matrix;
    }

    double[] of(double[] rgb) {
      return IntStream.range(0, 3).mapToDouble(i -> Math.max(0, Math.min(1, matrix[3 * i] * rgb[0]
          + matrix[3 * i + 1] * rgb[1] + matrix[3 * i + 2] * rgb[2]))).toArray();
    }
  }

  /** Returns the colours of the styles in the order of the style sheet: light, dark, print. */
  private static List<List<String>> schemes() {
    Matcher rules = Pattern.compile(":root \\{ ?\\s*(--s0:[^}]*)}").matcher(css());
    List<List<String>> schemes = new ArrayList<>();
    while (rules.find()) {
      Matcher colours = Pattern.compile("--s\\d: (#[0-9a-f]{6})").matcher(rules.group(1));
      schemes.add(colours.results().map(colour -> colour.group(1)).toList());
      assertEquals(Plot.STYLES, schemes.get(schemes.size() - 1).size(), rules.group());
    }
    assertEquals(3, schemes.size(), "light, dark and print");
    return schemes;
  }

  private static String css() {
    Page page = new Page("", List.of(), "", List.of());
    return page.svg();
  }

  private static String page(boolean dark) {
    List<String> found = Pattern.compile("--page: (#[0-9a-f]{6})").matcher(css()).results().map(m -> m.group(1)).toList();
    assertEquals(3, found.size(), "backgrounds: light, dark and print");
    return found.get(dark ? 1 : 0);
  }

  private static double[] linear(String colour) {
    return IntStream.of(1, 3, 5).mapToDouble(at -> Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0)
        .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4)).toArray();
  }

  private static double luminance(double[] rgb) {
    return 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
  }

  private static double[] lab(double[] rgb) {
    double x = root((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
    double y = root(luminance(rgb));
    double z = root((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
  }

  @ParameterizedTest
  @EnumSource
  void stylesDifferForEveryColourVision(Eye eye) {
    for (List<String> scheme : schemes()) {
      for (int i = 0; i < scheme.size(); i++) {
        for (int j = 0; j < i; j++) {
          double[] one = lab(eye.of(linear(scheme.get(i))));
          double[] other = lab(eye.of(linear(scheme.get(j))));
          double distance = Math.sqrt(IntStream.range(0, 3).mapToDouble(k -> (one[k] - other[k]) * (one[k] - other[k])).sum());
          assertTrue(distance >= APART, scheme.get(i) + " and " + scheme.get(j) + " are " + distance + " apart for " + eye);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stylesStandOutFromThePage(boolean dark) {
    double page = luminance(linear(page(dark)));
    for (String colour : schemes().get(dark ? 1 : 0)) {
      double own = luminance(linear(colour));
      double contrast = (Math.max(page, own) + 0.05) / (Math.min(page, own) + 0.05);
      assertTrue(contrast >= CONTRAST, colour + " has a contrast of " + contrast + " to " + page(dark));
    }
  }
}
