package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shape of a network and where its numbers lie in flat arrays. The parameters stand layer after layer, nothing between
 * them: the weights W as [in][out] row-major, the biases b, then gamma and beta of a norm and the units' own parameters of
 * the function, where there are any, each [out]. What batch norm has seen stands in an array of its own, layer after layer:
 * means, then variances.
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

  private final LayerShape[] layers;
  // What small steps ask for again and again, one look away.
  private final int[] widths;
  private final Normalization[] norms;
  private final int[] weightOffsets;
  private final int[] biasOffsets;
  private final int[] ownOffsets;
  private final int[] statisticsOffsets;
  private final int parameterCount;
  private final int statisticsCount;
  private final int widest;
  private final Classes classes;
  private final int piece;

  /**
   * A network of dense layers.
   *
   * @param inputs values of a row
   * @param layers each layer
   * @throws IllegalArgumentException if there is no layer, a width is below 1, softmax stands before the last layer, the
   *     last has a norm or dropout, or the parameters do not fit in an array
   */
  public Topology(int inputs, List<LayerShape> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers = 0; expected at least one");
    }
    this.layers = layers.toArray(LayerShape[]::new);
    this.widths = IntStream.concat(IntStream.of(inputs), layers.stream().mapToInt(LayerShape::units)).toArray();
    this.norms = layers.stream().map(LayerShape::norm).toArray(Normalization[]::new);
    this.weightOffsets = new int[this.layers.length];
    this.biasOffsets = new int[this.layers.length];
    this.ownOffsets = new int[this.layers.length];
    this.statisticsOffsets = new int[this.layers.length];
    this.widest = Math.max(inputs, layers.stream().mapToInt(LayerShape::units).max().orElseThrow());
    long offset = 0;
    long statistics = 0;
    for (int l = 0; l < this.layers.length; l++) {
      weightOffsets[l] = (int) offset;
      statisticsOffsets[l] = (int) statistics;
      check(l);
      biasOffsets[l] = (int) (offset + in(l) * (long) out(l));
      ownOffsets[l] = gammaOffset(l) + (norm(l) == Normalization.NONE ? 0 : 2 * out(l));
      offset += (in(l) + 1L) * out(l) + out(l) * (long) vectors(l);
      statistics += norm(l) == Normalization.BATCH ? 2L * out(l) : 0;
      if (offset > MAX_PARAMETERS) {
        throw new IllegalArgumentException("layer " + l + " of " + this + " brings the parameters to " + offset
            + "; expected at most " + MAX_PARAMETERS);
      }
    }
    this.classes = new Classes(outputs(), outputFunction());
    this.parameterCount = (int) offset;
    this.statisticsCount = (int) statistics;
    this.piece = offset > SMALL_WEIGHTS ? Integer.MAX_VALUE : Math.max(LEAST_PIECE, PIECE / widest);
  }

  /** A network of dense layers without norms and dropout: the inputs, then the units of each layer. */
  public Topology(int[] widths, ActivationFunction[] functions) {
    this(widths[0], IntStream.range(0, functions.length)
        .mapToObj(l -> new LayerShape(widths[l + 1], functions[l], Normalization.NONE, 0f)).toList());
  }

  private void check(int l) {
    if (in(l) < 1 || out(l) < 1) {
      throw new IllegalArgumentException("the widths are " + this + "; expected each to be at least 1");
    }
    boolean last = l == layers.length - 1;
    if (function(l).wholeRows() && !last) {
      throw new IllegalArgumentException("layer " + l + " of " + layers.length
          + " is softmax; expected it at the output only");
    }
    if (last && (norm(l) != Normalization.NONE || dropout(l) != 0)) {
      throw new IllegalArgumentException("layer " + l + " of " + layers.length + ", the output, has "
          + (norm(l) != Normalization.NONE ? "a norm" : "dropout") + "; expected that in hidden layers only");
    }
  }

  /** Vectors of parameters behind the biases. */
  private int vectors(int l) {
    return (norm(l) == Normalization.NONE ? 0 : 2) + (function(l).ownParameters() ? 1 : 0);
  }

  /** The same network as predictions see it: batch norms folded into the weights, nothing dropped. */
  Topology folded() {
    return with(layer -> layer.norm() == Normalization.BATCH ? Normalization.NONE : layer.norm());
  }

  /** The same network, nothing dropped. */
  public Topology withoutDropout() {
    return with(LayerShape::norm);
  }

  private Topology with(Function<LayerShape, Normalization> norm) {
    return new Topology(inputs(), Arrays.stream(layers)
        .map(layer -> new LayerShape(layer.units(), layer.function(), norm.apply(layer), 0f)).toList());
  }

  /** Number of dense layers. */
  public int layers() {
    return layers.length;
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
    return widths[layers.length];
  }

  /** Function of layer l. */
  public ActivationFunction function(int l) {
    return layers[l].function();
  }

  /** Function of the output layer. */
  public ActivationFunction outputFunction() {
    return function(layers.length - 1);
  }

  /** The classes that the outputs can tell apart. */
  public Classes classes() {
    return classes;
  }

  /** What layer l does between its product and its function. */
  public Normalization norm(int l) {
    return norms[l];
  }

  /** The share of activations of layer l that a training step drops. */
  public float dropout(int l) {
    return layers[l].dropout();
  }

  /** Where W of layer l begins. */
  public int weightOffset(int l) {
    return weightOffsets[l];
  }

  /** Where b of layer l begins. */
  public int biasOffset(int l) {
    return biasOffsets[l];
  }

  /** Where gamma of layer l begins, if it has a norm. */
  public int gammaOffset(int l) {
    return biasOffset(l) + out(l);
  }

  /** Where beta of layer l begins, if it has a norm. */
  public int betaOffset(int l) {
    return gammaOffset(l) + out(l);
  }

  /** Where the units' own parameters of layer l begin, if its function has any. */
  public int ownOffset(int l) {
    return ownOffsets[l];
  }

  /** Where the parameters of layer l end. */
  public int endOffset(int l) {
    return l + 1 < layers.length ? weightOffsets[l + 1] : parameterCount;
  }

  /** Where the means of layer l begin, if it has batch norm. */
  public int meanOffset(int l) {
    return statisticsOffsets[l];
  }

  /** Where the variances of layer l begin, if it has batch norm. */
  public int varianceOffset(int l) {
    return statisticsOffsets[l] + out(l);
  }

  /** Elements of W of layer l. */
  public int weightCount(int l) {
    return in(l) * out(l);
  }

  /** Elements of the flat array. */
  public int parameterCount() {
    return parameterCount;
  }

  /** Elements of what batch norm has seen; 0 without batch norm. */
  public int statisticsCount() {
    return statisticsCount;
  }

  /** Whether a layer that is not frozen has batch norm, whose statistics are then those of each batch. */
  public boolean normalisesByBatch(boolean[] frozen) {
    for (int l = 0; l < layers.length; l++) {
      if (norms[l] == Normalization.BATCH && !frozen[l]) {
        return true;
      }
    }
    return false;
  }

  /**
   * How many rows to take through all layers before the next, so that what one layer writes is at hand for the next: all
   * of them, unless the weights are so small that reading them again for each piece costs nothing.
   */
  int rowsOfPiece(int rows) {
    return Math.min(rows, piece);
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
    int most = MAX_PARAMETERS - ReductionKernels.REDUCTION_LANES;
    if ((long) rows * widest > most) {
      throw new IllegalArgumentException("a batch of " + Count.of(rows, "row") + " of " + this + " needs arrays of "
          + (long) rows * widest + " values; expected at most " + most + ", so take a smaller batch");
    }
  }

  /** The widths, as in 784-30-10. */
  @Override
  public String toString() {
    return Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"));
  }
}
