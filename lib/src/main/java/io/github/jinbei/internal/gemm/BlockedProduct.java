package io.github.jinbei.internal.gemm;

/**
 * The blocked product, with packing and microtiles: the five loops of BLIS round the micro-kernel. Between blocks of k the
 * chains of C are stored in C and continue from there, so blocks change no bit.
 *
 * <p>The loops have the names and numbers of BLIS. Their order differs in one place: here IR is outside JR, while in BLIS JR is
 * outside IR. In BLIS a micropanel of B stays in the first-level cache, and all micropanels of A are read. Here a slice of A,
 * as tall as a microtile, stays in the cache, and all micropanels of B are read. So tiles follow the rows of C, side by side,
 * and a B that is not packed is read along its rows. A slice of A is copied just before its only use, so no block of A is
 * packed: loop 3 divides the rows for the epilogue only. Narrow products of a transposed A keep the order of BLIS: {@link
 * #byMicropanels}.
 */
final class BlockedProduct {

  private final MicroKernel micro;
  private final TileShape shape;
  private final Blocking blocking;
  private final Packing packing;
  private final NarrowTiles narrow;
  private final Scratch scratch;
  private final PackedB ownB = new PackedB();

  /** Memory for one packed micropanel, from index 0 on. */
  private float[] micropanel = {};

  BlockedProduct(ProductKernels kernels, Packing packing, Scratch scratch) {
    this.micro = kernels.micro();
    this.shape = kernels.shape();
    this.blocking = new Blocking(shape);
    this.packing = packing;
    this.narrow = new NarrowTiles(shape, micro);
    this.scratch = scratch;
  }

