package io.github.jinbei.report;

import io.github.jinbei.Initializer;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page of networks that learned images of digits. */
final class DigitRunsPage {

  /** The table of digits: where its columns begin, their width, and the height of a line. */
  private static final int COLUMNS = 94;
  private static final double COLUMN = 26.4;
  private static final int LINE = 17;

  /** The sheet of wrong images: at most so many, so many in a line, and how large each is. */
  private static final int MOST_WRONG = 40;
  private static final int WRONG_A_LINE = 8;
  private static final int WRONG_SIZE = 36;

  /** The sheet of hidden units: so many in a line, and how large each is. */
  private static final int UNITS_A_LINE = 6;
  private static final int UNIT_SIZE = 54;

  /** Root mean squares of the weights from 0 to the last colour: few weights are larger. */
  private static final double DEVIATIONS = 3;

  private static final String MIDDLE = "\" text-anchor=\"middle";

  private final DigitRuns figures;
  private final int side;

  private DigitRunsPage(DigitRuns figures) {
    this.figures = figures;
    this.side = DigitRuns.side(figures.test());
  }

  static Page of(DigitRuns figures, String origin) {
    DigitRunsPage page = new DigitRunsPage(figures);
    List<Picture> pictures = new ArrayList<>();
    for (int units : DigitRuns.UNITS) {
      pictures.add(page.accuracy(units));
    }
    pictures.add(page.digits());
    pictures.add(page.wrong());
    for (Initializer initializer : DigitRuns.INITIALIZERS) {
      pictures.add(page.weights(initializer));
    }
    return new Page("Digits: first weights, units and seeds", List.of(
        "Networks of 30 and of 100 hidden units learn digits, from first weights that are large (normal) or small (glorot); "
            + "the thick lines are the medians of the seeds.",
        "An output can stick: it is the largest one for no row, and all rows of its digit are wrong.",
        "The weights of hidden units are images too: where they began small they show strokes, where they began large they are "
            + "mostly the noise that they began with."), origin, pictures);
  }

