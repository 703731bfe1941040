package io.github.jinbei.cli;

import io.github.jinbei.Checkpoint;
import io.github.jinbei.Checkpoints;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of checkpoints, and the settings of the training: those given, or with {@code --resume} those of the checkpoint.
 * A checkpoint keeps the options in its note: the name of the command, then one option a line.
 */
final class CheckpointOptions {

  private static final Kind<Path> FOLDER = Kind.path("DIR", "the name of a folder");

  private static final Option<Path> CHECKPOINT = new Option<>("--checkpoint", FOLDER, null,
      "folder to which the state of the training is written from time to time, for --resume (default none)");
  private static final Option<Interval> EVERY = new Option<>("--every",
      new Kind<>(Interval.FORM, Interval.EXPECTED, Interval::read), "60s",
      "time or number of steps between two checkpoints: 500ms, 60s, 5m, 1h, or 1000 for steps");
  private static final Option<Integer> KEEP = new Option<>("--keep", Kind.count(), "3",
      "the number of checkpoints that are kept, the newest ones");
  static final Option<Path> RESUME = new Option<>("--resume", FOLDER, null,
      "continue the training whose checkpoints are in DIR, from the newest one and with its settings");

  private static final List<Option<?>> OWN = List.of(CHECKPOINT, EVERY, KEEP, RESUME);

  private final Options.Values settings;
  private final Path folder;
  private final Checkpoint from;
  private final String note;

  /**
   * Reads the values, and with {@code --resume} the newest checkpoint.
   *
   * @param options the options of the command
   * @param replacing the options that replace those of a checkpoint, besides {@code --every} and {@code --keep}
   * @throws UsageException if they are incompatible, or the folder or the checkpoint is not suitable
   */
  CheckpointOptions(Options.Values values, Options options, List<Option<?>> replacing) throws IOException {
    if (values.has(RESUME)) {
      List<Option<?>> allowed = new ArrayList<>(replacing);
      allowed.addAll(List.of(RESUME, EVERY, KEEP));
      checkReplacing(values, options, allowed);
      this.folder = values.get(RESUME);
      this.from = Checkpoint.newest(folder);
      this.settings = stored(values, options, allowed);
    } else {
      checkNew(values);
      this.folder = values.get(CHECKPOINT);
      this.from = null;
      this.settings = values;
    }
    this.note = folder == null ? "" : note(options);
  }

  static Section section() {
    return new Section("Images: checkpoints", OWN);
  }

  private static void checkReplacing(Options.Values values, Options options, List<Option<?>> allowed) {
    if (values.has(CHECKPOINT)) {
      throw new UsageException("--checkpoint is incompatible with --resume, which writes into the folder that it reads; leave "
          + "one out");
    }
    for (Option<?> option : options.table()) {
      if (values.has(option) && !allowed.contains(option)) {
        throw new UsageException(option.name() + " is incompatible with --resume: the settings come from the checkpoint; "
            + "leave it out");
      }
    }
  }

  private static void checkNew(Options.Values values) throws IOException {
    for (Option<?> option : List.of(EVERY, KEEP)) {
      if (values.has(option) && !values.has(CHECKPOINT)) {
        throw new UsageException(option.name() + " needs --checkpoint or --resume; leave it out");
      }
    }
    if (values.has(CHECKPOINT) && !Checkpoint.files(values.get(CHECKPOINT)).isEmpty()) {
      throw new UsageException("--checkpoint " + values.get(CHECKPOINT) + " holds the checkpoints of a training; continue it "
          + "with --resume, or give another folder");
    }
  }

  /** Returns the options in the note of the checkpoint, with those that were given in their place. */
  private Options.Values stored(Options.Values values, Options options, List<Option<?>> allowed) {
    List<String> lines = from.note().lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(options.command())) {
      throw new UsageException(from.file() + " does not hold the options of a command, as it was written by another program; "
          + "resume it there, with TrainerBuilder.resume");
    }
    List<String> words = new ArrayList<>();
    for (String word : lines.subList(1, lines.size())) {
      if (allowed.stream().noneMatch(option -> values.has(option) && word.startsWith(option.name() + "="))) {
        words.add(word);
      }
    }
    words.addAll(values.asWords(allowed.stream().filter(option -> option != RESUME).toList()));
    try {
      return options.parse(words);
    } catch (UsageException e) {
      throw new UsageException(from.file() + " was written by another version of this program: " + e.getMessage());
    }
  }

  private String note(Options options) {
    List<Option<?>> kept = options.table().stream().filter(option -> option != CHECKPOINT && option != RESUME).toList();
    List<String> words = settings.asWords(kept);
    for (String word : words) {
      if (word.lines().count() > 1) {
        throw new UsageException(word.replaceFirst("=(?s).*", "") + " has a line break, which a checkpoint cannot hold; leave "
            + "out --checkpoint, or give another name");
      }
    }
    return options.command() + "\n" + String.join("\n", words);
  }

  /** Returns the options of the training. */
  Options.Values settings() {
    return settings;
  }

  /** Returns whether checkpoints are written. */
  boolean areWritten() {
    return folder != null;
  }

  /** Returns the words that continue the training. */
  String command() {
    return CommandLine.of(List.of("train", RESUME.name(), folder.toString()));
  }

  /** Returns where and how often checkpoints are written, as the header prints it. */
  String words() {
    return "every " + settings.get(EVERY).words() + " in " + folder + ", keeping " + settings.get(KEEP);
  }

  /** Returns whether a training is continued. */
  boolean isResumed() {
    return from != null;
  }

  /** Returns the checkpoint that the training continues from, as the header prints it. */
  String origin() {
    return "from " + from.file() + ", after " + Count.of(from.epochs(), "epoch") + ", " + Count.of(from.steps(), "step");
  }

  /**
   * Makes a trainer that writes checkpoints, and that continues from the one that was read. A checkpoint that cannot be written
   * is a warning.
   *
   * @throws IOException if the folder cannot be written to
   */
  Trainer build(TrainerBuilder trainer) throws IOException {
    if (folder != null) {
      trainer.checkpoints(settings.get(EVERY).of(Checkpoints.in(folder)).keepLast(settings.get(KEEP)).continueAfterFailure()
          .note(note));
    }
    try {
      return (from == null ? trainer : trainer.resume(from)).build();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns what is lost if the program ends at this point. Any thread may call it. */
  String lost(SaveFile file) {
    return folder == null || file.isWritten() ? file.lost()
        : "what was trained since the last checkpoint is lost; " + command() + " continues from there";
  }

  /** Throws a {@link FailureException} if there were steps, and the folder lacks the checkpoint of the last one. */
  void requireLast(long steps) throws IOException {
    if (folder == null || steps == (from == null ? 0 : from.steps())) {
      return;
    }
    List<Path> files = Checkpoint.files(folder);
    if (files.stream().noneMatch(file -> steps(file) == steps)) {
      throw new FailureException("the last checkpoint, after " + Count.of(steps, "step") + ", could not be written; "
          + (files.isEmpty() ? "there is none in " + folder : folder + " holds earlier ones"));
    }
  }

  /** Returns the number in the name of a checkpoint, which counts the steps. */
  private static long steps(Path file) {
    return Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
  }
}
