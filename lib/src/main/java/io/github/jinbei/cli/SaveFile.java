package io.github.jinbei.cli;

import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a trained model, and the one that replaces it if it cannot be written. */
final class SaveFile {

  /** A model that can be saved. */
  @FunctionalInterface
  interface Saved {

    /** Saves the model to a file. */
    void save(Path file) throws IOException;
  }

  private final Path requested;
  private volatile Path written;
  private IOException failure;

  /**
   * Checks, before a long training, that the file can be written. Does not change an existing file.
   *
   * @param requested the file given by the user, or null to save nothing
   */
  SaveFile(Path requested) {
    this.requested = requested;
    try {
      if (requested != null) {
        SafeTensors.checkWritable(requested);
      }
    } catch (IOException e) {
      throw new FailureException("--save " + e.getMessage() + "; give a file elsewhere");
    }
  }

  /** Returns whether there is a file to save to. */
  boolean isRequested() {
    return requested != null;
  }

  /**
   * Saves the model. If that fails, saves it to a new file of the folder {@code java.io.tmpdir}.
   *
   * @throws FailureException if it cannot be saved there either
   */
  void save(Saved model) {
    if (requested == null) {
      return;
    }
    try {
      model.save(requested);
      written = requested;
    } catch (IOException e) {
      failure = e;
      written = rescued(model);
    }
  }

  private Path rescued(Saved model) {
    try {
      Path file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "jinbei-", ".safetensors");
      try {
        model.save(file);
        return file;
      } catch (IOException e) {
        Files.delete(file);
        throw e;
      }
    } catch (IOException e) {
      throw new FailureException("--save " + failure.getMessage() + "; the model is lost, as the folder of "
          + "java.io.tmpdir cannot be written to either: " + e.getMessage());
    }
  }

  /** Returns whether a file holds the model. Any thread may call it. */
  boolean isWritten() {
    return written != null;
  }

  /** Returns the file that holds the model. */
  Path written() {
    return written;
  }

  /** Returns what is lost if the program ends at this point. Any thread may call it. */
  String lost() {
    return requested == null ? "the trained model is lost: no --save is given"
        : written == null ? "the trained model is lost: " + requested + " is not written"
        : "nothing is lost but the last lines: the model is in " + written;
  }

  /** Returns the file that holds the model, with the reason if it is not the one given. */
  String words() {
    return failure == null ? written.toString() : written + " (" + failure.getMessage() + ")";
  }

  /** Throws a {@link FailureException} if the model was saved to another file than the one given. */
  void requireRequested() {
    if (failure != null) {
      throw new FailureException("--save " + failure.getMessage() + "; the model is in " + written + " instead");
    }
  }
}
