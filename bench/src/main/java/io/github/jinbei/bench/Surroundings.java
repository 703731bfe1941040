package io.github.jinbei.bench;

import io.github.jinbei.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a figure must say besides its value: backend and width, CPU, JDK, seed. */
final class Surroundings {

  private Surroundings() {}

  /** Prints the line for the library, on a line of its own amid the harness's output. */
  static void printJinbei() {
    Backend backend = Backend.current();
    print("backend " + backend.name() + ", " + backend.bits() + " bits (" + backend.reason() + ")");
  }

  static void print(String who) {
    System.out.printf("%n# %s, CPU %s, %d processors, JDK %s (%s), seed %d%n", who, cpu(),
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"), RandomInputs.SEED);
  }

  /** The CPU's name as Linux tells it, elsewhere its architecture. */
  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(info)) {
      return architecture;
    }
    try {
      return modelName(Files.readAllLines(info), architecture);
    } catch (IOException e) {
      return architecture;
    }
  }

  private static String modelName(List<String> lines, String otherwise) {
    for (String line : lines) {
      if (line.startsWith("model name")) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return otherwise;
  }
}
