package io.github.jinbei.bench.suite;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The settings of a run of the suite.
 *
 * @param scope the scope of the run
 * @param forks the forks of each benchmark; empty for the number of the scope
 * @param implementations the implementations to measure, as values of the benchmarks' parameter
 * @param variants further backends of the library's benchmarks besides the best one, as values of the parameter
 * @param threads the threads of the benchmarks that are also measured on several threads; 1 for none
 * @param jvmArgs VM options of all forks
 * @param include selects tasks whose text matches; rulers are always selected
 * @param exclude excludes tasks whose text matches
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
