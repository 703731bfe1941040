package io.github.jinbei.bench.ab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/**
 * The user's arguments for JMH, parsed. All of them are used to list the benchmarks; those that select neither benchmarks nor
 * parameters are passed to every fork.
 */
public final class JmhArguments {

  /** Options that an interleaved run sets itself, or that run nothing. */
  private static final Set<String> REFUSED =
      Set.of("-f", "-rf", "-rff", "-o", "-foe", "-h", "-l", "-lp", "-lprof", "-lrf");

  /** The only accepted form of an option; JMH also accepts {@code --f 2}, {@code -f=2} and {@code -f2}. */
  private static final Pattern OPTION = Pattern.compile("-[A-Za-z]+");

  /** Options that select benchmarks or parameters, and take a value. */
  private static final Set<String> CHOOSING = Set.of("-p", "-e");

  private static final String AS_WORDS = "expected each option with one hyphen, and its value as a separate word";

  private final List<String> all;
  private final List<String> general = new ArrayList<>();
  private final Map<String, List<String>> given = new TreeMap<>();

  /**
   * Parses the arguments.
   *
   * @throws IllegalArgumentException if JMH would reject them, or if one is an option that a run sets itself
   */
  public JmhArguments(List<String> arguments) {
    all = List.copyOf(arguments);
    List<String> includes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (REFUSED.contains(word)) {
        throw new IllegalArgumentException("JMH's " + word + ": not possible with ab, which sets it, or it runs no benchmark");
      }
      if (!word.startsWith("-")) {
        includes.add(word);
        continue;
      }
      if (!OPTION.matcher(word).matches()) {
        throw new IllegalArgumentException(word + ": not an option of ab; for JMH's options " + AS_WORDS);
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
      understood.getIncludes().forEach(Pattern::compile);
      understood.getExcludes().forEach(Pattern::compile);
    } catch (CommandLineOptionException | IllegalStateException | PatternSyntaxException e) { // the second: an unknown mode
      throw new IllegalArgumentException(words + e.getMessage().lines().findFirst().orElse(""), e);
    }
    if (!understood.getIncludes().equals(includes)) {
      throw new IllegalArgumentException(words + AS_WORDS);
    }
    if (isRefused(understood)) {
      throw new IllegalArgumentException(words + "one abbreviates an option that ab sets itself, or that runs no benchmark");
    }
    for (String name : names) {
      Optional<Collection<String>> values = understood.getParameter(name);
      if (values.hasValue()) {
        given.put(name, List.copyOf(values.get()));
      }
    }
  }

  /** Returns whether a refused option is set. JMH accepts abbreviated options, so comparing words is not enough. */
  private static boolean isRefused(CommandLineOptions options) {
    return options.getForkCount().hasValue() || options.getResultFormat().hasValue() || options.getResult().hasValue()
        || options.getOutput().hasValue() || options.shouldFailOnError().hasValue() || options.shouldHelp()
        || options.shouldList() || options.shouldListWithParams() || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  /** Returns all arguments, as given. */
  List<String> all() {
    return all;
  }

  /** Returns the values of each parameter that {@code -p} gives, by name, split like JMH. */
  Map<String, List<String>> given() {
    return given;
  }

  /** Returns the arguments that select neither benchmarks nor parameters. */
  public List<String> general() {
    return general;
  }
}
