package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import io.github.jinbei.bench.naive.NaiveMlp.Loss;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A net in native memory, as a careful Java programmer would build it on a library of products: all data of a step stay
 * outside the heap. It supports the outputs of {@link Net}: softmax with cross-entropy, and identity with squared error. In
 * both cases the last delta is output minus target.
 */
abstract class NativeNet implements AutoCloseable {

  private final Net net;
  private final int rows;
  private final List<NativeFloats> memory = new ArrayList<>();
  private final NativeFloats[] weights; // [layer], each [in][out]
  private final NativeFloats[] biases;
  private final NativeFloats[] activations; // [layer + 1]; 0 is the rows, layer + 1 the output of layer
  private final NativeFloats[] deltas; // [layer]; that of the last layer takes the place of its output
  private final float[] outputs;

  NativeNet(Net net, float[] parameters, float[] x, int rows) {
    this.net = net;
    this.rows = rows;
    int layers = net.layers();
    weights = new NativeFloats[layers];
    biases = new NativeFloats[layers];
    activations = new NativeFloats[layers + 1];
    deltas = new NativeFloats[layers];
    activations[0] = keep(new NativeFloats(x));
    int at = 0;
    for (int l = 0; l < layers; l++) {
      int out = net.units(l + 1);
      weights[l] = keep(new NativeFloats(parameters, at, net.units(l) * out));
      at += net.units(l) * out;
      biases[l] = keep(new NativeFloats(parameters, at, out));
      at += out;
      activations[l + 1] = floats(rows * out);
      deltas[l] = l == layers - 1 ? activations[layers] : floats(rows * out);
    }
    outputs = new float[rows * net.units(layers)];
  }

  /** Returns zeros that are freed with this net. */
  final NativeFloats floats(int length) {
    return keep(new NativeFloats(new float[length]));
  }

  /** Returns a vector of ones, one a row: a product with it sums columns. */
  final NativeFloats ones() {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return keep(new NativeFloats(ones));
  }

  private NativeFloats keep(NativeFloats floats) {
    memory.add(floats);
    return floats;
  }

  final Net net() {
    return net;
  }

  final int rows() {
    return rows;
  }

  /** Returns the number of inputs of layer l. */
  final int in(int l) {
    return net.units(l);
  }

  /** Returns the number of outputs of layer l. */
  final int out(int l) {
    return net.units(l + 1);
  }

  final NativeFloats weights(int l) {
    return weights[l];
  }

  final NativeFloats bias(int l) {
    return biases[l];
  }

  /** Returns the input of layer l. */
  final NativeFloats input(int l) {
    return activations[l];
  }

  /** Returns the output of layer l. */
  final NativeFloats output(int l) {
    return activations[l + 1];
  }

  /** Returns dLoss/dz of layer l for each row. */
  final NativeFloats delta(int l) {
    return deltas[l];
  }

  /** Computes the output of layer l = f(input · W + bias). */
  abstract void layer(int l);

  /** Computes the delta of layer l - 1 = (delta of layer l · Wᵀ) · f'. */
  abstract void inputDelta(int l);

  /** Computes w = alpha · inputᵀ · delta + beta · w, for layer l. */
  abstract void weightGradient(int l, float alpha, float beta, NativeFloats w);

  /** Computes b = the sums of the columns of layer l's delta. */
  abstract void biasGradient(int l, NativeFloats b);

  /** Computes all layers. */
  final void predict() {
    for (int l = 0; l < net.layers(); l++) {
      layer(l);
    }
  }

  /** Returns a copy of the outputs. */
  final float[] outputs() {
    activations[net.layers()].buffer().get(0, outputs);
    return outputs;
  }

  /** Returns a copy of the parameters: layer after layer W as [in][out], then b. */
  final float[] parameters() {
    return flat(weights, biases);
  }

  /** Returns a copy of both in the layout of {@link #parameters()}. */
  final float[] flat(NativeFloats[] w, NativeFloats[] b) {
    FloatBuffer flat = FloatBuffer.allocate(net.parameterCount());
    for (int l = 0; l < net.layers(); l++) {
      flat.put(w[l].copy()).put(b[l].copy());
    }
    return flat.array();
  }

  /** Replaces the last output by its delta; returns the mean loss. */
  final double outputDelta(Batch batch) {
    int last = net.layers() - 1;
    FloatBuffer y = activations[net.layers()].buffer();
    if (net.loss() == Loss.CROSS_ENTROPY && net.activation(last) == Activation.SOFTMAX) {
      return crossEntropyDelta(y, batch.classes()) / rows;
    }
    if (net.loss() == Loss.SQUARED_ERROR && net.activation(last) == Activation.IDENTITY) {
      return squaredErrorDelta(y, batch.targets()) / rows;
    }
    throw new IllegalArgumentException("net: " + net + " with " + net.loss() + " and " + net.activation(last)
        + ", expected cross-entropy with softmax or squared error with identity");
  }

  /** Computes the delta of softmax with cross-entropy. All targets except one are 0, so those outputs are their deltas. */
  private double crossEntropyDelta(FloatBuffer y, int[] classes) {
    int width = out(net.layers() - 1);
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int at = r * width + classes[r];
      float p = y.get(at);
      loss -= Math.log(Math.max(p, Float.MIN_NORMAL));
      y.put(at, p - 1);
    }
    return loss;
  }

  private double squaredErrorDelta(FloatBuffer y, float[] targets) {
    y.get(0, outputs);
    double loss = 0;
    for (int i = 0; i < outputs.length; i++) {
      float difference = outputs[i] - targets[i];
      outputs[i] = difference;
      loss += 0.5 * difference * difference;
    }
    y.put(0, outputs);
    return loss;
  }

  @Override
  public void close() {
    memory.forEach(NativeFloats::close);
  }
}
