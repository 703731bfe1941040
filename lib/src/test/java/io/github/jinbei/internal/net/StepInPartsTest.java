package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.net.NetworkCases.Case;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch in parts, frozen layers, and the gradient of the inputs: all against plain loops, bit for bit. */
@BitEquality
class StepInPartsTest {

  private static final int[][] PARTS = {{1, 12}, {5, 4, 4}, {4, 4, 4, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}};

  static List<Case> cases() {
    return NetworkCases.all().stream().filter(c -> c.rows >= 4 && c.t.parameterCount() < 20_000).toList();
  }

  static List<Case> casesWithoutBatchNorm() {
    return cases().stream().filter(c -> !c.hasBatchNorm()).toList();
  }

  /** Runs a batch in parts of these sizes, whose gradients add up to that of the batch, and returns the loss. */
  private static double runInParts(Case c, TrainingStep step, int[] parts) {
    Batch batch = new Batch();
    double loss = 0;
    int from = 0;
    for (int p = 0; p < parts.length && from < c.rows; p++) {
      int n = Math.min(parts[p], c.rows - from);
      c.load(step, from, n);
      loss = step.forward(batch.part(c.x, from * c.t.inputs(), n, 0, from, from == 0), loss);
      step.backward(batch);
      from += n;
    }
    assertEquals(c.rows, from, "rows that were run");
    return loss;
  }

  @ParameterizedTest
  @MethodSource("casesWithoutBatchNorm")
  void partsGiveTheBitsOfTheWhole(Case c) {
    for (int[] parts : PARTS) {
      TrainingStep step = c.step(c.parameters.clone(), c.rows, new Workers(1));
      for (int again = 0; again < 2; again++) {
        String what = c + " in parts of " + Arrays.toString(parts) + (again > 0 ? ", again" : "");
        assertEquals(c.plain().loss(c.loss, c.y), runInParts(c, step, parts), "loss of " + what);
        Bits.assertSame(c.plainGradient(), step.gradient().values(), "gradient of " + what);
      }
    }
  }

