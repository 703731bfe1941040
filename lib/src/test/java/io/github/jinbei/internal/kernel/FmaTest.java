package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The emulation against {@link Math#fma(float, float, float)}, bit for bit; NaN is NaN whatever its payload. */
class FmaTest {

  private static final long SEED = 20260102;

  /** In software the oracle takes a microsecond. */
  private static final int CASES = Fma.HARDWARE ? 3_000_000 : 100_000;

  private static final float[] SPECIALS = {
    0f, Float.MIN_VALUE, 3 * Float.MIN_VALUE, 0x1.fffffcp-127f, Float.MIN_NORMAL, 0x1.000002p-126f, 0x1p-75f, 0x1p-74f,
    0x1p-24f, 0x1.fffffep-1f, 1f, 0x1.000002p0f, 1.5f, 3f, 0x1p24f, 0x1.000002p63f, 0x1p64f, 0x1p127f, Float.MAX_VALUE,
    Float.POSITIVE_INFINITY, Float.NaN
  };

  private final Random random = new Random(SEED);

  private static void check(float a, float b, float c) {
    float expected = Math.fma(a, b, c);
    float actual = Fma.emulated(a, b, c);
    if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
      fail(String.format("fma(%a, %a, %a) is %a, emulated it is %a (seed %d)", a, b, c, expected, actual, SEED));
    }
  }

  /** What the emulation would be without rounding to odd. */
  private static boolean isRoundedTwiceWrongly(float a, float b, float c) {
    float twice = (float) ((double) a * b + c);
    return Float.floatToIntBits(twice) != Float.floatToIntBits(Math.fma(a, b, c));
  }

  private float anyFloat() {
    return Float.intBitsToFloat(random.nextInt());
  }

  /** A float of 24 random bits whose exponent is in the given range. */
  private float withExponent(int least, int most) {
    float mantissa = 1 + random.nextInt(1 << 23) * 0x1p-23f;
    float value = Math.scalb(mantissa, least + random.nextInt(most - least + 1));
    return random.nextBoolean() ? value : -value;
  }

  @Test
  void agreesOnAllTriplesOfSpecialValues() {
    int n = SPECIALS.length;
    for (int i = 0; i < 8 * n * n * n; i++) {
      float a = SPECIALS[i / 8 % n];
      float b = SPECIALS[i / 8 / n % n];
      float c = SPECIALS[i / 8 / n / n];
      check((i & 1) == 0 ? a : -a, (i & 2) == 0 ? b : -b, (i & 4) == 0 ? c : -c);
    }
  }

  @Test
  void agreesOnRandomBitPatterns() {
    for (int i = 0; i < CASES; i++) {
      check(anyFloat(), anyFloat(), anyFloat());
    }
  }

  /** Exponents near enough for every bit of the product to meet the addend, or to be just below it. */
  @Test
  void agreesWhereProductAndAddendOverlap() {
    for (int i = 0; i < CASES; i++) {
      check(withExponent(-20, 20), withExponent(-20, 20), withExponent(-60, 60));
    }
  }

  @Test
  void agreesInTheDenormalRange() {
    for (int i = 0; i < CASES / 2; i++) {
      check(withExponent(-80, -60), withExponent(-85, -60), Float.intBitsToFloat(random.nextInt(1 << 24)));
      check(withExponent(-80, -60), withExponent(-85, -60), -Float.intBitsToFloat(random.nextInt(1 << 24)));
    }
  }

  @Test
  void agreesWhereTheSumCancels() {
    for (int i = 0; i < CASES / 4; i++) {
      float a = withExponent(-40, 40);
      float b = withExponent(-40, 40);
      float product = a * b;
      check(a, b, -product);
      check(a, b, -Math.nextUp(product));
      check(a, b, -Math.nextDown(product));
      float a12 = Float.intBitsToFloat(Float.floatToIntBits(a) & 0xfffff000);
      float b12 = Float.intBitsToFloat(Float.floatToIntBits(b) & 0xfffff000);
      check(a12, b12, -(a12 * b12)); // exact: +0
    }
  }

  /**
   * The addend plus half its last bit, times 1, 1 - 2^-46, 1 - 2^-23 and so on: the exact sum is halfway between two
   * floats, or so close to it that a double cannot show it.
   */
  @Test
  void agreesHalfwayBetweenTwoFloats() {
    float[] factors = {1f, 0x1.000002p0f, 0x1.fffffep-1f, 0x1.fffffcp-1f, 0x1.000004p0f};
    int roundedTwiceWrongly = 0;
    for (int i = 0; i < CASES / 25; i++) {
      float c = withExponent(-60, 60);
      float half = Math.ulp(c) / 2;
      for (float f : factors) {
        for (float g : factors) {
          check(half * f, g, c);
          check(half * f, -g, c);
          roundedTwiceWrongly += isRoundedTwiceWrongly(half * f, g, c) ? 1 : 0;
        }
      }
    }
    assertTrue(roundedTwiceWrongly > CASES / 50, "cases that need rounding to odd: " + roundedTwiceWrongly);
  }

  /** The same where the last bit is that of the denormals, and next to overflow. */
  @Test
  void agreesHalfwayAtTheEndsOfTheRange() {
    float[] factors = {1f, 0x1.000002p0f, 0x1.fffffep-1f, 0x1.000004p0f, 0x1.fffffcp-1f, 3f, 0.5f};
    for (float f : factors) {
      for (float g : factors) {
        for (int bits = 0; bits < 1 << 12; bits++) {
          float c = Float.intBitsToFloat(bits);
          check(0x1p-75f * f, 0x1p-75f * g, c);
          check(0x1p-75f * f, -0x1p-75f * g, c);
          float large = Math.nextDown(Float.MAX_VALUE - bits * 0x1p104f);
          check(0x1p52f * f, 0x1p51f * g, large);
          check(-0x1p52f * f, 0x1p51f * g, -large);
          check(0x1p52f * f, 0x1p51f * g, Float.MAX_VALUE);
        }
      }
    }
  }
}
