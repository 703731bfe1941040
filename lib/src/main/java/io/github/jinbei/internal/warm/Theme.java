package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Kernels that change over one by one. A subclass implements the interface of its theme: each of its methods runs either the
 * scalar code or the vector code, as the {@link ChangeOver} of the kernel decides.
 */
abstract class Theme {

  private final WarmUp warmUp;
  private final List<ChangeOver> changes = new ArrayList<>();

  /** @param warmUp warms the kernels up */
  Theme(WarmUp warmUp) {
    this.warmUp = warmUp;
  }

  /**
   * Creates the change-over of a kernel.
   *
   * @param number of the kernel, in {@link #run}
   * @param nanos what the scalar code takes for a unit of work, in nanoseconds
   */
  final ChangeOver change(int number, int nanos) {
    ChangeOver change = new ChangeOver(warmUp, this, number, nanos);
    changes.add(change);
    return change;
  }

  /** Returns the change-overs of all kernels. */
  final List<ChangeOver> changes() {
    return changes;
  }

  /** Receives the vector code, before any kernel runs it. */
  abstract void vectors(Kernels vectors);

  /** Calls the kernel of that number once, on small data. */
  abstract void run(int kernel, WarmData data);
}
