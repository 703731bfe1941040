package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.TileShape;
import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernels that multiply one slice of A by many micropanels of B: the loops of {@code tile<rows>x2} in {@link
 * AdjacentTiles} and {@link ApartTiles} inside a loop over the micropanels. n is the number of columns of C, a multiple of two
 * vectors. The formula is in {@link io.github.jinbei.internal.gemm.MicroKernel}.
 *
 * <ul>
 * <li>{@code apart<rows>x2}: the rows of A lie {@link TileShape#ROW} floats apart, {@code a[i*ROW + p]}.
 * <li>{@code adjacent<rows>x2}: they lie next to each other, {@code a[p*step + i]}, where the step is the number of rows, or 8
 *     for six.
 * <li>{@code packApart}, {@code packAdjacent}: the same from a B that is not packed, {@code b[bOff + p*bStep + j]}. While they
 *     read it, they copy it to micropanels from {@code t[tOff]} on.
 * </ul>
 *
 * <p>Every step is a constant and the slice begins at index 0. So C2 moves all bounds checks out of the loop over k, and those
 * of A and C out of the loop over micropanels: a tile takes 55 cycles less than with one call for each tile. The index of B is
 * computed from the number of the term, not carried from term to term: so JDK 17 moves the checks too. All starts are loaded,
 * also zeros: else C2 keeps one register of zeros for all accumulators, uses the others for integers, and moves those back and
 * forth in each term. {@link Separator} explains the separators of six rows.
 *
 * <p>Of the FMA peak, operands in the second-level cache, at k = 16, 64, 256 (Zen 5, JDK 25): 6x2 in 256 bits 0.93, 0.98, 0.98,
 * one tile a call 0.80, 0.96, 0.98; 12x2 in 512 bits 0.78, 0.92, 0.95, one tile a call 0.74, 0.90, 0.95.
 */
final class MicropanelTiles {

  private static final int ROW = TileShape.ROW;

  private MicropanelTiles() {}

  // Generated from here on, by TileSource of the test tree.

  static void apart12x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      FloatVector ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j);
      FloatVector ca1 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j + LANES);
      FloatVector cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j);
      FloatVector cb1 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[p + 6 * ROW]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[p + 7 * ROW]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[p + 8 * ROW]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[p + 9 * ROW]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
        FloatVector aa = FloatVector.broadcast(FLOAT, a[p + 10 * ROW]);
        ca0 = aa.fma(b0, ca0);
        ca1 = aa.fma(b1, ca1);
        FloatVector ab = FloatVector.broadcast(FLOAT, a[p + 11 * ROW]);
        cb0 = ab.fma(b0, cb0);
        cb1 = ab.fma(b1, cb1);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
      ca0.intoArray(c, cOff + 10 * cRow + j);
      ca1.intoArray(c, cOff + 10 * cRow + j + LANES);
      cb0.intoArray(c, cOff + 11 * cRow + j);
      cb1.intoArray(c, cOff + 11 * cRow + j + LANES);
    }
  }

  static void adjacent12x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      FloatVector ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j);
      FloatVector ca1 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j + LANES);
      FloatVector cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j);
      FloatVector cb1 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[12 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[12 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[12 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[12 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[12 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[12 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[12 * p + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[12 * p + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[12 * p + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[12 * p + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
        FloatVector aa = FloatVector.broadcast(FLOAT, a[12 * p + 10]);
        ca0 = aa.fma(b0, ca0);
        ca1 = aa.fma(b1, ca1);
        FloatVector ab = FloatVector.broadcast(FLOAT, a[12 * p + 11]);
        cb0 = ab.fma(b0, cb0);
        cb1 = ab.fma(b1, cb1);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
      ca0.intoArray(c, cOff + 10 * cRow + j);
      ca1.intoArray(c, cOff + 10 * cRow + j + LANES);
      cb0.intoArray(c, cOff + 11 * cRow + j);
      cb1.intoArray(c, cOff + 11 * cRow + j + LANES);
    }
  }

  static void packApart12x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      FloatVector ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j);
      FloatVector ca1 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j + LANES);
      FloatVector cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j);
      FloatVector cb1 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[p + 6 * ROW]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[p + 7 * ROW]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[p + 8 * ROW]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[p + 9 * ROW]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
        FloatVector aa = FloatVector.broadcast(FLOAT, a[p + 10 * ROW]);
        ca0 = aa.fma(b0, ca0);
        ca1 = aa.fma(b1, ca1);
        FloatVector ab = FloatVector.broadcast(FLOAT, a[p + 11 * ROW]);
        cb0 = ab.fma(b0, cb0);
        cb1 = ab.fma(b1, cb1);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
      ca0.intoArray(c, cOff + 10 * cRow + j);
      ca1.intoArray(c, cOff + 10 * cRow + j + LANES);
      cb0.intoArray(c, cOff + 11 * cRow + j);
      cb1.intoArray(c, cOff + 11 * cRow + j + LANES);
    }
  }

  static void packAdjacent12x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      FloatVector ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j);
      FloatVector ca1 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j + LANES);
      FloatVector cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j);
      FloatVector cb1 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[12 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[12 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[12 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[12 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[12 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[12 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[12 * p + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[12 * p + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[12 * p + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[12 * p + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
        FloatVector aa = FloatVector.broadcast(FLOAT, a[12 * p + 10]);
        ca0 = aa.fma(b0, ca0);
        ca1 = aa.fma(b1, ca1);
        FloatVector ab = FloatVector.broadcast(FLOAT, a[12 * p + 11]);
        cb0 = ab.fma(b0, cb0);
        cb1 = ab.fma(b1, cb1);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
      ca0.intoArray(c, cOff + 10 * cRow + j);
      ca1.intoArray(c, cOff + 10 * cRow + j + LANES);
      cb0.intoArray(c, cOff + 11 * cRow + j);
      cb1.intoArray(c, cOff + 11 * cRow + j + LANES);
    }
  }

  static void apart10x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[p + 6 * ROW]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[p + 7 * ROW]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[p + 8 * ROW]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[p + 9 * ROW]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
    }
  }

  static void adjacent10x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[10 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[10 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[10 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[10 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[10 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[10 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[10 * p + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[10 * p + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[10 * p + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[10 * p + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
    }
  }

  static void packApart10x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[p + 6 * ROW]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[p + 7 * ROW]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[p + 8 * ROW]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[p + 9 * ROW]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
    }
  }

  static void packAdjacent10x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      FloatVector c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j);
      FloatVector c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j + LANES);
      FloatVector c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j);
      FloatVector c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j + LANES);
      FloatVector c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j);
      FloatVector c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j + LANES);
      FloatVector c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j);
      FloatVector c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[10 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[10 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[10 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[10 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[10 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[10 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[10 * p + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[10 * p + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[10 * p + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[10 * p + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
      c60.intoArray(c, cOff + 6 * cRow + j);
      c61.intoArray(c, cOff + 6 * cRow + j + LANES);
      c70.intoArray(c, cOff + 7 * cRow + j);
      c71.intoArray(c, cOff + 7 * cRow + j + LANES);
      c80.intoArray(c, cOff + 8 * cRow + j);
      c81.intoArray(c, cOff + 8 * cRow + j + LANES);
      c90.intoArray(c, cOff + 9 * cRow + j);
      c91.intoArray(c, cOff + 9 * cRow + j + LANES);
    }
  }

  static void apart6x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int never = Separator.never;
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        if (p == never) {
          break;
        }
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        if (ib == never) {
          break;
        }
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
    }
  }

  static void adjacent6x2(int n, int k, float[] a, float[] b, int bOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int never = Separator.never;
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      int jb = bOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[8 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[8 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        if (p == never) {
          break;
        }
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[8 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[8 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        if (ib == never) {
          break;
        }
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[8 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[8 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
    }
  }

  static void packApart6x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int never = Separator.never;
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[p + ROW]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        if (p == never) {
          break;
        }
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[p + 2 * ROW]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[p + 3 * ROW]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        if (ib == never) {
          break;
        }
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[p + 4 * ROW]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[p + 5 * ROW]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
    }
  }

  static void packAdjacent6x2(int n, int k, float[] a, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int never = Separator.never;
    for (int j = 0; j < n; j += 2 * LANES) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff + j);
      FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j + LANES);
      FloatVector c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j);
      FloatVector c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j + LANES);
      FloatVector c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j);
      FloatVector c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j + LANES);
      FloatVector c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j);
      FloatVector c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j + LANES);
      FloatVector c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j);
      FloatVector c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j + LANES);
      FloatVector c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j);
      FloatVector c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j + LANES);
      int jb = bOff + j;
      int jt = tOff + j * k;
      for (int p = 0; p < k; p++) {
        int ib = jb + p * bStep;
        int it = jt + p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        b0.intoArray(t, it);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        b1.intoArray(t, it + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[8 * p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[8 * p + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        if (p == never) {
          break;
        }
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[8 * p + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[8 * p + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        if (ib == never) {
          break;
        }
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[8 * p + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[8 * p + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
      }
      c00.intoArray(c, cOff + j);
      c01.intoArray(c, cOff + j + LANES);
      c10.intoArray(c, cOff + cRow + j);
      c11.intoArray(c, cOff + cRow + j + LANES);
      c20.intoArray(c, cOff + 2 * cRow + j);
      c21.intoArray(c, cOff + 2 * cRow + j + LANES);
      c30.intoArray(c, cOff + 3 * cRow + j);
      c31.intoArray(c, cOff + 3 * cRow + j + LANES);
      c40.intoArray(c, cOff + 4 * cRow + j);
      c41.intoArray(c, cOff + 4 * cRow + j + LANES);
      c50.intoArray(c, cOff + 5 * cRow + j);
      c51.intoArray(c, cOff + 5 * cRow + j + LANES);
    }
  }
}
