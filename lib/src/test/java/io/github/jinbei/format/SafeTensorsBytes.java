package io.github.jinbei.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of valid and invalid safetensors files. */
public final class SafeTensorsBytes {

  private SafeTensorsBytes() {}

  /** Returns a file with the given header and data section, and the true header length. */
  public static byte[] file(String header, byte... data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  static byte[] file(byte[] header, byte... data) {
    return file(header.length, header, data);
  }

  /** Returns a file with any header length, true or false. */
  static byte[] file(long headerLength, byte[] header, byte... data) {
    return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(header)
        .put(data)
        .array();
  }

  /** Returns the little-endian bytes of the floats. */
  public static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
