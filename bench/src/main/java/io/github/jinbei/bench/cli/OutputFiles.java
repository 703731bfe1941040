package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.results.Sidecar;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The files that a command writes. They are checked before the work, which may take hours: each file must be writable, and
 * must not replace a file that the command reads or that another option names. A pipe or a device is not replaced, so
 * several options may name it.
 */
final class OutputFiles {

  private final CommandSpec spec;
  /** The use of each file, for the message. */
  private final Map<Path, String> taken = new HashMap<>();

  /** Creates an empty set of files for this command. */
  OutputFiles(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * A file and its content.
   *
   * @param file the file, or null if the user gave none
   * @param text returns the content
   */
  record Output(Path file, Supplier<String> text) {}

  /** Adds a file that the command reads. If it is missing, the code that reads it reports that. */
  void reads(Path file) {
    try {
      taken.put(file.toRealPath(), "read by this command");
    } catch (IOException e) {
      // The code that reads the file reports this.
    }
  }

  /** Adds a result file that the command reads, and the sidecar beside it. */
  void readsResults(Path file) {
    reads(file);
    reads(Sidecar.of(file));
  }

  /**
   * Checks a file that the command writes.
   *
   * @param option the name of the option, for the message
   * @param file the file; null is ignored
   * @throws ParameterException if it cannot be written, or replaces another file of the command
   */
  void writes(String option, Path file) {
    if (file != null) {
      replaced(option, file).ifPresent(real -> take(option, file, real));
    }
  }

  /** Checks a result file that the command writes, and the sidecar beside it. */
  void writesResults(String option, Path file) {
    replaced(option, file).ifPresent(real -> {
      take(option, file, real);
      writes(option, Sidecar.of(file));
    });
  }

  private Optional<Path> replaced(String option, Path file) {
    try {
      AtomicFile.check(file);
      return AtomicFile.replaced(file);
    } catch (IOException e) {
      throw refused(option, e.getMessage());
    }
  }

  private void take(String option, Path file, Path real) {
    String other = taken.putIfAbsent(real, "written for " + option + " too");
    if (other != null) {
      throw refused(option, file + ": is " + other + ", expected another file");
    }
  }

  private ParameterException refused(String option, String reason) {
    return new ParameterException(spec.commandLine(), option + ": " + reason);
  }

  /**
   * Writes all files, even if one of them cannot be written.
   *
   * @throws IOException the exception of the first file that could not be written
   */
  static void write(List<Output> outputs) throws IOException {
    IOException failure = null;
    for (Output output : outputs) {
      try {
        if (output.file != null) {
          AtomicFile.replace(output.file, output.text.get());
        }
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
