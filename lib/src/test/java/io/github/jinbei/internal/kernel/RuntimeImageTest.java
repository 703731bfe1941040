package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime image of java.base alone, made by jlink: there no flag resolves the vector module. */
class RuntimeImageTest {

  @Test
  void withoutTheModuleInTheRuntimeTheWarningSaysSoAndAdvisesNoFlagThatStopsTheVm(@TempDir Path folder) throws Exception {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
    assumeTrue(jlink != null, "skipped: no jlink here");
    Path image = folder.resolve("image");
    StringWriter log = new StringWriter();
    int status = jlink.run(new PrintWriter(log), new PrintWriter(log), "--add-modules", "java.base", "--output",
        image.toString());
    assumeTrue(status == 0 || Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods")),
        "skipped: this JDK has no jmods and does not link from itself: " + log);
    assertEquals(0, status, log.toString());

    Path err = folder.resolve("err");
    Process vm = new ProcessBuilder(image.resolve("bin").resolve("java").toString(), "-cp",
        System.getProperty("java.class.path"), BackendsTest.Show.class.getName()).redirectError(err.toFile()).start();
    String out = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(vm.waitFor(60, TimeUnit.SECONDS), "the VM did not end");
    String warning = Files.readString(err);
    assertTrue(out.startsWith("scalar (this Java runtime has no module jdk.incubator.vector"), out + warning);
    assertEquals(1, warning.split("this Java runtime has no module jdk.incubator.vector", -1).length - 1, warning);
    assertFalse(warning.contains("not resolved; start java with"), warning);
  }
}
