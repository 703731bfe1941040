package io.github.jinbei.cli;

import java.util.List;
import java.util.Locale;

/**
 * An option of a command: the source of its parsing, its default and its help.
 *
 * @param name the name with its hyphens, for example {@code --lr}
 * @param kind the type of the value
 * @param byDefault the text of the default value, or null if there is no default
 * @param help what the option means
 */
record Option<T>(String name, Kind<T> kind, String byDefault, String help) {

  /** Returns whether the option has no value. */
  boolean isFlag() {
    return kind.placeholder().isEmpty();
  }

  /** Returns the option and a placeholder for its value, for example {@code --lr X}. */
  String usage() {
    return isFlag() ? name : name + " " + kind.placeholder();
  }

  /**
   * Converts a text to a value.
   *
   * @throws UsageException if the text is not of the kind
   */
  T read(String text) {
    try {
      return kind.reader().apply(text);
    } catch (IllegalArgumentException e) {
      // The message of a NumberFormatException says no more than ours.
      if (e.getMessage() != null && !(e instanceof NumberFormatException)) {
        throw new UsageException(name + " " + text + ": " + e.getMessage());
      }
      String example = byDefault == null ? "" : ", as in " + name + " " + byDefault;
      throw new UsageException(name + " takes " + kind.expected() + example + "; not '" + text + "'"
          + suggestion(text));
    }
  }

  /** Returns the closest word of the kind as a question. The text in the brackets does not count. */
  private String suggestion(String text) {
    List<String> bare = kind.words().stream().map(Option::withoutBrackets).toList();
    String near = Closest.to(withoutBrackets(text.toLowerCase(Locale.ROOT)), bare);
    return near == null ? "" : "; did you mean " + kind.words().get(bare.indexOf(near)) + "?";
  }

  private static String withoutBrackets(String text) {
    return text.replaceFirst("[\\[(].*", "");
  }
}
