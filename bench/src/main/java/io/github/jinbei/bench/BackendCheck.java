package io.github.jinbei.bench;

import io.github.jinbei.Backend;
import java.util.Set;

/**
 * Stops a benchmark that does not run on the requested backend. Without this check one forgotten VM option makes every figure
 * of the library one of its scalar fallback, and the table does not show it.
 */
final class BackendCheck {

  /** Accepts any vector backend. */
  static final String AUTO = "auto";

  /** The advice if the module is missing. */
  static final String HINT = "On the command line -jvmArgsAppend replaces the annotation's --add-modules"
      + " jdk.incubator.vector: pass VM options with -jvmArgsPrepend, or repeat --add-modules.";

  private static final Set<String> NAMES = Set.of("scalar", "128", "256", "512");

  private BackendCheck() {}

  /**
   * Checks that the running backend is the requested one.
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
   * Checks that the rulers can run, which use the vector module themselves.
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
