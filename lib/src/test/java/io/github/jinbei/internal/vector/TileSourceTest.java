package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The written sources are those that {@link TileSource} writes. */
class TileSourceTest {

  static List<String> classes() {
    return TileSource.CLASSES;
  }

  @ParameterizedTest
  @MethodSource("classes")
  void theSourceIsWhatTheProgramWrites(String name) throws IOException {
    String source = Files.readString(TileSource.file(Path.of(System.getProperty("basedir", ".")), name)).replace("\r\n", "\n");
    assertEquals(TileSource.head(source) + TileSource.body(name), source,
        name + " differs from what TileSource writes; the package description of internal.vector says how to run it");
  }
}
