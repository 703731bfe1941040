package io.github.jinbei.cli;

import static io.github.jinbei.cli.DataSource.DATA;
import static io.github.jinbei.cli.FitOptions.METRICS;
import static io.github.jinbei.cli.FitOptions.REPORT;
import static io.github.jinbei.cli.FitOptions.SAVE;
import static io.github.jinbei.cli.FitOptions.SEED;
import static io.github.jinbei.cli.FitOptions.THREADS;
import static io.github.jinbei.cli.IdxFolder.LABEL_COLUMN;
import static io.github.jinbei.cli.IdxFolder.PREFIX;

import io.github.jinbei.DiagnosticsListener;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.NonFiniteLossException;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The training of a network on images: tests it after each epoch, and saves it if a file is given. */
final class ImageTraining {

  /** The options that may be given with {@code --resume}, besides its own. */
  private static final List<Option<?>> REPLACING = List.of(DATA, SAVE, METRICS, REPORT, THREADS);

  /** Layers are measured on at most so many rows, the first ones to train on. */
  private static final int MOST_MEASURED = 256;

  private static final List<String> NOTES = List.of(
      "Ctrl-C ends the training after the current mini-batch; the model is saved, and with --checkpoint a last checkpoint is "
          + "written. A second Ctrl-C ends it at once, without saving.",
      "--resume takes all options from the checkpoint, except those given of --data, --save, --metrics, --report, --threads, "
          + "--every and --keep. It ends with the same bits as a training that was not interrupted.");

  private final CheckpointOptions checkpoints;
  private final NetworkOptions network;
  private final LossOptions loss;
  private final OptimizerOptions optimizer;
  private final LoopOptions loop;
  private final ScheduleOptions schedule;
  private final GradientOptions gradient;
  private final long seed;
  private final int threads;
  private final SaveFile file;
  private final SaveFile metrics;
  private final SaveFile report;
  private final List<String> command;
  private final ImageData data;
  private final LoopOptions.Rows rows;
  private final Mlp mlp;

  private ImageTraining(CheckpointOptions checkpoints, List<String> command) throws IOException {
    this.checkpoints = checkpoints;
    this.command = command;
    Options.Values values = checkpoints.settings();
    optimizer = new OptimizerOptions(values);
    loop = new LoopOptions(values);
    schedule = new ScheduleOptions(values, loop.epochs());
    gradient = new GradientOptions(values);
    network = new NetworkOptions(values);
    loss = new LossOptions(values, network.output());
    seed = values.get(SEED);
    threads = values.has(THREADS) ? values.get(THREADS) : Runtime.getRuntime().availableProcessors();
    file = SaveFile.ofModel(values.get(SAVE));
    metrics = SaveFile.ofMetrics(values);
    report = SaveFile.ofReport(values);
    data = network.data(IdxFolder.of(values));
    rows = loop.rows(data.train(), seed);
    mlp = network.network(data, seed);
  }

  /** Returns the options that are for images. */
  static List<Section> sections() {
    return List.of(new Section("Images: files", List.of(PREFIX, LABEL_COLUMN)), NetworkOptions.section(),
        LossOptions.section(), OptimizerOptions.section(), ScheduleOptions.section(), GradientOptions.section(),
        LoopOptions.section(), CheckpointOptions.section());
  }

  /** Returns the paragraphs of the help that are about images. */
  static List<String> notes() {
    List<String> notes = new ArrayList<>(NetworkOptions.notes());
    notes.addAll(LossOptions.notes());
    notes.addAll(ScheduleOptions.notes());
    notes.addAll(NOTES);
    return notes;
  }

  /**
   * Trains a network by the given options, or continues a training.
   *
   * @param options the options of the command
   * @return the exit code
   */
  static int run(Options.Values values, Options options, PrintStream out) throws IOException {
    return new ImageTraining(new CheckpointOptions(values, options, REPLACING), Main.command("train", values)).run(out);
  }

  private int run(PrintStream out) throws IOException {
    try {
      return train(out);
    } catch (OutputException e) {
      file.requireRequested();
      throw e;
    }
  }

  private int train(PrintStream out) throws IOException {
    try (Trainer trainer = trainer();
        Interrupt interrupt = new Interrupt("jinbei", "the mini-batch under way", () -> checkpoints.lost(file))) {
      Text.printHeader(settings(), out);
      Dataset train = rows.train();
      TrainReport progress = new TrainReport(out, trainer, train.rows(), data.test(), interrupt, !report.isRequested() ? null
          : new DiagnosticsListener(train.slice(0, loop.withoutSingle(Math.min(MOST_MEASURED, train.rows())))));
      History history;
      try {
        history = trainer.fit(train, loop.epochs(), rows.validation(), progress);
      } catch (OutputException e) {
        file.save(mlp::save);
        throw e;
      } catch (NonFiniteLossException e) {
        throw diverged(e, progress, out);
      } finally {
        progress.clear();
      }
      boolean interrupted = interrupt.isRequested() || history.end() == History.End.INTERRUPT;
      finish(history, trainer, progress, interrupted, out);
      file.requireRequested();
      metrics.requireRequested();
      report.requireRequested();
      checkpoints.requireLast(trainer.steps());
      return interrupted ? Interrupt.EXIT_CODE : 0;
    }
  }

