package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The transposition of a block of 16 by 16 floats in registers, for vectors of 16 lanes. It has four rounds, with 32 permutes
 * and 96 blends in all. A round exchanges, between rows i and i + d, the lanes whose number differs in bit d. On Zen 5 and JDK
 * 25 it takes 0.08 ns a float, 0.15 where the lines lie a multiple of 2 KB apart, against 0.25 for scalar code that copies four
 * lines at a time.
 *
 * <ul>
 * <li>{@code block}: {@code to[t + p*tStep + l] = from[f + l*fStep + p]} for 0 ≤ l, p &lt; 16; the arrays differ.
 * <li>{@code rowOfTransposed}: {@code c[l] = s[l] + Σ a[p]·b[l][p]} over k terms, a multiple of 16, for 0 ≤ l &lt; 16 lines
 *     of B, {@code b[bOff + l*bColumn + p]}: each block is transposed and used at once. s may be null: zeros. The arrays
 *     differ, but s may be c. The rounds are repeated in this method, as vectors that leave a method are boxed.
 * </ul>
 */
final class Transpose16 {

  /** Rows and columns of a block: the lanes of a vector of 512 bits. */
  static final int SIZE = 16;

  private static final VectorShuffle<Float> BY_8 = VectorShuffle.fromOp(FLOAT, j -> j ^ 8);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.fromOp(FLOAT, j -> j ^ 4);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.fromOp(FLOAT, j -> j ^ 2);
  private static final VectorShuffle<Float> BY_1 = VectorShuffle.fromOp(FLOAT, j -> j ^ 1);
  private static final VectorMask<Float> ODD_8 = VectorMask.fromLong(FLOAT, 0xff00L);
  private static final VectorMask<Float> ODD_4 = VectorMask.fromLong(FLOAT, 0xf0f0L);
  private static final VectorMask<Float> ODD_2 = VectorMask.fromLong(FLOAT, 0xccccL);
  private static final VectorMask<Float> ODD_1 = VectorMask.fromLong(FLOAT, 0xaaaaL);

  private Transpose16() {}

  // Generated from here on, by TileSource of the test tree.

