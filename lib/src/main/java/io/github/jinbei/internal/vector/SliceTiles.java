package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernels that multiply one micropanel of B by many slices of a transposed A, which is read in place: {@code
 * slices<rows>x2} computes m rows of C, a multiple of its rows, over k terms from zero on.
 * <pre>
 *   C[i][j] = Σ a[aOff + p*aStep + i] · b[p*2*LANES + j]          for the lanes j of the first vector
 *   C[i][j1 + j] = Σ a[aOff + p*aStep + i] · b[p*2*LANES + LANES + j]          for those of the second
 * </pre>
 * where C[i][j] = {@code c[cOff + i*cRow + j]}. The two vectors may overlap in C if the micropanel was packed accordingly.
 *
 * <p>The loop over slices is inside the method, B begins at index 0 and has a constant step, and zeros are loaded from constant
 * places. So a tile needs little time besides its fma, which matters in products of few terms: 6x2 over 10 terms takes 17 ns,
 * of which the fma take 14; with one call for each tile it took 24 ns (Zen 5, 256 bits). Zeros come from different places, else
 * C2 keeps one register of zeros for all accumulators: see {@link MicropanelTiles}.
 */
final class SliceTiles {

  private static final float[] ZEROS = new float[128];

  private SliceTiles() {}

  // Generated from here on, by TileSource of the test tree.

