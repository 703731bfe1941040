package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void replacesUnsafeCharacters() {
    assertEquals("a\ufffdb\ufffd\ufffdc \u91d1\ud83c\udfc6", Plain.text("a\nb\u001b\u202ec \u91d1\ud83c\udfc6"));
    assertEquals("\ufffd\ufffd", Plain.text("\ud83c\uffff"));
  }

  /** Tests the first and last code points of all ranges that are replaced, and their neighbours, which are kept. */
  @Test
  void replacesExactlyTheUnsafeRanges() {
    int[][] replaced = {{0, 0x1f}, {0x7f, 0x9f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xd800, 0xdfff}, {0xfdd0, 0xfdef},
        {0xfffe, 0xffff}, {0x10fffe, 0x10ffff}};
    for (int[] range : replaced) {
      assertEquals("\ufffd", Plain.text(Character.toString(range[0])), Integer.toHexString(range[0]));
      assertEquals("\ufffd", Plain.text(Character.toString(range[1])), Integer.toHexString(range[1]));
      for (int outside : new int[] {range[0] - 1, range[1] + 1}) {
        if (Character.isValidCodePoint(outside)) {
          String letter = Character.toString(outside);
          assertEquals(letter, Plain.text(letter), Integer.toHexString(outside));
        }
      }
    }
  }

  @Test
  void writesTheDecimalsThatFormatWrites() {
    for (double value : new double[] {0, -0.0, 0.005, 0.125, -0.004, 0.995, 2.5, 3.5, 99.995, 1e-300, 1e22, 123456789.875,
        Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertFixed(value, "");
    }
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      double decimal = random.nextInt(2_000_000) / 1e5;
      double wide = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 12));
      assertFixed(decimal, "seed " + seed);
      assertFixed(wide, "seed " + seed);
    }
  }

  private static void assertFixed(double value, String message) {
    for (int decimals : new int[] {0, 1, 2, 4}) {
      assertEquals(String.format(Locale.ROOT, "%." + decimals + "f", value), Plain.fixed(value, decimals),
          () -> value + ", " + decimals + " decimals, " + message);
    }
  }

  @Test
  void replacesHyphensBeforeNumbersByMinusSigns() {
    assertEquals("[\u22125.90, +1.00] a-b - -x \u22120.1e\u22125 x\u22121",
        Plain.signed("[-5.90, +1.00] a-b - -x -0.1e-5 x-1"));
    assertEquals("64-16-10 of 2026-01-31", Plain.signed("64-16-10 of 2026-01-31"));
  }

  @Test
  void numbersHaveNoExponentAndNoTrailingZeros() {
    assertEquals("0.00012", Plain.number(1.2e-4, 4));
    assertEquals("2500", Plain.number(2500, 2));
    assertEquals("12350", Plain.number(12345.6, 4));
    assertEquals("1000", Plain.number(999.96, 4));
    assertEquals("-0.5", Plain.number(-0.5, 3));
    assertEquals("100000000000000000000", Plain.number(1e20, 1));
    assertEquals("0", Plain.number(-0.0, 3));
    assertEquals("NaN", Plain.number(Double.NaN, 3));
    assertEquals("infinite", Plain.number(Double.POSITIVE_INFINITY, 3));
    assertEquals("-infinite", Plain.number(Double.NEGATIVE_INFINITY, 3));
  }

  @Test
  void halvesAreRoundedToEven() {
    assertEquals("0.12", Plain.number(0.125, 2));
    assertEquals("0.38", Plain.number(0.375, 2));
    assertEquals(0, new BigDecimal("1234").compareTo(Plain.rounded(1234.5, 4)));
    assertEquals(0, new BigDecimal("1236").compareTo(Plain.rounded(1235.5, 4)));
  }

  /** The error of a number is at most half a unit of its last digit: 5 in the first digit that is not printed. */
  @Test
  void numbersAreAsPreciseAsTheirDigits() {
    long seed = 15;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(41) - 20);
      int digits = 1 + random.nextInt(9);
      String number = Plain.number(value, digits);
      String message = "seed " + seed + ", number " + i + ": " + value + " with " + digits + " digits is " + number;
      assertTrue(number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?"), message);
      BigDecimal exact = new BigDecimal(value);
      int firstDigit = exact.precision() - exact.scale() - 1;
      BigDecimal most = BigDecimal.valueOf(5).scaleByPowerOfTen(firstDigit - digits);
      assertTrue(new BigDecimal(number).subtract(exact).abs().compareTo(most) <= 0, message);
      assertTrue(new BigDecimal(number).stripTrailingZeros().precision() <= digits, message);
    }
  }

  /** The text of a double is read as the same double, and neither of the next shorter decimals is. */
  @Test
  void doublesAreAsShortAsTheyCanBe() {
    long seed = 15;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      double value = i < 2098 ? Math.scalb(1.0, i - 1074) : Double.longBitsToDouble(random.nextLong(0x7FF0L << 48));
      String text = Plain.shortest(value);
      String message = "seed " + seed + ", number " + i + ": " + value + " is " + text;
      assertEquals(value, Double.parseDouble(text), message);
      int digits = new BigDecimal(text).stripTrailingZeros().precision();
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
        BigDecimal shorter = new BigDecimal(value).round(new MathContext(Math.max(1, digits - 1), mode));
        assertTrue(digits == 1 || value != shorter.doubleValue(), message);
      }
    }
    assertEquals("5.684341886080802E-14", Plain.shortest(0x1p-44));
    assertEquals("0.1", Plain.shortest(0.1));
    assertEquals("5E-324", Plain.shortest(Double.MIN_VALUE));
    assertEquals("0", Plain.shortest(0.0));
    assertEquals("-2.5", Plain.shortest(-2.5));
  }
}
