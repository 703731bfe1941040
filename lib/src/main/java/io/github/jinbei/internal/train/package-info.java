/**
 * The parts of a trainer below its public API: the settings, the rows and targets of a batch, the state of early stopping and
 * plateaus, evaluation, input gradients, and the state of a training under names, for checkpoints.
 */
package io.github.jinbei.internal.train;