  static void slices12x2(int m, int k, float[] a, int aOff, int aStep, float[] b, int j1, float[] c, int cOff,
      int cRow) {
    for (int i = 0; i < m; i += 12) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, ZEROS, 0);
      FloatVector c01 = FloatVector.fromArray(FLOAT, ZEROS, 4);
      FloatVector c10 = FloatVector.fromArray(FLOAT, ZEROS, 8);
      FloatVector c11 = FloatVector.fromArray(FLOAT, ZEROS, 12);
      FloatVector c20 = FloatVector.fromArray(FLOAT, ZEROS, 16);
      FloatVector c21 = FloatVector.fromArray(FLOAT, ZEROS, 20);
      FloatVector c30 = FloatVector.fromArray(FLOAT, ZEROS, 24);
      FloatVector c31 = FloatVector.fromArray(FLOAT, ZEROS, 28);
      FloatVector c40 = FloatVector.fromArray(FLOAT, ZEROS, 32);
      FloatVector c41 = FloatVector.fromArray(FLOAT, ZEROS, 36);
      FloatVector c50 = FloatVector.fromArray(FLOAT, ZEROS, 40);
      FloatVector c51 = FloatVector.fromArray(FLOAT, ZEROS, 44);
      FloatVector c60 = FloatVector.fromArray(FLOAT, ZEROS, 48);
      FloatVector c61 = FloatVector.fromArray(FLOAT, ZEROS, 52);
      FloatVector c70 = FloatVector.fromArray(FLOAT, ZEROS, 56);
      FloatVector c71 = FloatVector.fromArray(FLOAT, ZEROS, 60);
      FloatVector c80 = FloatVector.fromArray(FLOAT, ZEROS, 64);
      FloatVector c81 = FloatVector.fromArray(FLOAT, ZEROS, 68);
      FloatVector c90 = FloatVector.fromArray(FLOAT, ZEROS, 72);
      FloatVector c91 = FloatVector.fromArray(FLOAT, ZEROS, 76);
      FloatVector ca0 = FloatVector.fromArray(FLOAT, ZEROS, 80);
      FloatVector ca1 = FloatVector.fromArray(FLOAT, ZEROS, 84);
      FloatVector cb0 = FloatVector.fromArray(FLOAT, ZEROS, 88);
      FloatVector cb1 = FloatVector.fromArray(FLOAT, ZEROS, 92);
      int ci = cOff + i * cRow;
      for (int p = 0; p < k; p++) {
        int ia = aOff + i + p * aStep;
        int ib = p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
        FloatVector aa = FloatVector.broadcast(FLOAT, a[ia + 10]);
        ca0 = aa.fma(b0, ca0);
        ca1 = aa.fma(b1, ca1);
        FloatVector ab = FloatVector.broadcast(FLOAT, a[ia + 11]);
        cb0 = ab.fma(b0, cb0);
        cb1 = ab.fma(b1, cb1);
      }
      c00.intoArray(c, ci);
      c01.intoArray(c, ci + j1);
      c10.intoArray(c, ci + cRow);
      c11.intoArray(c, ci + cRow + j1);
      c20.intoArray(c, ci + 2 * cRow);
      c21.intoArray(c, ci + 2 * cRow + j1);
      c30.intoArray(c, ci + 3 * cRow);
      c31.intoArray(c, ci + 3 * cRow + j1);
      c40.intoArray(c, ci + 4 * cRow);
      c41.intoArray(c, ci + 4 * cRow + j1);
      c50.intoArray(c, ci + 5 * cRow);
      c51.intoArray(c, ci + 5 * cRow + j1);
      c60.intoArray(c, ci + 6 * cRow);
      c61.intoArray(c, ci + 6 * cRow + j1);
      c70.intoArray(c, ci + 7 * cRow);
      c71.intoArray(c, ci + 7 * cRow + j1);
      c80.intoArray(c, ci + 8 * cRow);
      c81.intoArray(c, ci + 8 * cRow + j1);
      c90.intoArray(c, ci + 9 * cRow);
      c91.intoArray(c, ci + 9 * cRow + j1);
      ca0.intoArray(c, ci + 10 * cRow);
      ca1.intoArray(c, ci + 10 * cRow + j1);
      cb0.intoArray(c, ci + 11 * cRow);
      cb1.intoArray(c, ci + 11 * cRow + j1);
    }
  }

  static void slices10x2(int m, int k, float[] a, int aOff, int aStep, float[] b, int j1, float[] c, int cOff,
      int cRow) {
    for (int i = 0; i < m; i += 10) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, ZEROS, 0);
      FloatVector c01 = FloatVector.fromArray(FLOAT, ZEROS, 4);
      FloatVector c10 = FloatVector.fromArray(FLOAT, ZEROS, 8);
      FloatVector c11 = FloatVector.fromArray(FLOAT, ZEROS, 12);
      FloatVector c20 = FloatVector.fromArray(FLOAT, ZEROS, 16);
      FloatVector c21 = FloatVector.fromArray(FLOAT, ZEROS, 20);
      FloatVector c30 = FloatVector.fromArray(FLOAT, ZEROS, 24);
      FloatVector c31 = FloatVector.fromArray(FLOAT, ZEROS, 28);
      FloatVector c40 = FloatVector.fromArray(FLOAT, ZEROS, 32);
      FloatVector c41 = FloatVector.fromArray(FLOAT, ZEROS, 36);
      FloatVector c50 = FloatVector.fromArray(FLOAT, ZEROS, 40);
      FloatVector c51 = FloatVector.fromArray(FLOAT, ZEROS, 44);
      FloatVector c60 = FloatVector.fromArray(FLOAT, ZEROS, 48);
      FloatVector c61 = FloatVector.fromArray(FLOAT, ZEROS, 52);
      FloatVector c70 = FloatVector.fromArray(FLOAT, ZEROS, 56);
      FloatVector c71 = FloatVector.fromArray(FLOAT, ZEROS, 60);
      FloatVector c80 = FloatVector.fromArray(FLOAT, ZEROS, 64);
      FloatVector c81 = FloatVector.fromArray(FLOAT, ZEROS, 68);
      FloatVector c90 = FloatVector.fromArray(FLOAT, ZEROS, 72);
      FloatVector c91 = FloatVector.fromArray(FLOAT, ZEROS, 76);
      int ci = cOff + i * cRow;
      for (int p = 0; p < k; p++) {
        int ia = aOff + i + p * aStep;
        int ib = p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia + 6]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia + 7]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
        FloatVector a8 = FloatVector.broadcast(FLOAT, a[ia + 8]);
        c80 = a8.fma(b0, c80);
        c81 = a8.fma(b1, c81);
        FloatVector a9 = FloatVector.broadcast(FLOAT, a[ia + 9]);
        c90 = a9.fma(b0, c90);
        c91 = a9.fma(b1, c91);
      }
      c00.intoArray(c, ci);
      c01.intoArray(c, ci + j1);
      c10.intoArray(c, ci + cRow);
      c11.intoArray(c, ci + cRow + j1);
      c20.intoArray(c, ci + 2 * cRow);
      c21.intoArray(c, ci + 2 * cRow + j1);
      c30.intoArray(c, ci + 3 * cRow);
      c31.intoArray(c, ci + 3 * cRow + j1);
      c40.intoArray(c, ci + 4 * cRow);
      c41.intoArray(c, ci + 4 * cRow + j1);
      c50.intoArray(c, ci + 5 * cRow);
      c51.intoArray(c, ci + 5 * cRow + j1);
      c60.intoArray(c, ci + 6 * cRow);
      c61.intoArray(c, ci + 6 * cRow + j1);
      c70.intoArray(c, ci + 7 * cRow);
      c71.intoArray(c, ci + 7 * cRow + j1);
      c80.intoArray(c, ci + 8 * cRow);
      c81.intoArray(c, ci + 8 * cRow + j1);
      c90.intoArray(c, ci + 9 * cRow);
      c91.intoArray(c, ci + 9 * cRow + j1);
    }
  }

  static void slices6x2(int m, int k, float[] a, int aOff, int aStep, float[] b, int j1, float[] c, int cOff,
      int cRow) {
    int never = Separator.never;
    for (int i = 0; i < m; i += 6) {
      FloatVector c00 = FloatVector.fromArray(FLOAT, ZEROS, 0);
      FloatVector c01 = FloatVector.fromArray(FLOAT, ZEROS, 4);
      FloatVector c10 = FloatVector.fromArray(FLOAT, ZEROS, 8);
      FloatVector c11 = FloatVector.fromArray(FLOAT, ZEROS, 12);
      FloatVector c20 = FloatVector.fromArray(FLOAT, ZEROS, 16);
      FloatVector c21 = FloatVector.fromArray(FLOAT, ZEROS, 20);
      FloatVector c30 = FloatVector.fromArray(FLOAT, ZEROS, 24);
      FloatVector c31 = FloatVector.fromArray(FLOAT, ZEROS, 28);
      FloatVector c40 = FloatVector.fromArray(FLOAT, ZEROS, 32);
      FloatVector c41 = FloatVector.fromArray(FLOAT, ZEROS, 36);
      FloatVector c50 = FloatVector.fromArray(FLOAT, ZEROS, 40);
      FloatVector c51 = FloatVector.fromArray(FLOAT, ZEROS, 44);
      int ci = cOff + i * cRow;
      int ia = aOff + i;
      for (int p = 0; p < k; p++) {
        int ib = p * (2 * LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, b, ib);
        FloatVector b1 = FloatVector.fromArray(FLOAT, b, ib + LANES);
        FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        if (p == never) {
          break;
        }
        FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        if (ib == never) {
          break;
        }
        FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia + 4]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia + 5]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        ia += aStep;
      }
      c00.intoArray(c, ci);
      c01.intoArray(c, ci + j1);
      c10.intoArray(c, ci + cRow);
      c11.intoArray(c, ci + cRow + j1);
      c20.intoArray(c, ci + 2 * cRow);
      c21.intoArray(c, ci + 2 * cRow + j1);
      c30.intoArray(c, ci + 3 * cRow);
      c31.intoArray(c, ci + 3 * cRow + j1);
      c40.intoArray(c, ci + 4 * cRow);
      c41.intoArray(c, ci + 4 * cRow + j1);
      c50.intoArray(c, ci + 5 * cRow);
      c51.intoArray(c, ci + 5 * cRow + j1);
    }
  }
}
