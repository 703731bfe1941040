package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/**
 * The product {@code C = S + alpha·A·B} by cache blocks, packing and microtiles: five loops round the micro-kernel.
 *
 * <p>Each element of C is one chain of fma over k ascending, begun at S; between blocks of k the chain is stored in C
 * and taken up again, so block sizes, packing and the shape of the tiles never show in the bits. Owns its packing
 * buffers, which grow to what the largest product needs and are then reused: nothing is allocated after that. Used by
 * one thread at a time.
 */
public final class Product {

  private final MicroKernel kernel;
  private final Packing packing;
  private final Blocking blocking;
  private final Matrix zero;
  private final float[] edge;
  private final Panels ownPanels = new Panels();
  private final Matrix ownBlock = new Matrix().set(new float[0], 0, 0, 1);
  private float[] packedA = {};

  /** A product computed by the given micro-kernel. */
  public Product(MicroKernel kernel) {
    this.kernel = kernel;
    this.packing = new Packing(kernel);
    this.blocking = Blocking.of(kernel);
    this.zero = new Matrix().set(new float[kernel.columns()], 0, 0, 0);
    this.edge = new float[kernel.rows() * kernel.lanes()];
  }

  /** A start of zeros, of any size: for products of this object only. */
  public Matrix zero() {
    return zero;
  }

