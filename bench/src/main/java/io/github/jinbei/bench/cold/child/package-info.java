/**
 * The measured process of the command {@code cold}: a workload on the public API of the library, and a counter of its samples.
 * It loads no other class of the benchmarks, so that it can run any jar of the library and starts as fast as a program of a
 * user. Its code has no lambdas, and no string concatenation before the end of the measurement: the first of each takes some
 * ten milliseconds of a cold VM.
 */
package io.github.jinbei.bench.cold.child;
