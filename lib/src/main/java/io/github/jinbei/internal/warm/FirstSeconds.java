package io.github.jinbei.internal.warm;

import java.util.function.LongSupplier;

/**
 * The JIT warm-up time of parallel work: its first seconds, in which C2 needs a processor more than the work does. Meanwhile it
 * compiles the vector code of the kernels, and their callers (`bench/NOTES.md`).
 */
public final class FirstSeconds {

  /** The first seconds of this VM. */
  public static final FirstSeconds OF_VM = new FirstSeconds(System::nanoTime);

  /** Their length in nanoseconds: of 1 to 3 s the best for a short training (Zen 4, two processors, JDK 25). */
  public static final long NANOS = 1_500_000_000L;

  private final LongSupplier clock;
  private boolean begun;
  private long begin;
  private volatile boolean over;

  /** First seconds that are measured by the given clock, in nanoseconds. */
  public FirstSeconds(LongSupplier clock) {
    this.clock = clock;
  }

  /** Returns whether they are over. The first call begins them. */
  public boolean over() {
    return over || passed();
  }

  private synchronized boolean passed() {
    long now = clock.getAsLong();
    if (!begun) {
      begun = true;
      begin = now;
    }
    over = over || now - begin >= NANOS;
    return over;
  }
}
