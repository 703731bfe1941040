/**
 * What a network computes, in which order, and where its numbers lie in flat arrays. Matrices are row-major, a row a
 * sample: X is [rows][inputs], the output of a layer [rows][units], its weights [in][out]. Deltas and gradients are
 * sums over the rows of the batch; only the update divides by their number.
 */
package io.github.jinbei.internal.net;
