/**
 * Measurement of the cold start: {@link io.github.jinbei.bench.cold.ColdRun} starts fresh processes in turns and reads how many
 * samples each has trained or predicted since its start, and the CPU time of the JIT compilers.
 */
package io.github.jinbei.bench.cold;
