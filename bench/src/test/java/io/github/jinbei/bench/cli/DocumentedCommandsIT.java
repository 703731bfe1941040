package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command lines of {@link #FILES}. Each runs in a shell, in a folder with the files that it names, and ends with exit code
 * 0. {@link #SHORTER} replaces what would take long and what stands for a reader's own file. {@link #NOT_RUN} lists the other
 * commands, with a reason.
 */
@Tag("documented")
class DocumentedCommandsIT {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

  private static final List<String> FILES =
      List.of("README.md", "lib/README.md", ".github/CONTRIBUTING.md", "bench/README.md");

  private static final String READERS_APPLICATION = "-cp app.jar:jinbei.jar --add-modules jdk.incubator.vector";
  private static final String READERS_PROJECT = "for the jars of a reader's own project";

  private static final Map<String, String> NOT_RUN = Map.ofEntries(
      Map.entry("mvn -q -DskipTests -pl lib package", "part of the build that runs this test"),
      Map.entry("mvn -q -DskipTests -pl bench -am package", "part of the build that runs this test"),
      Map.entry("mvn -pl bench -am -DskipTests package", "part of the build that runs this test"),
      Map.entry("mvn -DskipTests package", "part of the build that runs this test"),
      Map.entry("mvn clean verify", "the build that runs this test"),
      Map.entry("mvn clean verify -Djinbei.mnist=FOLDER", "a whole build, with files that the repository does not have"),
      Map.entry("mvn -DskipTests -pl lib -am install", "changes the local Maven repository"),
      Map.entry("mvn -Ppeers -DskipTests package", "downloads some 370 MB"),
      Map.entry("git worktree add --detach ../base main", "for the repository of a reader's own project"),
      Map.entry("git worktree remove ../base", "for the repository of a reader's own project"),
      Map.entry("(cd ../base && mvn -q -DskipTests package)", "builds a reader's own project"),
      Map.entry("mvn -q -DskipTests package", "builds a reader's own project"),
      Map.entry("java --add-modules jdk.incubator.vector -cp target/classes:jinbei.jar app.FirstModel",
          "for a reader's own project; DocumentedCodeTest runs the class"),
      Map.entry("java -p target/classes:jinbei.jar -m app/app.FirstModel",
          "for a reader's own project; DocumentedCodeTest runs the class"),
      Map.entry("mvn -pl lib test-compile surefire:test@default-test -Dtest=TrainerTest,MlpTest", "tests of the build"),
      Map.entry("mvn -pl lib test-compile surefire:test@bits-256", "tests of the build"),
      Map.entry("java -cp lib/target/classes:lib/target/test-classes io.github.jinbei.report.DotChart .github/images",
          "writes images of the repository; DotChartTest draws them"),
      Map.entry("java src/test/java/io/github/jinbei/internal/vector/TileSource.java", "writes sources: see TileSourceTest"),
      Map.entry("java -Xshare:dump -XX:SharedClassListFile=jinbei.lst -XX:SharedArchiveFile=jinbei.jsa"
          + " -p lib/target/jinbei.jar -m io.github.jinbei", "reads the file that the command before it writes"),
      Map.entry("java -XX:AOTCacheOutput=jinbei.aot -p lib/target/jinbei.jar -m io.github.jinbei train --sample digits",
          "for JDK 25 alone"),
      Map.entry("java -XX:AOTCache=jinbei.aot -p lib/target/jinbei.jar -m io.github.jinbei train --sample digits",
          "for JDK 25 alone"),
      Map.entry("java -XX:DumpLoadedClassList=app.lst " + READERS_APPLICATION + " app.Main", READERS_PROJECT),
      Map.entry("java -Xshare:dump -XX:SharedClassListFile=app.lst -XX:SharedArchiveFile=app.jsa " + READERS_APPLICATION,
          READERS_PROJECT),
      Map.entry("java -XX:SharedArchiveFile=app.jsa " + READERS_APPLICATION + " app.Main", READERS_PROJECT),
      Map.entry("java -XX:AOTCacheOutput=app.aot " + READERS_APPLICATION + " app.Main", READERS_PROJECT),
      Map.entry("java -XX:AOTCache=app.aot " + READERS_APPLICATION + " app.Main", READERS_PROJECT),
      Map.entry("taskset -c 2 java -jar benchmarks.jar ab ...", "its arguments are an ellipsis"));

  private record Replacement(String documented, String run) {}

  private static final String LIST = " -l";

  /** The options of small networks. */
  private static final String SMALL = " --units 8 --folds 1 --epochs 2";

  private static final String JINBEI = "java -p lib/target/jinbei.jar -m io.github.jinbei";

  /** Trains the model that a command reads. */
  private static final String TRAINED =
      " train --data people.csv --target income --save income.safetensors" + SMALL + " && " + JINBEI;

  /** What README.md says that a command prints. */
  private static final Map<String, String> PRINTED = Map.of(JINBEI + " train --sample penguins", "67 / 68 (98.53 %)");

  /** In this order. JMH's {@value #LIST} lists the benchmarks that the arguments choose. */
  private static final List<Replacement> SHORTER = List.of(
      new Replacement(" COMMAND", " help train"),
      new Replacement(" train --resume checkpoints", " train --checkpoint checkpoints --epochs 1 "
          + "&& " + JINBEI + " train --resume checkpoints"),
      new Replacement(" train --data people.csv", " train --data people.csv" + SMALL),
      new Replacement(" evaluate income.safetensors", TRAINED + " evaluate income.safetensors"),
      new Replacement(" predict income.safetensors", TRAINED + " predict income.safetensors"),
      new Replacement("FOLDER", "mnist"),
      new Replacement("--train-size 50000", "--train-size 200"),
      new Replacement("benchmarks.jar run", "benchmarks.jar run" + LIST),
      new Replacement("benchmarks.jar suite", "benchmarks.jar suite --dry-run"),
      new Replacement("SimulatedRuns 4000 20", "SimulatedRuns 20 8"),
      new Replacement("IntervalCoverage 4000", "IntervalCoverage 20"),
      new Replacement("--rounds 20", ""),
      new Replacement("-wi 3 -w 200ms -i 5 -r 200ms", ""),
      new Replacement("jar ab ", "jar ab --rounds 1 "),
      new Replacement("jar cold ", "jar cold --seconds 0.5 --rounds 1 "),
      new Replacement("-p implementation=jinbei -p threads=1 -wi 1 -w 9s -i 3 -r 300ms TrainStep", "MyBenchmark"),
      new Replacement("MyBenchmark", "-wi 0 -i 1 -r 10ms EmptyBenchmark"),
      new Replacement("$(git rev-parse HEAD)", "0123456789abcdef0123456789abcdef01234567"),
      new Replacement("$(git show -s --format=%cI)", "2026-01-01T00:00:00Z"));

  private static final Pattern FENCE = Pattern.compile("(?ms)^ {0,3}```.*?^ {0,3}```$");
  private static final Pattern BLOCK = Pattern.compile("(?m)(?:^ {4}.*\\n)+");
  private static final Pattern COMMAND = Pattern.compile("(java|mvn|git|taskset|\\(cd|\\$R|[A-Z_]+=\\S+)\\s.*");
  private static final Pattern IN_TEXT = Pattern.compile("`((?:java|mvn|git|taskset)\\s[^`]+)`");

  /** The first words of indented blocks that are no commands: the layers, and a report. */
  private static final Set<String> NO_COMMANDS = Set.of("cli", "verdict");

  private static final String VARIABLE = "R=";

  private static final int IMAGE = 28;

  /** Far more than any command takes, so that a command that never ends is a failure. */
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  Path folder;

  /**
   * A command of a Markdown file.
   *
   * @param variable the assignment of the shell variable that the command needs, or nothing
   */
  private record Command(String place, String variable, String text) {

    @Override
    public String toString() {
      return place + " " + text;
    }

    String script() {
      String script = variable + "\n" + text;
      for (Replacement replacement : SHORTER) {
        script = script.replace(replacement.documented, replacement.run);
      }
      return script;
    }
  }

  static List<Command> commands() throws IOException {
    Set<String> once = new HashSet<>();
    return documented().stream().filter(command -> !NOT_RUN.containsKey(command.text) && once.add(command.script())).toList();
  }

  private static List<Command> documented() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (String name : FILES) {
      String text = FENCE.matcher(Files.readString(ROOT.resolve(name)).replace("\r\n", "\n")).replaceAll("");
      String variable = "";
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        for (String line : block.group().replaceAll("\\\\\\n *", "").lines().map(String::strip).toList()) {
          if (NO_COMMANDS.contains(line.split(" ")[0])) {
            break;
          }
          assertTrue(COMMAND.matcher(line).matches(), () -> name + ": an indented line that begins with no command: " + line);
          if (line.startsWith(VARIABLE)) {
            variable = line;
            continue;
          }
          for (String part : line.startsWith("(") ? new String[] {line} : line.split(" && ")) {
            commands.add(new Command(name, part.contains("$R") ? variable : "", part));
          }
        }
      }
      for (MatchResult span : IN_TEXT.matcher(BLOCK.matcher(text).replaceAll("")).results().toList()) {
        commands.add(new Command(name, "", span.group(1).replaceAll("\\s+", " ")));
      }
    }
    return commands;
  }

  @Test
  void everyListedCommandIsDocumented() throws IOException {
    Set<String> documented = new HashSet<>();
    for (Command command : documented()) {
      documented.add(command.variable);
      documented.add(command.text);
    }
    NOT_RUN.forEach((command, reason) -> assertTrue(documented.contains(command), () -> "no file has: " + command));
    for (Map.Entry<String, String> printed : PRINTED.entrySet()) {
      assertTrue(documented.contains(printed.getKey()), () -> "no file has: " + printed.getKey());
      assertTrue(Files.readString(ROOT.resolve("README.md")).contains("`" + printed.getValue() + "`"),
          () -> "README.md does not say that " + printed.getKey() + " prints " + printed.getValue());
    }
    for (Replacement replacement : SHORTER) {
      assertTrue(documented.stream().anyMatch(text -> text.contains(replacement.documented)),
          () -> "no command has: " + replacement.documented);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theCommandEndsWithSuccess(Command command) throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the commands are those of a Unix shell");
    Path work = Files.createDirectories(folder.resolve("work"));
    prepare(work);
    File out = folder.resolve("out.txt").toFile();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command.script()).directory(work.toFile())
        .redirectErrorStream(true).redirectOutput(out);
    builder.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(),
        (path, java) -> java + File.pathSeparator + path);
    // No other JMH of the machine holds its lock in a folder of its own.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")));
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> command + " still runs");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(out.toPath());
    assertEquals(0, process.exitValue(), () -> command + ", run as\n" + command.script() + "\n" + output);
    assertTrue(output.contains(PRINTED.getOrDefault(command.text, "")), () -> command + " prints\n" + output);
    if (command.script().contains("benchmarks.jar run" + LIST)) {
      assertTrue(output.contains("Benchmark."), () -> command + " chooses no benchmark");
    }
  }

  /** Makes the files that the commands name, where they look for them. */
  private void prepare(Path work) throws IOException {
    String property = System.getProperty("jinbei.benchmarks.jar");
    assertNotNull(property, "the system property jinbei.benchmarks.jar must name the benchmarks' jar");
    Path benchmarks = Path.of(property).toAbsolutePath();
    Path library = ROOT.resolve("lib/target/jinbei.jar");
    for (Path jar : List.of(benchmarks, library)) {
      assertTrue(Files.isRegularFile(jar), () -> jar + " is not there");
    }
    for (String name : List.of("benchmarks.jar", "bench.jar", "before.jar", "after.jar", "target/benchmarks.jar",
        "bench/target/benchmarks.jar", "../base/target/benchmarks.jar", "../base/bench/target/benchmarks.jar")) {
      link(work.resolve(name), benchmarks);
    }
    for (String name : List.of("lib/target/jinbei.jar", "lib-1.jar", "lib-2.jar")) {
      link(work.resolve(name), library);
    }
    link(work.resolve("lib/src"), ROOT.resolve("lib/src"));
    link(work.resolve("bench/target/test-classes"), ROOT.resolve("bench/target/test-classes"));
    for (String jdk : List.of("JDK17", "JDK25")) {
      link(work.resolve(jdk), Path.of(System.getProperty("java.home")));
    }
    Files.createDirectories(work.resolve(".github/images"));
    Files.writeString(work.resolve("people.csv"), people());
    Path mnist = Files.createDirectory(work.resolve("mnist"));
    writeDigits(mnist, "train", 300);
    writeDigits(mnist, "t10k", 100);
    double score = 1000;
    for (String name : List.of("base", "base-1", "base-2", "current", "current-1", "current-2")) {
      score += 0.1;
      new JmhJson().add("Words.count", "thrpt", score, 5).write(work.resolve(name + ".json"));
    }
    CommandRun history = CommandRun.of("history", "append", work.resolve("history.jsonl"), work.resolve("base.json"),
        "--commit", "f".repeat(40), "--date", "2025-12-31T00:00:00Z");
    assertEquals(0, history.code(), history::toString);
  }

  /** Returns a table with gaps, a category and a number to predict. */
  private static String people() {
    StringBuilder text = new StringBuilder("age,city,income\n");
    for (int row = 0; row < 60; row++) {
      text.append(row % 9 == 0 ? "" : Integer.toString(20 + row)).append(row % 2 == 0 ? ",Oslo," : ",Rome,")
          .append(1000.5 + 10 * row).append('\n');
    }
    return text.toString();
  }

  /** JUnit warns of each link that leaves the folder it deletes. */
  @AfterEach
  void deleteLinks() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.normalize().getParent());
    Files.createSymbolicLink(link.normalize(), target);
  }

  /** Writes random images in MNIST's format and size. */
  private static void writeDigits(Path folder, String set, int rows) throws IOException {
    byte[] pixels = new byte[rows * IMAGE * IMAGE];
    new Random(rows).nextBytes(pixels);
    ByteBuffer images = ByteBuffer.allocate(16 + pixels.length).putInt(0x803).putInt(rows).putInt(IMAGE).putInt(IMAGE);
    ByteBuffer labels = ByteBuffer.allocate(8 + rows).putInt(0x801).putInt(rows);
    for (int row = 0; row < rows; row++) {
      labels.put((byte) (row % 10));
    }
    Files.write(folder.resolve(set + "-images-idx3-ubyte"), images.put(pixels).array());
    Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels.array());
  }
}
