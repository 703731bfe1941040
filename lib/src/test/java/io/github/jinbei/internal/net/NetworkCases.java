package io.github.jinbei.internal.net;

import io.github.jinbei.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks and batches for tests of the forward and the backward pass. */
final class NetworkCases {

  static final long SEED = 20260103;

  /** Inputs, then units of each layer. */
  private static final int[][] WIDTHS = {
    {1, 1}, // the smallest
    {16, 16}, // whole vectors of every width
    {10, 16, 10}, // no whole vector of 512 bits; one
    {17, 31, 33}, // one element more and less than vectors hold
    {784, 30, 10}, // the classic; more terms than a cache block has
    {13, 1, 7}, // a bottleneck
    {97, 101, 1}, // primes
    {300, 260, 5}, // wide; no whole vectors of 256 bits
    {5, 4, 3, 2, 3, 4, 5, 6} // deep
  };

  private static final int[] ROWS = {1, 2, 13};

  private static final ActivationFunction[] OUTPUTS = {
    Elementwise.IDENTITY, Elementwise.SIGMOID, Elementwise.TANH, Elementwise.RELU, ActivationFunction.SOFTMAX
  };

  /** All elementwise activations. */
  static final List<ActivationFunction> ELEMENTWISE = elementwise();

  /** All losses. */
  static final List<LossFunction> LOSSES = losses();

  private static final List<Case> ALL = make();

  private NetworkCases() {}

  private static List<ActivationFunction> elementwise() {
    List<ActivationFunction> functions = new ArrayList<>(List.of(Elementwise.values()));
    functions.addAll(List.of(new LeakyRelu(0.01f), Elu.SELU, new Elu(1f, 1.3f), new Prelu(0.25f),
        new CustomFunction(z -> z * z / 32, z -> z / 16)));
    return functions;
  }

  private static List<LossFunction> losses() {
    List<LossFunction> losses = new ArrayList<>(List.of(Losses.values()));
    losses.add(new Huber(0.5f));
    return losses;
  }

  /** A network with parameters, and a batch with targets that suit every loss. Tests must not modify it. */
  static final class Case {

    /** The seed of dropout. The batch of a case is step 0. */
    static final long DROPS = 77;

    final Topology t;
    final LossFunction loss;
    final int rows;
    final float[] parameters;
    final float[] x;
    final float[] y;

    /** Weights of the rows, or null. */
    final float[] weights;
    private PlainNetwork plain;
    private float[] plainGradient;

    Case(Topology t, LossFunction loss, int rows, Random random) {
      this(t, loss, rows, random, false);
    }

    Case(Topology t, LossFunction loss, int rows, Random random, boolean weighted) {
      this.t = t;
      this.loss = loss;
      this.rows = rows;
      this.parameters = values(random, t.parameterCount());
      this.x = values(random, rows * t.inputs());
      this.y = new float[rows * t.outputs()];
      for (int r = 0; r < rows; r++) {
        y[r * t.outputs() + random.nextInt(t.outputs())] = 1f;
      }
      this.weights = weighted ? new float[rows] : null;
      for (int r = 0; weighted && r < rows; r++) {
        weights[r] = random.nextInt(4) == 0 ? 0f : 3 * random.nextFloat();
      }
    }

