package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Assertions on arrays of numbers. The message gives the first index at which the arrays differ, and both values, in decimal
 * and as bits.
 */
public final class Bits {

  private Bits() {}

  /** Fails if a bit differs. A NaN equals any other NaN; 0 does not equal -0. */
  public static void assertSame(float[] expected, float[] actual) {
    assertSame(expected, actual, "array");
  }

  /** Fails if a bit differs. A NaN equals any other NaN; 0 does not equal -0. */
  public static void assertSame(float[] expected, float[] actual, String what) {
    assertNotNull(actual, what);
    int i = Arrays.mismatch(expected, actual);
    if (i >= 0) {
      assertEquals(expected.length, actual.length, what + ": length");
      fail(what + ": " + at(i, expected[i], actual[i]));
    }
  }

  /** Fails if a bit differs. A NaN equals any other NaN; 0 does not equal -0. Builds no message if none does. */
  public static void assertSame(float[] expected, float[] actual, Supplier<String> what) {
    if (!Arrays.equals(expected, actual)) {
      assertSame(expected, actual, what.get());
    }
  }

  /** Fails if a bit differs. A NaN equals any other NaN; 0 does not equal -0. */
  public static void assertSame(double[] expected, double[] actual) {
    assertSame(expected, actual, "array");
  }

  /** Fails if a bit differs. A NaN equals any other NaN; 0 does not equal -0. */
  public static void assertSame(double[] expected, double[] actual, String what) {
    assertNotNull(actual, what);
    int i = Arrays.mismatch(expected, actual);
    if (i >= 0) {
      assertEquals(expected.length, actual.length, what + ": length");
      fail(what + ": " + at(i, expected[i], actual[i]));
    }
  }

  /** Fails if the first elements of {@code actual} are not the expected ones, to the bit. */
  public static void assertStart(float[] expected, float[] actual, String what) {
    assertSame(expected, Arrays.copyOf(actual, Math.min(actual.length, expected.length)), what);
  }

  /** Fails if an element differs by more than the tolerance, or if one is NaN. */
  public static void assertClose(float[] expected, float[] actual, double tolerance) {
    assertClose(expected, actual, tolerance, "array");
  }

  /** Fails if an element differs by more than the tolerance, or if one is NaN. */
  public static void assertClose(float[] expected, float[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what + ": length");
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs((double) expected[i] - actual[i]) <= tolerance)) {
        fail(what + ": " + at(i, expected[i], actual[i]) + "; tolerance " + tolerance);
      }
    }
  }

  /** Fails if an element differs by more than the tolerance, or if one is NaN. */
  public static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertClose(expected, actual, tolerance, "array");
  }

  /** Fails if an element differs by more than the tolerance, or if one is NaN. */
  public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what + ": length");
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance)) {
        fail(what + ": " + at(i, expected[i], actual[i]) + "; tolerance " + tolerance);
      }
    }
  }

  private static String at(int i, float expected, float actual) {
    return String.format("[%d] is %s (0x%08x), expected %s (0x%08x)", i, actual, Float.floatToRawIntBits(actual), expected,
        Float.floatToRawIntBits(expected));
  }

  private static String at(int i, double expected, double actual) {
    return String.format("[%d] is %s (0x%016x), expected %s (0x%016x)", i, actual, Double.doubleToRawLongBits(actual),
        expected, Double.doubleToRawLongBits(expected));
  }
}
