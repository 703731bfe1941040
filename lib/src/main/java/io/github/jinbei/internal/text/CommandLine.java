package io.github.jinbei.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quoting for a POSIX shell. {@code $'...'} is in POSIX since 2024, and was in bash and zsh long before. */
public final class CommandLine {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private CommandLine() {}

  /** Returns the words as one line. Quotes words that a shell would split or expand. */
  public static String of(List<String> words) {
    return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (SAFE.matcher(word).matches()) {
      return word;
    }
    return word.equals(Plain.text(word)) ? "'" + word.replace("'", "'\\''") + "'" : escaped(word);
  }

  /** Returns a word as {@code $'...'}, with the bytes of unprintable characters in octal. */
  private static String escaped(String word) {
    StringBuilder escaped = new StringBuilder("$'");
    word.codePoints().mapToObj(Character::toString).forEach(letter -> {
      if (!letter.equals(Plain.text(letter))) {
        for (byte unit : letter.getBytes(StandardCharsets.UTF_8)) {
          escaped.append(String.format(Locale.ROOT, "\\%03o", unit & 0xff));
        }
      } else {
        escaped.append("'\\".contains(letter) ? "\\" : "").append(letter);
      }
    });
    return escaped.append('\'').toString();
  }
}
