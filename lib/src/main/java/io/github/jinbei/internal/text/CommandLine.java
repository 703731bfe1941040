package io.github.jinbei.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a POSIX shell takes them; {@code $'...'} is of POSIX since 2024, and of bash and zsh since long before. */
public final class CommandLine {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private CommandLine() {}

  /** Returns one line; words that a shell would take apart or expand are quoted. */
  public static String of(List<String> words) {
    return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (SAFE.matcher(word).matches()) {
      return word;
    }
    return word.equals(Plain.text(word)) ? "'" + word.replace("'", "'\\''") + "'" : escaped(word);
  }

  /** Returns a word of which some characters cannot be printed: their bytes are octal numbers. */
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
