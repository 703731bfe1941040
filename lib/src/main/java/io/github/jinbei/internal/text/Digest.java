package io.github.jinbei.internal.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of values, by which results and data are compared: of their little-endian bytes, one value after the other. */
public final class Digest {

  private static final int CHUNK = 1 << 14;

  private final MessageDigest digest;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  /** The digest of no values yet. */
  public Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, but this one does not", e);
    }
  }

  /** Adds all values of an array. Returns this. */
  public Digest add(float[] values) {
    return add(values, values.length);
  }

  /** Adds the first {@code count} values of an array. Returns this. */
  public Digest add(float[] values, int count) {
    int most = CHUNK / Float.BYTES;
    for (int from = 0, n; from < count; from += n) {
      n = Math.min(most, count - from);
      bytes.asFloatBuffer().put(values, from, n);
      digest.update(bytes.array(), 0, n * Float.BYTES);
    }
    return this;
  }

  /** Adds the first {@code count} values of an array. Returns this. */
  public Digest add(int[] values, int count) {
    int most = CHUNK / Integer.BYTES;
    for (int from = 0, n; from < count; from += n) {
      n = Math.min(most, count - from);
      bytes.asIntBuffer().put(values, from, n);
      digest.update(bytes.array(), 0, n * Integer.BYTES);
    }
    return this;
  }

  /** Adds all values of an array. Returns this. */
  public Digest add(double[] values) {
    int most = CHUNK / Double.BYTES;
    for (int from = 0, n; from < values.length; from += n) {
      n = Math.min(most, values.length - from);
      bytes.asDoubleBuffer().put(values, from, n);
      digest.update(bytes.array(), 0, n * Double.BYTES);
    }
    return this;
  }

  /** Adds a text: the number of its bytes in UTF-8, and the bytes. Returns this. */
  public Digest add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(new int[] {utf8.length}, 1);
    digest.update(utf8);
    return this;
  }

  /** Returns 64 lower-case hexadecimal digits, and starts a new digest. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
