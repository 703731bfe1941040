package io.github.jinbei.bench.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of processes that fail, on scripts in place of a VM. */
@Tag("interleaved")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the java command is a script")
class ChildRunTest {

  private static final ColdSettings SETTINGS = new ColdSettings(0.5, 1, 1, "");

  @TempDir
  Path folder;

  private Measurement run(String script, double moreSeconds) throws IOException {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertTrue(java.toFile().setExecutable(true));
    try (ChildJar jar = new ChildJar()) {
      return new ChildRun(SETTINGS, jar, moreSeconds).run(new ColdSide("base", "a.jar", java.toString(), List.of()),
          Workload.of("T6", false).get(0));
    }
  }

  private void assertFails(String message, String script, double moreSeconds) {
    assertEquals(message, assertThrows(IOException.class, () -> run(script, moreSeconds)).getMessage());
  }

  @Test
  void aProcessThatFailsIsAnErrorWithItsLastLines() {
    assertFails("T6, base: the process ended with exit code 3; its last lines:\n  two\n  three",
        "echo 'cold: main 1'; echo two; echo; echo three >&2; exit 3", 10);
    assertFails("T6, base: the process ended with exit code 1", "exit 1", 10);
    assertFails("T6, base: the process printed no result; its last lines:\n  nothing", "echo nothing", 10);
  }

  /** The process that a script waits for holds the output open. */
  @Test
  void aProcessThatDoesNotEndIsEnded() {
    assertFails("T6, base: the process was still running 0.2 s after the end of the measurement; its last lines:\n  begun",
        "echo begun; sleep 100; echo ended", 0.2);
  }

  @Test
  void theInputEndsWithTheMeasurement() throws IOException {
    Measurement measurement = run("echo 'cold: main 5000000'; echo 'cold: backend scalar'; echo 'cold: jdk 17'\n"
        + "echo 'cold: at 250000000 4'; echo 'cold: at 500000000 8'; echo 'cold: end '; cat", 10);
    assertEquals(0.25, measurement.curve().firstStep());
    assertEquals(1, measurement.cpu().size());
  }

  /** An archive of classes is valid for a class path that begins with the jar for which it was made. */
  @Test
  void theClassesOfTheProcessComeLastUnlessTheSideHasSuch() throws Exception {
    String own = Path.of(ChildJar.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    try (ChildJar jar = new ChildJar()) {
      assertTrue(jar.classPath("a.jar").startsWith("a.jar" + File.pathSeparator), jar.classPath("a.jar"));
      String both = "a.jar" + File.pathSeparator + own;
      assertTrue(jar.classPath(both).endsWith(File.pathSeparator + both), jar.classPath(both));
    }
  }
}
