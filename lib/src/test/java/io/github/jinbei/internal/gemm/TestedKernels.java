package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Backend;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.ScalarKernels;
import io.github.jinbei.internal.vector.FirstCallsOf;
import io.github.jinbei.internal.vector.VectorKernels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The product's kernels that tests run on: those of the backend that runs. In lanes these are all shapes of microtiles, also
 * those of other processors.
 */
final class TestedKernels {

  /** Rows of the full microtiles of all processors. */
  private static final int[] TALLEST = {6, 10, 12};

  /** One term more than a call has that is not cut. */
  private static final int TERMS = 17;

  /** More calls than make a tile warm: a tile that stays cold fails. */
  private static final int MOST_CALLS = 10_000;

  /** Warm kernels by the rows of their full microtiles, for all test classes: to warm them up takes seconds. */
  private static final Map<Integer, ProductKernels> WARM = new HashMap<>();

  private TestedKernels() {}

  /** Returns new kernels of each shape, whose first calls in lanes are cut into short blocks. */
  static Stream<ProductKernels> cold() {
    return ofBackend(() -> IntStream.of(TALLEST).mapToObj(TestedKernels::inLanes));
  }

  /** Returns warm kernels of each shape. */
  static Stream<ProductKernels> warm() {
    return ofBackend(() -> IntStream.of(TALLEST).mapToObj(TestedKernels::warm));
  }

  /** Returns warm kernels of this machine's shape and of another one. */
  static Stream<ProductKernels> twoWarm() {
    return ofBackend(() -> {
      int own = Backends.current().kernels().product().shape().mr();
      return Stream.of(warm(own), warm(own == TALLEST[0] ? TALLEST[2] : TALLEST[0]));
    });
  }

  private static Stream<ProductKernels> ofBackend(Supplier<Stream<ProductKernels>> inLanes) {
    return Backend.current().vector() ? inLanes.get() : Stream.of(ScalarKernels.create().product());
  }

  /** Returns kernels in lanes whose first calls are over, warmed up once for all test classes. */
  static ProductKernels warm(int mr) {
    return WARM.computeIfAbsent(mr, rows -> warm(inLanes(rows)));
  }

  private static ProductKernels inLanes(int mr) {
    return VectorKernels.product(TileShape.inLanes(Backend.current().bits() / Float.SIZE, mr));
  }

  /** Returns the heights that there are tiles for. */
  static IntStream heights(TileShape shape) {
    return IntStream.rangeClosed(1, shape.mr()).filter(rows -> shape.height(rows) == rows);
  }

  /** Calls every tile until its products are no longer cut into short blocks, as those of first calls are. */
  private static ProductKernels warm(ProductKernels kernels) {
    TileShape shape = kernels.shape();
    int nr = shape.nr();
    float[] a = new float[shape.mr() * TileShape.ROW + TERMS];
    float[] b = new float[TERMS * nr];
    float[] packed = new float[TERMS * nr];
    float[] c = new float[shape.mr() * nr];
    for (int call = 0; !FirstCallsOf.areOver(kernels); call++) {
      assertTrue(call < MOST_CALLS, "a tile of " + shape.mr() + " rows at most is cold after " + call + " calls");
      kernels.micro().slices(shape.mr(), nr, TERMS, a, 0, shape.mr(), b, 0, nr, packed, c, 0, nr);
      for (int aRow : new int[] {1, TileShape.ROW}) {
        kernels.micro().micropanels(nr, TERMS, a, aRow, b, 0, c, 0, nr, c, 0, nr);
        kernels.micro().packMicropanels(nr, TERMS, a, aRow, b, 0, nr, packed, 0, c, 0, nr, c, 0, nr);
      }
      for (int rows : heights(shape).toArray()) {
        for (int columns = shape.lanes(); columns <= nr; columns += shape.lanes()) {
          kernels.micro().tile(rows, columns, TERMS, a, 0, 1, 1, b, 0, nr, c, 0, nr, c, 0, nr);
          kernels.micro().tile(rows, columns, TERMS, a, 0, TileShape.ROW, 1, b, 0, nr, c, 0, nr, c, 0, nr);
        }
      }
    }
    return kernels;
  }
}
