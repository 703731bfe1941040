package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the rulers for memory touch what they say they touch; how fast is nothing that a test can know. */
class RulerTest {

  /** Elements that lie before the range: they must not be read. */
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
      sums[5] = 7; // what is there stays counted
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

  /** Bytes, and passes so that a call reads at least 2^20 floats. The memory level goes the same way with more of it. */
  @ParameterizedTest
  @CsvSource({"L1, 16384, 256", "L2, 262144, 16", "L3, 8388608, 1"})
  void levelsHaveTheirSizes(String level, int bytes, int passes) {
    BandwidthBenchmark benchmark = new BandwidthBenchmark();
    benchmark.level = level;
    benchmark.prepare();
    Gigabytes counter = new Gigabytes();
    double sum = sum(benchmark.read(counter));
    float[] x = benchmark.x();
    double once = sum(Arrays.copyOfRange(x, x.length - bytes / Float.BYTES, x.length));
    // Integers, whose partial sums stay below 2^24: exact in whatever order.
    assertEquals(passes * once, sum, level);
    assertEquals(1e-9 * bytes * passes, counter.gigabytes, 1e-15, level);
  }

  @Test
  void unknownLevelsAreRefused() {
    BandwidthBenchmark benchmark = new BandwidthBenchmark();
    benchmark.level = "L4";
    assertThrows(IllegalArgumentException.class, benchmark::prepare);
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 12, 1 << 16, 1 << 22})
  void copiesAreWhole(int elements) {
    CopyBenchmark benchmark = new CopyBenchmark();
    benchmark.elements = elements;
    benchmark.prepare();
    Gigabytes counter = new Gigabytes();
    assertArrayEquals(benchmark.from(), benchmark.copy(counter), "seed " + RandomInputs.SEED);
    assertEquals(elements, benchmark.from().length);
    assertEquals(8e-9 * elements, counter.gigabytes, 1e-15);
  }
}
