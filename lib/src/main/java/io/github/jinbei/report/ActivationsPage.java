package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** The page of activations and their derivatives. */
final class ActivationsPage {

  private ActivationsPage() {}

  /**
   * Returns the page of the curves.
   *
   * @param origin the call or command that makes the page
   */
  static Page of(String origin, List<ActivationCurve> curves) {
    List<Picture> pictures = new ArrayList<>();
    for (ActivationCurve curve : curves) {
      pictures.add(picture(curve));
    }
    return new Page("Activations and their derivatives", List.of(
        "Each picture shows the function f that a unit applies to its weighted sum z, and its derivative f'.",
        "Backpropagation multiplies by f' in each layer: where f' is near 0, layers below receive almost no gradient.",
        "At a kink f' jumps from one value to another, and backpropagation uses one of them."), origin, pictures);
  }

  private static Picture picture(ActivationCurve curve) {
    double[] f = range(curve.f());
    double[] slopes = range(curve.derivative());
    double low = Math.min(0, Math.min(f[0], slopes[0])) - 0.1;
    double high = Math.max(1, Math.max(f[1], slopes[1])) + 0.1;
    String caption = "f: " + words(f) + "; f': " + words(slopes) + ".";
    int[] kinks = curve.kinks();
    double[] xs = new double[kinks.length];
    double[] ys = new double[kinks.length];
    double[] derivative = curve.derivative().clone();
    for (int i = 0; i < kinks.length; i++) {
      xs[i] = curve.z()[kinks[i]];
      ys[i] = curve.f()[kinks[i]];
      caption += " Kink at z = " + Plain.number(xs[i], 3) + ": backpropagation uses f' = "
          + Plain.number(derivative[kinks[i]], 3) + " there.";
      derivative[kinks[i]] = Double.NaN;
    }
    Plot plot = new Plot(Plain.hyphens(curve.activation().name()), "pre-activation z", Axis.linear(-4, 4), "f(z) and f'(z)",
        Axis.linear(low, high), 150).legend(0, "f").legend(1, "f'");
    if (kinks.length > 0) {
      plot.legendMark(3, "kink");
    }
    return plot.line(0, curve.z(), curve.f()).line(1, curve.z(), derivative).marks(3, xs, ys).picture(caption);
  }

  /** Returns the least and the largest of the finite values; 0 and 0 if there are none. */
  private static double[] range(double[] values) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low <= high ? new double[] {low, high} : new double[2];
  }

  private static String words(double[] range) {
    String low = Plain.number(range[0], 3);
    return range[0] == range[1] ? low : low + " to " + Plain.number(range[1], 3);
  }
}
