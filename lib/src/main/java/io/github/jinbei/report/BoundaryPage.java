package io.github.jinbei.report;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The page of a decision boundary during training. */
final class BoundaryPage {

  private BoundaryPage() {}

  static Page of(String origin, Boundary figures) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < figures.epochs().length; i++) {
      pictures.add(picture(figures, i));
    }
    return new Page("A decision boundary forms: " + figures.shape().name().toLowerCase(Locale.ROOT), List.of(
        "The points are the data: circles are class 0, squares class 1.",
        "The colour behind them is the probability of class 1 that the network predicts there: blue is 0, orange 1.",
        "The grey band between is the decision boundary, a probability of one half; training moves and bends it."),
        origin, pictures);
  }

  private static Picture picture(Boundary figures, int i) {
    String title = "After " + Count.of(figures.epochs()[i], "epoch");
    Axis axis = Axis.linear(-Boundary.SIDE, Boundary.SIDE);
    Plot plot = new Plot(title, "input x₁", axis, "input x₂", axis, Plot.FRAME_WIDTH);
    plot.image(Png.address(Boundary.GRID, Boundary.GRID, figures.probabilities()[i], Palette.BALANCE), Boundary.GRID,
        Boundary.GRID, true);
    for (int label = 0; label < 2; label++) {
      // Points of the other class are NaN and not drawn.
      double[] x1 = new double[Boundary.ROWS];
      Arrays.fill(x1, Double.NaN);
      double[] x2 = x1.clone();
      for (int row = 0; row < Boundary.ROWS; row++) {
        if (figures.classes()[row] == label) {
          x1[row] = figures.inputs()[2 * row];
          x2[row] = figures.inputs()[2 * row + 1];
        }
      }
      plot.legendMark(label, "class " + label).marks(label, x1, x2);
    }
    return plot.picture("Accuracy " + Plain.number(figures.accuracies()[i], 3) + ", loss "
        + Plain.number(figures.losses()[i], 3) + " nats on the 200 points.");
  }
}
