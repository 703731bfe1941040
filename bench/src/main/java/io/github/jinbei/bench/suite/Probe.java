package io.github.jinbei.bench.suite;

import io.github.jinbei.bench.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small program that runs in a VM with the options of the forks, and prints the backend and its lane width there. The VM of
 * the suite has other options, and usually lacks the vector module.
 */
final class Probe {

  private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

  private Probe() {}

  /** Prints the entries of this VM's environment, one a line. */
  public static void main(String[] args) {
    Surroundings.entries().forEach((name, value) -> System.out.println(name + "=" + value));
  }

  /** Returns a command that starts Java in the same way as JMH starts forks. */
  static List<String> java(List<String> jvmArgs) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(jvmArgs));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** Returns the VM options of forks: the given ones, those of this VM, which JMH passes on, and the benchmarks'. */
  static List<String> options(List<String> jvmArgs) {
    List<String> options = new ArrayList<>(jvmArgs);
    options.addAll(ownOptions());
    options.addAll(MODULE);
    return options;
  }

  /** Returns the VM options of this VM. */
  static List<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * Returns the environment of a VM with these options.
   *
   * @throws IllegalArgumentException if the VM does not start with them
   */
  static Map<String, String> ask(List<String> jvmArgs) throws IOException {
    List<String> command = java(jvmArgs);
    command.add(Probe.class.getName());
    Path errors = Files.createTempFile("probe", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      Map<String, String> entries;
      try (InputStream in = process.getInputStream()) {
        entries = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      int status = waitFor(process);
      if (status != 0) {
        throw new IllegalArgumentException("VM options: " + String.join(" ", jvmArgs) + ": " + reason(errors));
      }
      return entries;
    } finally {
      Files.delete(errors);
    }
  }

  static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Returns the innermost exception of a stack trace, or the last line if there is none. */
  private static String reason(Path errors) throws IOException {
    List<String> lines = Files.readAllLines(errors);
    String reason = lines.isEmpty() ? "java does not start" : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (line.startsWith("Exception in thread") || line.startsWith("Caused by: ") || line.startsWith("Error: ")) {
        reason = line.substring(line.indexOf(": ") + 2);
      }
    }
    return reason;
  }

  static Map<String, String> parse(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    text.lines().filter(line -> line.indexOf('=') > 0).forEach(line ->
        entries.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return entries;
  }
}
