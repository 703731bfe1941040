package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The charts of README.md are those of the figures beside them. */
class DotChartTest {

  private static final Path IMAGES =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent().resolve(".github/images");

  static List<String> names() {
    return DotChart.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theChartShowsTheFigures(String name) throws IOException {
    Page page = DotChart.page(IMAGES, name);
    assertEquals(Files.readString(IMAGES.resolve(name + ".svg")).replace("\r\n", "\n"), page.svg(),
        "the picture must be drawn again from its CSV files");
    for (Picture picture : page.pictures()) {
      Drawing.of(picture).assertSound(picture.title());
    }
  }
}
