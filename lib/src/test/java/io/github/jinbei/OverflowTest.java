package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps with a result that is infinite or NaN: they are refused and change nothing. All others are made. */
@BitEquality
class OverflowTest {

  private static final long SEED = 20261128;

  private static List<Optimizer> optimizers() {
    return List.of(Optimizer.sgd(0.01f), Optimizer.momentum(0.01f, 0.9f), Optimizer.nesterov(0.01f, 0.9f),
        Optimizer.adagrad(0.01f), Optimizer.rmsprop(0.01f), Optimizer.adam(0.01f), Optimizer.adamw(0.01f, 0.1f));
  }

  private static void assertFinite(float[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      assertTrue(Float.isFinite(values[i]), what + ": element " + i + " is " + values[i]);
    }
  }

  /** 1-1 identity with squared error, or a hidden layer before it. */
  private static Mlp line(float... parameters) {
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(parameters);
    return mlp;
  }

  /**
   * Dates in milliseconds: the square of the gradient is infinite, and adaptive rules would divide by it in all later steps.
   */
  @Test
  @Tag("small")
  void unscaledInputsAreRefusedByAdaptiveRules() {
    float[] x = new float[50];
    float[] y = new float[50];
    for (int i = 0; i < 50; i++) {
      x[i] = 1.7e12f + i * 8.64e7f;
      y[i] = i;
    }
    Dataset days = Dataset.ofTargets(x, 1, y, 1);
    for (Optimizer optimizer : List.of(Optimizer.adam(0.001f), Optimizer.adagrad(0.001f), Optimizer.rmsprop(0.001f))) {
      Mlp mlp = Mlp.builder(1).regression(1).seed(SEED).build();
      float[] before = mlp.parameters();
      try (Trainer trainer = Trainer.builder(mlp).optimizer(optimizer).build()) {
        NonFiniteLossException e = assertThrows(NonFiniteLossException.class, () -> trainer.fit(days, 1000));
        assertTrue(e.getMessage().contains("the optimizer's state would not be finite"), e.getMessage());
        assertTrue(e.getMessage().matches("(?s).*the largest input is 1\\.70\\d+E12 \\(column 0\\).*scaled.*"), e.getMessage());
        assertEquals(1, e.epoch());
      }
      Bits.assertSame(before, mlp.parameters(), optimizer.toString());
    }
  }

  /** A network with all kinds of parameters: also of inputs, norms and activations. Small networks are copied before a step. */
  private static Mlp net(Norm norm, boolean large) {
    return Mlp.builder(3).inputFactors().dense(large ? 40 : 7, Activation.PRELU).norm(norm)
        .dense(large ? 30 : 6, Activation.SOFTPLUS).norm(norm).regression(2).seed(SEED).build();
  }

  private static TrainerBuilder settings(Mlp mlp, Optimizer optimizer) {
    return Trainer.builder(mlp).optimizer(optimizer).seed(SEED);
  }

  /** Kinds of steps: fused, in parts, clipped, with decay, with workers. */
  private static List<Trainer> trainers(List<Mlp> nets, Norm norm, boolean large, Optimizer optimizer) {
    List<Trainer> trainers = new ArrayList<>();
    for (int way = 0; way < 5; way++) {
      Mlp mlp = net(norm, large);
      TrainerBuilder b = settings(mlp, optimizer);
      switch (way) {
        case 1 -> b.microBatch(4);
        case 2 -> b.clipValue(1e3f);
        case 3 -> b.clipNorm(1e3f).weightDecay(0.01f).l1(0.01f);
        case 4 -> b.weightDecay(0.01f).decayBiases(true);
        default -> b.threads(1);
      }
      nets.add(mlp);
      trainers.add(b.build());
    }
    return trainers;
  }

