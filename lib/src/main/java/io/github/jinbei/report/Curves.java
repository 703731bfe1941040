package io.github.jinbei.report;

import io.github.jinbei.EpochDiagnostics;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.LayerDiagnostics;
import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The curves of a training by epoch. */
final class Curves {

  /** A curve is divided into so many parts. Of each part the least and the largest value are drawn. */
  private static final int PARTS = 200;

  /** The most parts of the curves of all networks together, and the fewest parts of the curve of one network. */
  private static final int ALL_PARTS = 2000;
  private static final int LEAST_PARTS = 8;

  /** The least number of epochs on an axis: a shorter one would have ticks between two epochs. */
  private static final int LEAST_EPOCHS = 5;

  /** The best epochs of at most so many networks are marked. */
  private static final int MOST_MARKS = 20;

  /** The least digits of a number, and the magnitudes from which on and below which it has an exponent. */
  private static final int DIGITS = 4;
  static final double LARGE = 1e12;
  private static final double SMALL = 1e-5;

  private static final String[] KINDS = {"training", "validation", "test"};

  /** The style of the mark of the best epoch. */
  private static final int BEST = 3;

  private final List<History> histories;
  private final List<Evaluation> tests;

  private Curves(List<History> histories, List<Evaluation> tests) {
    this.histories = histories;
    this.tests = tests;
  }

  /**
   * Returns the curves of the loss and of the accuracy; the latter only if there are accuracies.
   *
   * @param tests the evaluations after the last epochs of the only network, or none
   * @param loss the name of the loss
   */
  static List<Picture> of(List<History> histories, List<Evaluation> tests, String loss) {
    Curves curves = new Curves(histories, tests);
    List<Picture> pictures = new ArrayList<>();
    curves.add(pictures, "Loss", loss, false, "The loss should fall and level off. If the loss of validation or test rises"
        + " while the training loss falls, the network overfits: it learns the training rows by heart. The training loss is a"
        + " mean over the epoch, with dropout, label smoothing and weight decay where they are used.");
    curves.add(pictures, "Accuracy", "rows right, %", true, "If the accuracy of validation or test is far below that of"
        + " training, the network overfits. If both are low, the network is too small or the training is too short.");
    return pictures;
  }

  private void add(List<Picture> pictures, String title, String label, boolean ofAccuracy, String caption) {
    double[][][] series = new double[KINDS.length][histories.size()][];
    List<double[]> all = new ArrayList<>();
    for (int kind = 0; kind < KINDS.length; kind++) {
      for (int network = 0; network < histories.size(); network++) {
        series[kind][network] = values(network, kind, ofAccuracy);
        all.add(series[kind][network]);
      }
    }
    double[][] values = all.toArray(double[][]::new);
    if (!hasFinite(values)) {
      return;
    }
    double[][] epochs = new double[histories.size()][];
    for (int network = 0; network < epochs.length; network++) {
      epochs[network] = histories.get(network).epochs().stream().mapToDouble(EpochResult::epoch).toArray();
    }
    Axis axis = ofAccuracy ? percent(values) : Axis.above(values);
    Plot plot = new Plot(title, "epoch", epochs(epochs), label, axis);
    for (int kind = 0; kind < KINDS.length; kind++) {
      if (hasFinite(series[kind])) {
        plot.legend(kind, KINDS[kind]);
        for (int network = 0; network < epochs.length; network++) {
          draw(plot, (epochs.length > 1 ? "thin s" : "s") + kind, kind, epochs[network], series[kind][network], axis,
              Math.max(LEAST_PARTS, Math.min(PARTS, ALL_PARTS / epochs.length)));
        }
      }
    }
    markBest(plot, epochs, series[1], ofAccuracy, axis);
    pictures.add(plot.picture((epochs.length > 1 ? "Each network has a thin line. " : "") + caption));
  }

  /** Returns the values of a network by epoch; NaN where there are none. */
  private double[] values(int network, int kind, boolean ofAccuracy) {
    List<EpochResult> results = histories.get(network).epochs();
    double[] values = new double[results.size()];
    for (int i = 0; i < values.length; i++) {
      EpochResult result = results.get(i);
      int test = i - (values.length - tests.size());
      Evaluation evaluation = kind == 1 ? result.validation() : kind == 2 && test >= 0 && test < tests.size()
          ? tests.get(test) : null;
      double loss = kind == 0 ? result.loss() : evaluation == null ? Double.NaN : evaluation.loss();
      double accuracy = kind == 0 ? result.accuracy() : evaluation == null ? Double.NaN : evaluation.accuracy();
      values[i] = ofAccuracy ? 100 * accuracy : loss;
    }
    return values;
  }

