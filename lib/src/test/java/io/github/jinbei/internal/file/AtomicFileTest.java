package io.github.jinbei.internal.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

  private static final byte[] NEW = {1, 2, 3};

  @TempDir
  private Path folder;

  @Test
  void createsAFile() throws IOException {
    Path target = folder.resolve("target");
    AtomicFile.replace(target, out -> out.write(NEW));
    assertContent("\1\2\3", target);
    assertEquals(List.of(target), filesIn(folder));
  }

  @Test
  void replacesAFile() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "an old and longer content");
    AtomicFile.replace(target, out -> out.write(NEW));
    assertContent("\1\2\3", target);
    assertEquals(List.of(target), filesIn(folder));
  }

  @Test
  void writesATextInUtf8() throws IOException {
    Path target = folder.resolve("target");
    AtomicFile.replace(target, "gr\u00fcn");
    assertArrayEquals(new byte[] {'g', 'r', (byte) 0xc3, (byte) 0xbc, 'n'}, Files.readAllBytes(target));
  }

  /** The same happens if standard output is redirected to a file: the file stays open and keeps its content. */
  @Test
  void appendsToAFileNamedByItsDescriptor() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before, ");
    try (OutputStream open = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      Path link = Files.createSymbolicLink(folder.resolve("link"), descriptor(file));
      Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));
      AtomicFile.check(second);
      assertEquals(Optional.empty(), AtomicFile.replaced(second));
      AtomicFile.replace(second, "one, ");
      open.write("two, ".getBytes(StandardCharsets.UTF_8));
      AtomicFile.replace(link, "three");
    }
    assertContent("before, one, two, three", file);
    assertEquals(Set.of(file, folder.resolve("link"), folder.resolve("second")), Set.copyOf(filesIn(folder)));
  }

  /** Returns the path of this process's descriptor of an open file. */
  private static Path descriptor(Path file) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(Files.isDirectory(descriptors), "no list of open files");
    for (Path each : filesIn(descriptors)) {
      if (Files.exists(each) && Files.isSameFile(each, file)) {
        return each;
      }
    }
    throw new AssertionError(file + " is not among the open files");
  }

  @Test
  void namesTheFileThatIsReplaced() throws IOException {
    Path real = folder.toRealPath();
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path target = inner.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("inner/target"));
    Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked"), inner);
    Optional<Path> expected = Optional.of(real.resolve("inner/target"));
    for (String state : List.of("absent", "present")) {
      for (Path path : List.of(target, link, linkedFolder.resolve("target"), inner.resolve("../inner/./target"))) {
        assertEquals(expected, AtomicFile.replaced(path), path + ", " + state);
      }
      AtomicFile.replace(target, state);
    }
    assertThrows(FileSystemException.class, () -> AtomicFile.replaced(folder));
    assertThrows(NoSuchFileException.class, () -> AtomicFile.replaced(folder.resolve("absent/target")));
  }

  @Test
  void createsAFileInTheWorkingFolder() throws IOException {
    Path target = Path.of("atomic-file-test-" + System.nanoTime());
    try {
      AtomicFile.replace(target, out -> out.write(NEW));
      assertContent("\1\2\3", target);
    } finally {
      Files.deleteIfExists(target);
    }
  }

  @Test
  void aNewFileHasTheDefaultPermissions() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system without POSIX permissions");
    Path usual = Files.createFile(folder.resolve("usual"));
    Path target = folder.resolve("target");
    AtomicFile.replace(target, out -> out.write(NEW));
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(target));
  }

  /** Names as long as the file system allows, one with a surrogate pair where the name is cut. */
  @ParameterizedTest
  @ValueSource(strings = {"t", "checkpoint-000000001234.safetensors", ".t.0123456789abcdef.tmp", "LONG", "CUT"})
  void theTemporaryFileIsNamedAfterItsTarget(String kind) throws IOException {
    String name = kind.equals("LONG") ? "x".repeat(255) : kind.equals("CUT") ? "y".repeat(63) + "\ud83d\ude00.bin" : kind;
    Assumptions.assumeTrue(!kind.equals("CUT") || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
        "the locale has no such character in file names");
    Path target = folder.resolve(name);
    AtomicFile.replace(target, out -> {
      out.write(NEW);
      List<Path> files = filesIn(folder);
      assertEquals(1, files.size(), files.toString());
      String temporary = files.get(0).getFileName().toString();
      String expected = kind.equals("CUT") ? "y".repeat(63) : name.substring(0, Math.min(64, name.length()));
      assertEquals(Optional.of(expected), AtomicFile.targetOfTemporary(temporary), temporary);
    });
    assertEquals(List.of(target), filesIn(folder));
  }

  @Test
  void otherNamesAreNotThoseOfTemporaryFiles() {
    for (String name : List.of("", "t", ".t.tmp", "t.0123456789abcdef.tmp", ".t.0123456789ABCDEF.tmp", ".t.0123456789abcde.tmp",
        ".0123456789abcdef.tmp", ".t.0123456789abcdef.tmp2")) {
      assertEquals(Optional.empty(), AtomicFile.targetOfTemporary(name), name);
    }
  }

  /** Forcing goes through interruptible channels. */
  @Test
  void anInterruptStopsNeitherWritingNorForcing() throws IOException {
    Path target = folder.resolve("target");
    Thread.currentThread().interrupt();
    AtomicFile.replace(target, out -> out.write(NEW));
    assertTrue(Thread.interrupted(), "flag");
    assertContent("\1\2\3", target);
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    IOException full = new IOException("No space left on device");
    IOException failure = assertThrows(IOException.class, () -> AtomicFile.replace(target, out -> {
      out.write(NEW);
      throw full;
    }));
    assertSame(full, failure.getCause());
    assertEquals(target + ": cannot be written: No space left on device", failure.getMessage());
    assertContent("old", target);
    assertEquals(List.of(target), filesIn(folder));
  }

  @Test
  void keepsTheOldFileWhenTheContentThrowsARuntimeException() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    assertThrows(ArithmeticException.class, () -> AtomicFile.replace(target, out -> {
      throw new ArithmeticException();
    }));
    assertContent("old", target);
    assertEquals(List.of(target), filesIn(folder));
  }

  /** The target becomes a folder after the check, so the move fails. */
  @Test
  void leavesNoTemporaryFileWhenTheMoveFails() throws IOException {
    Path target = folder.resolve("target");
    assertThrows(IOException.class, () -> AtomicFile.replace(target, out -> {
      out.write(NEW);
      Files.createDirectory(target);
      Files.createFile(target.resolve("inside"));
    }));
    assertEquals(List.of(target), filesIn(folder));
    assertEquals(List.of(target.resolve("inside")), filesIn(target));
  }

  @Test
  void refusesAFolder() throws IOException {
    String message = assertThrows(FileSystemException.class, () -> AtomicFile.replace(folder, out -> out.write(NEW)))
        .getMessage();
    assertTrue(message.contains(folder.toString()) && message.contains("is a folder"), message);
    assertEquals(List.of(), filesIn(folder));
  }

  /** On Linux no user can create a file in {@code /proc/self}. */
  @Test
  void messagesNameTheTargetAndNotTheTemporaryFile() throws IOException {
    Path target = Path.of("/proc/self/nothing.bin");
    Assumptions.assumeTrue(Files.isDirectory(target.getParent()), "no folder in which nobody can create a file");
    for (Executable attempt : new Executable[] {() -> AtomicFile.check(target), () -> AtomicFile.replace(target, "x")}) {
      IOException refused = assertThrows(IOException.class, attempt);
      String message = refused.getMessage();
      assertTrue(message.startsWith(target + ": cannot be written: no ") && !message.contains(".tmp"), message);
    }
  }

  @Test
  void namesAMissingFolder() throws IOException {
    Path target = folder.resolve("absent").resolve("target");
    String message = assertThrows(NoSuchFileException.class, () -> AtomicFile.replace(target, out -> out.write(NEW)))
        .getMessage();
    assertTrue(message.contains(target.toString()) && message.contains("no folder " + target.getParent()), message);
    assertEquals(List.of(), filesIn(folder));
  }

  private static void assertContent(String expected, Path file) throws IOException {
    assertEquals(expected, Files.readString(file));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