  /** Inputs from 1 to infinity: all values stay finite, and a refused step does not change the steps after it. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepIsFiniteOrChangesNothing(Optimizer optimizer) {
    changesNothing(optimizer, false);
    changesNothing(optimizer, true);
  }

  private static void changesNothing(Optimizer optimizer, boolean large) {
    Random random = new Random(SEED);
    int rows = 8;
    int refused = 0;
    for (Norm norm : Norm.values()) {
      for (int power = 0; power <= 39; power += 3) {
        float[] x = new float[rows * 3];
        float[] y = new float[rows * 2];
        float[] usual = new float[rows * 3];
        for (int i = 0; i < x.length; i++) {
          usual[i] = random.nextFloat() - 0.5f;
          x[i] = (float) (usual[i] * Math.pow(10, power));
        }
        List<Mlp> nets = new ArrayList<>();
        List<Trainer> trainers = trainers(nets, norm, large, optimizer);
        List<Mlp> otherNets = new ArrayList<>();
        List<Trainer> others = trainers(otherNets, norm, large, optimizer);
        for (int t = 0; t < trainers.size(); t++) {
          String what = optimizer + (large ? ", large" : ", small") + ", norm " + norm + ", inputs to 1e" + power + ", way "
              + t + ", seed " + SEED;
          Mlp mlp = nets.get(t);
          float[] before = mlp.parameters();
          float[] seen = mlp.statistics();
          boolean thrown = false;
          try {
            trainers.get(t).step(x, 0, y, 0, rows);
          } catch (NonFiniteLossException e) {
            thrown = true;
            refused++;
            Bits.assertSame(before, mlp.parameters(), what);
            Bits.assertSame(seen, mlp.statistics(), what);
          }
          assertTrue(power > 0 || !thrown, what);
          assertFinite(mlp.parameters(), what);
          assertFinite(mlp.statistics(), what);
          if (thrown) {
            double expected = others.get(t).step(usual, 0, y, 0, rows);
            assertEquals(expected, trainers.get(t).step(usual, 0, y, 0, rows), what);
            Bits.assertSame(otherNets.get(t).parameters(), mlp.parameters(), what);
          }
        }
      }
    }
    assertTrue(refused > 0, "none was refused");
  }

  /** Inputs in several blocks of terms and in all vector lanes. */
  @Test
  void findsTheLargestInputInAnyColumn() {
    for (int row : new int[] {0, 1, 4}) {
      for (int column : new int[] {0, 15, 16, 511, 512, 1083, 1099}) {
        refusesOneLargeInput(1100, 5, row, column);
      }
    }
  }

  /** With small weights the rows go through all layers in blocks, here of 128 rows. The largest input may be in any of them. */
  @Test
  void findsTheLargestInputInAnyBlockOfRows() {
    for (int row : new int[] {0, 127, 128, 299}) {
      refusesOneLargeInput(64, 300, row, 63);
    }
  }

  /** A weight would become infinite if the search for the largest input did not find this one. */
  private static void refusesOneLargeInput(int width, int rows, int row, int column) {
    Mlp mlp = Mlp.builder(width).dense(20, Activation.IDENTITY).regression(1).seed(SEED).build();
    Trainer trainer = settings(mlp, Optimizer.sgd(1f)).build();
    float[] before = mlp.parameters();
    Arrays.fill(before, 0, width * 20, 0f);
    mlp.setParameters(before);
    float[] x = new float[rows * width];
    x[row * width + column] = 1e25f;
    float[] y = new float[rows];
    y[row] = -1.5e18f;
    String what = "row " + row + " of " + rows + ", column " + column + " of " + width + ", seed " + SEED;
    assertThrows(NonFiniteLossException.class, () -> trainer.step(x, 0, y, 0, rows), what);
    Bits.assertSame(before, mlp.parameters(), what);
  }

