package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in a thread that is interrupted. */
class InterruptTest {

  private static final int ROWS = 10;

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.01f));
  }

  /** The parameters after each of the six steps of two epochs. */
  private static List<float[]> steps() {
    List<float[]> after = new ArrayList<>();
    Mlp mlp = Samples.classifier();
    settings(mlp).build().fit(Samples.classData(ROWS), 2, null, listener(() -> after.add(mlp.parameters()), () -> { }));
    return after;
  }

  private static TrainingListener listener(Runnable onStep, Runnable onEpoch) {
    return new TrainingListener() {
      @Override
      public boolean onEpoch(EpochResult result) {
        onEpoch.run();
        return true;
      }

      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        onStep.run();
        return true;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void endsAfterTheCurrentBatch(int step) {
    Mlp mlp = Samples.classifier();
    Trainer trainer = settings(mlp).build();
    int[] taken = new int[2];
    History history = trainer.fit(Samples.classData(ROWS), 2, null, listener(() -> {
      if (++taken[0] == step) {
        Thread.currentThread().interrupt();
      }
    }, () -> taken[1]++));
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertEquals(step, taken[0], "steps");
    assertEquals(step / 3, taken[1], "epochs that the listener saw");
    assertEquals(step / 3, history.epochs().size());
    assertEquals(History.End.INTERRUPT, history.end());
    assertTrue(history.stopped());
    Bits.assertSame(steps().get(step - 1), mlp.parameters());
    assertEquals(step / 3 + 1, trainer.fit(Samples.classData(ROWS), 1).last().epoch(), "the next call");
  }

  @Test
  void aListenerOfEpochsMayInterrupt() {
    Mlp mlp = Samples.classifier();
    History history = settings(mlp).build().fit(Samples.classData(ROWS), 2, null,
        listener(() -> { }, Thread.currentThread()::interrupt));
    assertTrue(Thread.interrupted());
    assertEquals(1, history.epochs().size());
    assertEquals(History.End.INTERRUPT, history.end());
    Bits.assertSame(steps().get(2), mlp.parameters());
  }

  @Test
  void anInterruptedThreadTrainsOnNoBatchInFit() {
    Mlp mlp = Samples.classifier();
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).build();
    Thread.currentThread().interrupt();
    History history = trainer.fit(Samples.classData(ROWS), 2);
    assertTrue(Thread.currentThread().isInterrupted());
    assertEquals(new History(List.of(), History.End.INTERRUPT), history);
    Bits.assertSame(before, mlp.parameters());
    trainer.evaluate(Samples.classData(ROWS));
    trainer.step(Samples.values(16), 0, new int[4], 0, 4);
    mlp.predict(Samples.values(16), 0, 4, new float[12], 0);
    assertTrue(Thread.interrupted(), "the flag is kept");
  }

  /** Early stopping has priority over an interrupt: a later call completes no epoch either. */
  @Test
  void earlyStoppingComesBeforeAnInterrupt() {
    Trainer trainer = settings(Samples.classifier()).earlyStopping(1, 1e9f).build();
    Dataset data = Samples.classData(ROWS);
    assertEquals(1, trainer.fit(data, 1, data, null).epochs().size());
    History history = trainer.fit(data, 2, data, listener(() -> { }, Thread.currentThread()::interrupt));
    assertTrue(Thread.interrupted());
    assertEquals(History.End.EARLY_STOPPING, history.end());
    assertEquals(1, history.epochs().size());
  }

  /**
   * Interrupts during the forward pass of a batch or an evaluation on several threads: the pass is completed, with the same
   * bits.
   */
  @ParameterizedTest
  @CsvSource({"1, false", "3, false", "1, true", "3, true"})
  void completesTheCurrentPass(int threads, boolean evaluating) {
    Thread caller = Thread.currentThread();
    AtomicBoolean armed = new AtomicBoolean();
    Activation activation = Activation.custom("square", z -> {
      if (armed.getAndSet(false)) {
        caller.interrupt();
      }
      return z * z;
    }, z -> 2 * z);
    Dataset data = Dataset.ofClasses(Samples.values(67 * 202), 67, Samples.labels(202, 3), 3);
    float[][] parameters = new float[2][];
    for (int i = 0; i < 2; i++) {
      boolean interrupts = i == 1;
      Mlp mlp = Mlp.builder(67).dense(310, activation).norm(Norm.BATCH).dense(3, Activation.SOFTMAX).build();
      int[] steps = new int[1];
      try (Trainer trainer = Samples.settings(mlp).batchSize(101).threads(threads).build()) {
        History history = trainer.fit(data, interrupts ? 5 : 1, data, listener(() -> {
          steps[0]++;
          armed.set(interrupts && steps[0] == (evaluating ? 2 : 1));
        }, () -> { }));
        assertEquals(2, steps[0]);
        assertEquals(1, history.epochs().size());
        assertEquals(interrupts ? History.End.INTERRUPT : History.End.EPOCHS, history.end());
        assertEquals(interrupts, Thread.interrupted());
        parameters[i] = mlp.parameters();
      }
    }
    Bits.assertSame(parameters[0], parameters[1]);
  }
}
