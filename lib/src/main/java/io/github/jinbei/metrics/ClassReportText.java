package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The text of a {@link ClassReport}. */
final class ClassReportText {

  private static final int COLUMNS = 100;

  /** The most classes of the table and of the matrix, and the most confusions. */
  private static final int MOST = 20;

  /** The greatest length of a name. A line of the table has 40 columns behind it. */
  private static final int NAME = 30;

  /** The greatest length of a name before a row of a wide matrix, and in the line of figures. */
  private static final int SHORT_NAME = 15;

  /** The least length to which a name is cut above a column of the matrix. */
  private static final int LEAST_NAME = 4;

  /** The greatest length of a sum of weights. */
  private static final int COUNT = 9;

  /** How many digits the total weight has if weights are not whole numbers. The other sums have as many decimals. */
  private static final int DIGITS = 5;

  private final ClassReport report;
  private final ConfusionMatrix confusion;
  private final int classes;
  private final boolean whole;
  private final int decimals;
  private final boolean exponents;
  private final StringBuilder text = new StringBuilder();

  /** Writes the text. */
  ClassReportText(ClassReport report) {
    this.report = report;
    confusion = report.confusion();
    classes = report.classes().size();
    whole = isWhole();
    BigDecimal total = new BigDecimal(confusion.total());
    int integerDigits = total.precision() - total.scale();
    decimals = whole ? 0 : Math.max(0, DIGITS - integerDigits);
    exponents = integerDigits > COUNT || decimals > COUNT - 2;
    table();
    figures();
    if (!matrix(NAME, 2) && !matrix(SHORT_NAME, 1)) {
      confusions();
    }
  }

  private boolean isWhole() {
    for (int label = 0; label < classes; label++) {
      for (int k = 0; k < classes; k++) {
        if (confusion.count(label, k) != Math.rint(confusion.count(label, k))) {
          return false;
        }
      }
    }
    return true;
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
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
      line("the " + MOST + " of " + Count.of(classes, "class", "classes") + " that have the lowest F1");
    } else if (shown.size() < classes) {
      line("the " + shown.size() + " of " + Count.of(classes, "class", "classes") + " that occur");
    }
    int width = Math.max(longest(NAME), "weighted mean".length());
    line(padded("class", width) + "  precision  recall      F1  " + Lines.right(whole ? "rows" : "weight", COUNT));
    for (int k : shown) {
      row(padded(name(k, NAME), width), confusion.precision(k), confusion.recall(k), confusion.f1(k), confusion.support(k));
    }
    for (Average average : List.of(Average.MACRO, Average.WEIGHTED)) {
      row(padded(average == Average.MACRO ? "macro mean" : "weighted mean", width), confusion.precision(average),
          confusion.recall(average), confusion.f1(average), confusion.total());
    }
  }

  private void row(String name, double precision, double recall, double f1, double weight) {
    line(name + "  " + Lines.right(share(precision), "precision".length()) + "  " + share(recall) + "  " + share(f1) + "  "
        + Lines.right(count(weight), COUNT));
  }

  /** Appends the figures of all classes together. */
  private void figures() {
    line("\naccuracy " + share(confusion.accuracy()) + ", balanced accuracy " + share(confusion.balancedAccuracy())
        + ", Matthews correlation " + share(confusion.matthews()));
    if (report.hasProbabilities()) {
      String area = "not defined (all rows are of one class)";
      if (!Double.isNaN(report.rocAuc())) {
        area = share(report.rocAuc()) + (classes > 2 ? " (mean of each class against the rest)"
            : ", average precision of " + name(1, SHORT_NAME) + " " + share(report.averagePrecision()));
      }
      line("log loss " + share(report.logLoss()) + ", Brier score " + share(report.brier()) + ", AUC " + area);
    }
    line("");
  }

  /**
   * Appends the matrix if its columns fit.
   *
   * @param most the greatest length of a name before a row
   * @param gap the number of spaces before a column
   * @return whether they fit
   */
  private boolean matrix(int most, int gap) {
    if (classes > MOST) {
      return false;
    }
    int first = longest(most);
    int room = (COLUMNS - first) / classes - gap;
    int counts = 0;
    for (int label = 0; label < classes; label++) {
      for (int k = 0; k < classes; k++) {
        counts = Math.max(counts, count(confusion.count(label, k)).length());
      }
    }
    if (room < Math.max(counts, Math.min(longest(NAME), LEAST_NAME))) {
      return false;
    }
    int width = Math.max(counts, longest(room));
    line("confusion matrix (row: true class, column: predicted class)");
    StringBuilder row = new StringBuilder(" ".repeat(first));
    for (int k = 0; k < classes; k++) {
      append(row, name(k, width), gap + width);
    }
    text.append(row).append('\n');
    for (int label = 0; label < classes; label++) {
      row = new StringBuilder(padded(name(label, most), first));
      for (int k = 0; k < classes; k++) {
        append(row, count(confusion.count(label, k)), gap + width);
      }
      text.append(row).append('\n');
    }
    return true;
  }

  private static void append(StringBuilder row, String cell, int width) {
    row.append(" ".repeat(width - length(cell))).append(cell);
  }

  /** Appends the most frequent confusions. */
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
    if (pairs.isEmpty()) {
      line("no confusions");
    } else {
      line((pairs.size() > MOST ? "the " + MOST + " most frequent of " + pairs.size() + " " : "")
          + "confusions (true class -> predicted class)");
    }
    for (int[] pair : pairs.subList(0, Math.min(MOST, pairs.size()))) {
      line(Lines.right(count(confusion.count(pair[0], pair[1])), COUNT) + "  " + name(pair[0], NAME) + " -> "
          + name(pair[1], NAME));
    }
  }

  /** Returns the greatest length of a name that is cut. */
  private int longest(int most) {
    int longest = 0;
    for (int k = 0; k < classes; k++) {
      longest = Math.max(longest, length(name(k, most)));
    }
    return longest;
  }

  /** Returns the name of a class on one line. Leaves out letters in its middle if it is longer than allowed. */
  private String name(int k, int most) {
    return Lines.cut(Plain.text(report.classes().get(k)), most);
  }

  private String count(double weight) {
    return exponents ? String.format(Locale.ROOT, "%.2e", weight) : Plain.fixed(weight, decimals);
  }

  private static String share(double figure) {
    return Plain.fixed(figure, 4);
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
