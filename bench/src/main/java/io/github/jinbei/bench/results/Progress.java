package io.github.jinbei.bench.results;

import java.util.function.Supplier;

/** Receives reports of how far long work is. */
@FunctionalInterface
public interface Progress {

  /** Drops them. */
  Progress NONE = words -> {};

  /**
   * Reports that a part of the work begins.
   *
   * @param words computes what is being done and how far it is at that time; called on any thread, any number of times
   */
  void now(Supplier<String> words);
}
