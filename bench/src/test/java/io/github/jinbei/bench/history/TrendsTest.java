package io.github.jinbei.bench.history;

import static io.github.jinbei.bench.history.Histories.commit;
import static io.github.jinbei.bench.history.Histories.hash;
import static io.github.jinbei.bench.history.Histories.key;
import static io.github.jinbei.bench.history.Histories.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrendsTest {

  private static final long SEED = 20260101;
  private static final Map<String, String> HERE = Map.of("cpu", "one", "jdk", "21");
  private static final Map<String, String> THERE = Map.of("cpu", "another", "jdk", "21");
  private static final Key FAST = key("fast", "thrpt");
  private static final Key SLOW = key("slow", "avgt");

  private static TrendSettings window(int window) {
    return new TrendSettings(window, 0.03, TrendSettings.ENVIRONMENT, null, null);
  }

  /** Returns one commit for each value, all in the same environment. */
  private static List<Commit> series(Key key, double... values) {
    return IntStream.range(0, values.length).mapToObj(i -> commit(i + 1, result(key, HERE, values[i]))).toList();
  }

  private static Trend only(Trends trends) {
    assertEquals(1, trends.rows().size(), trends.toString());
    return trends.rows().get(0);
  }

  private static double[] baselines(Trends trends) {
    return only(trends).points().stream().mapToDouble(Point::baseline).toArray();
  }

  private static void assertSame(double[] expected, double[] actual) {
    assertTrue(Arrays.equals(expected, actual),
        "expected " + Arrays.toString(expected) + ", was " + Arrays.toString(actual));
  }

  @Test
  void theBaselineIsTheMedianOfEarlierCommits() {
    assertSame(new double[] {Double.NaN, 5, 3, 5, 5}, baselines(Trends.of(series(FAST, 5, 1, 9, 5, 1000), window(10))));
  }

  @Test
  void theBaselineReachesBackAsFarAsItsWindow() {
    List<Commit> commits = series(FAST, 100, 1, 2, 3, 50, 60);
    assertSame(new double[] {Double.NaN, 100, 50.5, 2, 2, 3}, baselines(Trends.of(commits, window(3))));
    assertSame(new double[] {Double.NaN, 100, 1, 2, 3, 50}, baselines(Trends.of(commits, window(1))));
    assertEquals(List.of(0, 1, 2, 3, 3, 3),
        only(Trends.of(commits, window(3))).points().stream().map(Point::commits).toList());
  }

  /** Checks medians by counting: at most half of the values are below, and at most half above. */
  @Test
  void baselinesOfRandomSeriesAreMedians() {
    Random random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      double[] values = random.doubles(1 + random.nextInt(30), 0.1, 10).toArray();
      int window = 1 + random.nextInt(12);
      double[] baselines = baselines(Trends.of(series(FAST, values), window(window)));
      for (int i = 1; i < values.length; i++) {
        double[] before = Arrays.copyOfRange(values, Math.max(0, i - window), i);
        double baseline = baselines[i];
        String where = "seed " + SEED + ", run " + run + ", point " + i + ", baseline " + baseline;
        assertTrue(2 * Arrays.stream(before).filter(value -> value < baseline).count() <= before.length, where);
        assertTrue(2 * Arrays.stream(before).filter(value -> value > baseline).count() <= before.length, where);
        assertTrue(baseline >= Arrays.stream(before).min().getAsDouble()
            && baseline <= Arrays.stream(before).max().getAsDouble(), where);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"thrpt, 100, 95, 0.95, SLOWER", "thrpt, 100, 97.5, 0.975, STEADY", "thrpt, 100, 102.5, 1.025, STEADY",
      "thrpt, 100, 104, 1.04, FASTER", "avgt, 95, 100, 0.95, SLOWER", "avgt, 97.5, 100, 0.975, STEADY",
      "avgt, 102.5, 100, 1.025, STEADY", "avgt, 104, 100, 1.04, FASTER", "sample, 0.5, 1, 0.5, SLOWER",
      "ss, 1, 0.5, 2, FASTER"})
  void aChangeIsOneOfSpeed(String mode, double before, double after, double speed, Movement movement) {
    Point latest = only(Trends.of(series(key("x", mode), before, after), window(10))).latest();
    assertEquals(speed, latest.speed(), 1e-15);
    assertEquals(movement, latest.movement());
  }

  @Test
  void aCommitsFigureIsTheMedianOverItsForks() {
    List<Commit> commits = List.of(commit(1, result(FAST, HERE, 1, 2, 30)), commit(2, result(FAST, HERE, 4, 6)));
    List<Point> points = only(Trends.of(commits, window(10))).points();
    assertEquals(2, points.get(0).median());
    assertEquals(List.of(1.0, 2.0, 30.0), points.get(0).forks());
    assertEquals(5, points.get(1).median());
    assertEquals(2.5, points.get(1).speed());
  }

  @Test
  void otherEnvironmentsAreMarkedAndNotInTheBaseline() {
    List<Commit> commits = List.of(commit(1, result(FAST, HERE, 100)), commit(2, result(FAST, HERE, 102)),
        commit(3, result(FAST, THERE, 50)), commit(4, result(FAST, THERE, 51)), commit(5, result(FAST, HERE, 104)));
    Trends trends = Trends.of(commits, window(10));
    assertSame(new double[] {Double.NaN, 100, Double.NaN, 50, 101}, baselines(trends));
    List<Point> points = only(trends).points();
    assertEquals(List.of("", "", "cpu one to another", "", "cpu another to one"),
        points.stream().map(Point::change).toList());
    assertEquals(Movement.NO_BASELINE, points.get(2).movement());
    assertTrue(Double.isNaN(points.get(2).speed()));
  }

  @Test
  void onlyTheGivenNamesSeparateEnvironments() {
    Map<String, String> other = Map.of("cpu", "one", "jdk", "21", "os", "another");
    List<Commit> commits = List.of(commit(1, result(FAST, HERE, 100)), commit(2, result(FAST, other, 102)));
    assertSame(new double[] {Double.NaN, 100}, baselines(Trends.of(commits, window(10))));
    TrendSettings strict = new TrendSettings(10, 0.03, List.of("os"), null, null);
    Trends apart = Trends.of(commits, strict);
    assertSame(new double[] {Double.NaN, Double.NaN}, baselines(apart));
    assertEquals("os unknown to another", only(apart).latest().change());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "processors", "backend", "lanes", "jdk", "vm", "jvm args", "flags", "jmh", "warm-up",
      "measurement"})
  void byDefaultEnvironmentsThatChangeFiguresAreSeparate(String name) {
    List<Commit> commits = List.of(commit(1, result(FAST, Map.of(name, "a"), 100)),
        commit(2, result(FAST, Map.of(name, "b"), 102)));
    assertSame(new double[] {Double.NaN, Double.NaN}, baselines(Trends.of(commits, TrendSettings.defaults())));
  }

  @Test
  void figuresOfAnotherUnitAreNotInTheTrend() {
    Metric megabytes = new Metric("MB/sec", new double[][] {{7}});
    Result bytes = new Result(FAST, megabytes, Collections.emptySortedMap(), HERE);
    List<Commit> commits = List.of(commit(1, bytes), commit(2, result(FAST, HERE, 100)));
    assertSame(new double[] {Double.NaN}, baselines(Trends.of(commits, window(10))));
  }

  private static Commit dated(int number, String date) {
    return Commit.of(hash(number), date, "", List.of(result(FAST, HERE, number)));
  }

  private static List<Double> order(Trends trends) {
    return only(trends).points().stream().map(Point::median).toList();
  }

  /** Sorting the dates as text would give another order. */
  @Test
  void commitsAreTakenInTheOrderOfTheirInstants() {
    Trends trends = Trends.of(List.of(dated(4, "2026-01-02T00:00:00Z"), dated(3, "2026-01-02T03:00:00+05:00"),
        dated(1, "2026-01-01T20:00:00-01:00"), dated(2, "2026-01-01T21:30:00Z"), dated(5, "2026-01-01T23:00:00-02:00")),
        window(10));
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0), order(trends));
    assertEquals("00000005", trends.last());
    assertTrue(trends.sorted());
  }

  @Test
  void commitsOfOneInstantKeepTheirOrder() {
    Trends trends = Trends.of(List.of(dated(2, "2026-01-01T00:00:00Z"), dated(1, "2026-01-01T01:00:00+01:00"),
        dated(3, "2025-12-31T23:00:00-01:00")), window(10));
    assertEquals(List.of(2.0, 1.0, 3.0), order(trends));
    assertFalse(trends.sorted());
  }

  @Test
  void aCommitWithoutADateStaysBehindTheOneBefore() {
    Trends trends = Trends.of(List.of(dated(1, ""), dated(5, "2026-01-05T00:00:00Z"), dated(6, ""), dated(7, ""),
        dated(3, "2026-01-03T00:00:00Z"), dated(4, "")), window(10));
    assertEquals(List.of(1.0, 3.0, 4.0, 5.0, 6.0, 7.0), order(trends));
    assertTrue(trends.sorted());
    Trends undated = Trends.of(List.of(dated(3, ""), dated(1, ""), dated(2, "")), window(10));
    assertEquals(List.of(3.0, 1.0, 2.0), order(undated));
    assertFalse(undated.sorted());
  }

  @Test
  void theWorstComesFirst() {
    Key gone = key("gone", "thrpt");
    Key fresh = key("fresh", "thrpt");
    Key steady = key("steady", "thrpt");
    List<Commit> commits = List.of(
        commit(1, result(gone, HERE, 1), result(FAST, HERE, 1), result(SLOW, HERE, 1), result(steady, HERE, 1)),
        commit(2, result(gone, HERE, 0.1), result(FAST, HERE, 1)),
        commit(3, result(fresh, HERE, 1), result(FAST, HERE, 2), result(SLOW, HERE, 2), result(steady, HERE, 1)));
    Trends trends = Trends.of(commits, window(10));
    assertEquals(List.of(SLOW, steady, FAST, fresh, gone), trends.rows().stream().map(Trend::key).toList());
    assertEquals(List.of(true, true, true, true, false), trends.rows().stream().map(Trend::current).toList());
    assertEquals(3, trends.commits());
    assertEquals("00000003", trends.last());
    assertEquals(List.of(1L, 1L, 1L, 1L), Arrays.stream(Movement.values()).map(trends::count).toList());
  }

  @Test
  void aCommitMayMissAKey() {
    List<Commit> commits = new ArrayList<>(series(FAST, 100, 110));
    commits.add(1, commit(9, result(SLOW, HERE, 1)));
    Trends trends = Trends.of(commits, new TrendSettings(10, 0.03, List.of(), Pattern.compile("fast"), null));
    assertEquals(List.of("00000001", "00000002"), only(trends).points().stream().map(Point::commit).toList());
  }

  @Test
  void keysAreSelectedByTheirText() {
    List<Commit> commits = List.of(commit(1, result(FAST, HERE, 1), result(SLOW, HERE, 1)));
    Trends included = Trends.of(commits, new TrendSettings(10, 0.03, List.of(), Pattern.compile("slow avgt"), null));
    assertEquals(SLOW, only(included).key());
    Trends excluded = Trends.of(commits, new TrendSettings(10, 0.03, List.of(), null, Pattern.compile("slow")));
    assertEquals(FAST, only(excluded).key());
    TrendSettings none = new TrendSettings(10, 0.03, List.of(), null, Pattern.compile("size=64"));
    assertEquals("--exclude size=64 leaves none of 2 rows, such as SomeBenchmark.fast thrpt form=a b size=64",
        assertThrows(IllegalArgumentException.class, () -> Trends.of(commits, none)).getMessage());
  }

  @Test
  void anEmptyHistoryHasAHeadlineOnly() {
    Trends trends = Trends.of(List.of(), TrendSettings.defaults());
    assertEquals(List.of(), trends.rows());
    assertEquals("", trends.last());
  }

  @Test
  void settingsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> window(0));
    for (double threshold : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class,
          () -> new TrendSettings(10, threshold, List.of(), null, null), "" + threshold);
    }
  }

  @Test
  void shortHashesAreForReports() {
    assertEquals("0000000a", commit(10).shortHash());
    assertEquals("abcdef1", Commit.of("ABCDEF1", "", "", List.of()).shortHash());
    assertFalse(hash(10).equals("0000000a"));
  }
}
