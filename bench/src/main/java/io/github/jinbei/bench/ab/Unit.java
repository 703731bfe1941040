package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.results.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The unit that one run of JMH measures: a benchmark method with a value for each selected parameter. Of the other parameters
 * JMH measures a fork for each value. The unit has a key for each of these values and each of its modes.
 *
 * @param benchmark class and method, with the package
 * @param chosen value by name of the parameters that {@code -p} selects
 * @param constants value by name of the parameters that have one value, which need no {@code -p}
 * @param open names of the parameters of which JMH measures all values
 */
record Unit(String benchmark, SortedMap<String, String> chosen, SortedMap<String, String> constants,
    SortedSet<String> open) {

  /** Returns JMH's arguments that select this unit and nothing else. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("^" + Pattern.quote(benchmark) + "$"));
    chosen.forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
    return arguments;
  }

  /** Returns the key in JMH's commonest mode, for a unit without a result. */
  Key key() {
    SortedMap<String, String> params = new TreeMap<>(constants);
    params.putAll(chosen);
    return new Key(benchmark, "thrpt", 1, params);
  }
}
