package io.github.jinbei.internal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The replacement of a file in one step: a process that opens the file reads the old content or the new, never a part.
 *
 * <p>A symbolic link is followed, and the file it points to is replaced. The new file has the permissions of the old one,
 * and its owner and group where the system allows it. Access control lists are not copied, and other hard links still
 * point to the old content. The content and the folder's entry are forced to the device where the system can do that, so
 * that they survive a loss of power.
 *
 * <p>A pipe or a device cannot be replaced: the content is written to it. A file that is named by its descriptor, such as
 * {@code /dev/stdout}, cannot be replaced either, because the process has it open and continues to write to it: the content
 * is appended to that file.
 */
public final class AtomicFile {

  /** Writes the new content. It need neither flush nor close the stream. */
  @FunctionalInterface
  public interface Content {

    /** Writes the whole content. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The name of a temporary file contains this many characters of the target's, which keeps it within any system's limit. */
  private static final int NAME_LENGTH = 64;

  private static final Pattern TEMPORARY = Pattern.compile("\\.(.*)\\.[0-9a-f]{16}\\.tmp");

  private final Path target;
  /** The attributes of the existing file, links followed; null if there is no file. */
  private final BasicFileAttributes old;
  /** Whether the content is written to the target instead of replacing it. */
  private final boolean special;
  /** The target after following its links. */
  private final Path file;
  private final Ownership ownership;

  private AtomicFile(Path target) throws IOException {
    this.target = target;
    this.old = attributes(target);
    if (old != null && old.isDirectory()) {
      throw new FileSystemException(target.toString(), null, "is a folder, expected a file to write");
    }
    this.special = old != null && (old.isOther() || isDescriptor(target));
    this.file = special ? target : followed(target);
    this.ownership = old == null ? null : Ownership.of(file);
    if (ownership != null && ownership.isReadOnly() || old != null && !Files.isWritable(file)) {
      throw new AccessDeniedException(target.toString(), null, "is read-only, expected a file that may be written");
    }
  }

  /**
   * Writes a temporary file in the folder of the target, forces it to the device, moves it over the target and forces the
   * folder. The move is atomic, as both are in the same file system. A failure leaves the target unchanged and no temporary
   * file; if the process is killed, a temporary file may be left ({@link #targetOfTemporary}).
   *
   * @throws IOException if the target is a folder or read-only, its folder is missing, or writing fails; the message
   *     names the target
   */
  public static void replace(Path target, Content content) throws IOException {
    naming(target, () -> {
      new AtomicFile(target).write(content);
      return null;
    });
  }

