package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write checkpoints all the time and are killed, or fill a disk. */
class CheckpointKillIT {

  /** The system property {@code jinbei.kills} sets another number. */
  private static final int KILLS = Integer.getInteger("jinbei.kills", 20);

  /** Longer than anything takes: a process that never ends fails a test and does not block the build. */
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  private Path temporary;

  @RegisterExtension
  final Warnings warnings = new Warnings();

  private Path folder() {
    return temporary.resolve("checkpoints");
  }

  private Path out() {
    return temporary.resolve("out.txt");
  }

  /** The command of a run in a process of its own. C1 alone starts fast and gives the same bits. */
  private List<String> command(int epochs, int every, String afterFailure) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-cp",
        place(Mlp.class) + System.getProperty("path.separator") + place(CheckpointRun.class)));
    command.addAll(List.of(CheckpointRun.class.getName(), folder().toString(), "" + epochs, "" + every, afterFailure));
    return command;
  }

  private static String place(Class<?> of) throws Exception {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out().toFile()).start();
  }

  private String await(Process process) throws Exception {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running:\n" + output());
    return output();
  }

  private String output() {
    try {
      return Files.readString(out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long newest() throws IOException {
    List<Path> files = Checkpoint.files(folder());
    return files.isEmpty() ? 0 : CheckpointFile.steps(files.get(0).getFileName().toString()).orElseThrow();
  }

  /**
   * Kills accumulate along one run: each process resumes the one before. After each kill the run is also finished in this VM,
   * from the newest checkpoint. If a process completes the run before it is killed, a new run begins.
   */
  @Tag("kill")
  @Test
  void aKilledRunHasTheBitsOfOneNeverKilled() throws Exception {
    Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "no signals on Windows");
    int epochs = 300;
    String expected = CheckpointRun.hash(CheckpointRun.builder(), epochs);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int completed = 0;
    int whileWriting = 0;
    for (int kill = 0; kill < KILLS;) {
      String at = "kill " + kill + ", seed " + seed + ": ";
      long before = newest();
      Process process = start(command(epochs, 1, "end"));
      try {
        while (process.isAlive() && newest() <= before) {
          Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
      } finally {
        process.destroyForcibly();
      }
      String output = await(process);
      if (process.exitValue() == 0) {
        assertTrue(output.contains("hash " + expected), at + output);
        deleteCheckpoints();
        completed++;
        continue;
      }
      assertEquals(128 + 9, process.exitValue(), at + output);
      kill++;
      Checkpoint checkpoint = Checkpoint.newest(folder());
      assertTrue(checkpoint.steps() > before, at + checkpoint + " after " + before);
      assertEquals(expected, CheckpointRun.hash(CheckpointRun.builder().resume(checkpoint), epochs), at + checkpoint);
      long temporaries = names().stream().filter(name -> name.endsWith(".tmp")).count();
      whileWriting += temporaries > 0 ? 1 : 0;
      if (checkpoint.steps() > before + 1) {
        // The first write has deleted what earlier kills left. A kill leaves one temporary file, or one checkpoint too many.
        assertTrue(temporaries <= 1 && names().size() - temporaries <= 4, at + names());
      }
    }
    String output = await(start(command(epochs, 1, "end")));
    assertTrue(output.contains("hash " + expected), "seed " + seed + ": " + output);
    assertEquals(3, names().size(), "seed " + seed + ": " + names());
    assertEquals(List.of(), warnings.take(), "seed " + seed);
    System.out.println(KILLS + " kills, " + whileWriting + " of them while a file was written; " + completed
        + " runs completed in between; seed " + seed);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void deleteCheckpoints() throws IOException {
    for (Path file : Checkpoint.files(folder())) {
      Files.delete(file);
    }
  }

  /** The history makes each checkpoint longer than the one before. The limit on the length of files stops one half-way. */
  private Process startLimited(int epochs, String afterFailure) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "bash"));
    command.addAll(command(epochs, 50, afterFailure));
    try {
      return start(command);
    } catch (IOException e) {
      Assumptions.abort("no bash: " + e.getMessage());
      throw e;
    }
  }

  @Test
  void aFullDiskEndsTheRunAndLeavesTheOldFiles() throws Exception {
    int epochs = 1000;
    Process process = startLimited(epochs, "end");
    String output = await(process);
    assertNotEquals(0, process.exitValue(), output);
    long last = newest();
    assertTrue(last > 1000 && last < CheckpointRun.steps(epochs) - 50, last + " updates: " + output);
    assertTrue(output.contains(folder().resolve(CheckpointFile.name(last + 50)) + ": cannot be written: "), output);
    assertTrue(output.contains("the training ends after " + (last + 50) + " updates"), output);
    assertEquals(List.of(last - 100, last - 50, last), names().stream()
        .map(name -> CheckpointFile.steps(name).orElseThrow()).toList());
    assertEquals(CheckpointRun.hash(CheckpointRun.builder(), epochs),
        CheckpointRun.hash(CheckpointRun.builder().resume(folder()), epochs));
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void aRunGoesOnWithAFullDiskIfToldTo() throws Exception {
    int epochs = 1000;
    Process process = startLimited(epochs, "continue");
    String output = await(process);
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.contains("hash " + CheckpointRun.hash(CheckpointRun.builder(), epochs)), output);
    long last = newest();
    assertTrue(output.contains(folder().resolve(CheckpointFile.name(last + 50)) + ": cannot be written: "), output);
    assertTrue(output.contains("; the training goes on, "), output);
    assertEquals(2, output.split(": cannot be written: ", -1).length, "one warning a minute: " + output);
    assertEquals(3, names().size(), names().toString());
    assertEquals(last, Checkpoint.newest(folder()).steps());
  }

  /** A small file system of its own: really full, then read-only, then gone. */
  @Test
  void aFullAReadOnlyAndAnUnmountedFileSystem() throws Exception {
    Path mount = Files.createDirectory(temporary.resolve("mount"));
    Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", mount.toString()) == 0,
        "not allowed to mount a file system");
    Path folder = mount.resolve("run");
    int epochs = 900;
    String expected = CheckpointRun.hash(CheckpointRun.builder(), epochs);
    try {
      Checkpoints checkpoints = Checkpoints.in(folder).every(50).keepLast(4);
      String full = message(UncheckedIOException.class,
          () -> CheckpointRun.hash(CheckpointRun.builder().checkpoints(checkpoints), epochs));
      assertTrue(full.startsWith(folder + "/checkpoint-") && full.contains("cannot be written: No space left"), full);
      Checkpoint last = Checkpoint.newest(folder);
      assertEquals(expected, CheckpointRun.hash(CheckpointRun.builder().resume(last), epochs));
      assertEquals(expected, CheckpointRun.hash(CheckpointRun.builder().resume(last)
          .checkpoints(checkpoints.continueAfterFailure()), epochs));
      List<String> lines = warnings.take();
      assertTrue(lines.size() > 0 && lines.get(0).contains("No space left"), lines.toString());
      assertEquals(0, run("mount", "-o", "remount,ro", mount.toString()));
      String readOnly = message(UncheckedIOException.class,
          () -> CheckpointRun.builder().resume(last).checkpoints(checkpoints).build());
      assertTrue(readOnly.startsWith(folder.toString()) && readOnly.contains("cannot be written"), readOnly);
      assertEquals(expected, CheckpointRun.hash(CheckpointRun.builder().resume(Checkpoint.newest(folder)), epochs));
    } finally {
      assertEquals(0, run("umount", mount.toString()));
    }
    String gone = message(IOException.class, () -> Checkpoint.newest(folder));
    assertEquals(folder + ": does not exist; expected a folder with checkpoints", gone);
  }

  private static String message(Class<? extends Exception> kind, Executable call) {
    return assertThrows(kind, call).getMessage();
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor();
    } catch (IOException e) {
      return 127;
    }
  }
}
