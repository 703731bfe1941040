/**
 * The reports of a comparison: {@link io.github.jinbei.bench.report.TextReport} for the terminal,
 * {@link io.github.jinbei.bench.report.MarkdownReport} for a job summary,
 * {@link io.github.jinbei.bench.report.JsonReport} for programs, {@link io.github.jinbei.bench.report.HtmlReport} for
 * reading; and {@link io.github.jinbei.bench.report.ActionBenchmarkReport} for dashboards of another tool. The same
 * input gives the same bytes: nothing here depends on the time, the machine or the locale.
 */
package io.github.jinbei.bench.report;
