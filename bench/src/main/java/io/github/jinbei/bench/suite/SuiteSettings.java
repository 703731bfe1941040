package io.github.jinbei.bench.suite;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What the user asks of a run.
 *
 * @param scope how much of the suite
 * @param forks forks of each benchmark, where it is not for the scope to say
 * @param implementations who computes, by the names of the benchmarks' parameter
 * @param variants backends that the library's benchmarks run on besides the best one, by the names of the parameter
 * @param threads the most threads of those benchmarks that are also measured on more than one; 1: none is
 * @param jvmArgs VM options of all forks
 * @param include what a task's text must hold, but for the rulers'
 * @param exclude what it must not hold
 */
public record SuiteSettings(Scope scope, OptionalInt forks, List<String> implementations, List<String> variants,
    int threads, List<String> jvmArgs, Optional<Pattern> include, Optional<Pattern> exclude) {

  /** Copies the lists. */
  public SuiteSettings {
    implementations = List.copyOf(implementations);
    variants = List.copyOf(variants);
    jvmArgs = List.copyOf(jvmArgs);
  }
}
