package io.github.jinbei.internal.parallel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A pool of objects that threads take and give back, without locks. It makes an object when it has none, so as many objects
 * exist as threads have had at once. It keeps at most a fixed number; others are left to the garbage collector.
 *
 * <p>A thread first looks in the slot of its id. Slots are apart, so threads that each find an object in their own slot do not
 * write to one cache line.
 *
 * @param <T> the type of the objects
 */
public final class Pool<T> {

  /** References from one slot to the next: at least two cache lines of 64 bytes, as processors fetch them in pairs. */
  private static final int LINE = 32;

  /** The fewest slots (4 KB, with references of 4 bytes). */
  private static final int LEAST_SLOTS = 32;

  private final Supplier<? extends T> maker;
  private final AtomicReferenceArray<T> cells;

  /** The number of slots less 1: all bits of the number of a slot. */
  private final int mask;

  /** An empty pool. */
  public Pool(Supplier<? extends T> maker) {
    this.maker = maker;
    int slots = LEAST_SLOTS;
    while (slots < Runtime.getRuntime().availableProcessors()) {
      slots *= 2;
    }
    this.mask = slots - 1;
    // One slot more, so that no slot shares a line with the length of the array or with what is behind it.
    this.cells = new AtomicReferenceArray<>((slots + 1) * LINE);
  }

  /** Takes an object from the pool, or makes one. What its last user wrote is visible to the caller. */
  public T take() {
    int first = own();
    for (int i = 0; i <= mask; i++) {
      int cell = cell(first + i);
      if (cells.getOpaque(cell) != null) {
        T taken = cells.getAndSet(cell, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return maker.get();
  }

  /** Gives an object back, which the caller no longer uses. */
  public void give(T object) {
    int first = own();
    for (int i = 0; i <= mask; i++) {
      int cell = cell(first + i);
      if (cells.getOpaque(cell) == null && cells.compareAndSet(cell, null, object)) {
        return;
      }
    }
  }

  /** Returns the slot of the current thread. Threads started one after the other have ids that follow each other. */
  private static int own() {
    return (int) Thread.currentThread().getId();
  }

  private int cell(int slot) {
    return ((slot & mask) + 1) * LINE;
  }
}
