package io.github.jinbei.bench.naive;

import java.util.Arrays;

/**
 * A multi-layer perceptron trained by mini-batch gradient descent, one sample at a time. Frozen, see the package's
 * description. Loss: summed over outputs, mean over the rows of the batch; squared error has the factor 1/2.
 */
public final class NaiveMlp {
  /** What a unit makes of its pre-activation z; softmax in the output layer only. */
  public enum Activation { IDENTITY, SIGMOID, TANH, RELU, SOFTMAX }

  /** Squared error goes with every output, binary cross-entropy with sigmoid, cross-entropy with softmax. */
  public enum Loss { SQUARED_ERROR, BINARY_CROSS_ENTROPY, CROSS_ENTROPY }

  private final int layers;
  private final Activation[] activations;
  private final Loss loss;
  private final float learningRate;
  private final float[][][] w; // [layer][out][in]
  private final float[][] b; // [layer][out]
  private final float[][][] dw; // sums over the rows of the batch
  private final float[][] db;
  private final float[][] z; // [layer][out], of the current sample
  private final float[][] a; // [layer + 1][unit]; a[0] is the sample, a[l + 1] the output of layer l
  private final float[][] delta; // [layer][out], dLoss/dz of the current sample
  private final float[] target;

  /**
   * A net whose parameters are all 0.
   *
   * @param units inputs, then the units of each layer
   * @param activations one for each layer, so one fewer than {@code units}
   * @param loss the loss, which must go with the last activation
   * @param learningRate the factor of the mean gradient in an update
   * @throws IllegalArgumentException if the lengths, the place of softmax, or output and loss do not fit
   */
  public NaiveMlp(int[] units, Activation[] activations, Loss loss, float learningRate) {
    layers = activations.length;
    checkFit(units, activations, loss);
    this.activations = activations.clone();
    this.loss = loss;
    this.learningRate = learningRate;
    w = new float[layers][][];
    dw = new float[layers][][];
    b = new float[layers][];
    db = new float[layers][];
    z = new float[layers][];
    delta = new float[layers][];
    a = new float[layers + 1][];
    a[0] = new float[units[0]];
    for (int l = 0; l < layers; l++) {
      int in = units[l];
      int out = units[l + 1];
      w[l] = new float[out][in];
      dw[l] = new float[out][in];
      b[l] = new float[out];
      db[l] = new float[out];
      z[l] = new float[out];
      delta[l] = new float[out];
      a[l + 1] = new float[out];
    }
    target = new float[units[layers]];
  }

  private static void checkFit(int[] units, Activation[] activations, Loss loss) {
    int layers = activations.length;
    if (layers == 0 || units.length != layers + 1) {
      throw new IllegalArgumentException(
          "units: length " + units.length + " with " + layers + " activations, expected one more than activations");
    }
    for (int l = 0; l < layers - 1; l++) {
      if (activations[l] == Activation.SOFTMAX) {
        throw new IllegalArgumentException("activations: SOFTMAX in layer " + l + ", expected in the last only");
      }
    }
    Activation output = activations[layers - 1];
    if (loss == Loss.BINARY_CROSS_ENTROPY && output != Activation.SIGMOID
        || loss == Loss.CROSS_ENTROPY && output != Activation.SOFTMAX) {
      throw new IllegalArgumentException("loss: " + loss + " does not go with output " + output);
    }
  }

  /**
   * Sets all parameters.
   *
   * @param flat layer after layer W as [in][out], then b; not modified
   */
  public void setParameters(float[] flat) {
    int at = 0;
    for (int l = 0; l < layers; l++) {
      for (int i = 0; i < a[l].length; i++) {
        for (int o = 0; o < b[l].length; o++) {
          w[l][o][i] = flat[at++];
        }
      }
      for (int o = 0; o < b[l].length; o++) {
        b[l][o] = flat[at++];
      }
    }
    if (at != flat.length) {
      throw new IllegalArgumentException("flat: length " + flat.length + ", expected " + at);
    }
  }

