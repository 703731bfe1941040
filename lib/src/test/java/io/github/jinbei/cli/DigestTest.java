package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  @Test
  void noArraysHaveTheHashOfNoBytes() {
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Digest.sha256(new float[0]));
  }

  @Test
  void arraysAreHashedInTheirOrder() {
    assertEquals(Digest.sha256(new float[] {1f, 2f, 3f}), Digest.sha256(new float[] {1f}, new float[0], new float[] {2f, 3f}));
  }

  /** The test assembles the bytes, low byte first. Lengths lie around the digest's chunk of 4,096 values. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4095, 4096, 4097, 12289})
  void bytesAreLittleEndian(int length) throws Exception {
    float[] values = new float[length];
    byte[] bytes = new byte[4 * length];
    for (int i = 0; i < length; i++) {
      values[i] = i % 3 == 0 ? -0f : 1f / i;
      for (int b = 0; b < 4; b++) {
        bytes[4 * i + b] = (byte) (Float.floatToRawIntBits(values[i]) >>> (8 * b));
      }
    }
    assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)), Digest.sha256(values));
  }
}
