/**
 * Figures over commits: {@link io.github.jinbei.bench.history.HistoryFile} stores a line for each
 * {@link io.github.jinbei.bench.history.Commit}, and {@link io.github.jinbei.bench.history.Trends} compares each commit with
 * the median of earlier ones.
 */
package io.github.jinbei.bench.history;
