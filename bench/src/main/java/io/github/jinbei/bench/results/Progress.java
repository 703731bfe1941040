package io.github.jinbei.bench.results;

import java.util.function.Supplier;

/** Receives words on how far long work has come. */
@FunctionalInterface
public interface Progress {

  /** Drops them. */
  Progress NONE = words -> {};

  /**
   * Begins a part of the work.
   *
   * @param words what is being done, and how far it has come whenever they are called for, from any thread
   */
  void now(Supplier<String> words);
}
