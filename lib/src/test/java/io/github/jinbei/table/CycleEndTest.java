package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Schedule;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When a cycle of the schedule ends a training. Of 256 epochs the cycles end with the epochs 17, 51, 119 and 256. */
class CycleEndTest {

  /** Returns the epoch with which a training ends, whose validation losses are given. */
  private static int end(int epochs, EpochMetric metric, IntToDoubleFunction loss) {
    CycleEnd end = new CycleEnd(epochs, metric);
    for (int epoch = 1; epoch < epochs; epoch++) {
      double value = loss.applyAsDouble(epoch);
      if (end.reachedWith(new EpochResult(epoch, 1, 0.5, new Evaluation(value, 1 - value, 5, 10)))) {
        assertEquals(true, end.reached());
        return epoch;
      }
      assertFalse(end.reached());
    }
    return epochs;
  }

  private static int end(IntToDoubleFunction loss) {
    int byLoss = end(256, EpochMetric.LOSS, loss);
    assertEquals(byLoss, end(256, EpochMetric.ACCURACY, loss), "by accuracy");
    return byLoss;
  }

  @Test
  void aCycleWithoutABetterEpochEndsTheTraining() {
    assertEquals(51, end(epoch -> epoch == 17 ? 0.25 : 0.5), "the best epoch is in the first cycle");
    assertEquals(51, end(epoch -> epoch == 1 ? 0.25 : 0.5));
    assertEquals(119, end(epoch -> epoch == 18 ? 0.25 : 0.5), "in the second one");
    assertEquals(119, end(epoch -> epoch == 51 ? 0.25 : 0.5));
    assertEquals(256, end(epoch -> epoch == 52 ? 0.25 : 0.5), "in the third one");
    assertEquals(256, end(epoch -> 1.0 / epoch));
  }

  @Test
  void anEquallyGoodEpochIsEnough() {
    assertEquals(256, end(epoch -> 0.5));
    assertEquals(119, end(epoch -> epoch == 17 || epoch == 51 ? 0.25 : 0.5));
  }

  @Test
  void cyclesEndWhereTheRateIsZero() {
    for (int epochs : new int[] {15, 256, 1000}) {
      int best = epochs / 15;
      int end = end(epochs, EpochMetric.LOSS, epoch -> epoch == best ? 0.25 : 0.5);
      Schedule schedule = Schedule.coslog4(epochs);
      assertEquals(epochs * 3 / 15, end);
      assertEquals(0, schedule.factor(end), 0.02, "the rate after epoch " + end);
    }
  }
}