  /** Marks the epochs of the best validation; the legend names that of a single network. */
  private static void markBest(Plot plot, double[][] epochs, double[][] values, boolean ofAccuracy, Axis axis) {
    String legend = "";
    for (int network = 0; network < epochs.length && epochs.length <= MOST_MARKS; network++) {
      int best = -1;
      for (int i = 0; i < values[network].length; i++) {
        double value = values[network][i];
        boolean better = best < 0 || (ofAccuracy ? value > values[network][best] : value < values[network][best]);
        best = Double.isFinite(value) && better ? i : best;
      }
      if (best >= 0) {
        double epoch = epochs[network][best];
        plot.marks(BEST, new double[] {epoch}, new double[] {Math.max(values[network][best], axis.from())});
        legend = (ofAccuracy ? "highest validation" : "lowest validation")
            + (epochs.length == 1 ? ", epoch " + (int) epoch : "");
      }
    }
    if (!legend.isEmpty()) {
      plot.legendMark(BEST, legend);
    }
  }

  /** Draws a curve, thinned. A single value is drawn as a mark. */
  private static void draw(Plot plot, String classes, int style, double[] xs, double[] ys, Axis axis, int parts) {
    double[][] points = thinned(xs, ys, parts);
    int finite = 0;
    for (int i = 0; i < points[1].length; i++) {
      // A loss of 0 has no place on a logarithmic axis.
      points[1][i] = points[1][i] >= 0 ? Math.max(points[1][i], axis.from()) : points[1][i];
      finite += Double.isFinite(points[1][i]) ? 1 : 0;
    }
    if (finite == 1) {
      plot.marks(style, points[0], points[1]);
    } else {
      plot.line("line " + classes, points[0], points[1]);
    }
  }

