package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GradcheckTest {

  private static final long SEED = 1;

  /** What GradientCheck says of a correct derivative. */
  private static final double BOUND = 1e-4;

  /** Networks measured in a moment, before their code is compiled. */
  private static List<GradientCost> costs() {
    List<GradientCost> costs = Stream.of(3, 5, 8).map(width -> new GradientCost(width, SEED)).toList();
    costs.forEach(GradientCost::measure);
    return costs;
  }

  private static Gradcheck own(Mlp mlp, Dataset data, Loss loss) {
    return Gradcheck.of(mlp, data, loss, new float[0]);
  }

  /** Rows of random inputs and targets. */
  private static Dataset targets(int inputs, int outputs, int rows) {
    Random random = new Random(SEED);
    float[] x = new float[rows * inputs];
    float[] y = new float[rows * outputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) random.nextGaussian();
    }
    return Dataset.ofTargets(x, inputs, y, outputs);
  }

  @Test
  void theExponentOfAPowerIsItsOwn() {
    double[] weights = {100, 300, 1000, 5000, 20000};
    for (double exponent : new double[] {-0.5, 0, 0.1, 1, 2}) {
      double[] cost = Arrays.stream(weights).map(w -> 3.7 * Math.pow(w, exponent)).toArray();
      assertEquals(exponent, Gradcheck.exponent(weights, cost), 1e-13);
    }
  }

  /** On (0, 0), (1, 1), (2, 0), (3, 3) of logarithms the normal equations give 8 / 10. */
  @Test
  void theExponentIsThatOfLeastSquares() {
    double[] x = {1, Math.E, Math.exp(2), Math.exp(3)};
    assertEquals(0.8, Gradcheck.exponent(x, new double[] {1, Math.E, 1, Math.exp(3)}), 1e-14);
  }

  /**
   * The loss is quadratic in a weight, but where a unit of ReLU begins to pass or to stop a row within h of the weight: its
   * share of one row in 32 is then off by up to all of it. That is so with few of the rows.
   */
  @Test
  void whatIsMeasuredIsTheGradient() {
    GradientCost cost = new GradientCost(8, SEED);
    cost.measure();
    float[] sums = cost.backpropagated().sum();
    assertEquals(8 * 8 + 8 + 8 * 8 + 8 + 8 + 1, cost.weights());
    double difference = 0;
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / GradientCost.ROWS;
      difference += (cost.differences()[i] - mean) * (cost.differences()[i] - mean);
      squares += mean * mean;
    }
    assertTrue(difference <= 0.03 * 0.03 * squares, "seed " + SEED + ": off by " + Math.sqrt(difference / squares));
    assertTrue(squares > 1e-3, "seed " + SEED + ": a gradient of length " + Math.sqrt(squares) + " shows nothing");
  }

  /** Errors by tensor from plain loops over the places of the tensors of 64-16-16-10, counted by hand. */
  @Test
  void errorsAreByTensor() {
    Gradcheck figures = Gradcheck.digits(SEED);
    assertEquals("64-16-16-10", figures.network());
    assertEquals(List.of("W1", "b1", "W2", "b2", "W3", "b3"), figures.tensors());
    int[] ends = {1024, 1040, 1296, 1312, 1472, 1482};
    assertEquals(1482, figures.numerical().length);
    for (int t = 0, from = 0; t < ends.length; from = ends[t++]) {
      String what = "seed " + SEED + ", " + figures.tensors().get(t);
      assertEquals(error(figures.backpropagated(), figures.numerical(), from, ends[t]), figures.errors()[t], 1e-15, what);
      assertEquals(error(figures.mistaken(), figures.numerical(), from, ends[t]), figures.mistakenErrors()[t], 1e-15, what);
    }
  }

  private static double error(float[] g, double[] reference, int from, int to) {
    double[] sums = new double[3];
    for (int i = from; i < to; i++) {
      sums[0] += Math.pow(g[i] - reference[i], 2);
      sums[1] += Math.pow(g[i], 2);
      sums[2] += Math.pow(reference[i], 2);
    }
    return Math.sqrt(sums[0]) / (Math.sqrt(sums[1]) + Math.sqrt(sums[2]));
  }

  @Test
  void theMistakeIsSeenWhereItIsAndBelow() {
    for (long seed = 1; seed <= 5; seed++) {
      Gradcheck figures = Gradcheck.digits(seed);
      for (int t = 0; t < 6; t++) {
        String what = "seed " + seed + ", " + figures.tensors().get(t) + ": " + figures.errors()[t] + " and "
            + figures.mistakenErrors()[t];
        assertTrue(figures.errors()[t] <= BOUND, what);
        assertTrue(t < 4 ? figures.mistakenErrors()[t] >= 100 * BOUND : figures.mistakenErrors()[t] <= BOUND, what);
      }
    }
  }

  @Test
  void tensorsOfNormsAndPreluHaveNames() {
    Mlp mlp = Mlp.builder(3).dense(4, Activation.PRELU).norm(Norm.LAYER).dense(5, Activation.TANH).norm(Norm.BATCH)
        .regression(2).seed(SEED).build();
    Gradcheck figures = own(mlp, targets(3, 2, 40), Loss.SQUARED_ERROR);
    assertEquals(List.of("W1", "b1", "γ1", "β1", "α1", "W2", "b2", "γ2", "β2", "W3", "b3"), figures.tensors());
    assertEquals(32, figures.rows());
    for (int t = 0; t < figures.errors().length; t++) {
      // The bias before a batch norm has no gradient: rounding against rounding.
      assertTrue(t == 6 || figures.errors()[t] <= BOUND, "seed " + SEED + ", " + figures.tensors().get(t) + ": "
          + figures.errors()[t]);
    }
    assertEquals(0, figures.mistakenErrors().length);
    Drawing.assertSound(GradcheckPage.of(figures.with(costs()), "call"));
  }

  @Test
  void twoClassesMayHaveOneOutput() {
    Mlp mlp = Mlp.builder(2).dense(3, Activation.TANH).classes(2).seed(SEED).build();
    Dataset data = Dataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0}, 2);
    Dataset same = Dataset.ofTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
    Gradcheck figures = own(mlp, data, Loss.BINARY_CROSS_ENTROPY);
    assertEquals(4, figures.rows());
    assertEquals(Arrays.toString(own(mlp, same, Loss.BINARY_CROSS_ENTROPY).numerical()),
        Arrays.toString(figures.numerical()));
  }

  @Test
  void largeNetworksTakeFewRows() {
    Mlp mlp = Mlp.builder(64).dense(200, Activation.RELU).dense(10, Activation.SOFTMAX).build();
    assertEquals(15_010, mlp.parameterCount());
    // 2e9 / 15,010² = 8.9
    assertEquals(8, own(mlp, Digits.train(), Loss.CROSS_ENTROPY).rows());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Mlp mlp = Mlp.builder(3).regression(2).build();
    assertRefused("data = 5 rows of 4 inputs, 2 targets; expected rows that fit mlp = 3-2", mlp, targets(4, 2, 5));
    assertRefused("data = 5 rows of 3 inputs, 1 target; expected rows that fit mlp = 3-2", mlp, targets(3, 1, 5));
    assertRefused("mlp = 399-100-1 has 40101 parameters; expected at most 40000",
        Mlp.builder(399).dense(100, Activation.RELU).regression(1).build(), targets(399, 1, 5));
  }

  private static void assertRefused(String message, Mlp mlp, Dataset data) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Lessons.gradcheck(mlp, data, Loss.SQUARED_ERROR, SEED));
    assertEquals(message, e.getMessage());
  }

  @Test
  void thePageShowsErrorsDerivativesAndCosts() {
    Gradcheck figures = Gradcheck.digits(SEED).with(costs());
    Page page = GradcheckPage.of(figures, "call");
    Drawing.assertSound(page);
    assertEquals(4, page.pictures().size());
    assertTrue(Drawing.of(page.pictures().get(0)).texts().containsAll(List.of("right", "with a mistake", "W1", "b3",
        "tensor", "‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), millionths")), "labels of the errors");
    Picture passes = page.pictures().get(2);
    assertTrue(Drawing.of(passes).texts().containsAll(List.of("numerical", "backpropagation", "forward pass",
        "weights and biases", "forward passes")), "labels of the costs");
    assertTrue(passes.caption().contains("for 153 weights."), passes.caption());
    assertTrue(Drawing.of(page.pictures().get(3)).texts().contains("microseconds"), "unit of the times");
  }

  /** Costs apart, the figures are the same on every backend and machine. */
  @Test
  @Tag("bits")
  void gradientsAreTheSameEverywhere() {
    Gradcheck figures = Gradcheck.digits(SEED);
    assertEquals("2132995078 1457524438 -1063747166", Arrays.hashCode(figures.numerical()) + " "
        + Arrays.hashCode(figures.backpropagated()) + " " + Arrays.hashCode(figures.mistaken()),
        "hashes of the gradients of seed " + SEED);
  }
}
