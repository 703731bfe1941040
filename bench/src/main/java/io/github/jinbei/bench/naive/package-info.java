/**
 * The frozen baseline: per-sample textbook loops. Do not optimise it, and do not let it follow the library.
 *
 * <p>Machines differ and are noisy, so a bare GFLOP/s figure says little elsewhere. The ratio to this package, measured
 * in the same run, is the figure that travels between machines, and it stays comparable over the years only while
 * this code stays as it is. Corrections of wrong results are the one reason to change it.
 *
 * <p>What makes it textbook: weights as {@code float[out][in]}; one dot product a unit and sample; {@code *} and
 * {@code +}, never fma; {@link java.lang.Math#exp} and {@link java.lang.Math#tanh}; gradients summed sample by sample;
 * then {@code w -= (lr / rows) * g}. It depends on nothing but {@code java.base}, the library least of all.
 */
package io.github.jinbei.bench.naive;
