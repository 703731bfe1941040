package io.github.jinbei.bench;

/** The loss and the mean gradient of a net of {@link RecipeNet} on its batch, in {@code double}, by plain loops. */
final class ReferenceRecipe {

  private static final int ROWS = RecipeNet.BATCH;
  private static final double LAMBDA = 1.0507009873554805;
  private static final double LAMBDA_ALPHA = LAMBDA * 1.6732632423543772;

  private final RecipeNet net;
  private final float[] parameters;

  /** The mean loss. */
  double loss;
  /** The mean gradient: factors of the inputs, then layer after layer W as [in][out] and b. */
  final double[] gradient;

  ReferenceRecipe(RecipeNet net, float[] parameters) {
    this.net = net;
    this.parameters = parameters;
    gradient = new double[parameters.length];
    float[] x = RecipeTrainStep.inputs(net);
    for (int row = 0; row < ROWS; row++) {
      addRow(x, row);
    }
  }

  private void addRow(float[] x, int row) {
    int layers = net.layers();
    double[][] a = new double[layers + 1][];
    double[][] z = new double[layers][];
    a[0] = new double[net.units(0)];
    for (int i = 0; i < a[0].length; i++) {
      a[0][i] = (double) x[row * a[0].length + i] * parameters[i];
    }
    int at = net.units(0);
    for (int l = 0; l < layers; l++) {
      z[l] = forward(a[l], at, net.units(l + 1));
      a[l + 1] = new double[z[l].length];
      for (int j = 0; j < z[l].length; j++) {
        a[l + 1][j] = l == layers - 1 ? z[l][j] : hidden(z[l][j], false);
      }
      at += (net.units(l) + 1) * net.units(l + 1);
    }
    double[] delta = outputDelta(z[layers - 1], row);
    for (int l = layers - 1; l >= 0; l--) {
      at -= (net.units(l) + 1) * net.units(l + 1);
      double[] below = backward(a[l], delta, at);
      for (int i = 0; i < below.length; i++) {
        if (l > 0) {
          below[i] *= hidden(z[l - 1][i], true);
        } else {
          gradient[i] += below[i] * x[row * below.length + i] / ROWS;
        }
      }
      delta = below;
    }
  }

  private double[] forward(double[] in, int at, int units) {
    double[] z = new double[units];
    for (int j = 0; j < units; j++) {
      z[j] = parameters[at + in.length * units + j];
    }
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < units; j++) {
        z[j] += in[i] * parameters[at + i * units + j];
      }
    }
    return z;
  }

  /** Adds the gradient of a layer, and returns that of its inputs. */
  private double[] backward(double[] in, double[] delta, int at) {
    double[] below = new double[in.length];
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < delta.length; j++) {
        int w = at + i * delta.length + j;
        gradient[w] += in[i] * delta[j] / ROWS;
        below[i] += parameters[w] * delta[j];
      }
    }
    for (int j = 0; j < delta.length; j++) {
      gradient[at + in.length * delta.length + j] += delta[j] / ROWS;
    }
    return below;
  }

  /** Returns f(z) or f'(z): SELU for classes, Mish for a regression. */
  private double hidden(double z, boolean derivative) {
    double e = Math.exp(z);
    if (net.classes()) {
      return derivative ? (z > 0 ? LAMBDA : LAMBDA_ALPHA * e) : z > 0 ? LAMBDA * z : LAMBDA_ALPHA * (e - 1);
    }
    double t = Math.tanh(Math.log1p(e));
    return derivative ? t + z * (1 - t * t) * e / (1 + e) : z * t;
  }

  /** Adds the loss of a row, and returns its derivative with respect to z. */
  private double[] outputDelta(double[] z, int row) {
    double[] delta = new double[z.length];
    if (!net.classes()) {
      delta[0] = z[0] - RecipeTrainStep.targets(net)[row];
      loss += delta[0] * delta[0] / 2 / ROWS;
      return delta;
    }
    double sum = 0;
    for (double value : z) {
      sum += Math.exp(value);
    }
    int label = RecipeTrainStep.classes(net)[row];
    for (int k = 0; k < z.length; k++) {
      double target = (k == label ? 1 - RecipeTrainStep.SMOOTHING : 0) + RecipeTrainStep.SMOOTHING / z.length;
      delta[k] = Math.exp(z[k]) / sum - target;
      loss -= target * (z[k] - Math.log(sum)) / ROWS;
    }
    return delta;
  }
}