  static void block(float[] from, int f, int fStep, float[] to, int t, int tStep) {
    FloatVector r0 = FloatVector.fromArray(FLOAT, from, f);
    FloatVector r1 = FloatVector.fromArray(FLOAT, from, f + fStep);
    FloatVector r2 = FloatVector.fromArray(FLOAT, from, f + 2 * fStep);
    FloatVector r3 = FloatVector.fromArray(FLOAT, from, f + 3 * fStep);
    FloatVector r4 = FloatVector.fromArray(FLOAT, from, f + 4 * fStep);
    FloatVector r5 = FloatVector.fromArray(FLOAT, from, f + 5 * fStep);
    FloatVector r6 = FloatVector.fromArray(FLOAT, from, f + 6 * fStep);
    FloatVector r7 = FloatVector.fromArray(FLOAT, from, f + 7 * fStep);
    FloatVector r8 = FloatVector.fromArray(FLOAT, from, f + 8 * fStep);
    FloatVector r9 = FloatVector.fromArray(FLOAT, from, f + 9 * fStep);
    FloatVector ra = FloatVector.fromArray(FLOAT, from, f + 10 * fStep);
    FloatVector rb = FloatVector.fromArray(FLOAT, from, f + 11 * fStep);
    FloatVector rc = FloatVector.fromArray(FLOAT, from, f + 12 * fStep);
    FloatVector rd = FloatVector.fromArray(FLOAT, from, f + 13 * fStep);
    FloatVector re = FloatVector.fromArray(FLOAT, from, f + 14 * fStep);
    FloatVector rf = FloatVector.fromArray(FLOAT, from, f + 15 * fStep);
    FloatVector ms0 = r8.blend(r0, ODD_8).rearrange(BY_8);
    FloatVector s0 = r0.blend(ms0, ODD_8);
    FloatVector s8 = ms0.blend(r8, ODD_8);
    FloatVector ms1 = r9.blend(r1, ODD_8).rearrange(BY_8);
    FloatVector s1 = r1.blend(ms1, ODD_8);
    FloatVector s9 = ms1.blend(r9, ODD_8);
    FloatVector ms2 = ra.blend(r2, ODD_8).rearrange(BY_8);
    FloatVector s2 = r2.blend(ms2, ODD_8);
    FloatVector sa = ms2.blend(ra, ODD_8);
    FloatVector ms3 = rb.blend(r3, ODD_8).rearrange(BY_8);
    FloatVector s3 = r3.blend(ms3, ODD_8);
    FloatVector sb = ms3.blend(rb, ODD_8);
    FloatVector ms4 = rc.blend(r4, ODD_8).rearrange(BY_8);
    FloatVector s4 = r4.blend(ms4, ODD_8);
    FloatVector sc = ms4.blend(rc, ODD_8);
    FloatVector ms5 = rd.blend(r5, ODD_8).rearrange(BY_8);
    FloatVector s5 = r5.blend(ms5, ODD_8);
    FloatVector sd = ms5.blend(rd, ODD_8);
    FloatVector ms6 = re.blend(r6, ODD_8).rearrange(BY_8);
    FloatVector s6 = r6.blend(ms6, ODD_8);
    FloatVector se = ms6.blend(re, ODD_8);
    FloatVector ms7 = rf.blend(r7, ODD_8).rearrange(BY_8);
    FloatVector s7 = r7.blend(ms7, ODD_8);
    FloatVector sf = ms7.blend(rf, ODD_8);
    FloatVector mt0 = s4.blend(s0, ODD_4).rearrange(BY_4);
    FloatVector t0 = s0.blend(mt0, ODD_4);
    FloatVector t4 = mt0.blend(s4, ODD_4);
    FloatVector mt1 = s5.blend(s1, ODD_4).rearrange(BY_4);
    FloatVector t1 = s1.blend(mt1, ODD_4);
    FloatVector t5 = mt1.blend(s5, ODD_4);
    FloatVector mt2 = s6.blend(s2, ODD_4).rearrange(BY_4);
    FloatVector t2 = s2.blend(mt2, ODD_4);
    FloatVector t6 = mt2.blend(s6, ODD_4);
    FloatVector mt3 = s7.blend(s3, ODD_4).rearrange(BY_4);
    FloatVector t3 = s3.blend(mt3, ODD_4);
    FloatVector t7 = mt3.blend(s7, ODD_4);
    FloatVector mt8 = sc.blend(s8, ODD_4).rearrange(BY_4);
    FloatVector t8 = s8.blend(mt8, ODD_4);
    FloatVector tc = mt8.blend(sc, ODD_4);
    FloatVector mt9 = sd.blend(s9, ODD_4).rearrange(BY_4);
    FloatVector t9 = s9.blend(mt9, ODD_4);
    FloatVector td = mt9.blend(sd, ODD_4);
    FloatVector mta = se.blend(sa, ODD_4).rearrange(BY_4);
    FloatVector ta = sa.blend(mta, ODD_4);
    FloatVector te = mta.blend(se, ODD_4);
    FloatVector mtb = sf.blend(sb, ODD_4).rearrange(BY_4);
    FloatVector tb = sb.blend(mtb, ODD_4);
    FloatVector tf = mtb.blend(sf, ODD_4);
    FloatVector mu0 = t2.blend(t0, ODD_2).rearrange(BY_2);
    FloatVector u0 = t0.blend(mu0, ODD_2);
    FloatVector u2 = mu0.blend(t2, ODD_2);
    FloatVector mu1 = t3.blend(t1, ODD_2).rearrange(BY_2);
    FloatVector u1 = t1.blend(mu1, ODD_2);
    FloatVector u3 = mu1.blend(t3, ODD_2);
    FloatVector mu4 = t6.blend(t4, ODD_2).rearrange(BY_2);
    FloatVector u4 = t4.blend(mu4, ODD_2);
    FloatVector u6 = mu4.blend(t6, ODD_2);
    FloatVector mu5 = t7.blend(t5, ODD_2).rearrange(BY_2);
    FloatVector u5 = t5.blend(mu5, ODD_2);
    FloatVector u7 = mu5.blend(t7, ODD_2);
    FloatVector mu8 = ta.blend(t8, ODD_2).rearrange(BY_2);
    FloatVector u8 = t8.blend(mu8, ODD_2);
    FloatVector ua = mu8.blend(ta, ODD_2);
    FloatVector mu9 = tb.blend(t9, ODD_2).rearrange(BY_2);
    FloatVector u9 = t9.blend(mu9, ODD_2);
    FloatVector ub = mu9.blend(tb, ODD_2);
    FloatVector muc = te.blend(tc, ODD_2).rearrange(BY_2);
    FloatVector uc = tc.blend(muc, ODD_2);
    FloatVector ue = muc.blend(te, ODD_2);
    FloatVector mud = tf.blend(td, ODD_2).rearrange(BY_2);
    FloatVector ud = td.blend(mud, ODD_2);
    FloatVector uf = mud.blend(tf, ODD_2);
    FloatVector mv0 = u1.blend(u0, ODD_1).rearrange(BY_1);
    FloatVector v0 = u0.blend(mv0, ODD_1);
    FloatVector v1 = mv0.blend(u1, ODD_1);
    FloatVector mv2 = u3.blend(u2, ODD_1).rearrange(BY_1);
    FloatVector v2 = u2.blend(mv2, ODD_1);
    FloatVector v3 = mv2.blend(u3, ODD_1);
    FloatVector mv4 = u5.blend(u4, ODD_1).rearrange(BY_1);
    FloatVector v4 = u4.blend(mv4, ODD_1);
    FloatVector v5 = mv4.blend(u5, ODD_1);
    FloatVector mv6 = u7.blend(u6, ODD_1).rearrange(BY_1);
    FloatVector v6 = u6.blend(mv6, ODD_1);
    FloatVector v7 = mv6.blend(u7, ODD_1);
    FloatVector mv8 = u9.blend(u8, ODD_1).rearrange(BY_1);
    FloatVector v8 = u8.blend(mv8, ODD_1);
    FloatVector v9 = mv8.blend(u9, ODD_1);
    FloatVector mva = ub.blend(ua, ODD_1).rearrange(BY_1);
    FloatVector va = ua.blend(mva, ODD_1);
    FloatVector vb = mva.blend(ub, ODD_1);
    FloatVector mvc = ud.blend(uc, ODD_1).rearrange(BY_1);
    FloatVector vc = uc.blend(mvc, ODD_1);
    FloatVector vd = mvc.blend(ud, ODD_1);
    FloatVector mve = uf.blend(ue, ODD_1).rearrange(BY_1);
    FloatVector ve = ue.blend(mve, ODD_1);
    FloatVector vf = mve.blend(uf, ODD_1);
    v0.intoArray(to, t);
    v1.intoArray(to, t + tStep);
    v2.intoArray(to, t + 2 * tStep);
    v3.intoArray(to, t + 3 * tStep);
    v4.intoArray(to, t + 4 * tStep);
    v5.intoArray(to, t + 5 * tStep);
    v6.intoArray(to, t + 6 * tStep);
    v7.intoArray(to, t + 7 * tStep);
    v8.intoArray(to, t + 8 * tStep);
    v9.intoArray(to, t + 9 * tStep);
    va.intoArray(to, t + 10 * tStep);
    vb.intoArray(to, t + 11 * tStep);
    vc.intoArray(to, t + 12 * tStep);
    vd.intoArray(to, t + 13 * tStep);
    ve.intoArray(to, t + 14 * tStep);
    vf.intoArray(to, t + 15 * tStep);
  }

