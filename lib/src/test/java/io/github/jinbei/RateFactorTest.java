package io.github.jinbei;

import static io.github.jinbei.ParameterKind.ACTIVATIONS;
import static io.github.jinbei.ParameterKind.BIASES;
import static io.github.jinbei.ParameterKind.INPUT_FACTORS;
import static io.github.jinbei.ParameterKind.NORMS;
import static io.github.jinbei.ParameterKind.WEIGHTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The factors of learning rate and ε by layer and kind of parameter. {@link PinnedHashOfFeaturesTest} has their bits. */
class RateFactorTest {

  private static final int ROWS = 24;
  private static final int STEPS = 60;

  /** A network 4-6-5-3 with parameters of all kinds. */
  private static Mlp net() {
    return Mlp.builder(4).inputFactors().dense(6, Activation.TANH).norm(Norm.LAYER).dense(5, Activation.PRELU).norm(Norm.LAYER)
        .dense(3, Activation.SOFTMAX).seed(Samples.SEED).build();
  }

  /** The ranges of this network, each with factors of its own. */
  private record Range(int layer, ParameterKind kind, int count, float rate, float epsilon) {}

  private static final List<Range> RANGES = List.of(
      new Range(0, INPUT_FACTORS, 4, 6f, 0.5f), new Range(0, WEIGHTS, 24, 0.5f, 2f), new Range(0, BIASES, 6, 3f, 0.25f),
      new Range(0, NORMS, 12, 0.1f, 1f), new Range(1, WEIGHTS, 30, 1f, 1f), new Range(1, BIASES, 5, 0.7f, 100f),
      new Range(1, NORMS, 10, 1.5f, 1f), new Range(1, ACTIVATIONS, 5, 2f, 3f), new Range(2, WEIGHTS, 15, 1f, 4f),
      new Range(2, BIASES, 3, 0.5f, 2f));

  private static TrainerBuilder withFactors(TrainerBuilder b) {
    RANGES.forEach(r -> b.rateFactor(r.layer, r.kind, r.rate, r.epsilon));
    return b;
  }

  /** The optimizers with an ε that counts, and their formulas for one parameter. */
  private enum Subject {
    SGD(Optimizer.sgd(0.1f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        return -rate * g;
      }
    },
    MOMENTUM(Optimizer.momentum(0.02f, 0.9f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        s[0] = 0.9f * s[0] - rate * g;
        return s[0];
      }
    },
    NESTEROV(Optimizer.nesterov(0.02f, 0.9f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        s[0] = 0.9f * s[0] - rate * g;
        return 0.9f * s[0] - rate * g;
      }
    },
    ADAGRAD(Optimizer.adagrad(0.05f, 0.01f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        s[0] += g * g;
        return -rate * g / (Math.sqrt(s[0]) + 0.01f * epsilon);
      }
    },
    RMSPROP(Optimizer.rmsprop(0.01f, 0.9f, 0.01f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        s[0] = 0.9f * s[0] + (1 - (double) 0.9f) * g * g;
        return -rate * g / (Math.sqrt(s[0]) + 0.01f * epsilon);
      }
    },
    ADAMW(Optimizer.adamw(0.01f, 0.3f, 0.9f, 0.95f, 0.01f)) {
      @Override
      double change(double[] s, double g, int step, double rate, double epsilon) {
        s[0] = 0.9f * s[0] + (1 - (double) 0.9f) * g;
        s[1] = 0.95f * s[1] + (1 - (double) 0.95f) * g * g;
        double m = s[0] / (1 - Math.pow(0.9f, step));
        double v = s[1] / (1 - Math.pow(0.95f, step));
        return -rate * m / (Math.sqrt(v) + 0.01f * epsilon);
      }
    };

    final Optimizer optimizer;

    Subject(Optimizer optimizer) {
      this.optimizer = optimizer;
    }

    /** Returns the change of a parameter with the state s in step 1, 2, ..; epsilon is the factor of ε. */
    abstract double change(double[] s, double g, int step, double rate, double epsilon);
  }

  /** The formulas in double get the gradients of the network as it is trained. */
  @ParameterizedTest
  @EnumSource
  void eachRangeMovesByItsOwnRate(Subject subject) {
    Mlp mlp = net();
    Dataset data = Samples.classData(ROWS);
    double decay = subject == Subject.ADAMW ? 0.3f : 0;
    float[] first = mlp.parameters();
    double[] exact = new double[first.length];
    Arrays.setAll(exact, p -> first[p]);
    double[][] states = new double[exact.length][2];
    try (Trainer trainer = withFactors(Samples.settings(mlp).optimizer(subject.optimizer)).batchSize(ROWS).build()) {
      for (int step = 1; step <= STEPS; step++) {
        float[] sum = trainer.gradient(data, 0).sum();
        int p = 0;
        for (Range r : RANGES) {
          double rate = (double) subject.optimizer.learningRate() * r.rate;
          for (int end = p + r.count; p < end; p++) {
            exact[p] *= r.kind == WEIGHTS ? 1 - rate * decay : 1;
            exact[p] += subject.change(states[p], (double) sum[p] / ROWS, step, rate, r.epsilon);
          }
        }
        trainer.fit(data, 1);
      }
    }
    float[] trained = mlp.parameters();
    double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
    int p = 0;
    for (Range r : RANGES) {
      double moved = 0;
      for (int end = p + r.count; p < end; p++) {
        assertEquals(exact[p], trained[p], 2e-5 * largest, r + ", parameter " + p);
        moved = Math.max(moved, Math.abs(exact[p] - first[p]));
      }
      assertTrue(moved > 2e-3 * largest, r + " moved by at most " + moved + ": too little to compare");
    }
  }

