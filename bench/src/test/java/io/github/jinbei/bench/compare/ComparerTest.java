package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests the rule for verdicts from end to end, on forks with known noise. */
class ComparerTest {

  private static final int FORKS = 12;

  private final SortedMap<Key, Result> base = new TreeMap<>();
  private final SortedMap<Key, Result> current = new TreeMap<>();
  private final SplittableRandom random = new SplittableRandom(42);

  private static Key key(String name, String mode) {
    return new Key("a.B." + name, mode, 1, new TreeMap<>());
  }

  /** Returns forks around a score, with noise that is a fraction of it. */
  private double[][] forks(double score, double noise) {
    double[][] forks = new double[FORKS][3];
    for (double[] fork : forks) {
      double level = score * Math.exp(noise * random.nextGaussian());
      Arrays.setAll(fork, i -> level);
    }
    return forks;
  }

  private Result result(Key key, double[][] forks) {
    boolean throughput = key.mode().equals("thrpt");
    return new Result(key, new Metric(throughput ? "ops/s" : "s/op", forks), new TreeMap<>(),
        new LinkedHashMap<>(Map.of("jdk", "25")));
  }

  private void add(Key key, double baseScore, double currentScore, double noise) {
    base.put(key, result(key, forks(baseScore, noise)));
    current.put(key, result(key, forks(currentScore, noise)));
  }

  private Comparison compare(Settings settings) {
    return Comparer.compare(base, current, settings, List.of("compare"));
  }

