package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the results of the rulers, not their speed. */
class RulerTest {

  /** The number of elements before the range, which must not be read. */
  private static final int BEFORE = 3;

  @Test
  void everyElementIsReadOnceAndNoOther() {
    int n = 3 * MemoryLoops.MULTIPLE;
    for (int i = 0; i < n; i++) {
      float[] x = new float[BEFORE + n + 1];
      Arrays.fill(x, 0, BEFORE, Float.NaN);
      x[BEFORE + n] = Float.NaN;
      x[BEFORE + i] = 1;
      float[] sums = new float[MemoryLoops.MULTIPLE];
      sums[5] = 7; // existing sums are kept
      MemoryLoops.read(x, BEFORE, n, sums);
      assertEquals(8, sum(sums), "a one at " + i);
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void lengthsThatLeaveATailAreRefused() {
    float[] x = new float[MemoryLoops.MULTIPLE + 1];
    assertThrows(IllegalArgumentException.class, () -> MemoryLoops.read(x, 0, x.length, new float[x.length]));
    assertThrows(IllegalArgumentException.class, () -> MemoryLoops.copy(x, x, x.length));
  }

  /** The bytes, and the passes so that a call reads at least 2^20 floats. The memory level runs the same code on more data. */
  @ParameterizedTest
  @Verifies("PeakBenchmark.read")
  @CsvSource({"L1, 16384, 256", "L2, 262144, 16", "L3, 8388608, 1"})
  void levelsHaveTheirSizes(String level, int bytes, int passes) {
    PeakBenchmark.Reading reading = new PeakBenchmark.Reading();
    reading.level = level;
    reading.prepare();
    Gigabytes counter = new Gigabytes();
    double sum = sum(new PeakBenchmark().read(reading, counter));
    float[] x = reading.x();
    double once = sum(Arrays.copyOfRange(x, x.length - bytes / Float.BYTES, x.length));
    // Integers, whose partial sums stay below 2^24: exact in any order.
    assertEquals(passes * once, sum, level);
    assertEquals(1e-9 * bytes * passes, counter.gigabytes, 1e-15, level);
  }

  @Test
  void unknownLevelsAreRefused() {
    PeakBenchmark.Reading reading = new PeakBenchmark.Reading();
    reading.level = "L4";
    assertThrows(IllegalArgumentException.class, reading::prepare);
  }

  @ParameterizedTest
  @Verifies("PeakBenchmark.copy")
  @ValueSource(ints = {1 << 12, 1 << 16, 1 << 22})
  void copiesAreWhole(int elements) {
    PeakBenchmark.Copying copying = new PeakBenchmark.Copying();
    copying.elements = elements;
    copying.prepare();
    Gigabytes counter = new Gigabytes();
    assertArrayEquals(copying.from(), new PeakBenchmark().copy(copying, counter), "seed " + RandomInputs.SEED);
    assertEquals(elements, copying.from().length);
    assertEquals(8e-9 * elements, counter.gigabytes, 1e-15);
  }

  /** A chain starts at its number and gains 2^-20 a round; from 16 on this is lost by rounding. */
  @Test
  @Verifies("PeakBenchmark.fma")
  void everyChainRunsEveryRound() {
    PeakBenchmark.Registers registers = new PeakBenchmark.Registers();
    registers.setUp();
    Gflops counter = new Gflops();
    double sum = new PeakBenchmark().fma(registers, counter);
    int rounds = 10_000;
    double lanes = FmaPeak.bits() / 32.0;
    double chains = FmaPeak.flops(1) / (2 * lanes);
    double expected = 0;
    for (int chain = 0; chain < chains; chain++) {
      float value = chain;
      for (int round = 0; round < rounds; round++) {
        value = Math.fma(0x1p-10f, 0x1p-10f, value);
      }
      expected += lanes * value;
    }
    // Chains and lanes are added in float: some dozens of roundings, together less than the gain of one chain.
    assertEquals(expected, sum, 32 * 0x1p-24 * expected);
    assertEquals(1e-9 * 2 * lanes * chains * rounds, counter.gflops, 1e-12);
  }
}
