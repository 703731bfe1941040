package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.results.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one fork measures: a benchmark method with a value for each of its parameters. It has a key for each of its
 * modes.
 *
 * @param benchmark class and method, with the package
 * @param params name to value
 */
record Unit(String benchmark, SortedMap<String, String> params) {

  private static final Pattern PARAM = Pattern.compile("\\s+param \"(.+?)\" = \\{(.*)}");
  private static final Pattern NAME = Pattern.compile("[\\w$]+(\\.[\\w$]+)+", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * The units that JMH lists with {@code -lp}: a line for each benchmark, below it one for each parameter with its
   * values.
   *
   * @throws IllegalArgumentException if a value has a comma, since JMH's {@code -p} would take it for two
   */
  static List<Unit> parse(List<String> lines) {
    List<Unit> units = new ArrayList<>();
    String benchmark = null;
    Map<String, String[]> params = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher param = PARAM.matcher(line);
      if (param.matches()) {
        params.put(param.group(1), param.group(2).split(", ", -1));
      } else if (NAME.matcher(line).matches()) {
        add(units, benchmark, params);
        benchmark = line;
        params.clear();
      }
    }
    add(units, benchmark, params);
    return units;
  }

  /** Adds every combination of values. */
  private static void add(List<Unit> units, String benchmark, Map<String, String[]> params) {
    if (benchmark == null) {
      return;
    }
    List<SortedMap<String, String>> combinations = List.of(new TreeMap<>());
    for (Map.Entry<String, String[]> param : params.entrySet()) {
      for (String value : param.getValue()) {
        if (value.contains(",")) {
          throw new IllegalArgumentException(benchmark + ": parameter " + param.getKey() + " has the value '" + value
              + "', expected one without a comma, which JMH's -p can choose");
        }
      }
      List<SortedMap<String, String>> longer = new ArrayList<>();
      for (SortedMap<String, String> combination : combinations) {
        for (String value : param.getValue()) {
          SortedMap<String, String> one = new TreeMap<>(combination);
          one.put(param.getKey(), value);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    for (SortedMap<String, String> combination : combinations) {
      units.add(new Unit(benchmark, combination));
    }
  }

  /** JMH's arguments that choose this unit and nothing else. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("^" + Pattern.quote(benchmark) + "$"));
    params.forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
    return arguments;
  }

  /** Whether this unit measures the key. */
  boolean measures(Key key) {
    return key.benchmark().equals(benchmark) && key.params().equals(params);
  }

  /** The key that it would have in JMH's commonest mode, for a unit that never measured anything. */
  Key key() {
    return new Key(benchmark, "thrpt", 1, params);
  }
}
