package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of one output: two classes, and a single softmax unit, which is always 1. */
class SingleOutputTest {

  private static final float[] X = {0, 1, 1, 0, 1, 1, 0, 0};

  @TempDir
  Path folder;

  /** The mean of one unit is the unit itself, so layer norm makes it 0. */
  @Test
  void layerNormOfOneUnitIsRefused() {
    MlpBuilder builder = Mlp.builder(2).dense(3, Activation.TANH).norm(Norm.LAYER).dense(1, Activation.TANH)
        .norm(Norm.LAYER).regression(1);
    Samples.assertRefused(IllegalArgumentException.class, builder::build, "layer 1 has 1 unit", "at least 2 units");
    Mlp.builder(2).dense(1, Activation.TANH).norm(Norm.BATCH).regression(1).build();
  }

  /** 2-4-1 with a softmax of one unit, as a file may have it. */
  private Mlp oneSoftmax() throws IOException {
    Path file = folder.resolve("net");
    Mlp.builder(2).dense(4, Activation.RELU).dense(1, Activation.SIGMOID).seed(1).build().save(file);
    SafeTensors saved = SafeTensors.read(file);
    Map<String, String> metadata = new LinkedHashMap<>(saved.metadata());
    metadata.put("activations", "relu softmax");
    List<Tensor> tensors = List.copyOf(saved.tensors());
    new SafeTensors(metadata, tensors).write(file);
    return Mlp.load(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneUnitOfSoftmaxIsRefused(int hidden) {
    MlpBuilder builder = Mlp.builder(2);
    for (int l = 0; l < hidden; l++) {
      builder.dense(4, Activation.RELU);
    }
    Samples.assertRefused(IllegalArgumentException.class, builder.dense(1, Activation.SOFTMAX)::build, "1 unit of softmax",
        "1 unit of sigmoid", "2 units of softmax");
  }

  @Test
  void aFileOfOneUnitOfSoftmaxPredicts1() throws IOException {
    Mlp mlp = oneSoftmax();
    float[] a = new float[4];
    mlp.predict(X, 0, 4, a, 0);
    Bits.assertSame(new float[] {1, 1, 1, 1}, a);
    assertEquals(1, mlp.classes());
    assertEquals(0, mlp.classOf(a, 2));
    assertEquals(1f, mlp.outputOf(a, 2, 0));
  }

  /** All gradients are 0, so no parameter changes. Data of two classes are refused, as it has one. */
  @Test
  void trainingDoesNotChangeOneUnitOfSoftmax() throws IOException {
    Mlp mlp = oneSoftmax();
    float[] before = mlp.parameters();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.1f)).batchSize(4).threads(1).build()) {
      Dataset one = Dataset.ofClasses(X, 2, new int[4], 1);
      assertEquals(0, trainer.fit(one, 500).last().loss());
      assertEquals(new Evaluation(0, 1, 4, 4), trainer.evaluate(one));
      Dataset two = Dataset.ofClasses(X, 2, new int[4], 2);
      Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(two, 1), "train has 2 classes", "at most 1");
      Samples.assertRefused(IllegalArgumentException.class, () -> trainer.step(X, 0, new int[] {1}, 0, 1),
          "classes[0] = 1", "expected 0 to 0");
    }
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void aLogisticUnitHasTheProbabilitiesOfBothClasses() {
    Mlp mlp = Mlp.builder(1).classes(2).build();
    mlp.setParameters(new float[] {1f, 0f});
    assertEquals(2, mlp.classes());
    float[] a = new float[3];
    mlp.predict(new float[] {0f, 2f, -2f}, 0, 3, a, 0);
    int[] expected = {0, 1, 0};
    for (int r = 0; r < 3; r++) {
      assertEquals(expected[r], mlp.classOf(a, r), "row " + r);
      assertEquals(1 / (1 + Math.exp(r == 0 ? 0 : r == 1 ? -2 : 2)), mlp.outputOf(a, r, 1), 1e-6, "row " + r);
      assertEquals(1, mlp.outputOf(a, r, 0) + mlp.outputOf(a, r, 1), 1e-7, "row " + r);
    }
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> mlp.outputOf(a, 0, 2));
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> mlp.classOf(a, 3), "outputs");
  }

  /** A least-squares fit of the labels 0 and 1; the class of a row is the nearer label. */
  @Test
  void aLineIsFittedToTheLabels() {
    Mlp mlp = Mlp.builder(1).regression(1).initializer(Initializer.constant(0)).build();
    Dataset rows = Dataset.ofClasses(new float[] {0, 1, 3, 4}, 1, new int[] {0, 0, 1, 1}, 2);
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.2f)).batchSize(4).threads(1).build()) {
      trainer.fit(rows, 500);
      assertEquals(4, trainer.evaluate(rows).correct());
    }
    // Sum of (x - 2)(y - 1/2) over sum of (x - 2)²: 3 / 10; the line goes through (2, 1/2).
    assertEquals(0.3, mlp.parameters()[0], 1e-5);
    assertEquals(-0.1, mlp.parameters()[1], 1e-5);
  }

  /** Probabilities of one and of several sigmoids, and of softmax; others have none. */
  @Test
  void probabilitiesOfARow() {
    Mlp one = Mlp.builder(2).dense(1, Activation.SIGMOID).build();
    assertArrayEquals(new double[] {1 - 0.75f, 0.75f}, one.probabilities(new float[] {9, 0.75f}, 1));
    assertArrayEquals(new double[] {1, 0x1p-40}, one.probabilities(new float[] {0x1p-40f}, 0), "not divided by their sum");
    Mlp three = Mlp.builder(2).dense(3, Activation.SIGMOID).build();
    assertArrayEquals(new double[] {0.125, 0.375, 0.5}, three.probabilities(new float[] {0.25f, 0.75f, 1}, 0));
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, three.probabilities(new float[3], 0));
    Mlp softmax = Mlp.builder(2).dense(2, Activation.SOFTMAX).build();
    assertArrayEquals(new double[] {0.25, 0.5}, softmax.predictor().probabilities(new float[] {0.25f, 0.5f}, 0));
    for (Activation other : List.of(Activation.STEP, Activation.IDENTITY, Activation.TANH)) {
      Mlp mlp = Mlp.builder(2).dense(3, other).build();
      assertFalse(mlp.hasProbabilities(), other.name());
      Samples.assertRefused(IllegalStateException.class, () -> mlp.probabilities(new float[3], 0), "those of " + other,
          "expected softmax or sigmoid");
    }
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> three.probabilities(new float[3], 1), "outputs");
  }
}
