package io.github.jinbei;

import io.github.jinbei.internal.kernel.Backends;

/**
 * The code that computes in this VM, scalar or of vectors of one width, and the reason for it. It is chosen once, at the first
 * use. Only speed depends on it, no result.
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
    return choice.kernels().bits();
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

  /** Returns name and reason. */
  @Override
  public String toString() {
    return name() + (vector() ? "-bit vectors" : "") + " (" + reason() + ")";
  }
}
