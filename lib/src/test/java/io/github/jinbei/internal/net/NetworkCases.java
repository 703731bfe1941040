package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks and batches to try the passes on, and the comparison of their bits. */
final class NetworkCases {

  static final long SEED = 20260103;

  /** Inputs, then units of each layer. */
  private static final int[][] WIDTHS = {
    {1, 1}, // the least
    {16, 16}, // whole vectors of every width
    {10, 16, 10}, // no whole vector of 512 bits; one
    {17, 31, 33}, // one element more and less than vectors hold
    {784, 30, 10}, // the classic; more terms than a cache block has
    {13, 1, 7}, // a bottleneck
    {97, 101, 1}, // primes
    {300, 260, 5}, // over a block of terms on the way back too
    {5, 4, 3, 2, 3, 4, 5, 6} // deep
  };

  private static final int[] ROWS = {1, 2, 13};

  private static final ActivationFunction[] HIDDEN = {
    ActivationFunction.SIGMOID, ActivationFunction.TANH, ActivationFunction.RELU, ActivationFunction.IDENTITY
  };

  private static final List<Case> ALL = make();

  private NetworkCases() {}

  /** A network with parameters, and a batch with targets that suit every loss; none of it is to be modified. */
  static final class Case {
    final Topology t;
    final LossFunction loss;
    final int rows;
    final float[] parameters;
    final float[] x;
    final float[] y;
    private PlainNetwork plain;
    private float[] plainGradient;

    Case(Topology t, LossFunction loss, int rows, Random random) {
      this.t = t;
      this.loss = loss;
      this.rows = rows;
      this.parameters = values(random, t.parameterCount());
      this.x = values(random, rows * t.inputs());
      this.y = new float[rows * t.outputs()];
      for (int r = 0; r < rows; r++) {
        y[r * t.outputs() + random.nextInt(t.outputs())] = 1f;
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

    /** What plain loops make of it. */
    PlainNetwork plain() {
      if (plain == null) {
        plain = new PlainNetwork(t, parameters, x, rows);
      }
      return plain;
    }

    float[] plainGradient() {
      if (plainGradient == null) {
        plainGradient = plain().gradient(loss, y);
      }
      return plainGradient;
    }

    @Override
    public String toString() {
      StringBuilder s = new StringBuilder(t + " ");
      for (int l = 0; l < t.layers(); l++) {
        s.append(t.function(l)).append(' ');
      }
      return s.append(loss).append(", rows ").append(rows).append(", seed ").append(SEED).toString();
    }
  }

  /** All shapes with all pairs of output and loss; the hidden functions take turns. */
  static List<Case> all() {
    return ALL;
  }

  private static List<Case> make() {
    Random random = new Random(SEED);
    List<Case> cases = new ArrayList<>();
    for (int[] widths : WIDTHS) {
      for (int rows : ROWS) {
        for (ActivationFunction output : ActivationFunction.values()) {
          for (LossFunction loss : LossFunction.values()) {
            if (loss.accepts(output)) {
              cases.add(new Case(topology(widths, output, cases.size()), loss, rows, random));
            }
          }
        }
      }
    }
    return cases;
  }

  /** More rows than a cache block has terms: the gradient's chain runs through several. */
  static Case manyRows() {
    Topology t = topology(new int[] {3, 5, 4}, ActivationFunction.SOFTMAX, 0);
    return new Case(t, LossFunction.CROSS_ENTROPY, 700, new Random(SEED));
  }

  private static Topology topology(int[] widths, ActivationFunction output, int turn) {
    ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
    for (int l = 0; l < functions.length; l++) {
      functions[l] = HIDDEN[(turn + l) % HIDDEN.length];
    }
    functions[functions.length - 1] = output;
    return new Topology(widths, functions);
  }

  /** That the first values of {@code actual} are the expected ones, bit for bit. */
  static void assertSameBits(float[] expected, float[] actual, String what) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        fail(what + ": element " + i + " of " + expected.length + " is " + actual[i] + "; expected " + expected[i]);
      }
    }
  }
}
