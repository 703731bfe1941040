/**
 * The verdict: {@link io.github.jinbei.bench.compare.Comparison} says of each {@link io.github.jinbei.bench.compare.Row}
 * what its {@link io.github.jinbei.bench.compare.Estimate} allows. The fork is the sample, never the iteration.
 */
package io.github.jinbei.bench.compare;
