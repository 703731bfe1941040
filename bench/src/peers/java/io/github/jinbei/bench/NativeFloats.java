package io.github.jinbei.bench;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Floats outside the heap that begin at a cache line, as the libraries like them best. */
final class NativeFloats implements AutoCloseable {

  private static final int LINE = 64;

  private final FloatPointer memory;
  private final FloatPointer floats;
  private final FloatBuffer buffer;
  private final int length;

  /** Copies {@code values}. */
  NativeFloats(float[] values) {
    this(values, 0, values.length);
  }

  /** Copies {@code length} values from {@code offset} on. */
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

  /** The same floats by index; its position stays 0. */
  FloatBuffer buffer() {
    return buffer;
  }

  /** A copy of what is there now. */
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
