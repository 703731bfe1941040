/**
 * Figures over commits: {@link io.github.jinbei.bench.history.HistoryFile} keeps a line for each
 * {@link io.github.jinbei.bench.history.Commit}, {@link io.github.jinbei.bench.history.Trends} sets each commit against
 * the median of those before it.
 */
package io.github.jinbei.bench.history;
