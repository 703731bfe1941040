/**
 * Multi-layer perceptrons: {@link io.github.jinbei.Mlp} holds one and predicts with it,
 * {@link io.github.jinbei.Trainer} trains it, {@link io.github.jinbei.GradientCheck} proves the derivatives right, and
 * {@link io.github.jinbei.Gemm} is the matrix product underneath.
 *
 * <p>The same inputs, seed and configuration give the same bits on every machine, lane width and JDK; steps and
 * predictions allocate nothing after the first.
 */
package io.github.jinbei;
