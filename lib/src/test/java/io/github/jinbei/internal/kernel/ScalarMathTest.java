package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.internal.kernel.ExhaustiveMathCheck.FloatFunction;
import io.github.jinbei.internal.kernel.ExhaustiveMathCheck.Function;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarMathTest {

  private static float[] sample;
  private static float[] turns;

  @BeforeAll
  static void makeSample() {
    sample = FloatSamples.dense();
    turns = FloatSamples.turns();
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void errorStaysWithinTheStatedBoundOnADenseSample(Function function) {
    assertErrorStaysWithinTheBound(function, sample);
    assertErrorStaysWithinTheBound(function, turns);
  }

  private static void assertErrorStaysWithinTheBound(Function function, float[] floats) {
    for (float x : floats) {
      double error = function.error(x);
      if (!(error <= function.bound)) {
        throw new AssertionError(function + "(" + Float.toHexString(x) + " = " + x + ") = " + function.tested.apply(x)
            + " is " + error + " ulp from " + function.exact.apply(x) + ", bound " + function.bound);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 0, 1", "exp, -0.0, 1", "exp, Infinity, Infinity", "exp, -Infinity, 0",
    "exp, 88.72283, 3.4027985e38", "exp, 88.72284, Infinity", "exp, 3.4e38, Infinity",
    "exp, -103.97207, 1.4e-45", "exp, -103.97209, 0", "exp, -3.4e38, 0", "exp, 1.4e-45, 1",
    "expm1, 0, 0", "expm1, -0.0, -0.0", "expm1, Infinity, Infinity", "expm1, -Infinity, -1",
    "expm1, 88.72283, 3.4027985e38", "expm1, 88.72284, Infinity", "expm1, 3.4e38, Infinity", "expm1, -3.4e38, -1",
    "expm1, 1.4e-45, 1.4e-45", "expm1, -1.4e-45, -1.4e-45", "expm1, 1e-40, 1e-40",
    "log, 0, -Infinity", "log, -0.0, -Infinity", "log, 1, 0", "log, Infinity, Infinity",
    "log, -1, NaN", "log, -1.4e-45, NaN", "log, -Infinity, NaN",
    "log, 1.4e-45, -103.27893", "log, 3.4028235e38, 88.72284",
    "log1p, 0, 0", "log1p, -0.0, -0.0", "log1p, -1, -Infinity", "log1p, Infinity, Infinity",
    "log1p, -1.0000001, NaN", "log1p, -3.4e38, NaN", "log1p, -Infinity, NaN",
    "log1p, 3.4028235e38, 88.72284", "log1p, 1.4e-45, 1.4e-45", "log1p, -1.4e-45, -1.4e-45",
    "tanh, 0, 0", "tanh, -0.0, -0.0", "tanh, Infinity, 1", "tanh, -Infinity, -1", "tanh, 20, 1", "tanh, -3.4e38, -1",
    "tanh, 1.4e-45, 1.4e-45", "tanh, -1.4e-45, -1.4e-45",
    "sigmoid, 0, 0.5", "sigmoid, -0.0, 0.5", "sigmoid, Infinity, 1", "sigmoid, -Infinity, 0", "sigmoid, 20, 1",
    "sigmoid, -103.97207, 1.4e-45", "sigmoid, -103.97209, 0", "sigmoid, -3.4e38, 0",
    "softplus, 0, 0.6931472", "softplus, -0.0, 0.6931472", "softplus, Infinity, Infinity", "softplus, -Infinity, 0",
    "softplus, -103.97207, 1.4e-45", "softplus, -103.97209, 0", "softplus, -3.4e38, 0",
    "softplus, 3.4028235e38, 3.4028235e38", "softplus, 20, 20", "softplus, 1.4e-45, 0.6931472",
    "atan, 0, 0", "atan, -0.0, -0.0", "atan, Infinity, 1.5707964", "atan, -Infinity, -1.5707964",
    "atan, 3.4e38, 1.5707964", "atan, -3.4e38, -1.5707964",
    "atan, 1.4e-45, 1.4e-45", "atan, -1.4e-45, -1.4e-45",
    "erf, 0, 0", "erf, -0.0, -0.0", "erf, Infinity, 1", "erf, -Infinity, -1", "erf, 4, 1", "erf, -4, -1",
    "erf, 3.4e38, 1", "erf, -3.4e38, -1", "erf, 1.4e-45, 1.4e-45", "erf, -1.4e-45, -1.4e-45",
    "erfc, 0, 1", "erfc, -0.0, 1", "erfc, Infinity, 0", "erfc, -Infinity, 2", "erfc, 3.4e38, 0", "erfc, -3.4e38, 2",
    "erfc, 1.4e-45, 1", "erfc, -1.4e-45, 1", "erfc, -4, 2", "erfc, 10.054194, 1.4e-45", "erfc, 10.054196, 0",
    "mish, 0, 0", "mish, -0.0, 0", "mish, Infinity, Infinity", "mish, -Infinity, -0.0", "mish, -3.4e38, -0.0",
    "mish, 3.4028235e38, 3.4028235e38", "mish, 16, 16", "mish, 1.4e-45, 1.4e-45", "mish, -108.66, -1.4e-45",
    "mish, -108.68, -0.0",
    "exp, NaN, NaN", "expm1, NaN, NaN", "log, NaN, NaN", "log1p, NaN, NaN", "tanh, NaN, NaN", "sigmoid, NaN, NaN",
    "softplus, NaN, NaN", "atan, NaN, NaN", "erf, NaN, NaN", "erfc, NaN, NaN",
    "mish, NaN, NaN"
  })
  void specialValues(String name, float x, float expected) {
    float got = Function.valueOf(name.toUpperCase(Locale.ROOT)).tested.apply(x);

    assertEquals(expected, got, name + "(" + x + ")"); // compares bits, so that -0 is not 0
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void nanOfEveryPayloadGivesNan(Function function) {
    for (int bits : new int[] {0x7f800001, 0x7fc00000, 0x7fffffff, 0xff800001, 0xffc00000, 0xffffffff, 0x7faaaaaa}) {
      assertTrue(Float.isNaN(function.tested.apply(Float.intBitsToFloat(bits))), Integer.toHexString(bits));
    }
  }

  @Test
  void rangesHold() {
    for (float x : sample) {
      assertWithin(ScalarMath::tanh, x, -1f, 1f);
      assertWithin(ScalarMath::sigmoid, x, 0f, 1f);
      assertWithin(ScalarMath::exp, x, 0f, Float.POSITIVE_INFINITY);
      assertWithin(ScalarMath::expm1, x, -1f, Float.POSITIVE_INFINITY);
      assertWithin(ScalarMath::softplus, x, x > 0 ? x : 0f, Float.POSITIVE_INFINITY);
      assertWithin(ScalarMath::atan, x, -1.5707964f, 1.5707964f);
      assertWithin(ScalarErf::erf, x, -1f, 1f);
      assertWithin(ScalarErf::erfc, x, 0f, 2f);
      assertWithin(ScalarMish::mish, x, -0.31f, x > 0 ? x : 0f);
      assertWithin(ScalarMish::slope, x, -0.12f, 1.1f);
    }
  }

  private static void assertWithin(FloatFunction function, float x, float min, float max) {
    float y = function.apply(x);
    if (!(y >= min && y <= max) && x == x) {
      throw new AssertionError("f(" + x + ") = " + y + " is outside " + min + " .. " + max);
    }
  }

  /** A result that differs in its last bit only would change every model: the bits of a few values, by name. */
  @ParameterizedTest
  @CsvSource({
    "exp, 1.0, 402df854", "exp, -10.3, 380d1141", "exp, 88.5, 7f4cdcc3", "exp, -100.5, 10",
    "expm1, 0.001, 3a832337", "expm1, 0.38, 3eecb090", "expm1, -0.9, bf17eb0d", "expm1, 20.5, 4e3eb628",
    "log, 0.75, be934b10", "log, 1.3, 3e86549b", "log, 1.0E-42, c2c16a85", "log, 1.0E30, 428a27b5",
    "log1p, 1.0E-4, 38d1b468", "log1p, 0.45, 3ebe3d94", "log1p, -0.3, beb69e1a", "log1p, 12345.0, 4116bcc6",
    "tanh, 0.1, 3dcc1ebc", "tanh, -0.69, bf191559", "tanh, 0.76, 3f241d9e", "tanh, 3.0, 3f7ebbe9",
    "sigmoid, 0.12, 3f07abba", "sigmoid, -0.3, 3ed9e2ac", "sigmoid, -15.6, 3434433c", "sigmoid, -95.0, f64",
    "softplus, -0.7, 3ece6e67", "softplus, 3.3, 4055849d", "softplus, -12.5, 367a174b", "softplus, -100.5, 10",
    "atan, 0.1, 3dcc1f14", "atan, -0.97, bf4529ec", "atan, 1.04, 3f4e14b5", "atan, 57.0, 3fc6d109",
    "erf, 0.3, 3ea841c5", "erf, -0.84, bf43e064", "erf, 0.86, 3f46ae82", "erf, 2.2, 3f7f85eb",
    "erfc, 0.25, 3f3942ac", "erfc, -0.6, 3fcd4b28", "erfc, 6.6, 1e40ec51", "erfc, 9.7, 236",
    "mish, 0.4, 3e93fbcf", "mish, -1.2, be9e1fba", "mish, 7.3, 40e9998c", "mish, -104.0, 80000033"
  })
  void bitsAreFinal(String name, float x, String expectedBits) {
    float got = Function.valueOf(name.toUpperCase(Locale.ROOT)).tested.apply(x);

    assertEquals(expectedBits, Integer.toHexString(Float.floatToRawIntBits(got)), name + "(" + x + ")");
  }

  @Test
  void everyBitOfTheSampleIsFinal() {
    StringBuilder hashes = new StringBuilder();
    for (Function function : Function.values()) {
      int hash = 0;
      for (float x : sample) {
        hash = 31 * hash + Float.floatToIntBits(function.tested.apply(x)); // one NaN for all
      }
      hashes.append(function).append(' ').append(Integer.toHexString(hash)).append('\n');
    }
    assertEquals("""
        EXP c1716806
        EXPM1 8efe5975
        LOG 3721ffe5
        LOG1P 39b48f5f
        TANH 1fc5e3b8
        SIGMOID 3aaa1bc0
        SOFTPLUS 29a66c21
        ATAN b0be5997
        ERF e3e7868f
        ERFC 4bcb8a4d
        MISH 1d62e7f5
        """, hashes.toString());
  }

  @Test
  void ulpsMeasuresWhatItSays() {
    assertEquals(0.5, ExhaustiveMathCheck.ulps(1f, 1 + 0x1p-24));
    assertEquals(1.0, ExhaustiveMathCheck.ulps(1f, 1 - 0x1p-24));
    assertEquals(0.25, ExhaustiveMathCheck.ulps(0f, 0x1p-151));
    assertEquals(1.0, ExhaustiveMathCheck.ulps(Float.MAX_VALUE, 0x1p128));
    assertEquals(1.0, ExhaustiveMathCheck.ulps(Float.POSITIVE_INFINITY, Float.MAX_VALUE));
    assertEquals(0.0, ExhaustiveMathCheck.ulps(Float.POSITIVE_INFINITY, 0x1p128));
    assertEquals(Double.POSITIVE_INFINITY, ExhaustiveMathCheck.ulps(Float.NaN, 1));
    assertEquals(Double.POSITIVE_INFINITY, ExhaustiveMathCheck.ulps(1f, Double.NaN));
    assertEquals(Double.POSITIVE_INFINITY, ExhaustiveMathCheck.ulps(1f, Double.POSITIVE_INFINITY));
  }
}
