package io.github.jinbei.report;

import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page of a decision boundary during training. */
final class BoundaryPage {

  /** More points would hide the colour behind them. */
  private static final int MOST_POINTS = 2000;

  /** Of more points the marks are small. */
  private static final int LARGE_POINTS = 500;

  /** The most points of all pictures together, some 40 bytes each. */
  private static final int MOST_MARKS = 30_000;

  /** The random stream that chooses the points to draw. */
  private static final long STREAM = 1L << 42;

  /** The most letters of a class in the legend, and of the label of an axis. */
  private static final int NAME = 44;

  private final Boundary figures;
  private final Unit x;
  private final Unit y;
  private final int points;
  private final int shown;

  /** Which points are drawn. */
  private final boolean[] drawn;

  private BoundaryPage(Boundary figures) {
    this.figures = figures;
    x = new Unit(figures, 0);
    y = new Unit(figures, 1);
    points = figures.classes().length;
    drawn = new boolean[points];
    shown = Math.min(points, Math.min(MOST_POINTS, MOST_MARKS / figures.epochs().length));
    int left = shown;
    CounterRandom random = new CounterRandom(0, STREAM);
    for (int row = 0; row < points; row++) {
      // Selection sampling (Knuth, volume 2, algorithm S): each choice of this size is equally probable.
      if (random.uniform(row) * (points - row) < left) {
        drawn[row] = true;
        left--;
      }
    }
  }

  static Page of(String origin, Boundary figures) {
    BoundaryPage page = new BoundaryPage(figures);
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < figures.epochs().length; i++) {
      pictures.add(page.picture(i));
    }
    return new Page("A decision boundary forms: " + figures.name(), page.sentences(), origin, pictures);
  }

  private List<String> sentences() {
    List<String> names = figures.classNames();
    if (names.size() == 2) {
      return List.of("The points are the data: circles are " + names.get(0) + ", squares " + names.get(1) + ".",
          "The colour behind them is the probability of " + names.get(1)
          + " that the network predicts there: blue is 0, orange 1.",
          "The grey band between is the decision boundary, a probability of one half; training moves and bends it.");
    }
    return List.of("The points are the data; their colour and shape is their class.",
        "The colour behind them is that of the class that the network predicts there, the paler the less probable.",
        "Where two colours meet is the decision boundary, with both classes equally probable; training moves and bends it.");
  }

  private Picture picture(int i) {
    Plot plot = new Plot("After " + Count.of(figures.epochs()[i], "epoch"), x.label, x.axis, y.label, y.axis,
        Plot.FRAME_WIDTH);
    plot.image(image(figures.probabilities()[i], figures.classNames().size()), Boundary.GRID, Boundary.GRID, true);
    for (int label = 0; label < figures.classNames().size(); label++) {
      // Points of the other classes are NaN and not drawn.
      double[] x1 = new double[points];
      Arrays.fill(x1, Double.NaN);
      double[] x2 = x1.clone();
      for (int row = 0; row < points; row++) {
        if (drawn[row] && figures.classes()[row] == label) {
          x1[row] = x.of(figures.inputs()[2 * row]);
          x2[row] = y.of(figures.inputs()[2 * row + 1]);
        }
      }
      plot.legendMark(label, shortened(figures.classNames().get(label), NAME));
      if (shown > LARGE_POINTS) {
        plot.smallMarks(label, x1, x2);
      } else {
        plot.marks(label, x1, x2);
      }
    }
    return plot.picture("Accuracy " + Plain.number(figures.accuracies()[i], 3) + ", loss "
        + Plain.number(figures.losses()[i], 3) + " nats on the " + Count.of(points, "point") + "."
        + (shown < points ? " Of these " + shown + " are drawn, chosen at random." : "") + (figures.omitted() == 0 ? ""
        : " " + Count.of(figures.omitted(), "row lacks a value and is left out.", "rows lack a value and are left out.")));
  }

  /** Returns the image of the predicted probabilities as {@link Png#address} does. */
  private static String image(double[] probabilities, int classes) {
    if (classes == 2) {
      return Png.address(Boundary.GRID, Boundary.GRID, probabilities, Palette.BALANCE);
    }
    int shades = Palette.CLASS_SHADES;
    double[] colours = new double[Boundary.GRID * Boundary.GRID];
    for (int i = 0; i < colours.length; i++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = probabilities[classes * i + k] > probabilities[classes * i + best] ? k : best;
      }
      double sure = (classes * probabilities[classes * i + best] - 1) / (classes - 1);
      colours[i] = (best * shades + Math.round(sure * (shades - 1))) / (Palette.CLASSES.length - 1.0);
    }
    return Png.address(Boundary.GRID, Boundary.GRID, colours, Palette.CLASSES);
  }

  /** Returns a name of at most so many letters. Those of East Asia are wide: they count twice. */
  private static String shortened(String name, int most) {
    int width = 0;
    int end = 0;
    while (end < name.length()) {
      int letter = name.codePointAt(end);
      width += letter < 0x1100 ? 1 : 2;
      if (width > most) {
        return name.substring(0, end) + "…";
      }
      end += Character.charCount(letter);
    }
    return name;
  }

  /** The unit of an axis: what its values are reduced by and divided by, so that ticks have few digits. */
  private static final class Unit {

    private final double start;
    private final double unit;
    private final String label;
    private final Axis axis;

    Unit(Boundary figures, int input) {
      double from = figures.ranges()[2 * input];
      double to = figures.ranges()[2 * input + 1];
      double largest = Math.max(Math.abs(from), Math.abs(to));
      String more = "";
      if (to - from < 1e-3 * largest && largest >= 1e3 && largest < 1e15) {
        double step = StrictMath.pow(10, Math.floor(StrictMath.log10(to - from)));
        start = Math.floor(from / step) * step;
        more = (start < 0 ? " + " : " − ") + Plain.number(Math.abs(start), 15);
      } else {
        start = 0;
      }
      double most = Math.max(Math.abs(from - start), Math.abs(to - start));
      int power = most >= 1e5 || most < 1e-2 ? 3 * (int) Math.floor(StrictMath.log10(most) / 3) : 0;
      unit = StrictMath.pow(10, power);
      more += power == 0 ? "" : ", in 10" + superscript(power);
      label = shortened(figures.inputNames().get(input), NAME - more.length()) + more;
      axis = Axis.linear(of(from), of(to));
    }

    double of(double value) {
      return (value - start) / unit;
    }

    private static String superscript(int power) {
      StringBuilder digits = new StringBuilder(power < 0 ? "⁻" : "");
      for (char digit : Integer.toString(Math.abs(power)).toCharArray()) {
        digits.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
      }
      return digits.toString();
    }
  }
}
