package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private static final String HASH = "1f0c0de9aa9c2b6d6f0d4f8bd1a5a3a0d7e6c5b4";

  @TempDir
  Path folder;

  private Path jar(String name, String attribute, String value) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(attribute, value);
    Path jar = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static Map<String, String> of(Object classPath) {
    return Origin.of(new Side("base", classPath.toString(), "java", List.of()), "2026-01-31T12:00:00Z",
        Map.of("cpu", "some"));
  }

  @Test
  void aSideHasJarCommitAndDate() throws IOException {
    Path jar = jar("a.jar", "Git-Commit", HASH);
    assertEquals(Map.of("cpu", "some", "jar", jar.toString(), "commit", HASH, "date", "2026-01-31T12:00:00Z"), of(jar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Git-Commit-Id", "SCM-Revision", "Implementation-Build", "Build-Revision", "Full-Change"})
  void theCommitIsReadFromManyManifestNames(String name) throws IOException {
    assertEquals("1f0c0de-dirty", of(jar("a.jar", name, "1f0c0de-dirty")).get("commit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "20260131", "tags/1.2", "master", "1f0c0", "1f0c0de; 2026-01-31"})
  void textThatIsNotAHashIsNotACommit(String value) throws IOException {
    assertEquals(null, of(jar("a.jar", "Implementation-Build", value)).get("commit"));
  }

  @Test
  void theFirstEntryOfTheClassPathIsMeasured() throws IOException {
    Path plain = jar("plain.jar", "Implementation-Title", "x");
    Path built = jar("built.jar", "Git-Commit", HASH);
    assertEquals(HASH, of(built + File.pathSeparator + plain).get("commit"));
    String behind = plain + File.pathSeparator + built;
    assertEquals(null, of(behind).get("commit"));
    assertEquals(behind, of(behind).get("jar"));
  }

  @Test
  void aClassPathWithoutAJarHasNoCommit() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jar"), "no jar");
    for (Object classPath : List.of(text, folder, folder + "/*", folder.resolve("none"), File.pathSeparator)) {
      assertEquals(null, of(classPath).get("commit"), classPath.toString());
    }
  }
}
