/**
 * Two jars measured in turns: {@link io.github.jinbei.bench.ab.InterleavedRun} starts single forks A B B A and has them
 * compared as they come in. Any jar that holds JMH and its benchmarks will do.
 */
package io.github.jinbei.bench.ab;
