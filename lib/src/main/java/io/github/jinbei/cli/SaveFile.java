package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a trained network is saved to, and the one that takes its place if it cannot be written. */
final class SaveFile {

  private final Path asked;
  private volatile Path written;
  private IOException failure;

  /**
   * Checks that the file can be written, before hours are spent on what it is to hold. Leaves what is there as it is.
   *
   * @param asked null to save nowhere
   */
  SaveFile(Path asked) {
    this.asked = asked;
    try {
      if (asked != null) {
        SafeTensors.checkWritable(asked);
      }
    } catch (IOException e) {
      throw new FailureException("--save " + e.getMessage() + "; give a file elsewhere");
    }
  }

  /** Whether there is a file to save to. */
  boolean isAsked() {
    return asked != null;
  }

  /**
   * Saves the network. If that fails, saves it to a new file of the folder {@code java.io.tmpdir}.
   *
   * @throws FailureException if it cannot be saved there either
   */
  void save(Mlp mlp) {
    if (asked == null) {
      return;
    }
    try {
      mlp.save(asked);
      written = asked;
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

  /** The file that holds the network. */
  Path written() {
    return written;
  }

  /** What is lost if the program ends here; may be called by any thread. */
  String lost() {
    return asked == null ? "what this training has learned is lost: it has no --save"
        : written == null ? "what this training has learned is lost: " + asked + " is not written"
        : "nothing is lost but the last lines: the network is in " + written;
  }

  /** The file that holds the network, and why it is another than the one asked for. */
  String words() {
    return failure == null ? written.toString() : written + " (" + failure.getMessage() + ")";
  }

  /** Throws a {@link FailureException} if the network was saved to another file than the one asked for. */
  void requireAsked() {
    if (failure != null) {
      throw new FailureException("--save " + failure.getMessage() + "; the network is in " + written + " instead");
    }
  }
}
