package io.github.jinbei.bench.ab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What the user gives JMH, taken apart: all of it chooses what is listed; what does not choose benchmarks or parameters
 * goes to every fork.
 */
public final class JmhArguments {

  /** Options that an interleaved run sets itself, or that run nothing. */
  private static final Set<String> REFUSED = Set.of("-f", "-rf", "-rff", "-o", "-foe", "-h", "-l", "-lp", "-lprof", "-lrf");

  /** Options that choose, and take a value. */
  private static final Set<String> CHOOSING = Set.of("-p", "-e");

  private final List<String> all;
  private final List<String> general = new ArrayList<>();

  /**
   * Takes them apart.
   *
   * @throws IllegalArgumentException if JMH would not take them, or if one is of those that a run sets itself
   */
  public JmhArguments(List<String> arguments) {
    all = List.copyOf(arguments);
    List<String> includes = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (REFUSED.contains(word)) {
        throw new IllegalArgumentException("JMH's " + word + ": not with ab, which sets it or runs nothing with it");
      }
      if (!word.startsWith("-")) {
        includes.add(word);
        continue;
      }
      boolean chooses = CHOOSING.contains(word);
      String value = i + 1 < arguments.size() ? arguments.get(++i) : null;
      if (!chooses) {
        general.add(word);
        if (value != null) {
          general.add(value);
        }
      }
    }
    List<String> understood;
    try {
      understood = new CommandLineOptions(arguments.toArray(new String[0])).getIncludes();
    } catch (CommandLineOptionException e) {
      throw new IllegalArgumentException("JMH's arguments: " + e.getMessage(), e);
    }
    if (!understood.equals(includes)) {
      throw new IllegalArgumentException("JMH's arguments: " + String.join(" ", arguments)
          + ": expected each option and its value as two words");
    }
  }

  /** As they were given. */
  List<String> all() {
    return all;
  }

  /** Those that choose neither benchmarks nor parameters. */
  List<String> general() {
    return general;
  }
}
