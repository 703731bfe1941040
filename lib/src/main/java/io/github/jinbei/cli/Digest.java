package io.github.jinbei.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which two runs are compared. */
final class Digest {

  private static final int CHUNK = 4096;

  private Digest() {}

  /** Returns the SHA-256 of the little-endian bytes of the arrays, in their order, as 64 lower-case hexadecimal digits. */
  static String sha256(float[]... arrays) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, but this one does not", e);
    }
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] values : arrays) {
      for (int from = 0; from < values.length; from += CHUNK) {
        int count = Math.min(CHUNK, values.length - from);
        bytes.asFloatBuffer().put(values, from, count);
        digest.update(bytes.array(), 0, count * Float.BYTES);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
