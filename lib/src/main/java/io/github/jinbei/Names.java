package io.github.jinbei;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names with or without a number, such as {@code relu} or {@code elu(1.3)}: writes and parses them. */
final class Names {

  /** A word and a decimal number in brackets. Other numbers of Java, such as NaN and 0x1p3, are not accepted. */
  private static final String WORD_AND_NUMBER = "(\\w+)\\(([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)\\)";

  /** Makes an object of its word and number. */
  interface Maker<T> {
    T of(String word, float number);
  }

  private Names() {}

  static String of(String word, float number) {
    return word + "(" + Float.toString(number).toLowerCase(Locale.ROOT) + ")";
  }

  /** Returns all names: those of the constants, then the words with a number, as {@code elu(number)}. */
  static List<String> all(List<? extends Named> constants, List<String> words) {
    List<String> all = new ArrayList<>();
    for (Named constant : constants) {
      all.add(constant.name());
    }
    for (String word : words) {
      all.add(word + "(number)");
    }
    return List.copyOf(all);
  }

  /**
   * Returns the object of a name, in upper or lower case, with hyphens or underscores.
   *
   * @param text the name
   * @param constants the objects without a number
   * @param words the words of the objects with a number
   * @param ofNumber makes an object with a number
   * @throws IllegalArgumentException if there is no object of that name
   * @throws NullPointerException if text is null
   */
  static <T extends Named> T parse(String text, List<T> constants, List<String> words, Maker<T> ofNumber) {
    String plain = Objects.requireNonNull(text, "name").toLowerCase(Locale.ROOT);
    for (T constant : constants) {
      if (constant.name().equals(plain.replace('-', '_'))) {
        return constant;
      }
    }
    int bracket = Math.max(0, plain.indexOf('('));
    Matcher matcher = Pattern.compile(WORD_AND_NUMBER)
        .matcher(plain.substring(0, bracket).replace('-', '_') + plain.substring(bracket));
    if (matcher.matches() && words.contains(matcher.group(1))) {
      return ofNumber.of(matcher.group(1), Float.parseFloat(matcher.group(2)));
    }
    throw new IllegalArgumentException("name = \"" + text + "\"; expected one of "
        + String.join(", ", all(constants, words)));
  }
}
