package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  private static Listing listing(String text, Map<String, Map<String, List<String>>> declared,
      Map<String, List<String>> given) {
    return Listing.parse(text.lines().collect(Collectors.toList()), declared, given);
  }

  /** Returns a listing of a.B.c with a parameter {@code q} that declares these values. */
  private static Listing declared(String... values) {
    return declared(Map.of(), values);
  }

  private static Listing declared(Map<String, List<String>> given, String... values) {
    String printed = "a.B.c\n  param \"q\" = {" + String.join(", ", values) + "}";
    return listing(printed, Map.of("a.B.c", Map.of("q", List.of(values))), given);
  }

  private static List<String> units(Listing mine, Listing other) {
    return mine.units(other).stream().map(ListingTest::text).collect(Collectors.toList());
  }

  /** Returns a unit as text, such as {@code a.B.c {chosen=1} {constant=2} [open]}. */
  private static String text(Unit unit) {
    return unit.benchmark() + " " + unit.chosen() + " " + unit.constants() + " " + unit.open();
  }

  /** Returns the benchmarks and parameters from printed text, as if JMH's own list could not be read. */
  private static String printed(String text) {
    Map<String, Object> all = new TreeMap<>(listing(text, Map.of(), Map.of()).benchmarks());
    return all.toString();
  }

  @Test
  void everyCombinationOfParametersIsAUnit() {
    Listing listing = listing("Benchmarks: \na.B.c\n  param \"n\" = {1, -2}\n  param \"s\" = {x y, z}\n",
        Map.of("a.B.c", Map.of("n", List.of("1", "-2"), "s", List.of("x y", "z"))), Map.of());
    assertEquals(List.of("a.B.c {n=1, s=x y} {} []", "a.B.c {n=1, s=z} {} []", "a.B.c {n=-2, s=x y} {} []",
        "a.B.c {n=-2, s=z} {} []"), units(listing, listing));
  }

  @Test
  void benchmarksKeepTheirOwnParameters() {
    assertEquals("{a.B$In.e_2={}, a.B.c={}, a.B.d={n=[1]}, a.B.f={n=[2]}}",
        printed("a.B.c\na.B.d\n  param \"n\" = {1}\na.B$In.e_2\na.B.f\n  param \"n\" = {2}\n"));
  }

  @Test
  void otherOutputIsIgnored() {
    assertEquals("{a.B.c={n=[1]}}",
        printed("Picked up JAVA_TOOL_OPTIONS: -Da.b=c\nWARNING: a.B.c is old\nBenchmarks: \n\na.B.c\n"
            + "  param \"n\" = {1}\n\nend\n"));
    assertEquals("{}", printed("Benchmarks: \n"));
    assertEquals("{}", printed(""));
    assertEquals("{}", printed("  param \"n\" = {1}\n"), "a parameter of nothing");
    assertEquals("{a.\u00c4rger.gr\u00f6\u00dfe={}}", printed("a.\u00c4rger.gr\u00f6\u00dfe\n"));
  }

  /** A value may contain the separator of printed values. */
  @Test
  void printedValuesAreReadOnlyWhereThereIsOne() {
    assertEquals("{a.B.c={a=[], b=[1,2], c=[{x}=\"1\"], d=[]}}", printed("a.B.c\n  param \"a\" = {1, 2}\n"
        + "  param \"b\" = {1,2}\n  param \"c\" = {{x}=\"1\"}\n  param \"d\" = {, }\n"));
  }

  /** The second line of a value with two lines may look like a benchmark, or like another parameter. */
  @Test
  void declaredValuesReplacePrintedOnes() {
    Map<String, List<String>> params = Map.of("s", List.of("x\na.B.d\nz", "y\n  param \"t\" = {1}"), "t", List.of("2"));
    Listing listing = listing("a.B.c\n  param \"s\" = {x\na.B.d\nz, y\n  param \"t\" = {1}}\n  param \"t\" = {2}",
        Map.of("a.B.c", params), Map.of());
    assertEquals(Map.of("a.B.c", params), listing.benchmarks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT a, b FROM t", "1,2", ",", ", ", "", " ", " x ", "\"q\"", "\\", "a=b", "{}", "}",
      "x\ny", "\u0000"})
  void oneValueNeedsNoArgument(String value) {
    Listing one = declared(value);
    assertEquals(List.of("a.B.c {} {q=" + value + "} []"), units(one, one));
    assertEquals(List.of("a.B.c {} {q=" + value + "} []"), units(one, listing("", Map.of(), Map.of())), "on one side");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " x ", "x y", "\"q\"", "'", "\\", "a=b", "{}", "}", "x\ny", "-f"})
  void eachOfSeveralValuesIsSelectedUnchanged(String value) {
    Listing two = declared("1", value);
    assertEquals(List.of("a.B.c {q=1} {} []", "a.B.c {q=" + value + "} {} []"), units(two, two));
  }

  /** JMH splits values of {@code -p} at commas; process arguments cannot contain the character 0 or one outside the locale. */
  @ParameterizedTest
  @ValueSource(strings = {"1,2", ",", "SELECT a, b FROM t", "\u0000", "\ud800"})
  void severalWithOneThatCannotBeChosenStayTogether(String value) {
    Listing three = declared("1", value, "3");
    assertEquals(List.of("a.B.c {} {} [q]"), units(three, three));
    Listing plain = declared("1", "2");
    assertEquals(List.of("a.B.c {} {} [q]"), units(three, plain), "for any values of the other side");
    assertEquals(List.of("a.B.c {} {} [q]"), units(plain, three));
  }

  @Test
  void lettersOfTheLocaleCanBeSelected() {
    String letter = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("\u00e4")
        ? "\u00e4" : "a";
    Listing two = declared("1", letter);
    assertEquals(List.of("a.B.c {q=1} {} []", "a.B.c {q=" + letter + "} {} []"), units(two, two));
  }

  @Test
  void unknownValuesAreMeasuredTogether() {
    Listing printed = listing("a.B.c\n  param \"q\" = {1, 2}", Map.of(), Map.of());
    assertEquals(List.of("a.B.c {} {} [q]"), units(printed, printed));
    assertEquals(List.of("a.B.c {} {} [q]"), units(printed, declared("1", "2")));
    assertEquals(List.of("a.B.c {} {} [q]"), units(declared("1", "2"), printed));
  }

  @Test
  void oneValueIsSelectedIfTheOtherSideHasMore() {
    assertEquals(List.of("a.B.c {q=1} {} []"), units(declared("1"), declared("1", "2")));
    assertEquals(List.of("a.B.c {q=1} {} []", "a.B.c {q=2} {} []"), units(declared("1", "2"), declared("1")));
    assertEquals(List.of("a.B.c {q=1} {} []"), units(declared("1"), declared("2")));
    assertEquals(List.of("a.B.c {} {} [q]"), units(declared("1,2"), declared("3")));
    assertEquals(List.of("a.B.c {} {} [q]"), units(declared("3"), declared("1,2")));
    Listing without = listing("a.B.c", Map.of("a.B.c", Map.of()), Map.of());
    assertEquals(List.of("a.B.c {q=1} {} []"), units(declared("1"), without));
    assertEquals(List.of("a.B.c {} {} []"), units(without, declared("1")));
    assertEquals(List.of("a.B.c {} {} [q]"), units(declared("1,2"), without));
  }

  /** JMH uses the user's values instead of the declared ones, and has already split them. */
  @Test
  void givenValuesReplaceTheDeclaredOnes() {
    for (List<String> values : List.of(List.of("4"), List.of("4", " 5"), List.of(""))) {
      List<String> expected = values.stream().map(value -> "a.B.c {q=" + value + "} {} []").toList();
      Map<String, List<String>> given = Map.of("q", values);
      Listing declared = declared(given, "1,2", "3");
      assertEquals(expected, units(declared, declared));
      Listing printed = listing("a.B.c\n  param \"q\" = {" + String.join(", ", values) + "}", Map.of(), given);
      assertEquals(expected, units(printed, printed), "where JMH's own list cannot be read");
    }
    Listing without = listing("a.B.c", Map.of("a.B.c", Map.of()), Map.of("q", List.of("4")));
    assertEquals(List.of("a.B.c {} {} []"), units(without, without), "a benchmark without it");
  }
}