  /** An update that meets each block of the gradient, one of the whole gradient, parts of a batch, and several threads. */
  @Test
  void eachWayOfAnUpdateGivesTheSameBits() {
    int rows = 101;
    Dataset data = Dataset.ofClasses(Samples.values(67 * rows), 67, Samples.labels(rows, 3), 3);
    List<UnaryOperator<TrainerBuilder>> ways = List.of(b -> b, b -> b.threads(2), b -> b.threads(3),
        b -> b.clipNorm(Float.MAX_VALUE), b -> b.clipNorm(Float.MAX_VALUE).threads(3), b -> b.microBatch(32));
    for (Optimizer optimizer : List.of(Optimizer.adamw(0.002f, 0.1f), Optimizer.momentum(0.01f, 0.9f))) {
      List<float[]> trained = new ArrayList<>();
      for (UnaryOperator<TrainerBuilder> way : ways) {
        Mlp mlp = Mlp.builder(67).inputFactors().dense(530, Activation.PRELU).norm(Norm.LAYER).dense(3, Activation.SOFTMAX)
            .seed(5).build();
        TrainerBuilder b = Samples.settings(mlp).optimizer(optimizer).weightDecay(1e-3f).decayBiases(true).batchSize(rows)
            .rateFactor(0, INPUT_FACTORS, 6f).rateFactor(0, WEIGHTS, 0.1f, 10f).rateFactor(0, ACTIVATIONS, 6f)
            .rateFactor(1, BIASES, 0.3f);
        try (Trainer trainer = way.apply(b).build()) {
          trainer.fit(data, 4);
        }
        trained.add(mlp.parameters());
        Bits.assertSame(trained.get(0), mlp.parameters(), optimizer + ", way " + (trained.size() - 1));
      }
    }
  }

  @Test
  void aFrozenLayerStaysWhateverItsFactors() {
    Mlp mlp = net();
    Mlp plain = net();
    Dataset data = Samples.classData(ROWS);
    Samples.settings(mlp).freeze(0).rateFactor(0, INPUT_FACTORS, 5f).rateFactor(0, WEIGHTS, 5f).build().fit(data, 2);
    Samples.settings(plain).freeze(0).build().fit(data, 2);
    Bits.assertSame(plain.parameters(), mlp.parameters(), "factors of a frozen layer");
  }

  /** Small networks are copied before a step, larger ones have bounds, clipped ones the whole gradient. */
  @ParameterizedTest
  @ValueSource(ints = {3, 600})
  void aFactorThatLeadsBeyondFloatsStopsBeforeTheStep(int width) {
    float[] y = new float[ROWS * 2];
    Arrays.fill(y, 1e4f);
    Dataset data = Dataset.ofTargets(Samples.values(4 * ROWS), 4, y, 2);
    for (Optimizer optimizer : List.of(Optimizer.sgd(1f), Optimizer.momentum(1f, 0.9f))) {
      for (ParameterKind kind : List.of(WEIGHTS, BIASES)) {
        for (float clip : new float[] {0f, Float.MAX_VALUE}) {
          Mlp mlp = Mlp.builder(4).dense(width, Activation.TANH).regression(2).seed(3).build();
          TrainerBuilder b = Samples.settings(mlp).optimizer(optimizer).rateFactor(1, kind, 3e38f);
          float[] before = mlp.parameters();
          try (Trainer trainer = (clip > 0 ? b.clipValue(clip) : b).build()) {
            String what = optimizer + ", " + kind + ", clip " + clip;
            assertThrows(NonFiniteLossException.class, () -> trainer.fit(data, 1), what);
            Bits.assertSame(before, mlp.parameters(), what);
            assertEquals(0, trainer.steps(), what);
          }
        }
      }
    }
  }

  @Test
  void wrongFactorsAreNamed() {
    TrainerBuilder b = Trainer.builder(net()).optimizer(Optimizer.adam(1e-20f));
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> b.rateFactor(3, WEIGHTS, 1f), "3");
    Samples.assertRefused(IllegalArgumentException.class, () -> b.rateFactor(2, NORMS, 1f),
        "kind = NORMS of layer 2, which has no such parameters; expected WEIGHTS, BIASES");
    for (float bad : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> b.rateFactor(0, WEIGHTS, bad), "rate = " + bad);
      Samples.assertRefused(IllegalArgumentException.class, () -> b.rateFactor(0, WEIGHTS, 1f, bad), "epsilon = " + bad);
    }
    assertEquals("kind", assertThrows(NullPointerException.class, () -> b.rateFactor(0, null, 1f)).getMessage());
    b.rateFactor(0, BIASES, 1e-30f);
    Samples.assertRefused(IllegalArgumentException.class, b::build,
        "the learning rate times the factor of BIASES of layer 0 = 0.0; expected a finite number above 0");
    b.rateFactor(0, BIASES, 1f, 1e-38f);
    Samples.assertRefused(IllegalArgumentException.class, b::build,
        "epsilon times the factor of BIASES of layer 0 = 0.0; expected a finite number above 0");
  }
}
