package io.github.jinbei.internal.warm;

import java.lang.invoke.MutableCallSite;

/**
 * A kernel, to be held in a static final field. Once its change is final, no scalar code of it is left in compiled code: the
 * JIT treats the target of {@code site} as a constant, since it trusts the fields of a record, and compiles the callers
 * again when the target changes (see {@link MutableCallSite}). Until then compiled code holds both codes, and C2 does not
 * inline the one that it has seen less.
 *
 * @param change its state
 * @param site tells whether the change is final: see {@link ChangeOver#isFinal(MutableCallSite)}
 */
record Kernel(ChangeOver change, MutableCallSite site) {

  /**
   * A kernel that runs scalar code.
   *
   * @param nanos what scalar code takes for a unit of work, in nanoseconds, compiled by C2 (Zen 3, rounded)
   */
  static Kernel of(int nanos) {
    ChangeOver change = new ChangeOver(nanos);
    return new Kernel(change, change.site());
  }

  /**
   * Returns whether the caller is to run the vector code.
   *
   * @param work the work of this call, in units that the kernel chooses
   */
  boolean vectors(long work) {
    return ChangeOver.isFinal(site) || change.vectors(work);
  }
}
