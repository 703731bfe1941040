package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.data.Dataset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception in a user's activation, in any call and on any thread, leaves network and trainer as they were. */
class FailingActivationTest {

  private static final int INPUTS = 60;
  private static final int ROWS = 90;

  /** Rows of the large batch, enough for several workers. */
  private static final Dataset DATA = data();

  private static Dataset data() {
    float[] x = new float[ROWS * INPUTS];
    int[] classes = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i * 7919 % 200 - 100) / 64f;
    }
    for (int r = 0; r < ROWS; r++) {
      classes[r] = r * 31 % 5;
    }
    return Dataset.ofClasses(x, INPUTS, classes, 5);
  }

  /** Thrown by the activation. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A trainer of a network whose activation fails on command. */
  private static final class Subject implements AutoCloseable {
    private final AtomicLong callsOfF = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong callsOfDerivative = new AtomicLong(Long.MAX_VALUE);
    final Mlp mlp;
    final Trainer trainer;

    Subject(int threads, boolean inParts) {
      Activation cubic = Activation.custom("cubic", z -> {
        fail(callsOfF);
        return z - z * z * z / 3;
      }, z -> {
        fail(callsOfDerivative);
        return 1 - z * z;
      });
      mlp = Mlp.builder(INPUTS).dense(180, Activation.TANH).norm(Norm.BATCH).dropout(0.1f).dense(160, cubic)
          .norm(Norm.LAYER).dense(5, Activation.SOFTMAX).seed(5).build();
      TrainerBuilder builder = Trainer.builder(mlp).optimizer(Optimizer.adam(0.01f)).threads(threads).batchSize(ROWS);
      trainer = (inParts ? builder.microBatch(30).clipNorm(0.5f) : builder).build();
    }

    private static void fail(AtomicLong calls) {
      if (calls.decrementAndGet() == 0) {
        throw new Thrown();
      }
    }

    @Override
    public void close() {
      trainer.close();
    }
  }

  /** A call that uses the activation; returns what it computes, as bits. */
  private enum Call {
    STEP {
      @Override
      String run(Subject s) {
        double loss = s.trainer.fit(DATA, 1).epochs().get(0).loss();
        return loss + " " + new BitHash().add(s.mlp.parameters()).add(s.mlp.statistics()).hex();
      }
    },
    GRADIENT {
      @Override
      String run(Subject s) {
        Gradient gradient = s.trainer.gradient(DATA, 0);
        return new BitHash().add(gradient.sum()).add(gradient.statistics()).hex();
      }
    },
    INPUT_GRADIENT {
      @Override
      String run(Subject s) {
        float[] x = new float[ROWS * INPUTS];
        DATA.copyInputs(0, ROWS, x, 0);
        float[] gradient = new float[x.length];
        s.trainer.inputGradient(x, 0, new int[ROWS], 0, ROWS, gradient, 0);
        return new BitHash().add(gradient).hex();
      }
    },
    EVALUATION {
      @Override
      String run(Subject s) {
        return s.trainer.evaluate(DATA).toString();
      }
    },
    PREDICTION {
      @Override
      String run(Subject s) {
        float[] x = new float[ROWS * INPUTS];
        DATA.copyInputs(0, ROWS, x, 0);
        float[] outputs = new float[ROWS * 5];
        s.mlp.predict(x, 0, ROWS, outputs, 0);
        return new BitHash().add(outputs).hex();
      }
    };

    abstract String run(Subject s);

    boolean usesDerivative() {
      return this != EVALUATION && this != PREDICTION;
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(Call.values()).flatMap(call -> Stream.of(1, 3).flatMap(threads -> Stream.of(false, true)
        .flatMap(inParts -> Stream.of(false, true).filter(derivative -> !derivative || call.usesDerivative())
            .map(derivative -> Arguments.of(call, threads, inParts, derivative)))));
  }

  /** The call fails early, in the middle and late; each time, the calls that follow give the bits of a subject without. */
  @ParameterizedTest(name = "{0}, {1} threads, in parts: {2}, in the derivative: {3}")
  @MethodSource("failures")
  void leavesEverythingAsItWas(Call failing, int threads, boolean inParts, boolean inDerivative) {
    try (Subject sound = new Subject(threads, inParts); Subject subject = new Subject(threads, inParts)) {
      assertEquals(Call.STEP.run(sound), Call.STEP.run(subject), "before any failure");
      int calls = ROWS * 160;
      for (int at : new int[] {1, calls / 2, calls}) {
        float[] parameters = subject.mlp.parameters();
        float[] statistics = subject.mlp.statistics();
        (inDerivative ? subject.callsOfDerivative : subject.callsOfF).set(at);
        assertThrows(Thrown.class, () -> failing.run(subject), "at call " + at);
        Bits.assertSame(parameters, subject.mlp.parameters(), "parameters after a failure at call " + at);
        Bits.assertSame(statistics, subject.mlp.statistics(), "statistics after a failure at call " + at);
        for (Call call : Call.values()) {
          assertEquals(call.run(sound), call.run(subject), call + " after a failure at call " + at);
        }
      }
    }
  }
}
