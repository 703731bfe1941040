package io.github.jinbei.cli;

import io.github.jinbei.table.Answers;
import io.github.jinbei.table.ClassAnswers;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.NumberAnswers;
import io.github.jinbei.table.Score;
import io.github.jinbei.table.Table;
import java.io.PrintStream;
import java.util.Map;

/** The test of a model on rows of a table whose target is known. */
final class TableTest {

  private final MlpEstimator model;
  private final Table rows;
  private final Answers answers;

  /** Predicts the rows, and compares the predictions with the target. */
  TableTest(MlpEstimator model, Table rows) {
    this.model = model;
    this.rows = rows;
    this.answers = model.answers(rows);
  }

  /** Returns how good the predictions are, on one line. Rows right are counted without weights. */
  String result() {
    if (answers instanceof NumberAnswers numbers) {
      return "RMSE " + Text.loss(numbers.figure(Score.RMSE)) + ", R2 " + Text.format("%.4f", numbers.figure(Score.R2));
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

  /** Prints the report. */
  void printReport(PrintStream out) {
    Figures.print(answers, out);
  }

  /**
   * Returns all figures, as {@code --metrics} writes them.
   *
   * @param data the name of the data
   * @param validation the cross-validation before the training, or null
   */
  Map<String, Object> figures(String data, CrossValidation validation) {
    Map<String, Object> figures = Figures.object("data", data, "rows", rows.rows(), "target", model.target(), "task",
        Kind.word(answers instanceof ClassAnswers ? TableTask.CLASSES : TableTask.REGRESSION));
    figures.putAll(answers instanceof ClassAnswers classes ? Figures.of(classes.report())
        : Figures.of(((NumberAnswers) answers).report()));
    if (validation != null) {
      figures.put("cross_validation", Figures.of(validation, answers instanceof ClassAnswers));
    }
    figures.put("parameters_sha256", TableModel.fingerprint(model).replaceFirst(".* ", ""));
    return figures;
  }
}
