package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape that each processor's vector registers hold, and the heights that rows are cut into. */
class TileShapeTest {

  /** Registers as the architectures define them: AVX and AVX2 16; AVX-512, NEON and SVE 32. */
  @ParameterizedTest
  @CsvSource({"128, amd64, 16, 6", "256, amd64, 16, 6", "512, amd64, 32, 12", "256, x86_64, 16, 6",
      "128, aarch64, 32, 10", "256, aarch64, 32, 12", "512, aarch64, 32, 12"})
  void theTallestTileFitsTheRegisters(int bits, String arch, int registers, int mr) {
    TileShape shape = TileShape.of(bits, arch);
    assertEquals(mr, shape.mr());
    assertEquals(bits / 32, shape.lanes());
    assertEquals(2 * shape.lanes(), shape.nr());
    assertEquals(registers, TileShape.registers(bits, arch));
    int sums = 2 * mr;
    assertTrue(sums + 3 <= registers, "two vectors of B and one of A do not fit beside " + sums);
  }

  @Test
  void aShapeWithoutItsTilesIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> TileShape.inLanes(8, 5));
  }

  static Stream<TileShape> shapes() {
    return Stream.concat(Stream.of(TileShape.scalar()),
        IntStream.of(6, 10, 12).mapToObj(mr -> TileShape.inLanes(8, mr)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowsAreCutIntoTheFewestTilesTheLowestOfThemAsTallAsPossible(TileShape shape) {
    int mr = shape.mr();
    int[] heights = IntStream.rangeClosed(1, mr).filter(h -> shape.height(h) == h).toArray();
    assertEquals(1, heights[0]);
    assertEquals(mr, heights[heights.length - 1]);
    for (int rows = 1; rows <= 2 * mr; rows++) {
      List<Integer> cut = new ArrayList<>();
      for (int left = rows; left > 0; left -= cut.get(cut.size() - 1)) {
        cut.add(shape.height(left));
      }
      List<Integer> best = best(heights, rows, mr);
      String what = rows + " rows at mr " + mr + " as " + cut + ", expected as good as " + best;
      assertEquals(best.size(), cut.size(), what);
      assertEquals(Collections.min(best), Collections.min(cut), what);
      assertEquals(rows, cut.stream().mapToInt(h -> h).sum(), what);
    }
    for (int rows = 2 * mr + 1; rows < 100; rows++) {
      assertEquals(mr, shape.height(rows));
    }
  }

  /** Returns the best of all ways to cut, by trying all whose heights do not grow. */
  private static List<Integer> best(int[] heights, int rows, int tallest) {
    if (rows == 0) {
      return List.of();
    }
    List<Integer> best = null;
    for (int h : heights) {
      if (h <= Math.min(rows, tallest)) {
        List<Integer> rest = best(heights, rows - h, h);
        List<Integer> cut = new ArrayList<>(List.of(h));
        cut.addAll(rest);
        if (best == null || cut.size() < best.size()
            || (cut.size() == best.size() && Collections.min(cut) > Collections.min(best))) {
          best = cut;
        }
      }
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"6, 7, 4", "6, 8, 4", "6, 9, 5", "6, 10, 5", "6, 11, 6", "6, 13, 6", "10, 12, 6", "12, 16, 8", "12, 13, 8",
      "12, 17, 12", "12, 25, 12", "12, 3, 3", "12, 12, 12"})
  void theFirstTile(int mr, int rows, int height) {
    assertEquals(height, TileShape.inLanes(8, mr).height(rows));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowsThatAreCopiedTogetherAreCutAsTheirBlockIs(TileShape shape) {
    for (int kind = 0; kind < 4; kind++) {
      boolean transposed = kind % 2 == 1;
      for (int rows = 1; rows < 40 * shape.mr(); rows++) {
        for (int first = 0, group; first < rows; first += group) {
          group = shape.rowsCopiedTogether(rows - first, transposed, kind > 1);
          int slices = 0;
          for (int i = 0; i < group; i += shape.height(group - i), slices++) {
            assertEquals(shape.height(rows - first - i), shape.height(group - i), rows + " rows, mr " + shape.mr());
          }
          assertTrue(slices <= TileShape.mostSlicesTogether(), slices + " slices of " + rows + " rows");
          assertTrue(transposed || group * TileShape.ROW <= shape.floatsOfRows(), group + " rows of " + rows);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void fullSlicesComeFirst(TileShape shape) {
    for (int rows = 1; rows < 5 * shape.mr(); rows++) {
      int full = 0;
      while (full < rows && shape.height(rows - full) == shape.mr()) {
        full += shape.mr();
      }
      assertEquals(full, shape.rowsOfFullSlices(rows), rows + " rows, mr " + shape.mr());
    }
  }
}
