package io.github.jinbei.bench.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tests the definitions of samples, rates and times on synthetic curves. */
class CurveTest {

  private static final double W = Curve.WINDOW;

  /** Returns a curve whose windows have these samples, with a record at the end of each window. */
  private static Curve ofWindows(int... samples) {
    double[] seconds = new double[samples.length];
    long[] sums = new long[samples.length];
    long sum = 0;
    for (int i = 0; i < samples.length; i++) {
      sum += samples[i];
      seconds[i] = (i + 1) * W;
      sums[i] = sum;
    }
    return new Curve(seconds, sums, samples.length * W);
  }

  @Test
  void onlyCompleteStepsCount() {
    Curve curve = new Curve(new double[] {0.25, 0.5, 1}, new long[] {10, 20, 100}, 1);
    assertEquals(0, curve.at(0));
    assertEquals(0, curve.at(0.2499));
    assertEquals(10, curve.at(0.25));
    assertEquals(10, curve.at(0.4));
    assertEquals(20, curve.at(0.75));
    assertEquals(100, curve.at(1));
    assertEquals(100, curve.at(7));
    assertEquals(0.25, curve.firstStep());
  }

  @Test
  void theFinalRateIsTheMedianOfTheLastFifth() {
    Curve curve = ofWindows(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 10, 30, 20);
    assertEquals(20 / W, curve.finalRate(), 1e-6);
  }

  @Test
  void aShareIsReachedAtTheStartOfTheFirstFastWindow() {
    Curve curve = ofWindows(1, 1, 1, 4, 4, 4, 5, 5, 5, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10);
    assertEquals(6 * W, curve.timeTo(0.45));
    assertEquals(9 * W, curve.timeTo(0.85));
    assertEquals(14 * W, curve.timeTo(0.95));
  }

  @Test
  void aSingleFastWindowDoesNotCount() {
    Curve curve = ofWindows(1, 1, 1, 100, 1, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    assertEquals(10 * W, curve.timeTo(0.9));
    curve = ofWindows(1, 1, 1, 100, 100, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    assertEquals(10 * W, curve.timeTo(0.9));
  }

  @Test
  void slowWindowsAfterTheChangeDoNotDelayTheTime() {
    Curve curve = ofWindows(1, 1, 1, 1, 10, 0, 0, 10, 10, 10, 10, 0, 10, 10, 10, 10, 0, 10, 10, 10);
    assertEquals(4 * W, curve.timeTo(0.9));
    assertEquals(4 * W, curve.timeTo(0.5));
  }

  @Test
  void theLastWindowsNeedNoMoreThanThereAre() {
    Curve curve = ofWindows(1, 1, 1, 1, 1, 1, 1, 1, 1, 8);
    assertEquals(8 * W, ofWindows(1, 1, 1, 1, 1, 1, 1, 1, 8, 8).timeTo(0.9));
    assertEquals(4.5 / W, curve.finalRate(), 1e-6);
    assertEquals(9 * W, curve.timeTo(0.9));
  }

  /** The first step loads classes and makes buffers, so its samples are not part of a rate. */
  @Test
  void theSamplesOfTheFirstStepAreInNoRate() {
    Curve curve = new Curve(new double[] {5 * W, 10 * W, 15 * W, 20 * W}, new long[] {100, 150, 200, 250}, 20 * W);
    assertEquals(10 / W, curve.finalRate(), 1e-6);
    assertEquals(5 * W, curve.timeTo(0.9), 1e-12);
  }

  @Test
  void noTimeIsBeforeTheEndOfTheFirstStep() {
    Curve curve = new Curve(new double[] {5.25 * W, 20 * W}, new long[] {1, 1001}, 20 * W);
    assertEquals(5.25 * W, curve.timeTo(0.5));
    assertEquals(6 * W, curve.timeTo(0.99), 1e-12);
  }

  /** A step that is longer than the measurement. */
  @Test
  void withoutASecondStepThereIsNoRate() {
    Curve curve = new Curve(new double[] {2}, new long[] {256}, 1);
    assertEquals(0, curve.at(1));
    assertEquals(2, curve.firstStep());
    assertEquals(0, curve.finalRate());
    assertEquals(Double.NaN, curve.timeTo(0.5));
  }

  @Test
  void stepsLongerThanAWindowAreSpread() {
    Curve curve = new Curve(new double[] {10 * W, 30 * W, 50 * W, 60 * W, 70 * W, 80 * W, 90 * W, 100 * W},
        new long[] {256, 512, 768, 1024, 1280, 1536, 1792, 2048}, 100 * W);
    assertEquals(256 / (10 * W), curve.finalRate(), 1e-6);
    assertEquals(10 * W, curve.timeTo(0.45), 1e-12);
    assertEquals(50 * W, curve.timeTo(0.9), 1e-12);
  }
}
