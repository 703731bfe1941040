package io.github.jinbei.bench;

import org.bytedeco.javacpp.FloatPointer;

/** Floats outside the heap that begin at a cache line, as the libraries like them best. */
final class NativeFloats implements AutoCloseable {

  private static final int LINE = 64;

  private final FloatPointer memory;
  private final FloatPointer floats;
  private final int length;

  /** Copies {@code values}. */
  NativeFloats(float[] values) {
    length = values.length;
    memory = new FloatPointer((long) length + LINE / Float.BYTES);
    long toNextLine = -memory.address() & (LINE - 1);
    floats = memory.getPointer(toNextLine / Float.BYTES);
    floats.put(values, 0, length);
  }

  FloatPointer pointer() {
    return floats;
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
