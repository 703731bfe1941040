package io.github.jinbei.internal.warm;

import java.lang.invoke.MethodHandle;

/**
 * A kernel, to be held in a static final field. Once its change is final, no scalar code of it is left in compiled code: the
 * JIT treats {@code settled} as a constant, since it trusts the fields of a record, and compiles the callers again when the
 * value changes (see {@link java.lang.invoke.MutableCallSite}). Until then compiled code holds both codes, and C2 does not
 * inline the one that it has seen less.
 *
 * @param change its state
 * @param settled returns whether the change is final; takes nothing
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
  boolean vectors(long work) {
    return isSettled() || change.vectors(work);
  }

  private boolean isSettled() {
    try {
      return (boolean) settled.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e); // it returns a constant
    }
  }
}
