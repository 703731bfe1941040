package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the page in a browser with scripts disabled. Skipped if there is no browser. */
@Tag("browser")
class HtmlReportBrowserTest {

  @TempDir
  Path folder;

  private BufferedImage shoot(String html, int width, int scheme) throws IOException, InterruptedException {
    return Browser.find(folder).shoot(html, width, scheme);
  }

  private static Set<Integer> colours(BufferedImage image, int fromX, int toX) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = fromX; x < toX; x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  private static int brightness(int rgb) {
    return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
  }

  /** A page that a script would turn red stays green: this shows that the other tests render without scripts. */
  @Test
  void scriptsDoNotRun() throws IOException, InterruptedException {
    String page = "<!DOCTYPE html><html><body style=\"background:#00ff00\"><script>"
        + "document.body.style.background = '#ff0000';</script></body></html>";
    assertEquals(0xff00ff00, shoot(page, 400, Browser.LIGHT).getRGB(200, 200));
  }

  /** Text and charts are visible, the background has the scheme's colour, and nothing reaches the margin of a narrow window. */
  @ParameterizedTest
  @ValueSource(ints = {360, 1440})
  void isVisibleInBothThemes(int width) throws IOException, InterruptedException {
    String html = HtmlReport.render(Fixtures.rich());
    BufferedImage light = shoot(html, width, Browser.LIGHT);
    BufferedImage dark = shoot(html, width, Browser.DARK);
    assertEquals(width, light.getWidth());
    for (BufferedImage image : List.of(light, dark)) {
      assertTrue(colours(image, 0, width).size() > 50, "almost nothing is drawn");
      assertEquals(1, colours(image, width - 4, width).size(), "something reaches the right margin");
      assertEquals(1, colours(image, 0, 4).size(), "something reaches the left margin");
    }
    assertNotEquals(light.getRGB(1, 1), dark.getRGB(1, 1));
    assertTrue(brightness(light.getRGB(1, 1)) > 3 * 0xe0, "light ground " + Integer.toHexString(light.getRGB(1, 1)));
    assertTrue(brightness(dark.getRGB(1, 1)) < 3 * 0x30, "dark ground " + Integer.toHexString(dark.getRGB(1, 1)));
  }
}
