package io.github.jinbei.internal.gemm;

/** Memory for blocks of a C that is not kept: an epilogue alone reads them. It grows to the largest block and stays. */
final class Scratch {

  private final Matrix block = new Matrix().set(new float[0], 0, 0, 1);

  /** Returns a view of C whose rows ic .. ic+mb and columns jc .. jc+nb are this memory; other elements have no place. */
  Matrix block(int ic, int mb, int jc, int nb) {
    float[] data = block.data.length >= mb * nb ? block.data : new float[mb * nb];
    return block.set(data, -(ic * nb + jc), nb, 1);
  }
}
