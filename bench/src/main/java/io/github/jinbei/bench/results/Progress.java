package io.github.jinbei.bench.results;

import java.util.function.Supplier;

/** Receives progress reports of long work. */
@FunctionalInterface
public interface Progress {

  /** Ignores the reports. */
  Progress NONE = words -> {};

  /**
   * Reports that a part of the work begins.
   *
   * @param words returns the current work and its progress; called on any thread, any number of times
   */
  void now(Supplier<String> words);
}
