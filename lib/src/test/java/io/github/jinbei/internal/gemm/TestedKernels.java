package io.github.jinbei.internal.gemm;

import io.github.jinbei.Backend;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.ScalarKernels;
import io.github.jinbei.internal.vector.VectorKernels;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The product's kernels that tests run on: scalar, and every shape of microtiles in lanes, also those of other processors. */
final class TestedKernels {

  /** Rows of the full microtiles of all processors. */
  private static final int[] TALLEST = {6, 10, 12};

  /** More calls than a tile in lanes has short blocks of terms, and terms enough for them to be cut. */
  private static final int CALLS = 2000;
  private static final int TERMS = 17;

  private TestedKernels() {}

  static ProductKernels scalar() {
    return new ScalarKernels().product();
  }

  /** Returns new kernels of each shape in lanes, whose first calls are cut into short blocks; none without vectors. */
  static List<ProductKernels> everyShapeInLanes() {
    return Backend.current().vector() ? IntStream.of(TALLEST).mapToObj(TestedKernels::inLanes).toList() : List.of();
  }

  /** Returns the kernels of this machine, and new ones of another shape; none without vectors. */
  static List<ProductKernels> twoShapesInLanes() {
    if (!Backend.current().vector()) {
      return List.of();
    }
    ProductKernels own = Backends.current().kernels().product();
    return List.of(own, inLanes(own.shape().mr() == TALLEST[0] ? TALLEST[2] : TALLEST[0]));
  }

  static ProductKernels inLanes(int mr) {
    return VectorKernels.product(TileShape.inLanes(Backend.current().bits() / Float.SIZE, mr));
  }

  /** Returns the heights that there are tiles for. */
  static IntStream heights(TileShape shape) {
    return IntStream.rangeClosed(1, shape.mr()).filter(rows -> shape.height(rows) == rows);
  }

  /** Calls every tile often enough for its products to be no longer cut into short blocks, as those of first calls are. */
  static ProductKernels warm(ProductKernels kernels) {
    TileShape shape = kernels.shape();
    int nr = shape.nr();
    float[] a = new float[shape.mr() * TileShape.ROW + TERMS];
    float[] b = new float[TERMS * nr];
    float[] packed = new float[TERMS * nr];
    float[] c = new float[shape.mr() * nr];
    for (int call = 0; call < CALLS; call++) {
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

  /** Joins scalar kernels and others. */
  static Stream<ProductKernels> withScalar(List<ProductKernels> others) {
    return Stream.concat(Stream.of(scalar()), others.stream());
  }
}
