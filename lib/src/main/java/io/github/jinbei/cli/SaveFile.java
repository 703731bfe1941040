package io.github.jinbei.cli;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file that a command writes at its end, and the one that replaces it if it cannot be written. */
final class SaveFile {

  /** What can be saved. */
  @FunctionalInterface
  interface Saved {

    /** Saves it to a file. */
    void save(Path file) throws IOException;
  }

  private final Option<Path> option;
  private final String what;
  private final String suffix;
  private final Path requested;
  private volatile Path written;
  private IOException failure;

  /**
   * Checks, before long work, that the file can be written. Does not change an existing file.
   *
   * @param option the option that names the file
   * @param what what is saved, as the start of a message, for example {@code the model is}
   * @param suffix the end of the name of the file that replaces it
   * @param requested the file given by the user, or null to save nothing
   */
  private SaveFile(Option<Path> option, String what, String suffix, Path requested) {
    this.option = option;
    this.what = what;
    this.suffix = suffix;
    this.requested = requested;
    if (requested != null) {
      check(option, requested);
    }
  }

  /** Throws a {@link UsageException} if the file that an option names cannot be written. Does not change it. */
  static void check(Option<Path> option, Path file) {
    try {
      AtomicFile.check(file);
    } catch (IOException e) {
      throw new UsageException(option.name() + " " + e.getMessage() + "; give a file elsewhere");
    }
  }

  /** Returns the file of a trained model. */
  static SaveFile ofModel(Path requested) {
    return new SaveFile(FitOptions.SAVE, "the model is", ".safetensors", requested);
  }

  /**
   * Returns the file of the figures of a test.
   *
   * @throws UsageException if the model is to be saved to the same file
   */
  static SaveFile ofMetrics(Options.Values values) {
    requireOther(values, FitOptions.METRICS, FitOptions.SAVE);
    return new SaveFile(FitOptions.METRICS, "the figures are", ".json", values.get(FitOptions.METRICS));
  }

  /**
   * Returns the file of the report of a training.
   *
   * @throws UsageException if its name does not end in .html, or it is the file of the model or of the figures
   */
  static SaveFile ofReport(Options.Values values) {
    requireOther(values, FitOptions.REPORT, FitOptions.SAVE);
    requireOther(values, FitOptions.REPORT, FitOptions.METRICS);
    Path requested = values.get(FitOptions.REPORT);
    if (requested != null && !requested.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new UsageException(FitOptions.REPORT.name() + " " + requested
          + " has another ending; give a name that ends in .html");
    }
    return new SaveFile(FitOptions.REPORT, "the report is", ".html", requested);
  }

  private static void requireOther(Options.Values values, Option<Path> option, Option<Path> taken) {
    if (values.has(option) && values.has(taken)
        && values.get(option).toAbsolutePath().normalize().equals(values.get(taken).toAbsolutePath().normalize())) {
      throw new UsageException(option.name() + " " + values.get(option) + " is the file of " + taken.name()
          + "; give another one");
    }
  }

  /** Returns whether there is a file to save to. */
  boolean isRequested() {
    return requested != null;
  }

  /**
   * Saves it. If that fails, saves it to a new file of the folder {@code java.io.tmpdir}.
   *
   * @throws FailureException if it cannot be saved there either
   */
  void save(Saved saved) {
    if (requested == null) {
      return;
    }
    try {
      saved.save(requested);
      written = requested;
    } catch (IOException e) {
      failure = e;
      written = rescued(saved);
    }
  }

  /** Saves the report of a training, and prints the name of its file. */
  void save(Report report, PrintStream out) {
    save(report::write);
    out.println(Text.entry("report", written.toString()));
  }

  private Path rescued(Saved saved) {
    try {
      Path file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "jinbei-", suffix);
      try {
        saved.save(file);
        return file;
      } catch (IOException e) {
        Files.delete(file);
        throw e;
      }
    } catch (IOException e) {
      throw new FailureException(option.name() + " " + failure.getMessage() + "; " + what + " lost, as the folder of "
          + "java.io.tmpdir cannot be written to either: " + e.getMessage());
    }
  }

  /** Returns whether a file holds it. Any thread may call it. */
  boolean isWritten() {
    return written != null;
  }

  /** Returns the file that holds it. */
  Path written() {
    return written;
  }

  /** Returns what is lost of a trained model if the program ends at this point. Any thread may call it. */
  String lost() {
    return requested == null ? "the trained model is lost: no --save is given"
        : written == null ? "the trained model is lost: " + requested + " is not written"
        : "nothing is lost but the last lines: the model is in " + written;
  }

  /** Returns the file that holds it, with the reason if it is not the one given. */
  String words() {
    return failure == null ? written.toString() : written + " (" + failure.getMessage() + ")";
  }

  /** Throws a {@link FailureException} if it was saved to another file than the one given. */
  void requireRequested() {
    if (failure != null) {
      throw new FailureException(option.name() + " " + failure.getMessage() + "; " + what + " in " + written + " instead");
    }
  }
}
