package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static io.github.jinbei.cli.SmallTraining.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossOptionsTest {

  @TempDir
  Path folder;

  private static final List<Activation> OUTPUTS =
      List.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.STEP, Activation.TANH);

  private static Stream<Arguments> pairs(boolean fitting) {
    return OUTPUTS.stream().flatMap(output -> Stream.concat(Loss.all().stream(), Stream.of(Loss.huber(0.5f)))
        .filter(loss -> loss.accepts(output) == fitting).map(loss -> Arguments.of(output, loss)));
  }

  static Stream<Arguments> fitting() {
    return pairs(true);
  }

  static Stream<Arguments> others() {
    return pairs(false);
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void lossesSetTheTrainer(Activation output, Loss loss) {
    Run run = byCommand("--output", Text.name(output), "--loss", Text.name(loss));
    assertEquals(byLibrary(network(layers -> layers, output), t -> t.loss(loss)), run.lastLine());
    assertTrue(run.entry("training").startsWith(Text.name(loss) + ", "), run.out());
    assertTrue(run.entry("final").contains(", " + Text.name(loss) + " "), run.out());
  }

  @ParameterizedTest
  @MethodSource("others")
  void lossesIncompatibleWithTheOutputAreRefused(Activation output, Loss loss) {
    Run run = Run.of("train", "--output", Text.name(output), "--loss", Text.name(loss));
    assertEquals(2, run.code(), run.toString());
    String complaint = "--loss " + Text.name(loss) + " is incompatible with the output " + Text.name(output) + "; give";
    assertTrue(run.err().contains(complaint), run.err());
    assertTrue(run.err().contains(Text.name(Loss.defaultFor(output))), run.err());
  }

  @Test
  void labelSmoothingSetsTheTrainer() {
    assertEquals(byLibrary(t -> t.labelSmoothing(0.1f)), byCommand("--label-smoothing", 0.1).lastLine());
    assertEquals(byLibrary(network(layers -> layers, Activation.SIGMOID), t -> t.labelSmoothing(0.1f)),
        byCommand("--output", "sigmoid", "--label-smoothing", 0.1).lastLine());
    Run run = Run.of("train", "--loss", "squared-error", "--label-smoothing", 0.1);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("--label-smoothing 0.1 is incompatible with --loss squared-error"), run.err());
  }

  @Test
  void classWeightsSetTheTrainer() {
    Run run = byCommand("--class-weights", "1,2,0,0.5,1,1,1,1,3,1");
    assertEquals(byLibrary(t -> t.classWeights(1, 2, 0, 0.5f, 1, 1, 1, 1, 3, 1)), run.lastLine());
    assertEquals("class-weights 1,2,0,0.5,1,1,1,1,3,1", run.entry("with"));
  }

  /** The weight of a class times its rows is the same for all classes, and the sum over all rows is the number of rows. */
  @Test
  void balancedWeightsCountTheTrainingRows() {
    Dataset rows = Digits.train();
    float[] weights = new float[10];
    for (int c = 0; c < 10; c++) {
      int count = 0;
      for (int row = 0; row < rows.rows(); row++) {
        count += rows.classOf(row) == c ? 1 : 0;
      }
      weights[c] = (float) (1438.0 / (10.0 * count));
    }
    String sha = byCommand("--class-weights", "balanced").lastLine();
    assertEquals(byLibrary(t -> t.classWeights(weights)), sha);
    assertNotEquals(byCommand().lastLine(), sha);
  }

  /** The first five rows lack most classes. */
  @Test
  void balancedWeightsWorkWithClassesWithoutRows() {
    Run.good("train", "--train-size", 5, "--class-weights", "balanced", "--epochs", 1);
  }

  /** Class 0 has no training rows. The other two have equally many, so their weights are 1. */
  @Test
  void balancedWeightsLeaveOutClassesWithoutRows() throws IOException {
    IdxData.write(folder, "train", 1, 2, 1, 2);
    IdxData.write(folder, "t10k", 0, 1, 2);
    String[] words = {"train", "--data", folder.toString(), "--layers", "4,5,3", "--epochs", "3", "--class-weights", "1,1,1"};
    String sha = Run.good((Object[]) words).lastLine();
    words[words.length - 1] = "balanced";
    assertEquals(sha, Run.good((Object[]) words).lastLine());
    words[words.length - 1] = "1.5,1.5,1.5";
    assertNotEquals(sha, Run.good((Object[]) words).lastLine(), "the weights count");
    assertEquals(sha, Run.good((Object[]) Arrays.copyOf(words, words.length - 2)).lastLine(), "no weights");
  }

  /** One row of class 1 against three of class 2: 4 / (2·1) and 4 / (2·3). */
  @Test
  void balancedWeightsDivideByTheClassesThatOccur() throws IOException {
    IdxData.write(folder, "train", 2, 1, 2, 2);
    IdxData.write(folder, "t10k", 0, 1, 2);
    String[] words = {"train", "--data", folder.toString(), "--layers", "4,5,3", "--epochs", "3", "--class-weights",
        "0,2,0.6666667"};
    String sha = Run.good((Object[]) words).lastLine();
    words[words.length - 1] = "balanced";
    assertEquals(sha, Run.good((Object[]) words).lastLine());
  }

  @ParameterizedTest
  @CsvSource({"identity, squared-error", "tanh, huber(1.0)", "relu, absolute-error", "sigmoid, absolute-error",
      "softmax, huber(0.5)"})
  void classWeightsOfARegressionAreRefused(String output, String loss) {
    for (String weights : List.of("balanced", "1,1,1,1,1,1,1,1,1,1")) {
      Run run = Run.of("train", "--output", output, "--loss", loss, "--class-weights", weights);
      assertEquals(2, run.code(), run.toString());
      assertTrue(run.err().contains("--class-weights is incompatible with the output " + output + " and --loss " + loss),
          run.err());
    }
  }

  @Test
  void classWeightsAreOneForEachClass() {
    Run run = Run.of("train", "--class-weights", "1,2");
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("--class-weights has 2 numbers; give one for each of the 10 classes"), run.err());
  }
}
