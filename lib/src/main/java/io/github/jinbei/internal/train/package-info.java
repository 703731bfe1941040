/**
 * The parts of a trainer below its public API: the settings, the rows and targets of a batch, the state of early stopping and
 * plateaus, evaluation, and input gradients.
 */
package io.github.jinbei.internal.train;
