package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.warm.Changes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that runs on another backend than the test run is for: the system property {@code
 * jinbei.expect.backend} is {@code scalar}, a width in bits, or {@code widest}; without the property any backend will do.
 * On vectors, all kernels run vector code from the start, or else short tests would test scalar code alone.
 * The widest vectors are those that a VM without restrictions prefers. A run for wider ones is skipped. With the system
 * property {@code jinbei.skip.widest} a run for their very width is skipped too: the run for {@code widest} tests the same
 * code. The log says so.
 */
public final class ExpectedBackend implements BeforeAllCallback {

  private static boolean logged;
  private static int widest;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    String expected = System.getProperty("jinbei.expect.backend");
    if (expected == null) {
      return;
    }
    String actual = Backends.current().name();
    if (expected.equals("widest")) {
      expected = String.valueOf(widest());
    } else if (!expected.equals("scalar")) {
      int bits = Integer.parseInt(expected);
      if (Boolean.getBoolean("jinbei.skip.widest") && bits == widest()) {
        skip("skipped: vectors of " + bits + " bits are this CPU's widest, which the run for the widest vectors tests");
      } else if (!expected.equals(actual) && bits > widest()) {
        skip("skipped: this CPU has no " + bits + "-bit vectors; the widest have " + widest());
      }
    }
    if (!expected.equals("scalar")) {
      Changes.toVectors();
    }
    assertEquals(expected, actual, "the backend of this test run; it runs because: " + Backends.current().reason());
  }

  private static void skip(String reason) {
    if (!logged) {
      logged = true;
      System.out.println(reason); // Maven's log gives no reason for a skipped class.
    }
    Assumptions.abort(reason);
  }

  private static int widest() throws IOException, InterruptedException {
    if (widest == 0) {
      widest = widestOfThisMachine();
    }
    return widest;
  }

  /** Starts a VM without any flag that restricts widths. */
  private static int widestOfThisMachine() throws IOException, InterruptedException {
    Process vm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Widest.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (!vm.waitFor(60, TimeUnit.SECONDS) || vm.exitValue() != 0) {
      throw new IOException("the VM that prints the widest width failed: " + output);
    }
    return Integer.parseInt(output);
  }

  /** Prints the width that the VM prefers. */
  public static final class Widest {

    private Widest() {}

    /** Runs in a VM of its own. */
    public static void main(String[] args) {
      System.out.println(io.github.jinbei.internal.vector.VectorWidth.preferred());
    }
  }
}
