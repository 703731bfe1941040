package io.github.jinbei;

import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.text.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where, and how often, a trainer writes checkpoints: the settings of {@link TrainerBuilder#checkpoints(Checkpoints)}.
 * Immutable; each method returns a changed copy.
 *
 * <p>A checkpoint is a file {@code checkpoint-000000001234.safetensors}, where the number counts the updates. It is written
 * to a temporary file of the same folder, forced to the device and renamed, so that a loss of power or a killed process leaves
 * the file whole or absent. Then older checkpoints are deleted, except the last few, and so are those with a higher number:
 * they belong to a part of the training that was given up when an older checkpoint was resumed. No other file of the folder is
 * deleted. Only one training at a time may write to a folder.
 */
public final class Checkpoints {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  private static final int DEFAULT_KEPT = 3;

  private final Path folder;
  /** The number of updates between two checkpoints; 0 if the interval decides. */
  private final long everySteps;
  private final Duration interval;
  private final int kept;
  private final boolean continuing;
  private final String note;

  private Checkpoints(Path folder, long everySteps, Duration interval, int kept, boolean continuing, String note) {
    this.folder = folder;
    this.everySteps = everySteps;
    this.interval = interval;
    this.kept = kept;
    this.continuing = continuing;
    this.note = note;
  }

  /**
   * Returns default settings: a checkpoint every 60 seconds, the last 3 are kept, and a checkpoint that cannot be written ends
   * the training.
   *
   * @param folder the folder for the files; the trainer creates it, and the folders above it, if it is missing
   * @return the settings
   * @throws NullPointerException if folder is null
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(Objects.requireNonNull(folder, "folder"), 0, DEFAULT_INTERVAL, DEFAULT_KEPT, false, "");
  }

  /**
   * Writes a checkpoint at each multiple of a number of updates. Replaces the duration.
   *
   * @param steps the number of updates, at least 1
   * @return the changed settings
   * @throws IllegalArgumentException if steps is below 1
   */
  public Checkpoints every(long steps) {
    Arguments.atLeast("steps", steps, 1);
    return new Checkpoints(folder, steps, interval, kept, continuing, note);
  }

  /**
   * Writes a checkpoint after the first update that ends this duration, or more, after the checkpoint before. Replaces the
   * number of updates. Default: 60 seconds.
   *
   * @param duration the duration, above 0
   * @return the changed settings
   * @throws IllegalArgumentException if duration is 0 or negative
   * @throws NullPointerException if duration is null
   */
  public Checkpoints every(Duration duration) {
    if (Objects.requireNonNull(duration, "duration").isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("duration = " + duration + "; expected more than 0");
    }
    return new Checkpoints(folder, 0, duration, kept, continuing, note);
  }

  /**
   * Sets how many checkpoints are kept, the one just written included. Default: 3.
   *
   * @param count the number of files, at least 1; with 1, a damage of the only file loses the training
   * @return the changed settings
   * @throws IllegalArgumentException if count is below 1
   */
  public Checkpoints keepLast(int count) {
    Arguments.atLeast("count", count, 1);
    return new Checkpoints(folder, everySteps, interval, count, continuing, note);
  }

  /**
   * Continues the training if a checkpoint cannot be written: a warning through {@link System.Logger}, at most one a minute,
   * names the file, and the next attempt is made when the next checkpoint is due. Default: the training ends with an
   * exception.
   *
   * @return the changed settings
   */
  public Checkpoints continueAfterFailure() {
    return new Checkpoints(folder, everySteps, interval, kept, true, note);
  }

  /**
   * Sets a text that each checkpoint contains, for the application's own use. Default: empty.
   *
   * @param text any text
   * @return the changed settings
   * @throws IllegalArgumentException if text has an unpaired surrogate
   * @throws NullPointerException if text is null
   */
  public Checkpoints note(String text) {
    new SafeTensors(Map.of("note", Objects.requireNonNull(text, "text")), List.of());
    return new Checkpoints(folder, everySteps, interval, kept, continuing, text);
  }

  Path folder() {
    return folder;
  }

  long everySteps() {
    return everySteps;
  }

  Duration interval() {
    return interval;
  }

  int kept() {
    return kept;
  }

  boolean continuing() {
    return continuing;
  }

  String note() {
    return note;
  }
}
