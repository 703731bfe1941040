package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** Pipes and devices in the folder of a test. The test is skipped if they cannot be created. */
public final class SpecialFiles {

  private SpecialFiles() {}

  /** Creates a named pipe. */
  public static Path pipe(Path path) throws IOException {
    return made(path, "mkfifo", path.toString());
  }

  /** Creates a character device that discards everything, like the null device. */
  public static Path sink(Path path) throws IOException {
    return made(path, "mknod", path.toString(), "c", "1", "3");
  }

  /** Creates a character device on which every write fails, like a full disk. */
  public static Path full(Path path) throws IOException {
    return made(path, "mknod", path.toString(), "c", "1", "7");
  }

  private static Path made(Path path, String... command) throws IOException {
    int code;
    try {
      code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      code = 127;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Assumptions.assumeTrue(code == 0, () -> "not allowed here: " + String.join(" ", command));
    if (command[0].equals("mknod")) {
      boolean opens = true;
      try {
        Files.newOutputStream(path, StandardOpenOption.WRITE).close();
      } catch (IOException e) {
        opens = false;
      }
      Assumptions.assumeTrue(opens, "devices cannot be opened in " + path.getParent());
    }
    return path;
  }

  /** Reads a pipe to its end in a thread of its own. */
  public static CompletableFuture<byte[]> reader(Path pipe) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return Files.readAllBytes(pipe);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }, SpecialFiles::daemon);
  }

  /** Writes to a pipe in a thread of its own. */
  public static void writer(Path pipe, byte[] content) {
    daemon(() -> {
      try {
        Files.write(pipe, content, StandardOpenOption.WRITE);
      } catch (IOException e) {
        // The reader has closed the pipe.
      }
    });
  }

  /** Opens a pipe in a thread of its own and closes it after the first byte. */
  public static void abandonedReader(Path pipe) {
    daemon(() -> {
      try (InputStream in = Files.newInputStream(pipe)) {
        in.read();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns what was read; fails if nothing arrives. */
  public static byte[] read(CompletableFuture<byte[]> reader) {
    try {
      return reader.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that a path is neither file nor folder nor link. */
  public static void assertSpecial(Path path) throws IOException {
    assertTrue(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther(),
        path + " was replaced");
  }
}
