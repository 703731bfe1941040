package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Mlp;
import io.github.jinbei.internal.text.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {

  @TempDir
  Path folder;

  @Test
  void withoutOptionsTheSampleIsLearned() {
    Run run = Run.good("train");
    String[] right = run.entry("final").split(" ");
    assertEquals("359", right[2], "rows held out");
    assertTrue(Integer.parseInt(right[0]) >= 0.97 * 359, () -> "97 % expected, got " + run.entry("final"));
  }

  @Test
  void redirectedOutputHasALineForEachEpochAndEndsWithTheHash() {
    Run run = small("--epochs", 3);
    String number = "[-+.0-9e]+";
    List<String> patterns = List.of(
        "data {7}embedded digits: 1438 rows to train on, 359 to test on",
        "network {4}64-5-10 \\(relu, softmax\\), 385 parameters",
        "training {3}cross-entropy, sgd with rate 0\\.3, batch 16, 3 epochs, decay 0\\.0, init by activation, seed 1, "
            + "(1 thread|at most \\d+ threads)",
        "backend {4}\\S.*",
        "Epoch 1: \\d+ / 359  training loss " + number + ", test loss " + number + ", \\d+\\.\\d\\d s",
        "Epoch 2: \\d+ / 359  training loss " + number + ", test loss " + number + ", \\d+\\.\\d\\d s",
        "Epoch 3: \\d+ / 359  training loss " + number + ", test loss " + number + ", \\d+\\.\\d\\d s",
        "best {7}epoch [123]: \\d+ / 359 \\(\\d+\\.\\d\\d %\\)",
        "final {6}\\d+ / 359 \\(\\d+\\.\\d\\d %\\), cross-entropy " + number,
        "",
        "class {10}precision .*");
    assertLines(patterns, run.lines());
    int end = run.lines().size();
    assertLines(List.of("9( +\\d+){10}", "", "time {7}\\d+\\.\\d\\d s", "parameters sha256 [0-9a-f]{64}"),
        run.lines().subList(end - 4, end));
    assertEquals(-1, run.out().indexOf('\r'), "position of a carriage return in piped output");
  }

  private static void assertLines(List<String> patterns, List<String> lines) {
    for (int i = 0; i < patterns.size(); i++) {
      assertTrue(lines.get(i).matches(patterns.get(i)), lines.get(i) + " is not " + patterns.get(i));
    }
  }

  /** An interrupt is not early stopping. The network is saved. */
  @Test
  void anInterruptedThreadStopsTraining() throws Exception {
    Path file = folder.resolve("interrupted.safetensors");
    Run run;
    Thread.currentThread().interrupt();
    try {
      run = Run.of("train", "--layers", "64,5,10", "--epochs", 3, "--save", file);
    } finally {
      assertTrue(Thread.interrupted(), "the flag is kept");
    }
    assertEquals(130, run.code(), run.toString());
    assertEquals("early, by Ctrl-C or a signal, after a complete mini-batch", run.entry("stopped"));
    assertEquals("none", run.entry("best"));
    assertEquals(run.lastLine(), Text.fingerprint(Mlp.load(file)));
  }

  /** The hash covers the statistics of batch norm, and its line says so. */
  @Test
  void theFingerprintCoversTheStatistics() throws Exception {
    Path file = folder.resolve("batch.safetensors");
    Run run = small("--epochs", 1, "--norm", "batch", "--save", file);
    Mlp mlp = Mlp.load(file);
    float[] parameters = mlp.parameters();
    float[] statistics = mlp.statistics();
    assertEquals(10, statistics.length);
    float[] all = Arrays.copyOf(parameters, parameters.length + statistics.length);
    System.arraycopy(statistics, 0, all, parameters.length, statistics.length);
    assertEquals("parameters and statistics sha256 " + new Digest().add(all).hex(), run.lastLine());
    assertTrue(small("--epochs", 1, "--norm", "layer").lastLine().startsWith("parameters sha256 "));
  }

  @Test
  void theBestEpochIsTheFirstWithTheMostRight() {
    Run run = small("--epochs", 6);
    int best = 0;
    String expected = "";
    for (String line : run.lines()) {
      if (line.startsWith("Epoch ")) {
        int right = Integer.parseInt(line.split("[: ]+")[2]);
        if (right > best) {
          best = right;
          expected = line.substring("Epoch ".length(), line.indexOf(" / 359")) + " / 359";
        }
      }
    }
    assertTrue(run.entry("best").startsWith("epoch " + expected + " "), run.out());
  }

  /** The steps are too small to change a parameter. */
  @Test
  void ofEquallyGoodEpochsTheFirstIsBest() {
    assertTrue(small("--epochs", 3, "--lr", "1e-30").entry("best").startsWith("epoch 1: "));
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    String sha = small("--seed", 7).lastLine();
    assertEquals(sha, small("--seed=7").lastLine(), "seed 7 twice");
    assertNotEquals(sha, small("--seed", 8).lastLine(), "seeds 7 and 8");
    assertNotEquals(sha, small("--seed", -7).lastLine(), "seeds 7 and -7");
  }

  /** A full batch is not shuffled, so the difference is in the first weights. */
  @Test
  void theSeedDrawsTheFirstWeights() {
    assertNotEquals(small("--batch", 1438, "--seed", 1).lastLine(), small("--batch", 1438, "--seed", 2).lastLine());
  }

  /** Each option changes the result. */
  @ParameterizedTest
  @CsvSource({"--lr,0.01", "--batch,7", "--epochs,2", "--decay,0.01", "--seed,3", "--train-size,100", "--hidden,tanh",
      "--output,sigmoid", "--loss,squared-error", "--init,normal", "--init,glorot"})
  void everyOptionChangesTheResult(String option, String value) {
    assertNotEquals(small().lastLine(), small(option, value).lastLine(), option + " " + value);
  }

  @Test
  void theDefaultsAreWhatHelpSays() {
    assertEquals(small().lastLine(), small("--lr", "0.3", "--batch", 16, "--decay", 0, "--seed", 1, "--hidden", "relu",
        "--output", "softmax", "--loss", "cross-entropy", "--train-size", 1438).lastLine());
    assertEquals(Run.good("train", "--epochs", 1).lastLine(),
        Run.good("train", "--epochs", 1, "--layers", "64,128,64,32,10").lastLine(), "layers");
  }

  /** The number is only a limit, and may exceed the processors of every machine. */
  @ParameterizedTest
  @CsvSource({"1, 1 thread", "2, at most 2 threads", "3, at most 3 threads",
      "2147483647, at most 2147483647 threads"})
  void threadsAreShownAndChangeNoBit(String threads, String shown) {
    Run run = small("--threads", threads);
    assertTrue(run.entry("training").endsWith(", seed 1, " + shown), run.out());
    assertEquals(small().lastLine(), run.lastLine(), "the same bits");
  }

  @Test
  void unlessSaidThereAreAsManyThreadsAsProcessors() {
    int processors = Runtime.getRuntime().availableProcessors();
    String shown = processors == 1 ? "1 thread" : "at most " + processors + " threads";
    assertTrue(small().entry("training").endsWith(", " + shown));
  }

  @Test
  void aBatchOfMoreThanAllRowsIsAllRows() {
    assertEquals(small("--batch", 1438).lastLine(), small("--batch", Integer.MAX_VALUE).lastLine());
  }

  @Test
  void aLoneLayerCanBeTrained() {
    Run run = Run.good("train", "--layers", "64,10", "--epochs", 1);
    assertTrue(run.entry("network").startsWith("64-10 (softmax), 650 parameters"), run.out());
  }

  @Test
  void savingReplacesTheFileAndLeavesNothingElse() throws Exception {
    Path model = Files.writeString(folder.resolve("net.model"), "old");
    Run run = small("--save", model);
    assertEquals(model.toString(), run.entry("saved"));
    assertTrue(Files.size(model) > 4 * 385, "bytes of the model");
    try (var files = Files.list(folder)) {
      assertEquals(List.of(model), files.toList(), "files in the folder");
    }
  }

  /** The rate rises in each epoch until the loss is infinite: the network before it is saved, and a line says so. */
  @Test
  void aTrainingThatDivergesIsSaved() throws Exception {
    Path model = folder.resolve("net.model");
    Run run = Run.of("train", "--output", "identity", "--layers", "64,64,10", "--lr", 5, "--warm-up", 28, "--epochs", 30,
        "--save", model);
    assertEquals(1, run.code(), run::toString);
    assertEquals(1, run.err().lines().count(), run::toString);
    assertTrue(run.err().startsWith("jinbei: the loss is "), run.err());
    assertTrue(run.err().stripTrailing().endsWith(model + " holds the network as it is"), run.err());
    assertEquals(model.toString(), run.entry("saved"));
    assertTrue(run.entry("best").startsWith("epoch 5: "), run.entry("best"));
    assertEquals(Run.good("info", model).lastLine(), run.lastLine());
    float[] parameters = Mlp.load(model).parameters();
    for (float parameter : parameters) {
      assertTrue(Float.isFinite(parameter), "a parameter is " + parameter);
    }
  }

  /** With early stopping, the best weights are saved, not those before the failed step, which have 42 of 359 right. */
  @Test
  void aTrainingThatDivergesSavesTheBestOfTheValidation() {
    Path model = folder.resolve("net.model");
    Run run = Run.of("train", "--output", "identity", "--layers", "64,64,10", "--lr", 5, "--warm-up", 28, "--epochs", 30,
        "--validation", 0.2, "--early-stopping", 30, "--save", model);
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.err().stripTrailing().endsWith(model + " holds the best weights of the validation"), run.err());
    List<String> epochs = run.lines().stream().filter(line -> line.startsWith("Epoch ")).toList();
    String best = Collections.min(epochs,
        Comparator.comparingDouble(line -> Double.parseDouble(line.replaceAll(".*validation loss (\\S+),.*", "$1"))));
    assertTrue(Run.good("evaluate", model).entry("right").startsWith(best.replaceAll("Epoch \\d+: (\\d+) / .*", "$1 / ")),
        best);
    assertTrue(epochs.indexOf(best) < epochs.size() - 3, "the best is among the last: " + best);
  }

  /** Trains a small network for one epoch, or as many as the words say. */
  private static Run small(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--layers", "64,5,10"));
    words.addAll(List.of(more));
    if (!words.contains("--epochs")) {
      words.add("--epochs=1");
    }
    return Run.good(words.toArray());
  }
}
