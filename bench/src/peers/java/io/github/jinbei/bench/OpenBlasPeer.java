package io.github.jinbei.bench;

/** OpenBLAS on native memory. */
final class OpenBlasPeer implements Peer {

  @Override
  public String label() {
    return Implementation.OPENBLAS.label();
  }

  @Override
  public Product product(Operands operands, int threads) {
    return new OpenBlasProduct(operands, threads);
  }

  @Override
  public Forward forward(Net net, float[] parameters, float[] x, int rows, int threads) {
    return new NativeForward(new BlasNet(new OpenBlasCalls(threads), net, parameters, x, rows));
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
    return new BlasNet(new OpenBlasCalls(threads), net, batch.parameters(), batch.x(), net.batch());
  }
}
