package io.github.jinbei.internal.gemm;

/**
 * What a backend provides to the product.
 *
 * @param shape the shape of its microtiles
 * @param micro computes microtiles
 * @param rows computes rows and single elements
 * @param pack copies operands, for microtiles of that shape
 */
public record ProductKernels(TileShape shape, MicroKernel micro, RowKernel rows, PackKernel pack) {}
