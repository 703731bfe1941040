package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** A named pipe with a reader that waits for its content. */
public final class Pipe {

  private static final int PATIENCE = 60;

  private final Path path;
  private final CompletableFuture<String> content = new CompletableFuture<>();

  private Pipe(Path path) {
    this.path = path;
  }

  /** Creates a pipe and starts its reader. The test is skipped if the system has no pipes. */
  public static Pipe make(Path path) throws IOException {
    int code;
    try {
      code = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
    } catch (IOException e) {
      code = 127;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Assumptions.assumeTrue(code == 0, "no named pipes here");
    Pipe pipe = new Pipe(path);
    Thread reader = new Thread(pipe::read);
    reader.setDaemon(true);
    reader.start();
    return pipe;
  }

  private void read() {
    try {
      content.complete(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      content.completeExceptionally(e);
    }
  }

  /** Returns everything that its first writer wrote; fails if that is nothing or the pipe was replaced. */
  public String content() throws IOException {
    assertTrue(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther(),
        path + " was replaced");
    try {
      return content.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
