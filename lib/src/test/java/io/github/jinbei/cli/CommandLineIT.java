package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, started as users start it. */
class CommandLineIT {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String MAIN = "io.github.jinbei.cli.Main";

  /** Far more than any start takes: a process that never ends fails a test and does not block the build. */
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  Path folder;

  private List<String> modulePath;
  private List<String> classPath;
  private List<String> withoutModule;

  @BeforeEach
  void findJar() {
    String jar = System.getProperty("jinbei.jar");
    assertNotNull(jar, "the system property jinbei.jar must name the jar");
    assertTrue(Files.isRegularFile(Path.of(jar)), "jinbei.jar = " + jar + " must be a file");
    modulePath = List.of("-p", jar, "-m", "io.github.jinbei");
    classPath = List.of("-cp", jar, "--add-modules", VECTOR_MODULE, MAIN);
    withoutModule = List.of("-cp", jar, MAIN);
  }

  @Test
  void everyLaunchGivesTheSameBits() throws Exception {
    Run onModulePath = launch(modulePath, "train", "--epochs", "2");
    Run onClassPath = launch(classPath, "train", "--epochs", "2");
    Run scalar = launch(withoutModule, "train", "--epochs", "2");
    for (Run run : List.of(onModulePath, onClassPath, scalar)) {
      assertEquals(0, run.code(), run.toString());
      assertTrue(run.lastLine().matches("parameters sha256 [0-9a-f]{64}"), run.out());
      assertEquals(-1, run.out().replace(System.lineSeparator(), "\n").indexOf('\r'),
          "position of a carriage return in redirected output");
    }
    assertEquals(onModulePath.lastLine(), onClassPath.lastLine(), "module path and class path");
    assertEquals(onModulePath.lastLine(), scalar.lastLine(), "with and without the vector module");
  }

  @Test
  void withoutTheModuleOneWarningNamesTheFlag() throws Exception {
    String flag = "--add-modules " + VECTOR_MODULE;
    Run scalar = launch(withoutModule, "train", "--epochs", "1");
    assertEquals(2, scalar.err().split(flag, -1).length, "parts of standard error around the flag:\n" + scalar.err());
    assertTrue(scalar.err().contains("Jinbei runs without vector instructions, as measured 2 to 16 times slower"),
        scalar.err());
    assertTrue(scalar.entry("backend").startsWith("scalar"), scalar.out());
    assertFalse(launch(modulePath, "train", "--epochs", "1").err().contains(flag), "a warning where none is due");
  }

  /** Each writes the page into its working directory. */
  @Test
  void everyLaunchDrawsTheSamePage() throws Exception {
    Path page = folder.resolve("boundary.html");
    byte[] first = null;
    for (List<String> how : List.of(modulePath, classPath, withoutModule)) {
      Process process = new ProcessBuilder(command(how, "lesson", "boundary", "--shape", "moons")).directory(folder.toFile())
          .redirectOutput(out().toFile()).redirectError(err().toFile()).start();
      Run run = await(process);
      assertEquals(0, run.code(), run::toString);
      assertEquals("written to boundary.html", run.lastLine());
      first = first == null ? Files.readAllBytes(page) : first;
      assertArrayEquals(first, Files.readAllBytes(page), how.toString());
      Files.delete(page);
    }
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    assertEquals(0, launch(modulePath, "--help").code(), "help");
    assertEquals(2, launch(modulePath, "train", "--lr").code(), "wrong use");
    assertEquals(2, launch(modulePath, "info", folder.resolve("none").toString()).code(), "a file that is missing");
  }

  @Test
  void ctrlCSavesAndExitsWith130() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    assumeFalse(interruptsAreIgnored(), "this build runs with SIGINT ignored, and so would what it launches");
    endsInOrder(130, process -> new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
  }

