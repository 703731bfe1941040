package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.Pipe;
import io.github.jinbei.bench.ab.FakeJar;
import io.github.jinbei.bench.cli.OutputFiles.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the output files of commands: files of every kind, and files that must not be replaced. */
class OutputFilesTest {

  private static final String COMMIT = "0123456789abcdef";

  @TempDir
  Path inputs;

  @TempDir
  Path folder;

  @BeforeEach
  void writeInputs() throws IOException {
    Path results = new JmhJson().add("A.one", "thrpt", 100, 10).write(inputs.resolve("base.json"));
    Files.copy(results, inputs.resolve("current.json"));
    Files.writeString(inputs.resolve("base.env.json"), "{\"cpu\": \"one\"}");
    assertEquals(0, CommandRun.of("history", "append", inputs.resolve("history"), results, "--commit", COMMIT).code());
    new FakeJar(folder.resolve("jar")).classPath("side", "Benchmarks: \na.B.c\n", 0, Map.of("a.B.c", "100 100.1"));
  }

  /** Returns all options that name an output file: the command line, where OUT is that file, and the start of its content. */
  static List<String[]> options() {
    return List.of(new String[] {"compare BASE CURRENT --json OUT", "{"},
        new String[] {"compare BASE CURRENT --html OUT", "<!DOCTYPE html>"},
        new String[] {"compare BASE CURRENT --markdown OUT", "##"},
        new String[] {"compare BASE --for github-action-benchmark --output OUT", "["},
        new String[] {"ab --base JAR --current JAR --rounds 1 --json OUT", "{"},
        new String[] {"history report HISTORY --json OUT", "{"},
        new String[] {"history report HISTORY --html OUT", "<!DOCTYPE html>"},
        new String[] {"history report HISTORY --markdown OUT", "##"});
  }

  private CommandRun run(String line, Path out) {
    return CommandRun.of(Stream.of(line.split(" ")).map(word -> switch (word) {
      case "BASE" -> inputs.resolve("base.json");
      case "CURRENT" -> inputs.resolve("current.json");
      case "HISTORY" -> inputs.resolve("history");
      case "JAR" -> folder.resolve("jar/side");
      case "OUT" -> out;
      default -> word;
    }).toArray());
  }

  private void assertWritten(String line, Path out) {
    CommandRun run = run(line, out);
    assertEquals(0, run.code(), run::toString);
    assertEquals("", run.err());
  }

  private static void assumePosix(Path path) {
    Assumptions.assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "file system without POSIX permissions");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("jar")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // a pipe without a reader blocks
  void aPipeIsWrittenTo(String line, String start) throws IOException {
    Path path = folder.resolve("pipe");
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    Pipe pipe = Pipe.make(path);
    assertWritten(line, link);
    String content = pipe.content();
    assertTrue(content.startsWith(start), content);
    assertEquals(List.of("link", "pipe"), names());
  }

