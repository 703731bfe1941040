package io.github.jinbei.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Replaces a file as a whole: whoever opens it finds the old content or the new one, never a part. */
final class AtomicFile {

  /** Writes the new content; need neither flush nor close. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a temporary file beside the target (the same file system, so that it can be moved in one step), forces it
   * to the device and moves it over the target. A failure leaves the target as it was and no temporary file.
   *
   * <p>A symbolic link at {@code target} is replaced, not followed.
   *
   * @throws IOException if the target is a folder, its folder is missing, or writing fails
   */
  static void replace(Path target, Content content) throws IOException {
    Path temporary = temporaryBeside(target);
    Files.createFile(temporary);
    try {
      write(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
  }

  /**
   * A name of our own instead of {@link Files#createTempFile}, whose files only their owner may read: the target is to
   * have the permissions of any other new file.
   */
  private static Path temporaryBeside(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder, expected a file to write");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(target.toString(), null, "cannot be written, there is no folder " + folder);
    }
    return folder.resolve(".jinbei-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  private static void deleteAfter(Throwable failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
