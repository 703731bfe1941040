package io.github.jinbei.bench.history;

import static io.github.jinbei.bench.history.Histories.commit;
import static io.github.jinbei.bench.history.Histories.hash;
import static io.github.jinbei.bench.history.Histories.key;
import static io.github.jinbei.bench.history.Histories.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.Pipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests processes and threads that append to one history at the same time. */
class HistoryLockTest {

  private static final int EACH = 20;

  @TempDir
  Path folder;

  /** The program of other processes. */
  static final class Other {

    private Other() {}

    /** Appends commits, {@code append FILE FIRST}, or holds the lock until its input ends, {@code hold FILE}. */
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[1]);
      if (args[0].equals("hold")) {
        HistoryLock.holding(file, Duration.ZERO, () -> {
          System.out.println("held");
          return System.in.read();
        });
      } else {
        append(file, Integer.parseInt(args[2]));
      }
    }
  }

  private static Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Other.class.getName()));
    List.of(args).forEach(arg -> command.add(arg.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void append(Path file, int first) throws IOException {
    for (int i = 0; i < EACH; i++) {
      HistoryFile.append(file, Commit.of(hash(first + i), "", "", List.of(result(key("fast", "thrpt"), Map.of(), 1 + i))));
    }
  }

  private static void assertAllThere(Path file, int writers) throws IOException {
    Set<String> expected = IntStream.range(0, writers).boxed()
        .flatMap(writer -> IntStream.range(0, EACH).mapToObj(i -> hash(1000 * writer + i))).collect(Collectors.toSet());
    assertEquals(expected, HistoryFile.read(file).stream().map(Commit::hash).collect(Collectors.toSet()));
  }

  /** Half of the processes use a link to the history. */
  @Test
  void processesLoseNoLine() throws Exception {
    Path file = folder.resolve("history");
    Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("links")).resolve("link"), file);
    List<Process> processes = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      processes.add(start("append", writer % 2 == 0 ? file : link, 1000 * writer));
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    assertAllThere(file, processes.size());
    assertTrue(Files.isSymbolicLink(link), "the link was replaced");
  }

  @Test
  void threadsLoseNoLine() throws Exception {
    Path file = folder.resolve("history");
    CompletableFuture<?>[] threads = IntStream.range(0, 4).mapToObj(writer -> CompletableFuture.runAsync(() -> {
      try {
        append(file, 1000 * writer);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }, task -> new Thread(task).start())).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).get();
    assertAllThere(file, threads.length);
  }

  @Test
  void aHeldLockIsReported() throws Exception {
    Path file = folder.resolve("history");
    append(file, 0);
    Process other = start("hold", file);
    try {
      assertEquals("held", new BufferedReader(new InputStreamReader(other.getInputStream())).readLine());
      IOException failure =
          assertThrows(IOException.class, () -> HistoryFile.append(file, commit(EACH), Duration.ofMillis(100)));
      assertEquals(file + ": cannot be locked: another process has held " + folder.resolve(".history.lock")
          + " for 0 seconds", failure.getMessage());
      assertAllThere(file, 1);
    } finally {
      other.destroyForcibly().waitFor();
    }
    HistoryFile.append(file, commit(EACH), Duration.ZERO);
    assertEquals(EACH + 1, HistoryFile.read(file).size());
  }

  @Test
  void onlyAFileCanBeAppendedTo() throws IOException {
    Path pipe = folder.resolve("pipe");
    Pipe.make(pipe);
    assertEquals(pipe + ": a pipe or a device, expected a file",
        assertThrows(UnreadableHistoryException.class, () -> HistoryFile.append(pipe, commit(1))).getMessage());
    assertTrue(assertThrows(IOException.class, () -> HistoryFile.append(folder, commit(1))).getMessage()
        .startsWith(folder + ": is a folder"));
  }

  @Test
  void aReadOnlyFolderOrFileIsNamed() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system without POSIX permissions");
    Path file = folder.resolve("history");
    append(file, 0);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertEquals(file + ": is read-only, expected a file that may be written",
        assertThrows(IOException.class, () -> HistoryFile.append(file, commit(1))).getMessage());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(inner), "the superuser can write everywhere");
      Path absent = inner.resolve("history");
      assertEquals(absent + ": cannot be written: no permission to create a file in its folder",
          assertThrows(IOException.class, () -> HistoryFile.append(absent, commit(1))).getMessage());
      assertFalse(Files.exists(absent));
    } finally {
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
