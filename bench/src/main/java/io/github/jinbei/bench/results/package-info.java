/**
 * JMH's result files, for any suite: {@link io.github.jinbei.bench.results.ResultFiles} reads them into
 * {@link io.github.jinbei.bench.results.Result}s, each with a {@link io.github.jinbei.bench.results.Key}.
 */
package io.github.jinbei.bench.results;
