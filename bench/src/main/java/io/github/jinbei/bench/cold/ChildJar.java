package io.github.jinbei.bench.cold;

import io.github.jinbei.bench.cold.child.ColdProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A small jar with the classes of a measured process, which is put on its class path beside the library. */
final class ChildJar implements AutoCloseable {

  private static final List<String> CLASSES =
      List.of("ColdProcess", "Counter", "Nets", "DigitsTraining", "PenguinsTraining");

  private final Path file;

  /**
   * Writes the jar to a temporary file.
   *
   * @throws IOException if it cannot be written
   */
  ChildJar() throws IOException {
    file = Files.createTempFile("cold", ".jar");
    String folder = ColdProcess.class.getPackageName().replace('.', '/') + "/";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : CLASSES) {
        jar.putNextEntry(new JarEntry(folder + name + ".class"));
        try (InputStream in = ColdProcess.class.getResourceAsStream(name + ".class")) {
          in.transferTo(jar);
        }
      }
    }
  }

  /** Returns the file. */
  Path file() {
    return file;
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
