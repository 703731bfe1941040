package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void noValuesHaveTheHashOfNoBytes() {
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new Digest().add(new float[0]).hex());
  }

  @Test
  void arraysAreHashedInTheirOrder() {
    assertEquals(new Digest().add(new float[] {1f, 2f, 3f}).hex(),
        new Digest().add(new float[] {1f}).add(new float[0]).add(new float[] {2f, 3f, 4f}, 2).hex());
  }

  /** The test assembles the bytes, low byte first. Lengths lie around the digest's chunk of 4,096 floats. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4095, 4096, 4097, 12289})
  void bytesAreLittleEndian(int length) throws Exception {
    float[] values = new float[length];
    int[] bits = new int[length];
    double[] doubles = new double[length];
    byte[] bytes = new byte[4 * length];
    ByteBuffer bytesOfDoubles = ByteBuffer.allocate(8 * length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      values[i] = i % 3 == 0 ? -0f : 1f / i;
      bits[i] = Float.floatToRawIntBits(values[i]);
      for (int b = 0; b < 4; b++) {
        bytes[4 * i + b] = (byte) (bits[i] >>> (8 * b));
      }
      doubles[i] = 1.0 / (i + 3);
      bytesOfDoubles.putDouble(doubles[i]);
    }
    assertEquals(sha256(bytes), new Digest().add(values).hex());
    assertEquals(sha256(bytes), new Digest().add(bits, length).hex());
    assertEquals(sha256(bytesOfDoubles.array()), new Digest().add(doubles).hex());
  }

  @Test
  void aTextIsItsLengthAndItsBytes() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 3).order(ByteOrder.LITTLE_ENDIAN).putInt(3)
        .put("aé".getBytes(StandardCharsets.UTF_8));
    assertEquals(sha256(bytes.array()), new Digest().add("aé").hex());
    assertNotEquals(new Digest().add("ab").add("c").hex(), new Digest().add("a").add("bc").hex());
  }
}
