/**
 * The computations of a network: what is computed, in which order, and the layout of the flat arrays. Matrices are row-major,
 * one sample a row: X is [rows][inputs], the output of a layer [rows][units], its weights [in][out]. Deltas and gradients are
 * sums over the rows of the batch; only the update divides by their number.
 *
 * <p>{@link io.github.jinbei.internal.net.ForwardPass} and {@link io.github.jinbei.internal.net.BackwardPass} are a pair;
 * {@link io.github.jinbei.internal.net.TrainingStep} uses both, {@link io.github.jinbei.internal.net.InferencePass} only the
 * first. Their arrays are {@link io.github.jinbei.internal.net.LayerBuffers}, shared by all workers; what each worker has for
 * itself is a {@link io.github.jinbei.internal.net.Workspace}.
 */
package io.github.jinbei.internal.net;
