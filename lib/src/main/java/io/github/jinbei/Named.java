package io.github.jinbei;

/** What has a name that tells it from others of its kind. */
abstract class Named {

  private final String name;

  Named(String name) {
    this.name = name;
  }

  /**
   * In lower case, with underscores, a number in brackets: {@code gelu_tanh}, {@code huber(1.0)}. The {@code parse} of its
   * kind reads it back.
   */
  public final String name() {
    return name;
  }

  /** Whether the other is of the same kind and name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Named that && that.getClass() == getClass() && that.name.equals(name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  /** The {@link #name()}. */
  @Override
  public final String toString() {
    return name;
  }
}
