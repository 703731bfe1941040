package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the jar that users run, named by the system property {@code jinbei.benchmarks.jar}. */
class BenchmarkJarIT {

  private static final List<String> ONE_SHORT_PRODUCT = List.of("run", "GemmBenchmark", "-f", "1", "-wi", "0", "-i", "1",
      "-r", "10ms", "-foe", "true", "-p", "shape=64x64x64", "-p", "form=NN");

  @TempDir
  Path folder;

  @Test
  void listsEveryBenchmark() throws IOException, InterruptedException {
    Run run = run(List.of("run", "-l"));
    assertEquals(0, run.status, run.output);
    List<String> benchmarks = benchmarkClasses();
    assertTrue(benchmarks.contains(GemmBenchmark.class.getName()), "the jar has only " + benchmarks);
    for (String benchmark : benchmarks) {
      assertTrue(run.output.contains(benchmark + "."), benchmark + " is missing in\n" + run.output);
    }
  }

  @Test
  void runsBothImplementations() throws IOException, InterruptedException {
    Run run = run(ONE_SHORT_PRODUCT);
    assertEquals(0, run.status, run.output);
    assertTrue(run.output.contains("# backend none (naive)"), run.output);
    assertTrue(run.output.contains(" bits ("), run.output);
    assertTrue(run.output.contains("multiply:gflops"), run.output);
  }

