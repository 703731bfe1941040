package io.github.jinbei.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Measures as many fused multiply-adds as the core can start: independent chains without memory accesses. This class needs
 * {@code jdk.incubator.vector}; {@link PeakBenchmark} names it in method bodies only, so the rest loads without the module.
 *
 * <p>An fma takes about 4 cycles and a core starts at most 2 a cycle, so at least 8 chains are needed to reach the peak. The
 * chains are named locals, so that C2 keeps them in registers. They fill most of the registers: 24 of 32 with 512 bits, 12 of
 * 16 with less. They start from different values, because otherwise C2 would compute one for all.
 */
final class FmaPeak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final boolean WIDE = SPECIES.vectorBitSize() >= 512;

  /** The factor of each fma. Its square is added in each round, so neither overflow nor denormal values slow the loop down. */
  private static final float FACTOR = 0x1p-10f;

  private FmaPeak() {}

  /** Returns the width of a vector in bits. */
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /** Returns the floating-point operations of {@code run(rounds)}: an fma counts as two. */
  static double flops(int rounds) {
    return 2.0 * SPECIES.length() * (WIDE ? 24 : 12) * rounds;
  }

  /** Runs {@code rounds} rounds of one fma a chain. Returns the sum of all lanes, so that C2 cannot remove the loop. */
  static float run(int rounds) {
    return WIDE ? run24(rounds) : run12(rounds);
  }

  private static float run24(int rounds) {
    FloatVector x = FloatVector.broadcast(SPECIES, FACTOR);
    FloatVector y = FloatVector.broadcast(SPECIES, FACTOR);
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0);
    FloatVector s1 = FloatVector.broadcast(SPECIES, 1);
    FloatVector s2 = FloatVector.broadcast(SPECIES, 2);
    FloatVector s3 = FloatVector.broadcast(SPECIES, 3);
    FloatVector s4 = FloatVector.broadcast(SPECIES, 4);
    FloatVector s5 = FloatVector.broadcast(SPECIES, 5);
    FloatVector s6 = FloatVector.broadcast(SPECIES, 6);
    FloatVector s7 = FloatVector.broadcast(SPECIES, 7);
    FloatVector s8 = FloatVector.broadcast(SPECIES, 8);
    FloatVector s9 = FloatVector.broadcast(SPECIES, 9);
    FloatVector s10 = FloatVector.broadcast(SPECIES, 10);
    FloatVector s11 = FloatVector.broadcast(SPECIES, 11);
    FloatVector s12 = FloatVector.broadcast(SPECIES, 12);
    FloatVector s13 = FloatVector.broadcast(SPECIES, 13);
    FloatVector s14 = FloatVector.broadcast(SPECIES, 14);
    FloatVector s15 = FloatVector.broadcast(SPECIES, 15);
    FloatVector s16 = FloatVector.broadcast(SPECIES, 16);
    FloatVector s17 = FloatVector.broadcast(SPECIES, 17);
    FloatVector s18 = FloatVector.broadcast(SPECIES, 18);
    FloatVector s19 = FloatVector.broadcast(SPECIES, 19);
    FloatVector s20 = FloatVector.broadcast(SPECIES, 20);
    FloatVector s21 = FloatVector.broadcast(SPECIES, 21);
    FloatVector s22 = FloatVector.broadcast(SPECIES, 22);
    FloatVector s23 = FloatVector.broadcast(SPECIES, 23);
    for (int i = 0; i < rounds; i++) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
      s12 = x.fma(y, s12);
      s13 = x.fma(y, s13);
      s14 = x.fma(y, s14);
      s15 = x.fma(y, s15);
      s16 = x.fma(y, s16);
      s17 = x.fma(y, s17);
      s18 = x.fma(y, s18);
      s19 = x.fma(y, s19);
      s20 = x.fma(y, s20);
      s21 = x.fma(y, s21);
      s22 = x.fma(y, s22);
      s23 = x.fma(y, s23);
    }
    FloatVector t0 = s0.add(s1).add(s2).add(s3);
    FloatVector t1 = s4.add(s5).add(s6).add(s7);
    FloatVector t2 = s8.add(s9).add(s10).add(s11);
    FloatVector t3 = s12.add(s13).add(s14).add(s15);
    FloatVector t4 = s16.add(s17).add(s18).add(s19);
    FloatVector t5 = s20.add(s21).add(s22).add(s23);
    return t0.add(t1).add(t2).add(t3).add(t4).add(t5).reduceLanes(VectorOperators.ADD);
  }

  private static float run12(int rounds) {
    FloatVector x = FloatVector.broadcast(SPECIES, FACTOR);
    FloatVector y = FloatVector.broadcast(SPECIES, FACTOR);
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0);
    FloatVector s1 = FloatVector.broadcast(SPECIES, 1);
    FloatVector s2 = FloatVector.broadcast(SPECIES, 2);
    FloatVector s3 = FloatVector.broadcast(SPECIES, 3);
    FloatVector s4 = FloatVector.broadcast(SPECIES, 4);
    FloatVector s5 = FloatVector.broadcast(SPECIES, 5);
    FloatVector s6 = FloatVector.broadcast(SPECIES, 6);
    FloatVector s7 = FloatVector.broadcast(SPECIES, 7);
    FloatVector s8 = FloatVector.broadcast(SPECIES, 8);
    FloatVector s9 = FloatVector.broadcast(SPECIES, 9);
    FloatVector s10 = FloatVector.broadcast(SPECIES, 10);
    FloatVector s11 = FloatVector.broadcast(SPECIES, 11);
    for (int i = 0; i < rounds; i++) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
    }
    FloatVector t0 = s0.add(s1).add(s2).add(s3);
    FloatVector t1 = s4.add(s5).add(s6).add(s7);
    FloatVector t2 = s8.add(s9).add(s10).add(s11);
    return t0.add(t1).add(t2).reduceLanes(VectorOperators.ADD);
  }
}
