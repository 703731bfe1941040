package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.jinbei.data.Dataset;
import org.junit.jupiter.api.Test;

/** The text of results: that of a regression has no accuracy. */
class ResultTextTest {

  @Test
  void ofClasses() {
    Evaluation half = new Evaluation(0.25, 0.5, 1, 2);
    assertEquals("Evaluation[loss=0.25, accuracy=0.5, correct=1, rows=2]", half.toString());
    assertEquals("EpochResult[epoch=3, loss=0.5, accuracy=0.75]", new EpochResult(3, 0.5, 0.75, null).toString());
    assertEquals("EpochResult[epoch=3, loss=0.5, accuracy=0.75, validation=" + half + "]",
        new EpochResult(3, 0.5, 0.75, half).toString());
  }

  @Test
  void ofARegression() {
    Dataset line = Dataset.ofTargets(new float[] {0, 1}, 1, new float[] {0, 2}, 1);
    Mlp mlp = Mlp.builder(1).regression(1).build();
    mlp.setParameters(new float[] {1, 0});
    try (Trainer trainer = Trainer.builder(mlp).batchSize(2).build()) {
      assertEquals("Evaluation[loss=0.25, rows=2]", trainer.evaluate(line).toString());
      History history = trainer.fit(line, 1, line, null);
      assertFalse(history.toString().contains("NaN"), history.toString());
      assertFalse(history.toString().contains("accuracy"), history.toString());
    }
  }
}
