package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser that may run no script: skipped where there is none. */
class HtmlReportBrowserTest {

  private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
  private static final int HEIGHT = 1200;

  /** Chromium's numbers for what a page finds in prefers-color-scheme. */
  private static final int DARK = 0;
  private static final int LIGHT = 1;

  /** Forbids scripts on every page, as a user would in the settings. */
  private static final String NO_SCRIPT =
      "{\"profile\":{\"default_content_setting_values\":{\"javascript\":2}}}";

  private static String browser;

  @TempDir
  Path folder;

  @BeforeAll
  static void find() {
    Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(entry -> BROWSERS.stream().map(name -> Path.of(entry, name))).filter(Files::isExecutable).findFirst();
    assumeTrue(found.isPresent(), "no browser to try the page in: none of " + BROWSERS + " is on the PATH");
    browser = found.get().toString();
  }

  private BufferedImage shoot(String html, int width, int scheme) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Path profile = Files.createTempDirectory(folder, "profile");
    Files.createDirectories(profile.resolve("Default"));
    Files.writeString(profile.resolve("Default/Preferences"), NO_SCRIPT);
    Path picture = folder.resolve("picture" + width + "-" + scheme + ".png");
    File log = folder.resolve("browser.log").toFile();
    Process process = new ProcessBuilder(browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--no-first-run", "--user-data-dir=" + profile, "--blink-settings=preferredColorScheme=" + scheme,
        "--window-size=" + width + "," + HEIGHT, "--screenshot=" + picture, page.toUri().toString())
        .redirectErrorStream(true).redirectOutput(log).start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    assertTrue(ended && Files.exists(picture), browser + " took no picture:\n" + Files.readString(log.toPath()));
    return ImageIO.read(picture.toFile());
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

  /** A page that scripts would turn red stays green: what follows is indeed rendered without any. */
  @Test
  void scriptsDoNotRun() throws IOException, InterruptedException {
    String page = "<!DOCTYPE html><html><body style=\"background:#00ff00\"><script>"
        + "document.body.style.background = '#ff0000';</script></body></html>";
    assertEquals(0xff00ff00, shoot(page, 400, LIGHT).getRGB(200, 200));
  }

  /** Text and charts are there, the ground is of the scheme, and nothing reaches the margin of a narrow window. */
  @ParameterizedTest
  @ValueSource(ints = {360, 1440})
  void isThereInBothThemes(int width) throws IOException, InterruptedException {
    String html = HtmlReport.render(Fixtures.rich());
    BufferedImage light = shoot(html, width, LIGHT);
    BufferedImage dark = shoot(html, width, DARK);
    assertEquals(width, light.getWidth());
    for (BufferedImage image : List.of(light, dark)) {
      assertTrue(colours(image, 0, width).size() > 50, "next to nothing is drawn");
      assertEquals(1, colours(image, width - 4, width).size(), "something reaches the right margin");
      assertEquals(1, colours(image, 0, 4).size(), "something reaches the left margin");
    }
    assertNotEquals(light.getRGB(1, 1), dark.getRGB(1, 1));
    assertTrue(brightness(light.getRGB(1, 1)) > 3 * 0xe0, "light ground " + Integer.toHexString(light.getRGB(1, 1)));
    assertTrue(brightness(dark.getRGB(1, 1)) < 3 * 0x30, "dark ground " + Integer.toHexString(dark.getRGB(1, 1)));
  }
}
