package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.net.NetworkCases.Case;
import io.github.jinbei.internal.net.PlainUpdate.Rule;
import io.github.jinbei.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradient and update against plain loops, bit for bit. */
@BitEquality
class TrainingStepTest {

  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final WeightDecay DECAY = new WeightDecay(0f, 0.01f, 0f, false);
  private static final WeightDecay[] DECAYS = {
    WeightDecay.NONE, DECAY, new WeightDecay(0.001f, 0.01f, 0.1f, true)
  };
  private static final int STEPS = 3;

  static List<Case> cases() {
    return NetworkCases.all();
  }

  /** Asserts that a step with room for {@code capacity} rows gives the bits of plain loops. */
  private static void assertStepOfPlainLoops(Case c, int capacity, TrainingStep step, float[] parameters) {
    PlainNetwork plain = c.plain();
    c.load(step, 0, c.rows);
    Batch batch = new Batch().whole(c.x, 0, c.rows);
    assertEquals(plain.loss(c.loss, c.y), step.forward(batch, 0), "loss");
    step.backward(batch);
    float[] gradient = c.plainGradient();
    Bits.assertSame(gradient, step.gradient().values(), "gradient with room for " + capacity);
    Bits.assertSame(c.parameters, parameters, "parameters before the update");
    float[] moved = c.parameters.clone();
    Rule.DESCENT.plain(moved.length).step(c.t, moved, gradient, c.rows, Rule.DESCENT.rate, DECAY);
    step.gradient().apply(c.rows, Rule.DESCENT.update(moved.length), Rule.DESCENT.rate, DECAY, INFINITY, INFINITY);
    Bits.assertSame(moved, parameters, "parameters with room for " + capacity);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesTheBitsOfThePlainLoops(Case c) {
    float[] parameters = c.parameters.clone();
    assertStepOfPlainLoops(c, c.rows, c.step(parameters, c.rows, new Workers(1)), parameters);
  }

  /** A step object with room for more rows, whose buffers hold results of other rows. */
  @ParameterizedTest
  @MethodSource("cases")
  void computesTheSameWithRoomToSpare(Case c) {
    int more = c.rows + 5;
    float[] parameters = c.parameters.clone();
    TrainingStep step = c.step(parameters, more, new Workers(1));
    float[] others = new float[more * c.t.inputs()];
    Arrays.fill(others, Float.NaN);
    Batch batch = new Batch().whole(others, 0, more);
    step.forward(batch, 0);
    step.backward(batch);
    assertStepOfPlainLoops(c, more, step, parameters);
  }

  @Test
  @Tag("small")
  void computesTheBitsOfThePlainLoopsInSmallNetworks() {
    for (Case c : cases()) {
      if (c.t.parameterCount() < 200) {
        float[] parameters = c.parameters.clone();
        assertStepOfPlainLoops(c, c.rows, c.step(parameters, c.rows, new Workers(1)), parameters);
      }
    }
  }

  /** Each update, with decay and without, in several steps: the update fused into the products, and after them. */
  @ParameterizedTest
  @MethodSource("cases")
  void fusedUpdatesGiveTheBitsOfThePlainLoops(Case c) {
    assertStepsOfPlainLoops(c);
  }

  @Test
  @Tag("small")
  void fusedUpdatesGiveTheBitsOfThePlainLoopsInSmallNetworks() {
    for (Case c : cases()) {
      if (c.t.parameterCount() < 200) {
        assertStepsOfPlainLoops(c);
      }
    }
  }

  private static void assertStepsOfPlainLoops(Case c) {
    for (Rule rule : Rule.values()) {
      for (WeightDecay decay : DECAYS) {
        PlainUpdate plain = rule.plain(c.parameters.length);
        float[] expected = c.parameters.clone();
        Stepper fused = new Stepper(c, rule, decay, new Workers(1), true);
        Stepper apart = new Stepper(c, rule, decay, new Workers(1), false);
        for (int s = 1; s <= STEPS; s++) {
          PlainNetwork network = c.plain(expected.clone(), s - 1);
          double loss = network.loss(c.loss, c.y);
          plain.step(c.t, expected, network.gradient(c.loss, c.y), c.rows, rule.rate, decay);
          fused.step(c, c.x, 0, loss, expected, s);
          apart.step(c, c.x, 0, loss, expected, s);
        }
      }
    }
  }

  /** Steps on one network, fused or not, each compared with plain loops. */
  private static final class Stepper {
    final Case c;
    final Rule rule;
    final WeightDecay decay;
    final boolean fused;
    final Workers workers;
    final float[] parameters;
    final TrainingStep step;
    final Update update;

    Stepper(Case c, Rule rule, WeightDecay decay, Workers workers, boolean fused) {
      this.c = c;
      this.rule = rule;
      this.decay = decay;
      this.fused = fused;
      this.workers = workers;
      this.parameters = c.parameters.clone();
      this.step = c.step(parameters, c.rows, workers);
      this.update = rule.update(parameters.length);
    }

    /** Fills with NaN all buffers that a step must write before it reads them. */
    void poison() {
      float[] x = new float[c.rows * c.t.inputs()];
      Arrays.fill(x, Float.NaN);
      Batch batch = new Batch().whole(x, 0, c.rows);
      step.forward(batch, 0);
      step.backward(batch);
      Bits.assertSame(c.parameters, parameters, "parameters before the first step");
    }

    void step(Case rowsOf, float[] x, int xOff, double loss, float[] expected, int number) {
      int rows = rowsOf.rows;
      String what = rule + ", " + decay + (fused ? ", fused" : ", apart") + ", step " + number + " of " + rows
          + " rows by " + step.count(rows) + " of " + workers.limit() + " workers: ";
      rowsOf.load(step, 0, rows);
      Batch batch = new Batch().part(x, xOff, rows, number - 1, 0, true);
      assertEquals(loss, step.forward(batch, 0), what + "loss");
      if (fused) {
        step.descend(batch, update, rule.rate, decay);
      } else {
        step.backward(batch);
        step.gradient().apply(rows, update, rule.rate, decay, INFINITY, INFINITY);
      }
      Bits.assertSame(expected, parameters, what + "parameters of " + c);
    }
  }

  /** Networks large enough for several workers, and the rows of each step; the first step has the most rows. */
  private enum Large {
    /**
     * No size is a multiple of a vector. The weights of the first two layers (over 32 K) are packed where each of two workers
     * has 48 rows or more, else read in place.
     */
    RAGGED(new int[] {203, 181, 190, 7}, ActivationFunction.SOFTMAX, Losses.CROSS_ENTROPY, 121, 60, 7, 119, 18),
    /** More inputs than a block has terms. With two workers, each has more rows than a block. */
    MANY_INPUTS(new int[] {784, 50, 10}, Elementwise.SIGMOID, Losses.BINARY_CROSS_ENTROPY, 219, 33, 218),
    /** The terms of the gradient, which are the rows, fill three blocks. The only output is narrower than any vector. */
    MANY_ROWS(new int[] {37, 41, 1}, Elementwise.IDENTITY, Losses.SQUARED_ERROR, 1102, 1, 1100),
    /** More units than a block has columns, forward and backward. Too few inputs to give each worker rows of C. */
    MANY_UNITS(new int[] {11, 2050, 33}, ActivationFunction.SOFTMAX, Losses.SQUARED_ERROR, 41, 39, 3, 41),
    /** A layer of over 128 K weights, with few rows. */
    MANY_WEIGHTS(new int[] {397, 353, 9}, ActivationFunction.SOFTMAX, Losses.CROSS_ENTROPY, 41, 3, 39),
    /** Layer norms over rows that are not whole vectors; dropout; weights of rows. */
    LAYER_NORMS(true, Losses.CROSS_ENTROPY, 121, 60, 7, 119),
    /** Batch norms, one after the other, with shares of units that are not whole vectors; dropout. */
    BATCH_NORMS(false, new Huber(0.5f), 121, 60, 7, 119),
    /** Factors of the inputs. The weights of the first layer are packed for both ways. */
    INPUT_FACTORS(new Topology(203, List.of(new LayerShape(181, Elementwise.SILU, Normalization.NONE, 0f),
        new LayerShape(7, ActivationFunction.SOFTMAX, Normalization.NONE, 0f)), true), Losses.CROSS_ENTROPY, false,
        121, 60, 7, 119),
    /** Many more rows than units: workers continue each other's sums, of all kinds of parameters. */
    CONTINUED_SUMS(new Topology(25, List.of(new LayerShape(60, new Prelu(0.25f), Normalization.LAYER, 0.2f),
        new LayerShape(9, ActivationFunction.SOFTMAX, Normalization.NONE, 0f)), true), Losses.CROSS_ENTROPY, true,
        1001, 30, 701);

    final int[] rows;
    final Case c;
    private final List<Case> batches = new ArrayList<>();

    Large(int[] widths, ActivationFunction output, LossFunction loss, int... rows) {
      this(plain(widths, output), loss, false, rows);
    }

    /** Creates 203-181-90-7 with norms and dropout: layer norms with GELU and SiLU, or batch norms with PReLU and ELU. */
    Large(boolean layerNorm, LossFunction loss, int... rows) {
      this(new Topology(203, List.of(
          new LayerShape(181, layerNorm ? Elementwise.GELU : new Prelu(0.25f),
              layerNorm ? Normalization.LAYER : Normalization.BATCH, 0.2f),
          new LayerShape(90, layerNorm ? Elementwise.SILU : new Elu(1f, 1.3f),
              layerNorm ? Normalization.LAYER : Normalization.BATCH, 0f),
          new LayerShape(7, layerNorm ? ActivationFunction.SOFTMAX : Elementwise.IDENTITY, Normalization.NONE, 0f))),
          loss, layerNorm, rows);
    }

    private static Topology plain(int[] widths, ActivationFunction output) {
      ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
      for (int l = 0; l < functions.length; l++) {
        functions[l] = l % 2 == 0 ? Elementwise.TANH : Elementwise.RELU;
      }
      functions[functions.length - 1] = output;
      return new Topology(widths, functions);
    }

    Large(Topology t, LossFunction loss, boolean weighted, int... rows) {
      this.rows = rows;
      Random random = new Random(NetworkCases.SEED + ordinal());
      this.c = new Case(t, loss, rows[0], random, weighted);
      // The factor keeps wide layers from saturation.
      for (int l = 0; l < t.layers(); l++) {
        for (int i = t.weightOffset(l); i < t.biasOffset(l); i++) {
          c.parameters[i] *= 2f / (float) Math.sqrt(t.in(l));
        }
      }
      for (int n : rows) {
        batches.add(new Case(t, loss, n, random, weighted));
      }
    }

    /** Returns for each step, in plain loops, its loss in [0] and the parameters after it in [1]. */
    List<Object[]> plainSteps(Rule rule, WeightDecay decay) {
      PlainUpdate plain = rule.plain(c.parameters.length);
      float[] parameters = c.parameters.clone();
      List<Object[]> steps = new ArrayList<>();
      for (Case batch : batches) {
        PlainNetwork network = batch.plain(parameters.clone(), steps.size());
        double loss = network.loss(c.loss, batch.y);
        plain.step(c.t, parameters, network.gradient(c.loss, batch.y), batch.rows, rule.rate, decay);
        assertTrue(Double.isFinite(loss), this + " diverges under " + rule);
        steps.add(new Object[] {loss, parameters.clone()});
      }
      return steps;
    }

    void assertSteps(List<Object[]> plain, Stepper stepper) {
      assertTrue(stepper.workers.limit() == 1 || stepper.step.count(c.rows) > 1, this + " is too small for several workers");
      stepper.poison();
      for (int s = 0; s < plain.size(); s++) {
        Case batch = batches.get(s);
        float[] x = new float[batch.x.length + 5];
        System.arraycopy(batch.x, 0, x, 5, batch.x.length);
        stepper.step(batch, x, 5, (double) plain.get(s)[0], (float[]) plain.get(s)[1], s + 1);
      }
    }
  }

  /**
   * Any number of workers gives the bits of plain loops, in steps of many and of few rows in turn. Inputs begin inside an
   * array. Five and eight do not divide the rows evenly, and many machines have fewer processors.
   */
  @ParameterizedTest
  @EnumSource
  void workersChangeNoBit(Large large) {
    Case c = large.c;
    for (Rule rule : Rule.values()) {
      // Each rule is tested with each decay in some of the networks.
      WeightDecay decay = DECAYS[(rule.ordinal() + large.ordinal()) % DECAYS.length];
      List<Object[]> plain = large.plainSteps(rule, decay);
      for (int limit : new int[] {1, 2, 3, 5, 8}) {
        try (Workers workers = new Workers(limit)) {
          large.assertSteps(plain, new Stepper(c, rule, decay, workers, true));
          if (limit == 3 || limit == 8) {
            large.assertSteps(plain, new Stepper(c, rule, decay, workers, false));
          }
        }
      }
    }
  }

  /** The weights of RAGGED are packed, and each network has steps of several workers and steps of fewer. */
  @Test
  void theLargeNetworksArePackedAndDivided() {
    PackedWeights ragged = new PackedWeights(Large.RAGGED.c.t, Large.RAGGED.c.parameters, true);
    for (int l = 0; l < 3; l++) {
      assertEquals(l < 2, ragged.forward(l) != null, "weights packed, layer " + l);
      assertEquals(l == 1, ragged.backward(l) != null, "transposed weights packed, layer " + l);
    }
    try (Workers workers = new Workers(8)) {
      for (Large large : Large.values()) {
        Case c = large.c;
        TrainingStep step = new TrainingStep(c.t, c.loss, c.parameters.clone(), c.rows, workers);
        int most = step.count(c.rows);
        assertTrue(most > 2 && c.rows % most != 0, large + ": " + c.rows + " rows for " + most + " workers");
        int least = Arrays.stream(large.rows).map(step::count).min().orElseThrow();
        assertTrue(least < most, large + ": all steps take " + most + " workers");
      }
    }
  }

  @Test
  void sumsOverManyRowsInOneChain() {
    Case c = NetworkCases.manyRows();
    float[] parameters = c.parameters.clone();
    assertStepOfPlainLoops(c, c.rows, c.step(parameters, c.rows, new Workers(1)), parameters);
  }

  /** Without decay a weight of 0 whose gradient is 0 stays: nothing else moves it. */
  @Test
  void leavesAWeightWithoutGradient() {
    Topology t = new Topology(new int[] {2, 1}, new ActivationFunction[] {Elementwise.IDENTITY});
    float[] parameters = {0.5f, 0f, 0.25f};
    TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, 2, new Workers(1));
    step.targets()[0] = 1f;
    step.targets()[1] = 2f;
    Batch batch = new Batch().whole(new float[] {1f, 0f, -1f, 0f}, 0, 2);
    // Predictions 0.75 and -0.25, so deltas -0.25 and -2.25; the second input is 0.
    assertEquals(0.5 * (0.0625 + 5.0625), step.forward(batch, 0));
    step.backward(batch);
    Bits.assertSame(new float[] {2f, 0f, -2.5f}, step.gradient().values(), "sums over the two rows");
    step.gradient().apply(2, Update.descent(), 0.5f, WeightDecay.NONE, INFINITY, INFINITY);
    Bits.assertSame(new float[] {0f, 0f, 0.875f}, parameters, "moved by half of the means");
  }

