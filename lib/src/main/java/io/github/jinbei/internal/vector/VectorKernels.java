package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;

/**
 * The operations in lanes. Each method of a theme computes whole vectors. The scalar class of the theme, which gives the same
 * bits, computes the tail, which is less than a vector.
 *
 * <p>No method of this library takes or returns a vector: in a large compilation C2 stops inlining such methods (but not those
 * of the JDK), and then boxes every vector that they take or return.
 *
 * <p>A method that reinterprets floats as ints, or ints as floats, must have more than 325 bytes of code, so that C2 does not
 * inline it. In a large compilation that had inlined such a method, the reinterpretation was called as a method, instead of
 * compiled to an instruction. For each vector this allocated 376 bytes on JDK 17 (16 lanes), and probably the 96 bytes
 * measured on JDK 25 (4 lanes): see {@code bench/NOTES.md}.
 *
 * <p>A vector that a loop carries to its next iteration is an argument, not the object of the call: {@code v.add(total)}. C2
 * knows the class of a vector that it has just loaded, but that of a carried one only from the profile. If it compiled a kernel
 * before there was a profile, {@code total.add(v)} remained a call, and all vectors of the loop were boxed for good. It begins
 * with a loaded vector, not with a constant: on JDK 17, C2 sometimes allocated the array of the constant in every call. It
 * did so too with a vector of zeros of ints that a loop only reads. No kernel uses one.
 */
public final class VectorKernels {

  private static int requestedBits;

  private VectorKernels() {}

  /**
   * Creates the operations with vectors of the given width. A VM has only one width, as it is compiled in as a constant.
   *
   * @throws LinkageError if a class of this package is missing or cannot be initialized
   * @throws IllegalStateException if this VM has operations of another width
   */
  public static synchronized Kernels create(int bits) {
    if (requestedBits != 0 && requestedBits != bits) {
      throw new IllegalStateException("bits = " + bits + "; expected " + requestedBits + ", as created before");
    }
    requestedBits = bits;
    initializeClasses(bits);
    OperatorProfile.prepare();
    ProductKernels product = product(TileShape.of(bits, System.getProperty("os.arch", "")));
    return new Kernels(FLOAT.vectorBitSize(), product, new VectorFunctions(), new VectorActivations(), new VectorDerivatives(),
        new VectorLosses(), new VectorNorms(), new VectorDropout(), new VectorUpdates(), new VectorArithmetic(),
        new VectorReductions());
  }

  /**
   * Loads every class of this package and initializes those that vectors of this width need, so that a failure occurs here and
   * not in a later training step.
   */
  private static void initializeClasses(int bits) {
    try {
      for (Class<?> type : classes()) {
        if ((type != Transpose16.class || bits == 512) && (type != Transpose8.class || bits == 256)) {
          Class.forName(type.getName(), true, type.getClassLoader());
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e); // all are loaded
    }
  }

  /** Returns all other classes of this package. */
  static Class<?>[] classes() {
    return new Class<?>[] {VectorWidth.class, Species.class, OperatorProfile.class, VectorMicroKernel.class,
        VectorRowKernel.class, VectorPackKernel.class, AdjacentTiles.class, ApartTiles.class, MicropanelTiles.class,
        SliceTiles.class, Separator.class, RowTiles.class, Transpose8.class, Transpose16.class, VectorMath.class,
        VectorErf.class, VectorMish.class, VectorFunctions.class,
        VectorActivations.class, VectorDerivatives.class, VectorLosses.class, VectorNorms.class, VectorDropout.class,
        VectorUpdates.class, VectorArithmetic.class, VectorReductions.class};
  }

  static int requestedBits() {
    return requestedBits;
  }

  /**
   * Returns the pieces of the matrix product with microtiles of the given shape, after {@link #create}.
   *
   * @param shape a shape with as many lanes as this VM's vectors have
   */
  public static ProductKernels product(TileShape shape) {
    if (shape.lanes() != LANES) {
      throw new IllegalArgumentException("lanes = " + shape.lanes() + "; expected " + LANES);
    }
    return new ProductKernels(shape, new VectorMicroKernel(shape), new VectorRowKernel(), new VectorPackKernel(shape));
  }
}