  @Test
  void theSignalTermSavesToo() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    endsInOrder(143, Process::destroy);
  }

  @Test
  void aFileNameThatTheLocaleCannotHoldIsExplained() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "other systems have one encoding of file names");
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this locale has no such letters either");
    ProcessBuilder builder = new ProcessBuilder(command(modulePath, "info", "n\u00e4me"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectOutput(out().toFile()).redirectError(err().toFile()).start();
    assertEquals(2, await(process).code());
    assertTrue(Files.readString(err()).contains(": the locale has no such letters in file names; set LC_ALL=C.UTF-8"),
        Files.readString(err()));
  }

  /** A batch takes many seconds: after one second a line says so. The second signal ends the VM; a line says what is lost. */
  @Test
  void aSecondRequestEndsAtOnce() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    Path model = folder.resolve("net.model");
    Process process = start(withoutModule, "train", "--layers", "64,3000,3000,10", "--batch", "1438", "--threads", "1",
        "--save", model.toString());
    try {
      awaitText(process, out(), "backend ");
      process.destroy();
      awaitText(process, err(), "jinbei: waiting for the mini-batch under way; a second Ctrl-C ends at once");
      assertTrue(process.isAlive(), "ended before the mini-batch");
      process.destroy();
      Run run = await(process);
      assertEquals(143, run.code(), run::toString);
      assertTrue(run.err().contains("jinbei: ended at once; the trained model is lost: " + model
          + " is not written"), run.err());
      assertFalse(Files.exists(model), "a model was written");
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitText(Process process, Path file, String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(file).contains(text)) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, () -> "no '" + text + "': " + printed(process));
      Thread.sleep(20);
    }
  }

  @Test
  void aReaderThatIsGoneEndsTrainingQuietly() throws Exception {
    assumeFalse(windows(), "pipes fail with other words on Windows");
    Path model = folder.resolve("net.model");
    Process process = new ProcessBuilder(command(modulePath, "train", "--epochs", "1000000000", "--save",
        model.toString())).redirectError(err().toFile()).start();
    try {
      try (BufferedReader reader = process.inputReader()) {
        assertTrue(reader.readLine().startsWith("data "), "the first line");
      }
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running after all patience");
      assertEquals(141, process.exitValue(), () -> printed(process));
      assertFalse(Files.readString(err()).contains("jinbei"), Files.readString(err()));
      assertTrue(Run.good("info", model).lastLine().startsWith("parameters sha256"), "the model");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The test makes a device that is always full: Linux's number 1,7. */
  @Test
  void aFullDeviceIsAnError() throws Exception {
    Path full = folder.resolve("full");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the device's number is Linux's");
    Process mknod = new ProcessBuilder("mknod", full.toString(), "c", "1", "7")
        .redirectErrorStream(true).redirectOutput(out().toFile()).start();
    assumeTrue(mknod.waitFor() == 0, "devices may not be made here");
    try (var probe = Files.newOutputStream(full)) {
      assumeTrue(fails(probe), "devices are not served in " + folder);
    } catch (IOException e) {
      assumeTrue(false, "devices may not be opened in " + folder);
    }
    for (List<String> words : List.of(List.of("--help"), List.of("train", "--help"), List.of("train", "--epochs", "1"))) {
      Process process = new ProcessBuilder(command(modulePath, words.toArray(String[]::new)))
          .redirectOutput(full.toFile()).redirectError(err().toFile()).start();
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running after all patience");
      assertEquals(1, process.exitValue(), words.toString());
      assertEquals(1, Files.readString(err()).lines().filter(line -> line.startsWith("jinbei: standard output")).count(),
          Files.readString(err()));
    }
  }

  private static boolean fails(OutputStream stream) {
    try {
      stream.write(1);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Two killed processes, which write a checkpoint after each step. The third one writes none until its end. */
  @Test
  void aKilledTrainingEndsWithTheSameBits() throws Exception {
    List<String> training = List.of("train", "--layers", "64,8,10", "--norm", "batch", "--dropout", "0.1", "--optimizer",
        "adam", "--batch", "200", "--epochs", "120", "--validation", "0.1", "--early-stopping", "120");
    List<String> checkpoints = List.of("--checkpoint", folder.resolve("checkpoints").toString(), "--every", "1", "--keep", "2");
    List<String> resume = List.of("train", "--resume", folder.resolve("checkpoints").toString());
    kill(modulePath, Stream.of(training, checkpoints).flatMap(List::stream).toList(), "\nEpoch 2: ");
    kill(withoutModule, resume, "\nEpoch 4: ");
    Run resumed = launch(classPath, Stream.of(resume, List.of("--every", "1h")).flatMap(List::stream).toArray(String[]::new));
    assertEquals(0, resumed.code(), resumed::toString);
    long steps = Long.parseLong(resumed.entry("resumed").replaceAll(".*, (\\d+) steps", "$1"));
    assertTrue(steps >= 4 * 7 - 1, "resumed from " + steps + " steps, but four epochs of 7 were done");
    assertFalse(resumed.out().contains("\nEpoch 3: "), resumed.out());
    assertEquals(Run.good(training.toArray()).lastLine(), resumed.lastLine());
  }

  /** Kills a training, which cannot prepare for it, as soon as it has printed a text. */
  private void kill(List<String> how, List<String> words, String text) throws Exception {
    Process process = start(how, words.toArray(String[]::new));
    try {
      awaitText(process, out(), text);
      assertTrue(process.isAlive(), "ended before it was killed");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private interface Signal {
    void sendTo(Process process) throws Exception;
  }

  /** Interrupts an endless training, and checks its exit code and files. */
  private void endsInOrder(int code, Signal signal) throws Exception {
    Path model = Files.createDirectory(folder.resolve("models")).resolve("net.model");
    Path checkpoints = folder.resolve("checkpoints");
    Process process = start(modulePath, "train", "--epochs", "1000000000", "--save", model.toString(), "--checkpoint",
        checkpoints.toString(), "--every", "1h");
    try {
      awaitText(process, out(), "\nEpoch 3: ");
      signal.sendTo(process);
      Run run = await(process);
      assertEquals(code, run.code(), () -> "exit code; standard error: " + run.err());
      assertEquals(model.toString(), run.entry("saved"));
      assertTrue(run.entry("best").startsWith("epoch "), run.entry("best"));
      assertEquals(Run.good("info", model).lastLine(), run.lastLine(), "the parameters saved and those printed");
      try (var files = Files.list(model.getParent())) {
        assertEquals(List.of(model), files.toList(), "files left");
      }
      assertEquals("train --resume " + checkpoints, run.entry("continue"));
      assertTrue(Checkpoint.newest(checkpoints).epochs() >= 3, "epochs of the last checkpoint");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The first line of progress comes after a tenth of the epochs. */
  @Test
  void aTrainingOnATableIsSavedOnASignal() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    Path model = folder.resolve("net.model");
    Process process = start(modulePath, "train", "--sample", "penguins", "--units", "4", "--folds", "1", "--epochs", "20000",
        "--save", model.toString());
    try {
      awaitText(process, out(), "\nEpochs: ");
      process.destroy();
      Run run = await(process);
      assertEquals(143, run.code(), () -> "exit code; standard error: " + run.err());
      assertEquals("early, by Ctrl-C or a signal; each network has its best epoch so far", run.entry("stopped"));
      assertEquals(Run.good("info", model).lastLine(), run.lastLine(), "the parameters saved and those printed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aCrossValidationLeavesNothingOnASignal() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    Path model = folder.resolve("net.model");
    Path json = folder.resolve("metrics.json");
    Process process = start(modulePath, "train", "--sample", "penguins", "--units", "4", "--folds", "1", "--epochs",
        "1000000000", "--cross-validate", "3", "--save", model.toString(), "--metrics", json.toString());
    try {
      awaitText(process, out(), "\nbackend ");
      process.destroy();
      Run run = await(process);
      assertEquals(143, run.code(), () -> "exit code; standard error: " + run.err());
      assertEquals("early, by Ctrl-C or a signal, in the cross-validation; there is no model", run.entry("stopped"));
      assertFalse(Files.exists(model) || Files.exists(json), "files");
    } finally {
      process.destroyForcibly();
    }
  }

  /** So many columns that their importance takes many seconds. The report and the model are complete before. */
  @Test
  void theImportanceIsLeftOutOnASignal() throws Exception {
    assumeFalse(windows(), "no signals on Windows");
    int columns = 800;
    StringBuilder text = new StringBuilder("y");
    for (int c = 0; c < columns; c++) {
      text.append(",c").append(c);
    }
    for (int row = 0; row < 1000; row++) {
      text.append('\n').append(row % 7 + 0.5);
      for (int c = 0; c < columns; c++) {
        text.append(',').append((row + 1) * (c + 3) % 101);
      }
    }
    Path file = Files.writeString(folder.resolve("wide.csv"), text);
    Path model = folder.resolve("net.model");
    Process process = start(modulePath, "train", "--data", file.toString(), "--test", file.toString(), "--target", "y",
        "--folds", "1", "--epochs", "1", "--importance", "--save", model.toString());
    try {
      awaitText(process, out(), "\nexplained variance ");
      process.destroy();
      Run run = await(process);
      assertEquals(143, run.code(), () -> "exit code; standard error: " + run.err());
      assertEquals("none, because of Ctrl-C or a signal", run.entry("importance"));
      assertEquals(Run.good("info", model).lastLine(), run.lastLine(), "the parameters saved and those printed");
    } finally {
      process.destroyForcibly();
    }
  }

  private Run launch(List<String> how, String... args) throws Exception {
    Process process = start(how, args);
    try {
      return await(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> how, String... args) throws IOException {
    return new ProcessBuilder(command(how, args)).redirectOutput(out().toFile()).redirectError(err().toFile()).start();
  }

  private static List<String> command(List<String> how, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(how);
    command.addAll(List.of(args));
    return command;
  }

  private Run await(Process process) throws Exception {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running after all patience");
    return new Run(process.exitValue(), Files.readString(out()), Files.readString(err()));
  }

  private String printed(Process process) {
    try {
      return process + "\n" + Files.readString(out()) + Files.readString(err());
    } catch (IOException e) {
      return process + "\n" + e;
    }
  }

  private Path out() {
    return folder.resolve("out.txt");
  }

  private Path err() {
    return folder.resolve("err.txt");
  }

  private static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  /** Returns whether this process ignores Ctrl-C, as background processes of scripts and their children do. On Linux only. */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    String mask = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst()
        .orElse("SigIgn: 0").substring("SigIgn:".length()).strip();
    int sigint = 2;
    return (Long.parseUnsignedLong(mask, 16) >>> (sigint - 1) & 1) == 1;
  }
}
