package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Progress;
import io.github.jinbei.bench.results.Result;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that intervals agree with the permutation test, resist the same outliers, and have their stated coverage. */
class IntervalTest {

  private static final long SEED = 20261128;
  private static final int RUNS = 2_000;

  private static double[] normal(int count, double shift, SplittableRandom random) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> shift + 0.02 * random.nextGaussian());
    return values;
  }

  private static double estimate(double[] base, double[] current) {
    return TrimmedMean.of(current.clone()) - TrimmedMean.of(base.clone());
  }

  private static Interval interval(double[] base, double[] current, double error) {
    return new Interval(base, current, estimate(base, current), error, null);
  }

  /** Times of a benchmark in us/op; one fork of the base is an outlier. */
  private static final double[] BASE = {2.27, 2.26, 2.28, 2.27, 2.29, 2.25, 2.28, 3.6};
  private static final double[] CURRENT = {2.48, 2.49, 2.47, 2.50, 2.46, 2.51, 2.48, 2.49};

  private static Map<Key, Result> times(double... forks) {
    Key key = new Key("a.B.c", "avgt", 1, new TreeMap<>());
    double[][] iterations = Arrays.stream(forks).mapToObj(fork -> new double[] {fork * 1e-6, fork * 1e-6, fork * 1e-6})
        .toArray(double[][]::new);
    return Map.of(key, new Result(key, new Metric("s/op", iterations), new TreeMap<>(), Map.of()));
  }

  /** One fork of eight changes neither the verdict nor the interval much. */
  @Test
  void anOutlierChangesNeitherVerdictNorInterval() {
    Row row = Comparer.compare(times(BASE), times(CURRENT), Settings.defaults(), List.of()).rows().get(0);
    assertEquals(Verdict.REGRESSED, row.verdict());
    assertEquals(0.9155, row.raw().ratio(), 0.0001);
    assertTrue(row.raw().low() > 0.895 && row.raw().low() < 0.91, "low " + row.raw().low());
    assertTrue(row.raw().high() > 0.92 && row.raw().high() < 0.935, "high " + row.raw().high());
    assertTrue(row.raw().detectable() < 1.05, "detects " + row.raw().detectable());
  }

  /** The ends do not depend on how far off one fork is, on either side and in either direction. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 3.6, 40, 1e6})
  void outliersDoNotMoveTheEnds(double outlier) {
    for (boolean ofBase : new boolean[] {true, false}) {
      double[] base = BASE.clone();
      base[7] = 2.28;
      double[] current = CURRENT.clone();
      (ofBase ? base : current)[7] = outlier;
      Row row = Comparer.compare(times(base), times(current), Settings.defaults(), List.of()).rows().get(0);
      assertEquals(Verdict.REGRESSED, row.verdict(), row.toString());
      assertTrue(row.raw().low() > 0.89 && row.raw().high() < 0.94, row.toString());
    }
  }

  /** Changed rows have an interval on their side of 1, equivalent ones within the threshold, for any noise and difference. */
  @ParameterizedTest
  @EnumSource
  @Tag("simulation")
  void verdictsAndIntervalsAgree(SyntheticNoise noise) {
    SplittableRandom random = new SplittableRandom(SEED);
    Settings settings = Settings.defaults();
    int decided = 0;
    for (int run = 0; run < 300; run++) {
      Family<String> family = new Family<>(settings, Map.of("a", "a", "b", "b"), Progress.NONE);
      Sample[] a = {noise.sample(0, 20, random), noise.sample(0.08 * random.nextDouble() - 0.04, 20, random)};
      Sample[] b = {noise.sample(0, 20, random), noise.sample(0.02 * random.nextDouble() - 0.01, 20, random)};
      for (int forks : new int[] {8, 12, 16, 20}) {
        Map<String, Effect> effects = Map.of("a", new Effect(a[0].first(forks), a[1].first(forks)), "b",
            new Effect(b[0].first(forks), b[1].first(forks)));
        family.look(effects, 0.25, forks == 20);
      }
      for (Map.Entry<String, Estimate> row : family.estimates().entrySet()) {
        Estimate estimate = row.getValue();
        Verdict verdict = family.verdict(row.getKey());
        String where = noise + ", seed " + SEED + ", run " + run + ": " + verdict + " " + estimate;
        assertTrue(estimate.low() <= estimate.ratio() && estimate.ratio() <= estimate.high(), where);
        boolean within = estimate.low() >= 1 / 1.03 * (1 - 1e-12) && estimate.high() <= 1.03 * (1 + 1e-12);
        decided += verdict == Verdict.INCONCLUSIVE ? 0 : 1;
        switch (verdict) {
          case REGRESSED -> assertTrue(estimate.high() <= 1, where);
          case IMPROVED -> assertTrue(estimate.low() >= 1, where);
          case EQUIVALENT -> assertTrue(within, where);
          default -> assertFalse(within, where);
        }
      }
    }
    assertTrue(noise == SyntheticNoise.BIMODAL || decided > 300, decided + " of 600 decided: the test sees too few");
  }

  /** At the ends the p-value of the shifted sides crosses the error; p-values by enumeration. */
  @ParameterizedTest
  @CsvSource({"6, 6, 0.05", "7, 5, 0.05", "8, 8, 0.01"})
  void endsAreWhereTheTestStartsToReject(int forks, int otherForks, double error) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int run = 0; run < 10; run++) {
      double[] base = normal(forks, 0, random);
      double[] current = normal(otherForks, 0.03, random);
      Interval interval = interval(base, current, error);
      double slack = 0.006 * (interval.high() - interval.low());
      for (double[] end : new double[][] {{interval.low(), -slack}, {interval.high(), slack}}) {
        String where = "seed " + SEED + ", run " + run + ", end " + end[0];
        assertTrue(p(base, current, end[0]) <= error, where);
        assertTrue(p(base, current, end[0] - end[1]) > error, where);
      }
    }
  }

  private static double p(double[] base, double[] current, double shift) {
    return PermutationTestTest.enumerate(base, Arrays.stream(current).map(value -> value - shift).toArray());
  }

  /** isBelow and isAbove agree with the ends, for values that are passed as marks. */
  @Test
  void marksAgreeWithTheEnds() {
    SplittableRandom random = new SplittableRandom(SEED);
    int outside = 0;
    for (int run = 0; run < 500; run++) {
      Interval interval = interval(normal(8, 0, random), normal(8, 0, random), 0.01);
      double mark = 0.1 * (random.nextDouble() - 0.5);
      String where = "seed " + SEED + ", run " + run + ", mark " + mark;
      assertEquals(interval.isBelow(mark), interval.high(mark) <= mark, where);
      assertEquals(interval.isAbove(mark), interval.low(mark) >= mark, where);
      outside += interval.isBelow(mark) || interval.isAbove(mark) ? 1 : 0;
    }
    assertTrue(outside > 50 && outside < 450, outside + " of 500 outside: the marks test nothing");
  }

  /** Fewer forks than the test needs for an error give no interval; from there on there is one. */
  @ParameterizedTest
  @CsvSource({"1, 0.01, false", "4, 0.01, false", "5, 0.01, true", "5, 0.0025, false", "6, 0.0025, true"})
  void withFewForksTheIntervalIsUnbounded(int forks, double error, boolean ends) {
    SplittableRandom random = new SplittableRandom(SEED);
    Interval interval = interval(normal(forks, 0, random), normal(forks, 0, random), error);
    assertEquals(ends, Double.isFinite(interval.low()));
    assertEquals(ends, Double.isFinite(interval.high()));
    assertEquals(ends, interval.isBelow(1e6) && interval.isAbove(-1e6));
  }

  /** Few forks against many: there is an end if and only if the test rejects a shift that separates the sides. */
  @ParameterizedTest
  @CsvSource({"2, 20", "20, 2", "4, 20", "20, 4", "3, 12", "5, 20", "20, 5", "10, 100", "1, 1", "1, 300", "300, 1", "2, 200"})
  void unequalNumbersOfForksHaveAnEndIfTheTestCanReject(int forks, int otherForks) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] base = normal(forks, 0, random);
    double[] current = normal(otherForks, 0, random);
    for (double error : new double[] {0.05, 0.01, 0.0025}) {
      Interval interval = interval(base, current, error);
      double up = new PermutationTest(base, Arrays.stream(current).map(value -> value - 1e3).toArray()).p();
      double down = new PermutationTest(base, Arrays.stream(current).map(value -> value + 1e3).toArray()).p();
      assertEquals(up <= error, Double.isFinite(interval.high()), "seed " + SEED + ", high end, p " + up);
      assertEquals(down <= error, Double.isFinite(interval.low()), "seed " + SEED + ", low end, p " + down);
    }
  }

  @Test
  void higherConfidenceGivesWiderIntervals() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] base = normal(10, 0, random);
    double[] current = normal(10, 0, random);
    Interval wide = interval(base, current, 0.01);
    Interval narrow = interval(base, current, 0.1);
    assertTrue(wide.low() < narrow.low() && narrow.low() < narrow.high() && narrow.high() < wide.high());
  }

  /** A row whose p-value is small enough, but whose interval contains 0, is not changed: the report would be contradictory. */
  @Test
  void anIntervalThatContainsZeroIsNotAChange() {
    Map<Key, Result> base = times(1.00, 1.01, 1.02, 1.03, 1.06);
    Map<Key, Result> current = times(1.05, 1.07, 1.08, 1.09, 1.10);
    Settings usual = Settings.defaults();
    for (double confidence : new double[] {0.99, 0.95}) {
      Settings settings = new Settings(0.05, confidence, 0.01, 0.03, 64, List.of(), null, usual.gate(), null, null, false);
      Row row = Comparer.compare(base, current, settings, List.of()).rows().get(0);
      assertTrue(row.raw().p() > 0.01 && row.raw().p() < 0.05, row.toString());
      assertEquals(confidence == 0.99 ? Verdict.INCONCLUSIVE : Verdict.REGRESSED, row.verdict(), row.toString());
      assertEquals(confidence == 0.99, row.raw().high() > 1, row.toString());
    }
  }

  /** Three forks a side can give p = 2/20, and no less: enough for an alpha of 0.1, and for its interval. */
  @Test
  void anExactPValueEqualToTheErrorSuffices() {
    Settings usual = Settings.defaults();
    Settings settings = new Settings(0.1, 1 - 0.1, 0.01, 0.03, 64, List.of(), null, usual.gate(), null, null, false);
    Row row = Comparer.compare(times(1, 1.01, 1.02), times(2, 2.01, 2.02), settings, List.of()).rows().get(0);
    assertEquals(Verdict.REGRESSED, row.verdict(), row.toString());
    assertTrue(row.raw().high() < 1, row.toString());
  }

  /** The interval never contains values that an earlier look excluded. */
  @Test
  void intervalsAreIntersectedWithThoseOfEarlierLooks() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] base = normal(8, 0, random);
    double[] current = normal(8, 0, random);
    Interval earlier = interval(base, current, 0.01);
    Interval later = new Interval(new double[] {-1, 0, 1, -2, 2, -3, 3, 0}, new double[] {-1, 0, 1, -2, 2, -3, 3, 0},
        earlier.high() / 2, 0.01, earlier);
    assertTrue(later.isBelow(earlier.high()));
    assertEquals(earlier.high(), later.high(), 0.02 * earlier.high());
    assertEquals(earlier.low(), later.low(), 0.02 * Math.abs(earlier.low()));
  }

  /** Checks the coverage. The number of misses is binomial and may be 4 standard deviations above its stated mean. */
  private static void assertCovers(String what, IntervalCoverage.Source source) {
    for (int forks : new int[] {5, 8, 12, 20}) {
      for (double error : new double[] {0.05, 0.01}) {
        double promised = error * RUNS;
        int missed = new IntervalCoverage(source, forks, error, RUNS).missed();
        assertTrue(missed <= promised + 4 * Math.sqrt(promised), what + ", " + forks + " forks, seed "
            + IntervalCoverage.SEED + ": " + missed + " of " + RUNS + " missed, promised " + promised);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("simulation")
  void intervalsOfSyntheticNoiseHaveTheirCoverage(SyntheticNoise noise) {
    assertCovers(noise.toString(), noise::pair);
  }

  @Test
  @Tag("simulation")
  void intervalsOfRecordedNoiseHaveTheirCoverage() throws IOException {
    RecordedNoise recorded = RecordedNoise.read();
    for (String row : recorded.rows()) {
      assertCovers(row, (forks, random) -> recorded.draw(row, "0", forks, random));
    }
  }

  /** The intervals of all looks of a run together miss no more often than that of one look may. */
  @ParameterizedTest
  @EnumSource
  @Tag("simulation")
  void intervalsOfFourLooksHaveTheirCoverage(SyntheticNoise noise) {
    SplittableRandom random = new SplittableRandom(SEED);
    double error = 0.05;
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      Sample[] sides = noise.pair(20, random);
      Interval interval = null;
      for (int forks : new int[] {8, 12, 16, 20}) {
        interval = new Effect(sides[0].first(forks), sides[1].first(forks)).interval(error / 4, interval);
      }
      missed += interval.isBelow(0) || interval.isAbove(0) ? 1 : 0;
    }
    double promised = error * RUNS;
    assertTrue(missed <= promised + 4 * Math.sqrt(promised), noise + ", seed " + SEED + ": " + missed + " of " + RUNS);
  }
}