  private Picture accuracy(int units) {
    double lowest = figures.runs().stream().mapToDouble(DigitRuns.Run::last).min().orElseThrow();
    int epochs = figures.runs().get(0).accuracy().length - 1;
    Plot plot = new Plot(units + " hidden units", "epoch", Axis.linear(0, epochs), "test rows right, %",
        Axis.linear(5 * Math.max(0, Math.floor(20 * lowest - 0.5)), 100));
    StringBuilder caption = new StringBuilder("Best epoch of each seed, % right:");
    double[] xs = new double[epochs + 1];
    Arrays.setAll(xs, epoch -> epoch);
    for (int style = 0; style < DigitRuns.INITIALIZERS.size(); style++) {
      Initializer initializer = DigitRuns.INITIALIZERS.get(style);
      List<DigitRuns.Run> runs = figures.runs().stream()
          .filter(run -> run.units() == units && run.initializer() == initializer).toList();
      double[] best = new double[runs.size()];
      caption.append(style == 0 ? " " : "; ").append(initializer);
      for (int i = 0; i < best.length; i++) {
        double[] accuracy = runs.get(i).accuracy();
        best[i] = accuracy[runs.get(i).bestEpoch()];
        caption.append(i == 0 ? " " : ", ").append(DigitRuns.percent(best[i]));
        plot.line("line thin s" + style, xs, Arrays.stream(accuracy).map(share -> 100 * share).toArray());
      }
      double[] medians = new double[epochs + 1];
      Arrays.setAll(medians, epoch -> 100 * median(runs.stream().mapToDouble(run -> run.accuracy()[epoch]).toArray()));
      plot.line(style, xs, medians).legend(style, initializer + ", median");
      caption.append(", median ").append(DigitRuns.percent(median(best)));
    }
    return plot.picture(caption.append('.').toString());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  private Picture digits() {
    StringBuilder svg = new StringBuilder();
    StringBuilder stuck = new StringBuilder();
    int y = Picture.TITLE + LINE;
    svg.append(text("tick", 2, y - 5, "", "digit"));
    for (int digit = 0; digit < figures.test().classCount(); digit++) {
      svg.append(text("tick", middle(digit), y - 5, MIDDLE, Integer.toString(digit)));
    }
    for (DigitRuns.Run run : figures.runs()) {
      svg.append(text("tick", 2, y + 12, "", run.name()));
      for (int digit = 0; digit < figures.test().classCount(); digit++) {
        double right = figures.right(run, digit);
        boolean sticks = figures.sticks(run, digit);
        if (sticks) {
          stuck.append(stuck.length() == 0 ? "" : ", ").append(digit).append(" in ").append(run.name());
        }
        svg.append("<rect class=\"s").append(sticks ? 1 : 0).append("\" fill=\"currentColor\" fill-opacity=\"")
            .append(Svg.number(sticks ? 1 : right < 1 ? 0.6 * (1 - right) : 0)).append("\" x=\"")
            .append(Svg.number(COLUMNS + digit * COLUMN)).append("\" y=\"").append(y).append("\" width=\"")
            .append(COLUMN - 1).append("\" height=\"").append(LINE - 1).append("\"/>")
            .append(text("tick" + (sticks ? "\" style=\"fill:var(--page)" : ""), middle(digit), y + 12, MIDDLE,
                right >= 0 ? Plain.number(100 * right, right < 0.1 ? 1 : 2) : "-"));
      }
      y += LINE;
    }
    return new Picture("Rows of each digit that are right, %", "After the last epoch, by units, first weights and seed. "
        + (stuck.length() == 0 ? "No output sticks." : "Filled: outputs that stick, " + stuck + "."), y + 4, svg.toString());
  }

  private static double middle(int digit) {
    return COLUMNS + (digit + 0.5) * COLUMN;
  }

  private static String text(String style, double x, double y, String anchor, String words) {
    return "<text class=\"" + style + "\" x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + anchor + "\">" + Svg.text(words)
        + "</text>\n";
  }

  private Picture wrong() {
    DigitRuns.Run run = figures.best(DigitRuns.UNITS.get(0), DigitRuns.INITIALIZERS);
    StringBuilder svg = new StringBuilder();
    float[] pixels = new float[side * side];
    int wrong = 0;
    int place = Picture.WIDTH / WRONG_A_LINE;
    for (int row = 0; row < run.answers().length; row++) {
      if (run.answers()[row] != figures.test().classOf(row) && wrong++ < MOST_WRONG) {
        figures.test().copyInputs(row, 1, pixels, 0);
        double x = (wrong - 1) % WRONG_A_LINE * place;
        double y = Picture.TITLE + (wrong - 1) / WRONG_A_LINE * (WRONG_SIZE + LINE);
        svg.append(image(x + (place - WRONG_SIZE) / 2.0, y, WRONG_SIZE, 0, 1, pixels, 0, Palette.INK))
            .append(text("tick", x + place / 2.0, y + WRONG_SIZE + 12, MIDDLE,
                figures.test().classOf(row) + " as " + run.answers()[row]));
      }
    }
    int lines = (Math.min(wrong, MOST_WRONG) + WRONG_A_LINE - 1) / WRONG_A_LINE;
    return new Picture("Wrong answers: the digit, as what", wrong + " of " + run.answers().length + " rows are wrong in "
        + run.name() + ", the best run of " + run.units() + " units." + (wrong > MOST_WRONG ? " The first " + MOST_WRONG + "."
        : ""), Picture.TITLE + lines * (WRONG_SIZE + LINE) + 4, svg.toString());
  }

  private Picture weights(Initializer initializer) {
    DigitRuns.Run run = figures.best(DigitRuns.UNITS.get(0), List.of(initializer));
    double squares = 0;
    for (float weight : run.weights()) {
      squares += weight * weight;
    }
    double most = Math.max(Float.MIN_NORMAL, DEVIATIONS * Math.sqrt(squares / run.weights().length));
    StringBuilder svg = new StringBuilder();
    int place = Picture.WIDTH / UNITS_A_LINE;
    for (int unit = 0; unit < run.units(); unit++) {
      svg.append(image(unit % UNITS_A_LINE * place + 3, Picture.TITLE + unit / UNITS_A_LINE * place, UNIT_SIZE, 0.5,
          0.5 / most, run.weights(), unit, Palette.BALANCE));
    }
    return new Picture("Weights of the hidden units, " + initializer, "First layer of " + run.name()
        + ", a square a unit: from " + Plain.number(-most, 2) + " (blue) over 0 (light) to "
        + Plain.number(most, 2) + " (orange), beyond as there.",
        Picture.TITLE + (run.units() - 1) / UNITS_A_LINE * place + place, svg.toString());
  }

  /** Draws every so many values from a first one on as an image: {@code middle} is added to their product by a factor. */
  private String image(double x, double y, int size, double middle, double factor, float[] values, int first, int[] palette) {
    double[] shares = new double[side * side];
    int step = values.length / shares.length;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = middle + factor * values[first + i * step];
    }
    return "<image class=\"pixels\" x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + "\" width=\"" + size + "\" height=\""
        + size + "\" href=\"" + Png.address(side, side, shares, palette) + "\"/>\n";
  }
}