  /** A copy of all parameters: layer after layer W as [in][out], then b. */
  public float[] parameters() {
    return flatten(w, b);
  }

  /** A copy of the last step's gradient, summed over its rows, in the order of {@link #parameters()}. */
  public float[] gradient() {
    return flatten(dw, db);
  }

  private float[] flatten(float[][][] weights, float[][] biases) {
    int length = 0;
    for (int l = 0; l < layers; l++) {
      length += (a[l].length + 1) * b[l].length;
    }
    float[] flat = new float[length];
    int at = 0;
    for (int l = 0; l < layers; l++) {
      for (int i = 0; i < a[l].length; i++) {
        for (int o = 0; o < b[l].length; o++) {
          flat[at++] = weights[l][o][i];
        }
      }
      for (int o = 0; o < b[l].length; o++) {
        flat[at++] = biases[l][o];
      }
    }
    return flat;
  }

  /**
   * One step of gradient descent on rows of known class; the target of a row is 1 at its class, else 0.
   *
   * @param x rows x inputs, row-major, not modified
   * @param classes the class of each row, from 0, not modified
   * @param rows the rows of the batch
   * @return the mean loss before the update
   */
  public float step(float[] x, int[] classes, int rows) {
    clearGradient();
    float sum = 0;
    for (int r = 0; r < rows; r++) {
      Arrays.fill(target, 0);
      target[classes[r]] = 1;
      sum += sample(x, r);
    }
    update(rows);
    return sum / rows;
  }

  /**
   * One step of gradient descent.
   *
   * @param x rows x inputs, row-major, not modified
   * @param targets rows x outputs, row-major, not modified
   * @param rows the rows of the batch
   * @return the mean loss before the update
   */
  public float step(float[] x, float[] targets, int rows) {
    clearGradient();
    float sum = 0;
    for (int r = 0; r < rows; r++) {
      System.arraycopy(targets, r * target.length, target, 0, target.length);
      sum += sample(x, r);
    }
    update(rows);
    return sum / rows;
  }

  /** Takes row r forward and backward, adds its gradient to dw and db, and returns its loss. */
  private float sample(float[] x, int r) {
    System.arraycopy(x, r * a[0].length, a[0], 0, a[0].length);
    for (int l = 0; l < layers; l++) {
      forward(l);
    }
    outputDelta();
    for (int l = layers - 2; l >= 0; l--) {
      hiddenDelta(l);
    }
    for (int l = 0; l < layers; l++) {
      addGradient(l);
    }
    return rowLoss();
  }

