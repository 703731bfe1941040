/**
 * The inside of the library. The tree below follows one row of a batch from {@code Trainer.step} to the micro-kernel, and its
 * gradient back to the weights. It names each class once, where the row first needs it; a class further to the right is called
 * by the one above it. H is the output of a layer, Z the input of its activation function, dZ the delta.
 *
 * <pre>
 * <strong>In</strong>
 * Trainer                          the public API
 *   SingleBatches                  checks the arguments
 *     Targets                      checks that labels or target rows suit the loss
 *     BatchRows                    points to the rows in the caller's arrays, without a copy
 *     BatchTrainer                 one step: forward, loss, backward, update
 *       Batch                      the rows of the step; travels through all calls below
 *
 * <strong>Forward</strong>
 *       TrainingStep               decides how many workers the batch is worth, and starts them
 *         Workers                  runs one task on all workers at once
 *           Team                   the threads and their barrier
 *             WorkerStep           takes one worker's rows through all layers
 *               Classes            writes the target row of a label
 *               Workspace          the product, views and epilogues of this worker
 *               ForwardPass        layer by layer: Z = H·W + b, then the norm, then H = f(Z)
 *                 LayerBuffers     the arrays of a layer, shared by all workers
 *                 PackedWeights    W, packed once for all workers, if the layer is large
 *                 Matrix           views of H, W, b and Z
 *                 Product          chooses the algorithm
 *                   BlockedProduct the loops over blocks of rows, columns and terms
 *                     Blocking     the sizes of the blocks
 *                     Packing      copies H, and W if it pays, in the order of the micro-kernel
 *                     MicroKernel  one microtile of Z; VectorMicroKernel, or ScalarMicroKernel, picks the tile by its height
 *                       AdjacentTiles  the micro-kernel itself: fused multiply-adds with all sums in registers
 *                     ActivationEpilogue  f on the finished block, while it is in the cache; then dropout
 *                       Block      points to the block, for the activation function
 *                         ElementFunction  Elementwise is most of them; each calls operations of Kernels
 *               Softmax            needs whole rows, and so follows the product of the output layer
 *               Losses             the loss of each row
 *
 * <strong>Backward</strong>
 *               BackwardPass       layer by layer, from the last: the delta of the loss, then dH = dZ·Wᵀ
 *                     DerivativeEpilogue  dZ = dH·f'(Z) on the finished block
 *               GradientBounds     shows that no result of the update will be infinite, before anything is updated
 *               LayerGradients     after a barrier: this worker's rows of dW = Hᵀ·dZ over all rows of the batch
 *                     UpdateEpilogue  gives each finished block of dW to the update
 *                       Update     the weights of the block: with the decay, and the state of the optimizer
 *                         Pace  the learning rate and ε of these weights
 *                         UpdateRule  the formula of the optimizer
 *                           UpdateKernels  w = w - rate·g and its relatives, in lanes
 *               GradientUpdate     the same for biases; keeps the whole gradient where it is clipped or exported
 *         RunningStatistics        of batch norm: take effect with the update
 *       NetworkState               the flat parameters have changed: a new version
 * </pre>
 *
 * <p>A prediction goes the same way forward: {@code InferenceNetwork} folds batch norms into the weights and packs these once
 * for all threads, and an {@code InferencePass}, the buffers of one thread, runs the layers. An {@code Mlp} has its own passes;
 * a {@code Predictor} takes them from a {@code Pool}, and a {@code ParallelPass} has one for each of its threads.
 */
package io.github.jinbei.internal;
