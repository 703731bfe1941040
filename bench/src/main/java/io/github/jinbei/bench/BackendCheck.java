package io.github.jinbei.bench;

import io.github.jinbei.Backend;
import java.util.Set;

/**
 * Stops a benchmark whose backend is not the one asked for. Without it one forgotten VM option turns every figure of
 * the library into one of its scalar fallback, and nothing in the table says so.
 */
final class BackendCheck {

  /** Any vector backend will do. */
  static final String AUTO = "auto";

  /** What to try where the module is missing. */
  static final String HINT = "On the command line -jvmArgsAppend replaces the annotation's --add-modules"
      + " jdk.incubator.vector: pass VM options with -jvmArgsPrepend, or repeat --add-modules.";

  private static final Set<String> NAMES = Set.of("scalar", "128", "256", "512");

  private BackendCheck() {}

  /**
   * Returns if the running backend is the one wanted.
   *
   * @param wanted {@link #AUTO}, or the name that {@link Backend#name()} must have
   * @throws IllegalArgumentException if {@code wanted} is no such name
   * @throws IllegalStateException if another backend runs
   */
  static void require(String wanted) {
    Backend backend = Backend.current();
    require(wanted, backend.name(), backend.vector(), backend.reason());
  }

  /**
   * Returns if the rulers, which are written in vectors themselves, can run.
   *
   * @throws IllegalStateException if not
   */
  static void requireModule() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException("the ruler needs the module jdk.incubator.vector. " + HINT);
    }
  }

  static void require(String wanted, String name, boolean vector, String reason) {
    if (!wanted.equals(AUTO) && !NAMES.contains(wanted)) {
      throw new IllegalArgumentException("backend: " + wanted + ", expected auto, scalar, 128, 256 or 512");
    }
    boolean runs = wanted.equals(AUTO) ? vector : wanted.equals(name);
    if (!runs) {
      throw new IllegalStateException("backend: wanted " + (wanted.equals(AUTO) ? "any vector backend" : wanted)
          + ", but " + name + " runs (" + reason + "). " + HINT);
    }
  }
}
