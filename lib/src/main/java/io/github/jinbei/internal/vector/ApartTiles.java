package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;

import io.github.jinbei.internal.gemm.TileShape;
import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernels of {@link AdjacentTiles} for an A whose rows lie {@link TileShape#ROW} floats apart, {@code a[aOff +
 * i*ROW + p*aStep]}: rows that were copied. The distance is a constant, so here too one index and constant displacements
 * address a term of A. With a variable distance C2 needs an index and a bounds check for each row, and has too few registers
 * for them: 12x2 fell from 0.98 to 0.81 of the FMA peak (Zen 4), from 0.94 to 0.68 on a Xeon of family 6, model 207.
 */
final class ApartTiles {

  private static final int ROW = TileShape.ROW;

  private ApartTiles() {}

  // Generated from here on, by TileSource of the test tree.

  static void tile12x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    FloatVector c50 = c00;
    FloatVector c51 = c01;
    FloatVector c60 = c00;
    FloatVector c61 = c01;
    FloatVector c70 = c00;
    FloatVector c71 = c01;
    FloatVector c80 = c00;
    FloatVector c81 = c01;
    FloatVector c90 = c00;
    FloatVector c91 = c01;
    FloatVector ca0 = c00;
    FloatVector ca1 = c01;
    FloatVector cb0 = c00;
    FloatVector cb1 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j1);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j1);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j1);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
      c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j1);
      c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow);
      c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j1);
      c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow);
      c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j1);
      ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow);
      ca1 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow + j1);
      cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow);
      cb1 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8 * ROW]);
      c80 = a8.fma(b0, c80);
      c81 = a8.fma(b1, c81);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9 * ROW]);
      c90 = a9.fma(b0, c90);
      c91 = a9.fma(b1, c91);
      FloatVector aa = FloatVector.broadcast(FLOAT, a[ia + 10 * ROW]);
      ca0 = aa.fma(b0, ca0);
      ca1 = aa.fma(b1, ca1);
      FloatVector ab = FloatVector.broadcast(FLOAT, a[ia + 11 * ROW]);
      cb0 = ab.fma(b0, cb0);
      cb1 = ab.fma(b1, cb1);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
    c40.intoArray(c, cOff + 4 * cRow);
    c41.intoArray(c, cOff + 4 * cRow + j1);
    c50.intoArray(c, cOff + 5 * cRow);
    c51.intoArray(c, cOff + 5 * cRow + j1);
    c60.intoArray(c, cOff + 6 * cRow);
    c61.intoArray(c, cOff + 6 * cRow + j1);
    c70.intoArray(c, cOff + 7 * cRow);
    c71.intoArray(c, cOff + 7 * cRow + j1);
    c80.intoArray(c, cOff + 8 * cRow);
    c81.intoArray(c, cOff + 8 * cRow + j1);
    c90.intoArray(c, cOff + 9 * cRow);
    c91.intoArray(c, cOff + 9 * cRow + j1);
    ca0.intoArray(c, cOff + 10 * cRow);
    ca1.intoArray(c, cOff + 10 * cRow + j1);
    cb0.intoArray(c, cOff + 11 * cRow);
    cb1.intoArray(c, cOff + 11 * cRow + j1);
  }

  static void tile10x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    FloatVector c50 = c00;
    FloatVector c51 = c01;
    FloatVector c60 = c00;
    FloatVector c61 = c01;
    FloatVector c70 = c00;
    FloatVector c71 = c01;
    FloatVector c80 = c00;
    FloatVector c81 = c01;
    FloatVector c90 = c00;
    FloatVector c91 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j1);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j1);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j1);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
      c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j1);
      c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow);
      c81 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow + j1);
      c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow);
      c91 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8 * ROW]);
      c80 = a8.fma(b0, c80);
      c81 = a8.fma(b1, c81);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9 * ROW]);
      c90 = a9.fma(b0, c90);
      c91 = a9.fma(b1, c91);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
    c40.intoArray(c, cOff + 4 * cRow);
    c41.intoArray(c, cOff + 4 * cRow + j1);
    c50.intoArray(c, cOff + 5 * cRow);
    c51.intoArray(c, cOff + 5 * cRow + j1);
    c60.intoArray(c, cOff + 6 * cRow);
    c61.intoArray(c, cOff + 6 * cRow + j1);
    c70.intoArray(c, cOff + 7 * cRow);
    c71.intoArray(c, cOff + 7 * cRow + j1);
    c80.intoArray(c, cOff + 8 * cRow);
    c81.intoArray(c, cOff + 8 * cRow + j1);
    c90.intoArray(c, cOff + 9 * cRow);
    c91.intoArray(c, cOff + 9 * cRow + j1);
  }

  static void tile8x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    FloatVector c50 = c00;
    FloatVector c51 = c01;
    FloatVector c60 = c00;
    FloatVector c61 = c01;
    FloatVector c70 = c00;
    FloatVector c71 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j1);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j1);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c61 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow + j1);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
      c71 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
    c40.intoArray(c, cOff + 4 * cRow);
    c41.intoArray(c, cOff + 4 * cRow + j1);
    c50.intoArray(c, cOff + 5 * cRow);
    c51.intoArray(c, cOff + 5 * cRow + j1);
    c60.intoArray(c, cOff + 6 * cRow);
    c61.intoArray(c, cOff + 6 * cRow + j1);
    c70.intoArray(c, cOff + 7 * cRow);
    c71.intoArray(c, cOff + 7 * cRow + j1);
  }

  static void tile6x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    int never = Separator.never;
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    FloatVector c50 = c00;
    FloatVector c51 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j1);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c51 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      if (p == never) {
        break;
      }
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      if (ib == never) {
        break;
      }
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
    c40.intoArray(c, cOff + 4 * cRow);
    c41.intoArray(c, cOff + 4 * cRow + j1);
    c50.intoArray(c, cOff + 5 * cRow);
    c51.intoArray(c, cOff + 5 * cRow + j1);
  }

  static void tile5x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c41 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
    c40.intoArray(c, cOff + 4 * cRow);
    c41.intoArray(c, cOff + 4 * cRow + j1);
  }

  static void tile4x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c31 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
    c30.intoArray(c, cOff + 3 * cRow);
    c31.intoArray(c, cOff + 3 * cRow + j1);
  }

  static void tile3x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c21 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
    c20.intoArray(c, cOff + 2 * cRow);
    c21.intoArray(c, cOff + 2 * cRow + j1);
  }

  static void tile2x2(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c01 = FloatVector.fromArray(FLOAT, s, sOff + j1);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c11 = FloatVector.fromArray(FLOAT, s, sOff + sRow + j1);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + j1);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + j1);
    c10.intoArray(c, cOff + cRow);
    c11.intoArray(c, cOff + cRow + j1);
  }

  static void tile12x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    FloatVector c80 = c00;
    FloatVector c90 = c00;
    FloatVector ca0 = c00;
    FloatVector cb0 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
      c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow);
      c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow);
      ca0 = FloatVector.fromArray(FLOAT, s, sOff + 10 * sRow);
      cb0 = FloatVector.fromArray(FLOAT, s, sOff + 11 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8 * ROW]);
      c80 = a8.fma(b0, c80);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9 * ROW]);
      c90 = a9.fma(b0, c90);
      FloatVector aa = FloatVector.broadcast(FLOAT, a[ia + 10 * ROW]);
      ca0 = aa.fma(b0, ca0);
      FloatVector ab = FloatVector.broadcast(FLOAT, a[ia + 11 * ROW]);
      cb0 = ab.fma(b0, cb0);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
    c40.intoArray(c, cOff + 4 * cRow);
    c50.intoArray(c, cOff + 5 * cRow);
    c60.intoArray(c, cOff + 6 * cRow);
    c70.intoArray(c, cOff + 7 * cRow);
    c80.intoArray(c, cOff + 8 * cRow);
    c90.intoArray(c, cOff + 9 * cRow);
    ca0.intoArray(c, cOff + 10 * cRow);
    cb0.intoArray(c, cOff + 11 * cRow);
  }

  static void tile10x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    FloatVector c80 = c00;
    FloatVector c90 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
      c80 = FloatVector.fromArray(FLOAT, s, sOff + 8 * sRow);
      c90 = FloatVector.fromArray(FLOAT, s, sOff + 9 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8 * ROW]);
      c80 = a8.fma(b0, c80);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9 * ROW]);
      c90 = a9.fma(b0, c90);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
    c40.intoArray(c, cOff + 4 * cRow);
    c50.intoArray(c, cOff + 5 * cRow);
    c60.intoArray(c, cOff + 6 * cRow);
    c70.intoArray(c, cOff + 7 * cRow);
    c80.intoArray(c, cOff + 8 * cRow);
    c90.intoArray(c, cOff + 9 * cRow);
  }

  static void tile8x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
      c60 = FloatVector.fromArray(FLOAT, s, sOff + 6 * sRow);
      c70 = FloatVector.fromArray(FLOAT, s, sOff + 7 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
    c40.intoArray(c, cOff + 4 * cRow);
    c50.intoArray(c, cOff + 5 * cRow);
    c60.intoArray(c, cOff + 6 * cRow);
    c70.intoArray(c, cOff + 7 * cRow);
  }

  static void tile6x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
      c50 = FloatVector.fromArray(FLOAT, s, sOff + 5 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
    c40.intoArray(c, cOff + 4 * cRow);
    c50.intoArray(c, cOff + 5 * cRow);
  }

  static void tile5x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
      c40 = FloatVector.fromArray(FLOAT, s, sOff + 4 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
    c40.intoArray(c, cOff + 4 * cRow);
  }

  static void tile4x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
      c30 = FloatVector.fromArray(FLOAT, s, sOff + 3 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
    c30.intoArray(c, cOff + 3 * cRow);
  }

  static void tile3x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
      c20 = FloatVector.fromArray(FLOAT, s, sOff + 2 * sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
    c20.intoArray(c, cOff + 2 * cRow);
  }

  static void tile2x1(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      int sRow, float[] c, int cOff, int cRow) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector c10 = c00;
    if (sRow != 0) {
      c10 = FloatVector.fromArray(FLOAT, s, sOff + sRow);
    }
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + ROW]);
      c10 = a1.fma(b0, c10);
      ia += aStep;
      ib += bStep;
    }
    c00.intoArray(c, cOff);
    c10.intoArray(c, cOff + cRow);
  }
}
