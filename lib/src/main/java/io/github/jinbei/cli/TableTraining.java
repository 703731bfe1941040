package io.github.jinbei.cli;

import static io.github.jinbei.cli.DataSource.DATA;
import static io.github.jinbei.cli.FitOptions.SAVE;
import static io.github.jinbei.cli.FitOptions.SEED;
import static io.github.jinbei.cli.FitOptions.THREADS;

import io.github.jinbei.Backend;
import io.github.jinbei.EpochMetric;
import io.github.jinbei.History;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.EstimatorBuilder;
import io.github.jinbei.table.FeatureOptions;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpClassifierBuilder;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Scaling;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The training of a model on a table: tests it at the end, and saves it if a file is given. */
final class TableTraining {

  private static final int EPOCHS = 256;

  private static final Option<String> TARGET = new Option<>("--target", Kind.text(), null,
      "the column to predict; all others are inputs (for the sample, species is the default)");
  private static final Option<TableTask> TASK = new Option<>("--task",
      Kind.choice(List.of(TableTask.values()), Kind::word), null,
      "what the target is (default classes for text, and for at most 20 different whole numbers that each occur in 5 rows or "
          + "more; else regression)");
  private static final Option<Path> TEST = new Option<>("--test", Kind.path("FILE", "the name of a file"), null,
      "a file of rows to test on (default a fifth of the rows of --data, which is set aside)");
  private static final Option<int[]> UNITS = new Option<>("--units", Kind.counts(), null,
      "units of the hidden layers (default 256,256,256)");
  private static final Option<Integer> FOLDS = new Option<>("--folds", Kind.count(), null,
      "the number of networks whose mean is the prediction, each validated by its part of the rows; 1 for a single one that is "
          + "validated by a fifth (default 5; with fewer than 200 rows, five new ones are then trained on all rows)");
  private static final Option<Scaling> SCALING = new Option<>("--scaling",
      Kind.choice(List.of(Scaling.values()), Kind::word), "robust", "how inputs are scaled");
  private static final Option<Integer> CATEGORIES = new Option<>("--categories", Kind.count(),
      Integer.toString(FeatureOptions.DEFAULT.mostCategories()),
      "categories of a column that have an input of their own; the rarest others share one");

  private static final List<String> NOTES = List.of("Of a table, Ctrl-C ends the training after the current epoch. "
      + "Each network has the parameters of its best epoch, and the model is saved.");

  private final Options.Values values;
  private final long seed;
  private final int threads;
  private final SaveFile file;
  private final String target;
  private final TableTask.Choice task;
  private final TableData data;

  private TableTraining(Options.Values values) throws IOException {
    this.values = values;
    seed = values.get(SEED);
    threads = values.get(THREADS, Runtime.getRuntime().availableProcessors());
    CsvOptions.requireFile(values);
    file = new SaveFile(values.get(SAVE));
    Table all = values.has(DATA) ? CsvOptions.read(values.get(DATA), values) : Penguins.all();
    target = target(all);
    task = values.has(TASK) ? new TableTask.Choice(values.get(TASK), "as given") : TableTask.suggestedBy(all.column(target));
    if (values.has(FitOptions.SMOOTHING) && task.task() == TableTask.REGRESSION) {
      throw new UsageException(FitOptions.SMOOTHING.name() + " is for classes, but the task is " + task + "; leave it out");
    }
    data = data(all);
  }

  /** Returns the options that are for tables. */
  static List<Section> sections() {
    return List.of(
        new Section("Tables", Stream.of(List.of(TARGET, TASK, TEST), CsvOptions.ofKnownColumns(), CsvOptions.ofColumns(),
            List.of(SCALING, CATEGORIES, UNITS, FOLDS)).<Option<?>>flatMap(List::stream).toList()));
  }

  /** Returns the paragraphs of the help that are about tables. */
  static List<String> notes() {
    return NOTES;
  }

  /**
   * Trains a model by the given options.
   *
   * @return the exit code
   */
  static int run(Options.Values values, PrintStream out) throws IOException {
    return new TableTraining(values).run(out);
  }

  /** Returns the name of the target, which has a value in each row. */
  private String target(Table all) {
    String name = values.get(TARGET, values.has(DATA) ? null : Penguins.TARGET);
    List<String> names = all.names();
    if (name == null) {
      throw new UsageException("a table needs " + TARGET.name() + ", the column to predict; give one of " + listed(names));
    }
    if (!all.hasColumn(name)) {
      String near = Closest.to(name, names);
      throw new FailureException(TARGET.name() + " " + name + ": there is no such column; "
          + (near == null ? "give one of " + listed(names) : "did you mean " + near + "?"));
    }
    Column column = all.column(name);
    for (int row = 0; row < all.rows() && column.missing() > 0; row++) {
      if (column.isMissing(row)) {
        throw new FailureException("the target " + name + " is missing in " + Count.of(column.missing(), "row") + ", the first "
            + "of them row " + (row + 1) + "; leave these rows out of the data");
      }
    }
    return name;
  }

  private static String listed(List<String> names) {
    int most = 20;
    return String.join(", ", names.subList(0, Math.min(most, names.size()))) + (names.size() > most ? ", ..." : "");
  }

