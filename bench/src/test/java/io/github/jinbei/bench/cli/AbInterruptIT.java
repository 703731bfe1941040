package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.jinbei.bench.ab.FakeJar;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the jar that users run: a signal ends it while a fork waits. */
@Tag("interleaved")
@EnabledOnOs(value = OS.LINUX, disabledReason = "others lack signals, setsid or /proc")
class AbInterruptIT {

  private static final int PATIENCE_SECONDS = 120;

  @TempDir
  Path folder;

  private FakeJar jar;
  private Path temporary;
  private Path out;
  private Process process;

  @BeforeEach
  void prepare() throws IOException {
    jar = new FakeJar(folder.resolve("jar"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
    out = folder.resolve("out");
  }

  /** Ends all processes that a test started. */
  @AfterEach
  void end() throws IOException {
    if (process != null) {
      process.destroyForcibly();
    }
    for (ProcessHandle fork : forks()) {
      fork.destroyForcibly();
    }
  }

  /** Returns those of the two processes of the waiting fork that are alive. */
  private List<ProcessHandle> forks() throws IOException {
    if (Files.notExists(jar.waiting())) {
      return List.of();
    }
    return Arrays.stream(Files.readString(jar.waiting()).split(" ")).map(Long::valueOf)
        .flatMap(pid -> ProcessHandle.of(pid).stream()).filter(ProcessHandle::isAlive).toList();
  }

  /** Starts a run whose current side waits in a fork, and returns when the fork waits. */
  private void start(String currentScores, String... more) throws Exception {
    Path base = jar.classPath("base", "a.B.c", 0, Map.of("a.B.c", "100 100.1"));
    Path current = jar.classPath("current", "a.B.c", 0, Map.of("a.B.c", currentScores));
    String benchmarks = System.getProperty("jinbei.benchmarks.jar");
    assertNotNull(benchmarks, "the system property jinbei.benchmarks.jar must name the benchmarks' jar");
    List<String> command = new ArrayList<>(List.of("setsid", // its own process group, as in a shell
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temporary, "-jar",
        Path.of(benchmarks).toAbsolutePath().toString(), "ab", "--base", base.toString(), "--current", current.toString()));
    command.addAll(List.of(more));
    process = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(file("out.txt"))
        .redirectError(file("err.txt")).start();
    await(() -> Files.exists(jar.waiting()));
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private void await(BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, text("out.txt") + text("err.txt"));
      Thread.sleep(20);
    }
  }

  /** Sends a signal to the run; to its whole process group, including forks, if {@code whom} is a hyphen. */
  private void signal(String name, String whom) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, "--", whom + process.pid()).inheritIO().start().waitFor());
  }

  private void endsWith(int code) throws Exception {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running");
    assertEquals(code, process.exitValue(), text("out.txt") + text("err.txt"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("hsperfdata")).sorted()
          .toList();
    }
  }

  /** Five forks a side suffice for alpha if one look spends all of it. */
  @Test
  void ctrlCPrintsTheVerdictOnCompleteRounds() throws Exception {
    assumeFalse(interruptsAreIgnored(), "this build ignores SIGINT, and so would the processes that it starts");
    start("80 80.1 80 80.1 80 wait", "--rounds", "20", "--out", out.toString(), "--html", "page.html", "--json", "v.json");
    signal("INT", "-");
    endsWith(130);
    String text = text("out.txt");
    assertTrue(text.contains("Stopped in round 6 of at most 20: the comparison uses 5 complete rounds.\n"), text);
    assertTrue(text.contains("1 of 1 regressed (1 REGRESSED)."), text);
    assertTrue(text.contains("Rounds: 5 of at most 20 rounds, stopped in round 6, "), text);
    assertTrue(text.endsWith("\nEach completed fork is in base.json or current.json in " + out + ".\n"), text);
    assertFalse(text.contains("failed"), text);
    assertEquals("", text("err.txt"));
    assertTrue(text("page.html").endsWith("</html>\n"), "the page");
    assertTrue(text("v.json").contains("REGRESSED"), text("v.json"));
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), names(out));
    assertEquals(5, only(out.resolve("current.json")).score().forks().length);
    assertEquals(List.of(), forks(), "forks that still run");
  }

  private static Result only(Path file) throws Exception {
    List<Result> results = List.copyOf(ResultFiles.read(List.of(file)).values());
    assertEquals(1, results.size(), file + ": " + results);
    return results.get(0);
  }

  /** An error after the signal is printed, although the VM is shutting down. */
  @Test
  void aFileThatBecomesUnwritableIsAnError() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    start("80 80.1 wait", "--html", gone.resolve("page.html").toString());
    Files.delete(gone);
    signal("TERM", "");
    endsWith(143);
    assertTrue(text("out.txt").contains("the comparison uses 2 complete rounds."), text("out.txt"));
    assertEquals("ERROR: " + gone.resolve("page.html") + ": cannot be written, there is no folder " + gone,
        text("err.txt").strip());
  }

  @Test
  void theSignalTermEndsTheRunTooAndLeavesNoFiles() throws Exception {
    start("80 80.1 wait");
    signal("TERM", "");
    endsWith(143);
    String text = text("out.txt");
    assertTrue(text.contains("Stopped in round 3 of at most 20: the comparison uses 2 complete rounds.\n"), text);
    assertTrue(text.contains("1 undecided (1 INCONCLUSIVE)."), text);
    assertTrue(text.endsWith("\nNo fork is stored.\n"), text);
    assertEquals("", text("err.txt"));
    assertEquals(List.of(), names(temporary));
    assertEquals(List.of(), forks(), "forks that still run");
  }

  @Test
  void nothingIsComparedBeforeTheFirstRoundIsComplete() throws Exception {
    start("wait", "--html", "page.html");
    signal("TERM", "-");
    endsWith(143);
    String text = text("out.txt");
    assertTrue(text.endsWith("Stopped in round 1 of at most 20: nothing to compare.\n\nNo fork is stored.\n"), text);
    assertFalse(Files.exists(folder.resolve("page.html")), "a page without rows");
    assertEquals(List.of(), names(temporary));
    assertEquals(List.of(), forks(), "forks that still run");
  }

  /** {@code ab} waits some seconds for a fork that ignores the signal; a second signal during that time ends everything. */
  @Test
  void aSecondSignalEndsAtOnce() throws Exception {
    start("wait-on");
    signal("TERM", "");
    await(() -> {
      try {
        return text("err.txt").contains("ab: waiting for the verdict; a second Ctrl-C ends at once, but then ");
      } catch (IOException e) {
        return false;
      }
    });
    signal("TERM", "");
    endsWith(143);
    assertTrue(text("err.txt").contains("ab: ended at once; there is no verdict, and " + temporary), text("err.txt"));
    assertFalse(text("out.txt").contains("Stopped"), text("out.txt"));
  }

  @Test
  void aHangingForkIsEnded() throws Exception {
    start("80 wait-on");
    signal("TERM", "");
    endsWith(143);
    assertTrue(text("out.txt").contains("Stopped in round 2 of at most 20: the comparison uses 1 complete round.\n"),
        text("out.txt"));
    assertEquals(List.of(), forks(), "forks that still run");
    assertEquals(List.of(), names(temporary));
  }

  /** Returns whether processes of this build ignore SIGINT, as background commands of a shell without job control do. */
  private static boolean interruptsAreIgnored() throws IOException {
    String mask = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("SigIgn:"))
        .findFirst().orElseThrow().substring("SigIgn:".length()).strip();
    int sigint = 2;
    return (Long.parseUnsignedLong(mask, 16) >>> (sigint - 1) & 1) == 1;
  }
}
