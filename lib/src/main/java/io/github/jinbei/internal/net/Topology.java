package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * The shape of a network and where its parameters lie in the flat array: layer after layer, the weights W as [in][out]
 * row-major, then the biases b as [out], nothing between them.
 */
public final class Topology {

  /** Arrays of more elements than this cannot be had in every VM. */
  public static final int MAX_PARAMETERS = Integer.MAX_VALUE - 8;

  private static final int ELEMENTS_AT_ONCE = 1 << 22;

  /** Parameters (16 KB) that stay in the first-level cache while rows pass. */
  private static final int SMALL_WEIGHTS = 1 << 12;

  /** Activations of a layer in a piece (32 KB), and its least rows, a multiple of every tile's. */
  private static final int PIECE = 1 << 13;
  private static final int LEAST_PIECE = 96;

  private final int[] widths;
  private final ActivationFunction[] functions;
  private final int[] weightOffsets;
  private final int parameterCount;
  private final int widest;

  /**
   * A network of dense layers.
   *
   * @param widths the inputs, then the units of each layer
   * @param functions the function of each layer
   * @throws IllegalArgumentException if there is no layer, a width is below 1, softmax stands before the last layer, or
   *     the parameters do not fit in an array
   */
  public Topology(int[] widths, ActivationFunction[] functions) {
    if (functions.length == 0) {
      throw new IllegalArgumentException("layers = 0; expected at least one");
    }
    this.widths = widths.clone();
    this.functions = functions.clone();
    this.weightOffsets = new int[functions.length];
    this.widest = Arrays.stream(widths).max().orElseThrow();
    long offset = 0;
    for (int l = 0; l < functions.length; l++) {
      weightOffsets[l] = (int) offset;
      offset += checkedParameters(l);
      if (offset > MAX_PARAMETERS) {
        throw new IllegalArgumentException("layer " + l + " of " + this + " brings the parameters to " + offset
            + "; expected at most " + MAX_PARAMETERS);
      }
    }
    this.parameterCount = (int) offset;
  }

  private long checkedParameters(int l) {
    if (widths[l] < 1 || widths[l + 1] < 1) {
      throw new IllegalArgumentException("the widths are " + this + "; expected each to be at least 1");
    }
    if (functions[l] == ActivationFunction.SOFTMAX && l < functions.length - 1) {
      throw new IllegalArgumentException("layer " + l + " of " + functions.length
          + " is softmax; expected it at the output only");
    }
    return (widths[l] + 1L) * widths[l + 1];
  }

  /** Number of dense layers. */
  public int layers() {
    return functions.length;
  }

  /** Inputs of layer l; of layer 0, those of the network. */
  public int in(int l) {
    return widths[l];
  }

  /** Units of layer l. */
  public int out(int l) {
    return widths[l + 1];
  }

  /** Inputs of the network. */
  public int inputs() {
    return widths[0];
  }

  /** Outputs of the network. */
  public int outputs() {
    return widths[widths.length - 1];
  }

  /** Function of layer l. */
  public ActivationFunction function(int l) {
    return functions[l];
  }

  /** Function of the output layer. */
  public ActivationFunction outputFunction() {
    return functions[functions.length - 1];
  }

  /** Where W of layer l begins. */
  public int weightOffset(int l) {
    return weightOffsets[l];
  }

  /** Where b of layer l begins. */
  public int biasOffset(int l) {
    return weightOffsets[l] + weightCount(l);
  }

  /** Elements of W of layer l. */
  public int weightCount(int l) {
    return widths[l] * widths[l + 1];
  }

  /** Elements of the flat array. */
  public int parameterCount() {
    return parameterCount;
  }

  /**
   * How many rows to take through all layers before the next, so that what one layer writes is at hand for the next: all
   * of them, unless the weights are so small that reading them again for each piece costs nothing.
   */
  int rowsOfPiece(int rows) {
    return parameterCount > SMALL_WEIGHTS ? rows : Math.min(rows, Math.max(LEAST_PIECE, PIECE / widest));
  }

  /** How many rows to take through the layers at once: {@code wish}, or fewer where the layers are very wide. */
  public int rowsAtOnce(int wish) {
    return Math.max(1, Math.min(wish, ELEMENTS_AT_ONCE / widest));
  }

  /**
   * Checks that a batch of that many rows fits in arrays.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void checkBatch(int rows) {
    int most = MAX_PARAMETERS - Kernels.REDUCTION_LANES;
    if ((long) rows * widest > most) {
      throw new IllegalArgumentException("a batch of " + rows + " rows of " + this + " needs arrays of "
          + (long) rows * widest + " values; expected at most " + most + ", so take a smaller batch");
    }
  }

  /** The widths, as in 784-30-10. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    for (int w : widths) {
      s.append(s.length() == 0 ? "" : "-").append(w);
    }
    return s.toString();
  }
}
