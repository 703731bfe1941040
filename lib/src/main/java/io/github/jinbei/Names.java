package io.github.jinbei;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of things that may take a number, such as {@code relu} or {@code elu(1.3)}, and how to read them back. */
final class Names {

  /** A word, and in brackets a decimal number; what Java reads besides, such as NaN and 0x1p3, is not meant. */
  private static final Pattern WORD_AND_NUMBER =
      Pattern.compile("(\\w+)\\(([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)\\)");

  private Names() {}

  static String of(String word, float number) {
    return word + "(" + Float.toString(number).toLowerCase(Locale.ROOT) + ")";
  }

  /** All names there are: those of the constants, then the words with a number, as {@code elu(number)}. */
  static <T> List<String> all(List<T> constants, Function<T, String> name, Map<String, Function<Float, T>> ofNumber) {
    return Stream.concat(constants.stream().map(name),
        ofNumber.keySet().stream().sorted().map(word -> word + "(number)")).toList();
  }

  /**
   * The one of that name, in any case, with hyphens or underscores.
   *
   * @param constants those without a number
   * @param name the name of one of them
   * @param ofNumber those with a number, by their word
   * @throws IllegalArgumentException if there is none of that name
   */
  static <T> T parse(String text, List<T> constants, Function<T, String> name, Map<String, Function<Float, T>> ofNumber) {
    String plain = Objects.requireNonNull(text, "name").toLowerCase(Locale.ROOT);
    for (T constant : constants) {
      if (name.apply(constant).equals(plain.replace('-', '_'))) {
        return constant;
      }
    }
    int bracket = Math.max(0, plain.indexOf('('));
    Matcher matcher = WORD_AND_NUMBER.matcher(plain.substring(0, bracket).replace('-', '_') + plain.substring(bracket));
    if (matcher.matches() && ofNumber.containsKey(matcher.group(1))) {
      return ofNumber.get(matcher.group(1)).apply(Float.valueOf(matcher.group(2)));
    }
    throw new IllegalArgumentException("name = \"" + text + "\"; expected one of "
        + String.join(", ", all(constants, name, ofNumber)));
  }
}
