package io.github.jinbei.bench;

import io.github.jinbei.Backend;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment of a figure: backend and width, CPU, JDK, seed. */
public final class Surroundings {

  private Surroundings() {}

  /** Prints the environment of the library, on a separate line of JMH's output. */
  static void printJinbei() {
    Backend backend = Backend.current();
    print("backend " + backend.name() + ", " + backend.bits() + " bits (" + backend.reason() + ")");
  }

  static void print(String who) {
    System.out.printf("%n# %s, CPU %s, %s, JDK %s (%s), seed %d%n", who, cpu(),
        Count.of(Runtime.getRuntime().availableProcessors(), "processor"), System.getProperty("java.version"), vm(),
        RandomInputs.SEED);
  }

  /** Returns the environment of this VM: value by name, each value of one line. */
  public static Map<String, String> entries() {
    Backend backend = Backend.current();
    Map<String, String> entries = machine();
    entries.put("jdk", System.getProperty("java.version"));
    entries.put("vm", vm());
    entries.put("backend", backend.name());
    entries.put("lanes", Integer.toString(backend.bits() / Float.SIZE));
    entries.put("backend reason", backend.reason());
    entries.put("seed", Long.toString(RandomInputs.SEED));
    putFirstLine(entries, "cpu governor", Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
    putFirstLine(entries, "transparent huge pages", Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
    return entries;
  }

  /** Returns the entries of the machine, independent of the VM: CPU, processors, operating system. */
  public static Map<String, String> machine() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("cpu", cpu());
    entries.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    entries.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
        + System.getProperty("os.arch"));
    return entries;
  }

  private static String vm() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  /** Adds the first line of a file, if the file exists. */
  private static void putFirstLine(Map<String, String> entries, String name, Path file) {
    try {
      Files.readAllLines(file).stream().findFirst().ifPresent(line -> entries.put(name, line.strip()));
    } catch (IOException e) {
      // Some systems do not have the file, or do not allow reading it.
    }
  }

  /** Returns the CPU's name on Linux, elsewhere its architecture. */
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
