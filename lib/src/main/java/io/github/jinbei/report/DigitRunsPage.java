package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.Arrays;
import java.util.List;

/** The page of networks trained on images of digits. */
final class DigitRunsPage {

  /** The table of digits: left edge of the first column, width of a column, height of a line. */
  private static final int COLUMNS = 94;
  private static final double COLUMN = 26.4;
  private static final int LINE = 17;

  /** The picture of wrong images: largest number of images, images per line, size of an image. */
  private static final int MOST_WRONG = 40;
  private static final int WRONG_A_LINE = 8;
  private static final int WRONG_SIZE = 36;

  /** The least number of epochs on an axis. */
  private static final int LEAST_EPOCHS = 5;

  private static final String[] INITIALIZERS = {"normal", "glorot"};

  /** Attributes of small texts centred on a filled box. */
  private static final String ON_BOX = Picture.MIDDLE + " style=\"fill:var(--page)\"";

  private final DigitRuns figures;
  private final Images images;

  private DigitRunsPage(DigitRuns figures) {
    this.figures = figures;
    int side = DigitRuns.side(figures.test());
    this.images = new Images(side, side);
  }

  static Page of(DigitRuns figures, String origin) {
    DigitRunsPage page = new DigitRunsPage(figures);
    return new Page("Digits: initial weights, units and seeds", List.of(
        "Networks of 30 and of 100 hidden units are trained on digits, with initial weights that are large (normal) or small "
            + "(glorot); the thick lines are the medians of the seeds.",
        "An output can stick: it is the largest one for no row, and all rows of its digit are wrong.",
        "The weights of hidden units are images too: after small initial weights they show strokes, after large ones mostly "
            + "the initial noise."), origin,
        List.of(page.accuracy(0), page.accuracy(2), page.digits(), page.wrong(), page.weights(0), page.weights(1)));
  }

  /** Draws the accuracies of a kind and the one after it. */
  private Picture accuracy(int kind) {
    double lowest = 100;
    for (DigitRuns.Run run : figures.runs()) {
      lowest = Math.min(lowest, run.last());
    }
    // A shorter axis would have ticks between two epochs.
    int epochs = Math.max(LEAST_EPOCHS, figures.runs().get(0).accuracy().length - 1);
    Plot plot = new Plot(DigitRuns.UNITS[kind] + " hidden units", "epoch", Axis.linear(0, epochs), "test rows right, %",
        Axis.linear(5 * Math.max(0, Math.floor(lowest / 5 - 0.5)), 100));
    StringBuilder caption = new StringBuilder("Best epoch of each seed, % right:");
    for (int style = 0; style < 2; style++) {
      int from = (kind + style) * figures.seeds();
      accuracy(plot, style, figures.runs().subList(from, from + figures.seeds()), caption);
    }
    return plot.picture(caption.toString());
  }

  private static void accuracy(Plot plot, int style, List<DigitRuns.Run> runs, StringBuilder caption) {
    double[] medians = new double[runs.get(0).accuracy().length];
    double[] xs = new double[medians.length];
    double[] values = new double[runs.size()];
    for (int epoch = 0; epoch < xs.length; epoch++) {
      xs[epoch] = epoch;
      for (int i = 0; i < values.length; i++) {
        values[i] = runs.get(i).accuracy()[epoch];
      }
      medians[epoch] = median(values);
    }
    caption.append(' ').append(INITIALIZERS[style]).append(' ');
    for (int i = 0; i < values.length; i++) {
      values[i] = runs.get(i).best();
      caption.append(number(values[i])).append(", ");
      plot.line("line thin s" + style, xs, runs.get(i).accuracy());
    }
    caption.append("median ").append(number(median(values))).append(style == 0 ? ";" : ".");
    plot.line(style, xs, medians).legend(style, INITIALIZERS[style] + ", median");
  }

  /** Sorts the values and returns their median. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  static String number(double value) {
    return Plain.number(value, 3);
  }

  private Picture digits() {
    StringBuilder svg = new StringBuilder();
    StringBuilder stuck = new StringBuilder();
    int y = Picture.TITLE + LINE;
    Picture.text(svg, Picture.TICK, 2, y - 5, "digit");
    for (int digit = 0; digit < figures.test().classCount(); digit++) {
      Picture.text(svg, Picture.MIDDLE, middle(digit), y - 5, "" + digit);
    }
    for (DigitRuns.Run run : figures.runs()) {
      Picture.text(svg, Picture.TICK, 2, y + 12, run.name());
      for (int digit = 0; digit < figures.test().classCount(); digit++) {
        double right = figures.right(run, digit);
        boolean sticks = right < 0;
        if (sticks) {
          stuck.append(stuck.length() == 0 ? "" : ", ").append(digit).append(" in ").append(run.name());
        }
        svg.append("<rect class=\"" + (sticks ? "s1" : "s0") + "\" fill=\"currentColor\" fill-opacity=\""
            + Svg.number(sticks ? 1 : right < 100 ? 0.6 - 0.006 * right : 0) + "\" x=\"" + Svg.number(COLUMNS + digit * COLUMN)
            + "\" y=\"" + y + "\" width=\"25.4\" height=\"16\"/>");
        Picture.text(svg, sticks ? ON_BOX : Picture.MIDDLE, middle(digit), y + 12,
            sticks ? "0" : right >= 0 ? Plain.number(right, right < 10 ? 1 : 2) : "-");
      }
      y += LINE;
    }
    return new Picture("Rows of each digit that are right, %", "After the last epoch, by units, initial weights and seed. "
        + (stuck.length() == 0 ? "No output sticks." : "Filled: outputs that stick, " + stuck + "."), y + 4, svg.toString());
  }

  private static double middle(int digit) {
    return COLUMNS + (digit + 0.5) * COLUMN;
  }

  private Picture wrong() {
    DigitRuns.Run run = figures.best(0, 2);
    StringBuilder svg = new StringBuilder();
    float[] pixels = new float[figures.test().inputs()];
    int wrong = 0;
    int place = Picture.WIDTH / WRONG_A_LINE;
    for (int row = 0; row < run.answers().length; row++) {
      int digit = figures.test().classOf(row);
      if (run.answers()[row] != digit && wrong++ < MOST_WRONG) {
        figures.test().copyInputs(row, 1, pixels, 0);
        int x = (wrong - 1) % WRONG_A_LINE * place;
        int y = Picture.TITLE + (wrong - 1) / WRONG_A_LINE * (WRONG_SIZE + LINE);
        images.draw(svg, x + 4, y, WRONG_SIZE, 0, 1, pixels, 0, Palette.INK);
        Picture.text(svg, Picture.MIDDLE, x + place / 2.0, y + WRONG_SIZE + 12, digit + " as " + run.answers()[row]);
      }
    }
    int lines = (Math.min(wrong, MOST_WRONG) + WRONG_A_LINE - 1) / WRONG_A_LINE;
    return new Picture("Wrong answers: digit as predicted digit", wrong + " of " + run.answers().length + " rows are wrong in "
        + run.name() + ", the best run of 30 units"
        + (wrong > MOST_WRONG ? "; the first " + MOST_WRONG + " are shown" : "") + ".",
        Picture.TITLE + lines * (WRONG_SIZE + LINE) + 4, svg.toString());
  }

  /** Draws the weights of the best run of a kind. */
  private Picture weights(int kind) {
    DigitRuns.Run run = figures.best(kind, kind + 1);
    return images.weights("Weights of the hidden units, " + INITIALIZERS[kind], "First layer of " + run.name(), run.weights(),
        DigitRuns.UNITS[kind]);
  }
}
