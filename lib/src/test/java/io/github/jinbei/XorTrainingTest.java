package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * XOR, which needs a hidden layer: eight tanh units, full batch, Adam with a rate of 0.05, 500 steps. All of 200 seeds solved
 * it, as two classes (sigmoid and its cross-entropy) and as a regression (identity and squared error).
 */
class XorTrainingTest {

  private static final float[] X = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final int[] XOR = {0, 1, 1, 0};

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static float[] outputs(Mlp mlp) {
    float[] outputs = new float[4];
    mlp.predict(X, 0, 4, outputs, 0);
    return outputs;
  }

  private static Mlp trained(Activation output, Dataset data, long seed) {
    Mlp mlp = Mlp.builder(2).dense(8, Activation.TANH).dense(1, output).seed(seed).build();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(0.05f)).batchSize(4).seed(seed).threads(1)
        .build()) {
      trainer.fit(data, 500);
    }
    return mlp;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isLearnedAsTwoClasses(long seed) {
    Dataset data = Dataset.ofClasses(X, 2, XOR, 2);
    Mlp mlp = trained(Activation.SIGMOID, data, seed);
    float[] a = outputs(mlp);
    for (int r = 0; r < 4; r++) {
      assertEquals(XOR[r], a[r], 0.05, "seed " + seed + ", row " + r);
    }
    try (Trainer trainer = Trainer.builder(mlp).threads(1).build()) {
      assertEquals(Loss.BINARY_CROSS_ENTROPY, trainer.loss());
      assertEquals(1, trainer.evaluate(data).accuracy(), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isLearnedAsRegression(long seed) {
    float[] y = {0, 1, 1, 0};
    Mlp mlp = trained(Activation.IDENTITY, Dataset.ofTargets(X, 2, y, 1), seed);
    try (Trainer trainer = Trainer.builder(mlp).threads(1).build()) {
      assertEquals(Loss.SQUARED_ERROR, trainer.loss());
    }
    float[] a = outputs(mlp);
    for (int r = 0; r < 4; r++) {
      assertEquals(y[r], a[r], 0.1, "seed " + seed + ", row " + r);
    }
  }

  private static Mlp perceptron(int[] classes) {
    Mlp mlp = Mlp.builder(2).dense(1, Activation.STEP).initializer(Initializer.constant(0)).build();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(1f)).batchSize(1).seed(1).threads(1).build()) {
      assertEquals(Loss.PERCEPTRON, trainer.loss());
      trainer.fit(Dataset.ofClasses(X, 2, classes, 2), 20);
    }
    return mlp;
  }

  /** Rosenblatt's perceptron, one row at a time, learns linearly separable classes. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0, 1", "0, 1, 1, 1", "1, 1, 1, 0", "0, 0, 1, 1", "0, 0, 1, 0"})
  void aPerceptronLearnsAndOrAndOthers(int a, int b, int c, int d) {
    int[] classes = {a, b, c, d};
    float[] outputs = outputs(perceptron(classes));
    for (int r = 0; r < 4; r++) {
      assertEquals(classes[r], outputs[r], "row " + r);
    }
  }

  /** At z = 0 the step is 1: weights of 0 are right for a row of class 1, and change by -x for one of class 0. */
  @Test
  void aPerceptronHasClass1AtZero() {
    for (int label = 0; label <= 1; label++) {
      Mlp mlp = Mlp.builder(1).dense(1, Activation.STEP).initializer(Initializer.constant(0)).build();
      float[] a = new float[1];
      mlp.predict(new float[] {3f}, 0, 1, a, 0);
      assertEquals(1f, a[0]);
      try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(1f)).threads(1).build()) {
        Dataset row = Dataset.ofClasses(new float[] {3f}, 1, new int[] {label}, 2);
        assertEquals(label, trainer.evaluate(row).correct(), "of class " + label);
        trainer.fit(row, 1);
      }
      float[] w = mlp.parameters();
      assertEquals(label == 1 ? 0f : -3f, w[0], "weight, class " + label);
      assertEquals(label == 1 ? 0f : -1f, w[1], "bias, class " + label);
    }
  }

  @Test
  void aPerceptronCannotLearnXor() {
    float[] outputs = outputs(perceptron(XOR));
    int right = 0;
    for (int r = 0; r < 4; r++) {
      right += outputs[r] == XOR[r] ? 1 : 0;
    }
    assertTrue(right < 4, "all right");
  }
}
