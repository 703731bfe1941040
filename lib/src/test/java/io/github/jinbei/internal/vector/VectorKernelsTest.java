package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VectorKernelsTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "src", "main", "java", "io", "github", "jinbei", "internal", "vector");

  /** A class that is not initialized at the start could fail in a later training step. */
  @Test
  void everyClassOfThePackageIsInitializedAtTheStart() throws IOException {
    Set<String> others = Set.of("package-info.java", "VectorKernels.java");
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> sources = files.map(f -> f.getFileName().toString()).filter(f -> !others.contains(f)).sorted().toList();
      assertEquals(sources, Stream.of(VectorKernels.classes()).map(c -> c.getSimpleName() + ".java").sorted().toList());
    }
  }
}
