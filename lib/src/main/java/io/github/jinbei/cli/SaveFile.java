package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a trained network, and the one that replaces it if it cannot be written. */
final class SaveFile {

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
   * Saves the network. If that fails, saves it to a new file of the folder {@code java.io.tmpdir}.
   *
   * @throws FailureException if it cannot be saved there either
   */
  void save(Mlp mlp) {
    if (requested == null) {
      return;
    }
    try {
      mlp.save(requested);
      written = requested;
    } catch (IOException e) {
      failure = e;
      written = rescued(mlp);
    }
  }

  private Path rescued(Mlp mlp) {
    try {
      Path file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "jinbei-", ".safetensors");
      try {
        mlp.save(file);
        return file;
      } catch (IOException e) {
        Files.delete(file);
        throw e;
      }
    } catch (IOException e) {
      throw new FailureException("--save " + failure.getMessage() + "; the network is lost, as the folder of "
          + "java.io.tmpdir cannot be written to either: " + e.getMessage());
    }
  }

  /** Returns whether a file holds the network. Any thread may call it. */
  boolean isWritten() {
    return written != null;
  }

  /** Returns the file that holds the network. */
  Path written() {
    return written;
  }

  /** Returns what is lost if the program ends at this point. Any thread may call it. */
  String lost() {
    return requested == null ? "the trained network is lost: no --save is given"
        : written == null ? "the trained network is lost: " + requested + " is not written"
        : "nothing is lost but the last lines: the network is in " + written;
  }

  /** Returns the file that holds the network, with the reason if it is not the one given. */
  String words() {
    return failure == null ? written.toString() : written + " (" + failure.getMessage() + ")";
  }

  /** Throws a {@link FailureException} if the network was saved to another file than the one given. */
  void requireRequested() {
    if (failure != null) {
      throw new FailureException("--save " + failure.getMessage() + "; the network is in " + written + " instead");
    }
  }
}
