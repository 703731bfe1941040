package io.github.jinbei.internal.gemm;

import io.github.jinbei.Backend;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.ScalarKernels;
import io.github.jinbei.internal.vector.VectorKernels;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The product's kernels that tests run on: those of the backend that runs. In lanes these are all shapes of microtiles, also
 * those of other processors, and scalar code for each shape, with which kernels in lanes begin.
 */
final class TestedKernels {

  /** Rows of the full microtiles of all processors. */
  private static final int[] TALLEST = {6, 10, 12};

  private TestedKernels() {}

  /** Returns kernels of each shape. */
  static Stream<ProductKernels> all() {
    return ofBackend(() -> IntStream.of(TALLEST).boxed().flatMap(mr -> Stream.of(inLanes(mr), scalar(mr))));
  }

  /** Returns kernels in lanes of each shape, and scalar ones of this machine's shape. */
  static Stream<ProductKernels> most() {
    return ofBackend(() -> Stream.concat(IntStream.of(TALLEST).mapToObj(TestedKernels::inLanes), Stream.of(scalar(own()))));
  }

  /** Returns kernels of this machine's shape and of another one. */
  static Stream<ProductKernels> two() {
    return ofBackend(() -> Stream.of(inLanes(own()), inLanes(own() == TALLEST[0] ? TALLEST[2] : TALLEST[0])));
  }

  private static int own() {
    return Backends.kernels().product().shape().mr();
  }

  private static Stream<ProductKernels> ofBackend(Supplier<Stream<ProductKernels>> inLanes) {
    return Backend.current().vector() ? inLanes.get() : Stream.of(ScalarKernels.create().product());
  }

  private static TileShape shape(int mr) {
    return TileShape.inLanes(Backend.current().bits() / Float.SIZE, mr);
  }

  private static ProductKernels inLanes(int mr) {
    return VectorKernels.product(shape(mr));
  }

  private static ProductKernels scalar(int mr) {
    return ScalarKernels.create(shape(mr)).product();
  }

  /** Returns the heights that there are tiles for. */
  static IntStream heights(TileShape shape) {
    return IntStream.rangeClosed(1, shape.mr()).filter(rows -> shape.height(rows) == rows);
  }
}
