package io.github.jinbei;

import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.warm.ChangingKernels;
import java.time.Duration;
import java.util.Objects;

/**
 * The code that computes in this VM, scalar or of vectors of one width, and the reason for it. It is chosen at the first use,
 * and changes at most once: to scalar code, if the classes of vectors cannot be loaded when they are first needed. Only speed
 * depends on it, no result.
 *
 * <p>The system property {@code io.github.jinbei.backend} = {@code scalar}, {@code 128}, {@code 256} or {@code 512}, set when
 * the VM starts, forces one.
 */
public final class Backend {

  private final Backends.Choice choice;

  private Backend(Backends.Choice choice) {
    this.choice = choice;
  }

  /**
   * Returns the backend of this VM.
   *
   * @return the backend
   * @throws IllegalStateException if the property names a backend that this machine or VM does not have
   */
  public static Backend current() {
    return new Backend(Backends.current());
  }

  /**
   * Returns whether the backend uses the Vector API.
   *
   * @return false for scalar code
   */
  public boolean vector() {
    return bits() > Float.SIZE;
  }

  /**
   * Returns the width of a vector in bits.
   *
   * @return 128, 256 or 512; 32 for scalar code
   */
  public int bits() {
    return choice.bits();
  }

  /**
   * Returns the name, which is a value of the property.
   *
   * @return scalar, 128, 256 or 512
   */
  public String name() {
    return choice.name();
  }

  /**
   * Returns why this backend was chosen; if it is slow, also how to get a faster one.
   *
   * @return one line
   */
  public String reason() {
    return choice.reason();
  }

  /**
   * Compiles the vector code of all operations now, and waits for it: for a server that wants to be fast from the first request
   * on. Without it, each operation begins with scalar code; once it has been used much, its vector code is compiled in the
   * background. Operations that have been used most come first, so a few predictions before this call help. All together
   * take some seconds of two processors.
   *
   * @param most the longest time to wait; the work goes on afterwards
   * @return whether the vector code of all operations is compiled, or there is none; if false, the others still run
   *     scalar code, with the same results. If the caller is interrupted, the wait ends, and its interrupt status is set.
   * @throws IllegalArgumentException if most is negative
   * @throws NullPointerException if most is null
   */
  public boolean warmUp(Duration most) {
    if (Objects.requireNonNull(most, "most").isNegative()) {
      throw new IllegalArgumentException("most = " + most + "; expected at least 0");
    }
    return ChangingKernels.warmUp(most);
  }

  /**
   * Returns whether this process runs at full speed: no operation that it has used much still waits for its vector code, and
   * code that calls those that have it need not be compiled again. An operation that becomes much used later changes this; the
   * step at which that happens starts a thread, and so allocates. {@link #warmUp} excludes it.
   *
   * @return false while the vector code of such an operation is not compiled; true if there is none, for example before any
   *     work, or on the scalar backend
   */
  public boolean warm() {
    return ChangingKernels.warm();
  }

  /** Returns name and reason. */
  @Override
  public String toString() {
    return name() + (vector() ? "-bit vectors" : "") + " (" + reason() + ")";
  }
}
