/**
 * The product by cache blocks: loops, packing and block sizes round a micro-kernel.
 *
 * <p>Packed A: the rows of a block cut into micropanels of mr rows, each stored term after term, so that the mr values
 * that one step of the micro-kernel broadcasts lie next to each other. A last micropanel of r &lt; mr rows has steps of
 * r.
 * <pre>
 *   a(0,0) a(1,0) .. a(mr-1,0) | a(0,1) a(1,1) .. a(mr-1,1) | .. | a(0,kb-1) ..   micropanel of rows 0 .. mr-1
 *   a(mr,0) ..                                                                    micropanel of rows mr ..
 * </pre>
 *
 * <p>Packed B: the columns of a panel cut into micropanels of nr columns, each stored term after term. The last ones
 * are cut so that none is narrower than a vector; only where the whole product is, a lone micropanel is padded with
 * zeros.
 * <pre>
 *   b(0,0) b(0,1) .. b(0,nr-1) | b(1,0) .. b(1,nr-1) | .. | b(kb-1,0) ..          micropanel of columns 0 .. nr-1
 * </pre>
 *
 * <p>Terms (k) are never padded: 0·∞ would show.
 */
package io.github.jinbei.internal.gemm;
