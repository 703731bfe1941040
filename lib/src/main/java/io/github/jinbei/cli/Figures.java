package io.github.jinbei.cli;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.text.JsonWriter;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.RegressionReport;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.Score;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The figures of tests, as {@code --metrics} writes them: members of a JSON object, in order. */
final class Figures {

  private Figures() {}

  /** Writes a document if a file is given, and prints the name of the file. */
  static void save(SaveFile file, Map<String, Object> document, PrintStream out) {
    if (file.isRequested()) {
      file.save(path -> AtomicFile.replace(path, JsonWriter.document(document)));
      out.println(Text.entry("metrics", file.written().toString()));
    }
  }

  /** Saves a document as the last thing that a command does. */
  static void end(SaveFile file, Map<String, Object> document, PrintStream out) {
    if (file.isRequested()) {
      out.println();
      save(file, document, out);
      file.requireRequested();
    }
  }

  /** Prints a text of several lines below an empty line. */
  static void print(Object report, PrintStream out) {
    out.println();
    report.toString().lines().forEach(out::println);
  }

  /** Returns all figures of a regression. */
  static Map<String, Object> of(RegressionReport report) {
    return object("figures", report.figures());
  }

  /** Returns all figures of classes, those of each class, and the confusion matrix. */
  static Map<String, Object> of(ClassReport report) {
    ConfusionMatrix confusion = report.confusion();
    double[] areas = report.rocAucByClass();
    List<Object> classes = new ArrayList<>();
    List<Object> matrix = new ArrayList<>();
    for (int k = 0; k < confusion.classes(); k++) {
      int label = k;
      classes.add(object("name", report.classes().get(k), "rows", confusion.support(k), "predicted", confusion.predicted(k),
          "precision", confusion.precision(k), "recall", confusion.recall(k), "f1", confusion.f1(k), "roc_auc", areas[k]));
      matrix.add(IntStream.range(0, confusion.classes()).mapToObj(predicted -> confusion.count(label, predicted)).toList());
    }
    return object("figures", report.figures(), "classes", classes, "confusion_matrix", matrix);
  }

  /** Returns the mean, the standard error and the figures of all folds, for each score of the task. */
  static Map<String, Object> of(CrossValidation validation, boolean ofClasses) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Score score : Score.values()) {
      if (score.isForClasses() == ofClasses) {
        figures.put(name(score), object("mean", validation.mean(score), "standard_error", validation.standardError(score),
            "folds", DoubleStream.of(validation.figures(score)).boxed().toList()));
      }
    }
    return object("folds", validation.folds(), "figures", figures);
  }

  /** Returns the name of a score, for example {@code log_loss}. */
  static String name(Score score) {
    return score.name().toLowerCase(Locale.ROOT);
  }

  /** Returns an object of names and values in turn. */
  static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }
}
