package io.github.jinbei.bench;

import org.bytedeco.javacpp.FloatPointer;

/** Operands outside the heap: copied once, so that a library is timed on memory that it can use directly. */
final class NativeOperands implements AutoCloseable {

  private final NativeFloats a;
  private final NativeFloats b;
  private final NativeFloats c;

  NativeOperands(Operands operands) {
    a = new NativeFloats(operands.a());
    b = new NativeFloats(operands.b());
    c = new NativeFloats(operands.c());
  }

  FloatPointer a() {
    return a.pointer();
  }

  FloatPointer b() {
    return b.pointer();
  }

  FloatPointer c() {
    return c.pointer();
  }

  float[] result() {
    return c.copy();
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