  @ParameterizedTest
  @MethodSource("options")
  void aLinkIsFollowedAndPermissionsAreKept(String line, String start) throws IOException {
    assumePosix(folder);
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    assertWritten(line, link);
    assertTrue(Files.isSymbolicLink(link), "the link was replaced");
    String content = Files.readString(file);
    assertTrue(content.startsWith(start), content);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("file", "link"), names());
  }

  @ParameterizedTest
  @MethodSource("options")
  void unwritableFilesAreRefusedByName(String line) throws IOException {
    assumePosix(folder);
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    String[] words = line.split(" ");
    String option = words[words.length - 2] + ": ";
    run(line, file).misused(option + file + ": is read-only");
    run(line, folder).misused(option + folder + ": is a folder");
    run(line, folder.resolve("none/r")).misused(option + folder.resolve("none/r"), "there is no folder");
    run(line, Path.of("")).misused(option.replace(": ", ""), "expected the name of a file");
    assertEquals(List.of("file"), names());
    assertEquals("old", Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource({"compare BASE CURRENT --json OUT, current.json", "compare BASE CURRENT --html OUT, base.json",
      "compare BASE CURRENT --markdown OUT, base.env.json",
      "compare CURRENT BASE --for github-action-benchmark --output OUT, base.json",
      "history report HISTORY --markdown OUT, history", "history report HISTORY --json OUT, history",
      "history report HISTORY --html OUT, history",
      "history append OUT BASE --commit 0123456789, base.json"})
  void anInputIsNotReplaced(String line, String input) throws IOException {
    byte[] before = Files.readAllBytes(inputs.resolve(input));
    Path link = Files.createSymbolicLink(folder.resolve("link"), inputs.resolve(input));
    for (Path path : List.of(inputs.resolve(input), link)) {
      run(line, path).misused(path + ": is read by this command, expected another file");
    }
    assertEquals(new String(before), Files.readString(inputs.resolve(input)));
  }

  @Test
  void aJarIsNotReplaced() throws IOException {
    Path jar = Files.writeString(folder.resolve("some.jar"), "old");
    CommandRun.of("ab", "--base", folder.resolve("jar/side"), "--current", jar, "--json", jar)
        .misused("--json: " + jar + ": is read by this command");
    assertEquals("old", Files.readString(jar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare BASE CURRENT --html OUT --json", "compare BASE CURRENT --markdown OUT --html",
      "history report HISTORY --markdown OUT --html"})
  void twoOptionsDoNotNameOneFile(String line) throws IOException {
    Path file = folder.resolve("file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    for (Path other : List.of(file, link, folder.resolve("../" + folder.getFileName() + "/file"))) {
      CommandRun run = run(line + " " + other, file);
      run.misused(": " + other + ": is written for --", "too, expected another file");
    }
    assertFalse(Files.exists(file));
  }

  /** For example, two options may name {@code /dev/null}. */
  @Test
  void twoOptionsMayNameOnePipe() throws IOException {
    Path path = folder.resolve("pipe");
    Pipe.make(path);
    OutputFiles files = new OutputFiles(Main.commandLine().getCommandSpec());
    files.writes("--json", path);
    files.writes("--html", path);
  }

  @Test
  void theFolderOfForksIsCheckedFirst() throws IOException {
    assumePosix(folder);
    Path out = Files.createDirectory(folder.resolve("out"));
    String line = "ab --base JAR --current JAR --rounds 1 --out ";
    run(line + inputs.resolve("base.json"), null).misused("--out: ", "base.json: is a file, expected a folder");
    run(line + inputs.resolve("base.json/x"), null).misused("--out: " + inputs.resolve("base.json/x") + ": cannot be created");
    run(line + out + " --json OUT", out.resolve("base.json")).misused("base.json: is written for --out too");
    run(line + out + " --json OUT", out.resolve("base.env.json")).misused("base.env.json: is written for --out too");
    Path kept = Files.writeString(out.resolve("current.env.json"), "old");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("r--r--r--"));
    run(line + out, null).misused("--out: " + kept + ": is read-only");
    assertEquals("old", Files.readString(kept));
  }

  @Test
  void theSuiteChecksItsResultsAndTheirSidecarFirst() throws IOException {
    assumePosix(folder);
    Path sidecar = Files.writeString(folder.resolve("r.env.json"), "old");
    Files.setPosixFilePermissions(sidecar, PosixFilePermissions.fromString("r--r--r--"));
    CommandRun.of("suite", "--out", folder.resolve("r.json")).misused("--out: " + sidecar + ": is read-only");
    CommandRun.of("suite", "--out", folder).misused("--out: " + folder + ": is a folder");
    CommandRun.of("suite", "--out", folder.resolve("none/r.json")).misused("--out: ", "there is no folder");
    assertEquals(List.of("r.env.json"), names());
  }

  @Test
  void aFailedFileDoesNotPreventTheOthers() throws IOException {
    Path first = folder.resolve("none/first");
    Path last = folder.resolve("last");
    IOException failure = assertThrows(IOException.class, () -> OutputFiles.write(List.of(new Output(first, () -> "1"),
        new Output(null, () -> "2"), new Output(folder, () -> "3"), new Output(last, () -> "4"))));
    assertTrue(failure.getMessage().startsWith(first + ": cannot be written"), failure.getMessage());
    assertEquals(1, failure.getSuppressed().length);
    assertEquals("4", Files.readString(last));
  }
}
