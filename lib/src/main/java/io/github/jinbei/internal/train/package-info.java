/**
 * The parts of a trainer that need neither its API nor its threads: the settings, the rows and targets of a batch, what early
 * stopping and plateaus remember, and evaluation.
 */
package io.github.jinbei.internal.train;
