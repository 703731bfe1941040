package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static io.github.jinbei.cli.SmallTraining.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopOptionsTest {

  @TempDir
  Path folder;

  @Test
  void microBatchesChangeNoBit() {
    assertEquals(byCommand().lastLine(), byCommand("--micro-batch", 30).lastLine());
  }

  /** Batch norm computes its statistics of each part, so the bits differ. */
  @Test
  void microBatchesSetTheTrainer() {
    Mlp mlp = network(layer -> layer.norm(Norm.BATCH), Activation.SOFTMAX);
    String sha = byCommand("--norm", "batch", "--micro-batch", 30).lastLine();
    assertEquals(byLibrary(mlp, t -> t.microBatch(30)), sha);
    assertNotEquals(byCommand("--norm", "batch").lastLine(), sha);
  }

  @Test
  void theValidationRowsAreThoseOfTheTrainer() {
    Run run = byCommand("--validation", 0.1);
    assertEquals(byLibrary(t -> t.validationFraction(0.1f)), run.lastLine());
    assertEquals("embedded digits: 1294 rows to train on, 144 to validate with, 359 to test on", run.entry("data"));
    String pattern = "Epoch \\d: \\d+ / 359  training loss \\S+, validation loss \\S+, test loss \\S+, .*";
    assertTrue(run.lines().stream().filter(line -> line.startsWith("Epoch ")).allMatch(line -> line.matches(pattern)),
        run.out());
  }

  /** The gain must exceed 100, so training stops after the second epoch, and the weights of the first are restored. */
  @Test
  void earlyStoppingRestoresTheBestWeights() {
    Run run = byCommand("--validation", 0.1, "--early-stopping", "1,100");
    assertEquals(byLibrary(t -> t.validationFraction(0.1f).earlyStopping(1, 100)), run.lastLine());
    assertEquals(2, run.lines().stream().filter(line -> line.startsWith("Epoch ")).count(), run.out());
    assertEquals("early, since the validation loss fell no further; the best weights are restored", run.entry("stopped"));
    assertEquals("validation 0.1, early-stopping 1,100", run.entry("with"));
    Run atTheEnd = Run.good("train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 2, "--validation", 0.1,
        "--early-stopping", "1,100");
    assertEquals(run.lastLine(), atTheEnd.lastLine(), "stopped in the last of the epochs");
    assertEquals(run.entry("stopped"), atTheEnd.entry("stopped"), "the weights are not those of the last epoch");
    Run once = Run.good("train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 1, "--validation", 0.1);
    assertEquals(once.lastLine(), run.lastLine(), "the weights after the first epoch");
  }

  @Test
  void trainingDoesNotStopWithinThePatience() {
    Run run = byCommand("--validation", 0.1, "--early-stopping", 3);
    assertEquals(byLibrary(t -> t.validationFraction(0.1f).earlyStopping(3, 0)), run.lastLine());
    assertTrue(run.lines().stream().noneMatch(line -> line.startsWith("stopped")), run.out());
  }

  @Test
  void earlyStoppingDoesNotUseTheTestRows() {
    Run run = Run.of("train", "--early-stopping", 3);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("--early-stopping needs validation rows, which cannot be the test rows"), run.err());
    assertTrue(run.err().contains("--validation X"), run.err());
  }

  @Test
  void aValidationShareWithoutRowsIsRefused() {
    Run run = Run.of("train", "--validation", 0.0001);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("--validation 1.0E-4 of 1438 rows leaves none on one side"), run.err());
  }

  /** The data are sorted by class, so the first rows lack some classes. */
  @Test
  void classesThatAreMissingAmongTheFirstRowsAreNamed() throws IOException {
    IdxData.write(folder, "train", 0, 0, 0, 1, 1, 1, 2, 2, 2, 3);
    IdxData.write(folder, "t10k", 0, 1, 2, 3);
    List<Object> words = new ArrayList<>(List.of("train", "--data", folder, "--layers", "4,5,4", "--epochs", 1,
        "--train-size", 5));
    assertEquals("classes 2, 3 have no rows to train on: --train-size takes the first rows; give more, or mix the data",
        Run.good(words.toArray()).entry("missing"));
    words.set(words.size() - 1, 9);
    assertEquals("class 3 has no rows to train on: --train-size takes the first rows; give more, or mix the data",
        Run.good(words.toArray()).entry("missing"));
    words.set(words.size() - 1, 10);
    assertFalse(Run.good(words.toArray()).out().contains("missing"));
  }

  /** Only the test rows have class 2. */
  @Test
  void classesThatAreMissingInTheDataAreNamed() throws IOException {
    IdxData.write(folder, "train", 1, 3, 1, 3);
    IdxData.write(folder, "t10k", 1, 2, 3);
    Run run = Run.good("train", "--data", folder, "--layers", "4,5,4", "--epochs", 1);
    assertEquals("class 2 has no rows to train on", run.entry("missing"));
    assertEquals("begin at 1: class 0 is empty", run.entry("labels"));
  }

  /** Class 1 has one row, which stays in the training rows. */
  @Test
  void validationLeavesEachClassATrainingRow() throws IOException {
    IdxData.write(folder, "train", 0, 0, 0, 0, 0, 1, 2);
    IdxData.write(folder, "t10k", 0, 1, 2);
    Run run = Run.good("train", "--data", folder, "--layers", "4,5,3", "--epochs", 1, "--validation", 0.5);
    assertEquals(folder + ": 3 rows to train on, 4 to validate with, 3 to test on", run.entry("data"));
    assertFalse(run.out().contains("missing"), run.out());
    IdxData.write(folder, "train", 0, 1, 2);
    Run refused = Run.of("train", "--data", folder, "--layers", "4,5,3", "--epochs", 1, "--validation", 0.3);
    assertEquals(2, refused.code(), refused.toString());
    assertTrue(refused.err().contains("--validation 0.3 of 3 rows leaves none on one side, as each class keeps a row"),
        refused.err());
  }

  /** 1,438 rows in batches of 479 leave a last batch of one row. */
  @Test
  void aLastBatchOfOneRowIsTooSmallForBatchNorm() {
    Run run = Run.of("train", "--layers", "64,5,10", "--norm", "batch", "--batch", 479);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("batch 4 of 4, a batch of 1 row, has a single row: there are 1438 rows to train "
        + "on, in batches of 479; expected at least 2 for batch norm, as in batches of 478"), run.err());
    Run validating = Run.of("train", "--layers", "64,5,10", "--norm", "batch", "--train-size", 14, "--validation", 0.3,
        "--batch", 3);
    assertTrue(validating.err().contains("10 rows to train on, 4 set aside for validation, in batches of 3"), validating.err());
  }

  @Test
  void aBatchOfOneRowIsTooSmallForBatchNorm() {
    Run run = Run.of("train", "--norm", "batch", "--batch", 1, "--save", folder.resolve("never.model"));
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("expected at least 2 for batch norm"), run.err());
  }
}
