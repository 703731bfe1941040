package io.github.jinbei;

/** An object with a name that is unique among the objects of its class. */
abstract class Named {

  private final String name;

  Named(String name) {
    this.name = name;
  }

  /**
   * Returns the name: lower case, with underscores, a number in brackets, as {@code gelu_tanh} or {@code huber(1.0)}. The
   * method {@code parse} of the class reads it.
   *
   * @return the name
   */
  public final String name() {
    return name;
  }

  /** Returns whether the other has the same class and name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Named that && that.getClass() == getClass() && that.name.equals(name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  /** Returns the {@link #name()}. */
  @Override
  public final String toString() {
    return name;
  }
}
