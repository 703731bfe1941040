package io.github.jinbei.bench.cold;

import io.github.jinbei.bench.cold.child.ColdProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A small jar with the classes of a measured process, which is put on its class path behind the library. So an archive of
 * classes ({@code -XX:AOTCache}, {@code -XX:SharedArchiveFile}) that was made for the library alone is used.
 */
final class ChildJar implements AutoCloseable {

  private static final List<String> CLASSES =
      List.of("ColdProcess", "Counter", "Nets", "DigitsTraining", "PenguinsTraining");

  private static final String FOLDER = ColdProcess.class.getPackageName().replace('.', '/') + "/";

  private final Path file;

  /**
   * Writes the jar to a temporary file.
   *
   * @throws IOException if it cannot be written
   */
  ChildJar() throws IOException {
    file = Files.createTempFile("cold", ".jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : CLASSES) {
        jar.putNextEntry(new JarEntry(FOLDER + name + ".class"));
        try (InputStream in = ColdProcess.class.getResourceAsStream(name + ".class")) {
          in.transferTo(jar);
        }
      }
    }
  }

  /**
   * Returns the class path of a process.
   *
   * @param library the class path of the library. If it contains such classes too, perhaps of another version, they come last.
   * @throws IOException if a jar cannot be read
   */
  String classPath(String library) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : library.split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
      boolean contains = loader.findResource(FOLDER + CLASSES.get(0) + ".class") != null;
      return contains ? file + File.pathSeparator + library : library + File.pathSeparator + file;
    }
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
