package io.github.jinbei.bench;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Floats outside the heap, aligned to a cache line, which suits the libraries best. */
final class NativeFloats implements AutoCloseable {

  private static final int LINE = 64;

  private final FloatPointer memory;
  private final FloatPointer floats;
  private final FloatBuffer buffer;
  private final int length;

  /** Creates a copy of {@code values}. */
  NativeFloats(float[] values) {
    this(values, 0, values.length);
  }

  /** Creates a copy of {@code length} values from {@code offset} on. */
  NativeFloats(float[] values, int offset, int length) {
    this.length = length;
    memory = new FloatPointer((long) length + LINE / Float.BYTES);
    long toNextLine = -memory.address() & (LINE - 1);
    floats = memory.getPointer(toNextLine / Float.BYTES);
    floats.put(values, offset, length);
    buffer = floats.capacity(length).asBuffer();
  }

  FloatPointer pointer() {
    return floats;
  }

  /** Returns a buffer of the same floats for access by index; its position stays 0. */
  FloatBuffer buffer() {
    return buffer;
  }

  /** Returns a copy of the present values. */
  float[] copy() {
    float[] values = new float[length];
    floats.get(values);
    return values;
  }

  @Override
  public void close() {
    memory.close();
  }
}