  private TableData data(Table all) throws IOException {
    String name = TableData.name(values);
    if (values.has(TEST)) {
      return TableData.of(name, all, values.get(TEST), CsvOptions.format(values));
    }
    return values.has(DATA)
        ? TableData.divided(name, all, task.task() == TableTask.CLASSES ? all.column(target) : null, seed)
        : TableData.sample();
  }

  private int epochs() {
    return values.get(FitOptions.EPOCHS, EPOCHS);
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
    try (Interrupt interrupt = new Interrupt("jinbei", "the epoch under way", file::lost)) {
      printHeader(out);
      TableReport report = new TableReport(out, epochs(), interrupt);
      MlpEstimator model;
      try (report) {
        model = fit(report);
        file.save(model::save);
      } catch (CancellationException e) {
        report.clear();
        out.println(Text.entry("stopped", "early, by Ctrl-C or a signal, before an epoch was complete; there is no model"));
        return Interrupt.EXIT_CODE;
      } finally {
        report.clear();
      }
      boolean interrupted = interrupt.isRequested() || Thread.currentThread().isInterrupted();
      finish(model, report, interrupted, out);
      file.requireRequested();
      return interrupted ? Interrupt.EXIT_CODE : 0;
    }
  }

  /** Prints all lines in one write, as the training of images does. */
  private void printHeader(PrintStream out) {
    List<String> lines = new ArrayList<>();
    lines.add(Text.entry("data", data.name() + ": " + Count.of(data.train().rows(), "row") + " to train on, "
        + data.test().rows() + " to test on (" + data.origin() + ")"));
    lines.addAll(TableWords.entries("columns", TableWords.lines(data.train().drop(target))));
    Column column = data.train().column(target);
    lines.add(Text.entry("target", target + ": " + TableWords.words(column)));
    lines.add(Text.entry("task", task.toString()));
    String epochs = (values.has(FitOptions.EPOCHS) ? "" : "at most ") + Count.of(epochs(), "epoch");
    lines.add(Text.entry("training", epochs + ", seed " + seed + ", "
        + (threads == 1 ? "" : "at most ") + Count.of(threads, "thread")));
    String more = values.given(Stream.of(CsvOptions.ofColumns(), List.of(UNITS, FOLDS, SCALING, CATEGORIES),
        FitOptions.section().table()).<Option<?>>flatMap(List::stream).toList());
    if (!more.isEmpty()) {
      lines.add(Text.entry("with", more));
    }
    lines.add(Text.entry("backend", Backend.current().toString()));
    out.print(lines.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining()));
  }

  private MlpEstimator fit(TableReport report) {
    if (task.task() == TableTask.REGRESSION) {
      return fit(MlpRegressor.builder(), report);
    }
    MlpClassifierBuilder builder = MlpClassifier.builder();
    if (values.has(FitOptions.SMOOTHING)) {
      builder.labelSmoothing(values.get(FitOptions.SMOOTHING));
    }
    return fit(builder, report);
  }

  private <B extends EstimatorBuilder<B, E>, E extends MlpEstimator> E fit(B builder, TableReport report) {
    builder.seed(seed).threads(threads).listener(report).dropout(values.get(FitOptions.DROPOUT))
        .weightDecay(values.get(FitOptions.DECAY))
        .features(new FeatureOptions(values.get(SCALING), values.get(CATEGORIES)));
    if (values.has(FitOptions.EPOCHS)) {
      builder.epochs(epochs());
    }
    if (values.has(UNITS)) {
      builder.units(values.get(UNITS));
    }
    if (values.has(FOLDS)) {
      builder.folds(values.get(FOLDS));
    }
    if (values.has(FitOptions.HIDDEN)) {
      builder.activation(values.get(FitOptions.HIDDEN));
    }
    if (values.has(FitOptions.RATE)) {
      builder.learningRate(values.get(FitOptions.RATE));
    }
    if (values.has(FitOptions.BATCH)) {
      builder.batchSize(values.get(FitOptions.BATCH));
    }
    return builder.fit(data.train(), target);
  }

  /** Returns the epoch whose parameters a network has: the last one with the least loss. */
  private static int best(History history) {
    EpochMetric metric = EpochMetric.LOSS;
    return history.epochs().stream().reduce((a, b) -> metric.score(b.validation()) < metric.score(a.validation()) ? a : b)
        .get().epoch();
  }

  private void finish(MlpEstimator model, TableReport report, boolean interrupted, PrintStream out) {
    if (interrupted) {
      out.println(Text.entry("stopped", "early, by Ctrl-C or a signal; each network has its best epoch so far"));
    }
    out.println(Text.entry("networks", TableModel.networks(model)));
    String best = model.history().stream().filter(history -> history.last().validation() != null)
        .map(history -> Integer.toString(best(history))).collect(Collectors.joining(", "));
    if (!best.isEmpty()) {
      out.println(Text.entry("best", (best.contains(",") ? "epochs " : "epoch ") + best + " of " + epochs()
          + ", by rows that the network is not trained on"));
    } else if (report.refitted()) {
      out.println(Text.entry("best", "epoch " + model.history().get(0).last().epoch() + " of " + epochs()
          + ", by rows that the network is not trained on; then new networks are trained on all rows"));
    }
    out.println(Text.entry("final", TableModel.result(model, data.test())));
    out.println(Text.entry("time", Text.format("%.2f s", report.seconds())));
    if (file.isRequested()) {
      out.println(Text.entry("saved", file.written().toString()));
    }
    out.println(TableModel.fingerprint(model));
    out.flush();
  }
}
