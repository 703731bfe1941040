package io.github.jinbei.cli;

import static io.github.jinbei.cli.DataSource.DATA;
import static io.github.jinbei.cli.FitOptions.SAVE;
import static io.github.jinbei.cli.FitOptions.SEED;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.History;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.EstimatorBuilder;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** The training of a model on a table: tests it at the end, and saves it if a file is given. */
final class TableTraining {

  private static final Option<TableTask> TASK = new Option<>("--task",
      Kind.choice(TableTask.values()), null,
      "what the target is (default classes for text, and for at most 20 different whole numbers that each occur in 5 rows or "
          + "more; else regression)");
  private static final Option<Path> TEST = new Option<>("--test", Kind.path("FILE", "the name of a file"), null,
      "a file of rows to test on (default a fifth of the rows of --data, which is set aside)");
  private static final Option<Integer> CROSS_VALIDATE = new Option<>("--cross-validate", Kind.atLeast(2), null,
      "divide the rows to train on into N parts, and test models on each part that are trained on the others; then train the "
          + "model on all of them (default no such test)");

  private static final List<String> NOTES = List.of("Of a table, Ctrl-C ends the training after the current epoch. "
      + "Each network has the parameters of its best epoch, and the model is saved. In a cross-validation it ends the program "
      + "without a model.");

  private final Options.Values values;
  private final SaveFile file;
  private final SaveFile metrics;
  private final SaveFile report;
  private final String target;
  private final String weights;
  private final TableTask.Choice task;
  private final TableSettings settings;
  private final TableData data;

  private TableTraining(Options.Values values) throws IOException {
    this.values = values;
    CsvOptions.requireFile(values);
    file = SaveFile.ofModel(values.get(SAVE));
    metrics = SaveFile.ofMetrics(values);
    report = SaveFile.ofReport(values);
    Table all = values.has(DATA) ? CsvOptions.read(values.get(DATA), values) : Penguins.all();
    target = TableColumns.target(values, all);
    weights = TableColumns.weights(values, all, target);
    task = values.has(TASK) ? new TableTask.Choice(values.get(TASK), "as given") : TableTask.suggestedBy(all.column(target));
    settings = new TableSettings(values, task);
    TableColumns.requireClasses(values, all.column(target));
    data = data(all);
    TableColumns.requireTests(data.test(), target, weights);
    Integer folds = values.get(CROSS_VALIDATE);
    if (folds != null && folds > data.train().rows()) {
      throw new UsageException(CROSS_VALIDATE.name() + " " + folds + " is more than the rows to train on; give at most "
          + data.train().rows());
    }
  }

  /** Returns the options that are for tables. */
  static List<Section> sections() {
    List<Option<?>> table = new ArrayList<>(
        List.of(TableColumns.TARGET, TASK, TEST, CROSS_VALIDATE, TableEvaluation.IMPORTANCE));
    table.addAll(CsvOptions.ofKnownColumns());
    table.addAll(CsvOptions.ofColumns());
    table.add(TableColumns.WEIGHTS);
    table.addAll(TableSettings.options());
    return List.of(new Section("Tables", table));
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

  private TableData data(Table all) throws IOException {
    String name = TableData.name(values);
    if (values.has(TEST)) {
      Path file = values.get(TEST);
      if (!DataSource.isStandardInput(file) && (Files.notExists(file) || Files.isDirectory(file))) {
        throw new UsageException(TEST.name() + " " + file + (Files.isDirectory(file) ? " is a folder; give a CSV file"
            : ": there is no such file; check the name"));
      }
      return TableData.of(name, all, file, CsvOptions.format(values), weights);
    }
    return values.has(DATA) ? TableData.divided(name, all, task.task() == TableTask.CLASSES ? all.column(target) : null,
        values.get(SEED)) : TableData.sample();
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
      Text.printHeader(header(), out);
      TableReport progress = new TableReport(out, settings.epochs(), interrupt);
      CrossValidation validation = null;
      MlpEstimator model;
      try (progress) {
        EstimatorBuilder<?, ? extends MlpEstimator> builder = settings.builder(progress);
        if (values.has(CROSS_VALIDATE)) {
          validation = CrossValidation.of(builder, data.train(), target, values.get(CROSS_VALIDATE));
          progress.endFolds();
          Figures.print("cross-validation, mean +- standard error over " + validation, out);
          out.println();
        }
        model = builder.diagnostics(report.isRequested()).fit(data.train(), target);
        file.save(model::save);
      } catch (CancellationException e) {
        progress.clear();
        out.println(Text.entry("stopped", "early, by Ctrl-C or a signal, " + progress.placeOfEnd() + "; there is no model"));
        return Interrupt.EXIT_CODE;
      } finally {
        progress.clear();
      }
      boolean interrupted = finish(model, validation, progress, interrupt, out);
      file.requireRequested();
      metrics.requireRequested();
      report.requireRequested();
      return interrupted ? Interrupt.EXIT_CODE : 0;
    }
  }

