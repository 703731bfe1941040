package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Digits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample is learned: at least 97 % of the digits that training never saw. */
class DigitsTrainingTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsDigitsItHasNotSeen(long seed) {
    Mlp mlp = Mlp.builder(64).dense(128, Activation.RELU).dense(10, Activation.SOFTMAX).seed(seed).build();
    Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.5f)).batchSize(8).weightDecay(1e-4f).seed(seed)
        .build();
    History history = trainer.fit(Digits.train(), 40, Digits.heldOut(), null);
    Evaluation heldOut = history.last().validation();
    assertEquals(359, heldOut.rows());
    assertTrue(heldOut.accuracy() >= 0.97, "seed " + seed + ": " + heldOut);
    assertTrue(history.last().accuracy() >= 0.99, "seed " + seed + ": " + history.last());
    assertTrue(history.last().loss() < history.epochs().get(0).loss() / 10, "seed " + seed + ": " + history.last());
  }
}
