package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builder's checkpoints and resume, with files. What a checkpoint holds is tested in {@link ResumeTest}. */
class ResumeFromFolderTest {

  private static final Dataset DATA = Samples.classData(54);

  @TempDir
  Path folder;

  private static TrainerBuilder settings(long seed) {
    Mlp mlp = Mlp.builder(4).dense(6, Activation.TANH).norm(Norm.BATCH).dropout(0.2f).dense(3, Activation.SOFTMAX).seed(seed)
        .build();
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.02f)).validationFraction(0.15).earlyStopping(60, 0f);
  }

  private static String hash(TrainerBuilder b) {
    BitHash hash = new BitHash();
    b.build().fit(DATA, 5).epochs().forEach(hash::add);
    return hash.add(b.mlp.parameters()).add(b.mlp.statistics()).hex();
  }

  @Test
  void resumesAndContinuesToWrite() throws IOException {
    String expected = hash(settings(1));
    Path checkpoints = folder.resolve("runs/checkpoints");
    settings(1).checkpoints(Checkpoints.in(checkpoints).every(5)).build().fit(DATA, 5, Samples.stopsWithin(3, 20));
    assertEquals(29, Checkpoint.newest(checkpoints).steps(), "the end of the call");
    assertEquals(2, Checkpoint.newest(checkpoints).epochs());
    assertEquals(expected, hash(settings(2).checkpoints(checkpoints).resume(checkpoints)));
    assertEquals(60, Checkpoint.newest(checkpoints).steps());
    assertEquals(3, Checkpoint.files(checkpoints).size());
    assertEquals(expected, hash(settings(3).resume(checkpoints)), "the call is complete");
  }

  @Test
  void refusesTheFolderOfAnotherTraining() {
    settings(1).checkpoints(folder).build().fit(DATA, 1);
    Samples.assertRefused(IllegalArgumentException.class, () -> settings(1).checkpoints(folder).build(), "" + folder, "resume");
  }

  /** Differences are found before a folder is made. */
  @Test
  void makesNoFolderForOtherSettings() throws IOException {
    settings(1).checkpoints(folder).build().fit(DATA, 1);
    Path other = folder.resolve("other");
    TrainerBuilder b = settings(1).batchSize(5).checkpoints(other).resume(folder);
    Samples.assertRefused(IllegalArgumentException.class, b::build, "batchSize is 5, in the checkpoint 4");
    assertFalse(Files.exists(other));
    b.batchSize(4).build().fit(DATA, 2);
    assertTrue(Files.exists(other));
    assertEquals(1, Checkpoint.files(folder).size(), "the folder that was resumed is not written to");
  }
}
