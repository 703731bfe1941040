package io.github.jinbei.report;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Importance;
import java.util.List;
import java.util.Locale;

/** Pictures of a {@link Report} that have no two axes: the importance of columns, images of rows, and weights. */
final class ReportPictures {

  private static final int MOST_COLUMNS = 20;

  /** The picture of importance: the length of a name, left and right end of the bars, height of a line. */
  private static final int NAME = 20;
  private static final int BARS_LEFT = 146;
  private static final int BARS_RIGHT = 306;
  private static final int LINE = 20;

  /** Numbers of at least this magnitude have an exponent, so that they fit beside a bar or below an image. */
  private static final double MOST_VALUE = 1e6;

  /** The picture of worst rows: images per line, size of an image, lines of text below, letters in a line. */
  private static final int ROWS_A_LINE = 5;
  private static final int ROW_SIZE = 56;
  private static final int TEXT = 14;
  private static final int LETTERS = 10;

  private static final int MOST_UNITS = 64;

  /** The most pixels of all images of a picture. */
  private static final int MOST_PIXELS = 300_000;

  private ReportPictures() {}

  /** Draws a bar for each column, with its standard error to both sides. */
  static Picture importance(Importance importance) {
    List<Importance.Entry> all = importance.entries();
    List<Importance.Entry> entries = all.subList(0, Math.min(MOST_COLUMNS, all.size()));
    double low = 0;
    double high = 0;
    for (Importance.Entry entry : entries) {
      if (Double.isFinite(entry.mean()) && Double.isFinite(entry.standardError())) {
        low = Math.min(low, entry.mean() - entry.standardError());
        high = Math.max(high, entry.mean() + entry.standardError());
      }
    }
    Axis axis = Axis.linear(low, high > low ? high : 1);
    StringBuilder svg = new StringBuilder();
    int y = Picture.TITLE;
    for (Importance.Entry entry : entries) {
      Picture.text(svg, "class=\"tick\" text-anchor=\"end\"", BARS_LEFT - 8, y + 13,
          Picture.cut(entry.column(), NAME));
      if (Double.isFinite(entry.mean())) {
        double zero = place(axis, 0);
        double end = place(axis, entry.mean());
        svg.append("<rect class=\"s0\" fill=\"currentColor\" fill-opacity=\"0.55\" x=\"" + Svg.number(Math.min(zero, end))
            + "\" y=\"" + (y + 3) + "\" width=\"" + Svg.number(Math.abs(end - zero)) + "\" height=\"13\"/>");
        if (Double.isFinite(entry.standardError())) {
          svg.append("<path class=\"line thin\" d=\"M" + Plot.point(place(axis, entry.mean() - entry.standardError()), y + 9.5)
              + "L" + Plot.point(place(axis, entry.mean() + entry.standardError()), y + 9.5) + "\"/>");
        }
      }
      Picture.text(svg, "class=\"tick\" text-anchor=\"end\"", Picture.WIDTH - 2, y + 13,
          Curves.number(entry.mean(), MOST_VALUE));
      y += LINE;
    }
    svg.append("<path class=\"frame\" d=\"M" + Plot.point(place(axis, 0), Picture.TITLE) + "L"
        + Plot.point(place(axis, 0), y) + "\"/>\n");
    String score = importance.score().text();
    Picture.text(svg, Picture.AXIS, (BARS_LEFT + BARS_RIGHT) / 2.0, y + 16, score + ", worse by");
    return new Picture("Worse predictions without a column", "The " + score + " of the rows is "
        + Curves.number(importance.figure()) + ". A bar shows by how much it gets worse if the values of the column are"
        + " exchanged among the rows; the line is the standard error. Columns with the same information share their importance."
        + (entries.size() < all.size() ? " " + (all.size() - entries.size()) + " less important columns are not shown." : ""),
        y + 24, svg.toString());
  }

  private static double place(Axis axis, double value) {
    return BARS_LEFT + axis.position(value) * (BARS_RIGHT - BARS_LEFT);
  }

  /** Draws the inputs of rows as images, with the true and the predicted class or number below. */
  static Picture worst(Report report, int[] worst) {
    Outcome outcome = report.outcome;
    int shown = Math.min(worst.length, most(report));
    float[][] inputs = new float[shown][report.network.inputs()];
    float low = 0;
    float high = 1;
    for (int i = 0; i < shown; i++) {
      report.test.copyInputs(outcome.rows[worst[i]], 1, inputs[i], 0);
      for (float input : inputs[i]) {
        low = Math.min(low, input);
        high = Math.max(high, input);
      }
    }
    int place = Picture.WIDTH / ROWS_A_LINE;
    int height = ROW_SIZE + 4 * TEXT;
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      int x = i % ROWS_A_LINE * place;
      int y = Picture.TITLE + i / ROWS_A_LINE * height;
      double factor = 1 / ((double) high - low);
      report.images.draw(svg, x + (place - ROW_SIZE) / 2, y, ROW_SIZE, -low * factor, factor, inputs[i], 0, Palette.INK);
      int line = y + ROW_SIZE;
      for (String words : words(outcome, worst[i])) {
        line += TEXT;
        Picture.text(svg, Picture.MIDDLE, x + place / 2.0, line - 2, words);
      }
    }
    String below = !outcome.hasClasses() ? "the target, the prediction and the residual"
        : "the true class, the predicted class" + (outcome.probabilities == null ? "" : " and its probability");
    boolean ranked = !outcome.hasClasses() || outcome.probabilities != null;
    return new Picture(ranked ? "Rows of the largest losses" : "The first wrong rows", "Below each image: " + below + ".",
        Picture.TITLE + (shown + ROWS_A_LINE - 1) / ROWS_A_LINE * height, svg.toString());
  }

  private static int most(Report report) {
    return Math.max(1, MOST_PIXELS / report.network.inputs());
  }

  private static String[] words(Outcome outcome, int row) {
    if (!outcome.hasClasses()) {
      return numbers(outcome, row);
    }
    String label = Picture.cut(outcome.names.get(outcome.labels[row]), LETTERS);
    int k = outcome.predicted[row];
    String predicted = Picture.cut(outcome.names.get(k), LETTERS);
    return outcome.probabilities == null ? new String[] {label, predicted}
        : new String[] {label, predicted, String.format(Locale.ROOT, "%.1f %%", 100 * outcome.probabilities[row][k])};
  }

  /** Returns the target, the prediction and the residual of a row, of the output with the largest residual. */
  static String[] numbers(Outcome outcome, int row) {
    int worst = outcome.worstOutput(row);
    double target = outcome.targets[worst][row];
    double prediction = outcome.predictions[worst][row];
    return new String[] {Curves.number(target, MOST_VALUE), Curves.number(prediction, MOST_VALUE),
        Curves.number(target - prediction, MOST_VALUE)};
  }

  /** Draws the weights of the units of the first layer. */
  static Picture weights(Report report) {
    int units = report.network.units(0);
    int shown = Math.min(Math.min(units, MOST_UNITS), most(report));
    return report.images.weights("Weights of the first layer", shown < units ? "The first " + shown + " of " + units + " units"
        : "All " + Count.of(units, "unit"), report.network.weights(0), shown);
  }
}
