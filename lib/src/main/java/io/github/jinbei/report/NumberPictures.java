package io.github.jinbei.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures of a test of numbers: predicted numbers and residuals. */
final class NumberPictures {

  /** Of more outputs the first are drawn. */
  static final int MOST_OUTPUTS = 3;

  /** The most points of a picture, and how many of them are those of the largest residuals. */
  private static final int MOST_POINTS = 2000;
  private static final int WORST_POINTS = 200;

  private static final int MOST_BARS = 40;
  private static final int FRAME = 230;
  private static final int NAME = 20;

  private NumberPictures() {}

  static List<Picture> of(Outcome outcome) {
    List<Picture> pictures = new ArrayList<>();
    for (int output = 0; output < Math.min(MOST_OUTPUTS, outcome.names.size()); output++) {
      String name = Picture.cut(outcome.names.get(output), NAME);
      String suffix = outcome.names.size() == 1 ? "" : ": " + name;
      double[] residuals = outcome.residuals(output);
      int[] shown = shown(residuals);
      double[] targets = chosen(outcome.targets[output], shown);
      double[] predictions = chosen(outcome.predictions[output], shown);
      String note = shown.length < residuals.length
          ? " " + shown.length + " of " + residuals.length + " rows are drawn, also those with the largest residuals." : "";
      Axis axis = Axis.around(targets, predictions);
      double[] ends = {axis.from(), axis.to()};
      pictures.add(new Plot("Predicted and true" + suffix, "true " + name, axis, "predicted " + name, axis, FRAME)
          .line("line guide", ends, ends).dots(0, targets, predictions)
          .picture("Points on the diagonal are right. If the cloud is flatter than the diagonal, the predictions are too near"
              + " to the mean." + note));
      double[] drawn = chosen(residuals, shown);
      Axis across = Axis.around(predictions);
      pictures.add(new Plot("Residuals" + suffix, "predicted " + name, across, "true - predicted", Axis.around(drawn), FRAME)
          .line("line guide", new double[] {across.from(), across.to()}, new double[2]).dots(0, predictions, drawn)
          .picture("The residuals should lie around 0 without a pattern. If the cloud is bent, the network misses a dependence."
              + " If it is a funnel, the error grows with the number, and the logarithm may be a better target."));
      pictures.add(histogram(suffix, residuals));
    }
    return pictures;
  }

  /** Returns the rows whose points are drawn, in their order: those of the largest residuals, and every n-th of all rows. */
  static int[] shown(double[] residuals) {
    if (residuals.length <= MOST_POINTS) {
      return IntStream.range(0, residuals.length).toArray();
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, residuals.length).boxed().toList());
    order.sort(Comparator.comparingDouble(row -> -Math.abs(residuals[row])));
    boolean[] worst = new boolean[residuals.length];
    order.subList(0, WORST_POINTS).forEach(row -> worst[row] = true);
    int step = (residuals.length - 1) / (MOST_POINTS - WORST_POINTS) + 1;
    return IntStream.range(0, residuals.length).filter(row -> worst[row] || row % step == 0).toArray();
  }

  private static double[] chosen(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
  }

  /** Draws the numbers of rows by their residual. The axis contains all residuals, so a few large ones make the bars wide. */
  private static Picture histogram(String suffix, double[] residuals) {
    Axis axis = Axis.around(residuals);
    int bars = (int) Math.max(5, Math.min(MOST_BARS, 2 * StrictMath.cbrt(residuals.length)));
    double[] counts = new double[bars];
    double most = 0;
    for (double residual : residuals) {
      int bar = (int) Math.max(0, Math.min(bars - 1, axis.position(residual) * bars));
      most = Math.max(most, ++counts[bar]);
    }
    double[] xs = new double[2 * bars + 2];
    double[] ys = new double[2 * bars + 2];
    for (int i = 0; i <= bars; i++) {
      double x = i == bars ? axis.to() : axis.from() + (axis.to() - axis.from()) * i / bars;
      xs[2 * i] = x;
      xs[2 * i + 1] = x;
      ys[2 * i] = i == 0 ? 0 : counts[i - 1];
      ys[2 * i + 1] = i == bars ? 0 : counts[i];
    }
    return new Plot("Histogram of residuals" + suffix, "true - predicted", axis, "rows", Axis.linear(0, 1.05 * most), FRAME)
        .line("line area s0", xs, ys)
        .picture("The bars should form a symmetric hill around 0. A long tail shows rows of a kind that is not learned.");
  }
}
