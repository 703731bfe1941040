package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import java.nio.FloatBuffer;

/**
 * A net on a BLAS: products in native memory; biases and activations as loops on the heap over a few rows at a time, which are
 * copied in and back. This is the fastest way on Java 17 to 25. Bias and ReLU of 128 x 512 took 12 µs; 6 to 40 µs through a
 * {@link FloatBuffer} element by element; 40 µs through JavaCPP's indexer; 38 to 54 µs with a copy of the whole array.
 */
final class BlasNet extends NativeNet {

  /** The largest number of elements on the heap, unless a row has more: two such arrays fit in the first-level cache. */
  private static final int AT_ONCE = 2048;

  private final Blas blas;
  private final float[][] bias;
  private final NativeFloats ones;
  private final float[] values;
  private final float[] slopes;

  /** Creates the net; it closes {@code blas}. */
  BlasNet(Blas blas, Net net, float[] parameters, float[] x, int rows) {
    super(net, parameters, x, rows);
    this.blas = blas;
    bias = new float[net.layers()][];
    for (int l = 0; l < bias.length; l++) {
      bias[l] = new float[out(l)];
    }
    ones = ones();
    values = new float[elementsAtOnce(net)];
    slopes = new float[values.length];
  }

  /** Returns the largest number of elements that a net processes at once. */
  static int elementsAtOnce(Net net) {
    int most = AT_ONCE;
    for (int l = 1; l <= net.layers(); l++) {
      most = Math.max(most, net.units(l));
    }
    return most;
  }

  @Override
  void layer(int l) {
    if (rows() == 1) {
      blas.gemvTransposed(in(l), out(l), weights(l).pointer(), input(l).pointer(), output(l).pointer());
    } else {
      blas.gemm(Form.NN, rows(), out(l), in(l), 1, input(l).pointer(), weights(l).pointer(), 0, output(l).pointer());
    }
    activate(l, output(l).buffer());
  }

  private void activate(int l, FloatBuffer z) {
    bias(l).buffer().get(0, bias[l]); // copied, because the native one may have been updated
    int width = out(l);
    int step = values.length / width * width;
    int end = rows() * width;
    for (int at = 0; at < end; at += step) {
      int length = Math.min(step, end - at);
      z.get(at, values, 0, length);
      addBias(bias[l], length);
      activate(net().activation(l), width, length);
      z.put(at, values, 0, length);
    }
  }

  private void addBias(float[] b, int length) {
    for (int row = 0; row < length; row += b.length) {
      for (int j = 0; j < b.length; j++) {
        values[row + j] += b[j];
      }
    }
  }

  private void activate(Activation activation, int width, int length) {
    switch (activation) {
      case IDENTITY:
        return;
      case RELU:
        for (int i = 0; i < length; i++) {
          values[i] = Math.max(values[i], 0);
        }
        return;
      case TANH:
        blas.tanh(values, length);
        return;
      case SIGMOID:
        sigmoid(length);
        return;
      case SOFTMAX:
        softmax(width, length);
        return;
      default:
        throw new IllegalArgumentException("activation: " + activation + ", expected one of those of Net");
    }
  }

  private void sigmoid(int length) {
    for (int i = 0; i < length; i++) {
      values[i] = -values[i];
    }
    blas.exp(values, length);
    for (int i = 0; i < length; i++) {
      values[i] = 1 / (1 + values[i]);
    }
  }

  private void softmax(int width, int length) {
    for (int row = 0; row < length; row += width) {
      float max = values[row];
      for (int j = row + 1; j < row + width; j++) {
        max = Math.max(max, values[j]);
      }
      for (int j = row; j < row + width; j++) {
        values[j] -= max;
      }
    }
    blas.exp(values, length);
    for (int row = 0; row < length; row += width) {
      float sum = 0;
      for (int j = row; j < row + width; j++) {
        sum += values[j];
      }
      float factor = 1 / sum;
      for (int j = row; j < row + width; j++) {
        values[j] *= factor;
      }
    }
  }

  @Override
  void inputDelta(int l) {
    blas.gemm(Form.NT, rows(), in(l), out(l), 1, delta(l).pointer(), weights(l).pointer(), 0, delta(l - 1).pointer());
    Activation activation = net().activation(l - 1);
    FloatBuffer d = delta(l - 1).buffer();
    FloatBuffer a = output(l - 1).buffer();
    int end = rows() * in(l);
    for (int at = 0; at < end; at += values.length) {
      int length = Math.min(values.length, end - at);
      d.get(at, values, 0, length);
      a.get(at, slopes, 0, length);
      timesDerivative(activation, length);
      d.put(at, values, 0, length);
    }
  }

  /** Multiplies by f', computed from f, because only f is stored. */
  private void timesDerivative(Activation activation, int length) {
    switch (activation) {
      case RELU:
        for (int i = 0; i < length; i++) {
          values[i] *= Math.signum(slopes[i]); // f is 0 or positive; a conditional makes C2's loop 4 times as slow
        }
        return;
      case TANH:
        for (int i = 0; i < length; i++) {
          values[i] *= 1 - slopes[i] * slopes[i];
        }
        return;
      case SIGMOID:
        for (int i = 0; i < length; i++) {
          values[i] *= slopes[i] * (1 - slopes[i]);
        }
        return;
      default:
        throw new IllegalArgumentException("activation: " + activation + ", expected a hidden one of those of Net");
    }
  }

  @Override
  void weightGradient(int l, float alpha, float beta, NativeFloats w) {
    blas.gemm(Form.TN, in(l), out(l), rows(), alpha, input(l).pointer(), delta(l).pointer(), beta, w.pointer());
  }

  @Override
  void biasGradient(int l, NativeFloats b) {
    blas.gemvTransposed(rows(), out(l), delta(l).pointer(), ones.pointer(), b.pointer());
  }

  @Override
  public void close() {
    super.close();
    blas.close();
  }
}
