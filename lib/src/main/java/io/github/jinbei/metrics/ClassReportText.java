package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The text of a {@link ClassReport}. */
final class ClassReportText {

  private static final int COLUMNS = 100;

  /** The most classes of the table and of the matrix, and the most confusions. */
  private static final int MOST = 20;

  /** The greatest length of a name at the beginning of a line; a line of the table has 40 columns behind it. */
  private static final int NAME = 30;

  /** The least length to which a name is cut above a column of the matrix. */
  private static final int LEAST_NAME = 4;

  /** The greatest length of a count. */
  private static final int COUNT = 9;

  private static final String END = "..";

  private final ClassReport report;
  private final ConfusionMatrix confusion;
  private final int classes;
  private final StringBuilder text = new StringBuilder();

  /** Writes the text. */
  ClassReportText(ClassReport report) {
    this.report = report;
    confusion = report.confusion();
    classes = report.classes().size();
    table();
    summary();
    int width = matrixColumn();
    if (width > 0) {
      matrix(width);
    } else {
      confusions();
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** Appends a line for each class, and two of means. */
  private void table() {
    List<Integer> shown = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      if (classes <= MOST || confusion.support(k) + confusion.predicted(k) > 0) {
        shown.add(k);
      }
    }
    if (shown.size() > MOST) {
      shown.sort(Comparator.comparingDouble(confusion::f1));
      shown = shown.subList(0, MOST);
    }
    if (shown.size() < classes) {
      line("%d of %s: those of the lowest F1", shown.size(), Count.of(classes, "class", "classes"));
    }
    int width = "weighted mean".length();
    for (int k : shown) {
      width = Math.max(width, length(name(k, NAME)));
    }
    line("%s  precision  recall      F1  %" + COUNT + "s", padded("class", width), "rows");
    for (int k : shown) {
      figures(padded(name(k, NAME), width), confusion.precision(k), confusion.recall(k), confusion.f1(k), confusion.support(k));
    }
    for (Average average : List.of(Average.MACRO, Average.WEIGHTED)) {
      figures(padded(average == Average.MACRO ? "macro mean" : "weighted mean", width), confusion.precision(average),
          confusion.recall(average), confusion.f1(average), confusion.total());
    }
  }

  private void figures(String name, double precision, double recall, double f1, double rows) {
    line("%s  %9.4f  %6.4f  %6.4f  %" + COUNT + "s", name, precision, recall, f1, count(rows));
  }

  private void summary() {
    line("");
    line("accuracy %.4f, balanced accuracy %.4f, Matthews correlation %.4f", confusion.accuracy(),
        confusion.balancedAccuracy(), confusion.matthews());
    if (report.hasProbabilities()) {
      String area = Double.isNaN(report.rocAuc()) ? "not defined, since all rows are of one class"
          : String.format(Locale.ROOT, "%.4f", report.rocAuc());
      String which = classes > 2 ? " (mean over the classes, each against the rest)" : "";
      line("log loss %.4f, Brier score %.4f, AUC %s%s", report.logLoss(), report.brier(), area, which);
    }
    line("");
  }

  /** Returns the width of a column of the matrix, 0 if the matrix has too many columns. */
  private int matrixColumn() {
    int counts = 0;
    int names = 0;
    for (int label = 0; label < classes; label++) {
      names = Math.max(names, length(name(label, NAME)));
      for (int k = 0; k < classes; k++) {
        counts = Math.max(counts, count(confusion.count(label, k)).length());
      }
    }
    int room = (COLUMNS - names) / classes - 2;
    int least = Math.max(counts, Math.min(names, LEAST_NAME));
    return classes > MOST || room < least ? 0 : Math.max(counts, Math.min(names, room));
  }

  private void matrix(int width) {
    line("confusion matrix (row: true class, column: predicted class)");
    int names = 0;
    for (int k = 0; k < classes; k++) {
      names = Math.max(names, length(name(k, NAME)));
    }
    StringBuilder line = new StringBuilder(" ".repeat(names));
    for (int k = 0; k < classes; k++) {
      String name = name(k, width);
      line.append(" ".repeat(2 + width - length(name))).append(name);
    }
    text.append(line).append('\n');
    for (int label = 0; label < classes; label++) {
      line = new StringBuilder(padded(name(label, NAME), names));
      for (int k = 0; k < classes; k++) {
        String count = count(confusion.count(label, k));
        line.append(" ".repeat(2 + width - count.length())).append(count);
      }
      text.append(line).append('\n');
    }
  }

  /** Appends the most frequent confusions in place of a matrix that is too wide. */
  private void confusions() {
    List<int[]> pairs = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      for (int k = 0; k < classes; k++) {
        if (k != label && confusion.count(label, k) > 0) {
          pairs.add(new int[] {label, k});
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -confusion.count(pair[0], pair[1])));
    List<int[]> shown = pairs.subList(0, Math.min(MOST, pairs.size()));
    String which = pairs.isEmpty() ? "none" : pairs.size() > MOST ? "the " + MOST + " most frequent of " + pairs.size() : "all";
    line("confusions (true class -> predicted class): %s", which);
    for (int[] pair : shown) {
      line("%" + COUNT + "s  %s -> %s", count(confusion.count(pair[0], pair[1])), name(pair[0], NAME), name(pair[1], NAME));
    }
  }

  /** Returns the name of a class on one line, cut to a length. */
  private String name(int k, int most) {
    String name = Plain.text(report.classes().get(k));
    return length(name) <= most ? name : name.substring(0, name.offsetByCodePoints(0, most - END.length())) + END;
  }

  /** Returns a sum of weights: all digits of a whole number, four of others, and an exponent where it would be too long. */
  private static String count(double weight) {
    String count = Plain.number(weight, weight == Math.rint(weight) ? COUNT : 4);
    return count.length() <= COUNT ? count : String.format(Locale.ROOT, "%.2e", weight);
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - length(name));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the text without a line break at the end. */
  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
