package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.Arrays;
import java.util.List;

/** The page of a gradient check. */
final class GradcheckPage {

  /** Errors are shown in millionths, which are short numbers. */
  private static final double MILLION = 1e6;

  /** The largest error of a correct derivative according to {@link io.github.jinbei.GradientCheck}, in millionths. */
  private static final double BOUND = 100;

  /** The lower end of the axis, in millionths. Smaller errors are drawn there. */
  private static final double LEAST = 0.01;

  private static final String[] KINDS = {"", " forward pass ", ", numerical ", ", backpropagation "};

  private GradcheckPage() {}

  static Page of(Gradcheck figures, String origin) {
    String mistake = figures.mistaken().length == 0 ? "" : ", here 1 - a instead of 1 - a² in layer 2,";
    return new Page("Why backpropagation", List.of(
        "A numerical gradient moves one weight a little up and a little down and divides the difference of the loss by that of "
            + "the weight; if backpropagation is right, both agree except for rounding.",
        "A mistake in the derivative of a layer" + mistake + " makes the gradients of its tensors, and of those of the layers "
            + "below it, wrong.",
        "The numerical gradient costs two forward passes per weight, backpropagation a few for any number of weights: that is "
            + "why networks are trained with it."), origin, List.of(errors(figures), costs(figures)));
  }

  private static Picture errors(Gradcheck figures) {
    int tensors = figures.tensors().size();
    StringBuilder caption = new StringBuilder(figures.network() + ", " + figures.rows() + " rows; errors in millionths:");
    Plot plot = new Plot("Error of the backpropagated gradient", "‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), millionths",
        Axis.logarithmic(LEAST, 2 * MILLION), "tensor", Axis.named(figures.tensors()), Math.max(190, 15 * tensors))
        .line(5, new double[] {BOUND, BOUND}, new double[] {-0.5, tensors - 0.5}).legend(5, "bound 100");
    errors(plot, 0, "right", figures.errors(), figures.tensors(), caption);
    errors(plot, 1, "with a mistake", figures.mistaken(), figures.tensors(), caption);
    return plot.picture(caption + (Double.isInfinite(figures.kinkDistance()) ? " no kink."
        : " nearest kink " + Plain.number(figures.kinkDistance(), 2) + " away."));
  }

  private static void errors(Plot plot, int style, String name, double[] errors, List<String> tensors, StringBuilder caption) {
    double[] shown = new double[errors.length];
    double[] places = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      shown[i] = Math.max(LEAST, MILLION * errors[i]);
      places[i] = i;
      caption.append(i == 0 ? " " + name + " " : ", ").append(tensors.get(i)).append(' ')
          .append(Plain.number(MILLION * errors[i], 2)).append(i == errors.length - 1 ? ";" : "");
    }
    if (errors.length > 0) {
      plot.marks(style, shown, places).legendMark(style, name);
    }
  }

  private static Picture costs(Gradcheck figures) {
    double[][] costs = figures.costs();
    double[] weights = costs[0];
    double[] numerical = figures.passes(Gradcheck.NUMERICAL);
    double[] backpropagation = figures.passes(Gradcheck.BACKPROPAGATION);
    double[] one = new double[weights.length];
    Arrays.fill(one, 1);
    int last = one.length - 1;
    StringBuilder caption = new StringBuilder("Fitted exponents: numerical " + exponent(figures, Gradcheck.NUMERICAL)
        + ", backpropagation " + exponent(figures, Gradcheck.BACKPROPAGATION) + ". Passes of both:");
    for (int i = 0; i < one.length; i++) {
      caption.append(' ').append(Plain.number(numerical[i], 3)).append(" and ").append(Plain.number(backpropagation[i], 2))
          .append(" for ").append((int) weights[i]).append(i < last ? " weights," : " weights; microseconds of these:");
    }
    for (int kind = 1; kind < costs.length; kind++) {
      caption.append(KINDS[kind]).append(Plain.number(costs[kind][last], 2));
    }
    return new Plot("Cost of a gradient, in forward passes", "weights and biases",
        Axis.logarithmic(weights[0] / 2, 2 * weights[last]), "forward passes",
        Axis.logarithmic(0.5, 2 * numerical[last]))
        .line(1, weights, numerical).marks(1, weights, numerical).legendMark(1, "numerical")
        .line(0, weights, backpropagation).marks(0, weights, backpropagation).legendMark(0, "backpropagation")
        .line(5, weights, one).legend(5, "forward pass").picture(caption.append('.').toString());
  }

  /** Returns an exponent rounded to a hundredth. */
  private static String exponent(Gradcheck figures, int method) {
    return Plain.number(Math.rint(100 * figures.exponent(method)) / 100, 3);
  }
}
