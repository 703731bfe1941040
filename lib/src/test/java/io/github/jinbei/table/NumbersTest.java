package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Decimal numbers against {@link Double#parseDouble} and a regular expression. */
class NumbersTest {

  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final long SEED = 20261129;

  /** Compares the bits, but all NaN are equal. */
  private static void assertParsed(String text) {
    double expected = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    double found = Numbers.parse(text);
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(found),
        () -> "\"" + text + "\" is " + expected + ", found " + found + " (seed " + SEED + ")");
  }

  @Test
  void hardCases() {
    for (String text : List.of("0", "-0", "+0", "00", "-0.0", "0e99999999999", "1", "1.", ".1", "+.5", "-1.5e3", "1E+2", "1e-2",
        "007", "9007199254740992", "9007199254740993", "9007199254740993.0000000000000000001", "9007199254740991e22",
        "9007199254740992e22", "9007199254740993e-22", "999999999999999999", "9999999999999999999", "123456789012345678e-5",
        "1e22", "1e23", "1e-22", "1e-23", "1e308", "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e999",
        "1e99999999999999999999", "1e-99999999999999999999", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
        "2.2250738585072011e-308", "2.2250738585072012e-308", "1.00000000000000011102230246251565404236316680908203125",
        "1.00000000000000011102230246251565404236316680908203124", "100000000000000011", "0.000000000000000000000012345",
        "1" + "0".repeat(400), "0." + "0".repeat(400) + "1e401", "1" + "0".repeat(400) + "e-400", "1e2147483647",
        "1e-2147483648", "1e4294967296", "0.1e-2147483647")) {
      assertParsed(text);
      assertParsed("-" + text);
    }
  }

  @Test
  void otherTextsAreNoNumbers() {
    for (String text : List.of("", "+", "-", ".", "+.", "e5", ".e5", "1e", "1e+", "1e-", "0x1p3", "0x10", "1f", "1d", "1L",
        "Infinity", "-Infinity", "NaN", "inf", " 1", "1 ", "1_000", "1,5", "--1", "+-1", "1.2.3", "1e5.5", "1e5e5", "1-",
        "\u0661", "\uff11", "1\u0000", "1\u0661")) {
      assertEquals(Double.NaN, Numbers.parse(text), text);
    }
  }

  @Test
  void randomTextsOfTheSameCharacters() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append("0123456789+-.eE".charAt(random.nextInt(15)));
      }
      assertParsed(text.toString());
    }
  }

  /** Digits from 1 to 25, exponents that are exact and others, all values of doubles, and neighbours of halves. */
  @Test
  void randomNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
      int length = 1 + random.nextInt(25);
      int point = random.nextInt(length + 1);
      for (int d = 0; d < length; d++) {
        text.append(d == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      assertParsed(text.toString());
      assertParsed(text + "e" + (random.nextInt(61) - 30));
      double value = Double.longBitsToDouble(random.nextLong());
      assertParsed(Double.isFinite(value) ? Double.toString(value) : "1");
      assertParsed(Double.toString(random.nextDouble()));
      assertParsed(Float.toString((float) random.nextDouble() * 1000));
      // A whole number between two doubles, and one that is not quite in the middle.
      long half = (1L << 54) + (random.nextLong(1L << 50) << 2) + 2;
      assertParsed(Long.toString(half));
      assertParsed(half + 1 + "e-" + random.nextInt(20));
      assertParsed(half + "." + random.nextInt(10));
    }
  }
}
