package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Label smoothing: targets (1 - ε)·y + ε / K. */
class LabelSmoothingTest {

  private static final int ROWS = 10;

  private static float[] smooth(float[] y, float epsilon, int k) {
    float[] smooth = new float[y.length];
    for (int i = 0; i < y.length; i++) {
      smooth[i] = (float) ((1 - (double) epsilon) * y[i] + (double) epsilon / k);
    }
    return smooth;
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.5f, 0.9f})
  void isTrainingOnSmoothTargets(float epsilon) {
    float[] x = Samples.values(4 * ROWS);
    float[] y = Samples.oneHot(Samples.labels(ROWS, 3), 3);
    for (Activation output : new Activation[] {Activation.SOFTMAX, Activation.SIGMOID}) {
      // Each output of binary cross-entropy has two classes.
      float[] smooth = smooth(y, epsilon, output == Activation.SOFTMAX ? 3 : 2);
      Mlp expected = Samples.net(Activation.TANH, output);
      Trainer plain = Samples.settings(expected).build();
      Mlp actual = Samples.net(Activation.TANH, output);
      Trainer smoothing = Samples.settings(actual).labelSmoothing(epsilon).build();
      for (int s = 0; s < 3; s++) {
        double loss = plain.step(x, 0, smooth, 0, ROWS);
        assertEquals(loss, smoothing.step(x, 0, y, 0, ROWS), "rows, " + output);
        Bits.assertSame(expected.parameters(), actual.parameters());
        assertEquals(plain.step(x, 0, smooth, 0, ROWS), smoothing.step(x, 0, Samples.labels(ROWS, 3), 0, ROWS), "labels");
      }
    }
  }

  /** Accuracy, class weights and evaluations use the classes without smoothing. */
  @Test
  void doesNotChangeTheClasses() {
    Dataset data = Samples.classData(30);
    Mlp mlp = Samples.classifier();
    Trainer smoothing = Samples.settings(mlp).batchSize(30).labelSmoothing(0.95f).classWeights(1f, 2f, 3f).build();
    Evaluation before = Samples.settings(mlp).build().evaluate(data);
    assertEquals(before, smoothing.evaluate(data));
    assertEquals(before.accuracy(), smoothing.fit(data, 1).last().accuracy());

    Mlp single = Mlp.builder(4).dense(1, Activation.SIGMOID).seed(1).build();
    Dataset two = Dataset.ofClasses(Samples.values(120), 4, Samples.labels(30, 2), 2);
    Evaluation singleBefore = Samples.settings(single).build().evaluate(two);
    Trainer trainer = Samples.settings(single).batchSize(30).labelSmoothing(0.99f).build();
    assertEquals(singleBefore.accuracy(), trainer.fit(two, 1).last().accuracy());
  }

  @Test
  void epsilon0ChangesNoBit() {
    Mlp expected = Samples.classifier();
    Mlp actual = Samples.classifier();
    Samples.settings(expected).build().fit(Samples.classData(30), 2);
    Samples.settings(actual).labelSmoothing(0f).build().fit(Samples.classData(30), 2);
    Bits.assertSame(expected.parameters(), actual.parameters());
  }

  @Test
  void refusesInvalidSettings() {
    for (float bad : new float[] {-0.1f, 1f, Float.NaN}) {
      Samples.assertRefused(IllegalArgumentException.class,
          () -> Samples.settings(Samples.classifier()).labelSmoothing(bad), "labelSmoothing = " + bad);
    }
    Samples.assertRefused(IllegalArgumentException.class, () -> Samples.settings(Samples.classifier())
        .loss(Loss.SQUARED_ERROR).labelSmoothing(0.1f).build(), "labelSmoothing = 0.1", "squared_error", "cross_entropy");
    Samples.settings(Samples.classifier()).loss(Loss.SQUARED_ERROR).labelSmoothing(0f).build();
  }
}
