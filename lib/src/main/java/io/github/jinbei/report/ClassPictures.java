package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.metrics.Calibration;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.Metrics;
import io.github.jinbei.metrics.RocCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pictures of a test of classes: confusion matrix, ROC curves and calibration. */
final class ClassPictures {

  /** A confusion matrix of more classes is drawn as an image, of at most so many pixels a side. */
  private static final int MOST_CELLS = 12;
  private static final int MOST_PIXELS = 256;

  /** ROC curves of more classes are those of the classes of the smallest areas. */
  private static final int MOST_CURVES = 6;
  private static final int WORST_CURVES = 5;

  /** The greatest length of a name, and the width reserved for a letter of it. */
  private static final int NAME = 12;
  private static final double LETTER = 7;

  /** The heights of a line of text and of a square frame, and the widest cell. */
  private static final int LINE = 17;
  private static final int FRAME = 230;
  private static final double WIDEST = 84;

  private static final int BINS = 10;

  /** A point of a ROC curve is left out if it is nearer than this to the one before. */
  private static final double STEP = 0.005;

  private final Outcome outcome;
  private final ClassReport report;
  private final ConfusionMatrix confusion;
  private final List<String> names;

  private ClassPictures(Outcome outcome, ClassReport report) {
    this.outcome = outcome;
    this.report = report;
    this.confusion = report.confusion();
    this.names = new ArrayList<>();
    boolean numbered = isNumbered(report.classes());
    for (String name : report.classes()) {
      String number = numbered ? names.size() + " " : "";
      names.add(number + Picture.cut(name, NAME - number.length()));
    }
  }

  /** Returns whether the classes are shown with their numbers: if there are many, or if their cut names are not distinct. */
  static boolean isNumbered(List<String> classes) {
    return classes.size() > MOST_CELLS
        || classes.stream().map(name -> Picture.cut(name, NAME)).distinct().count() < classes.size();
  }

  static List<Picture> of(Outcome outcome, ClassReport report) {
    ClassPictures pictures = new ClassPictures(outcome, report);
    List<Picture> all = new ArrayList<>();
    all.add(report.classes().size() > MOST_CELLS ? pictures.image() : pictures.cells());
    if (outcome.probabilities != null && report.classes().size() > 1) {
      pictures.addCurves(all);
      all.add(pictures.calibration());
    }
    return all;
  }

  /** Draws the confusion matrix with counts. */
  private Picture cells() {
    int classes = names.size();
    int longest = names.stream().mapToInt(Picture::width).max().orElse(0);
    double left = 24 + LETTER * longest + 4;
    double cell = Math.min(WIDEST, (Picture.WIDTH - 2 - left) / classes);
    int height = classes <= 4 ? 34 : 24;
    boolean upright = LETTER * longest > cell - 4;
    double top = Picture.TITLE + LINE + (upright ? LETTER * longest + 6 : LINE);
    StringBuilder svg = new StringBuilder();
    Picture.text(svg, Picture.AXIS, left + cell * classes / 2, Picture.TITLE + 10, "predicted class");
    svg.append("<text class=\"axis\" transform=\"translate(13 " + Svg.number(top + height * classes / 2.0)
        + ") rotate(-90)\" text-anchor=\"middle\">" + (classes > 1 ? "true class" : "true") + "</text>\n");
    for (int k = 0; k < classes; k++) {
      double middle = left + (k + 0.5) * cell;
      if (upright) {
        svg.append("<text class=\"tick\" transform=\"translate(" + Svg.number(middle + 4) + " " + Svg.number(top - 5)
            + ") rotate(-90)\">" + Svg.text(names.get(k)) + "</text>\n");
      } else {
        Picture.text(svg, Picture.MIDDLE, middle, top - 5, names.get(k));
      }
      Picture.text(svg, "class=\"tick\" text-anchor=\"end\"", left - 5, top + (k + 0.5) * height + 4, names.get(k));
      for (int predicted = 0; predicted < classes; predicted++) {
        cell(svg, k, predicted, left + predicted * cell, top + k * height, cell, height);
      }
    }
    return new Picture("Confusion matrix", "Right predictions are on the diagonal, in blue. The other cells are mistakes: the"
        + " stronger the colour, the larger the share of the rows of the true class."
        + (shortest(cell) < 4 ? " In long counts, k stands for thousands." : ""),
        (int) Math.ceil(top + height * classes + 4), svg.toString());
  }

  private static int shortest(double cell) {
    return (int) ((cell - 1) / 6.7);
  }

  private void cell(StringBuilder svg, int label, int predicted, double x, double y, double width, int height) {
    double count = confusion.count(label, predicted);
    double share = count == 0 ? 0 : count / confusion.support(label);
    svg.append("<rect class=\"" + (label == predicted ? "s0" : "s1") + "\" fill=\"currentColor\" fill-opacity=\""
        + Svg.number(count == 0 ? 0.04 : 0.1 + 0.45 * share) + "\" x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y)
        + "\" width=\"" + Svg.number(width - 1) + "\" height=\"" + (height - 1) + "\"/>");
    Picture.text(svg, (count == 0 ? Picture.TICK : "class=\"cell\"") + " text-anchor=\"middle\"", x + width / 2 - 0.5,
        y + height / 2.0 + 3.5, count(count, shortest(width)));
  }

