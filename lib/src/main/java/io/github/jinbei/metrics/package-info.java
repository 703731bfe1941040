/**
 * Figures of how good predictions are. {@link io.github.jinbei.metrics.Metrics} computes them from arrays, and {@link
 * io.github.jinbei.metrics.ClassReport} and {@link io.github.jinbei.metrics.RegressionReport} collect and print them. The
 * predictions may come from any model.
 */
package io.github.jinbei.metrics;
