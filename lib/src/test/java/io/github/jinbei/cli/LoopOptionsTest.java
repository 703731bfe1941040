package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static io.github.jinbei.cli.SmallTraining.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopOptionsTest {

  @TempDir
  Path folder;

  @Test
  void microBatchesChangeNoBit() {
    assertEquals(byCommand().lastLine(), byCommand("--micro-batch", 30).lastLine());
  }

  /** Batch norm takes its statistics of each part. */
  @Test
  void microBatchesReachTheTrainer() {
    Mlp mlp = network(layer -> layer.norm(Norm.BATCH), Activation.SOFTMAX);
    String sha = byCommand("--norm", "batch", "--micro-batch", 30).lastLine();
    assertEquals(byLibrary(mlp, t -> t.microBatch(30)), sha);
    assertNotEquals(byCommand("--norm", "batch").lastLine(), sha);
  }

  @Test
  void theValidationRowsAreTheTrainersOwn() {
    Run run = byCommand("--validation", 0.1);
    assertEquals(byLibrary(t -> t.validationFraction(0.1f)), run.lastLine());
    assertEquals("embedded digits: 1294 rows to train on, 144 to validate with, 359 to test on", run.entry("data"));
    String pattern = "Epoch \\d: \\d+ / 359  training loss \\S+, validation loss \\S+, test loss \\S+, .*";
    assertTrue(run.lines().stream().filter(line -> line.startsWith("Epoch ")).allMatch(line -> line.matches(pattern)),
        run.out());
  }

  /** No epoch gains a hundred, so the second is one too many, and the weights after the first come back. */
  @Test
  void earlyStoppingEndsAndGivesTheBestWeightsBack() {
    Run run = byCommand("--validation", 0.1, "--early-stopping", "1,100");
    assertEquals(byLibrary(t -> t.validationFraction(0.1f).earlyStopping(1, 100)), run.lastLine());
    assertEquals(2, run.lines().stream().filter(line -> line.startsWith("Epoch ")).count(), run.out());
    assertEquals("early, for lack of gain; the weights are the best of the validation", run.entry("stopped"));
    assertEquals("validation 0.1, early-stopping 1,100", run.entry("with"));
    Run atTheEnd = Run.good("train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 2, "--validation", 0.1,
        "--early-stopping", "1,100");
    assertEquals(run.lastLine(), atTheEnd.lastLine(), "stopped in the last of the epochs");
    assertEquals(run.entry("stopped"), atTheEnd.entry("stopped"), "the weights are not those of the last epoch");
    Run once = Run.good("train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 1, "--validation", 0.1);
    assertEquals(once.lastLine(), run.lastLine(), "the weights after the first epoch");
  }

  @Test
  void patienceThatIsNotExhaustedStopsNothing() {
    Run run = byCommand("--validation", 0.1, "--early-stopping", 3);
    assertEquals(byLibrary(t -> t.validationFraction(0.1f).earlyStopping(3, 0)), run.lastLine());
    assertTrue(run.lines().stream().noneMatch(line -> line.startsWith("stopped")), run.out());
  }

  @Test
  void earlyStoppingDoesNotLookAtTheTest() {
    Run run = Run.of("train", "--early-stopping", 3);
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains("--early-stopping lacks rows to watch"), run.err());
    assertTrue(run.err().contains("--validation X"), run.err());
  }

  @Test
  void aShareOfNoRowsIsRefused() {
    Run run = Run.of("train", "--validation", 0.0001);
    assertEquals(1, run.code(), run.toString());
    assertTrue(run.err().contains("--validation 1.0E-4 of 1438 rows leaves none on one side"), run.err());
  }

  @Test
  void aBatchOfOneRowIsTooSmallForBatchNorm() {
    Run run = Run.of("train", "--norm", "batch", "--batch", 1, "--save", folder.resolve("never.model"));
    assertEquals(1, run.code(), run.toString());
    assertTrue(run.err().contains("expected at least 2 for batch norm"), run.err());
  }
}
