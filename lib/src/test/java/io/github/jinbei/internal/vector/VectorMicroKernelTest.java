package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Backend;
import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.gemm.MicroKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tile that each processor's vector registers hold. */
@BitEquality
@Tag("small")
class VectorMicroKernelTest {

  /** VectorMicroKernel cannot be linked without the module, so its plain arithmetic cannot be tested there either. */
  @BeforeEach
  void thereIsAVectorModule() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "skipped: this VM runs without the module jdk.incubator.vector");
  }

  /** Registers as the architectures define them: AVX and AVX2 16; AVX-512, NEON and SVE 32. */
  @ParameterizedTest
  @CsvSource({"128, amd64, 16, 5", "256, amd64, 16, 5", "512, amd64, 32, 12", "256, x86_64, 16, 5",
      "128, aarch64, 32, 10", "256, aarch64, 32, 12", "512, aarch64, 32, 12"})
  void theTallestTileFitsTheRegisters(int bits, String arch, int registers, int rows) {
    assertEquals(rows, VectorMicroKernel.tallest(bits, arch));
    int accumulators = 2 * rows;
    assertTrue(accumulators + 3 <= registers, "two vectors of B and one of A do not fit beside " + accumulators);
  }

  @Test
  void theKernelOfThisMachineHasThatTile() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
    int bits = Backend.current().bits();
    MicroKernel kernel = VectorKernels.create(bits).microKernel();
    boolean aarch64 = System.getProperty("os.arch").equals("aarch64");
    assertEquals(bits == 512 ? 12 : !aarch64 ? 5 : bits == 256 ? 12 : 10, kernel.rows());
    assertEquals(bits / 32, kernel.lanes());
    assertEquals(2 * kernel.lanes(), kernel.columns());
  }

  /** Heights of tiles that exist, none above the tallest, and together the rows; 12 rows are not 10 and a sliver of 2. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10, 12})
  void heightsOfTilesAddUpToTheRows(int tallest) {
    MicroKernel kernel = new VectorMicroKernel(tallest);
    for (int rows = 1; rows <= 100; rows++) {
      int left = rows;
      while (left > 0) {
        int height = kernel.height(left);
        assertTrue(height >= 1 && height <= Math.min(left, tallest), rows + " rows, of " + left + ": " + height);
        assertTrue(" 1 2 4 5 6 8 10 12 ".contains(" " + height + " "), "no tile of " + height + " rows");
        left -= height;
      }
    }
    assertEquals(tallest == 5 ? 5 : tallest == 10 ? 6 : 12, kernel.height(12));
  }

  /** If copies returned UNKNOWN, steps would be slower but right: no other test would fail. */
  @Test
  void copiesOfLongRowsMeasure() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
    MicroKernel kernel = VectorKernels.create(Backend.current().bits()).microKernel();
    int columns = 3 * kernel.lanes();
    float[] from = new float[2 * columns];
    from[columns + 1] = -7;
    float expected = Runtime.version().feature() >= OperatorProfile.FIRST_SOUND_JDK ? 7 : MicroKernel.UNKNOWN;
    assertEquals(expected, kernel.copy(2, columns, from, 0, columns, new float[2 * columns], 0, columns));
  }
}