  /**
   * If bounds cannot exclude an overflow, the results are computed: a step with finite results, even near the limit, is made.
   * Networks of 2 and of 1,501 parameters.
   */
  @Test
  @Tag("small")
  void theLargestFiniteStepIsMade() {
    for (int width : new int[] {1, 1500}) {
      float[] x = new float[width];
      x[0] = 1e19f;
      for (int micro = 0; micro < 2; micro++) {
        Mlp mlp = Mlp.builder(width).regression(1).build();
        mlp.setParameters(new float[width + 1]);
        TrainerBuilder b = settings(mlp, Optimizer.sgd(1f));
        Trainer trainer = micro == 0 ? b.build() : b.microBatch(1).build();
        // z = 0, a - y = 1e19 with y = -1e19: the gradient is 1e38.
        trainer.step(x, 0, new float[] {-1e19f}, 0, 1);
        float[] moved = mlp.parameters();
        assertEquals(-(1e19f * 1e19f), moved[0], "width " + width);
        assertEquals(-1e19f, moved[width], "width " + width);
        assertThrows(NonFiniteLossException.class, () -> trainer.step(x, 0, new float[] {-2.5e19f}, 0, 1));
        Bits.assertSame(moved, mlp.parameters(), "width " + width);
      }
      Mlp mlp = Mlp.builder(width).regression(1).build();
      mlp.setParameters(new float[width + 1]);
      Trainer trainer = settings(mlp, Optimizer.sgd(1f)).build();
      x[0] = 2.5e19f;
      NonFiniteLossException e = assertThrows(NonFiniteLossException.class,
          () -> trainer.step(x, 0, new float[] {-1.5e19f}, 0, 1));
      assertTrue(e.getMessage().contains("an element of the gradient would not be finite"), e.getMessage());
      Bits.assertSame(new float[width + 1], mlp.parameters(), "width " + width);
    }
  }

  /** The gradient is finite and the parameter large: their sum is not finite. */
  @Test
  @Tag("small")
  void aParameterThatWouldOverflowIsRefused() {
    for (Optimizer optimizer : List.of(Optimizer.sgd(1f), Optimizer.momentum(1f, 0.5f), Optimizer.nesterov(1f, 0.5f))) {
      Mlp mlp = line(-3e38f, 0f);
      Trainer trainer = settings(mlp, optimizer).build();
      NonFiniteLossException e = assertThrows(NonFiniteLossException.class,
          () -> trainer.apply(new Gradient(new float[] {3e38f, 0f}, 1, 0, new float[0])));
      assertTrue(e.getMessage().contains("a parameter would not be finite"), e.getMessage());
      Bits.assertSame(new float[] {-3e38f, 0f}, mlp.parameters());
      trainer.apply(new Gradient(new float[] {-1e38f, 1f}, 1, 0, new float[0]));
      assertFinite(mlp.parameters(), optimizer.toString());
    }
  }

  /** Bounds consider parameters that the caller sets. */
  @Test
  @Tag("small")
  void parametersSetFromOutsideCount() {
    Mlp mlp = line(0.5f, 0f);
    Trainer trainer = settings(mlp, Optimizer.sgd(1e19f)).build();
    float[] zero = {0f};
    trainer.step(zero, 0, zero, 0, 1);
    mlp.setParameters(new float[] {0f, 3e19f});
    float[] before = mlp.parameters();
    // The gradient of the bias is 3e19. The loss is 4.5e38, which only a double can hold.
    assertThrows(NonFiniteLossException.class, () -> trainer.step(zero, 0, zero, 0, 1));
    Bits.assertSame(before, mlp.parameters());
    mlp.setParameters(new float[] {3e38f, 1f});
    trainer.step(zero, 0, zero, 0, 1);
    Bits.assertSame(new float[] {3e38f, 1f - 1e19f}, mlp.parameters());
  }

