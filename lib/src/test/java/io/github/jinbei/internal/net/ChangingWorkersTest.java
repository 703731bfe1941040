package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.jinbei.internal.parallel.Workers;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** A step during which the number of ready workers changes, as it does when a training beside it ends. */
class ChangingWorkersTest {

  private static final int ROWS = 512;
  private static final int INPUTS = 256;
  private static final int OUTPUTS = 8;

  /**
   * The last row alone makes the gradient infinite: 1e30·1e18. It belongs to the second worker, if there are two. The bound of
   * that worker must not be that of the inputs of other rows.
   */
  @Test
  void aStepWithAnInfiniteGradientChangesNothing() {
    Topology t = new Topology(new int[] {INPUTS, OUTPUTS}, new ActivationFunction[] {Elementwise.IDENTITY});
    for (int first = 1; first <= 2; first++) {
      int[] calls = {first};
      IntSupplier ready = () -> calls[0]++ % 2 + 1;
      float[] parameters = new float[t.parameterCount()];
      float[] x = new float[ROWS * INPUTS];
      x[(ROWS - 1) * INPUTS] = 1e30f;
      try (Workers workers = new Workers(2, ready)) {
        TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, ROWS, workers);
        step.targets()[(ROWS - 1) * OUTPUTS] = 1e18f;
        Batch batch = new Batch().whole(x, 0, ROWS);
        step.forward(batch, 0);
        NonFinite found = step.descend(batch, Update.descent(), 0.1f, WeightDecay.NONE);
        assertNotEquals(NonFinite.NONE, found, "what is not finite, if the workers change at call " + first);
        assertArrayEquals(new float[t.parameterCount()], parameters, "parameters");
      }
    }
  }
}
