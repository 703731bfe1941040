package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The page of a gradient check. */
final class GradcheckPage {

  private static final String MISTAKEN = "with a mistake";

  /** What {@link io.github.jinbei.GradientCheck} promises of a correct derivative. */
  private static final double BOUND = 1e-4;

  /** The least error that has a place of its own. */
  private static final double LEAST_ERROR = 1e-8;

  /** Errors are shown in millionths: their numbers are short. */
  private static final double MILLION = 1e6;

  /** More marks than this cover each other. */
  private static final int MOST_MARKS = 120;

  private final Gradcheck figures;
  private final boolean mistake;

  private GradcheckPage(Gradcheck figures) {
    this.figures = figures;
    this.mistake = figures.mistaken().length > 0;
  }

  static Page of(Gradcheck figures, String origin) {
    GradcheckPage page = new GradcheckPage(figures);
    return new Page("Why backpropagation", page.sentences(), origin,
        List.of(page.errors(), page.parameters(), page.passes(), page.times()));
  }

  private List<String> sentences() {
    return List.of("A numerical gradient moves one weight a little up and a little down and divides the difference of the loss "
        + "by that of the weight; where backpropagation is right, both agree but for rounding.", "A mistake in the derivative "
        + (mistake ? "of layer 2, 1 - a for 1 - a², spoils the tensors of layers 1 and 2; those of layer 3 are computed "
            + "before it." : "of a layer spoils its own tensors and those of the layers below it."),
        "The numerical gradient costs two forward passes a weight, backpropagation a few for any number of weights: that is "
        + "why networks learn by backpropagation.");
  }

  private Picture errors() {
    double[] places = IntStream.range(0, figures.tensors().size()).asDoubleStream().toArray();
    Plot plot = new Plot("Error of the backpropagated gradient", "‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), millionths",
        Axis.logarithmic(LEAST_ERROR * MILLION, 2 * MILLION), "tensor", Axis.named(figures.tensors()),
        Math.max(190, 15 * places.length))
        .line(5, new double[] {BOUND * MILLION, BOUND * MILLION}, new double[] {-0.5, places.length - 0.5})
        .marks(0, shown(figures.errors()), places).legendMark(0, "right");
    if (mistake) {
      plot.marks(1, shown(figures.mistakenErrors()), places).legendMark(1, MISTAKEN);
    }
    return plot.legend(5, "bound " + Plain.number(BOUND * MILLION, 1)).picture("The network " + figures.network() + ", "
        + figures.rows() + " rows. Relative error in millionths: " + byTensor(figures.errors()) + "."
        + (mistake ? " With the mistake: " + byTensor(figures.mistakenErrors()) + "." : "")
        + (Double.isInfinite(figures.kinkDistance()) ? "" : " The nearest kink is "
            + Plain.number(figures.kinkDistance(), 2) + " away."));
  }

  private static double[] shown(double[] errors) {
    double[] shown = errors.clone();
    for (int i = 0; i < shown.length; i++) {
      shown[i] = MILLION * Math.max(shown[i], LEAST_ERROR);
    }
    return shown;
  }

  private String byTensor(double[] errors) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < errors.length; i++) {
      text.append(i == 0 ? "" : ", ").append(figures.tensors().get(i)).append(' ').append(Plain.number(errors[i] * MILLION, 2));
    }
    return text.toString();
  }

  private Picture parameters() {
    double[] numerical = figures.numerical();
    int step = (numerical.length - 1) / MOST_MARKS + 1;
    double[] x = every(step, i -> numerical[i], numerical.length);
    double[] right = every(step, i -> figures.backpropagated()[i], numerical.length);
    double most = LEAST_ERROR;
    for (int i = 0; i < x.length; i++) {
      most = Math.max(most, 1.1 * Math.max(Math.abs(x[i]), Math.abs(right[i])));
    }
    Plot plot = new Plot("The gradient, weight by weight", "numerical, loss by unit of weight", Axis.linear(-most, most),
        "backpropagated", Axis.linear(-most, most)).line(5, new double[] {-most, most}, new double[] {-most, most});
    if (mistake) {
      plot.marks(1, x, every(step, i -> figures.mistaken()[i], numerical.length));
    }
    plot.marks(0, x, right).legend(5, "equal").legendMark(0, "right");
    return (mistake ? plot.legendMark(1, MISTAKEN) : plot).picture(x.length + " of the " + numerical.length
        + " weights and biases of the network. The loss is the sum over the rows.");
  }

  private static double[] every(int step, IntToDoubleFunction value, int length) {
    return IntStream.range(0, (length - 1) / step + 1).mapToDouble(i -> value.applyAsDouble(i * step)).toArray();
  }

  private Picture passes() {
    StringBuilder caption = new StringBuilder("Fitted exponents: numerical "
        + Plain.number(figures.numericalExponent(), 3) + ", backpropagation "
        + Plain.number(figures.backpropagationExponent(), 1) + ". Forward passes of both:");
    for (GradientCost cost : figures.costs()) {
      caption.append(' ').append(Plain.number(cost.numericalPasses(), 3)).append(" and ")
          .append(Plain.number(cost.backpropagationPasses(), 2)).append(" for ").append(cost.weights()).append(" weights,");
    }
    caption.setCharAt(caption.length() - 1, '.');
    return costs("Cost of a gradient, in forward passes", "forward passes", cost -> 1, GradientCost::numericalPasses,
        GradientCost::backpropagationPasses).picture(caption.toString());
  }

  private Picture times() {
    GradientCost largest = figures.costs().get(figures.costs().size() - 1);
    return costs("Time of a gradient", "microseconds", GradientCost::forwardMicros, GradientCost::numericalMicros,
        GradientCost::backpropagationMicros).picture("Measured on one thread, " + GradientCost.ROWS
            + " rows, two hidden layers as wide as the input. With " + largest.weights() + " weights: forward pass "
            + Plain.number(largest.forwardMicros(), 2) + ", backpropagation "
            + Plain.number(largest.backpropagationMicros(), 2) + ", numerical "
            + Plain.number(largest.numericalMicros(), 2) + " microseconds.");
  }

  private Plot costs(String title, String unit, ToDoubleFunction<GradientCost> forward,
      ToDoubleFunction<GradientCost> numerical, ToDoubleFunction<GradientCost> backpropagated) {
    double[] weights = figures.weights();
    double[] low = figures.of(forward);
    double[] middle = figures.of(backpropagated);
    double[] high = figures.of(numerical);
    return new Plot(title, "weights and biases", around(weights, weights), unit, around(low, high))
        .line(1, weights, high).marks(1, weights, high).legendMark(1, "numerical")
        .line(0, weights, middle).marks(0, weights, middle).legendMark(0, "backpropagation")
        .line(5, weights, low).legend(5, "forward pass");
  }

  /** Returns a logarithmic axis around rising values, from the first of some to the last of others. */
  private static Axis around(double[] low, double[] high) {
    return Axis.logarithmic(low[0] / 2, high[high.length - 1] * 2);
  }
}
