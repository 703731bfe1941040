package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredParametersTest {

  @TempDir
  Path folder;

  @Test
  void valuesAreReadAsTheyWereWritten() throws Exception {
    String classPath = RealJar.classPath(folder, "  @Param({\"SELECT a, b FROM t\"}) String query;\n"
        + "  @Param({\"1,2\", \", \", \"\", \" x \", \"}\", \"a=b\", \"\\\"q\\\"\", \"\\\\\", "
        + "\"x\\ny\", \"\\u00e4\"}) String odd;\n"
        + "  @Param Thread.State state;\n");
    assertEquals(Map.of("org.example.Real.run", Map.of("query", List.of("SELECT a, b FROM t"),
        "odd", List.of("1,2", ", ", "", " x ", "}", "a=b", "\"q\"", "\\", "x\ny", "\u00e4"),
        "state", List.of("NEW", "RUNNABLE", "BLOCKED", "WAITING", "TIMED_WAITING", "TERMINATED"))),
        DeclaredParameters.of(classPath));
  }

  /** The other jars of the class path may be in a folder. */
  @Test
  void valuesAreFoundInAllJarsOfAFolder() throws Exception {
    String[] entries = RealJar.classPath(folder, "  @Param({\"1\", \"2\"}) int n;").split(File.pathSeparator);
    Path jars = Files.createDirectory(folder.resolve("jars"));
    for (int i = 1; i < entries.length; i++) {
      Files.copy(Path.of(entries[i]), jars.resolve(i + (i == 1 ? ".JAR" : ".jar")));
    }
    assertEquals(Map.of("org.example.Real.run", Map.of("n", List.of("1", "2"))),
        DeclaredParameters.of(entries[0] + File.pathSeparator + jars + "/*"));
  }

  @Test
  void theListIsEmptyWithoutJmhOrIfItCannotBeRead() throws Exception {
    assertEquals(Map.of(), DeclaredParameters.of(folder.toString()), "no JMH");
    assertEquals(Map.of(), DeclaredParameters.of(folder.resolve("none") + "/*"), "no folder");
    String classPath = RealJar.classPath(folder, "");
    Files.writeString(folder.resolve("classes/META-INF/BenchmarkList"), "a.B.c===,===of another version");
    assertEquals(Map.of(), DeclaredParameters.of(classPath), "a list in another form");
  }
}
