package io.github.jinbei.internal.gemm;

/** Calls every tile often enough for its products to be no longer cut into short blocks, as those of first calls are. */
final class TileAge {

  /** More than the first calls of a tile in lanes, and terms enough for them to be cut. */
  private static final int CALLS = 2000;
  private static final int TERMS = 17;

  private TileAge() {}

  static void reach(MicroKernel kernel) {
    int columns = kernel.columns();
    float[] a = new float[kernel.rows() * MicroKernel.ROW + TERMS];
    float[] b = new float[TERMS * columns];
    float[] c = new float[kernel.rows() * columns];
    for (int call = 0; call < CALLS; call++) {
      for (int rows = 1; rows <= kernel.rows(); rows++) {
        if (kernel.height(rows) == rows) {
          for (int width = kernel.lanes(); width <= columns; width += kernel.lanes()) {
            kernel.tile(rows, width, TERMS, a, 0, 1, 1, b, 0, columns, c, 0, columns, c, 0, columns);
            kernel.tile(rows, width, TERMS, a, 0, MicroKernel.ROW, 1, b, 0, columns, c, 0, columns, c, 0, columns);
          }
        }
      }
    }
  }
}