  private Trainer trainer() throws IOException {
    TrainerBuilder trainer = Trainer.builder(mlp).optimizer(optimizer.optimizer()).seed(seed).threads(threads);
    network.apply(trainer);
    loss.apply(trainer, rows.train(), mlp.classes());
    gradient.apply(trainer);
    loop.apply(trainer);
    schedule.apply(trainer, (rows.train().rows() - 1) / loop.batch() + 1);
    return checkpoints.build(trainer);
  }

  /** Returns the settings by their names, as the header and the report have them. */
  private Map<String, String> settings() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("data", data.name() + ": " + Count.of(rows.train().rows(), "row") + " to train on, "
        + (rows.validation() == null ? "" : rows.validation().rows() + " to validate with, ") + data.test().rows()
        + " to test on");
    int first = data.firstClass();
    if (first > 0) {
      lines.put("labels", "begin at " + first + ": "
          + (first == 1 ? "class 0 is empty" : "classes 0 to " + (first - 1) + " are empty"));
    }
    String missing = data.classesWithout(rows.train());
    if (!missing.isEmpty()) {
      lines.put("missing", missing + " to train on" + loop.orderWarning());
    }
    lines.put("network", Text.network(mlp));
    lines.put("training", Text.name(loss.loss()) + ", " + optimizer.words() + ", batch "
        + Math.min(loop.batch(), rows.train().rows()) + ", " + Count.of(loop.epochs(), "epoch") + ", decay "
        + gradient.decay() + ", init " + network.init() + ", seed " + seed + ", "
        + (threads == 1 ? "" : "at most ") + Count.of(threads, "thread"));
    List<String> others = new ArrayList<>(
        List.of(network.words(), loss.words(), schedule.words(), gradient.words(), loop.words()));
    others.removeAll(List.of(""));
    String more = String.join(", ", others);
    if (!more.isEmpty()) {
      lines.put("with", more);
    }
    if (checkpoints.areWritten()) {
      lines.put("checkpoint", checkpoints.words());
    }
    if (checkpoints.isResumed()) {
      lines.put("resumed", checkpoints.origin());
    }
    return lines;
  }

  /** Saves the network, and prints the end of the training. */
  private void finish(History history, Trainer trainer, TrainReport progress, boolean interrupted, PrintStream out)
      throws IOException {
    double seconds = progress.seconds();
    file.save(mlp::save);
    if (interrupted) {
      out.println(Text.entry("stopped", "early, by Ctrl-C or a signal, after a complete mini-batch"));
    } else if (history.end() == History.End.EARLY_STOPPING) {
      out.println(Text.entry("stopped", "early, since the validation loss fell no further; the best weights are restored"));
    }
    out.println(Text.entry("best", progress.best()));
    out.println(Text.entry("final", Text.result(trainer.evaluate(data.test()), trainer.loss())));
    ImageEvaluation evaluation = new ImageEvaluation(mlp, data.test());
    evaluation.print(out);
    out.println();
    out.println(Text.entry("time", Text.seconds(seconds)));
    if (file.isRequested()) {
      out.println(Text.entry("saved", file.written().toString()));
    }
    Figures.save(metrics, evaluation.figures(data.name()), out);
    saveReport(progress, history, settings(), out);
    if (interrupted && checkpoints.areWritten() && trainer.steps() > 0) {
      out.println(Text.entry("continue", checkpoints.command()));
    }
    out.println(Text.fingerprint(mlp));
    out.flush();
  }

  /** Writes the report, if it is requested. Inputs whose number is a square are drawn as images. */
  private void saveReport(TrainReport progress, History history, Map<String, String> settings, PrintStream out) {
    if (!report.isRequested()) {
      return;
    }
    Report page = progress.page(mlp, history).title("Training on " + data.name()).settings(settings)
        .command(command);
    int side = (int) Math.round(Math.sqrt(mlp.inputs()));
    report.save(side * side == mlp.inputs() ? page.images(side, side) : page, out);
  }

  /**
   * Saves the network and the report of a training that diverged, but not in the first epoch: a file that exists may be worth
   * more.
   *
   * @return the exception to throw
   */
  private RuntimeException diverged(NonFiniteLossException e, TrainReport progress, PrintStream out) throws IOException {
    if (!file.isRequested() && !report.isRequested()) {
      return e;
    }
    if (!progress.hasEpoch()) {
      return new FailureException(e.getMessage() + "; no epoch was completed, so nothing is saved");
    }
    file.save(mlp::save);
    progress.clear();
    out.println(Text.entry("best", progress.best()));
    if (file.isRequested()) {
      out.println(Text.entry("saved", file.written().toString()));
    }
    Map<String, String> settings = settings();
    settings.put("failed", e.getMessage());
    saveReport(progress, progress.history(), settings, out);
    out.println(Text.fingerprint(mlp));
    return !file.isRequested() ? e : new FailureException(e.getMessage() + "; " + file.words() + " holds the "
        + (loop.stopsEarly() ? "best weights of the validation" : "network as it is"));
  }
}
