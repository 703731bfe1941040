package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Epochs that leave out a last batch which is shorter than the others. */
class PartialBatchTest {

  private static final int ROWS = 54;
  private static final Dataset DATA = Samples.classData(ROWS);

  /** The oracle makes single steps with the rows in the order of each epoch: the permutation by (seed, epoch). */
  @ParameterizedTest
  @ValueSource(ints = {4, 7, 18, 30, 53})
  void equalsStepsOfWholeBatches(int batch) {
    Mlp expected = Samples.classifier();
    Trainer steps = Samples.settings(expected).build();
    Mlp mlp = Samples.classifier();
    Trainer trainer = Samples.settings(mlp).batchSize(batch).dropPartialBatch(true).build();
    float[] x = new float[batch * 4];
    int[] labels = new int[batch];
    for (int epoch = 1; epoch <= 3; epoch++) {
      int[] order = new int[ROWS];
      new CounterRandom(Samples.SEED, (1L << 32) + epoch).permute(order);
      double loss = 0;
      int correct = 0;
      int rows = 0;
      for (; rows + batch <= ROWS; rows += batch) {
        for (int r = 0; r < batch; r++) {
          DATA.copyInputs(order[rows + r], 1, x, 4 * r);
          labels[r] = DATA.classOf(order[rows + r]);
        }
        int[] predicted = expected.predictClasses(x, 0, batch);
        for (int r = 0; r < batch; r++) {
          correct += predicted[r] == labels[r] ? 1 : 0;
        }
        loss += steps.step(x, 0, labels, 0, batch) * batch;
      }
      EpochResult result = trainer.fit(DATA, 1).last();
      Bits.assertSame(expected.parameters(), mlp.parameters(), "epoch " + epoch + ", batches of " + batch);
      assertEquals(loss / rows, result.loss(), "the mean over the rows trained on");
      assertEquals((double) correct / rows, result.accuracy(), "of the rows trained on");
      assertEquals(steps.steps(), trainer.steps());
    }
  }

  /** Batches of all rows, and batches that divide the rows, leave nothing out. */
  @ParameterizedTest
  @ValueSource(ints = {6, 27, 54, 55, 1000})
  void whatLeavesNothingOutStays(int batch) {
    Mlp expected = Samples.classifier();
    History all = Samples.settings(expected).batchSize(batch).build().fit(DATA, 2);
    Mlp mlp = Samples.classifier();
    assertEquals(all, Samples.settings(mlp).batchSize(batch).dropPartialBatch(true).build().fit(DATA, 2));
    Bits.assertSame(expected.parameters(), mlp.parameters());
  }

  @Test
  void listenersReceiveTheRowsOfWholeBatches() {
    List<String> events = new ArrayList<>();
    Samples.settings(Samples.classifier()).batchSize(20).dropPartialBatch(true).build().fit(DATA, 2,
        Samples.afterSteps((epoch, rowsDone, loss) -> events.add(epoch + ": " + rowsDone)));
    assertEquals(List.of("1: 20", "1: 40", "2: 20", "2: 40"), events);
  }

  /** 53 rows in batches of 4 leave one row, which has no variance. */
  @Test
  void batchNormNeedsNoSecondRowOfABatchThatIsLeftOut() {
    Dataset data = DATA.slice(0, 53);
    Trainer all = Samples.settings(Samples.normed(Norm.BATCH, 0f)).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> all.fit(data, 1), "a single row");
    Trainer whole = Samples.settings(Samples.normed(Norm.BATCH, 0f)).dropPartialBatch(true).build();
    whole.fit(data, 2);
    assertEquals(26, whole.steps());
    Trainer single = Samples.settings(Samples.normed(Norm.BATCH, 0f)).batchSize(1).dropPartialBatch(true).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> single.fit(data, 1), "a single row");
  }
}
