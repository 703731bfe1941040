package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.SpecialFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --save} with files that cannot be written, or are no regular files. */
class SaveFileTest {

  /** More bytes than a pipe holds. */
  private static final List<Object> TRAIN = List.of("train", "--layers", "64,300,10", "--epochs", 1, "--train-size", 100);

  @TempDir
  private Path folder;

  private static Run train(Object... more) {
    List<Object> words = new ArrayList<>(TRAIN);
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theFileIsCheckedBeforeTraining() throws IOException {
    Path readOnly = Files.writeString(folder.resolve("read-only"), "old");
    Assumptions.assumeTrue(readOnly.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system without POSIX permissions");
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--r--r--"));
    for (Path file : List.of(readOnly, folder, folder.resolve("n".repeat(300)), folder.resolve("absent/file"))) {
      Run run = train("--save", file);
      assertEquals(2, run.code(), run::toString);
      assertTrue(run.err().startsWith("jinbei: --save " + file + ": "), run.err());
      assertEquals("", run.out(), "no training");
    }
    assertEquals("old", Files.readString(readOnly));
    assertEquals(List.of(readOnly), files(folder));
  }

  @Test
  void savesToAPipe() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    var reader = SpecialFiles.reader(pipe);
    Run run = train("--save", pipe);
    assertEquals(0, run.code(), run::toString);
    assertEquals(pipe.toString(), run.entry("saved"));
    Path file = Files.write(folder.resolve("file"), SpecialFiles.read(reader));
    assertEquals(Run.good("info", file).lastLine(), run.lastLine());
    SpecialFiles.assertSpecial(pipe);
  }

  @Test
  void aNetworkThatCannotBeSavedIsInTheTemporaryFolder() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    SpecialFiles.abandonedReader(pipe);
    Run run = train("--save", pipe);
    Path rescued = Path.of(run.entry("saved"));
    try {
      assertEquals(1, run.code(), run::toString);
      assertEquals(Path.of(System.getProperty("java.io.tmpdir")), rescued.getParent());
      assertEquals("jinbei: --save " + pipe + ": cannot be written: Broken pipe; the model is in " + rescued + " instead",
          run.err().stripTrailing());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(rescued)));
      assertEquals(Run.good("info", rescued).lastLine(), run.lastLine());
    } finally {
      Files.delete(rescued);
    }
    SpecialFiles.assertSpecial(pipe);
  }

  @Test
  void aLostNetworkIsReported() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    SpecialFiles.abandonedReader(pipe);
    String temporary = System.getProperty("java.io.tmpdir");
    Path absent = folder.resolve("absent");
    Run run;
    try {
      System.setProperty("java.io.tmpdir", absent.toString());
      run = train("--save", pipe);
    } finally {
      System.setProperty("java.io.tmpdir", temporary);
    }
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.err().contains("--save " + pipe + ": cannot be written: Broken pipe; the model is lost"), run.err());
    assertTrue(run.err().contains(absent.toString()), run.err());
    assertFalse(Files.exists(absent));
  }
}
