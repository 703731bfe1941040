/**
 * The statistical comparison. A {@link io.github.jinbei.bench.compare.Comparison} has a verdict for each
 * {@link io.github.jinbei.bench.compare.Row}, based on its {@link io.github.jinbei.bench.compare.Estimate}. The fork is the
 * sample, never the iteration.
 */
package io.github.jinbei.bench.compare;
