package io.github.jinbei.cli;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.report.Report;
import io.github.jinbei.table.Answers;
import io.github.jinbei.table.ClassAnswers;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.NumberAnswers;
import io.github.jinbei.table.Score;
import io.github.jinbei.table.Table;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The test of a model on rows of a table whose target is known. */
final class TableEvaluation {

  static final Option<Boolean> IMPORTANCE = new Option<>("--importance", Kind.flag(), null,
      "print the columns that the predictions depend on most: by how much they are worse on the rows to test on, if the values "
          + "of a column are exchanged among the rows (mean of 5 times)");

  private static final int PERMUTATIONS = 5;

  /** The importance of at most so many columns is printed. */
  private static final int MOST_COLUMNS = 10;

  /** The most values that a report reads for the importance without {@link #IMPORTANCE}. */
  private static final double MOST_VALUES = 2.5e8;

  private final MlpEstimator model;
  private final Table rows;
  private final Answers answers;
  private Importance importance;

  /** Predicts the rows, and compares the predictions with the target. */
  TableEvaluation(MlpEstimator model, Table rows) {
    this.model = model;
    this.rows = rows;
    this.answers = model.answers(rows);
  }

  /** Returns how good the predictions are, on one line. The number of right rows is without weights. */
  String result() {
    if (answers instanceof NumberAnswers numbers) {
      return "RMSE " + Text.loss(numbers.figure(Score.RMSE)) + ", R2 " + Plain.fixed(numbers.figure(Score.R2), 4);
    }
    ClassAnswers classes = (ClassAnswers) answers;
    int[] labels = classes.labels();
    String[] predicted = classes.predictions();
    int right = 0;
    for (int row = 0; row < labels.length; row++) {
      right += predicted[row].equals(classes.classes().get(labels[row])) ? 1 : 0;
    }
    return Text.right(right, labels.length);
  }

  /** Returns what {@link #result} is. */
  String word() {
    return answers instanceof NumberAnswers ? "error" : "right";
  }

  /** Returns the column of weights of the model, or why it is not used; an empty text if the model has none. */
  String weights() {
    return model.weights().map(name -> rows.hasColumn(name) ? name : "none, as there is no column " + name).orElse("");
  }

  /** Prints the report. */
  void printReport(PrintStream out) {
    Figures.print(answers, out);
  }

  /**
   * Returns whether the importance takes little time: it reads all columns of all rows {@value #PERMUTATIONS} times for each
   * column.
   */
  boolean isImportanceQuick() {
    double columns = model.features().columns().size();
    return PERMUTATIONS * columns * columns * rows.rows() <= MOST_VALUES;
  }

  /**
   * Computes the importance of the columns. Meanwhile a terminal shows what is computed.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  void computeImportance(int threads, PrintStream out) {
    String work = Terminal.redraws(out) ? "computing the importance of " + Count.of(model.features().columns().size(), "column")
        : "";
    out.print(work);
    out.flush();
    try {
      importance = Importance.of(model, rows, answers instanceof ClassAnswers ? Score.LOG_LOSS : Score.RMSE, model.seed(),
          PERMUTATIONS, threads);
    } finally {
      out.print(work.isEmpty() ? "" : '\r' + " ".repeat(work.length()) + '\r');
    }
  }

  /** Prints the importance of the most important columns, or that it was not computed. */
  void printImportance(PrintStream out) {
    if (importance == null) {
      Figures.print(Text.entry("importance", "none, because of Ctrl-C or a signal"), out);
      return;
    }
    List<String> lines = importance.toString().lines().toList();
    int printed = Math.min(1 + MOST_COLUMNS, lines.size());
    Figures.print(String.join("\n", lines.subList(0, printed)) + (printed < lines.size()
        ? "\n  and " + (lines.size() - printed) + " less important" : ""), out);
  }

  /** Returns a report of the model and its test, with the importance of columns if it was computed. */
  Report page() {
    Report page = Report.of(model, rows);
    return importance == null ? page : page.importance(importance);
  }

  /**
   * Returns all figures, as {@code --metrics} writes them.
   *
   * @param data the name of the data
   * @param validation the cross-validation before the training, or null
   * @param withImportance whether the importance of columns is among them, if it was computed
   */
  Map<String, Object> figures(String data, CrossValidation validation, boolean withImportance) {
    Map<String, Object> figures = Figures.object("data", data, "rows", rows.rows(), "target", model.target(), "task",
        Kind.word(answers instanceof ClassAnswers ? TableTask.CLASSES : TableTask.REGRESSION),
        "weights", model.weights().filter(rows::hasColumn).orElse(null));
    figures.putAll(answers instanceof ClassAnswers classes ? Figures.of(classes.report())
        : Figures.of(((NumberAnswers) answers).report()));
    if (validation != null) {
      figures.put("cross_validation", Figures.of(validation, answers instanceof ClassAnswers));
    }
    if (withImportance && importance != null) {
      figures.put("importance", Figures.object("score", Figures.name(importance.score()), "columns",
          importance.entries().stream().map(entry -> Figures.object("column", entry.column(), "mean", entry.mean(),
              "standard_error", entry.standardError())).toList()));
    }
    figures.put("parameters_sha256", TableModel.fingerprint(model).replaceFirst(".* ", ""));
    return figures;
  }
}
