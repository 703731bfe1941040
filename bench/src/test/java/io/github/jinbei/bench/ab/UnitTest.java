package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class UnitTest {

  private static List<String> parsed(String listing) {
    return Unit.parse(listing.lines().collect(Collectors.toList())).stream()
        .map(unit -> unit.benchmark() + " " + unit.params()).collect(Collectors.toList());
  }

  private static Unit unit(String benchmark, Map<String, String> params) {
    return new Unit(benchmark, new TreeMap<>(params));
  }

  @Test
  void everyCombinationOfParametersIsOne() {
    assertEquals(List.of(
        "org.example.A.one {n=1, s=x y}", "org.example.A.one {n=1, s=z}",
        "org.example.A.one {n=-2, s=x y}", "org.example.A.one {n=-2, s=z}"),
        parsed("Benchmarks: \norg.example.A.one\n  param \"n\" = {1, -2}\n  param \"s\" = {x y, z}\n"));
  }

  @Test
  void benchmarksKeepTheirOwnParameters() {
    assertEquals(List.of("a.B.c {}", "a.B.d {n=1}", "a.B$In.e_2 {}", "a.B.f {n=2}"),
        parsed("a.B.c\na.B.d\n  param \"n\" = {1}\na.B$In.e_2\na.B.f\n  param \"n\" = {2}\n"));
  }

  @Test
  void whatElseIsPrintedIsLeftOut() {
    assertEquals(List.of("a.B.c {n=1}"),
        parsed("Picked up JAVA_TOOL_OPTIONS: -Da.b=c\nWARNING: a.B.c is old\nBenchmarks: \n\na.B.c\n"
            + "  param \"n\" = {1}\n\nend\n"));
    assertEquals(List.of(), parsed("Benchmarks: \n"));
    assertEquals(List.of(), parsed(""));
    assertEquals(List.of(), parsed("  param \"n\" = {1}\n"), "a parameter of nothing");
  }

  @Test
  void valuesMayBeEmptyOrHaveSigns() {
    assertEquals(List.of("a.B.c {s=}", "a.B.c {s={x}=\"1\"}"), parsed("a.B.c\n  param \"s\" = {, {x}=\"1\"}\n"));
    assertEquals(List.of("a.\u00c4rger.gr\u00f6\u00dfe {}"), parsed("a.\u00c4rger.gr\u00f6\u00dfe\n"));
  }

  @Test
  void aValueWithACommaCannotBeChosen() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> parsed("a.B.c\n  param \"size\" = {1, 2,3}\n")).getMessage();
    assertTrue(message.contains("a.B.c") && message.contains("size") && message.contains("'2,3'"), message);
  }

  /** What JMH makes of the arguments. */
  @Test
  void argumentsChooseThisAndNothingElse() throws CommandLineOptionException {
    for (String value : List.of("1", "-1", "", "a=b", "x y", "\"q\"", "{}")) {
      Unit unit = unit("a.B$In.c", Map.of("n", value, "m", "2"));
      CommandLineOptions options = new CommandLineOptions(unit.arguments().toArray(new String[0]));
      assertEquals(List.of(value), List.copyOf(options.getParameter("n").get()), "n=" + value);
      assertEquals(List.of("2"), List.copyOf(options.getParameter("m").get()), "m");
      assertEquals(1, options.getIncludes().size());
      Pattern include = Pattern.compile(options.getIncludes().get(0));
      assertTrue(include.matcher("a.B$In.c").find());
      for (String other : List.of("a.B$In.cd", "xa.B$In.c", "a.BxIn.c", "axB$In.c", "x.a.B$In.c", "a.B$In.c.d")) {
        assertFalse(include.matcher(other).find(), include + " finds " + other);
      }
    }
  }

  @Test
  void keysAreItsWhateverTheirModeAndThreads() {
    Unit unit = unit("a.B.c", Map.of("n", "1"));
    assertTrue(unit.measures(new Key("a.B.c", "avgt", 4, new TreeMap<>(Map.of("n", "1")))));
    assertTrue(unit.measures(unit.key()));
    assertFalse(unit.measures(new Key("a.B.d", "avgt", 4, new TreeMap<>(Map.of("n", "1")))));
    assertFalse(unit.measures(new Key("a.B.c", "thrpt", 1, new TreeMap<>(Map.of("n", "2")))));
    assertFalse(unit.measures(new Key("a.B.c", "thrpt", 1, new TreeMap<>())));
  }
}