  /** Batch norm uses the statistics of each part. The update moves the running statistics once for each part. */
  @ParameterizedTest
  @MethodSource("cases")
  void batchNormIsOfEachPart(Case c) {
    if (!c.hasBatchNorm()) {
      return;
    }
    int half = c.rows / 2;
    int[] parts = {half, c.rows - half};
    float[] expected = new float[c.parameters.length];
    float[] statistics = Initialization.statistics(c.t);
    double loss = 0;
    int inputs = c.t.inputs();
    int outputs = c.t.outputs();
    for (int from : new int[] {0, half}) {
      int n = from == 0 ? half : c.rows - half;
      PlainNetwork plain = new PlainNetwork(c.t, c.parameters,
          Arrays.copyOfRange(c.x, from * inputs, (from + n) * inputs), n, new PlainDropout(Case.DROPS, 0, from));
      plain.weights = c.weights == null ? null : Arrays.copyOfRange(c.weights, from, from + n);
      float[] y = Arrays.copyOfRange(c.y, from * outputs, (from + n) * outputs);
      expected = plain.gradient(c.loss, y, expected);
      loss += plain.loss(c.loss, y);
      statistics = plain.statisticsAfter(statistics);
    }
    float[] before = Initialization.statistics(c.t);
    float[] seen = before.clone();
    float[] parameters = c.parameters.clone();
    TrainingStep step = new TrainingStep(c.t, c.loss, parameters, seen, c.rows, Case.DROPS, new boolean[c.t.layers()],
        new Workers(1));
    assertEquals(loss, runInParts(c, step, parts), Math.abs(loss) * 0x1p-40, "loss of " + c);
    Bits.assertSame(expected, step.gradient().values(), "gradient of " + c);
    Bits.assertSame(before, seen, "statistics before the update of " + c);
    step.gradient().apply(c.rows, Update.descent(), 0.1f, WeightDecay.NONE, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    Bits.assertSame(statistics, seen, "statistics of " + c);
  }

  /** A forward pass without an update leaves the running statistics unchanged. */
  @Test
  @Tag("small")
  void onlyUpdatesMoveTheRunningStatistics() {
    Case c = NetworkCases.all().stream().filter(Case::hasBatchNorm).findFirst().orElseThrow();
    float[] seen = Initialization.statistics(c.t);
    TrainingStep step = new TrainingStep(c.t, c.loss, c.parameters.clone(), seen, c.rows, Case.DROPS,
        new boolean[c.t.layers()], new Workers(1));
    Batch batch = new Batch().whole(c.x, 0, c.rows);
    for (int i = 0; i < 3; i++) {
      c.load(step, 0, c.rows);
      step.forward(batch, 0);
    }
    Bits.assertSame(Initialization.statistics(c.t), seen, "statistics without an update");
    step.descend(batch, Update.descent(), 0.1f, WeightDecay.NONE);
    float[] once = c.plain().statisticsAfter(Initialization.statistics(c.t));
    Bits.assertSame(once, seen, "after one update");
    step.forward(batch, 0);
    Bits.assertSame(once, seen, "after the update, and a batch without one");
  }

  /** Before batch norm a bias has no effect, and its gradient is exactly 0. */
  @ParameterizedTest
  @MethodSource("cases")
  void aBiasBeforeBatchNormHasNoGradient(Case c) {
    TrainingStep step = c.step(c.parameters.clone(), c.rows, new Workers(1));
    runInParts(c, step, new int[] {c.rows / 2, c.rows});
    for (int l = 0; l < c.t.layers(); l++) {
      if (c.t.norm(l) == Normalization.BATCH) {
        for (int j = 0; j < c.t.out(l); j++) {
          assertEquals(0f, step.gradient().values()[c.t.biasOffset(l) + j], "bias " + j + " of layer " + l + " of " + c);
        }
      }
    }
  }

  /**
   * Frozen layers do not change, whatever the decay. The gradients and updates of the others are the same as without frozen
   * layers, except that batch norms in frozen layers normalise by their running statistics.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void frozenLayersStay(Case c) {
    WeightDecay decay = new WeightDecay(0.001f, 0.01f, 0.1f, true);
    int layers = c.t.layers();
    for (int choice = 1; choice < (1 << layers) - 1; choice++) {
      boolean[] frozen = new boolean[layers];
      for (int l = 0; l < layers; l++) {
        frozen[l] = (choice >> l & 1) == 1;
      }
      float[] seen = new float[c.t.statisticsCount()];
      for (int i = 0; i < seen.length; i++) {
        seen[i] = 0.25f + 0.125f * (i % 5);
      }
      PlainNetwork plain = c.plain(frozen, seen);
      float[] expected = plain.gradient(c.loss, c.y);
      float[] moved = c.parameters.clone();
      PlainUpdate.Rule.DESCENT.plain(moved.length).step(c.t, moved, expected, c.rows, 0.01f, decay);
      float[] after = plain.statisticsAfter(seen);
      for (int l = 0; l < layers; l++) {
        if (frozen[l]) {
          int from = c.t.firstOffset(l);
          Arrays.fill(expected, from, c.t.endOffset(l), 0f);
          System.arraycopy(c.parameters, from, moved, from, c.t.endOffset(l) - from);
        }
      }
      String what = c + " with frozen layers " + Arrays.toString(frozen);
      for (boolean fused : new boolean[] {true, false}) {
        float[] parameters = c.parameters.clone();
        float[] statistics = seen.clone();
        TrainingStep step = new TrainingStep(c.t, c.loss, parameters, statistics, c.rows, Case.DROPS, frozen,
            new Workers(1));
        c.load(step, 0, c.rows);
        Batch batch = new Batch().whole(c.x, 0, c.rows);
        step.forward(batch, 0);
        if (fused) {
          step.descend(batch, Update.descent(), 0.01f, decay);
        } else {
          step.backward(batch);
          Bits.assertSame(expected, step.gradient().values(), "gradient of " + what);
          step.gradient().apply(c.rows, Update.descent(), 0.01f, decay, 1e30f, 1e30f);
        }
        Bits.assertSame(moved, parameters, "parameters of " + what + (fused ? ", fused" : ""));
        Bits.assertSame(after, statistics, "statistics of " + what);
      }
    }
  }

  /** The gradient passes through frozen layers to the inputs. */
  @ParameterizedTest
  @MethodSource("cases")
  void givesTheGradientOfTheInputs(Case c) {
    boolean[] frozen = new boolean[c.t.layers()];
    for (int l = 0; l <= frozen.length; l++) {
      float[] expected = c.plain(frozen, Initialization.statistics(c.t)).inputGradient(c.loss, c.y);
      TrainingStep step = c.step(c.parameters.clone(), c.rows, new Workers(1), frozen);
      c.load(step, 0, c.rows);
      Batch batch = new Batch().whole(c.x, 0, c.rows);
      step.forward(batch, 0);
      float[] gradient = new float[expected.length + 4];
      Arrays.fill(gradient, 7f);
      step.inputGradient(batch, gradient, 3);
      Bits.assertStart(expected, Arrays.copyOfRange(gradient, 3, gradient.length), c + ", frozen below " + l);
      assertEquals(7f, gradient[2]);
      assertEquals(7f, gradient[gradient.length - 1]);
      if (l < frozen.length) {
        frozen[l] = true;
      }
    }
  }
}
