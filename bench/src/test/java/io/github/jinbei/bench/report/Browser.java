package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A headless browser. */
final class Browser {

  /** Chromium's numbers for the values of prefers-color-scheme. */
  static final int DARK = 0;
  static final int LIGHT = 1;

  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  private static final int HEIGHT = 1200;

  /** Disables scripts on every page, like the user's setting. */
  private static final String NO_SCRIPT =
      "{\"profile\":{\"default_content_setting_values\":{\"javascript\":2}}}";

  private final String command;
  private final Path folder;

  private Browser(String command, Path folder) {
    this.command = command;
    this.folder = folder;
  }

  /**
   * Returns the browser of this machine; if there is none, the calling test is skipped.
   *
   * @param folder the folder for its files
   */
  static Browser find(Path folder) {
    Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(entry -> NAMES.stream().map(name -> Path.of(entry, name))).filter(Files::isExecutable).findFirst();
    assumeTrue(found.isPresent(), "no browser to try the page in: none of " + NAMES + " is on the PATH");
    return new Browser(found.get().toString(), folder);
  }

  /** Returns a picture of a page on which no script runs. */
  BufferedImage shoot(String html, int width, int scheme) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Files.createDirectories(profile.resolve("Default"));
    Files.writeString(profile.resolve("Default/Preferences"), NO_SCRIPT);
    Path picture = folder.resolve("picture" + width + "-" + scheme + ".png");
    run(html, profile, "--hide-scrollbars", "--blink-settings=preferredColorScheme=" + scheme,
        "--window-size=" + width + "," + HEIGHT, "--screenshot=" + picture);
    assertTrue(Files.exists(picture), () -> command + " took no picture");
    return ImageIO.read(picture.toFile());
  }

  /** Replaces the whole content of a page by a text. */
  private static final String FINISH = """
      <script>
      function finish(text) {
        const result = document.createElement('pre');
        result.id = 'result';
        result.textContent = text;
        document.body.replaceChildren(result);
      }
      </script>
      """;

  /** Returns the lines of the text that the script of a page passes to {@code finish(text)} at its end. */
  List<String> result(String body) throws IOException, InterruptedException {
    String dom = run("<!DOCTYPE html>\n<html><body style=\"margin:0\">" + FINISH + body + "</body></html>");
    Matcher result = Pattern.compile("<pre id=\"result\">(.*?)</pre>", Pattern.DOTALL).matcher(dom);
    assertTrue(result.find(), dom);
    return result.group(1).lines().toList();
  }

  /** Returns the HTML of a page after its scripts have run; it may read other pages of the folder. */
  private String run(String html) throws IOException, InterruptedException {
    return run(html, Files.createTempDirectory(folder, "profile"), "--allow-file-access-from-files",
        "--virtual-time-budget=20000", "--dump-dom");
  }

  private String run(String html, Path profile, String... options) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Path output = folder.resolve("output.txt");
    File log = folder.resolve("browser.log").toFile();
    List<String> words = new ArrayList<>(List.of(command, "--headless=new", "--no-sandbox", "--disable-gpu",
        "--no-first-run", "--user-data-dir=" + profile));
    words.addAll(List.of(options));
    words.add(page.toUri().toString());
    Process process = new ProcessBuilder(words).redirectError(log).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String told = Files.readString(log.toPath());
    assertTrue(ended, () -> command + " did not end:\n" + told);
    return Files.readString(output);
  }
}
