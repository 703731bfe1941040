package io.github.jinbei.bench.ab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/**
 * What the user gives JMH, taken apart: all of it chooses what is listed; what does not choose benchmarks or parameters
 * goes to every fork.
 */
public final class JmhArguments {

  /** Options that an interleaved run sets itself, or that run nothing. */
  private static final Set<String> REFUSED =
      Set.of("-f", "-rf", "-rff", "-o", "-foe", "-h", "-l", "-lp", "-lprof", "-lrf");

  /** An option as it must be written: JMH also takes {@code --f 2}, {@code -f=2} and {@code -f2}. */
  private static final Pattern OPTION = Pattern.compile("-[A-Za-z]+");

  /** Options that choose, and take a value. */
  private static final Set<String> CHOOSING = Set.of("-p", "-e");

  private static final String AS_WORDS = "expected each option with one hyphen, and its value as another word";

  private final List<String> all;
  private final List<String> general = new ArrayList<>();
  private final Map<String, List<String>> given = new TreeMap<>();

  /**
   * Takes them apart.
   *
   * @throws IllegalArgumentException if JMH would not take them, or if one is of those that a run sets itself
   */
  public JmhArguments(List<String> arguments) {
    all = List.copyOf(arguments);
    List<String> includes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (REFUSED.contains(word)) {
        throw new IllegalArgumentException("JMH's " + word + ": not with ab, which sets it or runs nothing with it");
      }
      if (!word.startsWith("-")) {
        includes.add(word);
        continue;
      }
      if (!OPTION.matcher(word).matches()) {
        throw new IllegalArgumentException(word + ": no option of ab; of JMH's " + AS_WORDS);
      }
      boolean chooses = CHOOSING.contains(word);
      String value = i + 1 < arguments.size() ? arguments.get(++i) : null;
      if (word.equals("-p") && value != null) {
        names.add(value.split("=", 2)[0]);
      }
      if (!chooses) {
        general.add(word);
        if (value != null) {
          general.add(value);
        }
      }
    }
    String words = "JMH's arguments: " + String.join(" ", arguments) + ": ";
    CommandLineOptions understood;
    try {
      understood = new CommandLineOptions(arguments.toArray(new String[0]));
    } catch (CommandLineOptionException | IllegalStateException e) { // the latter for a mode that it does not know
      throw new IllegalArgumentException(words + e.getMessage().lines().findFirst().orElse(""), e);
    }
    if (!understood.getIncludes().equals(includes)) {
      throw new IllegalArgumentException(words + AS_WORDS);
    }
    if (isRefused(understood)) {
      throw new IllegalArgumentException(words + "one is short for an option that ab sets, or runs nothing with");
    }
    for (String name : names) {
      Optional<Collection<String>> values = understood.getParameter(name);
      if (values.hasValue()) {
        given.put(name, List.copyOf(values.get()));
      }
    }
  }

  /** JMH takes the start of an option's name for the option, so that comparing words is not enough. */
  private static boolean isRefused(CommandLineOptions options) {
    return options.getForkCount().hasValue() || options.getResultFormat().hasValue() || options.getResult().hasValue()
        || options.getOutput().hasValue() || options.shouldFailOnError().hasValue() || options.shouldHelp()
        || options.shouldList() || options.shouldListWithParams() || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  /** As they were given. */
  List<String> all() {
    return all;
  }

  /** Name to values of the parameters that {@code -p} gives, as JMH splits them. */
  Map<String, List<String>> given() {
    return given;
  }

  /** Those that choose neither benchmarks nor parameters. */
  public List<String> general() {
    return general;
  }
}