  /**
   * Returns a count as a text. If it has more letters than given, and more than three, it loses the digits after its point;
   * then it is in thousands, millions and so on, as far as the text becomes shorter.
   */
  static String count(double count, int letters) {
    String text = Curves.number(count, 3, Double.MAX_VALUE);
    String[] units = {"", "k", "M", "G", "T", "P", "E"};
    for (int i = 0; text.length() > Math.max(3, letters) && i < units.length; i++) {
      double scaled = count / Math.pow(1000, i);
      String shorter = (scaled < 1 ? "<1" : String.format(Locale.ROOT, "%.0f", scaled)) + units[i];
      text = shorter.length() < text.length() ? shorter : text;
    }
    return text;
  }

  /** Draws the confusion matrix as an image: the share of the rows of each true class. */
  private Picture image() {
    int classes = names.size();
    int side = Math.min(classes, MOST_PIXELS);
    double[] shares = new double[side * side];
    for (int label = 0; label < classes; label++) {
      for (int k = 0; k < classes; k++) {
        int at = (int) ((long) (classes - 1 - label) * side / classes) * side + (int) ((long) k * side / classes);
        double share = confusion.support(label) == 0 ? 0 : confusion.count(label, k) / confusion.support(label);
        shares[at] = Math.max(shares[at], Math.sqrt(share));
      }
    }
    Axis axis = Axis.linear(-0.5, classes - 0.5);
    return new Plot("Confusion matrix", "predicted class, number", axis, "true class, number", axis, Plot.FRAME_WIDTH)
        .image(Png.address(side, side, shares, Palette.HEIGHT), side, side, false)
        .picture("A pixel shows which share of the rows of a true class is predicted as a class; brighter is more (square"
            + " root). Right predictions are on the diagonal from the lower left. A bright vertical line is a class that is"
            + " predicted for rows of many other classes."
            + (side < classes ? " Pixels show the largest share of several classes." : ""));
  }

  private void addCurves(List<Picture> pictures) {
    double[] areas = report.rocAucByClass();
    List<Integer> shown = new ArrayList<>(IntStream.range(areas.length == 2 ? 1 : 0, areas.length)
        .filter(k -> !Double.isNaN(areas[k])).boxed().toList());
    boolean all = shown.size() <= MOST_CURVES;
    shown.sort((a, b) -> all ? a - b : Double.compare(areas[a], areas[b]));
    if (shown.isEmpty()) {
      return;
    }
    Plot plot = new Plot("ROC curves", "false positive rate", Axis.linear(0, 1), "true positive rate", Axis.linear(0, 1), FRAME)
        .line("line guide", new double[] {0, 1}, new double[] {0, 1});
    for (int i = 0; i < Math.min(shown.size(), all ? MOST_CURVES : WORST_CURVES); i++) {
      int k = shown.get(i);
      RocCurve curve = Metrics.rocCurve(IntStream.of(outcome.labels).map(label -> label == k ? 1 : 0).toArray(),
          probabilities(k), outcome.weights);
      double[][] points = thinned(curve.falsePositiveRates(), curve.truePositiveRates());
      plot.line(i, points[0], points[1]).legend(i, names.get(k) + String.format(Locale.ROOT, ": %.3f", areas[k]));
    }
    pictures.add(plot.picture((all ? "Each class against the rest" : "The " + WORST_CURVES + " classes of the smallest areas, "
        + "each against the rest") + ", with the area under its curve (AUC). The nearer a curve is to the upper left corner,"
        + " the better. The diagonal is that of random guesses."));
  }

  private double[] probabilities(int k) {
    return Stream.of(outcome.probabilities).mapToDouble(row -> row[k]).toArray();
  }

  /** Returns the points of an ascending curve that are not near the point before them, and the last point. */
  private static double[][] thinned(double[] xs, double[] ys) {
    double[][] points = new double[2][xs.length];
    int count = 1;
    for (int i = 1; i < xs.length; i++) {
      if (i == xs.length - 1 || xs[i] - points[0][count - 1] + ys[i] - points[1][count - 1] >= STEP) {
        points[0][count] = xs[i];
        points[1][count++] = ys[i];
      }
    }
    return new double[][] {Arrays.copyOf(points[0], count), Arrays.copyOf(points[1], count)};
  }

  private Picture calibration() {
    boolean two = names.size() == 2;
    int rows = outcome.labels.length;
    int[] hits = new int[rows];
    double[] predicted = new double[rows];
    for (int row = 0; row < rows; row++) {
      int k = two ? 1 : outcome.predicted[row];
      hits[row] = outcome.labels[row] == k ? 1 : 0;
      predicted[row] = outcome.probabilities[row][k];
    }
    Calibration calibration = Metrics.calibration(hits, predicted, BINS, outcome.weights);
    double[] xs = calibration.bins().stream().mapToDouble(Calibration.Bin::predicted).toArray();
    double[] ys = calibration.bins().stream().mapToDouble(Calibration.Bin::observed).toArray();
    return new Plot("Calibration", two ? "probability of " + names.get(1) : "probability of the predicted class",
        Axis.linear(0, 1), two ? "share of " + names.get(1) : "share of rows right", Axis.linear(0, 1), FRAME)
        .line("line guide", new double[] {0, 1}, new double[] {0, 1}).line(0, xs, ys).marks(0, xs, ys)
        .picture("Probabilities in " + BINS + " bins against the observed shares. The mean distance from the diagonal is "
            + Plain.number(calibration.expectedError(), 3) + ". Below the diagonal the probabilities are too high, above it too"
            + " low. Bins of few rows scatter.");
  }
}
