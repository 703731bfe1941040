package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Checkpoint;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.Warnings;
import io.github.jinbei.data.Digits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --checkpoint} and {@code train --resume}. */
class CheckpointOptionsTest {

  /** 8 steps an epoch. */
  private static final List<Object> SMALL =
      List.of("train", "--layers", "64,6,10", "--batch", 200, "--dropout", 0.1, "--optimizer", "adam", "--epochs");

  @RegisterExtension
  final Warnings warnings = new Warnings();

  @TempDir
  Path folder;

  private static Object[] small(int epochs, Object... more) {
    List<Object> words = new ArrayList<>(SMALL);
    words.add(epochs);
    words.addAll(List.of(more));
    return words.toArray();
  }

  private static void assertComplaint(int code, String complaint, Object... words) {
    Run run = Run.of(words);
    assertEquals(code, run.code(), run::toString);
    assertEquals("jinbei: " + complaint, run.err().stripTrailing());
    assertEquals("", run.out(), "no training");
  }

  private Path folder(String name) {
    return folder.resolve(name);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Leaves a folder as a training leaves it that was killed after so many steps: trains, and deletes what came later. */
  private static void killed(int steps, Path dir, Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--checkpoint", dir, "--every", steps, "--keep", 100));
    Run.good(all.toArray());
    for (Path file : files(dir)) {
      if (Checkpoint.read(file).steps() > steps) {
        Files.delete(file);
      }
    }
    assertEquals(steps, Checkpoint.newest(dir).steps());
  }

  @Test
  void checkpointsChangeNoBitAndTheNewestAreKept() throws IOException {
    Path dir = folder("some/checkpoints");
    Run run = Run.good(small(2, "--checkpoint", dir, "--every", 3, "--keep", 2));
    assertEquals(Run.good(small(2)).lastLine(), run.lastLine());
    assertEquals("every 3 steps in " + dir + ", keeping 2", run.entry("checkpoint"));
    List<Path> files = files(dir);
    assertEquals(2, files.size(), files::toString);
    assertEquals(List.of(files.get(1), files.get(0)), Checkpoint.files(dir));
    assertEquals(15, Checkpoint.read(files.get(0)).steps());
    assertEquals(16, Checkpoint.read(files.get(1)).steps(), "the end");
  }

  @Test
  void theDefaultsAreThoseOfTheHelp() {
    Path dir = folder("default");
    assertEquals("every 60s in " + dir + ", keeping 3", Run.good(small(1, "--checkpoint", dir)).entry("checkpoint"));
  }

  /** Without the file of the network, only the checkpoint can restore it. */
  @Test
  void aTrainingThatWasKilledEndsWithTheSameBits() throws IOException {
    Path dir = folder("check points");
    Path model = folder("net.model");
    killed(5, dir, small(3, "--save", model));
    Files.delete(model);
    Run resumed = Run.good("train", "--resume", dir);
    assertEquals(Run.good(small(3)).lastLine(), resumed.lastLine());
    assertEquals("from " + dir.resolve("checkpoint-000000000005.safetensors") + ", after 0 epochs, 5 steps",
        resumed.entry("resumed"));
    assertEquals("every 5 steps in " + dir + ", keeping 100", resumed.entry("checkpoint"));
    assertEquals(model.toAbsolutePath().toString(), resumed.entry("saved"));
    assertEquals(resumed.lastLine(), Text.fingerprint(Mlp.load(model)));
    assertTrue(resumed.out().contains("Epoch 1: "), resumed.out());
    assertFalse(resumed.entry("best").contains("from"), resumed.entry("best"));
  }

  /** With the validation rows, an epoch has 6 steps. */
  @Test
  void theEpochsOfAResumedTrainingAreThoseStillToDo() throws IOException {
    Path dir = folder("epochs");
    Object[] words = small(4, "--validation", 0.2, "--plateau", "0.5,1", "--early-stopping", 3);
    killed(10, dir, words);
    Run resumed = Run.good("train", "--resume", dir);
    Run whole = Run.good(words);
    assertEquals(whole.lastLine(), resumed.lastLine());
    assertEquals(epochs(whole).subList(1, 4), epochs(resumed));
    assertTrue(resumed.entry("best").endsWith(", of the epochs from 2 on"), resumed.entry("best"));
    assertEquals(whole.entry("final"), resumed.entry("final"));
  }

  /** Returns the lines of the epochs, without the time at their end. */
  private static List<String> epochs(Run run) {
    return run.lines().stream().filter(line -> line.startsWith("Epoch "))
        .map(line -> line.replaceFirst(", \\S+ s$", "")).toList();
  }

  /** The thread is interrupted before the first step: there is nothing to continue. */
  @Test
  void anInterruptBeforeTheFirstStepWritesNothing() throws IOException {
    Path dir = folder("interrupted");
    Thread.currentThread().interrupt();
    try {
      Run run = Run.of(small(1, "--checkpoint", dir));
      assertEquals(130, run.code(), run::toString);
      assertFalse(run.out().contains("continue "), run.out());
    } finally {
      assertTrue(Thread.interrupted(), "the flag is kept");
    }
    assertEquals(List.of(), files(dir));
  }

  @Test
  void aCompleteTrainingIsNotContinued() {
    Path dir = folder("complete");
    Run run = Run.good(small(2, "--checkpoint", dir));
    Run resumed = Run.good("train", "--resume", dir);
    assertEquals(run.lastLine(), resumed.lastLine());
    assertFalse(resumed.out().contains("Epoch "), resumed.out());
    assertEquals(run.entry("final"), resumed.entry("final"));
  }

  @Test
  void someOptionsReplaceThoseOfTheCheckpoint() throws IOException {
    Path dir = folder("replaced");
    Path model = folder("first.model");
    Path other = folder("second.model");
    killed(3, dir, small(1, "--save", model, "--threads", 1));
    Run run = Run.good("train", "--resume", dir, "--save", other, "--threads", 2, "--every", 4, "--keep", 1);
    assertEquals(Run.good(small(1)).lastLine(), run.lastLine());
    assertEquals(other.toString(), run.entry("saved"));
    assertEquals("every 4 steps in " + dir + ", keeping 1", run.entry("checkpoint"));
    assertTrue(run.entry("training").endsWith(", at most 2 threads"), run.entry("training"));
    assertEquals(1, files(dir).size(), () -> "files kept");
    List<String> note = Checkpoint.newest(dir).note().lines().toList();
    assertEquals("train", note.get(0));
    assertTrue(note.containsAll(List.of("--layers=64,6,10", "--batch=200", "--save=" + other.toAbsolutePath(), "--threads=2",
        "--every=4", "--keep=1", "--optimizer=adam")), note::toString);
    assertEquals(Run.good("train", "--resume", dir).entry("saved"), other.toAbsolutePath().toString(), "resumed once more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--lr=0.1", "--epochs=50", "--seed=1", "--decay-biases", "--start=x", "--prefix=x", "--batch=16"})
  void otherOptionsAreIncompatibleWithResume(String option) {
    String name = option.replaceFirst("=.*", "");
    assertComplaint(2, name + " is incompatible with --resume: the settings come from the checkpoint; leave it out", "train",
        "--resume", folder, option);
  }

  @Test
  void aFolderIsGivenOnce() {
    assertComplaint(2, "--checkpoint is incompatible with --resume, which writes into the folder that it reads; leave one out",
        "train", "--resume", folder, "--checkpoint", folder);
  }

  @ParameterizedTest
  @CsvSource({"--every,60s", "--keep,2"})
  void theseNeedAFolder(String option, String value) {
    assertComplaint(2, option + " needs --checkpoint or --resume; leave it out", "train", option, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "-1s", "60 s", "1.5h", "60S", "s", "1d", "9999999999s", "2147483648h",
      "1000 steps"})
  void otherIntervalsAreRefused(String every) {
    assertComplaint(2, "--every takes a time such as 500ms, 60s, 5m or 1h, or a whole number of steps from 1 up, as in "
        + "--every 60s; not '" + every + "'", "train", "--checkpoint", folder, "--every", every);
  }

  /** The file of the last checkpoint cannot replace a folder of that name. Training goes on, and the network is saved. */
  @Test
  void aLastCheckpointThatCannotBeWrittenIsAnErrorAtTheEnd() throws IOException {
    Path dir = folder("blocked");
    Path model = folder("net.model");
    Files.createDirectories(dir.resolve("checkpoint-000000000008.safetensors/file"));
    Run run = Run.of(small(1, "--checkpoint", dir, "--every", 3, "--save", model));
    assertEquals(1, run.code(), run::toString);
    assertEquals("jinbei: the last checkpoint, after 8 steps, could not be written; " + dir + " holds earlier ones",
        run.err().stripTrailing());
    assertTrue(warnings.only().contains("checkpoint-000000000008.safetensors: is a folder"), "the warning");
    assertEquals(Run.good(small(1)).lastLine(), run.lastLine());
    assertEquals(run.lastLine(), Text.fingerprint(Mlp.load(model)));
  }

  @Test
  void aDamagedCheckpointIsPassedOver() throws IOException {
    Path dir = folder("damaged");
    killed(3, dir, small(1));
    Path newest = dir.resolve("checkpoint-000000000004.safetensors");
    Files.write(newest, Arrays.copyOf(Files.readAllBytes(files(dir).get(0)), 1000));
    Run resumed = Run.good("train", "--resume", dir);
    assertTrue(warnings.only().contains(newest.toString()), "the warning");
    assertTrue(resumed.entry("resumed").endsWith("checkpoint-000000000003.safetensors, after 0 epochs, 3 steps"),
        resumed.entry("resumed"));
    assertEquals(Run.good(small(1)).lastLine(), resumed.lastLine());
    Files.write(dir.resolve("checkpoint-000000000009.safetensors"), new byte[9]);
    assertEquals(resumed.lastLine(), Run.good("train", "--resume", dir).lastLine(), "complete, and so nothing is written");
  }

  @Test
  void whatIsLostDependsOnTheNetworksFile() throws IOException {
    Path dir = folder("lost");
    Path model = folder("net.model");
    Options options = new TrainCommand().options();
    SaveFile file = SaveFile.ofModel(model);
    CheckpointOptions with = new CheckpointOptions(options.parse(List.of("--checkpoint", dir.toString())), options, List.of());
    CheckpointOptions without = new CheckpointOptions(options.parse(List.of()), options, List.of());
    assertEquals("what was trained since the last checkpoint is lost; " + with.command() + " continues from there",
        with.lost(file));
    assertEquals(file.lost(), without.lost(file));
    file.save(Mlp.builder(64).dense(10, Activation.SOFTMAX).build()::save);
    assertEquals("nothing is lost but the last lines: the model is in " + model, with.lost(file));
  }

  @Test
  void aFolderInUseIsNotOverwritten() throws IOException {
    Path dir = folder("used");
    killed(3, dir, small(1));
    byte[] before = Files.readAllBytes(files(dir).get(0));
    assertComplaint(2, "--checkpoint " + dir + " holds the checkpoints of a training; continue it with --resume, or give "
        + "another folder", small(1, "--checkpoint", dir));
    assertEquals(1, files(dir).size());
    assertTrue(Arrays.equals(before, Files.readAllBytes(files(dir).get(0))), "the file is unchanged");
  }

  @Test
  void aFolderWithoutCheckpointsIsExplained() throws IOException {
    for (Path dir : List.of(folder("none"), Files.createDirectory(folder("empty")))) {
      Run run = Run.of("train", "--resume", dir);
      assertEquals(2, run.code(), run::toString);
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().contains(dir.toString()), run.err());
      assertEquals("", run.out(), "no training");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnErrorBeforeTraining() throws IOException {
    Path file = Files.writeString(folder("file"), "old");
    for (Path dir : List.of(file, file.resolve("below"))) {
      Run run = Run.of(small(1, "--checkpoint", dir));
      assertEquals(2, run.code(), run::toString);
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().startsWith("jinbei: " + dir + ": "), run.err());
      assertEquals("", run.out(), "no training");
    }
    assertEquals("old", Files.readString(file));
  }

  @Test
  void aCheckpointOfAnotherProgramIsExplained() throws IOException {
    Path dir = folder("java");
    Mlp mlp = Mlp.builder(64).dense(10, Activation.SOFTMAX).build();
    try (Trainer trainer = Trainer.builder(mlp).checkpoints(dir).build()) {
      trainer.fit(Digits.train(), 1);
    }
    assertComplaint(2, files(dir).get(0) + " does not hold the options of a command, as it was written by another program; "
        + "resume it there, with TrainerBuilder.resume", "train", "--resume", dir);
  }

  @Test
  void otherDataAreExplained() throws IOException {
    Path dir = folder("data");
    killed(3, dir, small(1));
    Run run = Run.of("train", "--resume", dir, "--data", folder("absent"));
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("--data " + folder("absent") + " is not a folder"), run.err());
  }
}
