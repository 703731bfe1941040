package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Gemm.Op;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The product against a triple loop, exactly: offsets, leading dimensions, transposes, and guard cells round C. */
@BitEquality
class GemmTest {

  private static final long SEED = 20260101;
  private static final float GUARD = 12345.678f;
  private static final Gemm GEMM = new Gemm();

  @AfterAll
  static void close() {
    GEMM.close();
  }

  /** A product and its operands; the arrays have room before, between and behind the rows. */
  private static final class Case {
    final Op opA;
    final Op opB;
    final int m;
    final int n;
    final int k;
    final int aOff;
    final int bOff;
    final int cOff;
    final int lda;
    final int ldb;
    final int ldc;
    final float[] a;
    final float[] b;
    final float[] c;
    float alpha = 1f;
    float beta;

    Case(Random random, Op opA, Op opB, int m, int n, int k, int slack) {
      this.opA = opA;
      this.opB = opB;
      this.m = m;
      this.n = n;
      this.k = k;
      aOff = random.nextInt(slack + 1);
      bOff = random.nextInt(slack + 1);
      cOff = random.nextInt(slack + 1);
      lda = Math.max(1, opA == Op.N ? k : m) + random.nextInt(slack + 1);
      ldb = Math.max(1, opB == Op.N ? n : k) + random.nextInt(slack + 1);
      ldc = Math.max(1, n) + random.nextInt(slack + 1);
      a = values(random, aOff + (opA == Op.N ? m : k) * lda + slack);
      b = values(random, bOff + (opB == Op.N ? k : n) * ldb + slack);
      c = new float[cOff + m * ldc + slack];
      Arrays.fill(c, GUARD);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          c[cOff + i * ldc + j] = random.nextFloat() - 0.5f;
        }
      }
    }

    private static float[] values(Random random, int length) {
      float[] x = new float[length];
      for (int i = 0; i < length; i++) {
        x[i] = random.nextFloat() - 0.5f;
      }
      return x;
    }

    /** The definition. */
    float[] expected() {
      float[] e = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int at = cOff + i * ldc + j;
          float sum = beta == 0 ? 0f : beta * c[at];
          for (int p = 0; p < (alpha == 0 ? 0 : k); p++) {
            float x = a[opA == Op.N ? aOff + i * lda + p : aOff + p * lda + i];
            float y = b[opB == Op.N ? bOff + p * ldb + j : bOff + j * ldb + p];
            sum = Math.fma(alpha * x, y, sum);
          }
          e[at] = sum;
        }
      }
      return e;
    }

    void check() {
      check(GEMM);
    }

    void check(Gemm gemm) {
      float[] expected = expected();
      float[] before = a.clone();
      gemm.multiply(opA, opB, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, ldc);
      Bits.assertSame(before, a, () -> "A was modified: " + this);
      Bits.assertSame(expected, c, () -> this + ", c with guard cells of " + GUARD);
    }

    @Override
    public String toString() {
      return "seed " + SEED + " " + opA + opB + " m=" + m + " n=" + n + " k=" + k + " alpha=" + alpha + " beta=" + beta
          + " aOff=" + aOff + " lda=" + lda + " bOff=" + bOff + " ldb=" + ldb + " cOff=" + cOff + " ldc=" + ldc;
    }
  }

  /**
   * Sizes round a register tile of any width: rows 4, 6, 12; vectors of 4, 8, 16; two of them.
   */
  @Test
  @Tag("small")
  void equalsTheTripleLoopRoundTheTiles() {
    Random random = new Random(SEED);
    int[] rows = {0, 1, 2, 3, 5, 6, 7, 11, 12, 13, 25};
    int[] columns = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 65};
    int[] terms = {0, 1, 2, 3, 5, 17};
    for (int m : rows) {
      for (int n : columns) {
        int k = terms[random.nextInt(terms.length)];
        for (Op opA : Op.values()) {
          for (Op opB : Op.values()) {
            Case c = new Case(random, opA, opB, m, n, k, 5);
            c.beta = new float[] {0f, 1f, -0.5f}[random.nextInt(3)];
            c.alpha = new float[] {1f, 1f, 0.75f, 0f}[random.nextInt(4)];
            c.check();
          }
        }
      }
    }
  }

  @Test
  void equalsTheTripleLoopOnRandomShapes() {
    Random random = new Random(SEED + 1);
    for (int trial = 0; trial < 4000; trial++) {
      Case c = new Case(random, Op.values()[random.nextInt(2)], Op.values()[random.nextInt(2)],
          1 + random.nextInt(40), 1 + random.nextInt(80), random.nextInt(70), random.nextInt(9));
      c.beta = new float[] {0f, 1f, 2f, -0.3f}[random.nextInt(4)];
      c.alpha = new float[] {1f, -1f, 0.1f, 3f}[random.nextInt(4)];
      c.check();
    }
  }

  /**
   * Sizes round the ends of the blocks: rows 96, terms 512, columns 1,024, and where packing begins; several blocks of each
   * dimension, and of all at once; and so many columns that equal blocks would leave a sliver of one column at the end.
   */
  @Test
  void equalsTheTripleLoopBeyondTheBlocks() {
    Random random = new Random(SEED + 2);
    int[][] sizes = {{97, 33, 513}, {95, 64, 512}, {193, 17, 1025}, {13, 1025, 5}, {61, 1023, 67}, {50, 4100, 34},
        {3, 5, 1537}, {49, 70, 1100}, {101, 1031, 521}, {2, 1031, 300}, {53, 521, 1601}, {2, 127 * 1024 + 1, 2}};
    for (int[] s : sizes) {
      for (Op opA : Op.values()) {
        for (Op opB : Op.values()) {
          Case c = new Case(random, opA, opB, s[0], s[1], s[2], 3);
          c.beta = random.nextBoolean() ? 0f : 0.5f;
          c.alpha = random.nextBoolean() ? 1f : 0.5f;
          c.check();
        }
      }
    }
  }

  /** One row, or one term: B is read along its rows, a pass of several terms at a time. */
  @Test
  void equalsTheTripleLoopInSingleRowsAndSingleTerms() {
    Random random = new Random(SEED + 7);
    for (int n : new int[] {1, 3, 4, 5, 8, 15, 16, 17, 31, 32, 33, 47, 100, 1024, 1039, 2050, 127 * 1024 + 3}) {
      for (Op opA : Op.values()) {
        for (Op opB : Op.values()) {
          for (float beta : new float[] {0f, 1f, -0.5f}) {
            for (int k : n > 10_000 ? new int[] {9} : new int[] {1, 7, 8, 9, 17, 530}) {
              Case row = new Case(random, opA, opB, 1, n, k, 4);
              row.beta = beta;
              row.check();
            }
            Case terms = new Case(random, opA, opB, 1 + random.nextInt(n > 10_000 ? 2 : 110), n, 1, 4);
            terms.beta = beta;
            terms.check();
          }
        }
      }
    }
  }

  /**
   * A of more than 64 K floats and C of more than two micropanels of any width: A is copied, whichever way it lies, and
   * scaled as it is if alpha is not 1. The smaller A is copied only if it lies row by row or is to be scaled.
   */
  @Test
  void equalsTheTripleLoopWithACopiedInEitherOrder() {
    Random random = new Random(SEED + 8);
    for (int k : new int[] {997, 100}) {
      for (Op opA : Op.values()) {
        for (Op opB : Op.values()) {
          for (float alpha : new float[] {1f, -0.75f}) {
            Case c = new Case(random, opA, opB, 67, 261, k, 3);
            c.alpha = alpha;
            c.beta = random.nextBoolean() ? 0f : 1f;
            c.check();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  @Tag("small")
  void formerContentsVanishWhenBetaIsZero(Op op) {
    for (int n : new int[] {1, 7, 16, 35}) {
      Case c = new Case(new Random(SEED + 3), op, op, 13, n, 9, 2);
      for (int i = 0; i < c.m; i++) {
        Arrays.fill(c.c, c.cOff + i * c.ldc, c.cOff + i * c.ldc + n, Float.NaN);
      }
      c.check();
      Case empty = new Case(new Random(SEED + 3), op, op, 13, n, 0, 2);
      Arrays.fill(empty.c, empty.cOff, empty.cOff + n, Float.NaN);
      empty.check();
    }
  }

  @Test
  @Tag("small")
  void operandsAreNotReadWhenAlphaIsZero() {
    Case c = new Case(new Random(SEED + 4), Op.N, Op.T, 7, 19, 8, 1);
    Arrays.fill(c.a, Float.NaN);
    Arrays.fill(c.b, Float.POSITIVE_INFINITY);
    c.alpha = 0;
    c.beta = 2;
    float[] expected = c.expected();
    GEMM.multiply(c.opA, c.opB, c.m, c.n, c.k, 0f, c.a, c.aOff, c.lda, c.b, c.bOff, c.ldb, 2f, c.c, c.cOff, c.ldc);
    Bits.assertSame(expected, c.c, c.toString());
  }

  @Test
  @Tag("small")
  void infinitiesAndNaNsStayInTheirRowsAndColumns() {
    for (int n : new int[] {3, 16, 21, 37}) {
      Case c = new Case(new Random(SEED + 5), Op.N, Op.N, 14, n, 6, 0);
      c.a[c.aOff + 3 * c.lda + 1] = Float.NaN;
      c.a[c.aOff + 13 * c.lda] = Float.POSITIVE_INFINITY;
      c.b[c.bOff + 2 * c.ldb + n - 1] = Float.NEGATIVE_INFINITY;
      c.b[c.bOff + 4 * c.ldb] = 0f;
      c.check();
    }
  }

  @Test
  void operandsMayShareAnArrayAndInterlaceWithC() {
    // One array with rows of 40: A in columns 0..9, B in 10..19, C in 20..29.
    Random random = new Random(SEED + 6);
    float[] all = Case.values(random, 40 * 10);
    float[] expected = all.clone();
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        float sum = 0;
        for (int p = 0; p < 10; p++) {
          sum = Math.fma(all[i * 40 + p], all[p * 40 + 10 + j], sum);
        }
        expected[i * 40 + 20 + j] = sum;
      }
    }
    GEMM.multiply(Op.N, Op.N, 10, 10, 10, 1f, all, 0, 40, all, 10, 40, 0f, all, 20, 40);
    Bits.assertSame(expected, all, "seed " + (SEED + 6));
  }

  /** The short form; the arrays may be longer than their matrices, and C is not read. */
  @Test
  @Tag("small")
  void theDenseFormEqualsTheTripleLoop() {
    Random random = new Random(SEED + 9);
    for (int[] s : new int[][] {{1, 1, 1}, {2, 3, 4}, {13, 33, 17}, {7, 16, 0}, {0, 5, 3}, {5, 0, 3}, {40, 65, 31}}) {
      int m = s[0];
      int n = s[1];
      int k = s[2];
      float[] a = Case.values(random, m * k + 1);
      float[] b = Case.values(random, k * n + 2);
      float[] c = new float[m * n + 3];
      Arrays.fill(c, 0, m * n, Float.NaN);
      Arrays.fill(c, m * n, c.length, GUARD);
      float[] expected = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float sum = 0;
          for (int p = 0; p < k; p++) {
            sum = Math.fma(a[i * k + p], b[p * n + j], sum);
          }
          expected[i * n + j] = sum;
        }
      }
      GEMM.multiply(m, n, k, a, b, c);
      Bits.assertSame(expected, c, () -> "seed " + (SEED + 9) + ", m, n, k = " + Arrays.toString(s));
    }
  }

  @Test
  void theDenseFormRefusesWhatDoesNotFit() {
    float[] six = new float[6];
    Samples.assertRefused(IllegalArgumentException.class, () -> GEMM.multiply(-1, 2, 3, six, six, new float[4]), "m = -1");
    Samples.assertRefused(IllegalArgumentException.class, () -> GEMM.multiply(2, -1, 3, six, six, new float[4]), "n = -1");
    Samples.assertRefused(IllegalArgumentException.class, () -> GEMM.multiply(2, 2, -1, six, six, new float[4]), "k = -1");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> GEMM.multiply(2, 2, 4, six, six, new float[4]),
        "a is 2 x 4", "has 6 elements, but needs 8");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> GEMM.multiply(2, 3, 3, six, six, six), "b is 3 x 3");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> GEMM.multiply(2, 2, 3, six, six, new float[3]), "c is 2 x 2");
    Samples.assertRefused(IndexOutOfBoundsException.class, () -> GEMM.multiply(50_000, 2, 50_000, six, six, six),
        "needs 2500000000");
    Samples.assertRefused(IllegalArgumentException.class, () -> GEMM.multiply(2, 2, 3, six, new float[6], six),
        "c overlaps a");
    Samples.assertRefused(IllegalArgumentException.class, () -> GEMM.multiply(2, 2, 3, new float[6], six, six),
        "c overlaps b");
    Samples.assertRefused(NullPointerException.class, () -> GEMM.multiply(0, 0, 0, six, null, six), "b");
    Bits.assertSame(new float[6], six, "an array was written before the check");
  }

  @Test
  void refusesAnOutputThatOverlapsAnOperand() {
    float[] x = new float[400];
    String message = assertThrows(IllegalArgumentException.class,
        () -> GEMM.multiply(Op.N, Op.N, 10, 10, 10, 1f, x, 0, 40, x, 10, 40, 0f, x, 19, 40)).getMessage();
    assertTrue(message.contains("overlaps b"), message);
    message = assertThrows(IllegalArgumentException.class,
        () -> GEMM.multiply(Op.N, Op.N, 2, 2, 2, 1f, x, 7, 5, new float[4], 0, 2, 0f, x, 4, 2)).getMessage();
    assertTrue(message.contains("overlaps a"), message);
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[] x = new float[12];
    float[] y = new float[12];
    float[] z = new float[12];
    assertMessage(IllegalArgumentException.class, "m = -1", -1, 2, 2, x, 0, 2, y, z, 0, 2);
    assertMessage(IllegalArgumentException.class, "n = -3", 2, -3, 2, x, 0, 2, y, z, 0, 2);
    assertMessage(IllegalArgumentException.class, "lda = 1; expected at least 3", 2, 2, 3, x, 0, 1, y, z, 0, 2);
    assertMessage(IllegalArgumentException.class, "ldc = 1", 2, 2, 2, x, 0, 2, y, z, 0, 1);
    assertMessage(IndexOutOfBoundsException.class, "aOff = -1", 2, 2, 2, x, -1, 2, y, z, 0, 2);
    assertMessage(IndexOutOfBoundsException.class, "aOff = 9", 2, 2, 2, x, 9, 2, y, z, 0, 2);
    assertMessage(IndexOutOfBoundsException.class, "c is 2 x 2 at cOff = 8", 2, 2, 2, x, 0, 2, y, z, 8, 3);
    assertMessage(IndexOutOfBoundsException.class, "b is 50000 x 50000", 2, 50000, 50000, new float[100000], 0, 50000,
        y, new float[100000], 0, 50000);
    assertThrows(NullPointerException.class, () -> GEMM.multiply(null, Op.N, 0, 0, 0, 1f, x, 0, 1, y, 0, 1, 0f, z, 0, 1));
    assertThrows(NullPointerException.class,
        () -> GEMM.multiply(Op.N, Op.N, 0, 0, 0, 1f, null, 0, 1, y, 0, 1, 0f, z, 0, 1));
  }

  private static void assertMessage(Class<? extends Exception> type, String part, int m, int n, int k, float[] a,
      int aOff, int lda, float[] b, float[] c, int cOff, int ldc) {
    float[] before = c.clone();
    String message = assertThrows(type, () -> GEMM.multiply(Op.N, Op.N, m, n, k, 1f, a, aOff, lda, b, 0,
        Math.max(1, n), 0f, c, cOff, ldc)).getMessage();
    assertTrue(message.contains(part), message);
    Bits.assertSame(before, c, "c was written before the check");
  }

  /**
   * Shapes of at least 3 MFLOP a worker, divided by rows (the B transposed or large: packed once for all; small: read as it
   * lies) and by columns (also where each worker packs its own columns of B: the second shape with two workers), with shares
   * that are no multiples of a tile.
   */
  @Test
  void equalsTheTripleLoopWhateverTheThreads() {
    int[][] shapes = {{300, 61, 900}, {203, 331, 190}, {7, 700, 2000}, {2000, 40, 130}, {1, 3000, 1100}, {64, 64, 64}};
    for (int threads : new int[] {1, 2, 3, 5, 8}) {
      Random random = new Random(SEED);
      try (Gemm gemm = new Gemm(threads)) {
        for (int[] s : shapes) {
          for (Op opA : Op.values()) {
            for (Op opB : Op.values()) {
              Case c = new Case(random, opA, opB, s[0], s[1], s[2], 3);
              c.alpha = random.nextBoolean() ? 1f : 0.5f;
              c.beta = random.nextBoolean() ? 0f : 1f;
              c.check(gemm);
            }
          }
        }
      }
    }
  }

  @Test
  void refusesToWorkWithoutThreads() {
    String message = assertThrows(IllegalArgumentException.class, () -> new Gemm(0)).getMessage();
    assertTrue(message.contains("threads = 0"), message);
  }

  @Test
  void refusesToWorkOnceClosed() {
    Gemm gemm = new Gemm();
    gemm.close();
    gemm.close();
    String message = assertThrows(IllegalStateException.class, () -> gemm.multiply(Op.N, Op.N, 0, 0, 0, 1f,
        new float[0], 0, 1, new float[0], 0, 1, 0f, new float[0], 0, 1)).getMessage();
    assertEquals("this Gemm is closed", message);
    Samples.assertRefused(IllegalStateException.class, () -> gemm.multiply(0, 0, 0, new float[0], new float[0], new float[0]),
        "this Gemm is closed");
  }
}
