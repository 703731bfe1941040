package io.github.jinbei;

import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.file.Uninterrupted;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The folder to which a trainer writes its checkpoints. */
final class CheckpointFolder implements CheckpointWriter {

  /** The shortest time between two warnings of failures that follow each other. */
  private static final long WARNING_NANOS = 60_000_000_000L;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final Checkpoints settings;
  private final Path folder;
  private final long everySteps;
  private final long intervalNanos;
  private final UnaryOperator<OutputStream> through;
  private long lastSteps;
  private long lastNanos;
  /** Whether a failure was logged since a checkpoint was last written, and when. */
  private boolean warned;
  private long warnedNanos;

  /**
   * Creates the folder if it is missing, and checks that files can be written to it.
   *
   * @param resumed the checkpoint from which the training continues; or null
   * @throws IllegalArgumentException if the folder holds checkpoints, and resumed is not one of them
   * @throws UncheckedIOException if the folder cannot be created, listed or written to; the message names it
   */
  CheckpointFolder(Checkpoints settings, Checkpoint resumed) {
    this(settings, resumed, UnaryOperator.identity());
  }

  /** Creates the folder as the other constructor does. Files are written through the given streams. */
  CheckpointFolder(Checkpoints settings, Checkpoint resumed, UnaryOperator<OutputStream> through) {
    this.settings = settings;
    this.folder = settings.folder();
    this.everySteps = settings.everySteps();
    this.intervalNanos = settings.interval().compareTo(LONGEST) > 0 ? Long.MAX_VALUE : settings.interval().toNanos();
    this.through = through;
    try {
      requireNoOther(resumed);
      if (!Files.isDirectory(folder)) {
        createFolder();
      }
      AtomicFile.check(file(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    this.lastSteps = resumed == null ? 0 : resumed.steps();
    this.lastNanos = System.nanoTime();
  }

  private void requireNoOther(Checkpoint resumed) throws IOException {
    List<Path> files = Checkpoint.files(folder);
    if (!files.isEmpty() && (resumed == null || !isInFolder(resumed.file()))) {
      throw new IllegalArgumentException("checkpoints = " + folder + " holds checkpoints, the newest of which is "
          + nameOf(files.get(0)) + "; expected a folder without any, or resume with this folder, which continues their "
          + "training");
    }
  }

  private boolean isInFolder(Path file) throws IOException {
    Path of = file.toAbsolutePath().getParent();
    return Files.isDirectory(of) && Files.isSameFile(of, folder);
  }

  private void createFolder() throws IOException {
    try {
      Uninterrupted.call(() -> Files.createDirectories(folder));
    } catch (IOException e) {
      throw new FileSystemException(folder.toString(), null, "the folder for checkpoints cannot be created: " + e);
    }
  }

  private Path file(long steps) {
    return folder.resolve(CheckpointFile.name(steps));
  }

  @Override
  public boolean due(long steps) {
    return everySteps > 0 ? steps / everySteps > lastSteps / everySteps : System.nanoTime() - lastNanos >= intervalNanos;
  }

  /**
   * Writes the file of a state, and deletes what it replaces. A missing folder is not created again: a file system may be
   * mounted there no longer.
   */
  @Override
  public void write(TrainingState state, long steps) {
    SafeTensors content = CheckpointFile.content(state, settings.note());
    try {
      AtomicFile.replace(file(steps), out -> content.write(through.apply(out)));
      Uninterrupted.call(() -> {
        deleteOthers(steps);
        return null;
      });
      warned = false;
    } catch (IOException e) {
      failed(steps, e);
    } finally {
      lastSteps = steps;
      lastNanos = System.nanoTime();
    }
  }

  /** Deletes older checkpoints except the last ones, those with a higher number, and temporary files of checkpoints. */
  private void deleteOthers(long written) throws IOException {
    int found = 0;
    for (Path file : Checkpoint.files(folder)) {
      long steps = CheckpointFile.steps(nameOf(file)).orElseThrow();
      if (steps > written || ++found > settings.kept()) {
        delete(file);
      }
    }
    for (Path file : regularFiles(folder)) {
      if (AtomicFile.targetOfTemporary(nameOf(file)).filter(target -> CheckpointFile.steps(target).isPresent()).isPresent()) {
        delete(file);
      }
    }
  }

  private static void delete(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new FileSystemException(file.toString(), null, "cannot be deleted: " + e);
    }
  }

  /** Returns the files with the names of checkpoints, that with the highest number first; none if there is no such folder. */
  static List<Path> files(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    return regularFiles(folder).stream().filter(file -> CheckpointFile.steps(nameOf(file)).isPresent())
        .sorted(Comparator.comparingLong((Path file) -> CheckpointFile.steps(nameOf(file)).getAsLong()).reversed()).toList();
  }

  private static List<Path> regularFiles(Path folder) throws IOException {
    return Uninterrupted.call(() -> {
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(Files::isRegularFile).toList();
      } catch (NotDirectoryException e) {
        throw new FileSystemException(folder.toString(), null, "is not a folder; expected one for checkpoints");
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    });
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private void failed(long steps, IOException e) {
    String message = e.getMessage() + "; earlier checkpoints in " + folder + " are unchanged; the training ";
    if (!settings.continuing()) {
      throw new UncheckedIOException(message + "ends after " + Count.of(steps, "update") + ": make room or restore the folder, "
          + "then resume from it; Checkpoints.continueAfterFailure lets a training go on", e);
    }
    if (!warned || System.nanoTime() - warnedNanos >= WARNING_NANOS) {
      System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING, message + "goes on, and the next attempt is made "
          + "when the next checkpoint is due; this warning is repeated at most once a minute");
      warned = true;
      warnedNanos = System.nanoTime();
    }
  }
}
