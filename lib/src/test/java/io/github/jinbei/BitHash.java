package io.github.jinbei;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the little-endian bits of results, one after the other. */
final class BitHash {

  private final MessageDigest digest;

  BitHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  BitHash add(float[] values) {
    for (float value : values) {
      digest.update(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    }
    return this;
  }

  /** Adds losses and accuracies, of training and of validation. */
  BitHash add(EpochResult epoch) {
    add(epoch.loss());
    add(epoch.accuracy());
    add(epoch.validation().loss());
    add(epoch.validation().accuracy());
    return this;
  }

  BitHash add(double value) {
    digest.update(ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    return this;
  }

  /** Returns the hash in hexadecimal digits and starts a new one. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
