package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Key;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static List<String> names(Key... keys) {
    Names names = Names.of(List.of(keys));
    return List.of(keys).stream().map(names::of).toList();
  }

  @Test
  void whatAllRowsShareIsPrintedOnce() {
    Key a = Fixtures.key("A.a", "thrpt", 2, "n", "1", "backend", "auto");
    Key b = Fixtures.key("A.a", "thrpt", 2, "n", "2", "backend", "auto");
    Key c = Fixtures.key("B.b", "thrpt", 2);
    assertEquals(List.of("A.a n=1", "A.a n=2", "B.b"), names(a, b, c));
    assertEquals("thrpt t=2 backend=auto", Names.of(List.of(a, b, c)).shared());
  }

  @Test
  void oneRowKeepsAllOfItsName() {
    Key a = Fixtures.key("A.a", "thrpt", 2, "n", "1");
    assertEquals(List.of("A.a thrpt t=2 n=1"), names(a));
    assertEquals("", Names.of(List.of(a)).shared());
    assertEquals("", Names.of(List.of()).shared());
  }

  @Test
  void aParameterThatSomeRowsDoNotHaveIsPartOfTheName() {
    assertEquals(List.of("A.a", "A.a n=1", "B.b n=1"), names(Fixtures.key("A.a", "thrpt", 1),
        Fixtures.key("A.a", "thrpt", 1, "n", "1"), Fixtures.key("B.b", "thrpt", 1, "n", "1")));
  }

  @Test
  void classesOfOneNameGetTheirPackages() {
    assertEquals(List.of("one.A.a", "two.A.a", "B.b"), names(new Key("one.A.a", "thrpt", 1, new TreeMap<>()),
        new Key("two.A.a", "thrpt", 1, new TreeMap<>()), new Key("three.B.b", "thrpt", 1, new TreeMap<>())));
  }

  private static Row row(Verdict verdict, Verdict allocation) {
    boolean compared = Set.of(Verdict.REGRESSED, Verdict.IMPROVED, Verdict.EQUIVALENT, Verdict.INCONCLUSIVE)
        .contains(verdict);
    return Fixtures.row(verdict, Fixtures.key("A.a", "thrpt", 1), null, null,
        compared ? Fixtures.one().rows().get(0).raw() : null, null,
        new Allocation(allocation, 0, 1000), "");
  }

  private static String headline(Row... rows) {
    Headline headline = Headline.of(Fixtures.comparison(List.of(rows)));
    return headline.tone() + " " + headline.text();
  }

  @Test
  void headlinesNameTheWorstFirst() {
    assertEquals("OPEN Nothing was compared: no rows", headline());
    assertEquals("GOOD The one row is equivalent", headline(row(Verdict.EQUIVALENT, null)));
    assertEquals("GOOD All 2 equivalent", headline(row(Verdict.EQUIVALENT, null), row(Verdict.EQUIVALENT, null)));
    assertEquals("GOOD None of 2 regressed, 1 improved",
        headline(row(Verdict.IMPROVED, Verdict.IMPROVED), row(Verdict.NEW, null)));
    assertEquals("BAD None of 1 regressed, 1 allocates more", headline(row(Verdict.EQUIVALENT, Verdict.REGRESSED)));
    assertEquals("OPEN None of 4 regressed, 4 undecided", headline(row(Verdict.INCONCLUSIVE, null),
        row(Verdict.MISSING, null), row(Verdict.ENV_MISMATCH, null), row(Verdict.ERROR, null)));
    assertEquals("BAD 1 of 2 regressed, 1 undecided",
        headline(row(Verdict.REGRESSED, Verdict.EQUIVALENT), row(Verdict.ERROR, null)));
  }

  @Test
  void headlinesReportThatNothingWasCompared() {
    Row missing = row(Verdict.MISSING, null);
    Row added = row(Verdict.NEW, null);
    assertEquals("OPEN Nothing was compared: 3 rows are only in the base", headline(missing, missing, missing));
    assertEquals("OPEN Nothing was compared: 1 row is only in the current side", headline(added));
    assertEquals("OPEN Nothing was compared: 1 row is in error, 1 row is from different environments, "
        + "2 rows are only in the base, 1 row is only in the current side", headline(added, missing, missing,
            row(Verdict.ERROR, null), row(Verdict.ENV_MISMATCH, null)));
    assertEquals("OPEN No speed was compared: 1 row is in error", headline(row(Verdict.ERROR, Verdict.EQUIVALENT)));
    assertEquals("BAD No speed was compared: 2 rows are in error, 1 allocates more",
        headline(row(Verdict.ERROR, null), row(Verdict.ERROR, Verdict.REGRESSED)));
  }
}
