/**
 * The operations in vector lanes. Only this package imports {@code jdk.incubator.vector}. It is loaded by name, and only if
 * that module is present.
 *
 * <p>{@code MicropanelTiles} and {@code SliceTiles} hold the inner loops of most large products. {@code AdjacentTiles} and
 * {@code ApartTiles} hold those of their edges and of small products. {@code VectorMicroKernel} chooses. These classes, {@code
 * RowTiles}, {@code Transpose8} and {@code Transpose16} repeat the same lines for each row, term or lane. The program {@code
 * TileSource} of the test tree writes those lines. To change them, change that program and run it: {@code java
 * src/test/java/io/github/jinbei/internal/vector/TileSource.java} in the folder {@code lib}. A test fails where sources and
 * program differ. The program {@code TileCode} prints what C2 makes of each tile.
 */
package io.github.jinbei.internal.vector;
