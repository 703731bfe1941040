/**
 * Multi-layer perceptrons. {@link io.github.jinbei.Mlp} is a network and predicts; {@link io.github.jinbei.Trainer} trains
 * it; {@link io.github.jinbei.Trainings} trains several networks side by side; {@link io.github.jinbei.Checkpoint} is the
 * state from which a training continues in another process; {@link io.github.jinbei.Predictor} predicts in any number of
 * threads; {@link io.github.jinbei.GradientCheck} checks the derivatives; {@link io.github.jinbei.Gemm} is the matrix
 * product.
 *
 * <p>The same inputs, seed and configuration give the same bits on every machine, lane width and JDK. A row's prediction
 * depends neither on its batch nor on the thread. Steps and predictions allocate nothing after the first.
 *
 * <p>All methods take their arguments in one order: what is read (each array with its offset), the number of rows, what is
 * written (each array with its offset).
 */
package io.github.jinbei;