  /** z[o] = Σ_i w[o][i] · x[i] + b[o], then a = f(z). */
  private void forward(int l) {
    float[] x = a[l];
    for (int o = 0; o < b[l].length; o++) {
      float sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += w[l][o][i] * x[i];
      }
      z[l][o] = sum + b[l][o];
    }
    if (activations[l] == Activation.SOFTMAX) {
      softmax(z[l], a[l + 1]);
      return;
    }
    for (int o = 0; o < b[l].length; o++) {
      a[l + 1][o] = activate(activations[l], z[l][o]);
    }
  }

  private static float activate(Activation activation, float z) {
    switch (activation) {
      case IDENTITY:
        return z;
      case SIGMOID:
        return (float) (1 / (1 + Math.exp(-z)));
      case TANH:
        return (float) Math.tanh(z);
      case RELU:
        return z > 0 ? z : 0;
      default:
        throw new IllegalArgumentException("activation: " + activation + " does not go element by element");
    }
  }

  private static void softmax(float[] z, float[] p) {
    float max = max(z);
    float sum = 0;
    for (int o = 0; o < z.length; o++) {
      p[o] = (float) Math.exp(z[o] - max);
      sum += p[o];
    }
    for (int o = 0; o < z.length; o++) {
      p[o] /= sum;
    }
  }

  private static float max(float[] values) {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** f'(z), given z and a = f(z). */
  private static float derivative(Activation activation, float z, float a) {
    switch (activation) {
      case IDENTITY:
        return 1;
      case SIGMOID:
        return a * (1 - a);
      case TANH:
        return 1 - a * a;
      case RELU:
        return z > 0 ? 1 : 0;
      default:
        throw new IllegalArgumentException("activation: " + activation + " does not go element by element");
    }
  }

  /** dLoss/dz of the output layer; the two cross-entropies with their own outputs leave a - t. */
  private void outputDelta() {
    int last = layers - 1;
    float[] y = a[layers];
    for (int o = 0; o < y.length; o++) {
      delta[last][o] = y[o] - target[o];
    }
    if (loss != Loss.SQUARED_ERROR) {
      return;
    }
    if (activations[last] == Activation.SOFTMAX) {
      float dot = 0;
      for (int o = 0; o < y.length; o++) {
        dot += y[o] * delta[last][o];
      }
      for (int o = 0; o < y.length; o++) {
        delta[last][o] = y[o] * (delta[last][o] - dot);
      }
      return;
    }
    for (int o = 0; o < y.length; o++) {
      delta[last][o] *= derivative(activations[last], z[last][o], y[o]);
    }
  }

  /** delta[l][i] = f'(z[l][i]) · Σ_o w[l + 1][o][i] · delta[l + 1][o]. */
  private void hiddenDelta(int l) {
    for (int i = 0; i < delta[l].length; i++) {
      float sum = 0;
      for (int o = 0; o < delta[l + 1].length; o++) {
        sum += w[l + 1][o][i] * delta[l + 1][o];
      }
      delta[l][i] = sum * derivative(activations[l], z[l][i], a[l + 1][i]);
    }
  }

  private void addGradient(int l) {
    float[] x = a[l];
    for (int o = 0; o < delta[l].length; o++) {
      for (int i = 0; i < x.length; i++) {
        dw[l][o][i] += delta[l][o] * x[i];
      }
      db[l][o] += delta[l][o];
    }
  }

  /** The loss of the current sample. The cross-entropies start from z, so that no logarithm of 0 is taken. */
  private float rowLoss() {
    float[] y = a[layers];
    float[] zLast = z[layers - 1];
    float sum = 0;
    switch (loss) {
      case SQUARED_ERROR:
        for (int o = 0; o < y.length; o++) {
          sum += (y[o] - target[o]) * (y[o] - target[o]) / 2;
        }
        return sum;
      case BINARY_CROSS_ENTROPY:
        for (int o = 0; o < y.length; o++) {
          sum += Math.max(zLast[o], 0) - zLast[o] * target[o] + (float) Math.log1p(Math.exp(-Math.abs(zLast[o])));
        }
        return sum;
      default:
        float logSum = logSumExp(zLast);
        for (int o = 0; o < y.length; o++) {
          sum += target[o] * (logSum - zLast[o]);
        }
        return sum;
    }
  }

  private static float logSumExp(float[] z) {
    float max = max(z);
    float sum = 0;
    for (float value : z) {
      sum += (float) Math.exp(value - max);
    }
    return max + (float) Math.log(sum);
  }

  private void clearGradient() {
    for (int l = 0; l < layers; l++) {
      for (float[] row : dw[l]) {
        Arrays.fill(row, 0);
      }
      Arrays.fill(db[l], 0);
    }
  }

  private void update(int rows) {
    float scale = learningRate / rows;
    for (int l = 0; l < layers; l++) {
      for (int o = 0; o < b[l].length; o++) {
        for (int i = 0; i < w[l][o].length; i++) {
          w[l][o][i] -= scale * dw[l][o][i];
        }
        b[l][o] -= scale * db[l][o];
      }
    }
  }
}
