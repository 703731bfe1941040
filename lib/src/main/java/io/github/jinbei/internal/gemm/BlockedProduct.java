package io.github.jinbei.internal.gemm;

/**
 * The product by blocks for the caches, packing and microtiles: the five loops of BLIS round the micro-kernel. Between blocks
 * of k the chains of C are stored in C and continued from there, so blocks show in no bit.
 *
 * <p>The loops have the names and numbers of BLIS. Here IR lies outside JR, while BLIS has JR outside: there a micropanel of B
 * stays in the first-level cache and micropanels of A pass by. Here a slice of A stays and micropanels of B pass by. So tiles
 * follow the rows of C, one beside the other, and a B that is not packed is read along its rows.
 */
final class BlockedProduct {

  private final MicroKernel micro;
  private final TileShape shape;
  private final Blocking blocking;
  private final Packing packing;
  private final NarrowTiles narrow;
  private final Scratch scratch;
  private final Panels ownPanels = new Panels();
  private float[] packedA = {};

  BlockedProduct(ProductKernels kernels, Packing packing, Scratch scratch) {
    this.micro = kernels.micro();
    this.shape = kernels.shape();
    this.blocking = new Blocking(shape);
    this.packing = packing;
    this.narrow = new NarrowTiles(micro);
    this.scratch = scratch;
  }

  /** Computes any product of at least one row, column and term: see {@link Product#multiply}. */
  float multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, Panels packed, Matrix start, Matrix c,
      Epilogue epilogue) {
    boolean transposedA = a.rowStride == 1;
    boolean packA = alpha != 1 || (transposedA ? shape.packsTransposedA(m, n, k) : m > 1);
    boolean packB = packed != null || packing.packsB(m, n, k, b);
    int nc = blocking.columns(n);
    int kc = blocking.terms(k);
    int mc = blocking.rows(m, nc, packA && !transposedA, packB, epilogue != null);
    Panels panels = packed != null ? packed : ownPanels;
    if (packB && packed == null) {
      ownPanels.reserve((long) Math.max(Math.min(n, nc + shape.lanes()), shape.lanes()) * kc);
    }

    float largest = 0;
    // LOOP 5 (JC): columns of B and C in blocks of nc
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = blocking.blockColumns(n - jc, nc);
      // LOOP 4 (PC): terms in blocks of kc, one after the other, as the chains of C pass from one to the next
      for (int pc = 0, kb; pc < k; pc += kb) {
        kb = Math.min(k - pc, kc);
        int width = Math.max(nb, shape.lanes());
        int bOff = !packB ? b.at(pc, jc) : packed != null ? packed.block(jc, k, pc, width) : ownPanels.block(0, kc, 0, width);
        if (packB && packed == null) {
          packing.packB(b, pc, kb, jc, nb, panels.data, bOff);
        }
        // LOOP 3 (IC): rows of A and C in blocks of mc
        for (int ic = 0, mb; ic < m; ic += mb) {
          mb = Math.min(m - ic, mc);
          Matrix target = c != null ? c : k <= kc ? scratch.block(ic, mb, jc, nb) : scratch.block(0, m, jc, nb);
          float copied = block(ic, mb, jc, nb, pc, kb, alpha, a, packA, packB ? panels.data : b.data, bOff,
              packB ? 0 : b.rowStride, pc == 0 ? start : target, target, pc + kb == k ? epilogue : null);
          largest = Product.larger(largest, copied);
        }
      }
    }
    return largest;
  }

  /**
   * Computes a product of at most one full microtile over one block of terms, alpha 1 and B as it is: of loops 5 to 3 each
   * would run once.
   */
  float oneTile(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    Matrix target = c != null ? c : scratch.block(0, m, 0, n);
    return block(0, m, 0, n, 0, k, 1f, a, a.rowStride != 1, b.data, b.offset, b.rowStride, start, target, epilogue);
  }

  /**
   * Computes one block of C, rows ic .. ic+mb and columns jc .. jc+nb, over terms pc .. pc+kb: packs its A or not, runs the
   * macro-kernel, and calls the epilogue, if not null.
   *
   * @param b holds B's block from {@code bOff} on: packed where {@code bStep} is 0, else with that row stride
   * @return the largest magnitude in A, or {@link PackKernel#UNKNOWN}
   */
  private float block(int ic, int mb, int jc, int nb, int pc, int kb, float alpha, Matrix a, boolean packA, float[] b,
      int bOff, int bStep, Matrix from, Matrix c, Epilogue epilogue) {
    float largest = PackKernel.UNKNOWN;
    float[] aData = a.data;
    int aOff = a.at(ic, pc);
    int aRow = a.rowStride == 1 ? 1 : TileShape.ROW;
    int aStep = a.columnStride;
    if (packA) {
      if (packedA.length < Packing.sizeA(mb)) {
        packedA = new float[Packing.sizeA(mb)];
      }
      largest = packing.packA(alpha, a, ic, mb, pc, kb, packedA);
      aData = packedA;
      aOff = 0;
      aStep = a.rowStride == 1 ? 0 : 1;
    }
    if (nb < shape.lanes()) {
      narrow.tiles(ic, mb, jc, nb, kb, aData, aOff, aRow, aStep, b, bOff, bStep, from, c);
    } else {
      macroKernel(ic, mb, jc, nb, kb, aData, aOff, aRow, aStep, b, bOff, bStep, from, c);
    }
    if (epilogue != null) {
      epilogue.accept(ic, jc, mb, nb, c.data, c.at(ic, jc), c.rowStride);
    }
    return largest;
  }

  /**
   * Computes the microtiles of one block. A step of 0 stands for micropanels, whose step is their height or width.
   *
   * <p>Fields are read once, before the loops. Read again for each tile they cost 6 % where tiles have few terms (C of 784 x 30
   * over 10 terms, A transposed: medians of the best of seven forks in turns, Zen 5, JDK 25).
   */
  private void macroKernel(int ic, int mb, int jc, int nb, int kb, float[] a, int aOff, int aRow, int aStep, float[] b,
      int bOff, int bStep, Matrix from, Matrix to) {
    float[] s = from.data;
    int sOff = from.at(ic, jc);
    int sRow = from.rowStride;
    int sColumn = from.columnStride;
    float[] c = to.data;
    int cOff = to.at(ic, jc);
    int cRow = to.rowStride;
    // LOOP 1 (IR): the block's rows in slices as high as a microtile
    for (int ir = 0, rows; ir < mb; ir += rows) {
      rows = shape.height(mb - ir);
      int ai = aOff + ir * (aStep == 0 ? kb : aRow);
      int sliceStep = aStep == 0 ? rows : aStep;
      int si = sOff + ir * sRow;
      int ci = cOff + ir * cRow;
      // LOOP 2 (JR): the block's columns in micropanels of B
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = blocking.panelColumns(nb - jr);
        micro.tile(rows, columns, kb, a, ai, aRow, sliceStep,
            b, bOff + (bStep == 0 ? jr * kb : jr), bStep == 0 ? columns : bStep,
            s, si + jr * sColumn, sRow, c, ci + jr, cRow);
      }
    }
  }
}