  /**
   * The tolerance: each block has lanes of up to 256 terms and 4 halvings. So it has at most 260 roundings of positive sums,
   * each a factor of 1 ± 2^-24. The error of the sum of blocks, which is in double, is too small to count.
   */
  @Test
  void sumsTheSquaresOfWeightsOnly() {
    Random random = new Random(NetworkCases.SEED);
    for (int[] widths : new int[][] {{1, 1}, {17, 31, 33}, {64, 64}, {64, 65}, {90, 91, 93}}) {
      ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
      Arrays.fill(functions, Elementwise.TANH);
      Topology t = new Topology(widths, functions);
      float[] parameters = new float[t.parameterCount()];
      Arrays.fill(parameters, Float.NaN);
      double expected = 0;
      for (int l = 0; l < t.layers(); l++) {
        for (int i = t.weightOffset(l); i < t.biasOffset(l); i++) {
          parameters[i] = random.nextFloat() - 0.5f;
          expected += (double) parameters[i] * parameters[i];
        }
      }
      double actual = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, 1, new Workers(1)).gradient().weightSquares();
      assertTrue(Math.abs(actual - expected) <= 260 * 0x1p-24 * expected, t + ": " + actual + " for " + expected);
    }
  }

  /** Deltas below 2^-100 are 0: products of denormals are slow on many machines. */
  @Test
  void setsTinyDeltasTo0() {
    Topology t = new Topology(new int[] {1, 1}, new ActivationFunction[] {Elementwise.IDENTITY});
    float[] parameters = {0f, 0f};
    TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, 2, new Workers(1));
    Batch batch = new Batch().whole(new float[] {1f}, 0, 1);
    step.targets()[0] = -Math.nextDown(0x1p-100f);
    step.forward(batch, 0);
    step.backward(batch);
    Bits.assertSame(new float[] {0f, 0f}, step.gradient().values(), "below the smallest delta");
    step.targets()[0] = -0x1p-100f;
    step.forward(batch, 0);
    step.backward(batch);
    Bits.assertSame(new float[] {0x1p-100f, 0x1p-100f}, step.gradient().values(), "the smallest delta");
  }
}
