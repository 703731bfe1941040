/**
 * The benchmarks of the library and of the machine.
 *
 * <p>{@link io.github.jinbei.bench.Workloads}, {@link io.github.jinbei.bench.Net} and {@link
 * io.github.jinbei.bench.RecipeNet} list the workloads. {@link io.github.jinbei.bench.Implementation} lists the library, the
 * frozen baseline ({@link io.github.jinbei.bench.naive}) and, with the Maven profile {@code peers}, other libraries. The {@code
 * *Benchmark} classes measure them, and {@link io.github.jinbei.bench.PeakBenchmark} measures the machine. A benchmark of the
 * library throws if another backend than the requested one runs ({@link io.github.jinbei.bench.BackendCheck}).
 */
package io.github.jinbei.bench;
