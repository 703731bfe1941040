package io.github.jinbei.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import io.github.jinbei.SpecialFiles;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes and reads tensors through links, pipes, devices and archives, and files with permissions and owners. */
class FileKindsTest {

  private static final SafeTensors TENSORS =
      new SafeTensors(Map.of(), List.of(new Tensor("a", new long[] {2}, new float[] {1, 2})));

  @TempDir
  private Path folder;
  private byte[] bytes;

  @BeforeEach
  void writePlainFile() throws IOException {
    Path plain = folder.resolve("plain");
    TENSORS.write(plain);
    bytes = Files.readAllBytes(plain);
    Files.delete(plain);
  }

  private void assertHolds(Path file) throws IOException {
    assertArrayEquals(bytes, Files.readAllBytes(file));
    Bits.assertSame(new float[] {1, 2}, SafeTensors.read(file).tensor("a").data());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assumePosix(Path path) {
    Assumptions.assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system without POSIX permissions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---", "rw-r--r--"})
  void keepsThePermissionsOfAFile(String permissions) throws IOException {
    assumePosix(folder);
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    SafeTensors.checkWritable(file);
    assertEquals("old", Files.readString(file));
    TENSORS.write(file);
    assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertHolds(file);
    assertEquals(List.of("file"), names(folder));
  }

  /** If other users must not read a file, they cannot read its temporary file either. */
  @Test
  void keepsTheTemporaryFilePrivate() throws IOException {
    assumePosix(folder);
    Path file = Files.createFile(folder.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    AtomicFile.replace(file, out -> {
      for (String name : names(folder)) {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))), name);
      }
      assertEquals(2, names(folder).size());
    });
  }

  @Test
  void keepsOwnerAndGroup() throws IOException {
    assumePosix(folder);
    Path file = Files.createFile(folder.resolve("file"));
    try {
      Files.setAttribute(file, "unix:uid", 4321);
      Files.setAttribute(file, "unix:gid", 1234);
    } catch (IOException e) {
      Assumptions.abort("only the superuser may change the owner of a file");
    }
    TENSORS.write(file);
    assertEquals(4321, Files.getAttribute(file, "unix:uid"));
    assertEquals(1234, Files.getAttribute(file, "unix:gid"));
    assertHolds(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", "r-xr-xr-x", "---------"})
  void refusesAFileThatNobodyMayWrite(String permissions) throws IOException {
    assumePosix(folder);
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    for (Path path : List.of(file, link)) {
      for (IOException e : List.of(assertThrows(IOException.class, () -> TENSORS.write(path)),
          assertThrows(IOException.class, () -> SafeTensors.checkWritable(path)))) {
        assertEquals(path + ": is read-only, expected a file that may be written", e.getMessage());
      }
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file", "link"), names(folder));
  }

  /** A chain of two links, one of them relative, into another folder. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void followsLinks(boolean exists) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data/deep"));
    Path links = Files.createDirectory(folder.resolve("links"));
    Path file = data.resolve("file");
    if (exists) {
      Files.writeString(file, "old");
    }
    Path second = Files.createSymbolicLink(links.resolve("second"), Path.of("../data/deep/file"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), second);
    SafeTensors.checkWritable(first);
    assertEquals(exists, Files.exists(file));
    TENSORS.write(first);
    assertTrue(Files.isSymbolicLink(first) && Files.isSymbolicLink(second), "links are kept");
    assertFalse(Files.isSymbolicLink(file));
    assertHolds(file);
    assertHolds(first);
    assertEquals(List.of("file"), names(data));
    assertEquals(List.of("second"), names(links));
  }

  /** The folder is a link, and so is the file. The {@code ..} in the file's link is relative to the real folder. */
  @Test
  void followsLinksBelowLinkedFolders() throws IOException {
    Files.createDirectories(folder.resolve("real/inner"));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), Path.of("real/inner"));
    Files.createSymbolicLink(linked.resolve("file"), Path.of("../target"));
    TENSORS.write(linked.resolve("file"));
    assertHolds(folder.resolve("real/target"));
  }

  @Test
  void namesALinkThatCannotBeFollowed() throws IOException {
    Path lost = Files.createSymbolicLink(folder.resolve("lost"), folder.resolve("absent/file"));
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    Path toFolder = Files.createSymbolicLink(folder.resolve("to-folder"), folder);
    for (Path path : List.of(lost, loop, toFolder)) {
      assertNamed(path);
    }
    assertEquals(List.of("loop", "lost", "to-folder"), names(folder));
  }

  @Test
  void namesAFileWhoseNameIsTooLong() throws IOException {
    assertNamed(folder.resolve("n".repeat(300)));
    assertNamed(Files.createFile(folder.resolve("file")).resolve("below-a-file"));
    assertEquals(List.of("file"), names(folder));
  }

  private static void assertNamed(Path path) {
    for (IOException e : List.of(assertThrows(IOException.class, () -> TENSORS.write(path)),
        assertThrows(IOException.class, () -> SafeTensors.checkWritable(path)))) {
      assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
    }
  }

  @Test
  void checkWritableLeavesTheFolderUnchanged() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    FileTime modified = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, modified);
    SafeTensors.checkWritable(file);
    SafeTensors.checkWritable(folder.resolve("absent"));
    assertEquals("old", Files.readString(file));
    assertEquals(modified, Files.getLastModifiedTime(file));
    assertEquals(List.of("file"), names(folder));
  }

  @Test
  void writesToAPipe() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    SafeTensors.checkWritable(pipe);
    assertEquals(Optional.empty(), AtomicFile.replaced(link));
    for (Path path : List.of(pipe, link)) {
      CompletableFuture<byte[]> reader = SpecialFiles.reader(pipe);
      TENSORS.write(path);
      assertArrayEquals(bytes, SpecialFiles.read(reader));
    }
    SpecialFiles.assertSpecial(pipe);
    assertEquals(List.of("link", "pipe"), names(folder));
  }

  @Test
  void readsFromAPipe() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    float[] many = new float[3_000_000];
    many[2_999_999] = 7;
    Path file = folder.resolve("file");
    new SafeTensors(Map.of("k", "v"), List.of(new Tensor("many", new long[] {3_000_000}, many))).write(file);
    SpecialFiles.writer(pipe, Files.readAllBytes(file));
    SafeTensors read = SafeTensors.read(pipe);
    Bits.assertSame(many, read.tensor("many").data());
    assertEquals(Map.of("k", "v"), read.metadata());
  }

  /** One of the pipes has a header with a tensor of 8 GB. */
  @Test
  void refusesDamagedPipes() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    byte[] large = SafeTensorsBytes.file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483639],\"data_offsets\":[0,8589934556]}}",
        new byte[100]);
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    byte[] endless = SafeTensorsBytes.file(90_000_000, new byte[10]);
    Map<byte[], String> expected = new HashMap<>(Map.of(large, "ends within a tensor", more, "expected the end",
        endless, "ends within its header", new byte[3], "found 3 bytes"));
    for (Map.Entry<byte[], String> each : expected.entrySet()) {
      SpecialFiles.writer(pipe, each.getKey());
      String message = assertThrows(FileFormatException.class, () -> SafeTensors.read(pipe)).getMessage();
      assertTrue(message.startsWith(pipe + ": ") && message.contains(each.getValue()), message);
    }
  }

  @Test
  void writesToADevice() throws IOException {
    Path sink = SpecialFiles.sink(folder.resolve("sink"));
    SafeTensors.checkWritable(sink);
    TENSORS.write(sink);
    SpecialFiles.assertSpecial(sink);
    assertEquals(List.of("sink"), names(folder));
  }

  @Test
  void namesADeviceThatIsFull() throws IOException {
    Path full = SpecialFiles.full(folder.resolve("full"));
    String message = assertThrows(IOException.class, () -> TENSORS.write(full)).getMessage();
    assertTrue(message.startsWith(full + ": cannot be written: "), message);
    SpecialFiles.assertSpecial(full);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void writesIntoAZipFile(boolean posix) throws IOException {
    Path archive = folder.resolve("archive.zip");
    Map<String, String> settings = posix ? Map.of("create", "true", "enablePosix", "true") : Map.of("create", "true");
    for (int time = 0; time < 2; time++) {
      try (FileSystem zip = FileSystems.newFileSystem(archive, settings)) {
        Path file = zip.getPath("/model");
        SafeTensors.checkWritable(file);
        TENSORS.write(file);
        TENSORS.write(file);
        assertHolds(file);
        assertEquals(List.of("model"), names(zip.getPath("/")));
        assertNamed(zip.getPath("/absent/model"));
        assertNamed(zip.getPath("/"));
      }
    }
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
      assertHolds(zip.getPath("/model"));
    }
  }

  @Test
  void namesFilesOfReadOnlyFileSystems() {
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    Path present = image.getPath("/modules/java.base/java/lang/Object.class");
    assertTrue(Files.exists(present));
    assertNamed(present);
    assertNamed(image.getPath("/modules/java.base/java/lang/absent"));
    assertThrows(FileFormatException.class, () -> SafeTensors.read(present));
  }

  @Test
  void worksInAnInterruptedThread() throws IOException {
    Path archive = folder.resolve("archive.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      TENSORS.write(zip.getPath("/model"));
    }
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
      Thread.currentThread().interrupt();
      Bits.assertSame(new float[] {1, 2}, SafeTensors.read(zip.getPath("/model")).tensor("a").data());
      assertTrue(Thread.interrupted(), "flag after read");
      for (Path file : List.of(folder.resolve("file"), zip.getPath("/model"))) {
        Thread.currentThread().interrupt();
        TENSORS.write(file);
        assertTrue(Thread.currentThread().isInterrupted(), "flag after write");
        SafeTensors.checkWritable(file);
        assertTrue(Thread.currentThread().isInterrupted(), "flag after checkWritable");
        Bits.assertSame(new float[] {1, 2}, SafeTensors.read(file).tensor("a").data());
        assertTrue(Thread.interrupted(), "flag after read");
        assertHolds(file);
      }
    } finally {
      Thread.interrupted();
    }
  }

  /** The interrupt comes while the content is written. */
  @Test
  void anInterruptDoesNotStopTheWriting() throws IOException {
    Path file = folder.resolve("file");
    try {
      AtomicFile.replace(file, out -> {
        out.write(1);
        Thread.currentThread().interrupt();
        out.write(2);
      });
    } finally {
      assertTrue(Thread.interrupted(), "flag");
    }
    assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file));
    assertEquals(List.of("file"), names(folder));
  }

  @Test
  void aFailureKeepsTheInterruptFlag() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(IOException.class, () -> TENSORS.write(folder));
      assertThrows(IOException.class, () -> SafeTensors.read(folder.resolve("absent")));
    } finally {
      assertTrue(Thread.interrupted(), "flag");
    }
  }
}
