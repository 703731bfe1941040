package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.internal.kernel.Backends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sees to it that a test run is on the backend it is for: the system property {@code jinbei.expect.backend} names it. A
 * width that this CPU lacks (as a VM without restrictions sees it) skips the tests, saying so; anything else that
 * differs fails them.
 */
public final class ExpectedBackend implements BeforeAllCallback {

  private static boolean told;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    String expected = System.getProperty("jinbei.expect.backend");
    if (expected == null) {
      return;
    }
    String actual = Backends.current().name();
    if (!expected.equals(actual) && !expected.equals("scalar")) {
      int widest = widestOfThisMachine();
      String skipped = "skipped: this CPU has no " + expected + "-bit vectors; the widest have " + widest;
      if (Integer.parseInt(expected) > widest && !told) {
        told = true;
        System.out.println(skipped); // the build's log says nothing of why a class is skipped
      }
      Assumptions.assumeTrue(Integer.parseInt(expected) <= widest, skipped);
    }
    assertEquals(expected, actual, "the backend of this test run; it runs because: " + Backends.current().reason());
  }

  /** Asks a VM without any flag that restricts widths. */
  private static int widestOfThisMachine() throws IOException, InterruptedException {
    Process vm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Widest.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (!vm.waitFor(60, TimeUnit.SECONDS) || vm.exitValue() != 0) {
      throw new IOException("the VM that tells the widest vectors failed: " + output);
    }
    return Integer.parseInt(output);
  }

  /** Prints the width that the VM prefers. */
  public static final class Widest {

    private Widest() {}

    /** Runs in a VM of its own. */
    public static void main(String[] args) {
      System.out.println(io.github.jinbei.internal.vector.VectorKernels.preferredBits());
    }
  }
}
