package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests two rounds of the jar that users run, named by the system property {@code jinbei.benchmarks.jar}. */
class AbJarIT {

  private static final List<String> ONE_SHORT_ROW = List.of("TrainStepBenchmark", "-p", "net=T6", "-p",
      "implementation=naive", "-wi", "0", "-i", "2", "-r", "10ms");

  @TempDir
  Path folder;

  private Path temporary;

  @BeforeEach
  void prepare() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  /** Only the exit code is checked: verdicts on such short figures are random, but two rounds cannot show a change. */
  @Test
  void theJarAgainstItself() throws Exception {
    Path out = folder.resolve("out");
    List<String> arguments = new ArrayList<>(List.of("--rounds", "2", "--out", out.toString(), "--html", "page.html",
        "--markdown", "summary.md", "--json", "verdict.json"));
    arguments.addAll(ONE_SHORT_ROW);
    Run run = ab(arguments);
    assertEquals(0, run.status, run.output);
    assertTrue(run.output.contains("Rounds: 2 of at most 2 rounds, "), run.output);
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), names(out));
    for (String side : List.of("base.json", "current.json")) {
      Collection<Result> results = ResultFiles.read(List.of(out.resolve(side))).values();
      assertEquals(1, results.size(), side + " " + results);
      Result result = results.iterator().next();
      assertEquals(2, result.score().forks().length, "forks of " + side);
      assertEquals(2, result.score().forks()[1].length, "iterations of " + side);
      assertNotNull(result.environment().get("cpu"), "cpu of " + result.environment());
    }
    for (String file : List.of("page.html", "summary.md", "verdict.json")) {
      assertTrue(Files.readString(folder.resolve(file)).contains("TrainStep"), file);
    }
  }

  /**
   * An interpreting VM is slower by more than any noise. Four forks a side give a p-value of 2/70 if the slowest of one side is
   * faster than the fastest of the other.
   */
  @Test
  void aSlowVmRegresses() throws Exception {
    Run run = ab(List.of("--rounds", "4", "--alpha", "0.05", "--current-args", "-jvmArgsPrepend -Xint",
        "TrainStepBenchmark", "-p", "net=T6", "-p", "implementation=naive",
        "-wi", "1", "-w", "200ms", "-i", "3", "-r", "20ms"));
    assertEquals(1, run.status, run.output);
    assertTrue(run.output.contains("REGRESSED TrainStepBenchmark.step "), run.output);
    assertTrue(run.output.contains("1 of 1 regressed"), run.output);
    assertEquals(List.of(), names(temporary).stream().filter(name -> name.startsWith("ab")).toList(),
        "what was not asked for is deleted");
  }

  @Test
  void aBenchmarkThatThrowsIsAnError() throws Exception {
    Run run = ab(List.of("--rounds", "1", "--strict", "TrainStepBenchmark", "-p", "net=T6", "-p",
        "implementation=none,naive", "-wi", "0", "-i", "1", "-r", "10ms"));
    assertEquals(3, run.status, run.output);
    assertTrue(run.output.contains(": implementation: none, expected one of ["), run.output);
    assertTrue(run.output.contains("(1 ERROR, 1 INCONCLUSIVE)"), run.output);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private record Run(int status, String output) {}

  /** Runs {@code ab}. All of its VMs use a separate directory for temporary files, where no other JMH holds the lock. */
  private Run ab(List<String> arguments) throws IOException, InterruptedException {
    String jar = System.getProperty("jinbei.benchmarks.jar");
    assertNotNull(jar, "the system property jinbei.benchmarks.jar must name the benchmarks' jar");
    String path = Path.of(jar).toAbsolutePath().toString();
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar", path, "ab", "--base", path, "--current", path));
    command.addAll(arguments);
    File output = folder.resolve("output.txt").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(output);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    Process process = builder.start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output.toPath());
    assertTrue(ended, command + " did not end within 3 minutes:\n" + text);
    return new Run(process.exitValue(), text);
  }
}
