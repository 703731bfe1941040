package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.kernel.UpdateKernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The flat gradient of a network, laid out like the parameters, and its use: it receives the gradients of the layers, adds the
 * weight decay, clips, and updates the parameters. The gradient is a sum over rows until {@link #apply} divides it.
 */
public final class GradientUpdate {

  /** Elements below this have squares whose sums over a block are finite; those above its inverse have normal squares. */
  private static final float SQUARABLE = 0x1p50f;

  private final Topology topology;
  private final float[] parameters;
  private final Kernels kernels;
  private final RunningStatistics statistics;
  private final FlatSums sums;
  private final boolean[] frozen;

  /** The ranges of the layers that are not frozen. */
  private final ParameterRange[] trained;
  private final int lowest;
  private float[] gradient;

  /**
   * The gradient of a network.
   *
   * @param parameters the flat parameters, which {@link #apply} updates
   * @param statistics committed by each update
   * @param frozen the layers of which nothing is updated
   */
  GradientUpdate(Topology topology, float[] parameters, Kernels kernels, RunningStatistics statistics,
      boolean[] frozen) {
    this.topology = topology;
    this.parameters = parameters;
    this.kernels = kernels;
    this.statistics = statistics;
    this.sums = new FlatSums(kernels);
    this.frozen = frozen;
    List<ParameterRange> ranges = new ArrayList<>();
    for (ParameterRange range : topology.ranges()) {
      if (!frozen[range.layer()]) {
        ranges.add(range);
      }
    }
    this.trained = ranges.toArray(new ParameterRange[0]);
    int l = 0;
    while (l < frozen.length && frozen[l]) {
      l++;
    }
    this.lowest = l;
  }

  /** Returns whether nothing of layer l is updated. */
  boolean frozen(int l) {
    return frozen[l];
  }

  /** Returns the lowest layer that is not frozen; the number of layers if all are. */
  int lowest() {
    return lowest;
  }

  /** Makes the array of the gradient, unless it is there. */
  void reserve() {
    if (gradient == null) {
      gradient = new float[parameters.length];
    }
  }

  /**
   * Returns the flat gradient that the last backward pass computed, laid out like the parameters: a sum over the rows. Null
   * before the first one. A step that updates overwrites it.
   */
  public float[] values() {
    return gradient;
  }

  /**
   * Sets the flat gradient for {@link #apply}.
   *
   * @param sum a sum over rows, laid out like the parameters. Its values for frozen layers are not used.
   */
  public void set(float[] sum) {
    reserve();
    for (ParameterRange range : trained) {
      System.arraycopy(sum, range.from(), gradient, range.from(), range.count());
    }
  }

  /** Returns Σw² over the weights of all layers. */
  public double weightSquares() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      total = sums.addSquares(total, parameters, topology.weightOffset(l), topology.biasOffset(l));
    }
    return total;
  }

  /** Returns Σ|w| over the weights of all layers. */
  public double weightMagnitudes() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      total = sums.addMagnitudes(total, parameters, topology.weightOffset(l), topology.biasOffset(l));
    }
    return total;
  }

  /**
   * Receives the gradient of n parameters of a range, from {@code at} on.
   *
   * @param update updates the parameters; or null, and the flat gradient keeps the values
   * @param g the gradient, from 0 on: a sum over the rows. May be changed.
   */
  void accept(Update update, ParameterRange range, int at, float[] g, int n) {
    if (update == null) {
      System.arraycopy(g, 0, gradient, at, n);
    } else {
      update.apply(kernels, parameters, range, at, g, 0, n);
    }
  }

  /** Returns what is not finite in the flat gradient, and in the running statistics that the next update would commit. */
  public NonFinite nonFinite() {
    if (!statistics.areFinite(kernels.reductions())) {
      return NonFinite.STATISTIC;
    }
    return Float.isFinite(largest()) ? NonFinite.NONE : NonFinite.GRADIENT;
  }

  /**
   * Updates the parameters by the flat gradient, unless it or a result is not finite: then nothing is changed and no step is
   * counted. With a clip, the decay's part is added first (except the decoupled decay's, which is no part of the gradient);
   * then each element is clipped by value, and then the whole by its norm. The values of the gradient are not kept.
   *
   * @param rows the rows over which the gradient is a sum
   * @param rate the learning rate of this step
   * @param clipValue the largest magnitude of an element, or infinity
   * @param clipNorm the largest Euclidean norm of the whole, or infinity
   * @return what is not finite, or would not be
   */
  public NonFinite apply(int rows, Update update, float rate, WeightDecay decay, float clipValue, float clipNorm) {
    if (!statistics.areFinite(kernels.reductions())) {
      return NonFinite.STATISTIC;
    }
    if (clipValue == Float.POSITIVE_INFINITY && clipNorm == Float.POSITIVE_INFINITY) {
      float largestSum = largest();
      update.begin(rows, rate, decay);
      if (update.takeBounds(largestSum)) {
        move(update);
        return NonFinite.NONE;
      }
      update.cancel();
    }
    settle(rows, decay);
    float largest = largest();
    if (!Float.isFinite(largest)) {
      return NonFinite.GRADIENT;
    }
    float clipped = clip(largest, clipValue, clipNorm);
    update.beginSettled(rate, decay);
    if (!update.takeBounds(clipped)) {
      update.measure(kernels.reductions(), parameters);
      if (!update.takeBounds(clipped)) {
        NonFinite found = tryOut(update);
        if (found != NonFinite.NONE) {
          update.cancel();
          return found;
        }
        update.dropBounds();
      }
    }
    move(update);
    return NonFinite.NONE;
  }

  /** Returns the largest magnitude of the flat gradient, NaN if there is a NaN; without frozen layers. */
  private float largest() {
    ReductionKernels reductions = kernels.reductions();
    float largest = 0;
    for (int l = lowest; l < topology.layers(); l++) {
      if (!frozen[l]) {
        int from = topology.firstOffset(l);
        largest = Math.max(largest, reductions.largestMagnitude(gradient, from, topology.endOffset(l) - from));
      }
    }
    return largest;
  }

  /** Divides the gradient by the rows and adds the decay's part, in place. */
  private void settle(int rows, WeightDecay decay) {
    UpdateKernels updates = kernels.updates();
    for (ParameterRange range : trained) {
      Update.settle(updates, parameters, range.from(), gradient, range.count(), rows, decay, range.decays(decay.biases()));
    }
  }

  /** Clips by value, then by norm. Returns the largest magnitude of an element, or a bound on it. */
  private float clip(float largest, float clipValue, float clipNorm) {
    float bound = largest;
    if (clipValue < largest) {
      kernels.arithmetic().clamp(gradient, 0, clipValue, gradient.length);
      bound = clipValue;
    }
    if (clipNorm < Float.POSITIVE_INFINITY) {
      clipNorm(clipNorm, bound);
    }
    return bound;
  }

  /**
   * Scales the gradient to the norm {@code limit} if its norm is larger.
   *
   * @param largest the largest magnitude of its elements; where squares of such elements leave the range of floats, the norm
   *     is that of the elements times a power of two
   */
  private void clipNorm(float limit, float largest) {
    boolean squarable = largest < SQUARABLE && largest > 1 / SQUARABLE || largest == 0;
    float power = squarable ? 1f : Math.scalb(1f, -Math.max(-126, Math.min(126, Math.getExponent(largest))));
    double squares = squarable ? sums.addSquares(0, gradient, 0, gradient.length) : sums.scaledSquares(power, gradient);
    double norm = Math.sqrt(squares);
    double factor = limit / (norm / power);
    if (!(factor < 1)) {
      return;
    }
    if (factor < Float.MIN_NORMAL) {
      // As one float the factor would lose digits.
      kernels.arithmetic().scale(gradient, 0, power, gradient, 0, gradient.length);
      factor = limit / norm;
    }
    kernels.arithmetic().scale(gradient, 0, (float) factor, gradient, 0, gradient.length);
  }

  /** Computes the results of the update for each range, and writes none of them. */
  private NonFinite tryOut(Update update) {
    for (ParameterRange range : trained) {
      NonFinite found = update.tryOut(kernels, parameters, range, gradient);
      if (found != NonFinite.NONE) {
        return found;
      }
    }
    return NonFinite.NONE;
  }

  /** Updates the parameters, and commits the running statistics. */
  private void move(Update update) {
    for (ParameterRange range : trained) {
      update.apply(kernels, parameters, range, range.from(), gradient, range.from(), range.count());
    }
    statistics.commit();
  }
}
