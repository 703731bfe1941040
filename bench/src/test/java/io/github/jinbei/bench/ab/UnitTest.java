package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class UnitTest {

  private static Unit unit(String benchmark, Map<String, String> params) {
    return new Unit(benchmark, new TreeMap<>(params), new TreeMap<>(), new TreeSet<>());
  }

  /** Tests the arguments with JMH's own parser. */
  @Test
  void argumentsSelectOnlyThisUnit() throws CommandLineOptionException {
    for (String value : List.of("1", "-1", "", "a=b", "x y", " x ", "\"q\"", "\\", "{}", "a\nb", "'")) {
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
  void constantsAndOpenParametersNeedNoArgument() {
    Unit unit = new Unit("a.B.c", new TreeMap<>(Map.of("n", "1")), new TreeMap<>(Map.of("s", "x, y")),
        new TreeSet<>(Set.of("q")));
    assertEquals(List.of("^\\Qa.B.c\\E$", "-p", "n=1"), unit.arguments());
    assertEquals("B.c thrpt n=1 s=x, y", unit.key().text());
  }
}
