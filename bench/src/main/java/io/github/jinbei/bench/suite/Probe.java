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
 * Asks a VM like the forks what it runs on: which backend, and how wide. This VM has other options, and as a rule no
 * vectors.
 */
final class Probe {

  private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

  private Probe() {}

  /** Prints what is known of this VM, an entry a line. */
  public static void main(String[] args) {
    Surroundings.entries().forEach((name, value) -> System.out.println(name + "=" + value));
  }

  /** A command that starts Java as the harness starts forks. */
  static List<String> java(List<String> jvmArgs) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(jvmArgs));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** VM options of forks: those asked for, this VM's own, which the harness passes on, and the benchmarks'. */
  static List<String> options(List<String> jvmArgs) {
    List<String> options = new ArrayList<>(jvmArgs);
    options.addAll(ownOptions());
    options.addAll(MODULE);
    return options;
  }

  /** VM options of this VM. */
  static List<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * What is known of a VM with these options.
   *
   * @throws IllegalArgumentException if there is no such VM
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

  /** The innermost exception of a stack trace, or else what was said last. */
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
