package io.github.jinbei.bench.suite;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One benchmark with one choice of all its parameters.
 *
 * @param benchmark class and method, with the package
 * @param params parameters by name
 * @param jvmArgs VM options in addition to those of the benchmark itself
 * @param timing the numbers and lengths of forks and iterations
 */
record Task(String benchmark, SortedMap<String, String> params, List<String> jvmArgs, Timing timing) {

  Task {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    jvmArgs = List.copyOf(jvmArgs);
  }

  /** Returns the text of the task: class and method, then the parameters, except for the default backend. */
  String text() {
    int method = benchmark.lastIndexOf('.');
    StringBuilder text = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1));
    for (Map.Entry<String, String> param : params.entrySet()) {
      if (!param.getKey().equals("backend") || !param.getValue().equals("auto")) {
        text.append(' ').append(param.getKey()).append('=').append(param.getValue());
      }
    }
    return text.toString();
  }

  /** Returns the options for JMH's runner. */
  Options options() {
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + Pattern.quote(benchmark) + "$")
        .forks(timing.forks())
        .warmupIterations(timing.warmups())
        .warmupTime(TimeValue.milliseconds(timing.warmupMillis()))
        .measurementIterations(timing.iterations())
        .measurementTime(TimeValue.milliseconds(timing.iterationMillis()))
        .jvmArgsPrepend(jvmArgs.toArray(new String[0])) // appended, they would replace the benchmark's own
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
    params.forEach(options::param);
    return options.build();
  }
}
