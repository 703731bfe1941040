package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.internal.train.TrainingState;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When checkpoints are written, which files are kept, and what happens if a file cannot be written. */
class CheckpointFolderTest {

  @TempDir
  private Path parent;

  @RegisterExtension
  final Warnings warnings = new Warnings();

  private Path folder() {
    return parent.resolve("run");
  }

  private Checkpoints settings() {
    return Checkpoints.in(folder()).every(10);
  }

  /** A state that is different for each number of updates; more than one chunk of the writer. */
  static TrainingState state(long steps) {
    TrainingState state = new TrainingState();
    state.put("steps", steps);
    state.put("epochs", steps % 100);
    state.put("settings.batchSize", "32");
    float[] parameters = new float[20_000];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) Math.sqrt(i + steps);
    }
    state.put("parameters", parameters);
    state.put("losses", new double[] {0.1 + steps, Double.NaN, -0.0});
    return state;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Set<String> checkpoints(long... steps) {
    return LongStream.of(steps).mapToObj(CheckpointFile::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private void assertHolds(long... steps) throws IOException {
    assertEquals(List.copyOf(checkpoints(steps)), names(folder()));
  }

  @Test
  void aCheckpointIsDueAtEachMultiple() {
    CheckpointFolder writer = new CheckpointFolder(settings(), null);
    for (long steps = 1; steps < 10; steps++) {
      assertFalse(writer.due(steps), steps + " updates");
    }
    assertTrue(writer.due(10));
    assertTrue(writer.due(13), "not written at 10");
    writer.write(state(13), 13);
    assertFalse(writer.due(13), "written");
    assertFalse(writer.due(19));
    assertTrue(writer.due(20), "the numbers do not depend on earlier writes");
  }

  @Test
  void aResumedTrainingKeepsTheMultiples() throws IOException {
    new CheckpointFolder(settings(), null).write(state(13), 13);
    CheckpointFolder writer = new CheckpointFolder(settings(), Checkpoint.newest(folder()));
    assertFalse(writer.due(13));
    assertFalse(writer.due(19));
    assertTrue(writer.due(20));
  }

  @Test
  void aCheckpointIsDueAfterTheDuration() {
    CheckpointFolder short1 = new CheckpointFolder(Checkpoints.in(parent.resolve("a")).every(Duration.ofNanos(1)), null);
    long start = System.nanoTime();
    while (!short1.due(1)) {
      assertTrue(System.nanoTime() - start < 60e9, "a nanosecond has not passed in a minute");
    }
    for (Duration longer : List.of(Duration.ofDays(1), Duration.ofSeconds(Long.MAX_VALUE))) {
      Path folder = parent.resolve(longer.toString());
      assertFalse(new CheckpointFolder(Checkpoints.in(folder).every(5).every(longer), null).due(1000), longer.toString());
    }
    assertFalse(new CheckpointFolder(Checkpoints.in(parent.resolve("b")), null).due(1000), "60 seconds by default");
  }

  @Test
  void askingWhetherOneIsDueAllocatesNothing() {
    CheckpointFolder steps = new CheckpointFolder(settings(), null);
    CheckpointFolder time = new CheckpointFolder(Checkpoints.in(parent.resolve("time")), null);
    Allocations.assertNone(() -> {
      for (int i = 0; i < 1000; i++) {
        steps.due(i);
        time.due(i);
      }
    });
  }

  @Test
  void keepsTheLastFew() throws IOException {
    CheckpointFolder writer = new CheckpointFolder(settings().keepLast(2), null);
    assertHolds();
    writer.write(state(10), 10);
    assertHolds(10);
    writer.write(state(20), 20);
    assertHolds(10, 20);
    writer.write(state(30), 30);
    assertHolds(20, 30);
    writer.write(state(30), 30);
    assertHolds(20, 30);
    CheckpointFolder single = new CheckpointFolder(settings().keepLast(1), Checkpoint.newest(folder()));
    assertHolds(20, 30);
    single.write(state(1_000_000_000_000L), 1_000_000_000_000L);
    assertHolds(1_000_000_000_000L);
    assertEquals(1_000_000_000_000L, Checkpoint.newest(folder()).steps());
  }

  @Test
  void threeAreKeptByDefault() throws IOException {
    CheckpointFolder writer = new CheckpointFolder(settings(), null);
    for (long steps = 1; steps < 6; steps++) {
      writer.write(state(steps), steps);
    }
    assertHolds(3, 4, 5);
  }

  @Test
  void deletesWhatWasGivenUp() throws IOException {
    CheckpointFolder writer = new CheckpointFolder(settings().keepLast(4), null);
    for (long steps : new long[] {10, 20, 30, 40}) {
      writer.write(state(steps), steps);
    }
    Checkpoint older = Checkpoint.read(folder().resolve(CheckpointFile.name(20)));
    CheckpointFolder again = new CheckpointFolder(settings().keepLast(2), older);
    assertHolds(10, 20, 30, 40);
    again.write(state(25), 25);
    assertHolds(20, 25);
  }

  @Test
  void deletesTemporaryFilesOfCheckpointsAndNothingElse() throws IOException {
    CheckpointFolder writer = new CheckpointFolder(settings().keepLast(1), null);
    List<String> others = List.of("checkpoint-12.safetensors", "checkpoint-000000000005.safetensors.old",
        "model.safetensors", "Checkpoint-000000000005.safetensors", ".model.safetensors.0123456789abcdef.tmp",
        ".checkpoint-000000000005.safetensors.tmp", "checkpoint-00000000000x.safetensors", "notes.txt");
    for (String name : others) {
      Files.writeString(folder().resolve(name), "mine");
    }
    Path inside = Files.createDirectory(folder().resolve(CheckpointFile.name(3))).resolve("inside");
    Files.writeString(inside, "mine");
    Files.writeString(folder().resolve("." + CheckpointFile.name(7) + ".0123456789abcdef.tmp"), "left over");
    writer.write(state(10), 10);
    writer.write(state(20), 20);
    Set<String> expected = new TreeSet<>(others);
    expected.add(CheckpointFile.name(3));
    expected.add(CheckpointFile.name(20));
    assertEquals(List.copyOf(expected), names(folder()));
    assertTrue(Files.exists(inside));
  }

  @Test
  void createsTheFolderWithItsParents() throws IOException {
    Path deep = parent.resolve("a/b/c");
    new CheckpointFolder(Checkpoints.in(deep), null);
    assertEquals(List.of(), names(deep));
    new CheckpointFolder(Checkpoints.in(deep), null); // empty
  }

  @Test
  void refusesAFolderOfAnotherTraining() throws IOException {
    new CheckpointFolder(settings(), null).write(state(10), 10);
    Checkpoints elsewhere = Checkpoints.in(parent.resolve("elsewhere"));
    new CheckpointFolder(elsewhere, null).write(state(20), 20);
    for (Checkpoint resumed : new Checkpoint[] {null, Checkpoint.newest(elsewhere.folder())}) {
      String message = assertThrows(IllegalArgumentException.class, () -> new CheckpointFolder(settings(), resumed))
          .getMessage();
      assertTrue(message.startsWith("checkpoints = " + folder() + " holds checkpoints, the newest of which is "
          + "checkpoint-000000000010.safetensors; expected"), message);
      assertTrue(message.contains("resume"), message);
    }
    assertHolds(10);
    Checkpoint newest = Checkpoint.newest(parent.resolve("elsewhere/../run"));
    new CheckpointFolder(settings(), newest);
    new CheckpointFolder(Checkpoints.in(parent.resolve("other")), newest);
  }

  @Test
  void aFolderThatCannotBeUsedIsNamedAtOnce() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "x");
    for (Path folder : List.of(file, file.resolve("below"))) {
      String message = assertThrows(UncheckedIOException.class, () -> new CheckpointFolder(Checkpoints.in(folder), null))
          .getMessage();
      assertTrue(message.startsWith(folder + ": ") && !message.contains("\n"), message);
    }
    assertEquals("x", Files.readString(file));
  }

  /** On Linux nobody can create a file or a folder in {@code /proc/self}. */
  @Test
  void aReadOnlyFolderIsNamedAtOnce() {
    Path readOnly = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.isDirectory(readOnly), "no folder in which nobody can create a file");
    for (Path folder : List.of(readOnly, readOnly.resolve("below"))) {
      String message = assertThrows(UncheckedIOException.class, () -> new CheckpointFolder(Checkpoints.in(folder), null))
          .getMessage();
      assertTrue(message.startsWith(folder.toString()) && message.contains("cannot be"), message);
    }
  }

  /** A stream that throws an exception instead of write number {@code call}, after half of its bytes. */
  private static UnaryOperator<OutputStream> failingAt(int call) {
    return to -> new FilterOutputStream(to) {
      private int calls;

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (calls++ == call) {
          to.write(bytes, from, length / 2);
          throw new IOException("No space left on device");
        }
        to.write(bytes, from, length);
      }
    };
  }

  /** The writes: length, header, a chunk of doubles, and two chunks of floats. */
  @Test
  void aFailureOfAnyWriteLeavesTheOldFiles() throws IOException {
    new CheckpointFolder(settings(), null).write(state(10), 10);
    byte[] old = Files.readAllBytes(folder().resolve(CheckpointFile.name(10)));
    int writes = 5;
    for (int call = 0; call < writes; call++) {
      CheckpointFolder writer = new CheckpointFolder(settings(), Checkpoint.newest(folder()), failingAt(call));
      String message = assertThrows(UncheckedIOException.class, () -> writer.write(state(20), 20), "write " + call)
          .getMessage();
      assertEquals(folder().resolve(CheckpointFile.name(20)) + ": cannot be written: No space left on device; earlier "
          + "checkpoints in " + folder() + " are unchanged; the training ends after 20 updates: make room or restore the "
          + "folder, then resume from it; Checkpoints.continueAfterFailure lets a training go on", message);
      assertHolds(10);
      assertArrayEquals(old, Files.readAllBytes(folder().resolve(CheckpointFile.name(10))));
    }
    new CheckpointFolder(settings(), Checkpoint.newest(folder()), failingAt(writes)).write(state(20), 20);
    assertHolds(10, 20);
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void theTrainingGoesOnIfToldTo() throws IOException {
    boolean[] full = {false};
    CheckpointFolder writer = new CheckpointFolder(settings().continueAfterFailure(), null,
        to -> full[0] ? failingAt(1).apply(to) : to);
    writer.write(state(10), 10);
    full[0] = true;
    writer.write(state(20), 20);
    assertEquals("WARNING " + folder().resolve(CheckpointFile.name(20)) + ": cannot be written: No space left on device; "
        + "earlier checkpoints in " + folder() + " are unchanged; the training goes on, and the next attempt is made when the "
        + "next checkpoint is due; this warning is repeated at most once a minute", warnings.only());
    assertHolds(10);
    assertFalse(writer.due(21), "the next attempt waits for the next multiple");
    assertTrue(writer.due(30));
    writer.write(state(30), 30);
    assertEquals(List.of(), warnings.take(), "within a minute");
    full[0] = false;
    writer.write(state(40), 40);
    assertHolds(10, 40);
    full[0] = true;
    writer.write(state(50), 50);
    assertTrue(warnings.only().contains(CheckpointFile.name(50)), "another failure");
    assertHolds(10, 40);
  }

  @Test
  void aVanishedFolderIsNamedAndNotCreatedAgain() throws IOException {
    CheckpointFolder ending = new CheckpointFolder(settings(), null);
    CheckpointFolder continuing = new CheckpointFolder(settings().continueAfterFailure(), null);
    Files.delete(folder());
    String expected = folder().resolve(CheckpointFile.name(10)) + ": cannot be written, there is no folder " + folder();
    String message = assertThrows(UncheckedIOException.class, () -> ending.write(state(10), 10)).getMessage();
    assertTrue(message.startsWith(expected), message);
    continuing.write(state(10), 10);
    String warning = warnings.only();
    assertTrue(warning.startsWith("WARNING " + expected), warning);
    assertFalse(Files.exists(folder()));
    Files.createDirectory(folder());
    continuing.write(state(20), 20);
    assertHolds(20);
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void aFolderThatBecameAFileIsNamed() throws IOException {
    CheckpointFolder writer = new CheckpointFolder(settings(), null);
    Files.delete(folder());
    Files.writeString(folder(), "mine");
    String message = assertThrows(UncheckedIOException.class, () -> writer.write(state(10), 10)).getMessage();
    assertTrue(message.startsWith(folder().resolve(CheckpointFile.name(10)) + ": "), message);
    assertEquals("mine", Files.readString(folder()));
  }

  @Test
  void writesAndReadsInAnInterruptedThread() throws IOException {
    Thread.currentThread().interrupt();
    new CheckpointFolder(settings(), null).write(state(10), 10);
    long steps = Checkpoint.newest(folder()).steps();
    assertTrue(Thread.interrupted(), "flag");
    assertEquals(10, steps);
  }

  @Test
  void refusesBadSettings() {
    Checkpoints settings = settings();
    Samples.assertRefused(IllegalArgumentException.class, () -> settings.every(0), "steps = 0", "at least 1");
    Samples.assertRefused(IllegalArgumentException.class, () -> settings.every(Duration.ZERO), "duration = PT0S");
    Samples.assertRefused(IllegalArgumentException.class, () -> settings.every(Duration.ofNanos(-1)), "duration = PT-0.0");
    Samples.assertRefused(IllegalArgumentException.class, () -> settings.keepLast(0), "count = 0", "at least 1");
    Samples.assertRefused(IllegalArgumentException.class, () -> settings.note("\ud800"), "note");
    Samples.assertRefused(NullPointerException.class, () -> Checkpoints.in(null), "folder");
    Samples.assertRefused(NullPointerException.class, () -> settings.every(null), "duration");
    Samples.assertRefused(NullPointerException.class, () -> settings.note(null), "text");
  }
}