  /** Computes any product of at least one row, column and term: see {@link Product#multiply}. */
  float multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, PackedB packed, Matrix start, Matrix c,
      Epilogue epilogue) {
    boolean sliceA = alpha != 1 || (a.rowStride == 1 ? shape.slicesTransposedA(m, n, k) : m > 1);
    boolean packB = packed == null && packing.packsB(m, n, k, b, sliceA);
    int nc = blocking.columns(n);
    int kc = blocking.terms(k);
    int mc = blocking.rows(m, nc, epilogue != null);
    PackedB copyOfB = packed != null ? packed : ownB;
    if (packB) {
      ownB.reserve((long) Math.max(Math.min(n, nc + shape.lanes()), shape.lanes()) * kc);
    }

    float largest = 0;
    // LOOP 5 (JC): columns of B and C in blocks of nc
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = blocking.blockColumns(n - jc, nc);
      // LOOP 4 (PC): terms in blocks of kc, one after the other, as the chains of C pass from one to the next
      for (int pc = 0, kb; pc < k; pc += kb) {
        kb = Math.min(k - pc, kc);
        int width = Math.max(nb, shape.lanes());
        int at = packed != null ? packed.block(jc, k, pc, width) : ownB.block(0, kc, 0, width);
        boolean packAsRead = packB && sliceA && b.columnStride == 1 && shape.packsAsRead(Math.min(m, mc), nb, kb);
        if (packB && !packAsRead) {
          packing.packB(b, pc, kb, jc, nb, copyOfB.data, at);
        }
        // LOOP 3 (IC): rows of A and C in blocks of mc
        for (int ic = 0, mb; ic < m; ic += mb) {
          mb = Math.min(m - ic, mc);
          boolean asItIs = packed == null && (!packB || (packAsRead && ic == 0));
          Matrix target = c != null ? c : k <= kc ? scratch.block(ic, mb, jc, nb) : scratch.block(0, m, jc, nb);
          float copied = block(ic, mb, jc, nb, pc, kb, alpha, a, sliceA, asItIs ? b.data : copyOfB.data,
              asItIs ? b.at(pc, jc) : at, asItIs ? b.rowStride : 0, asItIs && packAsRead ? copyOfB.data : null, at,
              pc == 0 ? start : target, target);
          largest = Product.larger(largest, copied);
          if (epilogue != null && pc + kb == k) {
            epilogue.accept(ic, jc, mb, nb, target.data, target.at(ic, jc), target.rowStride);
          }
        }
      }
    }
    return largest;
  }

  /**
   * Computes a product of at most one full microtile over one block of terms, with alpha 1, B not packed, and at least a
   * vector of columns. Loops 5 to 3 would run once each, and the decisions of {@link #block} are known. Loops 2 and 1 would
   * run once too, unless m is no height of a tile: then the rows are several tiles.
   */
  float oneTile(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    Matrix target = c != null ? c : scratch.block(0, m, 0, n);
    boolean transposed = a.rowStride == 1;
    float largest = transposed ? PackKernel.UNKNOWN : packing.packA(1f, a, 0, m, 0, k);
    float[] slice = transposed ? a.data : packing.slice(0);
    int aOff = transposed ? a.offset : 0;
    int aRow = transposed ? 1 : TileShape.ROW;
    int aStep = transposed ? a.columnStride : 1;
    if (shape.height(m) == m) {
      micro.tile(m, n, k, slice, aOff, aRow, aStep, b.data, b.offset, b.rowStride, start.data, start.at(0, 0), start.rowStride,
          target.data, target.at(0, 0), target.rowStride);
    } else {
      tiles(0, m, m, 0, 0, n, k, slice, aOff, aRow, aStep, b.data, b.offset, b.rowStride, start, target);
    }
    if (epilogue != null) {
      epilogue.accept(0, 0, m, n, target.data, target.at(0, 0), target.rowStride);
    }
    return largest;
  }

  /**
   * Computes one block of C, rows ic .. ic+mb and columns jc .. jc+nb, over terms pc .. pc+kb.
   *
   * @param sliceA whether A is copied slice by slice; else it is read in place
   * @param b holds the block of B from {@code bOff} on: packed if {@code bStep} is 0, else with this row stride
   * @param copyOfB receives the packed block of B from {@code at} on, as the first slice, a full one, reads it; or null
   * @return the largest magnitude in A, or {@link PackKernel#UNKNOWN}
   */
  private float block(int ic, int mb, int jc, int nb, int pc, int kb, float alpha, Matrix a, boolean sliceA, float[] b,
      int bOff, int bStep, float[] copyOfB, int at, Matrix from, Matrix c) {
    boolean transposed = a.rowStride == 1;
    boolean many = sliceA && (bStep == 0 || copyOfB != null) && shape.manyMicropanels(nb);
    boolean oneArray = !sliceA || (!transposed && !many);
    int first = !sliceA && transposed && bStep != 0 && from.zero() && shape.byMicropanels(mb, nb)
        ? byMicropanels(ic, mb, jc, nb, pc, kb, a, b, bOff, bStep, c) : 0;
    float largest = sliceA ? 0 : PackKernel.UNKNOWN;
    int aRow = transposed ? 1 : TileShape.ROW;
    int aStep = !sliceA ? a.columnStride : transposed ? shape.step() : 1;
    // Groups of rows whose A is copied together
    for (int ig = first, group; ig < mb; ig += group) {
      group = sliceA ? shape.rowsCopiedTogether(mb - ig, transposed, many) : mb - ig;
      if (sliceA) {
        largest = Product.larger(largest, packing.packA(alpha, a, ic + ig, group, pc, kb));
      }
      if (oneArray) {
        tiles(ic + ig, group, ic + mb, jc, 0, nb, kb, sliceA ? packing.slice(0) : a.data, sliceA ? 0 : a.at(ic + ig, pc), aRow,
            aStep, b, bOff, bStep, from, c);
        continue;
      }
      // LOOP 2 (IR): the rows of the block in slices as tall as a microtile
      for (int ir = ig, number = 0, rows; ir < ig + group; ir += rows, number++) {
        rows = shape.height(mb - ir);
        float[] slice = packing.slice(number);
        int whole = many && rows == shape.mr() ? blocking.wholeMicropanels(nb) : 0;
        if (copyOfB != null) {
          micro.packMicropanels(whole, kb, slice, aRow, b, bOff, bStep, copyOfB, at, from.data, from.at(ic + ir, jc),
              from.rowStride, c.data, c.at(ic + ir, jc), c.rowStride);
          packing.packRagged(whole, nb, kb, b, bOff, bStep, copyOfB, at);
          b = copyOfB;
          bOff = at;
          bStep = 0;
          copyOfB = null;
        } else if (whole > 0) {
          micro.micropanels(whole, kb, slice, aRow, b, bOff, from.data, from.at(ic + ir, jc), from.rowStride,
              c.data, c.at(ic + ir, jc), c.rowStride);
        }
        if (whole < nb) {
          tiles(ic + ir, rows, ic + mb, jc, whole, nb, kb, slice, 0, aRow, aStep, b, bOff, bStep, from, c);
        }
      }
    }
    return largest;
  }

  /**
   * Computes rows i .. i+m of a block whose rows end at {@code end}, tile by tile. The columns of the block are jc .. jc+nb;
   * the first ones, {@code first} in number, are skipped.
   *
   * @param a holds all these rows from {@code aOff} on, {@code aRow} floats apart
   */
  private void tiles(int i, int m, int end, int jc, int first, int nb, int kb, float[] a, int aOff, int aRow, int aStep,
      float[] b, int bOff, int bStep, Matrix from, Matrix c) {
    if (nb < shape.lanes()) {
      narrow.tiles(m, nb, kb, a, aOff, aRow, aStep, b, bOff, bStep, from, c, i, jc, end);
      return;
    }
    float[] s = from.data;
    int sOff = from.at(i, jc);
    int sRow = from.rowStride;
    int sColumn = from.columnStride;
    float[] cData = c.data;
    int cOff = c.at(i, jc);
    int cRow = c.rowStride;
    // LOOP 2 (IR): the rows in slices
    for (int ir = 0, rows; ir < m; ir += rows) {
      rows = shape.height(end - i - ir);
      // LOOP 1 (JR): the columns in micropanels of B
      for (int jr = first, columns; jr < nb; jr += columns) {
        columns = blocking.micropanelColumns(nb - jr);
        micro.tile(rows, columns, kb, a, aOff + ir * aRow, aRow, aStep, b, bOff + (bStep == 0 ? jr * kb : jr),
            bStep == 0 ? columns : bStep, s, sOff + ir * sRow + jr * sColumn, sRow, cData, cOff + ir * cRow + jr, cRow);
      }
    }
  }

  /**
   * Computes all full slices of a block from zero, with loops 2 and 1 in the order of BLIS: for each micropanel of B, all
   * slices of a transposed A, which is read in place. Ragged columns are computed together with columns before them, which
   * are computed twice.
   *
   * @return how many rows are computed
   */
  private int byMicropanels(int ic, int mb, int jc, int nb, int pc, int kb, Matrix a, float[] b, int bOff, int bStep,
      Matrix c) {
    int nr = shape.nr();
    int rows = shape.rowsOfFullSlices(mb);
    if (micropanel.length < kb * nr) {
      micropanel = new float[kb * nr];
    }
    for (int jr = 0; jr < nb; jr += nr) {
      int j = nb - jr > shape.lanes() ? jr : nb - nr;
      micro.slices(rows, Math.min(nr, nb - j), kb, a.data, a.at(ic, pc), a.columnStride, b, bOff + j, bStep, micropanel,
          c.data, c.at(ic, jc + j), c.rowStride);
    }
    return rows;
  }
}
