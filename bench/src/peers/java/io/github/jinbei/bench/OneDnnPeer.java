package io.github.jinbei.bench;

/** oneDNN on native memory. */
final class OneDnnPeer implements Peer {

  @Override
  public String label() {
    return Implementation.ONEDNN.label();
  }

  @Override
  public Product product(Operands operands, int threads) {
    return new OneDnnProduct(operands, threads);
  }

  @Override
  public Forward forward(Net net, float[] parameters, float[] x, int rows, int threads) {
    return new NativeForward(new OneDnnNet(net, parameters, x, rows, threads, true));
  }

  @Override
  public Backprop backprop(Net net, Batch batch, int threads) {
    return new NativeBackprop(net(net, batch, threads), batch);
  }

  @Override
  public TrainStep trainStep(Net net, Batch batch, int threads) {
    return new NativeTrainStep(label(), net(net, batch, threads), batch);
  }

  private static NativeNet net(Net net, Batch batch, int threads) {
    return new OneDnnNet(net, batch.parameters(), batch.x(), net.batch(), threads, false);
  }
}
