package io.github.jinbei.internal.vector;

import jdk.incubator.vector.VectorShape;

/** The width of vectors. It is known without any class of vectors, which take tens of milliseconds to initialize. */
public final class VectorWidth {

  private VectorWidth() {}

  /** Returns the width that the VM prefers, in bits. */
  public static int preferred() {
    return VectorShape.preferredShape().vectorBitSize();
  }
}
