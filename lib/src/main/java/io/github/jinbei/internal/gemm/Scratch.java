package io.github.jinbei.internal.gemm;

/** Memory for blocks of a C that only an epilogue reads. It grows to the largest block and is then reused. */
final class Scratch {

  private final Matrix block = new Matrix().set(new float[0], 0, 0, 1);

  /** Returns a view of C whose rows ic .. ic+mb and columns jc .. jc+nb are this memory; it has no other elements. */
  Matrix block(int ic, int mb, int jc, int nb) {
    float[] data = block.data.length >= mb * nb ? block.data : new float[mb * nb];
    return block.set(data, -(ic * nb + jc), nb, 1);
  }
}
