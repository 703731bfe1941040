package io.github.jinbei.bench;

/** A native net's gradient, in its own native memory. */
final class NativeBackprop implements Backprop {

  private final NativeNet net;
  private final Batch batch;
  private final NativeFloats[] weights;
  private final NativeFloats[] biases;

  NativeBackprop(NativeNet net, Batch batch) {
    this.net = net;
    this.batch = batch;
    int layers = net.net().layers();
    weights = new NativeFloats[layers];
    biases = new NativeFloats[layers];
    for (int l = 0; l < layers; l++) {
      weights[l] = net.floats(net.in(l) * net.out(l));
      biases[l] = net.floats(net.out(l));
    }
  }

  @Override
  public double run() {
    net.predict();
    double loss = net.outputDelta(batch);
    for (int l = weights.length - 1; l >= 0; l--) {
      if (l > 0) {
        net.inputDelta(l);
      }
      net.weightGradient(l, 1, 0, weights[l]);
      net.biasGradient(l, biases[l]);
    }
    return loss;
  }

  @Override
  public float[] gradient() {
    return net.flat(weights, biases);
  }

  @Override
  public void close() {
    net.close();
  }
}