  @Test
  void endsWithATable() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(ONE_SHORT_PRODUCT);
    arguments.addAll(List.of("-p", "implementation=jinbei", "PeakBenchmark.fma"));
    Run run = run(arguments);
    assertEquals(0, run.status, run.output);
    String number = "\\d+(\\.\\d+)?";
    String share = number + " +GFLOP/s +" + number + " %";
    List<String> last = run.output.lines().skip(run.output.lines().count() - 3).collect(Collectors.toList());
    assertTrue(last.get(0).matches("benchmark +parameters +by +median +unit +of peak +of best peer"), run.output);
    assertTrue(last.get(1).matches("GemmBenchmark.multiply +form=NN shape=64x64x64 threads=1 +jinbei +" + share),
        run.output);
    assertTrue(last.get(2).matches("PeakBenchmark.fma +" + share) && last.get(2).contains(" 100.0 %"), run.output);
  }

  @Test
  void passesOptionsOn() throws IOException, InterruptedException {
    Run help = run(List.of("run", "-h"));
    assertEquals(0, help.status, help.output);
    assertTrue(help.output.contains("Usage: java -jar"), help.output);
    Run profilers = run(List.of("run", "-lprof"));
    assertEquals(0, profilers.status, profilers.output);
    assertTrue(profilers.output.contains("Supported profilers:"), profilers.output);
    Run parameters = run(List.of("run", "-lp", "GemmBenchmark"));
    assertEquals(0, parameters.status, parameters.output);
    assertTrue(parameters.output.contains("param \"threads\" = {1}"), parameters.output);
  }

  @Test
  void theErrorIsReportedOnce() throws IOException, InterruptedException {
    Run none = run(List.of("run", "NoSuchBenchmark"));
    assertEquals(2, none.status, none.output);
    assertEquals("ERROR: run NoSuchBenchmark: no benchmark matches; run -l lists them all; see benchmarks.jar run -h",
        none.output.strip());
    Run option = run(List.of("run", "-nosuchoption"));
    assertEquals(2, option.status, option.output);
    assertEquals("ERROR: run -nosuchoption: n is not a recognized option; see benchmarks.jar run -h", option.output.strip());
  }

  @Test
  void theErrorOfABenchmarkIsPrintedAtTheEnd() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(ONE_SHORT_PRODUCT);
    arguments.addAll(List.of("-p", "implementation=none"));
    Run run = run(arguments);
    assertNotEquals(0, run.status, run.output);
    String last = run.output.lines().reduce((first, second) -> second).orElse("");
    assertTrue(last.startsWith("ERROR: implementation: none, expected one of ["), run.output);
  }

  @Test
  void refusesTheFallbackWhenTheModuleIsLost() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(ONE_SHORT_PRODUCT);
    arguments.addAll(List.of("-p", "implementation=jinbei", "-jvmArgsAppend", "-Xmx256m"));
    Run run = run(arguments);
    assertNotEquals(0, run.status, run.output);
    assertTrue(run.output.contains("wanted any vector backend, but scalar runs"), run.output);
  }

  @Test
  void withoutACommandTheCommandsAreListed() throws IOException, InterruptedException {
    Run run = run(List.of());
    assertEquals(2, run.status, run.output);
    assertTrue(run.output.startsWith("ERROR: no command, expected one of run, suite"), run.output);
    Run old = run(List.of("-l"));
    assertEquals(2, old.status, old.output);
    assertEquals(List.of("ERROR: Unknown option: '-l'; see benchmarks.jar --help"),
        old.output.lines().collect(Collectors.toList()));
  }

  @Test
  void theSuiteWritesResultsAndTheirEnvironment() throws IOException, InterruptedException {
    Run run = run(List.of("suite", "--quick", "--include", "Empty", "--exclude", "Peak.*(read|copy)", "--out", "r.json"));
    assertEquals(0, run.status, run.output);
    assertTrue(run.output.contains("2 benchmarks with their parameters, about 0:00:06"), run.output);
    assertTrue(run.output.contains("[2/2, 0:0"), run.output);
    String results = Files.readString(folder.resolve("r.json"));
    assertTrue(results.contains("PeakBenchmark.fma") && results.contains("EmptyBenchmark.nothing"), results);
    assertTrue(results.contains("gc.alloc.rate.norm"), results);
    String environment = Files.readString(folder.resolve("r.env.json"));
    for (String name : List.of("cpu", "os", "jdk", "backend", "lanes", "flags", "seed", "date")) {
      assertTrue(environment.contains("\"" + name + "\""), environment);
    }
    // The forks have the vector module, the VM of this process does not.
    assertTrue(environment.contains("--add-modules jdk.incubator.vector"), environment);
  }

  @Test
  void aFailedBenchmarkIsNamedAtTheEndAndTheOthersAreKept() throws IOException, InterruptedException {
    Run run = run(List.of("suite", "--smoke", "--include", "Gemm.* form=NN .*shape=64x64x64", "--implementations",
        "naive,broken-on-purpose", "--out", "r.json"));
    assertEquals(2, run.status, run.output);
    assertTrue(run.output.contains("ERROR: implementation: broken-on-purpose, expected one of"), run.output);
    // The hook rejects its setting in each benchmark that uses it; the rulers do not.
    Run failing = run(List.of("-D" + Slowdown.PROPERTY + "=2"), List.of("suite", "--smoke", "--include",
        "Gemm.* form=NN .*shape=64x64x64", "--exclude", "Peak.*(read|copy)", "--out", "r.json"));
    assertEquals(1, failing.status, failing.output);
    assertTrue(failing.output.contains("1 of 3 benchmarks ran"), failing.output);
    String last = failing.output.lines().filter(line -> line.startsWith("FAILED: ")).reduce((a, b) -> b).orElse("");
    assertTrue(last.startsWith("FAILED: GemmBenchmark.multiply form=NN implementation=jinbei shape=64x64x64"),
        failing.output);
    String results = Files.readString(folder.resolve("r.json"));
    assertTrue(results.contains("PeakBenchmark.fma") && !results.contains("GemmBenchmark"), results);
  }

  private static Path jar() {
    String jar = System.getProperty("jinbei.benchmarks.jar");
    assertNotNull(jar, "the system property jinbei.benchmarks.jar must name the benchmarks' jar");
    return Path.of(jar);
  }

  private static List<String> benchmarkClasses() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("io/github/jinbei/") && name.endsWith("Benchmark.class"))
          .filter(name -> !name.contains("jmh_generated"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .collect(Collectors.toList());
    }
  }

  private Run run(List<String> arguments) throws IOException, InterruptedException {
    return run(List.of(), arguments);
  }

  private Run run(List<String> options, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-jar");
    command.add(jar().toAbsolutePath().toString());
    command.addAll(arguments);
    File output = folder.resolve("output.txt").toFile();
    Process process = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(output).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertTrue(ended, command + " did not end within 2 minutes:\n" + text);
    return new Run(process.exitValue(), text);
  }

  private record Run(int status, String output) {}
}
