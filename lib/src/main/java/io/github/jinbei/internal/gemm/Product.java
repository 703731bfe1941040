package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/**
 * The product {@code C = S + alpha·A·B} by cache blocks, packing and microtiles: six loops round the micro-kernel.
 *
 * <p>Each element of C is one chain of fma over k ascending, begun at S; between blocks of k the chain is stored in C
 * and taken up again, so block sizes, packing and the shape of the tiles never show in the bits. Owns its packing
 * buffers, which grow to what the largest product needs and are then reused: nothing is allocated after that. Used by
 * one thread at a time.
 */
public final class Product {

  /**
   * Floats before the packed B. A large array begins a region of the G1 collector's heap, 16 bytes of header ahead of its
   * elements: 12 floats on, a cache line begins, and no vector of B straddles two. Elsewhere it does no harm. Gained an
   * eighth at 1024³ under G1.
   */
  private static final int LEAD = 12;

  private final MicroKernel kernel;
  private final Packing packing;
  private final Blocking blocking;
  private final Matrix zero;
  private final float[] edge;
  /** What {@link #fetch} read; kept so that the reads are not optimised away. */
  private float fetched;

  private float[] packedA = {};
  private float[] packedB = {};

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
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0 || alpha == 0) {
      copy(m, n, start, c);
      return;
    }
    boolean packB = b.columnStride != 1 || n < kernel.lanes() || blocking.packsB(m, n, k);
    boolean packA = alpha != 1 || (a.rowStride != 1 && m > 1) || blocking.packsA(m, n, k);
    reserve(packA, packB, m, n, k);

    // LOOP 6: split n into panels of nc columns
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = blocking.columns(n - jc);
      // LOOP 5: split k into stretches of kl terms; not parallel, nor is loop 3: the chains of C pass from one to the next
      for (int pl = 0, kl; pl < k; pl += kl) {
        kl = Math.min(k - pl, blocking.kl());
        if (packB) {
          packStretch(b, pl, kl, jc, nb);
        }
        // LOOP 4: split m into blocks of mc rows; the block of C stays in the second-level cache through loop 3
        for (int ic = 0, mb; ic < m; ic += mb) {
          mb = Math.min(m - ic, blocking.mc());
          // LOOP 3: split the stretch into blocks of kc terms
          for (int pc = pl, kb; pc < pl + kl; pc += kb) {
            kb = Math.min(pl + kl - pc, blocking.kc());
            if (packA) {
              packing.packA(alpha, a, ic, mb, pc, kb, packedA);
            }
            Matrix from = pc == 0 ? start : c;
            int blockB = packB ? packedOffset(pc - pl, nb) : b.at(pc, jc);
            macroKernel(mb, nb, kb, packA, a, ic, pc, packB, b, blockB, from, c, jc);
          }
        }
      }
    }
  }

  private void packStretch(Matrix b, int pl, int kl, int jc, int nb) {
    for (int pc = pl, kb; pc < pl + kl; pc += kb) {
      kb = Math.min(pl + kl - pc, blocking.kc());
      packing.packB(b, pc, kb, jc, nb, packedB, packedOffset(pc - pl, nb));
    }
  }

  /** Where the block that begins {@code terms} into a stretch lies in the packed B. */
  private int packedOffset(int terms, int nb) {
    return LEAD + terms * Math.max(nb, kernel.lanes());
  }

  /** One block of C, rows ic .. ic+mb, columns jc .. jc+nb, over terms pc .. pc+kb; B's block begins at blockB. */
  private void macroKernel(int mb, int nb, int kb, boolean packA, Matrix a, int ic, int pc, boolean packB, Matrix b,
      int blockB, Matrix from, Matrix c, int jc) {
    // LOOP 2: split the panel's columns into micropanels of B; one stays in the first-level cache through loop 1
    for (int jr = 0, columns; jr < nb; jr += columns) {
      columns = packing.panelColumns(nb - jr);
      float[] panelB = packB ? packedB : b.data;
      int offB = blockB + (packB ? jr * kb : jr);
      int stepB = packB ? Math.max(columns, kernel.lanes()) : b.rowStride;
      // LOOP 1: split the block's rows into micropanels of A
      for (int ir = 0, rows; ir < mb; ir += rows) {
        rows = Math.min(mb - ir, kernel.rows());
        float[] panelA = packA ? packedA : a.data;
        int offA = packA ? ir * kb : a.at(ic + ir, pc);
        int stepA = packA ? rows : a.columnStride;
        int i = ic + ir;
        int j = jc + jr;
        if (packB) {
          fetched = fetch(c, i + rows, j, Math.min(mb - ir - rows, kernel.rows()), columns);
        }
        if (columns < kernel.lanes()) {
          narrowTile(rows, columns, kb, panelA, offA, stepA, panelB, offB, stepB, from, c, i, j);
        } else {
          kernel.tile(rows, columns, kb, panelA, offA, stepA, panelB, offB, stepB,
              from.data, from.at(i, j), from.rowStride, c.data, c.at(i, j), c.rowStride);
        }
      }
    }
  }

  /**
   * Reads both ends of each row of the tile to come, whose values do not matter: the rows of a large C lie pages apart,
   * where no prefetcher of the hardware goes, and the tile would wait for them. See bench/NOTES.md for what it gains.
   */
  private static float fetch(Matrix c, int i, int j, int rows, int columns) {
    float sum = 0;
    int row = c.at(i, j);
    for (int r = 0; r < rows; r++) {
      sum += c.data[row] + c.data[row + columns - 1];
      row += c.rowStride;
    }
    return sum;
  }

  /** A tile with fewer columns than a vector has lanes: computed beside C at full width, and copied. */
  private void narrowTile(int rows, int columns, int kb, float[] panelA, int offA, int stepA,
      float[] panelB, int offB, int stepB, Matrix from, Matrix c, int i, int j) {
    int lanes = kernel.lanes();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from.data, from.at(i + r, j), edge, r * lanes, columns);
    }
    kernel.tile(rows, lanes, kb, panelA, offA, stepA, panelB, offB, stepB, edge, 0, lanes, edge, 0, lanes);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * lanes, c.data, c.at(i + r, j), columns);
    }
  }

  private void reserve(boolean packA, boolean packB, int m, int n, int k) {
    int kb = Math.min(k, blocking.kc());
    int needA = packA ? Math.min(m, blocking.mc()) * kb : 0;
    int needB = packB ? packedOffset(Math.min(k, blocking.kl()), blocking.columns(n)) : 0;
    if (packedA.length < needA) {
      packedA = new float[needA];
    }
    if (packedB.length < needB) {
      packedB = new float[needB];
    }
  }

  private static void copy(int m, int n, Matrix from, Matrix to) {
    if (from == to) {
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = to.at(i, 0);
      if (from.columnStride == 0) {
        Arrays.fill(to.data, row, row + n, 0f);
      } else {
        System.arraycopy(from.data, from.at(i, 0), to.data, row, n);
      }
    }
  }
}
