/**
 * The product by cache blocks: loops, packing and block sizes round a micro-kernel.
 *
 * <table>
 * <caption>The files, in the order in which to read them</caption>
 * <tr><th>file</th><th>what it holds</th></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.Product}</td><td>which algorithm computes a product, and why</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.BlockedProduct}</td><td>the five loops round the micro-kernel</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.TileShape}</td><td>every size and limit: mr, nr, heights, mc, kc, nc, when to
 *     pack</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.MicroKernel}</td><td>one microtile, a slice of A by
 *     many micropanels of B, a micropanel by many slices; each backend implements them</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.Packing}, {@link io.github.jinbei.internal.gemm.PackKernel}, {@link
 *     io.github.jinbei.internal.gemm.PackedB}</td><td>copies of A and B in the orders drawn below; the copies that each
 *     backend implements; the memory of a packed B</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.RowProduct}, {@link io.github.jinbei.internal.gemm.SmallProduct}, {@link
 *     io.github.jinbei.internal.gemm.RowKernel}</td><td>products without tiles; what each backend implements of them</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.Blocking}, {@link io.github.jinbei.internal.gemm.NarrowTiles}</td><td>how
 *     dimensions are cut into blocks; a C narrower than a vector</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.gemm.Matrix}, {@link io.github.jinbei.internal.gemm.Epilogue}, {@link
 *     io.github.jinbei.internal.gemm.Scratch}, {@link io.github.jinbei.internal.gemm.ProductKernels}</td><td>a view of an
 *     operand; work on finished blocks of C; memory for blocks of a C that is not kept; what a backend provides</td></tr>
 * </table>
 *
 * <p>Packed A: slices as tall as a microtile, each from index 0 of its own array. If A is transposed, the rows of a term lie
 * next to each other. From term to term the distance is constant (step) and may leave a gap.
 * <pre>
 *   a(0,0) a(1,0) .. a(mr-1,0) .. | a(0,1) a(1,1) .. a(mr-1,1) .. | .. | a(0,kb-1) ..
 * </pre>
 * Else: the rows of A, a constant distance apart.
 * <pre>
 *   a(0,0) a(0,1) .. a(0,kb-1) .. | a(1,0) a(1,1) .. a(1,kb-1) .. | .. | a(mr-1,0) ..
 * </pre>
 *
 * <p>Packed B: the columns of a block are cut into micropanels of nr columns, each stored term after term. The last
 * micropanels are cut so that none is narrower than a vector. If the whole product is narrower, its only micropanel is padded
 * with zeros.
 * <pre>
 *   b(0,0) b(0,1) .. b(0,nr-1) | b(1,0) .. b(1,nr-1) | .. | b(kb-1,0) ..          micropanel of columns 0 .. nr-1
 * </pre>
 *
 * <p>Terms (k) are never padded: 0·∞ would change the result.
 */
package io.github.jinbei.internal.gemm;
