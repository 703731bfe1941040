package io.github.jinbei.internal.parallel;

import java.util.function.LongSupplier;

/**
 * The first seconds of work that could be divided, in which the VM's compiler needs a processor more than the work does:
 * until it has compiled the kernels, they run many times slower, whatever helps them (`bench/NOTES.md`).
 */
final class FirstSeconds {

  /** Those of this VM. */
  static final FirstSeconds OF_VM = new FirstSeconds(System::nanoTime);

  /** Their length: of 1 to 3 s the best for a short training (Zen 4, two processors, JDK 25). */
  static final long NANOS = 1_500_000_000L;

  private final LongSupplier clock;
  private boolean begun;
  private long begin;
  private volatile boolean over;

  FirstSeconds(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether they are over. They begin when this is first asked. */
  boolean over() {
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
