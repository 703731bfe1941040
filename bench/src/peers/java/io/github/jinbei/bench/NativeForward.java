package io.github.jinbei.bench;

/** A native net's prediction. The rows are in native memory before, and the outputs stay there. */
final class NativeForward implements Forward {

  private final NativeNet net;

  NativeForward(NativeNet net) {
    this.net = net;
  }

  @Override
  public void run() {
    net.predict();
  }

  @Override
  public float[] outputs() {
    return net.outputs();
  }
}