  private static Row row(Comparison comparison, Key key) {
    return comparison.rows().stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void slowerFasterSameAndUnknownAreDistinguished() {
    Key slower = key("slower", "thrpt");
    Key faster = key("faster", "thrpt");
    Key same = key("same", "thrpt");
    Key noisy = key("noisy", "thrpt");
    add(slower, 100, 90, 0.002);
    add(faster, 100, 110, 0.002);
    add(same, 100, 100, 0.002);
    add(noisy, 100, 100, 0.1);
    Comparison comparison = compare(Settings.defaults());
    assertEquals(List.of(slower, noisy, faster, same), comparison.rows().stream().map(Row::key).toList(), "worst first");
    assertEquals(Verdict.REGRESSED, row(comparison, slower).verdict());
    assertEquals(Verdict.IMPROVED, row(comparison, faster).verdict());
    assertEquals(Verdict.EQUIVALENT, row(comparison, same).verdict());
    assertEquals(Verdict.INCONCLUSIVE, row(comparison, noisy).verdict());
    assertEquals(0.9, row(comparison, slower).raw().ratio(), 0.005);
    assertTrue(row(comparison, noisy).raw().forksToDecide() > FORKS);
    assertEquals(0, row(comparison, same).raw().forksToDecide());
    assertTrue(comparison.regressed());
    assertTrue(comparison.undecided());
  }

  /** Ten per cent more time is as bad as a throughput lower by that factor; the ratio is one of speeds. */
  @Test
  void timesAreBetterIfSmaller() {
    for (String mode : List.of("avgt", "sample", "ss")) {
      Key key = key(mode, mode);
      add(key, 1e-3, 1.1e-3, 0.002);
      Row row = row(compare(Settings.defaults()), key);
      assertEquals(Verdict.REGRESSED, row.verdict(), mode);
      assertEquals(1 / 1.1, row.raw().ratio(), 0.005, mode);
    }
  }

  @Test
  void aChangeBelowTheMinimumEffectIsNotReported() {
    Key key = key("small", "thrpt");
    add(key, 100, 99.5, 0.0002);
    assertEquals(Verdict.EQUIVALENT, row(compare(Settings.defaults()), key).verdict());
    Settings.Override strict = new Settings.Override(Pattern.compile("small"), 0.001, 0.03);
    assertEquals(Verdict.REGRESSED, row(compare(with(List.of(strict), null, Settings.Gate.RAW, false)), key).verdict());
  }

  @Test
  void thresholdsCanBeOverridden() {
    Key key = key("wide", "thrpt");
    add(key, 100, 100, 0.03);
    assertEquals(Verdict.INCONCLUSIVE, row(compare(Settings.defaults()), key).verdict());
    Settings.Override wide = new Settings.Override(Pattern.compile("B\\.wide"), 0.01, 0.2);
    Row row = row(compare(with(List.of(wide), null, Settings.Gate.RAW, false)), key);
    assertEquals(Verdict.EQUIVALENT, row.verdict());
    assertEquals(0.2, row.threshold());
  }

  private static Settings with(List<Settings.Override> overrides, String ruler, Settings.Gate gate, boolean ignore) {
    return new Settings(0.01, 0.99, 0.01, 0.03, 64, overrides, ruler == null ? null : Pattern.compile(ruler), gate,
        null, null, ignore);
  }

  @Test
  void aSideAgainstItselfIsNeverChanged() {
    for (double noise : new double[] {0, 1e-6, 0.01, 0.2}) {
      Key key = key("noise" + noise, "thrpt");
      Result result = result(key, forks(100, noise));
      base.put(key, result);
      current.put(key, result);
    }
    Comparison comparison = compare(Settings.defaults());
    assertEquals(4, comparison.count(Verdict.EQUIVALENT) + comparison.count(Verdict.INCONCLUSIVE));
    assertFalse(comparison.regressed());
    comparison.rows().forEach(row -> assertEquals(1, row.raw().ratio(), row.key().text()));
  }

  @Test
  void aMissingSideIsReported() {
    Key gone = key("gone", "thrpt");
    Key added = key("added", "thrpt");
    base.put(gone, result(gone, forks(100, 0.01)));
    current.put(added, result(added, forks(100, 0.01)));
    Comparison comparison = compare(Settings.defaults());
    assertEquals(Verdict.MISSING, row(comparison, gone).verdict());
    assertEquals(Verdict.NEW, row(comparison, added).verdict());
    assertNull(row(comparison, gone).raw());
    assertFalse(comparison.compared());
    add(key("both", "thrpt"), 100, 100, 0.1);
    assertTrue(compare(Settings.defaults()).compared());
  }

  @Test
  void unusableFiguresAreErrors() {
    double[][][] bad = {{}, {{1}, {1, Double.NaN}}, {{0, 0, 0}}, {{-1}}, {{Double.POSITIVE_INFINITY}}};
    for (int i = 0; i < bad.length; i++) {
      Key key = key("bad" + i, "thrpt");
      base.put(key, result(key, forks(100, 0.01)));
      current.put(key, result(key, bad[i]));
    }
    Comparison comparison = compare(Settings.defaults());
    assertEquals(bad.length, comparison.count(Verdict.ERROR));
    assertEquals(List.of("current has no figures", "current has NaN or an infinity in fork 2",
        "current has no positive figure for every fork", "current has no positive figure for every fork",
        "current has NaN or an infinity in fork 1"), comparison.rows().stream().map(Row::note).toList());
  }

  /** A figure that is not finite makes its fork unusable, even if the median of the others is finite. */
  @Test
  void aSideThatContradictsItselfIsAnError() {
    Key time = key("time", "avgt");
    Key rate = key("rate", "thrpt");
    Key sound = key("sound", "thrpt");
    base.put(time, new Result(time, new Metric("ops/s", forks(100, 0.002)), new TreeMap<>(), Map.of()));
    current.put(time, new Result(time, new Metric("ops/s", forks(50, 0.002)), new TreeMap<>(), Map.of()));
    base.put(rate, result(rate, forks(100, 0.002)));
    current.put(rate, new Result(rate, new Metric("s/op", forks(200, 0.002)), new TreeMap<>(), Map.of()));
    add(sound, 100, 50, 0.002);
    Comparison comparison = compare(Settings.defaults());
    assertEquals(Verdict.ERROR, row(comparison, time).verdict());
    assertEquals("base has mode avgt and unit ops/s, which contradict each other", row(comparison, time).note());
    assertEquals(Verdict.ERROR, row(comparison, rate).verdict());
    assertEquals("current has mode thrpt and unit s/op, which contradict each other", row(comparison, rate).note());
    assertEquals(Verdict.REGRESSED, row(comparison, sound).verdict());
    base.remove(sound);
    current.remove(sound);
    add(key("row", "thrpt"), 100, 50, 0.002);
    Settings ruled = with(List.of(), "time", Settings.Gate.NORMALISED, false);
    assertEquals("--ruler time matches no row of the base side that has figures",
        assertThrows(IllegalArgumentException.class, () -> compare(ruled)).getMessage());
  }

  @Test
  void anInfiniteAllocationIsUnknown() {
    Key key = key("allocating", "thrpt");
    add(key, 100, 100, 0.002);
    base.put(key, allocating(base.get(key), 16, 16));
    current.put(key, allocating(current.get(key), 5000, Double.NaN));
    Row row = row(compare(Settings.defaults()), key);
    assertEquals(Verdict.EQUIVALENT, row.verdict());
    assertNull(row.allocation().verdict());
    assertFalse(compare(Settings.defaults()).regressed());
  }

  @Test
  void commitsOfOtherEnvironmentsAreNotInTheBaseline() {
    Key key = key("moved", "thrpt");
    add(key, 100, 50, 0.002);
    current.get(key).environment().put("jdk", "17");
    current.get(key).environment().put("cpu", "only this side has it");
    Row row = row(compare(Settings.defaults()), key);
    assertEquals(Verdict.ENV_MISMATCH, row.verdict());
    assertEquals("jdk: 25 / 17", row.note());
    assertEquals(Verdict.REGRESSED, row(compare(with(List.of(), null, Settings.Gate.RAW, true)), key).verdict());
  }

  @Test
  void oneForkIsInconclusive() {
    Key key = key("single", "thrpt");
    base.put(key, result(key, new double[][] {{100, 101}}));
    current.put(key, result(key, new double[][] {{50, 51}}));
    Row row = row(compare(Settings.defaults()), key);
    assertEquals(Verdict.INCONCLUSIVE, row.verdict());
    assertEquals(1, row.raw().p());
    assertEquals(0, row.raw().low());
    assertEquals(Double.POSITIVE_INFINITY, row.raw().high());
    assertEquals(5, row.raw().forksToDecide(), "2/C(10,5) is the first below 0.01");
  }

  /** With more rows a p-value must be smaller, and more forks are needed before it can be. */
  @Test
  void rowsShareTheError() {
    for (int i = 0; i < 40; i++) {
      Key key = key("row" + i, "thrpt");
      base.put(key, result(key, Arrays.copyOf(forks(100, 0.002), 5)));
      current.put(key, result(key, Arrays.copyOf(forks(80, 0.002), 5)));
    }
    Comparison comparison = compare(Settings.defaults());
    assertEquals(40, comparison.count(Verdict.INCONCLUSIVE));
    Estimate estimate = comparison.rows().get(0).raw();
    assertEquals(2.0 / 252, estimate.p(), 1e-12);
    assertEquals(40 * 2.0 / 252, estimate.adjusted(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, estimate.detectable());
    assertEquals(8, estimate.forksToDecide(), "40 · 2/C(2n,n) is below 0.01 from n = 8 on");
  }

  /** On a machine that is a fifth slower as a whole, raw figures show a change, normalised ones do not. */
  @Test
  void aRulerRemovesTheEffectOfTheMachine() {
    Key key = key("steady", "thrpt");
    Key ruler = key("ruler", "thrpt");
    add(key, 100, 80, 0.002);
    add(ruler, 1000, 800, 0.002);
    assertEquals(Verdict.REGRESSED, row(compare(Settings.defaults()), key).verdict());
    Comparison normalised = compare(with(List.of(), "ruler", Settings.Gate.NORMALISED, false));
    assertEquals(1, normalised.rows().size(), "the ruler is not a row");
    assertEquals(Verdict.EQUIVALENT, row(normalised, key).verdict());
    assertEquals(1, row(normalised, key).normalised().ratio(), 0.005);
    assertEquals(0.8, row(normalised, key).raw().ratio(), 0.005);
    assertEquals("B.ruler thrpt", normalised.ruler());
    Comparison both = compare(with(List.of(), "ruler", Settings.Gate.BOTH, false));
    assertEquals(Verdict.INCONCLUSIVE, row(both, key).verdict());
    assertEquals("as it is REGRESSED, normalised EQUIVALENT", row(both, key).note());
  }

  @Test
  void aMissingRulerIsRefused() {
    Key key = key("x", "thrpt");
    add(key, 100, 100, 0.002);
    Key ruler = key("ruler", "thrpt");
    base.put(ruler, result(ruler, forks(100, 0.002)));
    Settings settings = with(List.of(), "ruler", Settings.Gate.NORMALISED, false);
    assertEquals("--ruler ruler matches no row of the current side that has figures",
        assertThrows(IllegalArgumentException.class, () -> compare(settings)).getMessage());
  }

  @Test
  void includesAndExcludesByName() {
    add(key("one", "thrpt"), 1, 1, 0.01);
    add(key("two", "thrpt"), 1, 1, 0.01);
    add(key("three", "thrpt"), 1, 1, 0.01);
    Settings settings = new Settings(0.01, 0.99, 0.01, 0.03, 64, List.of(), null, Settings.Gate.RAW,
        Pattern.compile("two|three"), Pattern.compile("three"), false);
    assertEquals(List.of(key("two", "thrpt")), compare(settings).rows().stream().map(Row::key).toList());
  }

  @Test
  void patternsThatMatchNothingAreRefused() {
    add(key("one", "thrpt"), 1, 1, 0.01);
    add(key("two", "thrpt"), 1, 1, 0.01);
    assertEquals("--include no such leaves none of 2 rows, such as B.one thrpt", refusal(null, "no such", null));
    assertEquals("--exclude B leaves none of 2 rows, such as B.one thrpt", refusal(null, null, "B"));
    assertEquals("--include one and --exclude o leave none of 2 rows, such as B.one thrpt", refusal(null, "one", "o"));
    assertEquals("--include one leaves none of 1 row, such as B.two thrpt", refusal("one", "one", null));
    assertEquals("--ruler B matches all of 2 rows, expected other rows to compare", refusal("B", null, null));
  }

  private String refusal(String ruler, String include, String exclude) {
    Settings settings = new Settings(0.01, 0.99, 0.01, 0.03, 64, List.of(), pattern(ruler), Settings.Gate.RAW,
        pattern(include), pattern(exclude), false);
    return assertThrows(IllegalArgumentException.class, () -> compare(settings)).getMessage();
  }

  private static Pattern pattern(String regex) {
    return regex == null ? null : Pattern.compile(regex);
  }

  @Test
  void allocationHasItsOwnVerdict() {
    Key key = key("allocating", "thrpt");
    add(key, 100, 100, 0.002);
    base.put(key, allocating(base.get(key), 0.1, 5));
    current.put(key, allocating(current.get(key), 1000, 1020));
    Comparison comparison = compare(Settings.defaults());
    Row row = row(comparison, key);
    assertEquals(Verdict.EQUIVALENT, row.verdict());
    assertEquals(Verdict.REGRESSED, row.allocation().verdict());
    assertTrue(comparison.regressed());
    current.put(key, allocating(current.get(key), 60, 68));
    assertEquals(Verdict.EQUIVALENT, row(compare(Settings.defaults()), key).allocation().verdict(), "within 64 bytes");
    base.put(key, allocating(base.get(key), 500, 600));
    assertEquals(Verdict.IMPROVED, row(compare(Settings.defaults()), key).allocation().verdict());
  }

  private static Result allocating(Result result, double one, double other) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    secondary.put(Result.ALLOCATION, new Metric("B/op", new double[][] {{one}, {other}}));
    return new Result(result.key(), result.score(), secondary, result.environment());
  }

  @Test
  void sameInputSameFigures() {
    add(key("x", "thrpt"), 100, 99, 0.01);
    assertEquals(compare(Settings.defaults()).rows().get(0).raw(), compare(Settings.defaults()).rows().get(0).raw());
  }

  /** "Detects" of 12 forks is a change that is found in four of five comparisons of such forks; 300 of them, 4 deviations. */
  @Test
  void theDetectableChangeIsFoundInFourOfFiveComparisons() {
    int runs = 300;
    double[] detectable = new double[runs];
    for (int run = 0; run < runs; run++) {
      base.clear();
      current.clear();
      add(key("x", "thrpt"), 100, 100, 0.02);
      detectable[run] = compare(Settings.defaults()).rows().get(0).raw().detectable();
    }
    int found = 0;
    for (int run = 0; run < runs; run++) {
      base.clear();
      current.clear();
      add(key("x", "thrpt"), 100, 100 / Metric.median(detectable), 0.02);
      found += compare(Settings.defaults()).rows().get(0).verdict() == Verdict.REGRESSED ? 1 : 0;
    }
    assertEquals(0.8 * runs, found, 4 * Math.sqrt(0.8 * 0.2 * runs), "found of " + runs + ", seed 42");
  }

  /** A difference of 2 % lies within the threshold of 3 %, but more forks may show that it is a change. */
  @Test
  void earlyLooksLeaveRowsUndecidedThatMayChange() {
    Key key = key("x", "thrpt");
    base.put(key, result(key, spread(100, 0.001)));
    current.put(key, result(key, spread(98, 0.001)));
    Settings settings = new Settings(1e-9, 0.99, 0.01, 0.03, 64, List.of(), null, Settings.Gate.RAW, null, null, false);
    Comparer comparer = new Comparer(settings);
    comparer.look(base, current, 0.5, false);
    assertEquals(List.of(key), comparer.undecided());
    comparer.look(base, current, 0.5, true);
    assertEquals(Verdict.EQUIVALENT, row(comparer.comparison(List.of(), ""), key).verdict());
  }

  /** Returns forks around a score, each faster than the previous one by this step. */
  private static double[][] spread(double score, double step) {
    double[][] forks = new double[FORKS][1];
    Arrays.setAll(forks, f -> new double[] {score * (1 + step * (f - FORKS / 2))});
    return forks;
  }

  /** The first look's interval is narrow; the noise of the second makes it no wider. */
  @Test
  void theIntervalIsTheIntersectionOverAllLooks() {
    Key key = key("x", "thrpt");
    base.put(key, result(key, spread(100, 0.001)));
    current.put(key, result(key, spread(98, 0.001)));
    Comparer comparer = new Comparer(new Settings(1e-9, 0.99, 0.01, 0.01, 64, List.of(), null, Settings.Gate.RAW, null, null,
        false));
    comparer.look(base, current, 0.5, false);
    Estimate first = row(comparer.comparison(List.of(), ""), key).raw();
    base.put(key, result(key, spread(100, 0.05)));
    current.put(key, result(key, spread(98, 0.05)));
    comparer.look(base, current, 0.5, true);
    Estimate second = row(comparer.comparison(List.of(), ""), key).raw();
    assertTrue(first.high() - first.low() < 0.02, "first " + first);
    assertEquals(first.low(), second.low(), 0.0005, "second " + second);
    assertEquals(first.high(), second.high(), 0.0005, "second " + second);
  }

  /** Rows are independent of each other, so they may be tested in any order, on any number of threads. */
  @Test
  void sameFiguresOnAnyNumberOfThreads() throws Exception {
    for (int i = 0; i < 60; i++) {
      add(key("x" + i, "thrpt"), 100, 100 - i % 7, 0.01);
    }
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool four = new ForkJoinPool(4);
    try {
      Comparison alone = one.submit(() -> compare(Settings.defaults())).get();
      Comparison together = four.submit(() -> compare(Settings.defaults())).get();
      assertEquals(alone.rows().stream().map(Row::key).toList(), together.rows().stream().map(Row::key).toList());
      assertEquals(alone.rows().stream().map(Row::raw).toList(), together.rows().stream().map(Row::raw).toList());
      assertEquals(alone.rows().stream().map(Row::verdict).toList(), together.rows().stream().map(Row::verdict).toList());
    } finally {
      one.shutdown();
      four.shutdown();
    }
  }

  @Test
  void progressCountsTheRowsOfEachPart() {
    add(key("x", "thrpt"), 100, 99, 0.01);
    add(key("y", "thrpt"), 100, 80, 0.01);
    List<Supplier<String>> words = new ArrayList<>();
    Comparer.compare(base, current, Settings.defaults(), List.of(), words::add);
    assertEquals(List.of("2 of 2 rows tested", "2 of 2 rows judged", "2 of 2 rows estimated"),
        words.stream().map(Supplier::get).toList());
  }

  /** A row that a look has decided keeps its verdict, whatever follows. */
  @Test
  void decidedRowsKeepTheirVerdicts() {
    Key key = key("early", "thrpt");
    add(key, 100, 80, 0.002);
    Comparer comparer = new Comparer(Settings.defaults());
    comparer.look(base, current, 0.25, false);
    assertEquals(List.of(), comparer.undecided());
    add(key, 100, 100, 0.002);
    comparer.look(base, current, 0.25, true);
    assertEquals(Verdict.REGRESSED, row(comparer.comparison(List.of(), ""), key).verdict());
  }
}
