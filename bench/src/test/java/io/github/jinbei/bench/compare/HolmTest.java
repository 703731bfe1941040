package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HolmTest {

  /** Computed by hand: 4 · 0.005, then the larger of that and 3 · 0.01, 2 · 0.03, and 1 · 0.04, which is below 0.06. */
  @Test
  void adjustsStepByStep() {
    assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}), 1e-15);
  }

  @Test
  void adjustedValuesAreAtMostOne() {
    assertArrayEquals(new double[] {1, 1, 0.3}, Holm.adjust(new double[] {0.9, 0.6, 0.1}), 1e-15);
  }

  @Test
  void adjustmentOfNoneAndOfOneIsTheIdentity() {
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
    assertArrayEquals(new double[] {0.2}, Holm.adjust(new double[] {0.2}));
  }
}