  static void rowOfTransposed(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    FloatVector sum = s == null ? FloatVector.zero(FLOAT) : FloatVector.fromArray(FLOAT, s, sOff);
    for (int p = 0; p < k; p += 16) {
      int ib = bOff + p;
      FloatVector r0 = FloatVector.fromArray(FLOAT, b, ib);
      FloatVector r1 = FloatVector.fromArray(FLOAT, b, ib + bColumn);
      FloatVector r2 = FloatVector.fromArray(FLOAT, b, ib + 2 * bColumn);
      FloatVector r3 = FloatVector.fromArray(FLOAT, b, ib + 3 * bColumn);
      FloatVector r4 = FloatVector.fromArray(FLOAT, b, ib + 4 * bColumn);
      FloatVector r5 = FloatVector.fromArray(FLOAT, b, ib + 5 * bColumn);
      FloatVector r6 = FloatVector.fromArray(FLOAT, b, ib + 6 * bColumn);
      FloatVector r7 = FloatVector.fromArray(FLOAT, b, ib + 7 * bColumn);
      FloatVector r8 = FloatVector.fromArray(FLOAT, b, ib + 8 * bColumn);
      FloatVector r9 = FloatVector.fromArray(FLOAT, b, ib + 9 * bColumn);
      FloatVector ra = FloatVector.fromArray(FLOAT, b, ib + 10 * bColumn);
      FloatVector rb = FloatVector.fromArray(FLOAT, b, ib + 11 * bColumn);
      FloatVector rc = FloatVector.fromArray(FLOAT, b, ib + 12 * bColumn);
      FloatVector rd = FloatVector.fromArray(FLOAT, b, ib + 13 * bColumn);
      FloatVector re = FloatVector.fromArray(FLOAT, b, ib + 14 * bColumn);
      FloatVector rf = FloatVector.fromArray(FLOAT, b, ib + 15 * bColumn);
      FloatVector ms0 = r8.blend(r0, ODD_8).rearrange(BY_8);
      FloatVector s0 = r0.blend(ms0, ODD_8);
      FloatVector s8 = ms0.blend(r8, ODD_8);
      FloatVector ms1 = r9.blend(r1, ODD_8).rearrange(BY_8);
      FloatVector s1 = r1.blend(ms1, ODD_8);
      FloatVector s9 = ms1.blend(r9, ODD_8);
      FloatVector ms2 = ra.blend(r2, ODD_8).rearrange(BY_8);
      FloatVector s2 = r2.blend(ms2, ODD_8);
      FloatVector sa = ms2.blend(ra, ODD_8);
      FloatVector ms3 = rb.blend(r3, ODD_8).rearrange(BY_8);
      FloatVector s3 = r3.blend(ms3, ODD_8);
      FloatVector sb = ms3.blend(rb, ODD_8);
      FloatVector ms4 = rc.blend(r4, ODD_8).rearrange(BY_8);
      FloatVector s4 = r4.blend(ms4, ODD_8);
      FloatVector sc = ms4.blend(rc, ODD_8);
      FloatVector ms5 = rd.blend(r5, ODD_8).rearrange(BY_8);
      FloatVector s5 = r5.blend(ms5, ODD_8);
      FloatVector sd = ms5.blend(rd, ODD_8);
      FloatVector ms6 = re.blend(r6, ODD_8).rearrange(BY_8);
      FloatVector s6 = r6.blend(ms6, ODD_8);
      FloatVector se = ms6.blend(re, ODD_8);
      FloatVector ms7 = rf.blend(r7, ODD_8).rearrange(BY_8);
      FloatVector s7 = r7.blend(ms7, ODD_8);
      FloatVector sf = ms7.blend(rf, ODD_8);
      FloatVector mt0 = s4.blend(s0, ODD_4).rearrange(BY_4);
      FloatVector t0 = s0.blend(mt0, ODD_4);
      FloatVector t4 = mt0.blend(s4, ODD_4);
      FloatVector mt1 = s5.blend(s1, ODD_4).rearrange(BY_4);
      FloatVector t1 = s1.blend(mt1, ODD_4);
      FloatVector t5 = mt1.blend(s5, ODD_4);
      FloatVector mt2 = s6.blend(s2, ODD_4).rearrange(BY_4);
      FloatVector t2 = s2.blend(mt2, ODD_4);
      FloatVector t6 = mt2.blend(s6, ODD_4);
      FloatVector mt3 = s7.blend(s3, ODD_4).rearrange(BY_4);
      FloatVector t3 = s3.blend(mt3, ODD_4);
      FloatVector t7 = mt3.blend(s7, ODD_4);
      FloatVector mt8 = sc.blend(s8, ODD_4).rearrange(BY_4);
      FloatVector t8 = s8.blend(mt8, ODD_4);
      FloatVector tc = mt8.blend(sc, ODD_4);
      FloatVector mt9 = sd.blend(s9, ODD_4).rearrange(BY_4);
      FloatVector t9 = s9.blend(mt9, ODD_4);
      FloatVector td = mt9.blend(sd, ODD_4);
      FloatVector mta = se.blend(sa, ODD_4).rearrange(BY_4);
      FloatVector ta = sa.blend(mta, ODD_4);
      FloatVector te = mta.blend(se, ODD_4);
      FloatVector mtb = sf.blend(sb, ODD_4).rearrange(BY_4);
      FloatVector tb = sb.blend(mtb, ODD_4);
      FloatVector tf = mtb.blend(sf, ODD_4);
      FloatVector mu0 = t2.blend(t0, ODD_2).rearrange(BY_2);
      FloatVector u0 = t0.blend(mu0, ODD_2);
      FloatVector u2 = mu0.blend(t2, ODD_2);
      FloatVector mu1 = t3.blend(t1, ODD_2).rearrange(BY_2);
      FloatVector u1 = t1.blend(mu1, ODD_2);
      FloatVector u3 = mu1.blend(t3, ODD_2);
      FloatVector mu4 = t6.blend(t4, ODD_2).rearrange(BY_2);
      FloatVector u4 = t4.blend(mu4, ODD_2);
      FloatVector u6 = mu4.blend(t6, ODD_2);
      FloatVector mu5 = t7.blend(t5, ODD_2).rearrange(BY_2);
      FloatVector u5 = t5.blend(mu5, ODD_2);
      FloatVector u7 = mu5.blend(t7, ODD_2);
      FloatVector mu8 = ta.blend(t8, ODD_2).rearrange(BY_2);
      FloatVector u8 = t8.blend(mu8, ODD_2);
      FloatVector ua = mu8.blend(ta, ODD_2);
      FloatVector mu9 = tb.blend(t9, ODD_2).rearrange(BY_2);
      FloatVector u9 = t9.blend(mu9, ODD_2);
      FloatVector ub = mu9.blend(tb, ODD_2);
      FloatVector muc = te.blend(tc, ODD_2).rearrange(BY_2);
      FloatVector uc = tc.blend(muc, ODD_2);
      FloatVector ue = muc.blend(te, ODD_2);
      FloatVector mud = tf.blend(td, ODD_2).rearrange(BY_2);
      FloatVector ud = td.blend(mud, ODD_2);
      FloatVector uf = mud.blend(tf, ODD_2);
      FloatVector mv0 = u1.blend(u0, ODD_1).rearrange(BY_1);
      FloatVector v0 = u0.blend(mv0, ODD_1);
      FloatVector v1 = mv0.blend(u1, ODD_1);
      FloatVector mv2 = u3.blend(u2, ODD_1).rearrange(BY_1);
      FloatVector v2 = u2.blend(mv2, ODD_1);
      FloatVector v3 = mv2.blend(u3, ODD_1);
      FloatVector mv4 = u5.blend(u4, ODD_1).rearrange(BY_1);
      FloatVector v4 = u4.blend(mv4, ODD_1);
      FloatVector v5 = mv4.blend(u5, ODD_1);
      FloatVector mv6 = u7.blend(u6, ODD_1).rearrange(BY_1);
      FloatVector v6 = u6.blend(mv6, ODD_1);
      FloatVector v7 = mv6.blend(u7, ODD_1);
      FloatVector mv8 = u9.blend(u8, ODD_1).rearrange(BY_1);
      FloatVector v8 = u8.blend(mv8, ODD_1);
      FloatVector v9 = mv8.blend(u9, ODD_1);
      FloatVector mva = ub.blend(ua, ODD_1).rearrange(BY_1);
      FloatVector va = ua.blend(mva, ODD_1);
      FloatVector vb = mva.blend(ub, ODD_1);
      FloatVector mvc = ud.blend(uc, ODD_1).rearrange(BY_1);
      FloatVector vc = uc.blend(mvc, ODD_1);
      FloatVector vd = mvc.blend(ud, ODD_1);
      FloatVector mve = uf.blend(ue, ODD_1).rearrange(BY_1);
      FloatVector ve = ue.blend(mve, ODD_1);
      FloatVector vf = mve.blend(uf, ODD_1);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p]).fma(v0, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 1]).fma(v1, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 2]).fma(v2, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 3]).fma(v3, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 4]).fma(v4, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 5]).fma(v5, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 6]).fma(v6, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 7]).fma(v7, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 8]).fma(v8, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 9]).fma(v9, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 10]).fma(va, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 11]).fma(vb, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 12]).fma(vc, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 13]).fma(vd, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 14]).fma(ve, sum);
      sum = FloatVector.broadcast(FLOAT, a[aOff + p + 15]).fma(vf, sum);
    }
    sum.intoArray(c, cOff);
  }
}
