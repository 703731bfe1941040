package io.github.jinbei.bench.suite;

import java.io.IOException;
import java.util.List;

/** Starts the program again with the vector module, which a jar cannot request. Forks have it; this VM may not. */
public final class Relaunch {

  private static final String MAIN = "io.github.jinbei.bench.cli.Main";

  private Relaunch() {}

  /** Returns whether this VM has the module. */
  public static boolean hasModule() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Runs the program with these arguments in a VM that has the module.
   *
   * @return its exit code
   */
  public static int withModule(List<String> args) throws IOException {
    List<String> command = Probe.java(List.of());
    command.add(MAIN);
    command.addAll(args);
    return Probe.waitFor(new ProcessBuilder(command).inheritIO().start());
  }
}
