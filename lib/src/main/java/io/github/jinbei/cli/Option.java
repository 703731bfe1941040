package io.github.jinbei.cli;

import java.util.List;
import java.util.Locale;

/**
 * One option: everything that parsing, defaults and help need to know of it.
 *
 * @param name with its hyphens, such as {@code --lr}
 * @param byDefault the text that holds where the option is not given; null means that there is none
 * @param help one line
 */
record Option<T>(String name, Kind<T> kind, String byDefault, String help) {

  /** Whether it stands alone, without a value. */
  boolean isFlag() {
    return kind.placeholder().isEmpty();
  }

  /** The option and its value, as in {@code --lr X}. */
  String usage() {
    return isFlag() ? name : name + " " + kind.placeholder();
  }

  /** The value of {@code text}. */
  T read(String text) {
    try {
      return kind.reader().apply(text);
    } catch (IllegalArgumentException e) {
      // Of a word that is no number, Java says nothing that is not known already.
      if (e.getMessage() != null && !(e instanceof NumberFormatException)) {
        throw new UsageException(name + " " + text + ": " + e.getMessage());
      }
      String example = byDefault == null ? "" : ", as in " + name + " " + byDefault;
      throw new UsageException(name + " takes " + kind.expected() + example + "; not '" + text + "'"
          + suggestion(text));
    }
  }

  /** The word that may have been meant, whatever is in its brackets. */
  private String suggestion(String text) {
    List<String> bare = kind.words().stream().map(Option::withoutBrackets).toList();
    String near = Closest.to(withoutBrackets(text.toLowerCase(Locale.ROOT)), bare);
    return near == null ? "" : "; did you mean " + kind.words().get(bare.indexOf(near)) + "?";
  }

  private static String withoutBrackets(String text) {
    return text.replaceFirst("[\\[(].*", "");
  }
}
