package io.github.jinbei;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names with or without a number, such as {@code relu} or {@code elu(1.3)}: writes and parses them. */
final class Names {

  /** A word and a decimal number in brackets. Other numbers of Java, such as NaN and 0x1p3, are not accepted. */
  private static final Pattern WORD_AND_NUMBER =
      Pattern.compile("(\\w+)\\(([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)\\)");

  private Names() {}

  static String of(String word, float number) {
    return word + "(" + Float.toString(number).toLowerCase(Locale.ROOT) + ")";
  }

  /** Returns all names: those of the constants, then the words with a number, as {@code elu(number)}. */
  static <T> List<String> all(List<T> constants, Function<T, String> name, Map<String, Function<Float, T>> ofNumber) {
    return Stream.concat(constants.stream().map(name),
        ofNumber.keySet().stream().sorted().map(word -> word + "(number)")).toList();
  }

  /**
   * Returns the object of a name, in upper or lower case, with hyphens or underscores.
   *
   * @param text the name
   * @param constants the objects without a number
   * @param name returns the name of a constant
   * @param ofNumber for each word, the function that makes an object of a number
   * @throws IllegalArgumentException if there is no object of that name
   * @throws NullPointerException if text is null
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
