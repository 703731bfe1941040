package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistical checks allow five standard deviations: by chance alone, about one in two million fails. */
class CounterRandomTest {

  private static final double SIGMAS = 5;
  private static final int DRAWS = 1 << 20;

  /** The indices at which stream 0 of seed 0 has 64 zeros and 64 ones: the finalizer was inverted to find them. */
  private static final long INDEX_OF_ZEROS = 0x6166527eac48028cL;
  private static final long INDEX_OF_ONES = 0xd6ba9ba5cb3da94cL;

  /** The values come from an implementation of SplitMix64 in another language. */
  @Test
  void hasTheBitsOfSplitMix64() {
    assertEquals(0x238275bc38fcbe91L, new CounterRandom(0, 0).bits(0));
    assertEquals(0xf89a2566b5822c54L, new CounterRandom(0, 0).bits(1));
    assertEquals(0x2f101fe21496ea20L, new CounterRandom(0, 1).bits(0));
    assertEquals(0xb18a02f46d8d86c3L, new CounterRandom(1, 0).bits(0));
    assertEquals(0xfc042709560421daL, new CounterRandom(-1, 0).bits(0));
    assertEquals(0x884bba54ee3c68acL, new CounterRandom(42, 1L << 32).bits(7));
    assertEquals(0x139394d800f808fL, new CounterRandom(Long.MIN_VALUE, 3).bits(1L << 62));
  }

  /** The values come from another language, whose logarithm and cosine may differ in the last bits. */
  @Test
  void hasTheValuesThatFollowFromTheBits() {
    assertEquals(0.13870941014555432, new CounterRandom(0, 0).uniform(0), 0x1p-52);
    assertEquals(0.9711020828012884, new CounterRandom(0, 0).uniform(1), 0x1p-52);
    assertEquals(1.954974411642043, new CounterRandom(0, 0).normal(0), 1e-14);
    assertEquals(1.3099995278347736, new CounterRandom(0, 0).normal(1), 1e-14);
    assertEquals(1.2616079659046828, new CounterRandom(42, 1).normal(5), 1e-14);
    assertArrayEquals(new int[] {5, 4, 3, 7, 2, 8, 6, 1, 0, 9}, permutation(1, 2, 10));
    assertArrayEquals(new int[] {8, 7, 6, 0, 4, 2, 5, 1, 9, 3}, permutation(1, (1L << 32) + 1, 10));
  }

  @Test
  void dependsOnNothingButSeedStreamAndIndex() {
    CounterRandom forwards = new CounterRandom(11, 3);
    double[] first = new double[1000];
    for (int i = 0; i < first.length; i++) {
      first[i] = forwards.uniform(i);
    }
    CounterRandom backwards = new CounterRandom(11, 3);
    for (int i = first.length - 1; i >= 0; i--) {
      backwards.normal(i);
      assertEquals(first[i], backwards.uniform(i), "index " + i);
    }
  }

  @Test
  void differsBySeedAndByStream() {
    CounterRandom random = new CounterRandom(11, 3);
    for (CounterRandom other : new CounterRandom[] {
        new CounterRandom(12, 3), new CounterRandom(11, 4), new CounterRandom(3, 11), new CounterRandom(-11, 3)}) {
      for (int i = 0; i < 1000; i++) {
        assertFalse(random.bits(i) == other.bits(i), "index " + i);
      }
    }
  }

  @Test
  void uniformNeverReachesItsEnds() {
    CounterRandom random = new CounterRandom(0, 0);
    assertEquals(0L, random.bits(INDEX_OF_ZEROS));
    assertEquals(-1L, random.bits(INDEX_OF_ONES));
    assertTrue(random.uniform(INDEX_OF_ZEROS) > 0, () -> "least uniform " + random.uniform(INDEX_OF_ZEROS));
    assertTrue(random.uniform(INDEX_OF_ONES) < 1, () -> "largest uniform " + random.uniform(INDEX_OF_ONES));
  }