  /** A hidden delta of 3e38·2, infinite in the gradient of the first layer: clipping by value does not hide it. */
  @Test
  @Tag("small")
  void clippingDoesNotHideAnInfiniteGradient() {
    for (boolean both : new boolean[] {false, true}) {
      Mlp mlp = Mlp.builder(1).dense(1, Activation.TANH).regression(1).build();
      float[] before = {1f, 0f, 3e38f, 0f};
      mlp.setParameters(before);
      TrainerBuilder b = settings(mlp, Optimizer.sgd(0.1f)).clipValue(1f);
      Trainer trainer = both ? b.clipNorm(1f).build() : b.build();
      assertThrows(NonFiniteLossException.class, () -> trainer.step(new float[1], 0, new float[] {2f}, 0, 1));
      Bits.assertSame(before, mlp.parameters());
    }
  }

  /** The same gradient is refused when it is computed for other machines. */
  @Test
  @Tag("small")
  void anInfiniteGradientIsNotReturned() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.TANH).regression(1).build();
    mlp.setParameters(new float[] {1f, 0f, 3e38f, 0f});
    Trainer trainer = settings(mlp, Optimizer.sgd(0.1f)).build();
    Dataset data = Dataset.ofTargets(new float[1], 1, new float[] {2f}, 1);
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class, () -> trainer.gradient(data, 0));
    assertTrue(e.getMessage().contains("an element of the gradient"), e.getMessage());
  }

  /** Values of 1e20 have a finite mean and an infinite variance. */
  @Test
  @Tag("small")
  void anInfiniteRunningVarianceIsRefused() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).regression(1).build();
    mlp.setParameters(new float[] {1f, 0f, 1f, 0f, 1f, 0f});
    for (boolean parts : new boolean[] {false, true}) {
      TrainerBuilder b = settings(mlp, Optimizer.sgd(0.1f));
      Trainer trainer = parts ? b.microBatch(2).build() : b.build();
      NonFiniteLossException e = assertThrows(NonFiniteLossException.class,
          () -> trainer.step(new float[] {1e20f, -1e20f, 0f, 3e20f}, 0, new float[4], 0, 4));
      assertTrue(e.getMessage().contains("running statistic of batch norm"), e.getMessage());
      Bits.assertSame(new float[] {1f, 0f, 1f, 0f, 1f, 0f}, mlp.parameters());
      Bits.assertSame(new float[] {0f, 1f}, mlp.statistics());
    }
  }

  /** Weights of 1e18 with a decay: the loss is finite, and g² of the decay is not. */
  @Test
  @Tag("small")
  void theDecayCountsToo() {
    Mlp mlp = line(1e20f, 0f);
    Trainer trainer = settings(mlp, Optimizer.adam(0.01f)).weightDecay(1f).clipNorm(Float.MAX_VALUE).build();
    float[] zero = {0f};
    assertThrows(NonFiniteLossException.class, () -> trainer.step(zero, 0, zero, 0, 1));
    Bits.assertSame(new float[] {1e20f, 0f}, mlp.parameters());
  }

  /** Steps of several threads refuse the same batches and have the same results. */
  @Test
  void threadsAgree() {
    int rows = 64;
    int width = 160;
    float[] x = new float[rows * width];
    float[] y = new float[rows * 10];
    Random random = new Random(SEED);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    float[][] results = new float[3][];
    for (int threads = 1; threads <= 3; threads++) {
      Mlp mlp = Mlp.builder(width).dense(160, Activation.RELU).regression(10).seed(SEED).build();
      Trainer trainer = settings(mlp, Optimizer.adam(0.01f)).threads(threads).build();
      trainer.step(x, 0, y, 0, rows);
      float[] before = mlp.parameters();
      float[] huge = x.clone();
      // In the last row, which belongs to the last worker.
      huge[(rows - 1) * width] = 1e18f;
      assertThrows(NonFiniteLossException.class, () -> trainer.step(huge, 0, y, 0, rows));
      Bits.assertSame(before, mlp.parameters(), threads + " threads");
      trainer.step(x, 0, y, 0, rows);
      results[threads - 1] = mlp.parameters();
      trainer.close();
    }
    Bits.assertSame(results[0], results[1]);
    Bits.assertSame(results[0], results[2]);
  }
}
