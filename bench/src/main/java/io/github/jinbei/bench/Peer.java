package io.github.jinbei.bench;

/** Another library. What it cannot compute throws. It is created by class name, because it is compiled on request only. */
interface Peer {

  /** Returns its name in benchmark parameters. */
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
