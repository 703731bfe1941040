/**
 * A run of the whole suite: {@link io.github.jinbei.bench.suite.SuitePlan} chooses what runs and how long,
 * {@link io.github.jinbei.bench.suite.SuiteRun} runs it task by task, {@link io.github.jinbei.bench.suite.Probe} tells
 * where. Which parameters there are it learns from JMH's list of benchmarks, so a new benchmark takes part at once.
 */
package io.github.jinbei.bench.suite;
