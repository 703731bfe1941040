package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a network, and the layout of its flat arrays. Factors of the inputs, where the network has them, stand first.
 * The parameters of the layers follow each other without gaps: of each layer the weights W as [in][out] row-major, the biases
 * b, then γ and β of a norm and the units' own parameters of the activation function, if there are any, each [out]. The running
 * statistics of batch norm are another flat array: of each layer with batch norm the means, then the variances.
 */
public final class Topology {

  /** The length of the longest array that every VM can allocate. */
  public static final int MAX_PARAMETERS = Integer.MAX_VALUE - 8;

  /** The most activations of a layer at once (16 MB), for {@link #rowsAtOnce}. */
  private static final int ELEMENTS_AT_ONCE = 1 << 22;

  /** The most parameters (16 KB) that stay in the first-level cache while rows are computed. */
  private static final int SMALL_WEIGHTS = 1 << 12;

  /** The activations of the widest layer in a piece of rows (32 KB). */
  private static final int PIECE = 1 << 13;

  /** The fewest rows of a piece: a multiple of the height of every microtile. */
  private static final int LEAST_PIECE = 96;

  private final LayerShape[] layers;
  private final boolean inputFactors;
  // Copies of what small steps read often, without the way through the records.
  private final int[] widths;
  private final Normalization[] norms;
  private final int[] weightOffsets;
  private final int[] biasOffsets;
  private final int[] ownOffsets;
  private final int[] statisticsOffsets;
  private final int parameterCount;
  private final int statisticsCount;
  private final List<ParameterRange> ranges;
  private final ParameterRange[][] rangesOfKinds;
  private final int widest;
  private final Classes classes;
  private final int piece;

  /** Creates the shape of a network of dense layers, without factors of the inputs. */
  public Topology(int inputs, List<LayerShape> layers) {
    this(inputs, layers, false);
  }