  /** Returns the settings by their names, as the header and the report have them. */
  private Map<String, String> header() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("data", data.name() + ": " + Count.of(data.train().rows(), "row") + " to train on, "
        + data.test().rows() + " to test on (" + data.origin() + ")");
    Table inputs = data.train().drop(target);
    lines.put("columns", String.join("\n", TableWords.lines(weights == null ? inputs : inputs.drop(weights))));
    lines.put("target", target + ": " + TableWords.words(data.train().column(target)));
    if (weights != null) {
      lines.put("weights", weights + " of each row");
    }
    lines.put("task", task.toString());
    String epochs = (values.has(FitOptions.EPOCHS) ? "" : "at most ") + Count.of(settings.epochs(), "epoch");
    int threads = settings.threads();
    lines.put("training", epochs + ", seed " + values.get(SEED) + ", "
        + (threads == 1 ? "" : "at most ") + Count.of(threads, "thread"));
    List<Option<?>> others = new ArrayList<>(CsvOptions.ofColumns());
    others.addAll(TableSettings.options());
    others.addAll(FitOptions.section().table());
    String more = values.given(others);
    if (!more.isEmpty()) {
      lines.put("with", more);
    }
    return lines;
  }

  /** Returns the epoch whose parameters a network has: the last one with the least loss. */
  private static int best(History history) {
    EpochMetric metric = EpochMetric.LOSS;
    return history.epochs().stream().reduce((a, b) -> metric.score(b.validation()) < metric.score(a.validation()) ? a : b)
        .get().epoch();
  }

  /** Tests the model, and prints the end of the training. Returns whether it was interrupted. */
  private boolean finish(MlpEstimator model, CrossValidation validation, TableReport progress, Interrupt interrupt,
      PrintStream out) {
    double seconds = progress.seconds();
    boolean interrupted = interrupt.isRequested() || Thread.currentThread().isInterrupted();
    if (interrupted) {
      out.println(Text.entry("stopped", "early, by Ctrl-C or a signal; each network has its best epoch so far"));
    }
    out.println(Text.entry("networks", TableModel.networks(model)));
    String best = best(model, progress.refitted());
    if (!best.isEmpty()) {
      out.println(Text.entry("best", best));
    }
    TableEvaluation evaluation = new TableEvaluation(model, data.test());
    out.println(Text.entry("final", evaluation.result()));
    evaluation.printReport(out);
    if (values.has(TableEvaluation.IMPORTANCE) || report.isRequested() && evaluation.isImportanceQuick()) {
      interrupted = interrupted || !interrupt.completes(() -> evaluation.computeImportance(settings.threads(), out));
    }
    if (values.has(TableEvaluation.IMPORTANCE)) {
      evaluation.printImportance(out);
    } else if (report.isRequested() && !evaluation.isImportanceQuick()) {
      out.println(Text.entry("importance",
          "not in the report, since it takes long with so many rows and columns; --importance adds it"));
    }
    out.println();
    out.println(Text.entry("time", Text.seconds(seconds)));
    if (file.isRequested()) {
      out.println(Text.entry("saved", file.written().toString()));
    }
    Figures.save(metrics, evaluation.figures(data.name(), validation, values.has(TableEvaluation.IMPORTANCE)), out);
    if (report.isRequested()) {
      Map<String, String> words = header();
      words.replaceAll((name, lines) -> lines.replace("\n", "; "));
      report.save(evaluation.page().title("Training on " + data.name() + ": " + target).settings(words)
          .command(Main.command("train", values)), out);
    }
    out.println(TableModel.fingerprint(model));
    out.flush();
    return interrupted;
  }

  /** Returns which epochs the networks have, and why; an empty text if there was no choice. */
  private String best(MlpEstimator model, boolean refitted) {
    String best = model.history().stream().filter(history -> history.last().validation() != null)
        .map(history -> Integer.toString(best(history))).collect(Collectors.joining(", "));
    if (!best.isEmpty()) {
      return (best.contains(",") ? "epochs " : "epoch ") + best + " of " + settings.epochs()
          + ", by rows that the network is not trained on";
    }
    return refitted ? "epoch " + model.history().get(0).last().epoch() + " of " + settings.epochs()
        + ", by rows that the network is not trained on; then new networks are trained on all rows" : "";
  }
}
