package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Backend;
import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product's kernels of this machine. */
@BitEquality
@Tag("small")
class VectorMicroKernelTest {

  @BeforeEach
  void thereAreVectors() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
  }

  private static ProductKernels kernels() {
    return Backends.kernels().product();
  }

  @Test
  void theShapeIsThatOfThisMachine() {
    int bits = Backend.current().bits();
    TileShape shape = kernels().shape();
    boolean aarch64 = System.getProperty("os.arch").equals("aarch64");
    assertEquals(bits == 512 ? 12 : !aarch64 ? 6 : bits == 256 ? 12 : 10, shape.mr());
    assertEquals(bits / 32, shape.lanes());
    assertEquals(2 * shape.lanes(), shape.nr());
  }

  @Test
  void otherHeightsLanesAndDistancesOfRowsAreErrors() {
    ProductKernels kernels = kernels();
    int lanes = kernels.shape().lanes();
    float[] x = new float[7 * TileShape.ROW];
    for (int columns : new int[] {lanes, lanes + 1}) {
      for (int aRow : new int[] {1, TileShape.ROW}) {
        assertThrows(IllegalArgumentException.class,
            () -> kernels.micro().tile(7, columns, 1, x, 0, aRow, 1, x, 0, columns, x, 0, 0, x, 0, columns));
      }
    }
    assertThrows(IllegalArgumentException.class,
        () -> kernels.micro().tile(2, lanes, 1, x, 0, 2, 1, x, 0, lanes, x, 0, 0, x, 0, lanes));
    assertThrows(IllegalArgumentException.class, () -> VectorKernels.product(TileShape.inLanes(2 * lanes, 6)));
  }

  /** If copies returned UNKNOWN, steps would be slower but right: no other test would fail. */
  @Test
  void copiesOfLongRowsMeasure() {
    ProductKernels kernels = kernels();
    int lanes = kernels.shape().lanes();
    for (int columns = 2 * lanes + 1; columns < 10 * lanes; columns++) {
      for (int i = 0; i < 2 * columns; i++) {
        float[] from = new float[2 * columns];
        from[i] = -7;
        float[] to = new float[2 * columns];
        assertEquals(7, kernels.pack().copy(2, columns, from, 0, columns, to, 0, columns), i + " of two rows of " + columns);
        assertArrayEquals(from, to);
      }
    }
  }
}