  /** u has mean 1/2 and variance 1/12; (u - 1/2)^2 has mean 1/12 and variance 1/180. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "0, 1", "-1, 4294967296"})
  void uniformHasTheMomentsOfItsDistribution(long seed, long stream) {
    CounterRandom random = new CounterRandom(seed, stream);
    assertMean("u", i -> random.uniform(i), 0.5, 1.0 / 12);
    assertMean("(u - 1/2)^2", i -> square(random.uniform(i) - 0.5), 1.0 / 12, 1.0 / 180);
    assertMean("neighbours", i -> (random.uniform(i) - 0.5) * (random.uniform(i + 1) - 0.5), 0, 1.0 / 144);
    CounterRandom next = new CounterRandom(seed, stream + 1);
    assertMean("streams", i -> (random.uniform(i) - 0.5) * (next.uniform(i) - 0.5), 0, 1.0 / 144);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void uniformFillsEqualCellsEqually(long seed) {
    CounterRandom random = new CounterRandom(seed, 0);
    int[] cells = new int[256];
    int[] pairs = new int[256];
    for (int i = 0; i < DRAWS; i++) {
      cells[(int) (256 * random.uniform(i))]++;
      pairs[16 * (int) (16 * random.uniform(2L * i)) + (int) (16 * random.uniform(2L * i + 1))]++;
    }
    assertEvenlyFilled("cells, seed " + seed, cells);
    assertEvenlyFilled("pairs of neighbours, seed " + seed, pairs);
  }

  /** Moments of N(0, 1) from the first: 0, 1, 0, 3, 0, 15, 0, 105. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void normalHasTheMomentsOfItsDistribution(long seed) {
    CounterRandom random = new CounterRandom(seed, 7);
    double[] z = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      z[i] = random.normal(i);
    }
    assertMean("z", i -> z[i], 0, 1);
    assertMean("z^2", i -> square(z[i]), 1, 3 - 1);
    assertMean("z^3", i -> z[i] * square(z[i]), 0, 15);
    assertMean("z^4", i -> square(square(z[i])), 3, 105 - 9);
    double within = 0.6826894921370859;
    assertMean("|z| < 1", i -> Math.abs(z[i]) < 1 ? 1 : 0, within, within * (1 - within));
  }

  /** Normal value i takes its radius from uniform value 2i, modulo 2^64: here one of 64 zeros, or of 64 ones. */
  @Test
  void normalIsFiniteAtTheEndsOfTheUniform() {
    CounterRandom random = new CounterRandom(0, 0);
    for (long index : new long[] {INDEX_OF_ZEROS, INDEX_OF_ONES}) {
      assertEquals(0, index % 2, "the index must be even");
      double z = random.normal(index / 2);
      assertTrue(Double.isFinite(z) && Math.abs(z) <= Math.sqrt(-2 * Math.log(0x1p-54)), "index " + index + ": " + z);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 1000})
  void belowTakesAllValuesEquallyOften(int bound) {
    CounterRandom random = new CounterRandom(5, 9);
    int[] cells = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      cells[random.below(bound, i)]++;
    }
    assertEvenlyFilled("below " + bound, cells);
  }

  /** The probability that no value falls in the first 20 / DRAWS of the range is e^-20; the same holds for the last part. */
  @Test
  void belowSpansTheLargestBound() {
    CounterRandom random = new CounterRandom(5, 9);
    int least = Integer.MAX_VALUE;
    int largest = 0;
    for (int i = 0; i < DRAWS; i++) {
      int value = random.below(Integer.MAX_VALUE, i);
      assertTrue(value >= 0 && value < Integer.MAX_VALUE, "draw " + i + " is " + value);
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    int reach = Integer.MAX_VALUE / DRAWS * 20;
    assertTrue(least < reach && largest > Integer.MAX_VALUE - reach, "from " + least + " to " + largest);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1 << 30, Integer.MAX_VALUE})
  void belowReachesItsEndsAndNotTheBound(int bound) {
    CounterRandom random = new CounterRandom(0, 0);
    assertEquals(0, random.below(bound, INDEX_OF_ZEROS));
    assertEquals(bound - 1, random.below(bound, INDEX_OF_ONES));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 1437})
  void permuteGivesEachIndexOnce(int length) {
    int[] order = permutation(3, 1, length);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < length; i++) {
      assertEquals(i, sorted[i], "in " + Arrays.toString(order));
    }
  }

  @Test
  void permuteDependsOnSeedAndStreamAlone() {
    int[] order = permutation(3, 1, 100);
    assertFalse(Arrays.equals(order, permutation(4, 1, 100)), "seed");
    assertFalse(Arrays.equals(order, permutation(3, 2, 100)), "stream");
    int[] again = order.clone();
    new CounterRandom(3, 1).permute(again);
    assertArrayEquals(order, again, "the former content of the array must not matter");
  }

  @Test
  void permuteGivesAllOrdersEquallyOften() {
    int[] cells = new int[27];
    for (int stream = 0; stream < 60_000; stream++) {
      int[] order = permutation(1, stream, 3);
      cells[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    int[] occurring = Arrays.stream(cells).filter(n -> n > 0).toArray();
    assertEquals(6, occurring.length, "orders that occur");
    assertEvenlyFilled("orders of three", occurring);
  }

  private static int[] permutation(long seed, long stream, int length) {
    int[] order = new int[length];
    Arrays.fill(order, -77);
    new CounterRandom(seed, stream).permute(order);
    return order;
  }

  private static double square(double x) {
    return x * x;
  }

  /** The mean of DRAWS independent values of the given variance has variance / DRAWS. */
  private static void assertMean(String what, IntToDoubleFunction values, double mean, double variance) {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += values.applyAsDouble(i);
    }
    assertEquals(mean, sum / DRAWS, SIGMAS * Math.sqrt(variance / DRAWS), "mean of " + what);
  }

  /** A two-sided chi-square test. The cube root of chi-square is close to normal (Wilson and Hilferty, 1931). */
  private static void assertEvenlyFilled(String what, int[] cells) {
    double freedom = cells.length - 1;
    if (freedom == 0) {
      return;
    }
    double expected = Arrays.stream(cells).sum() / (double) cells.length;
    double chiSquare = 0;
    for (int count : cells) {
      chiSquare += square(count - expected) / expected;
    }
    double spread = 2 / (9 * freedom);
    double sigmas = (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
    assertTrue(Math.abs(sigmas) <= SIGMAS, what + ": chi-square " + chiSquare + " with " + freedom
        + " degrees of freedom is " + sigmas + " standard deviations off");
  }
}
