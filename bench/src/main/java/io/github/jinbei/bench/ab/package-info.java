/**
 * Interleaved measurement of two jars: {@link io.github.jinbei.bench.ab.InterleavedRun} starts single forks A B B A, and
 * compares them while it runs. Any jar that contains JMH and its benchmarks can be measured.
 */
package io.github.jinbei.bench.ab;
