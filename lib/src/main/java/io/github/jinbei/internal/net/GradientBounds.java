package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * Bounds on the gradient of a batch, from the deltas and the inputs of its layers, before the gradient itself is computed. They
 * tell {@link Update} whether all results of a step will be finite.
 */
final class GradientBounds {

  private final Topology topology;
  private final ReductionKernels reductions;
  private final LayerBuffers[] layers;
  private final ForwardPass forward;
  private final GradientUpdate gradient;

  GradientBounds(Topology topology, ReductionKernels reductions, LayerBuffers[] layers, ForwardPass forward,
      GradientUpdate gradient) {
    this.topology = topology;
    this.reductions = reductions;
    this.layers = layers;
    this.forward = forward;
    this.gradient = gradient;
  }

  /**
   * Returns a bound on each term that rows from .. to add to a sum of the gradient: |delta|·|input| for weights, |delta| for
   * biases and β, |delta|·|x̂| for γ, the terms of own parameters, and |x|·|dL/d(x∘f)| for factors of the inputs; |x̂| of n
   * values is at most √n. The bounds of the layers are added up: a sum keeps NaN, and waits less for each result than a maximum
   * would.
   */
  double ofTerms(Batch batch, Workspace w, int from, int to) {
    double bound = 0;
    for (int l = topology.layers() - 1; l >= gradient.lowest(); l--) {
      if (gradient.frozen(l)) {
        continue;
      }
      int at = from * topology.out(l);
      int n = to * topology.out(l) - at;
      LayerBuffers b = layers[l];
      bound += (largestInput(batch, w, l, from, to) + 1.0) * reductions.largestMagnitude(b.productDelta, at, n);
      if (topology.norm(l) != Normalization.NONE) {
        bound += Math.sqrt(Math.max(batch.rows, topology.out(l))) * reductions.largestMagnitude(b.zDelta, at, n);
      }
      if (b.ownGradient != null) {
        bound += reductions.largestMagnitude(b.ownGradient, at, n);
      }
    }
    float[] inputDelta = layers[0].inputDelta;
    if (inputDelta != null) {
      int at = from * topology.inputs();
      int n = to * topology.inputs() - at;
      bound += (double) reductions.largestMagnitude(batch.x, batch.xOff + at, n)
          * reductions.largestMagnitude(inputDelta, at, n);
    }
    return bound;
  }

  /** Returns the largest magnitude of the inputs of layer l in rows from .. to. Reads them only if no product did. */
  private float largestInput(Batch batch, Workspace w, int l, int from, int to) {
    float largest = w.largestInput(l);
    if (largest != PackKernel.UNKNOWN) {
      return largest;
    }
    Matrix inputs = forward.inputs(batch, l, from, w.a);
    return reductions.largestMagnitude(inputs.data(), inputs.at(0, 0), (to - from) * topology.in(l));
  }

  /** Returns a bound on the sums over all rows, from {@code boundOfTerms} of each of the workspaces. */
  static double ofSums(Batch batch, Workspace[] workspaces, int count) {
    double bound = 0;
    for (int w = 0; w < count; w++) {
      bound += workspaces[w].boundOfTerms;
    }
    return batch.rows * bound;
  }
}
