package io.github.jinbei.bench;

/** ONNX Runtime, which runs models: it has neither single products nor training. */
final class OnnxRuntimePeer implements Peer {

  @Override
  public String label() {
    return Implementation.ONNXRUNTIME.label();
  }

  @Override
  public Forward forward(Net net, float[] parameters, float[] x, int rows, int threads) {
    return new OnnxRuntimeForward(net, parameters, x, rows, threads);
  }
}
