package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.results.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one run of JMH measures: a benchmark method with a value for each parameter that is chosen. JMH measures a fork of
 * each value of the others. The unit has a key for each of these values and each of its modes.
 *
 * @param benchmark class and method, with the package
 * @param chosen name to value of the parameters that {@code -p} chooses
 * @param constants name to value of the parameters that have one value, which need no {@code -p}
 * @param open names of the parameters of which JMH measures all values
 */
record Unit(String benchmark, SortedMap<String, String> chosen, SortedMap<String, String> constants,
    SortedSet<String> open) {

  /** JMH's arguments that choose this unit and nothing else. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("^" + Pattern.quote(benchmark) + "$"));
    chosen.forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
    return arguments;
  }

  /** The key that it would have in JMH's commonest mode, for a unit that never measured anything. */
  Key key() {
    SortedMap<String, String> params = new TreeMap<>(constants);
    params.putAll(chosen);
    return new Key(benchmark, "thrpt", 1, params);
  }
}
