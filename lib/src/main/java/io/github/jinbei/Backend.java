package io.github.jinbei;

import io.github.jinbei.internal.kernel.Backends;

/**
 * What the numbers are computed with in this VM, and why. Chosen once, at first use; nothing but speed depends on it.
 *
 * <p>The system property {@code io.github.jinbei.backend} = {@code scalar}, {@code 128}, {@code 256} or {@code 512},
 * given when the VM starts, forces one.
 */
public final class Backend {

  private final Backends.Choice choice;

  private Backend(Backends.Choice choice) {
    this.choice = choice;
  }

  /**
   * The backend of this VM.
   *
   * @throws IllegalStateException if the property asks for what this machine or VM lacks
   */
  public static Backend current() {
    return new Backend(Backends.current());
  }

  /** Whether vector instructions run. */
  public boolean vector() {
    return bits() > Float.SIZE;
  }

  /** Width of a vector in bits; 32 where scalar code runs. */
  public int bits() {
    return choice.kernels().bits();
  }

  /** The name, as the property takes it: scalar, 128, 256 or 512. */
  public String name() {
    return choice.name();
  }

  /** Why this backend runs, in one line; where it is slow, with what to do about it. */
  public String reason() {
    return choice.reason();
  }

  /** Name and reason. */
  @Override
  public String toString() {
    return name() + (vector() ? "-bit vectors" : "") + " (" + reason() + ")";
  }
}
