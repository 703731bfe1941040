/**
 * The operations in vector lanes. The only package that imports {@code jdk.incubator.vector}; loaded by name, and not
 * at all where that module is absent.
 *
 * <p>Tiles, rows and transpositions ({@code AdjacentTiles}, {@code ApartTiles}, {@code RowTiles}, {@code Transpose16}) repeat
 * the same lines for each row, term or lane. The program {@code TileSource} of the test tree writes those lines. To change
 * them, change that program and run it: {@code java src/test/java/io/github/jinbei/internal/vector/TileSource.java} in the
 * folder {@code lib}. A test fails where sources and program differ.
 */
package io.github.jinbei.internal.vector;
