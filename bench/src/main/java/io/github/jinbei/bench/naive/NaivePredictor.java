package io.github.jinbei.bench.naive;

/** A multi-layer perceptron that predicts, one sample at a time. Frozen, see the package's description. */
public final class NaivePredictor {

  private final NaiveMlp.Activation[] activations;
  private final float[][][] w; // [layer][out][in]
  private final float[][] b; // [layer][out]
  private final float[][] a; // [layer + 1][unit]; a[0] is the sample

  /**
   * A net.
   *
   * @param units inputs, then the units of each layer
   * @param activations one for each layer; softmax in the last only
   * @param flat layer after layer W as [in][out], then b; not modified
   */
  public NaivePredictor(int[] units, NaiveMlp.Activation[] activations, float[] flat) {
    int layers = activations.length;
    this.activations = activations.clone();
    w = new float[layers][][];
    b = new float[layers][];
    a = new float[layers + 1][];
    a[0] = new float[units[0]];
    int at = 0;
    for (int l = 0; l < layers; l++) {
      w[l] = new float[units[l + 1]][units[l]];
      b[l] = new float[units[l + 1]];
      a[l + 1] = new float[units[l + 1]];
      for (int i = 0; i < units[l]; i++) {
        for (int o = 0; o < units[l + 1]; o++) {
          w[l][o][i] = flat[at++];
        }
      }
      for (int o = 0; o < units[l + 1]; o++) {
        b[l][o] = flat[at++];
      }
    }
    if (at != flat.length) {
      throw new IllegalArgumentException("flat: length " + flat.length + ", expected " + at);
    }
  }

  /**
   * Predicts.
   *
   * @param x rows x inputs, row-major, not modified
   * @param rows the rows
   * @param y receives rows x outputs
   */
  public void predict(float[] x, int rows, float[] y) {
    int layers = activations.length;
    int outputs = a[layers].length;
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, r * a[0].length, a[0], 0, a[0].length);
      for (int l = 0; l < layers; l++) {
        forward(l);
      }
      System.arraycopy(a[layers], 0, y, r * outputs, outputs);
    }
  }

  /** z[o] = Σ_i w[o][i] · x[i] + b[o], then a = f(z). */
  private void forward(int l) {
    float[] x = a[l];
    float[] z = a[l + 1];
    for (int o = 0; o < z.length; o++) {
      float sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += w[l][o][i] * x[i];
      }
      z[o] = sum + b[l][o];
    }
    if (activations[l] == NaiveMlp.Activation.SOFTMAX) {
      softmax(z);
      return;
    }
    for (int o = 0; o < z.length; o++) {
      z[o] = activate(activations[l], z[o]);
    }
  }

  private static float activate(NaiveMlp.Activation activation, float z) {
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

  private static void softmax(float[] z) {
    float max = z[0];
    for (float value : z) {
      max = Math.max(max, value);
    }
    float sum = 0;
    for (int o = 0; o < z.length; o++) {
      z[o] = (float) Math.exp(z[o] - max);
      sum += z[o];
    }
    for (int o = 0; o < z.length; o++) {
      z[o] /= sum;
    }
  }
}
