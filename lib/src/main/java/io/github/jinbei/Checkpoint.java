package io.github.jinbei;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint that was read from its file: the state of a training, from which {@link TrainerBuilder#resume(Checkpoint)}
 * continues. It can be resumed any number of times.
 */
public final class Checkpoint {

  private final Path file;
  private final TrainingState state;
  private final long steps;
  private final int epochs;
  private final String note;

  Checkpoint(Path file, TrainingState state, long steps, int epochs, String note) {
    this.file = file;
    this.state = state;
    this.steps = steps;
    this.epochs = epochs;
    this.note = note;
  }

  /**
   * Reads the newest checkpoint of a folder, which is the one with the highest number in its name. A damaged file is passed
   * over for the one before; then one warning through {@link System.Logger} names it.
   *
   * @param folder a folder to which a trainer has written checkpoints
   * @return the checkpoint
   * @throws IOException if there is no such folder, it holds no checkpoint, all are damaged, or the newest undamaged one
   *     cannot be read or was written by a later version of this library; the message names the folder or the file
   * @throws NullPointerException if folder is null
   */
  public static Checkpoint newest(Path folder) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      if (Files.notExists(folder)) {
        throw new NoSuchFileException(folder.toString(), null, "does not exist; expected a folder with checkpoints");
      }
      throw new FileSystemException(folder.toString(), null, "holds no checkpoint; expected files such as "
          + CheckpointFile.name(1000));
    }
    List<String> damaged = new ArrayList<>();
    for (Path file : files) {
      SafeTensors content;
      try {
        content = CheckpointFile.read(file);
      } catch (FileFormatException e) {
        damaged.add(e.getMessage());
        continue;
      }
      Checkpoint checkpoint = CheckpointFile.checkpoint(file, content);
      if (!damaged.isEmpty()) {
        System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING, "training continues from the checkpoint " + file
            + ", because newer ones are damaged: " + String.join("; ", damaged));
      }
      return checkpoint;
    }
    throw new FileSystemException(folder.toString(), null, "holds no undamaged checkpoint: " + String.join("; ", damaged));
  }

  /**
   * Reads a checkpoint.
   *
   * @param file the file
   * @return the checkpoint
   * @throws FileFormatException if the file is damaged, is not a checkpoint, or was written by a later version of this library
   * @throws IOException if it cannot be read
   * @throws NullPointerException if file is null
   */
  public static Checkpoint read(Path file) throws IOException {
    return CheckpointFile.checkpoint(file, CheckpointFile.read(file));
  }

  /**
   * Returns the files of a folder whose names are those of checkpoints. They are not read.
   *
   * @param folder the folder
   * @return the files, with the highest number first; none if there is no such folder
   * @throws IOException if the folder cannot be listed, for example because it is a file
   * @throws NullPointerException if folder is null
   */
  public static List<Path> files(Path folder) throws IOException {
    return CheckpointFolder.files(folder);
  }

  /**
   * Returns the file.
   *
   * @return its path, as given or below the folder that was given
   */
  public Path file() {
    return file;
  }

  /**
   * Returns how many updates the trainer had made, as {@link Trainer#steps}.
   *
   * @return the number of updates
   */
  public long steps() {
    return steps;
  }

  /**
   * Returns how many epochs the trainer had completed, as {@link Trainer#epochs}.
   *
   * @return the number of epochs
   */
  public int epochs() {
    return epochs;
  }

  /**
   * Returns the text that {@link Checkpoints#note} has set.
   *
   * @return the text; empty if none was set
   */
  public String note() {
    return note;
  }

  TrainingState state() {
    return state;
  }

  /**
   * Returns the file and the counters as text.
   *
   * @return the text
   */
  @Override
  public String toString() {
    return file + " (" + Count.of(steps, "update") + ", " + Count.of(epochs, "epoch") + ")";
  }
}
