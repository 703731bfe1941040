package io.github.jinbei.bench;

import java.nio.FloatBuffer;

/**
 * A native net's training step. The product that computes the gradient of the weights adds it to the weights directly: it needs
 * no memory for the gradient, and no pass over it.
 */
final class NativeTrainStep implements TrainStep {

  private final NativeNet net;
  private final Batch batch;
  private final NativeFloats[] biasGradients;
  private final float scale;

  /**
   * Creates the training step; it closes the net.
   *
   * @param label the peer, for the message
   * @throws IllegalArgumentException if the net's optimizer is another than plain gradient descent
   */
  NativeTrainStep(String label, NativeNet net, Batch batch) {
    Net.Optimizer optimizer = net.net().optimizer();
    if (optimizer != Net.Optimizer.SGD) {
      net.close();
      throw new IllegalArgumentException(
          "net: " + net.net() + " with " + optimizer + " for " + label + ", expected one with SGD");
    }
    this.net = net;
    this.batch = batch;
    biasGradients = new NativeFloats[net.net().layers()];
    for (int l = 0; l < biasGradients.length; l++) {
      biasGradients[l] = net.floats(net.out(l));
    }
    scale = -net.net().learningRate() / net.rows();
  }

  @Override
  public double run() {
    net.predict();
    double loss = net.outputDelta(batch);
    for (int l = net.net().layers() - 1; l >= 0; l--) {
      if (l > 0) {
        net.inputDelta(l); // needs the weights before the update
      }
      net.weightGradient(l, scale, 1, net.weights(l));
      updateBias(l);
    }
    return loss;
  }

  private void updateBias(int l) {
    net.biasGradient(l, biasGradients[l]);
    FloatBuffer b = net.bias(l).buffer();
    FloatBuffer g = biasGradients[l].buffer();
    for (int j = 0; j < b.capacity(); j++) {
      b.put(j, b.get(j) + scale * g.get(j));
    }
  }

  @Override
  public float[] parameters() {
    return net.parameters();
  }

  @Override
  public void close() {
    net.close();
  }
}
