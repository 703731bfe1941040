package io.github.jinbei.bench;

/** OpenBLAS on {@code float[]}; no nets, as each product copies its weights anew. */
final class OpenBlasHeapPeer implements Peer {

  @Override
  public String label() {
    return Implementation.OPENBLAS_HEAP.label();
  }

  @Override
  public Product product(Operands operands, int threads) {
    return new OpenBlasHeapProduct(operands, threads);
  }
}
