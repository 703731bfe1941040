package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches in parts give the bits of whole batches, with all other settings but batch norm. */
@BitEquality
class AccumulationTest {

  private static final float[] WEIGHTS = Samples.values(53);

  static {
    for (int i = 0; i < WEIGHTS.length; i++) {
      WEIGHTS[i] = Math.abs(WEIGHTS[i]);
    }
  }

  /** Ways to train: a change of the settings, a norm and a dropout. */
  private interface Way {
    TrainerBuilder of(TrainerBuilder settings);
  }

  static List<Arguments> ways() {
    Way clipped = s -> s.optimizer(Optimizer.adam(0.01f)).clipValue(0.05f).clipNorm(0.1f);
    Way decayed = s -> s.optimizer(Optimizer.adamw(0.01f, 0.1f)).weightDecay(0.01f).l1(0.01f).decayBiases(true);
    Way weighted = s -> s.classWeights(1f, 0.5f, 2f).labelSmoothing(0.1f).optimizer(Optimizer.nesterov(0.05f, 0.9f));
    Way frozen = s -> s.freeze(1).schedule(Schedule.cosine(50).warmUp(3)).optimizer(Optimizer.rmsprop(0.01f));
    return List.of(Arguments.of("plain", (Way) s -> s, Norm.NONE, 0f), Arguments.of("dropout", (Way) s -> s, Norm.NONE, 0.4f),
        Arguments.of("layer norm", (Way) s -> s, Norm.LAYER, 0f), Arguments.of("clipped", clipped, Norm.LAYER, 0.2f),
        Arguments.of("decayed", decayed, Norm.NONE, 0f), Arguments.of("weighted", weighted, Norm.LAYER, 0.3f),
        Arguments.of("frozen", frozen, Norm.NONE, 0.1f));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void partsGiveTheBitsOfTheWhole(String name, Way way, Norm norm, float dropout) {
    Dataset data = Samples.classData(53).withWeights(WEIGHTS);
    Mlp whole = Samples.normed(norm, dropout);
    History expected = way.of(Samples.settings(whole).batchSize(20)).build().fit(data, 3, data, null);
    for (int part : new int[] {1, 3, 7, 19, 20, 1000}) {
      Mlp mlp = Samples.normed(norm, dropout);
      assertEquals(expected, way.of(Samples.settings(mlp).batchSize(20)).microBatch(part).build()
          .fit(data, 3, data, null), "parts of " + part);
      Bits.assertSame(whole.parameters(), mlp.parameters(), "parts of " + part);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void singleStepsInPartsGiveTheBitsOfTheWhole(String name, Way way, Norm norm, float dropout) {
    float[] x = Samples.values(4 * 23);
    int[] labels = Samples.labels(23, 3);
    Mlp whole = Samples.normed(norm, dropout);
    Mlp parts = Samples.normed(norm, dropout);
    Trainer one = way.of(Samples.settings(whole)).build();
    Trainer many = way.of(Samples.settings(parts)).microBatch(4).build();
    for (int rows : new int[] {20, 3, 4, 5, 1}) {
      assertEquals(one.step(x, 8, labels, 2, rows), many.step(x, 8, labels, 2, rows), rows + " rows");
      float[] y = Samples.oneHot(labels, 3);
      assertEquals(one.step(x, 8, y, 6, rows), many.step(x, 8, y, 6, rows), rows + " rows of targets");
      Bits.assertSame(whole.parameters(), parts.parameters(), rows + " rows");
    }
  }

  @Test
  void refusesPartsWithoutRows() {
    Samples.assertRefused(IllegalArgumentException.class,
        () -> Samples.settings(Samples.classifier()).microBatch(0), "microBatch = 0", "at least 1");
  }
}
