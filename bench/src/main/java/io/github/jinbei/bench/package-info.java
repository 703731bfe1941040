/**
 * The benchmarks and the ruler they are read against.
 *
 * <p>{@link io.github.jinbei.bench.Workloads} names what is measured; {@link io.github.jinbei.bench.Implementation}
 * puts the library, the frozen baseline ({@link io.github.jinbei.bench.naive}) and, with the Maven profile {@code peers},
 * other libraries side by side; the {@code *Benchmark} classes time them; {@link io.github.jinbei.bench.PeakBenchmark}
 * measures the machine. A benchmark of the library refuses to run on another backend than the one asked for
 * ({@link io.github.jinbei.bench.BackendCheck}).
 */
package io.github.jinbei.bench;
