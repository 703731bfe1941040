/**
 * The product by cache blocks: loops, packing and block sizes round a micro-kernel.
 *
 * <p>Packed A: a block of mb rows stored term after term, the rows of a term next to each other, so that the mr values
 * that one step of the micro-kernel broadcasts lie side by side; a few unused floats (..) follow each step.
 * <pre>
 *   a(0,0) a(1,0) .. a(mb-1,0) .. | a(0,1) a(1,1) .. a(mb-1,1) .. | .. | a(0,kb-1) ..
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