  /** Replaces the file with a text in UTF-8. */
  public static void replace(Path target, String text) throws IOException {
    replace(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the real path, after following links, of the file that {@link #replace} would replace or create. Empty if the
   * content would be written to the target: a pipe, a device or an open file.
   *
   * @throws IOException as {@link #check}
   */
  public static Optional<Path> replaced(Path target) throws IOException {
    return naming(target, () -> {
      AtomicFile file = new AtomicFile(target);
      return file.special ? Optional.empty() : Optional.of(file.real());
    });
  }

  /** Throws the exception that {@link #replace} would throw before it writes. Leaves the target unchanged. */
  public static void check(Path target) throws IOException {
    naming(target, () -> {
      AtomicFile file = new AtomicFile(target);
      if (!file.special) {
        Files.delete(file.createTemporary());
      }
      return null;
    });
  }

  /**
   * Returns the name of the target that a temporary file was for, by its own name, {@code .TARGET.HEX.tmp}. Of a target's
   * name of more than 64 characters these are the first 64. Empty if the name is not that of a temporary file.
   */
  public static Optional<String> targetOfTemporary(String fileName) {
    Matcher name = TEMPORARY.matcher(fileName);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private void write(Content content) throws IOException {
    if (special) {
      write(file, content, StandardOpenOption.APPEND);
      return;
    }
    Path temporary = createTemporary();
    try {
      write(temporary, content, StandardOpenOption.WRITE);
      force(temporary);
      if (ownership != null) {
        ownership.giveTo(temporary);
      }
      // Unix ignores the second option, a zip file system ignores the first.
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (Throwable failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
    forceFolder(temporary.getParent());
  }

  /**
   * Creates an empty file in the folder of the target. If there is an old file, only the owner may read the temporary file
   * until it has the permissions of the old one. If there is none, the file has the default permissions of new files, unlike
   * one of {@link Files#createTempFile}.
   */
  private Path createTemporary() throws IOException {
    Path temporary = folder().resolve(temporaryName());
    return ownership == null ? Files.createFile(temporary) : Files.createFile(temporary, Ownership.PRIVATE);
  }

  private String temporaryName() {
    String name = file.getFileName().toString();
    if (name.length() > NAME_LENGTH) {
      // Half of a surrogate pair cannot be encoded.
      name = name.substring(0, Character.isHighSurrogate(name.charAt(NAME_LENGTH - 1)) ? NAME_LENGTH - 1 : NAME_LENGTH);
    }
    return String.format(".%s.%016x.tmp", name, ThreadLocalRandom.current().nextLong());
  }

  private Path real() throws IOException {
    return old == null ? folder().toRealPath().resolve(file.getFileName()) : file.toRealPath();
  }

  /** Returns the folder of the file. */
  private Path folder() throws NoSuchFileException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(target.toString(), null, "cannot be written, there is no folder " + folder);
    }
    return folder;
  }

  private static BasicFileAttributes attributes(Path target) throws IOException {
    try {
      return Files.readAttributes(target, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Returns whether a link of the chain is in a process's list of open files, {@code /proc/self/fd} on Linux. */
  private static boolean isDescriptor(Path target) throws IOException {
    for (Path file = target; Files.isSymbolicLink(file); file = linked(file)) {
      if (file.toAbsolutePath().getParent().toRealPath().startsWith(file.getFileSystem().getPath("/proc"))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the end of a chain of symbolic links; it need not exist. */
  private static Path followed(Path target) throws IOException {
    Path file = target;
    while (Files.isSymbolicLink(file)) {
      file = linked(file);
    }
    return file;
  }

  private static Path linked(Path link) throws IOException {
    return link.resolveSibling(Files.readSymbolicLink(link));
  }

  private static void write(Path file, Content content, StandardOpenOption option) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, option)) {
      content.writeTo(out);
    }
  }

  /** Forces the content to the device, if the file is in the default file system; other file systems have no device. */
  private static void force(Path file) throws IOException {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      return;
    }
    Uninterrupted.call(() -> {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return null;
    });
  }

  /**
   * Forces the entries of a folder to the device. Linux and macOS can; Windows cannot open a folder and needs no forcing.
   * The file is in place already, so a failure is ignored.
   */
  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      return;
    }
    Uninterrupted.call(() -> {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException cannotBeForced) {
        return null;
      }
      return null;
    });
  }

  private static void deleteAfter(Throwable failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Runs the operation. Turns its exceptions into an {@link IOException} whose message names the target. */
  private static <T> T naming(Path target, Uninterrupted.Operation<T> operation) throws IOException {
    try {
      return Uninterrupted.call(operation);
    } catch (FileSystemException e) {
      boolean named = target.toString().equals(e.getFile());
      if (named && e.getReason() != null) {
        throw e;
      }
      throw unwritable(target, e.getReason() == null ? reason(e, named) : e.getReason(), e);
    } catch (UnsupportedOperationException e) {
      throw unwritable(target, "its file system is read-only", e);
    } catch (IOException e) {
      throw unwritable(target, e.getMessage(), e);
    }
  }

  /** Returns what failed, without the name of the temporary file, which means nothing to the user. */
  private static String reason(FileSystemException e, boolean named) {
    if (e instanceof AccessDeniedException) {
      return named ? "no permission" : "no permission to create a file in its folder";
    }
    return named ? e.toString() : "no file can be created in its folder";
  }

  private static IOException unwritable(Path target, String reason, Exception cause) {
    IOException failure = new FileSystemException(target.toString(), null, "cannot be written: " + reason);
    failure.initCause(cause);
    return failure;
  }
}
