package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Idx;
import io.github.jinbei.internal.text.Plain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All commands with a network of one output, on data of two classes, with more test rows than one call predicts. */
class SingleOutputCommandsTest {

  private static final int TRAIN_ROWS = 60;
  private static final int TEST_ROWS = 300;

  @TempDir
  Path folder;

  private Path model;

  @BeforeEach
  void writeData() throws IOException {
    IdxData.write(folder, "train", IdxData.labels(TRAIN_ROWS, 2));
    IdxData.write(folder, "t10k", IdxData.labels(TEST_ROWS, 2));
    model = folder.resolve("net.safetensors");
  }

  private Dataset train() throws IOException {
    return Idx.readTrain(folder, Idx.MNIST_DIVISOR);
  }

  private Dataset test() throws IOException {
    return Idx.readTest(folder, Idx.MNIST_DIVISOR);
  }

  private static MlpBuilder classifier() {
    return Mlp.builder(4).dense(5, Activation.TANH).classes(2).seed(1).inputScale(1 / Idx.MNIST_DIVISOR);
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Trainer.builder(mlp).optimizer(Optimizer.sgd(0.5f)).batchSize(10).seed(1).threads(1);
  }

  /** Trains a network and saves it. */
  private Mlp saved(Mlp mlp) throws IOException {
    try (Trainer trainer = settings(mlp).build()) {
      trainer.fit(train(), 20);
    }
    mlp.save(model);
    return mlp;
  }

  private Evaluation evaluation(Mlp mlp) throws IOException {
    try (Trainer trainer = settings(mlp).build()) {
      return trainer.evaluate(test());
    }
  }

  private Run run(String command, Object... more) {
    Object[] words = new Object[more.length + 4];
    System.arraycopy(new Object[] {command, model, "--data", folder}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return Run.good(words);
  }

  @Test
  void evaluateAgreesWithTheTrainer() throws IOException {
    Evaluation expected = evaluation(saved(classifier().build()));
    assertTrue(expected.accuracy() > 0.6 && expected.accuracy() < 1, "some right, some not: " + expected);
    assertEquals(Text.result(expected, Loss.BINARY_CROSS_ENTROPY), run("evaluate").entry("right"));
  }

  @Test
  void predictListsTheClassAboveOneHalfAndItsProbability() throws IOException {
    Mlp mlp = saved(classifier().build());
    Dataset test = test();
    List<String> lines = run("predict").lines();
    assertEquals(TEST_ROWS, lines.size(), "lines");
    int right = 0;
    for (int row = 0; row < TEST_ROWS; row++) {
      float[] x = new float[4];
      float[] a = new float[1];
      test.copyInputs(row, 1, x, 0);
      mlp.predict(x, 0, 1, a, 0);
      int predicted = a[0] > 0.5f ? 1 : 0;
      int label = test.classOf(row);
      String share = Plain.fixed(predicted == 1 ? a[0] : 1 - a[0], 4);
      assertEquals(row + "\t" + label + "\t" + predicted + "\t" + share, lines.get(row));
      right += predicted == label ? 1 : 0;
    }
    assertEquals(evaluation(mlp).correct(), right);
  }

  @Test
  void predictOfARowShowsBothProbabilities() throws IOException {
    Mlp mlp = saved(classifier().labels(List.of("zero", "one")).build());
    for (int row : new int[] {0, TEST_ROWS - 1}) {
      Run shown = run("predict", "--row", row);
      double zero = Double.parseDouble(shown.entry("  zero").split(" ")[0]);
      double one = Double.parseDouble(shown.entry("  one").split(" ")[0]);
      assertEquals(1, zero + one, 1.01e-4, "each rounded to four digits");
      assertEquals(one > zero ? "one" : "zero", shown.entry("predicted"));
      assertEquals(test().classOf(row) == 1 ? "one" : "zero", shown.entry("label"));
    }
    assertEquals("zero, one", Run.good("info", model).entry("labels"));
    assertEquals(mlp.labels(), Mlp.load(model).labels());
  }

  /** The file has a label of the output, not labels of classes. */
  @Test
  void theLabelOfTheOutputIsNotAClass() throws IOException {
    saved(classifier().labels(List.of("p")).build());
    assertTrue(List.of("0", "1").contains(run("predict").lines().get(0).split("\t")[2]));
    assertEquals("p", Run.good("info", model).entry("labels"));
  }

  @Test
  void trainingContinuesAndThereAreTwoClassWeights() throws IOException {
    saved(classifier().build());
    Mlp expected = Mlp.load(model);
    try (Trainer trainer = settings(expected).classWeights(1, 3).build()) {
      trainer.fit(train(), 2);
    }
    Object[] words = {"train", "--start", model, "--data", folder, "--lr", 0.5, "--batch", 10, "--epochs", 2,
        "--class-weights", "1,3"};
    assertEquals(Text.fingerprint(expected), Run.good(words).lastLine());
    words[words.length - 1] = "1";
    assertTrue(Run.of(words).err().contains("--class-weights has 1 number; give one for each of the 2 classes"));
    words[words.length - 1] = "balanced";
    assertNotEquals(Text.fingerprint(expected), Run.good(words).lastLine());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "step", "identity"})
  void aNewNetworkMayHaveOneOutput(String output) throws IOException {
    Mlp expected = Mlp.builder(4).dense(5, Activation.RELU).dense(1, Activation.parse(output)).seed(1).build();
    try (Trainer trainer = settings(expected).build()) {
      trainer.fit(train(), 2);
    }
    Run trained = Run.good("train", "--data", folder, "--layers", "4,5,1", "--output", output, "--lr", 0.5, "--batch", 10,
        "--epochs", 2, "--save", model);
    assertEquals(Text.fingerprint(expected), trained.lastLine());
    assertEquals("0, 1", Run.good("info", model).entry("labels"));
    assertEquals(trained.entry("final"), run("evaluate").entry("right"));
  }

  @Test
  void anotherNumberOfOutputsIsRefusedWithARemedy() {
    Run run = Run.of("train", "--data", folder, "--layers", "4,5,3");
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("4 inputs and 2 classes") && run.err().contains("end with 1 and --output sigmoid"),
        run.err());
  }

  @Test
  void oneOutputCannotHaveThreeClasses() throws IOException {
    saved(classifier().build());
    IdxData.write(folder, "t10k", IdxData.labels(TEST_ROWS, 3));
    for (String command : List.of("evaluate", "predict")) {
      Run run = Run.of(command, model, "--data", folder);
      assertEquals(2, run.code(), run.toString());
      assertTrue(run.err().contains("and 2 classes, but") && run.err().contains("3 classes"), run.err());
    }
  }
}
