package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.GradientCheck;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GradcheckTest {

  private static final long SEED = 1;

  /** The largest error of a correct derivative according to GradientCheck. */
  private static final double BOUND = 1e-4;

  private static Gradcheck own(Mlp mlp, Dataset data, Loss loss) {
    return Gradcheck.of(mlp, data, loss, new double[0]);
  }

  /** Returns the figures with costs that are measured quickly, without a warm-up. */
  private static Gradcheck measured(Gradcheck figures) {
    for (int i = 0; i < figures.costs()[0].length; i++) {
      new GradientCost(3 + i, SEED).measure(figures.costs(), i);
    }
    return figures;
  }

  /** Returns figures with the given costs. */
  private static Gradcheck costs(double[]... costs) {
    return new Gradcheck("", 1, List.of(), new double[0], new double[0], 1, costs);
  }

  /** Returns rows of random inputs and targets. */
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
  void theExponentOfAPowerLawIsExact() {
    double[] weights = {100, 300, 1000, 5000, 20000};
    double[] forward = {1, 2, 10, 30, 200};
    for (double exponent : new double[] {-0.5, 0, 0.1, 1, 2}) {
      double[] micros = new double[5];
      for (int i = 0; i < 5; i++) {
        micros[i] = forward[i] * 3.7 * Math.pow(weights[i], exponent);
      }
      Gradcheck figures = costs(weights, forward, micros, forward);
      assertEquals(exponent, figures.exponent(Gradcheck.NUMERICAL), 1e-12);
      assertEquals(0, figures.exponent(Gradcheck.BACKPROPAGATION), 1e-12);
      assertEquals(3.7 * Math.pow(1000, exponent), figures.passes(Gradcheck.NUMERICAL)[2], 1e-9);
    }
  }

  /** For the logarithms (0, 0), (1, 1), (2, 0), (3, 3), the normal equations give 4 / 5. */
  @Test
  void theExponentIsThatOfLeastSquares() {
    double[] ones = {1, 1, 1, 1};
    double[] weights = {1, Math.E, Math.exp(2), Math.exp(3)};
    assertEquals(0.8, costs(weights, ones, ones, new double[] {1, Math.E, 1, Math.exp(3)}).exponent(Gradcheck.BACKPROPAGATION),
        1e-13);
  }

  /**
   * The loss is quadratic in a weight, so the central difference is exact, except for a row at which a ReLU unit changes its
   * sign within h of the weight: there the error is up to the whole contribution of this row, one of 32. Few rows are affected.
   */
  @Test
  void theMeasuredDifferencesAreTheGradient() {
    GradientCost cost = new GradientCost(8, SEED);
    double[][] costs = new double[4][2];
    cost.measure(costs, 1);
    float[] sums = cost.backpropagated().sum();
    assertEquals(8 * 8 + 8 + 8 * 8 + 8 + 8 + 1, costs[0][1]);
    for (double[] each : costs) {
      assertTrue(each[0] == 0 && each[1] > 0, Arrays.toString(each));
    }
    double difference = 0;
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / 32;
      difference += (cost.differences()[i] - mean) * (cost.differences()[i] - mean);
      squares += mean * mean;
    }
    assertTrue(difference <= 0.03 * 0.03 * squares, "seed " + SEED + ": off by " + Math.sqrt(difference / squares));
    assertTrue(squares > 1e-3, "seed " + SEED + ": the gradient is too small for a test, its norm is " + Math.sqrt(squares));
  }

  /** Computes the errors in plain loops, with the offsets of the tensors of 64-16-16-10 counted by hand. */
  @Test
  void errorsAreByTensor() {
    Gradcheck figures = Gradcheck.digits(SEED);
    assertEquals("64-16-16-10", figures.network());
    assertEquals(List.of("W1", "b1", "W2", "b2", "W3", "b3"), figures.tensors());
    Mlp mlp = Mlp.builder(64).dense(16, Activation.TANH).dense(16, Activation.TANH).dense(10, Activation.SOFTMAX).seed(SEED)
        .build();
    float[] x = new float[32 * 64];
    float[] y = new float[32 * 10];
    Digits.train().copyInputs(0, 32, x, 0);
    Digits.train().copyTargets(0, 32, y, 0);
    GradientCheck.Result result = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, 32);
    int[] ends = {1024, 1040, 1296, 1312, 1472, 1482};
    assertEquals(1482, mlp.parameterCount());
    for (int t = 0, from = 0; t < ends.length; from = ends[t++]) {
      assertEquals(error(result.backpropagated(), result.numerical(), from, ends[t]), figures.errors()[t], 1e-15,
          "seed " + SEED + ", " + figures.tensors().get(t));
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
  void aMistakeCausesErrorsInItsLayerAndBelow() {
    for (long seed = 1; seed <= 5; seed++) {
      Gradcheck figures = Gradcheck.digits(seed);
      for (int t = 0; t < 6; t++) {
        String what = "seed " + seed + ", " + figures.tensors().get(t) + ": " + figures.errors()[t] + " and "
            + figures.mistaken()[t];
        assertTrue(figures.errors()[t] <= BOUND, what);
        assertTrue(t < 4 ? figures.mistaken()[t] >= 100 * BOUND : figures.mistaken()[t] <= BOUND, what);
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
      // The gradient of b2, the bias before a batch norm, is 0 except for rounding errors.
      assertTrue(figures.errors()[t] <= BOUND, "seed " + SEED + ", " + figures.tensors().get(t) + ": " + figures.errors()[t]);
    }
    assertEquals(0, figures.mistaken().length);
    Drawing.assertSound(GradcheckPage.of(measured(figures), "call"));
  }

  @Test
  void twoClassesMayHaveOneOutput() {
    Mlp mlp = Mlp.builder(2).dense(3, Activation.TANH).classes(2).seed(SEED).build();
    Dataset data = Dataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0}, 2);
    Dataset same = Dataset.ofTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
    Gradcheck figures = own(mlp, data, Loss.BINARY_CROSS_ENTROPY);
    assertEquals(4, figures.rows());
    assertEquals(Arrays.toString(own(mlp, same, Loss.BINARY_CROSS_ENTROPY).errors()), Arrays.toString(figures.errors()));
    assertTrue(figures.errors()[0] > 0 && figures.errors()[0] <= BOUND, Arrays.toString(figures.errors()));
  }

  @Test
  void largeNetworksAreCheckedOnFewRows() {
    Mlp mlp = Mlp.builder(64).dense(200, Activation.RELU).dense(10, Activation.SOFTMAX).build();
    assertEquals(15_010, mlp.parameterCount());
    // 2e9 / 15,010² = 8.9
    assertEquals(8, own(mlp, Digits.train(), Loss.CROSS_ENTROPY).rows());
  }

  @Test
  void refusesDataThatDoNotFit() {
    Mlp mlp = Mlp.builder(3).regression(2).build();
    assertRefused("data = 5 rows of 4 inputs, 2 targets, mlp = 3-2", mlp, targets(4, 2, 5));
    assertRefused("data = 5 rows of 3 inputs, 1 target, mlp = 3-2", mlp, targets(3, 1, 5));
    assertRefused("data = 5 rows of 399 inputs, 1 target, mlp = 399-100-1",
        Mlp.builder(399).dense(100, Activation.RELU).regression(1).build(), targets(399, 1, 5));
    assertRefused("data = 1 row of 3 inputs, 3 classes, mlp = 3-1", Mlp.builder(3).classes(2).build(),
        Dataset.ofClasses(new float[3], 3, new int[1], 3));
  }

  private static void assertRefused(String message, Mlp mlp, Dataset data) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Lessons.gradcheck(mlp, data, Loss.SQUARED_ERROR, SEED));
    assertEquals(message + "; expected rows that fit the network, and at most 40000 parameters", e.getMessage());
  }

  @Test
  void thePageShowsErrorsAndCosts() {
    Gradcheck figures = measured(Gradcheck.digits(SEED));
    Page page = GradcheckPage.of(figures, "call");
    Drawing.assertSound(page);
    assertEquals(2, page.pictures().size());
    assertTrue(Drawing.of(page.pictures().get(0)).texts().containsAll(List.of("right", "with a mistake", "bound 100", "W1",
        "b3", "tensor", "‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), millionths")), "labels of the errors");
    Picture costs = page.pictures().get(1);
    assertTrue(Drawing.of(costs).texts().containsAll(List.of("numerical", "backpropagation", "forward pass",
        "weights and biases", "forward passes")), "labels of the costs");
    for (String style : List.of("line s0", "line s1", "mark s0", "mark s1")) {
      // There are six networks: a line has five parts, and there are six marks, without those of the legend.
      assertTrue(Drawing.of(costs).paths(style).stream().anyMatch(path -> path.split("[ML]").length == 7), style);
    }
    // The inputs and the hidden layers have 3 units in one network and 8 in the other.
    assertTrue(costs.caption().contains(" 28 weights,") && costs.caption().contains(" 153 weights;"), costs.caption());
  }

  /** Except for the costs, the figures are the same on every backend and machine. */
  @Test
  @Tag("bits")
  void errorsAreTheSameEverywhere() {
    Gradcheck figures = Gradcheck.digits(SEED);
    assertEquals("1078455508 -583511684", Arrays.hashCode(figures.errors()) + " " + Arrays.hashCode(figures.mistaken()),
        "hashes of the errors of seed " + SEED);
  }
}