  /**
   * Creates the shape of a network of dense layers.
   *
   * @param inputs values of an input row
   * @param layers the layers, from the first to the output
   * @param inputFactors whether each input has a trainable factor
   * @throws IllegalArgumentException if there is no layer, a width is below 1, softmax stands before the last layer, the
   *     last has a norm or dropout, or the parameters do not fit in an array
   */
  public Topology(int inputs, List<LayerShape> layers, boolean inputFactors) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers = 0; expected at least one");
    }
    this.layers = layers.toArray(new LayerShape[0]);
    this.inputFactors = inputFactors;
    this.widths = new int[this.layers.length + 1];
    this.norms = new Normalization[this.layers.length];
    this.widths[0] = inputs;
    int most = inputs;
    // Loops, not streams: the first stream of a process takes milliseconds, and every training creates a topology.
    for (int l = 0; l < this.layers.length; l++) {
      widths[l + 1] = this.layers[l].units();
      norms[l] = this.layers[l].norm();
      most = Math.max(most, widths[l + 1]);
    }
    this.widest = most;
    this.weightOffsets = new int[this.layers.length];
    this.biasOffsets = new int[this.layers.length];
    this.ownOffsets = new int[this.layers.length];
    this.statisticsOffsets = new int[this.layers.length];
    long offset = inputFactors ? inputs : 0;
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
    this.ranges = makeRanges();
    this.rangesOfKinds = new ParameterRange[this.layers.length][ParameterRange.Kind.values().length];
    for (ParameterRange range : ranges) {
      rangesOfKinds[range.layer()][range.kind().ordinal()] = range;
    }
    this.piece = offset > SMALL_WEIGHTS ? Integer.MAX_VALUE : Math.max(LEAST_PIECE, PIECE / widest);
  }

  /** Creates the shape of a network without norms and dropout: {@code widths} are the inputs, then the units of each layer. */
  public Topology(int[] widths, ActivationFunction[] functions) {
    this(widths[0], plain(widths, functions));
  }

  private static List<LayerShape> plain(int[] widths, ActivationFunction[] functions) {
    List<LayerShape> shapes = new ArrayList<>();
    for (int l = 0; l < functions.length; l++) {
      shapes.add(new LayerShape(widths[l + 1], functions[l], Normalization.NONE, 0f));
    }
    return shapes;
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

  private List<ParameterRange> makeRanges() {
    List<ParameterRange> all = new ArrayList<>();
    addRange(all, 0, ParameterRange.Kind.INPUT_FACTORS, 0, weightOffset(0));
    for (int l = 0; l < layers.length; l++) {
      addRange(all, l, ParameterRange.Kind.WEIGHTS, weightOffset(l), weightCount(l));
      addRange(all, l, ParameterRange.Kind.BIASES, biasOffset(l), out(l));
      addRange(all, l, ParameterRange.Kind.NORMS, gammaOffset(l), ownOffset(l) - gammaOffset(l));
      addRange(all, l, ParameterRange.Kind.ACTIVATIONS, ownOffset(l), endOffset(l) - ownOffset(l));
    }
    return List.copyOf(all);
  }

  private static void addRange(List<ParameterRange> all, int l, ParameterRange.Kind kind, int from, int count) {
    if (count > 0) {
      all.add(new ParameterRange(all.size(), l, kind, from, count));
    }
  }

  /** Returns how many vectors of parameters layer l has behind its biases. */
  private int vectors(int l) {
    return (norm(l) == Normalization.NONE ? 0 : 2) + (function(l).ownParameters() ? 1 : 0);
  }

  /**
   * Returns the shape of the network for predictions: without dropout, and without input factors and batch norms, which are
   * folded into the weights.
   */
  Topology folded() {
    return with(false, false);
  }

  /** Returns the shape of the same network without dropout. */
  public Topology withoutDropout() {
    return with(true, inputFactors);
  }

  /**
   * Returns the shape without dropout.
   *
   * @param batchNorms whether batch norms stay
   * @param factors whether each input has a factor
   */
  private Topology with(boolean batchNorms, boolean factors) {
    List<LayerShape> shapes = new ArrayList<>();
    for (LayerShape layer : layers) {
      boolean without = layer.norm() == Normalization.BATCH && !batchNorms;
      shapes.add(new LayerShape(layer.units(), layer.function(), without ? Normalization.NONE : layer.norm(), 0f));
    }
    return new Topology(inputs(), shapes, factors);
  }

  /** Returns the number of layers. */
  public int layers() {
    return layers.length;
  }

  /** Returns the inputs of layer l; for layer 0, those of the network. */
  public int in(int l) {
    return widths[l];
  }

  /** Returns the units of layer l. */
  public int out(int l) {
    return widths[l + 1];
  }

  /** Returns the inputs of the network. */
  public int inputs() {
    return widths[0];
  }

  /** Returns whether each input has a trainable factor: the first parameters. */
  public boolean inputFactors() {
    return inputFactors;
  }

  /** Returns the outputs of the network. */
  public int outputs() {
    return widths[layers.length];
  }

  /** Returns the activation function of layer l. */
  public ActivationFunction function(int l) {
    return layers[l].function();
  }

  /** Returns the activation function of the output layer. */
  public ActivationFunction outputFunction() {
    return function(layers.length - 1);
  }

  /** Returns the classes of the outputs. */
  public Classes classes() {
    return classes;
  }

  /** Returns the norm of layer l. */
  public Normalization norm(int l) {
    return norms[l];
  }

  /** Returns the share of the activations of layer l that a training step drops. */
  public float dropout(int l) {
    return layers[l].dropout();
  }

  /** Returns the ranges of all parameters, in order; immutable. */
  public List<ParameterRange> ranges() {
    return ranges;
  }

  /** Returns the parameters of one kind of layer l, or null if it has none. */
  public ParameterRange range(int l, ParameterRange.Kind kind) {
    return rangesOfKinds[l][kind.ordinal()];
  }

  /** Returns the index at which the parameters of layer l begin. */
  public int firstOffset(int l) {
    return l == 0 ? 0 : weightOffsets[l];
  }

  /** Returns the index at which W of layer l begins. */
  public int weightOffset(int l) {
    return weightOffsets[l];
  }

  /** Returns the index at which b of layer l begins. */
  public int biasOffset(int l) {
    return biasOffsets[l];
  }

  /** Returns the index at which γ of layer l begins, if it has a norm. */
  public int gammaOffset(int l) {
    return biasOffset(l) + out(l);
  }

  /** Returns the index at which β of layer l begins, if it has a norm. */
  public int betaOffset(int l) {
    return gammaOffset(l) + out(l);
  }

  /** Returns the index at which the units' own parameters of layer l begin, if its function has any. */
  public int ownOffset(int l) {
    return ownOffsets[l];
  }

  /** Returns the index at which the parameters of layer l end. */
  public int endOffset(int l) {
    return l + 1 < layers.length ? firstOffset(l + 1) : parameterCount;
  }

  /** Returns the index in the statistics at which the means of layer l begin, if it has batch norm. */
  public int meanOffset(int l) {
    return statisticsOffsets[l];
  }

  /** Returns the index in the statistics at which the variances of layer l begin, if it has batch norm. */
  public int varianceOffset(int l) {
    return statisticsOffsets[l] + out(l);
  }

  /** Returns the number of weights of layer l. */
  public int weightCount(int l) {
    return in(l) * out(l);
  }

  /** Returns the number of parameters. */
  public int parameterCount() {
    return parameterCount;
  }

  /** Returns the number of running statistics; 0 without batch norm. */
  public int statisticsCount() {
    return statisticsCount;
  }

  /** Returns whether a layer that is not frozen has batch norm, so that it is normalized by the statistics of each batch. */
  public boolean normalisesByBatch(boolean[] frozen) {
    for (int l = 0; l < layers.length; l++) {
      if (norms[l] == Normalization.BATCH && !frozen[l]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how many rows go through all layers before the next rows, so that a layer reads what the layer before it wrote from
   * the cache. These are all rows, unless the weights are so small that reading them again for each piece costs nothing.
   */
  int rowsOfPiece(int rows) {
    return Math.min(rows, piece);
  }

  /** Returns how many rows to compute at once: {@code wish}, or fewer if the layers are very wide. */
  public int rowsAtOnce(int wish) {
    return Math.max(1, Math.min(wish, ELEMENTS_AT_ONCE / widest));
  }

  /**
   * Checks that the activations of a batch of that many rows fit in arrays.
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

  /** Returns the widths, as in 784-30-10. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(widths[0]);
    for (int l = 0; l < layers.length; l++) {
      text.append('-').append(out(l));
    }
    return text.toString();
  }
}