    /** Between -1 and 1, one in eight 0, of either sign. */
    private static float[] values(Random random, int length) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        float v = 2 * random.nextFloat() - 1;
        values[i] = random.nextInt(8) == 0 ? 0f * v : v;
      }
      return values;
    }

    /** Creates a training step on these parameters, without frozen layers. */
    TrainingStep step(float[] parameters, int capacity, Workers workers) {
      return step(parameters, capacity, workers, new boolean[t.layers()]);
    }

    TrainingStep step(float[] parameters, int capacity, Workers workers, boolean[] frozen) {
      return new TrainingStep(t, loss, parameters, Initialization.statistics(t), capacity, DROPS, frozen, workers);
    }

    /** Copies targets and weights of n rows, from a row on, to a step. */
    void load(TrainingStep step, int row, int n) {
      System.arraycopy(y, row * t.outputs(), step.targets(), 0, n * t.outputs());
      if (weights != null) {
        System.arraycopy(weights, row, step.rowWeights(), 0, n);
      }
    }

    /** Returns this case in plain loops. */
    PlainNetwork plain() {
      if (plain == null) {
        plain = plain(parameters, 0);
      }
      return plain;
    }

    /** Returns the batch in plain loops, with other parameters and as another step. */
    PlainNetwork plain(float[] parameters, long step) {
      PlainNetwork network = new PlainNetwork(t, parameters, x, rows, new PlainDropout(DROPS, step, 0));
      network.weights = weights;
      return network;
    }

    /** Returns this case in plain loops, with frozen layers, whose batch norms normalise by the running statistics. */
    PlainNetwork plain(boolean[] frozen, float[] running) {
      PlainNetwork network = new PlainNetwork(t, parameters, x, rows, new PlainDropout(DROPS, 0, 0), frozen, running);
      network.weights = weights;
      return network;
    }

    float[] plainGradient() {
      if (plainGradient == null) {
        plainGradient = plain().gradient(loss, y);
      }
      return plainGradient;
    }

    boolean hasBatchNorm() {
      return t.statisticsCount() > 0;
    }

    @Override
    public String toString() {
      StringBuilder s = new StringBuilder(t + (t.inputFactors() ? " factors " : " "));
      for (int l = 0; l < t.layers(); l++) {
        s.append(t.function(l)).append(t.norm(l) == Normalization.NONE ? "" : "/" + t.norm(l))
            .append(t.dropout(l) == 0 ? "" : "/" + t.dropout(l)).append(' ');
      }
      return s.append(loss).append(", rows ").append(rows).append(weights == null ? "" : ", weighted").append(", seed ")
          .append(SEED).toString();
    }
  }

  /**
   * Returns all cases: each shape with the plainest pairs of output and loss; then each pair of output and loss, with norms,
   * dropout, weights and input factors in turn. The hidden activations take turns too.
   */
  static List<Case> all() {
    return ALL;
  }

  private static List<Case> make() {
    Random random = new Random(SEED);
    List<Case> cases = new ArrayList<>();
    for (int[] widths : WIDTHS) {
      for (int rows : ROWS) {
        for (ActivationFunction output : OUTPUTS) {
          for (LossFunction loss : Losses.values()) {
            if (loss != Losses.ABSOLUTE_ERROR && loss.accepts(output)) {
              cases.add(new Case(topology(widths, output, cases.size()), loss, rows, random));
            }
          }
        }
      }
    }
    List<ActivationFunction> outputs = new ArrayList<>(ELEMENTWISE);
    outputs.add(ActivationFunction.SOFTMAX);
    for (ActivationFunction output : outputs) {
      for (LossFunction loss : LOSSES) {
        for (Normalization norm : Normalization.values()) {
          if (loss.accepts(output)) {
            int turn = cases.size();
            int rows = norm == Normalization.BATCH ? 2 + turn % 12 : 1 + turn % 13;
            cases.add(new Case(featured(turn, output, norm), loss, rows, random, turn % 3 == 1));
          }
        }
      }
    }
    return cases;
  }

  /** Creates two or three layers. The hidden ones have this norm, some of them dropout; some networks have input factors. */
  private static Topology featured(int turn, ActivationFunction output, Normalization norm) {
    int[][] units = {{18, 7}, {3, 33, 5}, {16, 16}, {35, 20, 1}};
    int[] widths = units[turn % units.length];
    List<LayerShape> layers = new ArrayList<>();
    for (int l = 0; l < widths.length - 1; l++) {
      layers.add(new LayerShape(widths[l], ELEMENTWISE.get((turn + l) % ELEMENTWISE.size()), norm,
          (turn + l) % 2 == 0 ? 0.3f : 0f));
    }
    layers.add(new LayerShape(widths[widths.length - 1], output, Normalization.NONE, 0f));
    return new Topology(1 + turn % 19, layers, turn % 5 < 2);
  }

  /** Creates a case of more rows than a cache block has terms: the chains of the gradient run through several blocks. */
  static Case manyRows() {
    Topology t = topology(new int[] {3, 5, 4}, ActivationFunction.SOFTMAX, 1);
    return new Case(t, Losses.CROSS_ENTROPY, 700, new Random(SEED));
  }

  private static Topology topology(int[] widths, ActivationFunction output, int turn) {
    ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
    for (int l = 0; l < functions.length; l++) {
      functions[l] = ELEMENTWISE.get((turn + l) % ELEMENTWISE.size());
    }
    functions[functions.length - 1] = output;
    return new Topology(widths, functions);
  }
}
