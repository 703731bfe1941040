package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static io.github.jinbei.cli.SmallTraining.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.Optimizer;
import io.github.jinbei.internal.text.Plain;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkOptionsTest {

  @TempDir
  Path folder;

  static Stream<Activation> hidden() {
    Stream<Activation> constants =
        Activation.all().stream().filter(a -> !List.of(Activation.STEP, Activation.SOFTMAX).contains(a));
    return Stream.concat(constants,
        Stream.of(Activation.leakyRelu(0.02f), Activation.elu(1.3f), Activation.prelu(0.1f)));
  }

  /** A learning rate at which no activation diverges, not even the identity. */
  @ParameterizedTest
  @MethodSource("hidden")
  void hiddenActivationsSetTheNetwork(Activation activation) {
    Run run = byCommand("--lr", 0.01, "--hidden", Plain.hyphens(activation.name()));
    assertTrue(run.entry("network").contains("(" + Text.name(activation) + ", "), run.out());
    assertEquals(byLibrary(network(activation), t -> t.optimizer(Optimizer.sgd(0.01f))), run.lastLine());
  }

  static Stream<Activation> outputs() {
    return Stream.concat(Activation.all().stream(), Stream.of(Activation.elu(0.5f)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void outputActivationsSetTheNetworkAndTheDefaultLoss(Activation output) {
    Run run = byCommand("--lr", 0.01, "--output", Text.name(output));
    assertEquals(byLibrary(network(layers -> layers, output), t -> t.optimizer(Optimizer.sgd(0.01f))),
        run.lastLine());
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void normsAreForTheHiddenLayers(Norm norm) {
    Run run = byCommand("--norm", Kind.word(norm));
    assertEquals(byLibrary(network(layer -> layer.norm(norm), Activation.SOFTMAX), t -> t), run.lastLine());
  }

  @Test
  void dropoutIsForTheHiddenLayers() {
    Run run = byCommand("--dropout", 0.25);
    assertEquals(byLibrary(network(layer -> layer.dropout(0.25f), Activation.SOFTMAX), t -> t), run.lastLine());
    assertTrue(run.entry("network").contains("(relu dropout(0.25), relu dropout(0.25), softmax)"), run.out());
  }

  static Stream<Initializer> initializers() {
    return Stream.concat(Initializer.all().stream(), Stream.of(Initializer.constant(0.1f), Initializer.normal(0.2f)));
  }

  @ParameterizedTest
  @MethodSource("initializers")
  void initializersDrawTheFirstWeights(Initializer initializer) {
    Run run = byCommand("--init", Text.name(initializer));
    Mlp mlp = Mlp.builder(64).dense(6, Activation.RELU).dense(5, Activation.RELU).dense(10, Activation.SOFTMAX)
        .initializer(initializer).seed(1).build();
    assertEquals(byLibrary(mlp, t -> t), run.lastLine());
    assertTrue(run.entry("training").contains(", init " + Text.name(initializer) + ", "), run.out());
  }

  @Test
  void namesMayHaveCapitalsAndUnderscores() {
    assertEquals(byCommand("--hidden", "gelu-tanh").lastLine(), byCommand("--hidden", "GELU_tanh").lastLine());
    assertEquals(byCommand("--hidden", "leaky-relu(0.1)").lastLine(),
        byCommand("--hidden", "Leaky_ReLU(1e-1)").lastLine());
  }

  @Test
  void trainingContinuesFromASavedModel() throws Exception {
    Path model = folder.resolve("first.model");
    byCommand("--norm", "batch", "--hidden", "prelu", "--dropout", 0.1, "--save", model);
    Mlp mlp = Mlp.load(model);
    Run run = byCommand("--start", model, "--seed", 5);
    assertEquals(byLibrary(mlp, t -> t.seed(5)), run.lastLine());
    assertTrue(run.entry("training").contains(", init from " + model + ", "), run.out());
    assertTrue(run.entry("network").contains("batch-norm prelu dropout(0.1)"), run.out());
  }

  /** A model trained on bytes reads the sample's pixels as if they were bytes, and keeps its divisor. */
  @Test
  void rowsAreScaledForTheModel() throws Exception {
    Path model = folder.resolve("bytes.model");
    Mlp.builder(64).dense(10, Activation.SOFTMAX).inputScale(1 / 255f).build().save(model);
    Path continued = folder.resolve("continued.model");
    Run.good("train", "--start", model, "--epochs", 1, "--save", continued);
    assertEquals("raw inputs divided by 255.0", Run.good("info", continued).entry("scale"));
    assertEquals(1 / 255f, Mlp.load(continued).inputScale());
  }

  @Test
  void frozenLayersAreNotTrained() throws Exception {
    Path model = folder.resolve("first.model");
    byCommand("--save", model);
    Mlp mlp = Mlp.load(model);
    Run run = byCommand("--start", model, "--freeze", "0,2");
    assertEquals(byLibrary(mlp, t -> t.freeze(0, 2)), run.lastLine());
    assertEquals("freeze 0,2", run.entry("with"));
    assertNotEquals(byCommand("--start", model).lastLine(), run.lastLine());
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {"0,3 -> --freeze names layer 3, but the model has 3; give 0 to 2",
      "0,1,2 -> all 3 layers are frozen"})
  void layersThatCannotBeFrozenAreRefused(String layers, String complaint) {
    Path model = folder.resolve("first.model");
    byCommand("--save", model);
    Run run = Run.of("train", "--start", model, "--freeze", layers);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains(complaint), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--layers=64,10", "--hidden=tanh", "--output=sigmoid", "--norm=layer", "--dropout=0.5",
      "--init=he"})
  void settingsOfTheModelAreIncompatibleWithStart(String option) {
    Run run = Run.of("train", "--start", "any.model", option);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains(option.substring(0, option.indexOf('=')) + " is incompatible with --start"), run.err());
  }

  @Test
  void aModelOfOtherDataIsRefused() throws Exception {
    Path model = folder.resolve("other.model");
    Mlp.builder(3).dense(10, Activation.SOFTMAX).build().save(model);
    Run run = Run.of("train", "--start", model);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("the model has 3 inputs") && run.err().contains("64 inputs"), run.err());
  }
}
