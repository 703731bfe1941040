/**
 * A run of the whole suite: {@link io.github.jinbei.bench.suite.SuitePlan} selects the tasks and their timing,
 * {@link io.github.jinbei.bench.suite.SuiteRun} runs them, and {@link io.github.jinbei.bench.suite.Probe} records the
 * environment. The parameters come from JMH's list of benchmarks, so a new benchmark takes part without further code.
 */
package io.github.jinbei.bench.suite;
