/**
 * What JMH's result files say, for any suite: {@link io.github.jinbei.bench.results.ResultFiles} reads them into
 * {@link io.github.jinbei.bench.results.Result}s, of which each has a {@link io.github.jinbei.bench.results.Key}.
 */
package io.github.jinbei.bench.results;
