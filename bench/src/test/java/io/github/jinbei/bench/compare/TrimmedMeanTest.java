package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrimmedMeanTest {

  @Test
  void fewValuesAreAllAveraged() {
    assertEquals(7, TrimmedMean.of(new double[] {7}));
    assertEquals(2.5, TrimmedMean.of(new double[] {4, 1, 3, 2}));
  }

  /** Of 5 values one is removed at each end, of 10 values three. */
  @Test
  void endsAreLeftOut() {
    assertEquals(3, TrimmedMean.of(new double[] {-1e9, 4, 2, 3, 1e9}));
    assertEquals(3.5, TrimmedMean.of(new double[] {1, 100, 2, 3, 4, 5, 99, -50, -70, 6}), 1e-15);
  }
}
