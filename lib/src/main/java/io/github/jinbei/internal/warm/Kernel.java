package io.github.jinbei.internal.warm;

import java.lang.invoke.MethodHandle;

/**
 * A kernel, in a constant. After its change-over no scalar code of it is left in compiled code: the JIT takes {@code settled}
 * for a constant, since it trusts the fields of a record, and compiles its callers again when the value changes (JEP 395, and
 * {@link java.lang.invoke.MutableCallSite}). Until then compiled code has both codes, and one of them is not inlined: T6's step
 * took 1.15 to 1.25 times as long (Zen 3, JDK 25).
 *
 * @param change its state
 * @param settled returns whether the kernel has changed over for good; takes nothing
 */
record Kernel(ChangeOver change, MethodHandle settled) {

  /**
   * A kernel that runs scalar code.
   *
   * @param nanos what scalar code takes for a unit of work, in nanoseconds, compiled by C2 (Zen 3, rounded)
   */
  static Kernel of(int nanos) {
    ChangeOver change = new ChangeOver(nanos);
    return new Kernel(change, change.settled());
  }

  /**
   * Returns whether the caller is to run the vector code.
   *
   * @param work the work of this call, in units that the kernel chooses
   */
  boolean vectors(int work) {
    return isSettled() || change.vectors(work);
  }

  private boolean isSettled() {
    try {
      return (boolean) settled.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e); // a constant
    }
  }
}
