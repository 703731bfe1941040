/**
 * The product by cache blocks: loops, packing and block sizes round a micro-kernel.
 *
 * <p>Packed A, if A is transposed: the rows of a block cut into micropanels as high as the microtiles, each stored term
 * after term.
 * <pre>
 *   a(0,0) a(1,0) .. a(mr-1,0) | a(0,1) a(1,1) .. a(mr-1,1) | .. | a(0,kb-1) ..          micropanel of rows 0 .. mr-1
 * </pre>
 * Else: its rows as they are, a fixed distance apart.
 * <pre>
 *   a(0,0) a(0,1) .. a(0,kb-1) .. | a(1,0) a(1,1) .. a(1,kb-1) .. | .. | a(mb-1,0) ..
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
