package io.github.jinbei.bench.ab;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The benchmarks of a side that JMH's arguments select, with their parameters.
 *
 * @param benchmarks values by class and method, then by parameter; a parameter with unknown values has none
 * @param given values by name of the parameters that the user's {@code -p} gives
 */
record Listing(Map<String, Map<String, List<String>>> benchmarks, Map<String, List<String>> given) {

  private static final Pattern PARAM = Pattern.compile("\\s+param \"(.+?)\" = \\{(.*)}");
  private static final Pattern NAME = Pattern.compile("[\\w$]+(\\.[\\w$]+)+", Pattern.UNICODE_CHARACTER_CLASS);

  /** The text between two values in JMH's output. A value may contain it too, so splitting there is ambiguous. */
  private static final String SEPARATOR = ", ";

  /** The encoding in which arguments are passed to a process. */
  private static final Charset ARGUMENTS =
      Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

  /**
   * Parses the output of JMH with {@code -lp}: a line for each benchmark, below it one for each parameter with its values.
   *
   * @param declared all benchmarks and their parameters from JMH's own list; empty if it cannot be read
   */
  static Listing parse(List<String> lines, Map<String, Map<String, List<String>>> declared,
      Map<String, List<String>> given) {
    Map<String, Map<String, List<String>>> benchmarks = new LinkedHashMap<>();
    Map<String, List<String>> params = new TreeMap<>();
    for (String line : lines) {
      Matcher param = PARAM.matcher(line);
      if (param.matches()) {
        params.putIfAbsent(param.group(1), printed(param.group(2)));
      } else if (NAME.matcher(line).matches() && (declared.isEmpty() || declared.containsKey(line))) {
        params = benchmarks.computeIfAbsent(line, name -> new TreeMap<>(declared.getOrDefault(name, Map.of())));
      }
    }
    benchmarks.values().forEach(all -> all.replaceAll((name, values) -> given.getOrDefault(name, values)));
    return new Listing(benchmarks, given);
  }

  private static List<String> printed(String values) {
    return values.contains(SEPARATOR) ? List.of() : List.of(values);
  }

  /**
   * Returns a unit for every combination of the values of each benchmark's parameters. A parameter whose values {@code -p}
   * cannot select on one of the sides stays open: JMH measures all of its values in each round.
   *
   * @param other the listing of the other side
   */
  List<Unit> units(Listing other) {
    List<Unit> units = new ArrayList<>();
    benchmarks.forEach((benchmark, params) -> add(units, benchmark, params, other.benchmarks.get(benchmark)));
    return units;
  }

  /** Adds a benchmark's units; {@code theirs} is null if the other side has no such benchmark. */
  private void add(List<Unit> units, String benchmark, Map<String, List<String>> params,
      Map<String, List<String>> theirs) {
    SortedMap<String, String> constants = new TreeMap<>();
    SortedSet<String> open = new TreeSet<>();
    List<SortedMap<String, String>> combinations = List.of(new TreeMap<>());
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      String name = param.getKey();
      List<String> values = param.getValue();
      List<String> otherValues = theirs == null ? values : theirs.get(name); // null if it has no such parameter
      if (values.size() == 1 && values.equals(otherValues) && !given.containsKey(name)) {
        constants.put(name, values.get(0));
      } else if (canBeChosen(values) && (otherValues == null || canBeChosen(otherValues))) {
        combinations = longer(combinations, name, values);
      } else {
        open.add(name);
      }
    }
    for (SortedMap<String, String> combination : combinations) {
      units.add(new Unit(benchmark, combination, constants, open));
    }
  }

  private static List<SortedMap<String, String>> longer(List<SortedMap<String, String>> combinations, String name,
      List<String> values) {
    List<SortedMap<String, String>> longer = new ArrayList<>();
    for (SortedMap<String, String> combination : combinations) {
      for (String value : values) {
        SortedMap<String, String> one = new TreeMap<>(combination);
        one.put(name, value);
        longer.add(one);
      }
    }
    return longer;
  }

  /** Returns whether the values are known and {@code -p} passes each unchanged; JMH splits at commas. */
  private static boolean canBeChosen(List<String> values) {
    return !values.isEmpty() && values.stream().allMatch(
        value -> value.indexOf(',') < 0 && value.indexOf('\0') < 0 && ARGUMENTS.newEncoder().canEncode(value));
  }
}