  /**
   * {@code C = S + alpha·A·B}, where A is m x k, B is k x n, S (the start) and C are m x n. S and C have column stride
   * 1 (or S is {@link #zero}); S may be C. C overlaps neither A nor B. With alpha 0 or k 0, A and B are not read.
   */
  public void multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, Matrix start, Matrix c) {
    multiply(m, n, k, alpha, a, b, null, start, c, null);
  }

  /**
   * The same, with B packed beforehand, C handed out block by block, or both.
   *
   * @param packed B as {@link #pack} packed it, or null; then b is read
   * @param c receives C, or null: then the epilogue alone sees it, and S is not C
   * @param epilogue takes the finished blocks, or null
   * @return the largest magnitude in A, NaN if a NaN is there, if A was copied; else {@link MicroKernel#UNKNOWN}
   */
  public float multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, Panels packed, Matrix start, Matrix c,
      Epilogue epilogue) {
    if (m == 0 || n == 0) {
      return MicroKernel.UNKNOWN;
    }
    boolean noTerms = k == 0 || alpha == 0;
    if (!noTerms && n < kernel.lanes() && alpha == 1 && blocking.small(m, n, k)) {
      small(m, n, k, a, b, start, c != null ? c : ownBlock(0, m, 0, n), epilogue);
      return MicroKernel.UNKNOWN;
    }
    boolean readsB = !noTerms && alpha == 1 && packed == null && b.columnStride == 1 && n >= kernel.lanes();
    if (readsB && blocking.oneTile(m, n, k)) {
      return oneTile(m, n, k, a, b, start, c != null ? c : ownBlock(0, m, 0, n), epilogue);
    }
    boolean rowWise = readsB && (m == 1 || (k == 1 && n > kernel.columns()));
    boolean chains = !noTerms && alpha == 1 && m == 1 && b.rowStride == 1 && b.columnStride != 1 && a.columnStride == 1
        && packed == null;
    boolean packB = !noTerms && !rowWise && !chains && (packed != null || packsB(m, n, k, b));
    boolean packA = !noTerms && !rowWise && !chains
        && (alpha != 1 || (a.rowStride == 1 ? blocking.packsTransposedA(m, n, k) : m > 1));
    int kc = blocking.terms(Math.max(k, 1));
    int nc = blocking.columns(n);
    int mc = blocking.rows(m, nc, packA && a.rowStride != 1, packB, epilogue != null);
    // Without terms, and where a row takes all of them at once, one pass.
    int terms = noTerms || rowWise || chains ? 1 : k;
    Panels panels = packed != null ? packed : ownPanels;
    if (packB && packed == null) {
      ownPanels.reserve((long) Math.max(Math.min(n, nc + kernel.lanes()), kernel.lanes()) * kc);
    }
    if (packA) {
      roomForA(mc);
    }

    float largest = packA ? 0 : MicroKernel.UNKNOWN;
    // LOOP 5: split n into panels of nc columns
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = packing.blockColumns(n - jc, nc);
      // LOOP 4: split k into blocks of kc terms; not parallel: the chains of C pass from one to the next
      for (int pc = 0, kb; pc < terms; pc += kb) {
        kb = Math.min(terms - pc, kc);
        int width = Math.max(nb, kernel.lanes());
        int at = !packB ? b.at(pc, jc) : packed != null ? packed.block(jc, k, pc, width) : ownPanels.block(0, kc, 0, width);
        if (packB && packed == null) {
          packing.packB(b, pc, kb, jc, nb, panels.data, at);
        }
        // LOOP 3: split m into blocks of mc rows
        for (int ic = 0, mb; ic < m; ic += mb) {
          mb = Math.min(m - ic, mc);
          Matrix target = c != null ? c : terms <= kc ? ownBlock(ic, mb, jc, nb) : ownBlock(0, m, jc, nb);
          if (noTerms) {
            copy(ic, mb, jc, nb, start, target);
          } else if (rowWise) {
            rows(ic, mb, jc, nb, k, a, b, start, target);
          } else if (chains) {
            kernel.rowOfTransposed(nb, k, a.data, a.offset, b.data, b.at(0, jc), b.columnStride,
                start == zero ? null : start.data, start.at(0, jc), target.data, target.at(0, jc));
          } else {
            if (packA) {
              float copied = packing.packA(alpha, a, ic, mb, pc, kb, packedA);
              largest = larger(largest, copied);
            }
            macroKernel(ic, mb, jc, nb, pc, kb, packA, a, packB ? panels.data : b.data, at, packB ? 0 : b.rowStride,
                pc == 0 ? start : target, target);
          }
          if (epilogue != null && pc + kb == terms) {
            epilogue.accept(ic, jc, mb, nb, target.data, target.at(ic, jc), target.rowStride);
          }
        }
      }
    }
    return largest;
  }

  /** Returns the larger of two largest magnitudes, NaN if one is; {@link MicroKernel#UNKNOWN} if one is unknown. */
  public static float larger(float x, float y) {
    return x < 0 || y < 0 ? MicroKernel.UNKNOWN : Math.max(x, y);
  }

  /**
   * Packs micropanels of B, k x n, of those columns from {@code from} to {@code to}, so that several threads can share the
   * work: both are multiples of the micro-kernel's columns, or n. The panels have been made to hold B by {@link #reserve}.
   */
  public void pack(Matrix b, int k, int n, int from, int to, Panels panels) {
    int kc = blocking.terms(k);
    int nc = blocking.columns(n);
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = packing.blockColumns(n - jc, nc);
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = packing.panelColumns(nb - jr);
        if (jc + jr < from || jc + jr >= to) {
          continue;
        }
        for (int pc = 0, kb; pc < k; pc += kb) {
          kb = Math.min(k - pc, kc);
          int at = panels.block(jc, k, pc, Math.max(nb, kernel.lanes())) + jr * kb;
          packing.packPanel(b, pc, kb, jc + jr, columns, panels.data, at);
        }
      }
    }
  }

  /** Makes room in the panels for a B of k x n. */
  public void reserve(int k, int n, Panels panels) {
    panels.reserve((long) Math.max(n, kernel.lanes()) * k);
  }

  /** Whether a product of these sizes packs its B. */
  public boolean packsB(int m, int n, int k, Matrix b) {
    return b.columnStride != 1 || tooNarrow(k, n, b) || blocking.packsB(m, n, k);
  }

  /** Rows of a microtile: a share of rows of C is best a multiple. */
  public int rowGrain() {
    return kernel.rows();
  }

  /** Columns of a micropanel: the grain of {@link #pack}. */
  public int grain() {
    return kernel.columns();
  }

  /**
   * One block of C, rows ic .. ic+mb, columns jc .. jc+nb, over terms pc .. pc+kb. B's block begins at {@code blockB} of
   * {@code dataB}: packed where {@code strideB} is 0, else with that row stride.
   */
  private void macroKernel(int ic, int mb, int jc, int nb, int pc, int kb, boolean packA, Matrix a, float[] dataB,
      int blockB, int strideB, Matrix from, Matrix c) {
    float[] dataA = packA ? packedA : a.data;
    int offA = packA ? 0 : a.at(ic, pc);
    boolean adjacent = a.rowStride == 1;
    boolean sliced = packA && adjacent;
    int rowA = adjacent ? 1 : MicroKernel.ROW;
    // LOOP 2: split the block's rows into slices, whose rows of A stay in the first-level cache
    for (int ir = 0, rows; ir < mb; ir += rows) {
      rows = nb <= kernel.columns() && !sliced ? mb : kernel.height(mb - ir);
      int stepA = sliced ? rows : packA ? 1 : a.columnStride;
      int sliceA = offA + ir * (sliced ? kb : rowA);
      int i = ic + ir;
      // LOOP 1: split the panel's columns into micropanels of B
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = packing.panelColumns(nb - jr);
        int width = Math.max(columns, kernel.lanes());
        int offB = blockB + (strideB == 0 ? jr * kb : jr);
        int stepB = strideB == 0 ? width : strideB;
        int j = jc + jr;
        if (columns == width) {
          kernel.tile(rows, columns, kb, dataA, sliceA, rowA, stepA, dataB, offB, stepB,
              from.data, from.at(i, j), from.rowStride, c.data, c.at(i, j), c.rowStride);
        } else {
          narrowTiles(rows, columns, kb, dataA, sliceA, rowA, stepA, dataB, offB, stepB, from, c, i, j);
        }
      }
    }
  }

  /**
   * Tiles with fewer columns than a vector has lanes, computed at full width. Where C is dense and not the start, what a
   * row has too much falls on the rows behind it, which are written later: so they go straight to C, but for the last rows,
   * whose excess would fall behind C. Those, and all others, are computed beside C and copied.
   */
  private void narrowTiles(int mb, int columns, int kb, float[] dataA, int offA, int rowA, int stepA,
      float[] dataB, int offB, int stepB, Matrix from, Matrix c, int ic, int j) {
    int lanes = kernel.lanes();
    int direct = 0;
    if (c.rowStride == columns && from.rowStride == 0 && from.data != c.data) {
      direct = Math.max(0, mb - (lanes + columns - 1) / columns);
      copyNarrow(1, columns, from.data, from.at(0, j), 0, edge, 0, lanes);
      if (direct > 0) {
        kernel.tile(direct, lanes, kb, dataA, offA, rowA, stepA, dataB, offB, stepB, edge, 0, 0,
            c.data, c.at(ic, j), columns);
      }
    }
    for (int ir = direct, rows; ir < mb; ir += rows) {
      rows = Math.min(mb - ir, kernel.rows());
      copyNarrow(rows, columns, from.data, from.at(ic + ir, j), from.rowStride, edge, 0, lanes);
      kernel.tile(rows, lanes, kb, dataA, offA + ir * rowA, rowA, stepA, dataB, offB, stepB, edge, 0, lanes, edge, 0, lanes);
      copyNarrow(rows, columns, edge, 0, lanes, c.data, c.at(ic + ir, j), c.rowStride);
    }
  }

  private static void copyNarrow(int rows, int columns, float[] from, int f, int fStep, float[] to, int t, int tStep) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        to[t + r * tStep + j] = from[f + r * fStep + j];
      }
    }
  }

  /** Whether reading whole vectors from the rows of B would go beyond its array. */
  private boolean tooNarrow(int k, int n, Matrix b) {
    return n < kernel.lanes() && b.at(k - 1, 0) + kernel.lanes() > b.data.length;
  }

  /** A whole small product of few columns. */
  private void small(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    int lanes = kernel.lanes();
    if (n == 1 && a.rowStride == 1 && c.rowStride == 1 && start == zero && m >= lanes && m <= kernel.columns()) {
      // A column of C as the row of the transposed product, whose B is Aᵀ as it stands: a·b is b·a.
      kernel.tile(1, m, k, b.data, b.offset, 1, b.rowStride, a.data, a.offset, a.columnStride,
          zero.data, 0, 0, c.data, c.offset, 0);
    } else {
      kernel.elements(m, n, k, a.data, a.offset, a.rowStride, a.columnStride, b.data, b.offset, b.rowStride, b.columnStride,
          start.data, start.offset, start.rowStride, start.columnStride, c.data, c.offset, c.rowStride);
    }
    if (epilogue != null) {
      epilogue.accept(0, 0, m, n, c.data, c.offset, c.rowStride);
    }
  }

  /** Computes a product of one microtile from B as it is; returns what {@link #multiply} returns. */
  private float oneTile(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    float largest = MicroKernel.UNKNOWN;
    float[] dataA = a.data;
    int offA = a.offset;
    if (a.rowStride != 1) {
      largest = packing.packA(1f, a, 0, m, 0, k, roomForA(m));
      dataA = packedA;
      offA = 0;
    }
    int rowA = a.rowStride == 1 ? 1 : MicroKernel.ROW;
    int stepA = a.rowStride == 1 ? a.columnStride : 1;
    kernel.tile(m, n, k, dataA, offA, rowA, stepA, b.data, b.offset, b.rowStride, start.data, start.offset, start.rowStride,
        c.data, c.at(0, 0), c.rowStride);
    if (epilogue != null) {
      epilogue.accept(0, 0, m, n, c.data, c.at(0, 0), c.rowStride);
    }
    return largest;
  }

  /** A block of C row by row, B read where it lies; what is no whole number of vectors goes to two overlapping ones. */
  private void rows(int ic, int mb, int jc, int nb, int k, Matrix a, Matrix b, Matrix start, Matrix c) {
    int lanes = kernel.lanes();
    int ragged = nb % lanes == 0 ? 0 : nb % lanes + lanes;
    int whole = nb < ragged ? 0 : nb - ragged;
    for (int i = ic; i < ic + mb; i++) {
      int offA = a.at(i, 0);
      if (whole > 0) {
        kernel.row(whole, k, a.data, offA, a.columnStride, b.data, b.at(0, jc), b.rowStride,
            start == zero ? null : start.data, start.at(i, jc), c.data, c.at(i, jc));
      }
      if (whole < nb) {
        int j = jc + whole;
        kernel.tile(1, nb - whole, k, a.data, offA, 0, a.columnStride, b.data, b.at(0, j), b.rowStride,
            start.data, start.at(i, j), 0, c.data, c.at(i, j), 0);
      }
    }
  }

  /** Returns the buffer for copies of A, made larger if it has less than mb rows. */
  private float[] roomForA(int mb) {
    if (packedA.length < Packing.sizeA(mb)) {
      packedA = new float[Packing.sizeA(mb)];
    }
    return packedA;
  }

  /** The scratch block that stands for rows ic .. ic+mb and columns jc .. jc+nb of a C that is not kept. */
  private Matrix ownBlock(int ic, int mb, int jc, int nb) {
    float[] data = ownBlock.data.length >= mb * nb ? ownBlock.data : new float[mb * nb];
    return ownBlock.set(data, -(ic * nb + jc), nb, 1);
  }

  private static void copy(int ic, int mb, int jc, int nb, Matrix from, Matrix to) {
    if (from == to) {
      return;
    }
    for (int i = ic; i < ic + mb; i++) {
      int row = to.at(i, jc);
      if (from.columnStride == 0) {
        Arrays.fill(to.data, row, row + nb, 0f);
      } else {
        System.arraycopy(from.data, from.at(i, jc), to.data, row, nb);
      }
    }
  }
}
