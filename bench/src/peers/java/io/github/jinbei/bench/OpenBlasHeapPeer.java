package io.github.jinbei.bench;

/** OpenBLAS on {@code float[]}. It has no nets, because each product would copy its weights again. */
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
