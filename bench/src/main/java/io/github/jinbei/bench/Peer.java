package io.github.jinbei.bench;

/** Somebody else's library: what it can compute; the rest it refuses. Made by name, since it is compiled on request only. */
interface Peer {

  /** Its name in benchmark parameters. */
  String label();

  /** See {@link Implementation#product}. */
  default Product product(Operands operands, int threads) {
    throw without("product");
  }

  /** See {@link Implementation#forward}. */
  default Forward forward(Net net, float[] parameters, float[] x, int rows, int threads) {
    throw without("prediction");
  }

  /** See {@link Implementation#backprop}. */
  default Backprop backprop(Net net, Batch batch, int threads) {
    throw without("gradient");
  }

  /** See {@link Implementation#trainStep}. */
  default TrainStep trainStep(Net net, Batch batch, int threads) {
    throw without("training step");
  }

  private IllegalArgumentException without(String what) {
    return new IllegalArgumentException("implementation: " + label() + ", expected one that has a " + what);
  }
}