  /**
   * Returns at most 2·parts + 2 points of a curve: the first, the last, and those with the least and the largest value of each
   * part, so that no spike is lost. A part without a finite value has a gap.
   */
  static double[][] thinned(double[] xs, double[] ys, int parts) {
    int n = xs.length;
    if (n <= 2 * parts + 2) {
      return new double[][] {xs.clone(), ys.clone()};
    }
    int[] kept = new int[2 * parts + 2];
    int count = 1;
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * n / parts);
      int to = (int) ((part + 1L) * n / parts);
      int least = -1;
      int largest = -1;
      for (int i = from; i < to; i++) {
        if (Double.isFinite(ys[i])) {
          least = least < 0 || ys[i] < ys[least] ? i : least;
          largest = largest < 0 || ys[i] > ys[largest] ? i : largest;
        }
      }
      least = least < 0 ? from : least;
      largest = largest < 0 ? from : largest;
      for (int i : new int[] {Math.min(least, largest), Math.max(least, largest)}) {
        if (i > kept[count - 1]) {
          kept[count++] = i;
        }
      }
    }
    if (kept[count - 1] < n - 1) {
      kept[count++] = n - 1;
    }
    double[][] points = new double[2][count];
    for (int i = 0; i < count; i++) {
      points[0][i] = xs[kept[i]];
      points[1][i] = ys[kept[i]];
    }
    return points;
  }

  static boolean hasFinite(double[]... series) {
    for (double[] values : series) {
      for (double value : values) {
        if (Double.isFinite(value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the end of an axis that begins at 0 and contains all values. */
  private static double most(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Double.isFinite(value) ? Math.max(most, 1.05 * value) : most;
    }
    return most > 0 ? most : 1;
  }

  /** Returns the axis of epochs, from 0 or, after a resumption, from the epoch before. */
  private static Axis epochs(double[]... series) {
    double first = Double.MAX_VALUE;
    double last = 0;
    for (double[] epochs : series) {
      if (epochs.length > 0) {
        first = Math.min(first, epochs[0]);
        last = Math.max(last, epochs[epochs.length - 1]);
      }
    }
    first = Math.min(first, last);
    double from = first < last / 2 ? 0 : Math.max(0, first - 1);
    return Axis.linear(from, Math.max(last, from + LEAST_EPOCHS));
  }

  private static Axis percent(double[]... series) {
    double lowest = 100;
    for (double[] values : series) {
      for (double value : values) {
        lowest = value < lowest ? value : lowest;
      }
    }
    return Axis.linear(5 * Math.max(0, Math.floor(lowest / 5 - 0.5)), 100);
  }

  /** Returns the curves of the learning rate and of the layers at the measured epochs. */
  static List<Picture> ofLayers(List<EpochDiagnostics> epochs) {
    List<Picture> pictures = new ArrayList<>();
    double[] xs = epochs.stream().mapToDouble(EpochDiagnostics::epoch).toArray();
    double[] rates = epochs.stream().mapToDouble(EpochDiagnostics::learningRate).toArray();
    if (hasFinite(rates)) {
      Axis axis = Axis.linear(0, most(rates));
      Plot plot = new Plot("Learning rate", "epoch", epochs(xs), "learning rate", axis);
      draw(plot, "s0", 0, xs, rates, axis, PARTS);
      pictures.add(plot.picture("The learning rate at the end of the epochs."));
    }
    String[] captions = {"If a norm grows without end, the learning rate is too large or weight decay is missing.",
        "If the norm is much smaller in the first layers than in the last, the gradient vanishes on its way back; if it is"
            + " much larger there, the gradient explodes.",
        "A row that saturates a unit hardly changes the weights of the unit. For ReLU and similar activations about half of"
            + " the pairs is usual. If nearly all pairs are saturated, the layer learns slowly.",
        "A dead unit is saturated by all rows of the batch, so it hardly learns any more."};
    String[] titles = {"Norm of the weights", "Norm of the gradient", "Saturated units", "Dead units"};
    String[] labels = {"weight norm", "gradient norm", "pairs of row and unit, %", "units, %"};
    for (int kind = 0; kind < titles.length; kind++) {
      addLayers(pictures, titles[kind], labels[kind], kind, epochs, xs, captions[kind]);
    }
    return pictures;
  }

  private static void addLayers(List<Picture> pictures, String title, String label, int kind, List<EpochDiagnostics> epochs,
      double[] xs, String caption) {
    int layers = epochs.isEmpty() ? 0 : epochs.get(0).layers().size();
    double[][] series = new double[layers][xs.length];
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < xs.length; i++) {
        series[layer][i] = value(epochs.get(i).layers().get(layer), kind);
      }
    }
    if (!hasFinite(series)) {
      return;
    }
    Axis axis = kind < 2 ? Axis.above(series) : Axis.linear(0, 100);
    Plot plot = new Plot(title, "epoch", epochs(xs), label, axis);
    int own = layers <= Plot.STYLES ? layers : Plot.STYLES - 1;
    boolean shared = false;
    for (int layer = 0; layer < layers; layer++) {
      int style = Math.min(layer, own);
      if (hasFinite(series[layer])) {
        draw(plot, "s" + style, style, xs, series[layer], axis, PARTS);
        if (layer < own) {
          plot.legend(style, "layer " + (layer + 1));
        } else if (!shared) {
          plot.legend(style, "layers " + (own + 1) + " to " + layers);
          shared = true;
        }
      }
    }
    pictures.add(plot.picture(caption));
  }

  private static double value(LayerDiagnostics layer, int kind) {
    return kind == 0 ? layer.weightNorm() : kind == 1 ? layer.gradientNorm()
        : 100 * (kind == 2 ? layer.saturated() : layer.dead());
  }

  /**
   * Returns a number as captions and tables show it: with at least four digits and all before the point, or with an exponent
   * if it is very large or small.
   */
  static String number(double value) {
    return number(value, DIGITS, LARGE);
  }

  /** Returns a number; those of at least this magnitude have an exponent. */
  static String number(double value, double large) {
    return number(value, DIGITS, large);
  }

  /** Returns a number of so many digits, or all before its point; those of at least this magnitude have an exponent. */
  static String number(double value, int digits, double large) {
    double magnitude = Math.abs(value);
    if (!Double.isFinite(value) || magnitude == 0) {
      return Double.isNaN(value) ? "not defined" : Plain.number(value, digits);
    }
    if (magnitude >= large || magnitude < SMALL) {
      return TickLabels.withExponent(Plain.rounded(value, digits).stripTrailingZeros());
    }
    BigDecimal exact = new BigDecimal(value);
    return Plain.number(value, Math.max(digits, exact.precision() - exact.scale()));
  }
}
