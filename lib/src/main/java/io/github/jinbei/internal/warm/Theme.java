package io.github.jinbei.internal.warm;

import java.util.ArrayList;
import java.util.List;

/**
 * Kernels that change over one by one. A subclass implements the interface of its theme: each of its methods runs either the
 * scalar code or the {@link VectorCode}, as the {@link Kernel} decides. There is one object of each subclass in a VM.
 *
 * @param <K> the interface of the theme
 */
abstract class Theme<K> {

  private final WarmUp warmUp;
  private final List<ChangeOver> changes = new ArrayList<>();

  /**
   * A theme.
   *
   * @param warmUp warms the kernels up
   * @param kernels the kernels, whose numbers in {@link #run} are 0, 1, 2, ...
   */
  Theme(WarmUp warmUp, Kernel... kernels) {
    this.warmUp = warmUp;
    for (Kernel kernel : kernels) {
      add(kernel.change(), changes.size());
    }
  }

  /** Adds a kernel, with its number in {@link #run}. */
  final void add(ChangeOver change, int number) {
    change.bind(warmUp, this, number);
    changes.add(change);
  }

  /** Returns the change-overs of all kernels. */
  final List<ChangeOver> changes() {
    return changes;
  }

  /** Returns the vector code, which the first call creates, or the scalar code. */
  abstract K code(boolean vectors);

  /**
   * Calls the kernel of that number once, on small data.
   *
   * @param code the scalar or the vector code, or this object, which chooses
   */
  abstract void run(K code, int kernel, WarmData data);

  /** Returns of how many calls of the vector code one computes something, in the first turns of a warm-up. */
  int callsPerComputation() {
    return WarmUp.EMPTY;
  }

  /** Calls the kernel of that number once, on the vector or the scalar code. */
  final void run(boolean vectors, int kernel, WarmData data) {
    run(code(vectors), kernel, data);
  }

  /** Calls the kernel of that number once, on the code that the change-over chooses, as networks do. */
  @SuppressWarnings("unchecked")
  final void run(int kernel, WarmData data) {
    run((K) this, kernel, data);
  }
}
